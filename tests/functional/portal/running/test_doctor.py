"""`kinten doctor`: what is unsafe is told with what to do about it."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from kinten.desk.describing import load_schema

pytestmark = pytest.mark.slow
LAST = "(SELECT max(number) FROM record_event)"

NEW = """
import sys
from pathlib import Path
from kinten.portal.workspace import make_workspace
from kinten.portal.running.reaching import open_portal
make_workspace(Path(sys.argv[1]), is_made_up=False)
open_portal(Path(sys.argv[1]))
"""


@pytest.fixture
def grades(command, workspace):
    def look(*arguments):
        ran = command("doctor", "--workspace", workspace, "--json", *arguments)
        Draft202012Validator(load_schema("doctor")).validate(ran.document)
        return {each["name"]: each["grade"] for each in ran.document["findings"]}, ran.code

    return look


def test_of_a_workspace_that_is_well_only_the_worker_is_to_be_looked_at(grades):
    found, code = grades("--strict")

    assert code == 0
    assert {name for name, grade in found.items() if grade != "ok"} <= {
        "worker",
        "disk",
        "catalogue",
    }
    assert found["worker"] == "warn"
    assert {"record", "tables", "secret", "folder", "mail", "backup"} <= set(found)


def test_while_it_is_served_its_worker_is_alive(grades, serving, workspace):
    import time

    with serving(workspace):
        deadline = time.monotonic() + 60
        while grades()[0]["worker"] != "ok":
            assert time.monotonic() < deadline


def harm_secret(workspace):
    (workspace / "secret").chmod(0o644)


def harm_folder(workspace):
    workspace.chmod(0o755)


def harm_address(workspace):
    with (workspace / "workspace.toml").open("a", encoding="utf-8") as file:
        file.write('address = "http://kinten.example.jp"\n')


def harm_workspace(workspace):
    (workspace / "workspace.toml").write_text("schema = 99\n", encoding="utf-8")


def harm_database(workspace):
    (workspace / "portal.sqlite3").write_bytes(b"no database" * 1000)


def harm_mail_secret(workspace):
    (workspace / "mail-secret").write_text("s")
    (workspace / "mail-secret").chmod(0o644)


def harm_accounts(workspace):
    told = workspace / "workspace.toml"
    told.write_text(told.read_text().replace("made_up = true", "made_up = false"))


def harm_erasures(workspace):
    line = {"line": 1, "number": 1, "at": "", "object_type": "a", "object_id": "b"}
    (workspace / "erasures.jsonl").write_text(json.dumps(line) + "\n")


@pytest.mark.parametrize(
    ("harm", "name"),
    [
        (harm_secret, "secret"),
        (harm_folder, "folder"),
        (harm_address, "address"),
        (harm_workspace, "workspace"),
        (harm_database, "database"),
    ],
)
def test_what_is_unsafe_is_bad_and_fails_a_strict_look(grades, workspace, harm, name):
    harm(workspace)
    found, code = grades("--strict")

    assert (found[name], code) == ("bad", 1)
    assert grades()[1] == 0


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("UPDATE record_event SET role = 'ministry' WHERE number = 2", "record"),
        ("SELECT 1", "record"),  # the triggers alone are gone
        ("DELETE FROM django_migrations WHERE app = 'jobs'", "tables"),
        (
            f"UPDATE record_event SET at = '2999-01-01T00:00:00.000000+00:00' WHERE number = {LAST}",  # noqa: S608
            "time",
        ),
    ],
)
def test_what_was_done_to_the_records_is_bad(grades, workspace, tamper, statement, name):
    tamper(workspace, statement)
    found, code = grades("--strict")

    assert (found[name], code) == ("bad", 1)


def test_in_words_it_tells_what_to_do_in_both_languages(command, workspace):
    harm_secret(workspace)

    assert "危険" in command("doctor", "--workspace", workspace).out
    told = command("doctor", "--workspace", workspace, "--lang", "en").out
    assert "chmod 600" in told
    assert "others than its owner" in told


def test_a_real_one_without_contact_mail_and_people_is_told_what_to_do(command, tmp_path, python):
    folder = tmp_path / "real"
    python(NEW, folder)
    found = command("doctor", "--workspace", folder, "--json").document["findings"]

    grades = {each["name"]: each["grade"] for each in found}
    assert {name for name, grade in grades.items() if grade == "bad"} <= {"disk"}
    assert {"contact", "mail", "accounts", "backup", "worker"} <= {
        name for name, grade in grades.items() if grade == "warn"
    }
    mends = {each["name"]: (each["mend"] or {"en": ""})["en"] for each in found}
    assert "kinten account invite" in mends["accounts"]
    assert "[mail]" in mends["mail"]
