"""Files are written whole or not at all; cells never become formulas."""

import csv
import errno

import pytest
from openpyxl import load_workbook

from kinten.tables.files import write_text, write_whole
from kinten.tables.table import Table
from kinten.tables.writing import check_ending, without_formula, write_table
from kinten.vocabulary.wording import FaultError

NASTY = ("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\n=1", "＝1+1", "＋1", "－1", "＠A1")


def test_a_text_is_there_afterwards_and_nothing_beside_it(tmp_path):
    """The file beside is renamed away."""
    write_text(tmp_path / "a.txt", "均てん")

    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "均てん"


def test_a_full_disk_leaves_the_old_file_as_it_was(tmp_path):
    """The error names the file; the file keeps its content; nothing is left beside."""
    path = tmp_path / "a.txt"
    path.write_text("before", encoding="utf-8")

    def fill(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(FaultError) as told:
        write_whole(path, fill)

    assert told.value.place == str(path)
    assert "No space left" in told.value.what.en
    assert path.read_text(encoding="utf-8") == "before"
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]


def test_an_error_of_our_own_leaves_nothing_either(tmp_path):
    """Whatever goes wrong while writing, no half-written file stays."""

    def fail(beside):
        beside.write_text("half", encoding="utf-8")
        raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        write_whole(tmp_path / "a.txt", fail)

    assert list(tmp_path.iterdir()) == []


def test_an_unknown_ending_lists_the_known_ones(tmp_path):
    """.doc cannot be written."""
    with pytest.raises(FaultError) as told:
        check_ending(tmp_path / "a.doc")

    assert ".xlsx" in told.value.mend.ja


def test_a_dash_stays_a_dash_and_numbers_stay_numbers():
    """Only text that a spreadsheet would run gets an apostrophe."""
    assert [without_formula(each) for each in ("-", "－", -1, "甲")] == ["-", "－", -1, "甲"]
    assert [without_formula(each) for each in NASTY] == [f"'{each}" for each in NASTY]


@pytest.mark.parametrize("ending", ["csv", "xlsx", "html"])
def test_no_cell_is_a_formula(tmp_path, ending):
    """A hospital named =1+1 stays a name in every kind of file."""
    path = tmp_path / f"a.{ending}"
    write_table(path, Table("t", ("a", "b"), (("=1+1", 5), ("<b>x</b>", None)), ("n",)))

    if ending == "csv":
        assert list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))[1] == [
            "'=1+1",
            "5",
        ]
    elif ending == "xlsx":
        cell = load_workbook(path).active["A3"]
        assert (cell.value, cell.data_type) == ("=1+1", "s")
    else:
        assert "&lt;b&gt;x&lt;/b&gt;" in path.read_text(encoding="utf-8")


def _sheet(tmp_path, notes):
    path = tmp_path / "notes.xlsx"
    write_table(path, Table("t", ("id", "name"), (("01", "病院"),) * 40, notes))
    return load_workbook(path).active


def test_a_note_is_wrapped_across_the_table_so_that_a_page_stays_readable(tmp_path):
    """A long note must not make the printed page as wide as itself."""
    sheet = _sheet(tmp_path, ("あ" * 300, "short"))

    assert "A1:" in str(sheet.merged_cells.ranges)
    assert sheet["A1"].alignment.wrap_text
    # 600 half-width characters across 80 of them are eight lines, of 15 points each.
    assert sheet.row_dimensions[1].height >= 8 * 15
    assert sheet.row_dimensions[2].height in {None, 15}


def test_few_notes_stay_in_view_with_the_header_and_many_do_not(tmp_path):
    """What stays in view must leave room for the rows."""
    assert _sheet(tmp_path, ("one", "two")).freeze_panes == "A4"
    assert _sheet(tmp_path, ("note",) * 7).freeze_panes is None
