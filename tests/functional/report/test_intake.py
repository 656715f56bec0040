"""Whatever is handed in, told by its content; a folder in which some files are bad."""

from __future__ import annotations

import io
import subprocess
import time
from dataclasses import replace

import pytest

from kinten.report.form import form_bytes, write_form
from kinten.report.intake import read_folder, read_input, source_of_folder
from kinten.report.model import Source
from kinten.report.workbook import read_workbook
from kinten.vocabulary.given import number
from kinten.vocabulary.people import Staff
from kinten.vocabulary.truth import Reason
from kinten.vocabulary.wording import FaultError, Words

LONG = "year_submitted,prefecture,hospital,registry_cases\n2024,石川,甲病院,500\n"
AREAS = "prefecture,area,km2,population\n鳥取県,東部,1518.67,215554\n"


def bare(report):
    """Give a report without its places, texts and file."""
    facts = {fact: replace(given, at="", text="") for fact, given in report.facts.items()}
    people = tuple(
        replace(one, at="", posts=tuple(replace(post, at="") for post in one.posts))
        for one in report.staff.people
    )
    staff = Staff(people, report.staff.is_complete)
    return replace(report, at="", source=None, facts=facts, staff=staff,
                   reasons=dict(report.reasons), general=dict(report.general))  # fmt: skip


def test_the_content_tells_what_it_is(form):
    """A form, a paper and an overview of areas are told apart without looking at their names."""
    inputs = (form, LONG.encode(), AREAS.encode())
    found = [read_input(io.BytesIO(data), "input") for data in inputs]
    assert [(len(one.reports), len(one.areas)) for one in found] == [(1, 0), (1, 0), (0, 1)]


def test_a_folder_with_bad_files(tmp_path, layout, filled):
    """Bad files are refused by name, the rest is read; lock files and other endings are passed over."""
    write_form(tmp_path / "b_form.xlsx", layout, filled)
    (tmp_path / "a_bad.xlsx").write_bytes(b"no workbook")
    (tmp_path / "c_paper.csv").write_text(LONG, encoding="cp932")
    (tmp_path / "d_half.csv").write_text(LONG + "2024,石川", encoding="utf-8")
    (tmp_path / "~$b_form.xlsx").write_bytes(b"lock")
    (tmp_path / ".hidden.csv").write_bytes(b"x")
    (tmp_path / "notes.txt").write_bytes(b"x")
    (tmp_path / "folder.csv").mkdir()
    intake = read_input(tmp_path)
    assert [one.hospital for one in intake.reports] == ["例示病院", "甲病院"]
    assert [one.name for one in intake.sources] == ["b_form.xlsx", "c_paper.csv"]
    assert [(one.name, one.fault.place) for one in intake.refused] == [
        ("a_bad.xlsx", "a_bad.xlsx"),
        ("d_half.csv", "d_half.csv:3:2"),
        ("folder.csv", "folder.csv"),
    ]


def test_duplicates_across_files(tmp_path, layout, filled):
    """One hospital and year in two files: equal facts are one, a differing one contradicts."""
    write_form(tmp_path / "a.xlsx", layout, filled)
    write_form(tmp_path / "b.xlsx", layout, filled)
    other = replace(filled, facts={**filled.facts, "registry_cases": number(600)})
    write_form(tmp_path / "c.xlsx", layout, other)
    intake = read_folder(tmp_path)
    facts = intake.reports[0].facts
    assert [fact for fact, given in facts.items() if given.missing is Reason.CONTRADICTORY] == [
        "registry_cases"
    ]
    at = facts["registry_cases"].at
    assert (at.count("!診療実績!"), at.startswith("a.xlsx!"), "; c.xlsx!" in at) == (2, True, True)
    assert [one.rule for one in intake.remarks] == ["duplicate", "duplicate_differs"]


def test_an_empty_folder(tmp_path):
    """A folder without a workbook or CSV is a fault that says what was looked for."""
    with pytest.raises(FaultError) as raised:
        read_folder(tmp_path)
    assert raised.value.what == Words(
        "フォルダーに .xlsx・.xlsm・.csv のファイルがありません。フォルダーは空です。",
        "The folder has no .xlsx, .xlsm or .csv file in it. The folder is empty.",
    )


def test_a_folder_of_other_things(tmp_path):
    """What lies there is counted, and that folders within are not searched is said."""
    (tmp_path / "reports").mkdir()
    (tmp_path / "notes.txt").write_bytes(b"x")
    with pytest.raises(FaultError) as raised:
        read_folder(tmp_path)
    assert raised.value.what.ja.endswith("ほかのものは2個あります。")
    assert "下位のフォルダー" in raised.value.mend.ja


def test_a_folder_that_is_not_there(tmp_path):
    """A folder that cannot be listed is a fault."""
    with pytest.raises(FaultError) as raised:
        read_folder(tmp_path / "none")
    assert raised.value.place == "none"


def test_a_folder_has_one_checksum():
    """The checksum of a folder follows from those of its files."""
    one, other = Source("a.csv", "00"), Source("b.csv", "11")
    assert source_of_folder([one, other], "x") == source_of_folder([one, other], "x")
    assert source_of_folder([one, other], "x") != source_of_folder([one], "x")


def test_a_form_is_written_beside_and_renamed(tmp_path, layout):
    """A path holds the whole form, and nothing is left beside it."""
    write_form(tmp_path / "form.xlsx", layout)
    assert [path.name for path in tmp_path.iterdir()] == ["form.xlsx"]
    assert (tmp_path / "form.xlsx").read_bytes() == form_bytes(layout)


def test_a_form_into_a_folder_that_is_not_there(tmp_path, layout):
    """A form that cannot be written leaves nothing."""
    with pytest.raises(OSError, match="No such file"):
        write_form(tmp_path / "none" / "form.xlsx", layout)


@pytest.mark.libreoffice
def test_a_form_survives_libreoffice(tmp_path, soffice, layout, filled):
    """Opened and saved again by LibreOffice, the form reads back as the same report."""
    (tmp_path / "in").mkdir()
    write_form(tmp_path / "in" / "form.xlsx", layout, filled)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [soffice, profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "in" / "form.xlsx")],
                   check=True, capture_output=True, timeout=120)  # fmt: skip
    before, after = (
        read_workbook(path) for path in (tmp_path / "in/form.xlsx", tmp_path / "form.xlsx")
    )
    assert (bare(after.reports[0]), after.remarks) == (bare(before.reports[0]), ())
    assert before.source.sha256 != after.source.sha256


def test_a_form_into_a_stream(layout):
    """A binary stream gets the same bytes as a path."""
    stream = io.BytesIO()
    write_form(stream, layout)
    assert stream.getvalue() == form_bytes(layout)


@pytest.mark.bench
def test_a_country_of_forms_is_read_in_time(tmp_path, form):
    """Of the 434 workbooks that must be read in two minutes, a seventh is read in a seventh of it."""
    for place in range(62):
        (tmp_path / f"{place:03d}.xlsx").write_bytes(form)
    begun = time.monotonic()
    intake = read_folder(tmp_path)
    took = time.monotonic() - begun
    print(f"62 forms in {took:.1f} s")
    assert (len(intake.sources), len(intake.reports), took < 120 / 7) == (62, 1, True)
