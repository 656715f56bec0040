"""Cells that vanished in a merged block: their facts are unreadable, and no other fact has their value."""

from __future__ import annotations

import io

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from kinten.report.intake import read_input
from kinten.report.model import Report, Severity
from kinten.report.papers import read_paper
from kinten.report.workbook import read_workbook
from kinten.vocabulary.truth import Reason
from kinten.vocabulary.wording import FaultError


def read(data: bytes):
    return read_workbook(io.BytesIO(data), "f.xlsx")


def place_of(form: bytes, name: str) -> tuple[str, str]:
    """Find the sheet and the cell of a name."""
    reference = openpyxl.load_workbook(io.BytesIO(form)).defined_names[name].attr_text
    sheet, _, cell = reference.rpartition("!")
    return sheet.strip("'"), cell.replace("$", "")


def merged(form: bytes, first: str, last: str, **values: object) -> bytes:
    """Merge the cells of two names, the first at the top left, after filling in some names."""
    book = openpyxl.load_workbook(io.BytesIO(form))
    for name, value in values.items():
        sheet, cell = place_of(form, name)
        book[sheet][cell] = value
    sheet, top = place_of(form, first)
    book[sheet].merge_cells(f"{top}:{place_of(form, last)[1]}")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def merged_over(form: bytes, name: str, block: str) -> bytes:
    """Merge a block given by `{row}` of a name's cell."""
    book = openpyxl.load_workbook(io.BytesIO(form))
    sheet, cell = place_of(form, name)
    book[sheet].merge_cells(block.format(row=int("".join(filter(str.isdigit, cell)))))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_swallowed_cell_is_unreadable(form):
    """The value of the top left is its own; the cells below it lost theirs, and each is told."""
    reading = read(merged(form, "fact_registry_cases", "fact_drug_therapy_patients"))
    facts = reading.reports[0].facts
    _, top = place_of(form, "fact_registry_cases")
    sheet, last = place_of(form, "fact_drug_therapy_patients")
    swallowed = [
        name
        for name in facts
        if (place := place_of(form, f"fact_{name}"))[0] == sheet
        and int(top[1:]) < int(place[1][1:]) <= int(last[1:])
    ]

    assert facts["registry_cases"].value == 500.0
    assert "cancer_surgeries" in swallowed
    assert {facts[name].missing for name in swallowed} == {Reason.UNREADABLE}
    assert {(one.rule, one.severity, one.fact) for one in reading.remarks} == {
        ("merged_cell", Severity.ERROR, name) for name in swallowed
    }
    at = f"f.xlsx!{sheet}!{place_of(form, 'fact_cancer_surgeries')[1]}"
    told = next(one for one in reading.remarks if one.fact == "cancer_surgeries")
    assert (facts["cancer_surgeries"].at, told.at) == (at, at)
    assert told.words.ja == (
        f"悪性腫瘍の手術件数：この欄は結合セル {top}:{last} に含まれ、値が残っていません。"
        "結合を解除し、この欄に値を入れてください。"
    )


def test_a_label_is_never_the_value(form):
    """Merged with its own label the cell is unreadable, though the label stands at the top left."""
    reading = read(merged_over(form, "fact_registry_cases", "B{row}:F{row}"))
    given = reading.reports[0].facts["registry_cases"]
    assert (given.missing, given.text) == (Reason.UNREADABLE, "")
    assert [(one.rule, one.severity) for one in reading.remarks] == [
        ("merged_cell", Severity.ERROR)
    ]


def test_a_figure_beside_is_never_the_value(form):
    """The number of the line, at the top left, is no answer."""
    reading = read(merged_over(form, "fact_registry_cases", "A{row}:F{row}"))
    assert reading.reports[0].facts["registry_cases"].missing is Reason.UNREADABLE


def test_an_input_cell_at_the_top_left_keeps_its_value(form):
    """Merged with the cells beside it that are no inputs, it reads as before."""
    reading = read(merged_over(form, "fact_registry_cases", "F{row}:G{row}"))
    assert reading.reports[0].facts["registry_cases"].value == 500.0
    assert reading.remarks == ()


def test_a_swallowed_text_of_the_cover_is_told(form):
    """The area, a flag, the prefecture and the application do not take the label's text."""
    reading = read(merged_over(form, "cover_area", "B{row}:C{row}"))
    report: Report = reading.reports[0]
    assert report.area == ""
    assert [(one.rule, one.words.ja.partition("：")[0]) for one in reading.remarks] == [
        ("merged_cell", "がん医療圏")
    ]


@pytest.mark.parametrize("entry", ["prefecture", "exceptional", "hospital_id", "application"])
def test_a_swallowed_entry_of_the_cover_is_blank_and_told_once(form, entry):
    """Nothing is taken from the label beside."""
    reading = read(merged_over(form, f"cover_{entry}", "B{row}:C{row}"))
    report = reading.reports[0]
    found = (report.prefecture, report.is_exceptional, report.hospital_id, report.application)
    assert [one.rule for one in reading.remarks] == ["merged_cell"]
    assert sum(value in ("", False) for value in found) == 1


@pytest.mark.parametrize("entry", ["hospital", "year"])
def test_a_report_whose_name_or_year_was_swallowed_is_refused(form, entry):
    """The label is no hospital; the block and the mend are told."""
    with pytest.raises(FaultError) as raised:
        read(merged_over(form, f"cover_{entry}", "B{row}:C{row}"))
    sheet, cell = place_of(form, f"cover_{entry}")
    assert raised.value.place == f"f.xlsx!{sheet}!{cell}"
    assert f"結合セル B{cell[1:]}:C{cell[1:]}" in raised.value.what.ja
    assert raised.value.mend.ja.startswith("結合を解除して")


@pytest.mark.parametrize("name", ["general_beds", "general_address"])
def test_a_swallowed_general_item_is_left_out(form, name):
    """It is told, and takes no label."""
    reading = read(merged_over(form, name, "B{row}:C{row}"))
    assert name.removeprefix("general_") not in reading.reports[0].general
    assert [one.rule for one in reading.remarks] == ["merged_cell"]


def test_a_swallowed_reason_is_none(form):
    """The label of the requirement is no reason."""
    names = openpyxl.load_workbook(io.BytesIO(form)).defined_names
    name = next(one for one in names if one.startswith("reason_"))
    _, cell = place_of(form, name)
    before = get_column_letter(openpyxl.utils.cell.coordinate_to_tuple(cell)[1] - 1)
    reading = read(merged_over(form, name, f"{before}{{row}}:{cell[0]}{{row}}"))
    assert dict(reading.reports[0].reasons) == {}
    assert [one.rule for one in reading.remarks] == ["merged_cell"]


def test_a_swallowed_role_undoes_the_declaration(form):
    """Whoever stood there may be the one that a clause looks for."""
    reading = read(merged(form, "staff_01_employment", "staff_01_role_1"))
    person = reading.reports[0].staff.people[0]
    assert (person.full_time, [post.role for post in person.posts]) == (True, ["palliative_nurse"])
    assert reading.reports[0].staff.is_complete is False
    assert [one.words.ja.partition("。")[0] for one in reading.remarks] == [
        "職員表の記入欄1か所が結合セル C7:D7 に含まれ、値が残っていません"
    ]


@pytest.mark.parametrize("kind", ["qualification", "training"])
def test_a_swallowed_qualification_or_training_is_not_none(form, kind):
    """It is not reported, and the sheet is no longer whole."""
    reading = read(merged(form, f"staff_01_{kind}_1", f"staff_01_{kind}_2"))
    staff = reading.reports[0].staff
    held = {"qualification": staff.people[0].qualifications, "training": staff.people[0].training}
    assert (held[kind], staff.is_complete) == (None, False)


def test_swallowed_details_are_not_reported(form):
    """Effort, share and days that were swallowed are blank, and the rest of the person is read."""
    reading = read(merged(form, "staff_01_role_1", "staff_01_share_1"))
    post = reading.reports[0].staff.people[0].posts[0]
    assert (post.role, post.effort, post.share) == ("counsellor", None, None)
    days = read(merged(form, "staff_01_since", "staff_01_until")).reports[0].staff.people[0]
    assert (days.since is None, days.until) == (False, None)


def test_a_block_over_all_people_is_told_once(form):
    """Hundreds of cells are one finding, nobody is read, and nobody is surely absent."""
    book = openpyxl.load_workbook(io.BytesIO(form))
    book["職員"].merge_cells("A7:Z66")
    stream = io.BytesIO()
    book.save(stream)
    reading = read(stream.getvalue())
    staff = reading.reports[0].staff
    assert (staff.people, staff.is_complete) == ((), False)
    assert [(one.rule, one.at) for one in reading.remarks] == [("merged_cell", "f.xlsx!職員!C7")]


LONG = ("year", "prefecture", "hospital", "type_mark", "registry_cases", "cancer_surgeries")
PRINTED = (
    "医療圏",
    "病院名",
    "院内がん登録数",
    "がんの手術件数",
    "放射線治療患者数",
    "居住がん患者の診療割合",
)


def sheet_of(*rows: tuple[object, ...], merges: tuple[str, ...] = ()) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for block in merges:
        book.active.merge_cells(block)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_figure_merged_over_two_hospitals_of_the_long_layout():
    """The value is the upper row's; the lower one is unreadable."""
    data = sheet_of(
        LONG,
        (2024, "石川", "甲", "★", 500, 400),
        (2024, "石川", "乙", None, None, 300),
        merges=("E2:E3",),
    )
    reading = read_paper(io.BytesIO(data), "a.xlsx")
    found = [report.facts["registry_cases"] for report in reading.reports]
    assert [(one.value, one.missing) for one in found] == [
        (500.0, None),
        (None, Reason.UNREADABLE),
    ]
    assert [(one.rule, one.at) for one in reading.remarks] == [("merged_cell", "a.xlsx!Sheet!E3")]


def test_a_hospital_merged_downwards_holds_for_its_rows():
    """The name, the prefecture and the mark are of every row of their block."""
    data = sheet_of(
        LONG,
        (2023, "石川", "甲", "★", 500, 400),
        (2024, None, None, None, 510, 300),
        merges=("B2:B3", "C2:C3", "D2:D3"),
    )
    reading = read_paper(io.BytesIO(data), "a.xlsx")
    assert [(one.hospital, one.year, one.prefecture, one.kind) for one in reading.reports] == [
        ("甲", 2023, "17", "pref"),
        ("甲", 2024, "17", "pref"),
    ]
    assert reading.remarks == ()


def printed(*rows: tuple[object, ...], merges: tuple[str, ...]) -> bytes:
    title = ("石川県 上段（ ）は令和4年10月提出、下段は令和5年10月提出",)
    return sheet_of(title, PRINTED, *rows, merges=merges)


def test_a_figure_merged_over_two_hospitals_of_a_paper():
    """The value of one hospital is never the other's."""
    data = printed(
        ("石川中央", "甲", 500, 400, 200, "20%"),
        (None, "乙", None, 410, 210, "21%"),
        merges=("C3:C4",),
    )
    reading = read_paper(io.BytesIO(data), "a.xlsx")
    found = [(one.hospital, one.facts["registry_cases"]) for one in reading.reports]
    assert [(name, one.value, one.missing) for name, one in found] == [
        ("甲", 500.0, None),
        ("乙", None, Reason.UNREADABLE),
    ]
    assert [(one.rule, one.hospital) for one in reading.remarks] == [("merged_cell", "乙")]


def test_two_figures_of_a_paper_merged_into_one():
    """The right one is unreadable in both years of the hospital; the left one keeps its value."""
    data = printed(
        ("石川中央", "甲", "(500)", "(400)", "(200)", "(20%)"),
        (None, None, 510, None, 210, "21%"),
        merges=("B3:B4", "C4:D4"),
    )
    reading = read_paper(io.BytesIO(data), "a.xlsx")
    found = [(one.year, one.facts["cancer_surgeries"]) for one in reading.reports]
    assert [(year, one.value, one.missing) for year, one in found] == [
        (2022, 400.0, None),
        (2023, None, Reason.UNREADABLE),
    ]
    assert reading.reports[1].facts["registry_cases"].value == 510.0


def test_a_block_over_three_rows_belongs_to_its_first():
    """No hospital has three rows: the value stays with the first, the others are unreadable."""
    data = printed(
        ("石川中央", "甲", 500, 400, 200, "20%"),
        (None, "乙", None, 410, 210, "21%"),
        (None, "丙", None, 410, 210, "21%"),
        merges=("C3:C5",),
    )
    reports = read_paper(io.BytesIO(data), "a.xlsx").reports
    assert [one.facts["registry_cases"].value for one in reports] == [500.0, None, None]


def test_a_note_over_the_table_is_no_figure():
    """A row merged over all columns loses no fact of anybody."""
    data = printed(
        ("石川中央", "甲", 500, 400, 200, "20%"),
        ("※ 割合は県の資料による。", None, None, None, None, None),
        merges=("A4:F4",),
    )
    reading = read_input(io.BytesIO(data), "a.xlsx")
    assert ([one.hospital for one in reading.reports], reading.remarks) == (["甲"], ())
