"""Reading a filled form: by names, whatever was moved, merged, deleted or added to it."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from kinten.report.form import form_bytes
from kinten.report.form_layout import clause_of_name, reason_name
from kinten.report.model import Report, Severity
from kinten.report.workbook import read_workbook
from kinten.vocabulary.people import Effort, Offered, Staff
from kinten.vocabulary.truth import Reason
from kinten.vocabulary.wording import FaultError


def read(data: bytes):
    return read_workbook(io.BytesIO(data), "f.xlsx")


def changed(form: bytes, edit) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(form))
    edit(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_parts(form: bytes, edits: dict[str, object]) -> bytes:
    """Edit parts of a workbook's container as text, or add new ones."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(form)) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.namelist():
            text = old.read(part)
            new.writestr(part, edits.pop(part)(text.decode()) if part in edits else text)
        for part, content in edits.items():
            new.writestr(part, content)
    return stream.getvalue()


def place_of(form: bytes, name: str) -> tuple[str, str]:
    """Find the sheet and the cell of a name."""
    reference = openpyxl.load_workbook(io.BytesIO(form)).defined_names[name].attr_text
    sheet, _, cell = reference.rpartition("!")
    return sheet.strip("'"), cell.replace("$", "")


def with_value(form: bytes, name: str, value: object) -> bytes:
    sheet, cell = place_of(form, name)
    return changed(form, lambda book: book[sheet].__setitem__(cell, value))


def bare(report: Report) -> Report:
    """Give a report without the places it was read from and the texts as received."""
    facts = {
        fact: replace(given, at="", text="", period="") for fact, given in report.facts.items()
    }
    staff = report.staff and Staff(
        tuple(
            replace(one, at="", posts=tuple(replace(post, at="") for post in one.posts))
            for one in report.staff.people
        ),
        report.staff.is_complete,
    )
    return replace(
        report,
        at="",
        source=None,
        facts=facts,
        staff=staff,
        reasons=dict(report.reasons),
        general=dict(report.general),
    )


def test_a_filled_form_reads_back_as_it_was_written(form, filled):
    """What is written into a form is what is read from it, without a remark."""
    reading = read(form)
    assert (bare(reading.reports[0]), reading.remarks) == (bare(filled), ())


def test_words_read_back_as_they_were_written(form):
    """A fact in words keeps its text."""
    assert read(form).reports[0].facts["expected_remedy"].text == "令和9年3月"


def test_an_empty_form_reports_nothing(layout):
    """Every fact of an empty form is asked and not reported; nobody is on the staff sheet."""
    report = read(form_bytes(layout)).reports[0]
    asked = {item.fact for section in layout.sections for item in section.items if item.fact}
    assert {fact: given.missing for fact, given in report.facts.items()} == dict.fromkeys(
        asked, Reason.NOT_REPORTED
    )
    offered = Offered(
        *(frozenset(each) for each in (layout.roles, layout.qualifications, layout.training))
    )
    assert report.staff == Staff((), is_complete=False, offered=offered)


def test_the_same_layout_gives_the_same_bytes(layout, filled, form):
    """A form holds no clock time."""
    assert form_bytes(layout, filled) == form


def test_every_input_cell_is_named_and_unlocked(form):
    """Names and unlocked cells are the same set; everything else is locked and protected."""
    book = openpyxl.load_workbook(io.BytesIO(form))
    references = [one.attr_text for name, one in book.defined_names.items() if name[0] != "_"]
    named = {
        (sheet.strip("'"), cell.replace("$", ""))
        for sheet, _, cell in (reference.rpartition("!") for reference in references)
    }
    assert len(named) == len(references)
    unlocked = {
        (sheet.title, cell.coordinate)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked
    }
    assert unlocked == named
    assert [sheet.protection.sheet for sheet in book] == [True] * 6


def test_the_form_says_what_it_is(form):
    """Form version, edition and kind are custom properties."""
    props = openpyxl.load_workbook(io.BytesIO(form)).custom_doc_props
    found = {prop.name: prop.value for prop in props.props if prop.name != "kinten_cell_names"}
    assert found == {
        "kinten_form_version": "1",
        "kinten_edition": "test-1",
        "kinten_kind": "regional",
    }


def test_last_years_values_stand_beside(layout, filled):
    """The report of last year is printed beside the inputs, and is not read as an answer."""
    asked = replace(layout, last_year=replace(filled, year=2025))
    book = openpyxl.load_workbook(io.BytesIO(form_bytes(asked)))
    sheet, cell = place_of(form_bytes(asked), "fact_registry_cases")
    beside = book[sheet][cell].offset(column=1)
    assert (beside.value, beside.protection.locked) == (500, True)
    assert read(form_bytes(asked)).reports[0].facts["registry_cases"].missing is Reason.NOT_REPORTED


def shifted(form: bytes, name: str) -> bytes:
    """Move one named input cell far away, as inserted rows and columns do."""
    sheet, cell = place_of(form, name)

    def edit(book):
        value = book[sheet][cell].value
        book[sheet][cell] = None
        book[sheet]["Z99"] = value
        book.defined_names[name].attr_text = f"'{sheet}'!$Z$99"

    return changed(form, edit)


def test_a_moved_cell_does_no_harm(form):
    """A cell is found by its name, wherever rows and columns were inserted."""
    given = read(shifted(form, "fact_registry_cases")).reports[0].facts["registry_cases"]
    assert (given.value, given.at) == (500.0, "f.xlsx!診療実績!Z99")


def test_a_merge_over_a_million_rows_costs_nothing(form):
    """A merge over a whole sheet is never spread out."""
    reading = read(
        with_parts(
            form,
            {
                "xl/worksheets/sheet6.xml": lambda text: text.replace(
                    "</sheetData>",
                    "</sheetData><mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells>",
                )
            },
        )
    )
    assert reading.reports[0].facts["registry_cases"].value == 500.0


def test_a_cell_far_away_costs_nothing(form):
    """A cell in the last corner of a sheet is not read, and no grid is made up to it."""
    reading = read(
        with_parts(
            form,
            {
                "xl/worksheets/sheet2.xml": lambda text: text.replace(
                    "</sheetData>",
                    "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row></sheetData>",
                )
            },
        )
    )
    assert reading.reports[0].facts["registry_cases"].value == 500.0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<row>" + "<c><v>1</v></c>" * 200 + "</row>", "over 200,000 cells"),
        ("", "1001 merged blocks"),
    ],
)
def test_far_too_many_cells_or_merges_are_refused(form, content, words):
    """A sheet of hundreds of thousands of cells, or of a thousand merges, is no report."""
    merges = "<mergeCells>" + "<mergeCell ref='A1:B1'/>" * 1001 + "</mergeCells>"
    rows = f"<sheetData>{content * 1010}</sheetData>{'' if content else merges}"
    whole = re.compile(r"<sheetData>.*</sheetData>", re.DOTALL)
    with pytest.raises(FaultError) as raised:
        read(with_parts(form, {"xl/worksheets/sheet6.xml": lambda text: whole.sub(rows, text)}))
    assert words in raised.value.what.en


def test_macros_are_told_and_never_run(form, filled):
    """A workbook with macros is read as any other, with a warning."""
    reading = read(with_parts(form, {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0macro"}))
    assert [(one.rule, one.severity) for one in reading.remarks] == [("macros", Severity.WARNING)]
    assert bare(reading.reports[0]) == bare(filled)


def test_external_links_are_told_and_never_followed(form, filled):
    """A workbook that links to other files is read as any other, with a warning."""
    reading = read(with_parts(form, {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}))
    assert [(one.rule, one.severity) for one in reading.remarks] == [
        ("external_links", Severity.WARNING)
    ]
    assert bare(reading.reports[0]) == bare(filled)


def test_names_never_leave_the_workbook(form):
    """A name typed into the sheet is in no result."""
    sheet, cell = place_of(form, "staff_01_name")
    named = changed(form, lambda book: book[sheet].__setitem__(cell, "厚労花子"))
    assert "厚労花子" not in repr(read(named))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("令和6年9月1日", date(2024, 9, 1)),
        ("R6.9.1", date(2024, 9, 1)),
        ("2024/9/1", date(2024, 9, 1)),
        (45536, date(2024, 9, 1)),
    ],
)
def test_a_day_of_the_staff_sheet(form, value, expected):
    """Days of the staff sheet are read in era and Gregorian form."""
    person = read(with_value(form, "staff_01_until", value)).reports[0].staff.people[0]
    assert person.until == expected


@pytest.mark.parametrize(
    ("name", "value", "rule"),
    [
        ("staff_01_role_1", "魔法使い", "unknown_role"),
        ("staff_01_role_1", None, "no_role"),
        ("staff_01_effort_1", "いつも", "unknown_effort"),
        ("staff_01_share_1", "八割", "unreadable_share"),
        ("staff_01_share_1", 1.5, "share_over_one"),
        ("staff_01_share_1", "=0.5+0.3", "unreadable_share"),
        ("staff_01_employment", "ときどき", "unknown_employment"),
        ("staff_01_qualification_1", "運転免許", "unknown_qualification"),
        ("staff_01_training_3", "予定", "no_answer"),
        ("staff_01_since", "2024-02-30", "impossible_date"),
        ("staff_01_until", "来春", "text_in_date"),
    ],
)
def test_a_fault_on_the_staff_sheet_is_told(form, name, value, rule):
    """A cell of the staff sheet that cannot be read is told, with the person's number and the cell."""
    remarks = read(with_value(form, name, value)).remarks
    sheet, cell = place_of(form, name)
    assert [(one.rule, one.at) for one in remarks] == [(rule, f"f.xlsx!{sheet}!{cell}")]
    assert remarks[0].words.ja.startswith("職員1番「" if value is not None else "職員1番：")


@pytest.mark.parametrize(
    "name", ["staff_01_role_1", "staff_01_qualification_1", "staff_01_training_1"]
)
def test_an_unreadable_claim_undoes_the_declaration(form, name):
    """The person may be the one that a clause looks for, so that nobody is surely absent."""
    staff = read(with_value(form, name, "？")).reports[0].staff
    assert staff.is_complete is False


def test_a_blank_means_none_only_where_declared(form):
    """Without the declaration a blank qualification is not reported."""
    blank = with_value(form, "staff_01_qualification_1", None)
    open_sheet = with_value(blank, "staff_declared_complete", "いいえ")
    found = [read(one).reports[0].staff.people[0].qualifications for one in (blank, open_sheet)]
    assert found == [frozenset(), None]


def test_a_share_with_a_percent_sign(form):
    """80% as text is a share of 0.8, exactly."""
    post = read(with_value(form, "staff_01_share_1", "80%")).reports[0].staff.people[0].posts[0]
    assert (post.effort, post.share) == (Effort.DEDICATED, Decimal("0.8"))


def test_an_unknown_prefecture_is_told(form):
    """A prefecture that is none gives no code, and a warning."""
    reading = read(with_value(form, "cover_prefecture", "加賀国"))
    assert (reading.reports[0].prefecture, [one.rule for one in reading.remarks]) == (
        "",
        ["prefecture"],
    )


def test_a_flag_that_is_no_answer_is_told(form):
    """A flag answered with anything else is not raised, and told."""
    reading = read(with_value(form, "cover_exceptional", "たぶん"))
    assert (reading.reports[0].is_exceptional, [one.rule for one in reading.remarks]) == (
        False,
        ["no_answer"],
    )


@pytest.mark.parametrize(
    ("value", "rule", "expected"),
    [("六百", "text_in_number", None), ("６００", "rewritten", "600")],
)
def test_a_general_item_is_read(form, value, rule, expected):
    """The beds of the general items are read as a count."""
    reading = read(with_value(form, "general_beds", value))
    assert (reading.reports[0].general.get("beds"), [one.rule for one in reading.remarks]) == (
        expected,
        [rule],
    )


def test_a_formula_on_the_cover_is_told(form):
    """A formula gives no text."""
    reading = read(with_value(form, "cover_area", '="石川"&"中央"'))
    assert (reading.reports[0].area, [one.rule for one in reading.remarks]) == ("", ["formula"])


@pytest.mark.parametrize("year", ["2026", "令和8年", "R8", 2026])
def test_the_year_is_read_in_both_calendars(form, year):
    """The year of submission is read as Gregorian and as an era."""
    assert read(with_value(form, "cover_year", year)).reports[0].year == 2026


@pytest.mark.parametrize("clause", ["staff/rt-physics", "a_b/c.d", "volume", "節/項", "x__y/_u2d_"])
def test_a_clause_is_found_again_by_its_cells_name(clause):
    """The path of a clause survives as the name of a cell."""
    assert clause_of_name(reason_name(clause)) == clause


@pytest.mark.parametrize("name", ["fact_icu", "reason_A", "reason_staff-x"])
def test_other_names_are_no_reasons(name):
    """A name that was not made from a clause's path names no clause."""
    assert clause_of_name(name) is None
