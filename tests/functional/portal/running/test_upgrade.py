"""`kinten upgrade`: a workspace of an older engine is refused by name, backed up, changed and verified, whole or not at all."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from jsonschema import Draft202012Validator
from throwaway_postgresql import throwaway_cluster  # tools/ is on the path of the tests

from kinten.desk.describing import load_schema

pytestmark = pytest.mark.slow

# The tables as an engine left them that knew no jobs yet.
TAKE_BACK = """
import sys
from pathlib import Path
from kinten.portal.running.starting import start
start(Path(sys.argv[1]))
from django.core.management import call_command
call_command("migrate", "jobs", "zero", verbosity=0)
"""
KILLED = """
import os, signal, sys
from pathlib import Path
from kinten.portal.running import upgrading
def killed(*given):
    whole(*given)
    os.kill(os.getpid(), signal.SIGKILL)
whole = getattr(upgrading, sys.argv[2])
setattr(upgrading, sys.argv[2], killed)
upgrading.upgrade(Path(sys.argv[1]))
"""
STEP = """
import sys
from pathlib import Path
from kinten.portal import workspace
workspace.SCHEMA = 2
from kinten.portal.running import upgrading
upgrading.STEPS[1] = lambda folder: (folder / "step").write_text("done")
print(upgrading.upgrade(Path(sys.argv[1])).schema)
"""


@pytest.fixture
def older(workspace, python):
    python(TAKE_BACK, workspace)
    return workspace


def tables(workspace):
    with closing(sqlite3.connect(workspace / "portal.sqlite3")) as database:
        return {row[0] for row in database.execute("SELECT name FROM sqlite_master")}


def events(command, workspace):
    return command("audit", "verify", "--workspace", workspace, "--json").document


def test_an_older_one_is_refused_by_name_until_it_is_upgraded(command, serving, older, tmp_path):
    refused = command("serve", "--port", 0, "--workspace", older)
    assert (refused.code, "kinten upgrade" in refused.err) == (2, True), refused.err
    looked = command("doctor", "--workspace", older)
    assert "kinten upgrade" in looked.out
    before = events(command, older)

    ran = command("upgrade", "--workspace", older, "--json")
    assert ran.code == 0, ran.err
    Draft202012Validator(load_schema("upgrade")).validate(ran.document)
    assert ran.document["changes"] == ["jobs.0001_initial"]
    after = events(command, older)
    assert (after["events"], after["is_sound"]) == (before["events"] + 1, True)
    assert "jobs_job" in tables(older)
    with serving(older):
        pass

    backup = ran.document["backup"]
    restored = tmp_path / "restored"
    assert command("restore", backup, "--workspace", restored).code == 0
    kept = command("audit", "verify", "--workspace", restored, "--head", before["head"])
    assert kept.code == 0
    assert sorted(each.name for each in older.iterdir() if each.name.startswith(".")) == []


def test_one_of_this_engine_is_left_as_it_is(command, workspace):
    before = events(command, workspace)
    ran = command("upgrade", "--workspace", workspace, "--lang", "en")

    assert (ran.code, "up to date" in ran.out) == (0, True)
    assert events(command, workspace) == before
    assert [each.name for each in workspace.parent.iterdir()] == [workspace.name]


@pytest.mark.parametrize("at", ["write_backup", "bring_up_to_date", "check_whole"])
def test_killed_on_the_way_it_is_the_older_one_still(command, older, at):
    before = events(command, older)
    started = [sys.executable, "-c", KILLED, str(older), at]
    assert subprocess.run(started, check=False, capture_output=True).returncode == -9

    assert "jobs_job" not in tables(older)
    assert events(command, older) == before
    again = command("upgrade", "--workspace", older)
    assert again.code == 0, again.err
    assert "jobs_job" in tables(older)
    assert not [each for each in older.iterdir() if each.name.startswith(".upgrade")]


def test_while_it_is_served_it_is_left_alone(command, serving, workspace):
    with serving(workspace):
        ran = command("upgrade", "--workspace", workspace)

    assert (ran.code, "使われています" in ran.err) == (2, True)


def test_a_newer_one_is_refused(command, workspace):
    with closing(sqlite3.connect(workspace / "portal.sqlite3")) as database, database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('jobs', '9999_later', '')"
        )
    for verb in (("upgrade",), ("serve", "--port", 0)):
        ran = command(*verb, "--workspace", workspace, "--lang", "en")
        assert (ran.code, "newer Kinten" in ran.err) == (2, True), ran.err


def test_a_record_that_was_changed_is_not_carried_on(command, older):
    with closing(sqlite3.connect(older / "portal.sqlite3")) as database, database:
        database.execute("DROP TRIGGER record_no_update")
        database.execute("UPDATE record_event SET reason = 'x' WHERE number = 2")
    ran = command("upgrade", "--workspace", older)

    assert (ran.code, "2番" in ran.err) == (2, True)
    assert "jobs_job" not in tables(older)


def test_a_step_of_the_folder_is_done_and_its_number_written(python, workspace):
    assert python(STEP, workspace).strip() == "2"

    assert (workspace / "step").read_text() == "done"
    assert "schema = 2" in (workspace / "workspace.toml").read_text()


def test_a_change_that_fails_is_told_and_leaves_the_older_one(command, older):
    with closing(sqlite3.connect(older / "portal.sqlite3")) as database, database:
        database.execute("CREATE TABLE jobs_job (id INTEGER)")
    ran = command("upgrade", "--workspace", older)

    assert (ran.code, "データベース" in ran.err) == (2, True)
    assert "jobs_worker" not in tables(older)
    assert not [each for each in older.iterdir() if each.name.startswith(".upgrade")]


@pytest.mark.parametrize("schema", ["0", "-1"])
def test_a_schema_that_nobody_knows_is_told(command, workspace, schema):
    told = workspace / "workspace.toml"
    told.write_text(told.read_text().replace("schema = 1", f"schema = {schema}"))
    served = command("serve", "--workspace", workspace, "--port", 0)
    ran = command("upgrade", "--workspace", workspace)

    assert (served.code, "kinten upgrade" in served.err) == (2, True)
    assert (ran.code, f"形式{schema}" in ran.err) == (2, True)


@pytest.mark.postgresql
def test_over_postgresql_all_is_one_transaction(command, python, make, tmp_path):
    folder = tmp_path / "workspace"
    with throwaway_cluster() as cluster:
        make(folder, cluster.make_database("older"))
        python(TAKE_BACK, folder)
        refused = command("serve", "--workspace", folder, "--port", 0)
        assert (refused.code, "kinten upgrade" in refused.err) == (2, True)
        started = [sys.executable, "-c", KILLED, str(folder), "bring_up_to_date"]
        assert subprocess.run(started, check=False, capture_output=True).returncode == -9
        assert "kinten upgrade" in command("doctor", "--workspace", folder).out

        ran = command("upgrade", "--workspace", folder, "--json")
        assert ran.code == 0, ran.err
        assert ran.document["changes"] == ["jobs.0001_initial"]
        assert json.loads(ran.out)["number"] == events(command, folder)["events"]
