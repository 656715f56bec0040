"""`kinten import`: a past year comes in whole or not at all, and its rows are accounted for."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys

import pytest
from jsonschema import Draft202012Validator

from kinten.data.loading import packaged_path
from kinten.desk.describing import load_schema
from kinten.desk.reading import read_inputs
from kinten.portal.record.models import Event
from kinten.portal.reports.importing import import_reports
from kinten.portal.reports.models import ReportVersion, State
from kinten.portal.workspace import VARIABLE, make_workspace
from kinten.vocabulary.wording import FaultError

PAPER = packaged_path("meeting_paper_volumes.csv")
YEAR = 2023


@pytest.fixture
def paper(tmp_path):
    """A copy of the paper with one row changed: column, value."""

    def write(**changes):
        with PAPER.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        row = next(each for each in rows if each["year_submitted"] == str(YEAR))
        row.update(changes)
        path = tmp_path / "paper.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
        return path

    return write


def bring_in(path, state=State.ACCEPTED, year=YEAR, **more):
    return import_reports(read_inputs([path]), [path], year, state, **more)


@pytest.mark.django_db
def test_every_report_of_the_year_becomes_an_accepted_version(paper):
    reports = read_inputs([PAPER]).reports
    made = bring_in(PAPER)

    of_year = [each for each in reports if each.year == YEAR]
    assert made.recorded == len(of_year) == ReportVersion.objects.count() > 5
    assert made.read == len(reports) == len(made.rows) + made.other_years
    assert set(ReportVersion.objects.values_list("state", "is_made_up")) == {("accepted", False)}
    assert Event.objects.filter(act="report.receive").count() == made.recorded


@pytest.mark.django_db
def test_the_same_again_records_nothing_and_a_correction_a_version(paper):
    bring_in(PAPER)
    assert bring_in(PAPER).recorded == 0
    corrected = bring_in(paper(registry_cases="1234"))

    assert corrected.recorded == 1
    assert ReportVersion.objects.filter(number=2).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "year"),
    [({"hospital": "どこにもない病院"}, YEAR), ({}, 2010)],
    ids=["unknown hospital", "no such year"],
)
def test_nothing_is_recorded_where_anything_is_wrong(paper, changes, year):
    with pytest.raises(FaultError):
        bring_in(paper(**changes), year=year)

    assert not ReportVersion.objects.exists()
    assert not Event.objects.filter(act="report.receive").exists()


@pytest.mark.django_db
def test_made_up_reports_of_real_hospitals_are_refused(db):
    with pytest.raises(FaultError):
        bring_in(PAPER, is_made_up=True)

    assert not ReportVersion.objects.exists()


@pytest.mark.django_db
def test_a_folder_with_an_unreadable_file_is_refused_whole(tmp_path, paper):
    paper()
    (tmp_path / "broken.xlsx").write_bytes(b"PK broken")
    with pytest.raises(FaultError, match="broken"):
        bring_in(tmp_path)

    assert not ReportVersion.objects.exists()


@pytest.mark.django_db
def test_what_was_published_elsewhere_is_public_from_today_on(visitor):
    made = bring_in(PAPER, State.PUBLISHED)
    of = made.rows[0].version.hospital
    page = visitor.get(f"/hospitals/{of}/").content.decode()

    assert "公表された報告は、ここにはありません" not in page
    assert str(YEAR) in page


def run(*arguments, workspace):
    return subprocess.run(
        [sys.executable, "-m", "kinten", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, VARIABLE: str(workspace), "DJANGO_SETTINGS_MODULE": ""},
    )


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ((PAPER, "--year", "令和", "--as", "approved"), "--year"),
        ((PAPER, "--year", "2023", "--as", "approved"), "workspace"),
    ],
)
def test_wrong_use_is_told(tmp_path, arguments, word):
    done = run("import", *arguments, "--lang", "en", workspace=tmp_path / "none")

    assert done.returncode == 2
    assert word in done.stderr
    assert "Traceback" not in done.stderr


def test_the_command_tells_its_rows_as_its_schema_says(tmp_path):
    folder = tmp_path / "workspace"
    make_workspace(folder, is_made_up=False)
    script = (
        "from pathlib import Path; import sys; from kinten.portal.running.starting import *; "
        "start(Path(sys.argv[1])); bring_up_to_date(); "
        "from kinten.portal.running.filling import fill_network; fill_network()"
    )
    subprocess.run([sys.executable, "-c", script, folder], check=True)
    command = ("import", PAPER, "--year", YEAR, "--as", "approved", "--workspace", folder)
    done = run(*command, "--json", workspace=tmp_path / "none")
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    Draft202012Validator(load_schema("import")).validate(document)

    rows = document["rows"]
    assert rows["read"] == rows["recorded"] + rows["already_there"] + rows["other_years"]
    assert rows["recorded"] == len(document["reports"]) > 5
    assert document["reports"][0]["state"] == "accepted"
    kept = (folder / "files").iterdir()
    assert [each.name for each in kept] == [document["inputs"][0]["sha256"]]
    again = run(*command, "--lang", "en", workspace=tmp_path / "none")
    assert f"0 of {YEAR} recorded" in again.stdout
