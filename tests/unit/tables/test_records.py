"""Records out: what a spreadsheet would run gets an apostrophe, a negative number none."""

import polars as pl
import pytest

from kinten.tables.records import write_records


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("-1", "-1"),
        ("-12.5", "-12.5"),
        ("-", "-"),
        ("-1+2", "'-1+2"),
        ("-A1", "'-A1"),
        ("-\n=1", "'-\n=1"),
        ("=1", "'=1"),
        ("+81", "'+81"),
        ("@a", "'@a"),
        ("a-1", "a-1"),
    ],
)
def test_only_what_would_run_is_marked(tmp_path, text, written):
    path = tmp_path / "out.csv"
    write_records(path, pl.DataFrame({"id": [text], "n": [-1]}))

    assert pl.read_csv(path, infer_schema=False).row(0) == (written, "-1")
