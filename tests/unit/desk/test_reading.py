"""Inputs of a command: forms of an edition that is not known, and of one that was not asked for."""

from __future__ import annotations

import shutil

import openpyxl
import pytest

from kinten.data import packaged_path
from kinten.desk.forming import make_form
from kinten.desk.reading import read_inputs
from kinten.report.model import Severity
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.wording import FaultError


@pytest.fixture
def form(tmp_path):
    """A form of H26.1 with a hospital and a year."""
    path = tmp_path / "form.xlsx"
    make_form(path, "H26.1", Kind.REGIONAL)
    book = openpyxl.load_workbook(path)
    for name, value in (("cover_hospital", "甲病院"), ("cover_year", 2015)):
        sheet, _, cell = book.defined_names[name].attr_text.rpartition("!")
        book[sheet.strip("'")][cell.replace("$", "")] = value
    book.save(path)
    return path


def set_edition(path, edition: str | None) -> None:
    book = openpyxl.load_workbook(path)
    if edition is None:
        del book.custom_doc_props["kinten_edition"]
    else:
        book.custom_doc_props["kinten_edition"].value = edition
    book.save(path)


def test_a_report_keeps_the_edition_of_its_form(form):
    """What the form was made from, beside what is asked for; a paper has none."""
    rows = packaged_path("meeting_paper_volumes.csv")
    assert {one.edition for one in read_inputs([form]).reports} == {"H26.1"}
    assert {one.edition for one in read_inputs([rows]).reports} == {""}


def test_the_edition_asked_for_is_no_finding(form):
    """Nor is any where none is asked for."""
    found = [read_inputs([form], edition=edition).remarks for edition in ("H26.1", None)]
    assert found == [(), ()]


def test_another_edition_is_told(form):
    """Both are named, with the hospital and the year."""
    remarks = read_inputs([form], edition="R4.8").remarks
    assert [(one.rule, one.severity, one.hospital, one.year) for one in remarks] == [
        ("other_edition", Severity.WARNING, "甲病院", 2015)
    ]
    assert remarks[0].words.ja.startswith("H26.1の様式をR4.8で判定します。")
    assert remarks[0].words.en.startswith("A form of H26.1, judged under R4.8: ")


@pytest.mark.parametrize(
    ("edition", "words"),
    [
        ("R9", "様式の指針の版「R9」がわかりません。"),
        ("", "様式に指針の版が書かれていません。"),
        (None, "様式に指針の版が書かれていません。"),
    ],
)
def test_a_form_of_an_unknown_edition_is_refused(form, edition, words):
    """As a form of another version is; the editions that are held are listed."""
    set_edition(form, edition)
    with pytest.raises(FaultError) as raised:
        read_inputs([form])
    assert (raised.value.place, raised.value.what.ja) == ("form.xlsx", words)
    assert "H26.1" in raised.value.mend.ja
    assert "kinten form" in raised.value.mend.en


def test_in_a_folder_the_form_is_refused_by_name(form):
    """The rest is read."""
    shutil.copy(form, form.with_name("good.xlsx"))
    set_edition(form, "R9")
    inputs = read_inputs([form.parent])
    assert [one.hospital for one in inputs.reports] == ["甲病院"]
    assert [one.place for one in inputs.refused] == ["form.xlsx"]


def test_an_edition_of_ones_own_is_known_where_it_is_asked_for(form, tmp_path):
    """A form made from a folder of an edition is read when that folder is named."""
    own = tmp_path / "mine" / "R9"
    own.mkdir(parents=True)
    (own / "edition.yaml").write_text(EDITION, encoding="utf-8")
    set_edition(form, "R9")
    assert read_inputs([form], edition=str(own)).remarks == ()


EDITION = """id: R9
title: {ja: 試験用の版, en: an edition made up for tests}
"""
