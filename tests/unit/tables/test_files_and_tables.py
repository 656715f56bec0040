"""Files are written whole or not at all; cells never become formulas."""

import csv
import errno

import pytest
from openpyxl import load_workbook

from kinten.tables.files import write_text, write_whole
from kinten.tables.table import Table
from kinten.tables.writing import check_ending, without_formula, write_table
from kinten.vocabulary.wording import FaultError

NASTY = ("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx")


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
    assert [without_formula(each) for each in ("-", -1, "甲")] == ["-", -1, "甲"]
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
