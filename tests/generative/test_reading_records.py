"""Records in: whatever a registry exports, each cell comes once, or the file is refused with its place."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from kinten.desk.recording import all_items, open_records
from kinten.registry.layouts import LayoutName, known_layout
from kinten.registry.records import type_records
from kinten.tables.batches import LINE, read_batches
from kinten.vocabulary.wording import FaultError

CELLS = st.text(alphabet='aZ09 ,"\n\r\t-/.C;=あ漢髙①ｱ', max_size=8)
TABLES = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=12)
)
HEADER = "patient_id,sex,birth_date,diagnosis_date,topography,morphology,behaviour"
GIVEN = st.fixed_dictionaries(
    {
        "sex": st.sampled_from(["1", "2", "9", "x", "", "03"]),
        "birth_date": st.dates().map(str) | st.sampled_from(["", "19509999", "1950-02-30", "9999-99-99", "昭和25"]),
        "diagnosis_date": st.dates().map(str) | st.sampled_from(["", "2024", "2024-05", "2024-13-01"]),
        "topography": st.from_regex(r"C\d\d\.?\d", fullmatch=True) | st.sampled_from(["", "C5", "C18.77"]),
        "morphology": st.from_regex(r"[89]\d{3}(/[0-9][0-9]?)?", fullmatch=True) | st.sampled_from(["", "814"]),
        "behaviour": st.sampled_from(["0", "3", "", "悪性"]),
    }
)  # fmt: skip


def put_records(path, rows):
    names = HEADER.split(",")
    lines = [
        ",".join({**row, "patient_id": f"P{at}"}[name] for name in names)
        for at, row in enumerate(rows)
    ]
    path.write_text("\n".join([HEADER, *lines, ""]), encoding="utf-8")


def refused(act):
    """Give the fault of an act, None where there is none."""
    try:
        act()
    except FaultError as fault:
        return fault
    return None


@given(rows=TABLES, encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp932"]))
def test_what_is_written_comes_back(tmp_path_factory, rows, encoding):
    width = len(rows[0]) if rows else 1
    names = [f"列{at}" for at in range(width)]
    text = io.StringIO(newline="")
    csv.writer(text).writerows([names, *rows])
    path = tmp_path_factory.mktemp("t") / "t.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    found = [row for frame in read_batches(path) for row in frame.drop(LINE, strict=False).rows()]

    stripped = [tuple(cell.strip() or None for cell in row) for row in rows]
    written = [row for row in stripped if len(row) > 1 or row[0] is not None]
    assert [row for row in found if len(row) > 1 or row[0] is not None] == written


@given(content=st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
def test_any_bytes_are_a_table_or_a_fault(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("t") / "t.csv"
    path.write_bytes(b"a,b\n" + content)
    fault = refused(lambda: list(read_batches(path)))

    if fault is not None:
        assert str(path) in fault.place
        assert fault.told_in("ja")
        assert fault.told_in("en")


@given(rows=st.lists(GIVEN, min_size=1, max_size=12))
def test_no_cell_of_a_record_is_lost(tmp_path_factory, rows):
    """A cell is empty, or read, or kept as it came; a morphology at odds with its behaviour is read and told."""
    path = tmp_path_factory.mktemp("t") / "t.csv"
    put_records(path, rows)
    frame = next(iter(read_batches(path)))
    layout = known_layout(LayoutName.NEUTRAL, all_items())
    records = type_records(frame, layout, all_items(), frame.with_row_index("r", 1)["r"])

    for row, record in zip(rows, records.to_dicts(), strict=True):
        parts = (record["unread"] or "").split("; ")
        told = {part.split("=")[0] for part in parts if part and " (behaviour " not in part}
        for item, cell in row.items():
            has_read = record[item] is not None
            assert has_read or not cell or item in told, (item, cell, record)
            assert not (has_read and item in told)


@given(rows=st.lists(GIVEN, min_size=1, max_size=6))
def test_every_row_is_a_record_or_the_file_is_refused(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("t") / "t.csv"
    put_records(path, rows)
    written = []

    def read():
        with open_records(path) as records:
            written.append(records.intake.written)

    fault = refused(read)
    assert written == [len(rows)] if fault is None else "入れ替わって" in fault.what.ja
