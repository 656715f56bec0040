"""Large tables of records out: all rows with all their columns, as .csv or .parquet."""

from pathlib import Path

import polars as pl

from kinten.tables.files import write_whole
from kinten.tables.writing import check_ending

RECORD_ENDINGS = (".csv", ".parquet")
_RUNS = r"(?s)^(?:[=+@\t\r\n＝＋＠]|[-－].)"
_NEGATIVE = r"^-[0-9]+(?:\.[0-9]+)?$"


def write_records(path: Path, frame: pl.DataFrame) -> None:
    """Write records whole or not at all; .csv is UTF-8 with BOM, its texts never run as formulas.

    A text that a spreadsheet would run gets an apostrophe before it; a negative number stays as it is.
    """
    if check_ending(path, RECORD_ENDINGS) == ".parquet":
        write_whole(path, frame.write_parquet)
        return
    texts = pl.col(pl.String)
    safe = frame.with_columns(
        pl.when(texts.str.contains(_RUNS) & ~texts.str.contains(_NEGATIVE))
        .then("'" + texts)
        .otherwise(texts)
        .name.keep()
    )
    write_whole(
        path,
        lambda beside: safe.write_csv(beside, include_bom=True, line_terminator="\r\n"),
    )
