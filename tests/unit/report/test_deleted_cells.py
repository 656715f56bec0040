"""Input cells of a form that were deleted: each is named, and none is taken for blank."""

from __future__ import annotations

import io

import openpyxl
import pytest

from kinten.report.form_layout import reason_name
from kinten.report.model import Severity
from kinten.report.named_cells import label_of_name
from kinten.report.workbook import read_workbook
from kinten.vocabulary.truth import Reason
from kinten.vocabulary.wording import FaultError, Words

FACT = "fact_registry_cases"


def read(data: bytes):
    return read_workbook(io.BytesIO(data), "f.xlsx")


def changed(form: bytes, edit) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(form))
    edit(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def broken(form: bytes, *names: str) -> bytes:
    """Delete the cells of names, as deleting their row does: the names lead nowhere."""

    def edit(book):
        for name in names:
            sheet, _, place = book.defined_names[name].attr_text.partition("!")
            book[sheet.strip("'")][place.replace("$", "")].value = None
            book.defined_names[name].attr_text = "#REF!"

    return changed(form, edit)


def without(form: bytes, *names: str) -> bytes:
    """Delete names altogether."""

    def edit(book):
        for name in names:
            del book.defined_names[name]

    return changed(form, edit)


@pytest.mark.parametrize("delete", [broken, without])
def test_a_deleted_fact_is_unreadable_and_named(form, delete):
    """It is not taken for one that the form does not ask, and its Japanese label is told."""
    reading = read(delete(form, FACT))
    assert reading.reports[0].facts["registry_cases"].missing is Reason.UNREADABLE
    assert [(one.rule, one.severity, one.fact) for one in reading.remarks] == [
        ("deleted_cells", Severity.ERROR, "registry_cases")
    ]
    assert reading.remarks[0].words == Words(
        "「院内がん登録数」の記入欄（fact_registry_cases）が削除されています。この項目は読めません。"
        "kinten form で作った様式に転記してください。",
        "The input cell of “hospital-based cancer registry cases” (fact_registry_cases) was deleted; "
        "it cannot be read: copy the answers into a form made by kinten form.",
    )


@pytest.mark.parametrize("delete", [broken, without])
@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("cover_area", "がん医療圏"),
        ("cover_exceptional", "特例型"),
        ("general_beds", "総病床数"),
        ("staff_declared_complete", "全員・全項目を記入済み（空欄は「なし」）"),
        (reason_name("staff/diagnostic-radiologist"), "staff/diagnostic-radiologist の理由"),
    ],
)
def test_every_deleted_entry_is_named(form, delete, name, label):
    """Each by the words that stood beside it."""
    remarks = read(delete(form, name)).remarks
    assert [one.words.ja.partition("の記入欄")[0] for one in remarks] == [f"「{label}」"]


@pytest.mark.parametrize("delete", [broken, without])
@pytest.mark.parametrize(("entry", "label"), [("hospital", "病院名"), ("year", "提出年（西暦）")])
def test_a_report_whose_name_or_year_was_deleted_is_refused_as_such(form, delete, entry, label):
    """It is not told to be blank."""
    with pytest.raises(FaultError) as raised:
        read(delete(form, f"cover_{entry}"))
    assert raised.value.what.ja == f"「{label}」の記入欄が削除されています。"


def test_a_deleted_row_of_the_staff_sheet_is_nobody(form):
    """Whoever takes a row out says that nobody stands there: told as a warning, the sheet is whole."""
    names = [
        name
        for name in openpyxl.load_workbook(io.BytesIO(form)).defined_names
        if name.startswith("staff_07_")
    ]
    reading = read(broken(form, *names))
    staff = reading.reports[0].staff
    assert ([one.number for one in staff.people], staff.is_complete) == ([1], True)
    assert [(one.severity, one.words.ja) for one in reading.remarks] == [
        (
            Severity.WARNING,
            "職員表の1行が削除されています。その行の人はいないものとして読みました。",
        )
    ]


@pytest.mark.parametrize("delete", [broken, without])
def test_a_deleted_entry_of_a_person_undoes_the_declaration(form, delete):
    """A column of roles that was deleted: nobody is surely absent, and the entries are named."""
    names = [f"staff_{number:02d}_role_1" for number in range(1, 61)]
    reading = read(delete(form, *names))
    staff = reading.reports[0].staff
    assert ([one.number for one in staff.people], staff.is_complete) == ([1, 7], False)
    assert [post.role for post in staff.people[0].posts] == ["palliative_nurse"]
    told = [one.words for one in reading.remarks]
    assert told[0].ja.startswith(
        "職員表の記入欄が削除されています（職員1番の役割1、職員2番の役割1、職員3番の役割1、"
        "職員4番の役割1、職員5番の役割1 ほか55か所）。"
    )
    assert "(role 1 of person 1, " in told[0].en
    assert len(told) == 1


def test_a_persons_name_may_be_deleted(form):
    """It is never read, so that nothing is lost."""
    assert read(without(form, "staff_01_name")).remarks == ()


@pytest.mark.parametrize("hide", ["sheet", "list"])
def test_without_the_list_the_deleted_are_counted(form, hide):
    """A form whose hidden sheet is gone still knows how many names it had."""

    def edit(book):
        del book.defined_names[FACT]
        if hide == "sheet":
            del book["選択肢"]
        else:
            book["選択肢"]["E1"] = None

    reading = read(changed(form, edit))
    assert [one.words.ja.partition("。")[0] for one in reading.remarks] == [
        "記入欄が1個、名前ごと削除されています"
    ]


@pytest.mark.parametrize("name", ["fact_no_such", "staff_01_shoes", "whatever"])
def test_a_name_of_which_nothing_is_known_stands_for_itself(name):
    """A name of another form is told as it is."""
    assert label_of_name(name) == Words(name, name)
