"""`kinten import --table`: a protected table comes in by the command, audited again."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from kinten.cli.main import main
from kinten.desk.describing import load_schema
from kinten.portal.record.models import Event
from kinten.portal.registry_pages.models import ProtectedTable

pytestmark = pytest.mark.django_db
GOOD = """site,n,status
C16,100,shown
C18,,primary
C22,,complementary
total,150,shown
"""
NEEDED = ("--title", "部位ごと", "--source", "登録 2024年", "--year", "2024")


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run the command in this process, in which the workspace of the tests is open."""
    monkeypatch.setattr("kinten.portal.running.reaching.open_portal", lambda *_, **__: None)

    def once(*arguments, text=GOOD, name="table.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        code = main(["import", str(path), "--table", *arguments])
        told = capsys.readouterr()
        assert "Traceback" not in told.err
        return code, told.out, told.err

    return once


def test_a_table_comes_in_and_tells_its_address(run, visitor):
    code, out, _ = run(*NEEDED, "--visible", "public")
    table = ProtectedTable.objects.get()

    assert code == 0
    assert f"/registry/{table.pk}/" in out
    assert (table.hidden, table.years, table.visibility) == (2, ["2024"], "public")
    assert Event.objects.get(act="registry.receive").reason == "kinten import --table"
    assert visitor.get(f"/registry/{table.pk}/").status_code == 200


def test_it_is_for_the_desks_unless_told_otherwise_and_once(run, visitor):
    run(*NEEDED, "--prefecture", "北海道")
    table = ProtectedTable.objects.get()
    code, out, _ = run(*NEEDED, "--prefecture", "01", "--lang", "en")

    assert (table.visibility, table.prefecture) == ("desk", "01")
    assert visitor.get(f"/registry/{table.pk}/").status_code == 302
    assert code == 0
    assert "already" in out


def test_the_document_is_as_its_schema_says(run):
    _, out, _ = run(*NEEDED, "--json")
    document = json.loads(out)
    Draft202012Validator(load_schema("import")).validate(document)

    assert document["table"]["hidden"] == 2
    assert document["table"]["is_new"]


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (NEEDED, GOOD.replace("C18,,primary", "C18,5,shown")),
        (NEEDED, "no table"),
        (NEEDED[2:], GOOD),
        (NEEDED[:2], GOOD),
        ((*NEEDED, "--threshold", "5"), GOOD),
        ((*NEEDED, "--rounding", "1"), GOOD),
        ((*NEEDED, "--hospital", "none"), GOOD),
        ((*NEEDED, "--prefecture", "nowhere"), GOOD),
        ((*NEEDED, "another.csv"), GOOD),
    ],
    ids="small text title source threshold rounding hospital prefecture two".split(),
)
def test_what_is_wrong_is_told_and_nothing_comes_in(run, arguments, text):
    code, out, err = run(*arguments, "--lang", "en", text=text)

    assert (code, out) == (2, "")
    assert err
    assert not ProtectedTable.objects.exists()


def test_reports_still_need_their_year_and_state(tmp_path, capsys):
    assert main(["import", str(tmp_path), "--lang", "en"]) == 2
    assert "--year --as" in capsys.readouterr().err
