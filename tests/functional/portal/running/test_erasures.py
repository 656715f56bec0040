"""What was erased stays erased: no backup brings it back before it is erased again."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from hashlib import sha256

import pytest
from jsonschema import Draft202012Validator

from kinten.desk.describing import load_schema

pytestmark = pytest.mark.slow

# A command line of kinten with one more application: made-up things, each a file among the received ones.
KINTEN = """
import sys
from hashlib import sha256
from kinten.portal.record.apps import RecordConfig
from kinten.portal.workspace import open_workspace, workspace_folder
def things():
    return open_workspace(workspace_folder()).files
def erase(identity):
    (things() / sha256(identity.encode()).hexdigest()).unlink(missing_ok=True)
def holds():
    return any(path.read_bytes() == b"thing" for path in things().iterdir())
def ready(self):
    from kinten.portal.record.erasing import register_eraser
    register_eraser("test.thing", erase, holds)
RecordConfig.ready = ready
"""
RUN = "\nfrom kinten.cli.main import main\nsys.exit(main(sys.argv[1:]))"
ERASE = """
from pathlib import Path
from kinten.portal.running.reaching import open_portal
open_portal(Path(sys.argv[1]), is_migrated=False)
from kinten.portal.record.appending import SYSTEM
from kinten.portal.record.erasing import erase as act
for each in sys.argv[2:]:
    act(SYSTEM, "test.thing", each, "withdrawn")
"""


def thing(workspace, identity):
    return workspace / "files" / sha256(identity.encode()).hexdigest()


@pytest.fixture
def kinten():
    def run(*arguments):
        done = subprocess.run(
            [sys.executable, "-c", KINTEN + RUN, *map(str, arguments), "--lang", "en"],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done

    return run


@pytest.fixture
def erase(python):
    return lambda workspace, *ids: python(KINTEN + ERASE, workspace, *ids)


@pytest.fixture
def backup(kinten, workspace, tmp_path):
    """A backup with three made-up things in it."""
    for each in ("a", "b", "c"):
        thing(workspace, each).write_bytes(b"thing")
    target = tmp_path / "one.tar.gz"
    assert kinten("backup", target, "--workspace", workspace).returncode == 0
    return target


def test_what_was_erased_after_the_backup_is_erased_in_what_is_restored(
    restored_into, kinten, erase, workspace, backup, tmp_path
):
    erase(workspace, "a", "b")
    assert not thing(workspace, "a").exists()
    assert len((workspace / "erasures.jsonl").read_text().splitlines()) == 2
    restored = tmp_path / "restored"

    done = kinten("restore", backup, *restored_into(restored), "--erasures", workspace, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["replayed_erasures"] == 2
    held = {each for each in ("a", "b", "c") if thing(restored, each).exists()}
    assert held == {"c"}
    listed = kinten("erasures", "list", "--workspace", restored, "--json")
    document = json.loads(listed.stdout)
    Draft202012Validator(load_schema("erasures")).validate(document)
    told = [(each["object_id"], each["is_in_record"]) for each in document["erasures"]]
    assert told == [("a", True), ("b", True)]
    assert kinten("audit", "verify", "--workspace", restored).returncode == 0
    assert kinten("doctor", "--strict", "--workspace", restored).returncode == 0

    later = tmp_path / "two.tar.gz"
    assert kinten("backup", later, "--workspace", restored).returncode == 0
    again = kinten("restore", later, *restored_into(tmp_path / "again"), "--none", "--json")
    assert json.loads(again.stdout)["replayed_erasures"] == 0
    assert not thing(tmp_path / "again", "a").exists()


def test_until_it_is_told_what_was_erased_nothing_is_served(
    restored_into, kinten, erase, workspace, backup, tmp_path
):
    erase(workspace, "a")
    kept = shutil.copy(workspace / "erasures.jsonl", tmp_path / "kept.jsonl")
    restored = tmp_path / "restored"
    done = kinten("restore", backup, *restored_into(restored), "--json")
    assert json.loads(done.stdout)["replayed_erasures"] is None

    served = kinten("serve", "--workspace", restored, "--port", 0)
    assert (served.returncode, "kinten erasures replay" in served.stderr) == (2, True)
    assert kinten("doctor", "--strict", "--workspace", restored).returncode == 1
    assert kinten("erasures", "replay", "--workspace", restored).returncode == 2

    done = kinten("erasures", "replay", "--workspace", restored, "--from", kept, "--json")
    assert json.loads(done.stdout)["replayed"] == 1
    assert not thing(restored, "a").exists()
    assert kinten("doctor", "--strict", "--workspace", restored).returncode == 0


def test_a_workspace_without_anything_to_erase_needs_no_list(
    restored_into, command, workspace, tmp_path
):
    target = tmp_path / "one.tar.gz"
    assert command("backup", target, "--workspace", workspace).code == 0
    ran = command("restore", target, *restored_into(tmp_path / "restored"), "--json")

    assert ran.document["replayed_erasures"] == 0


def test_older_records_put_in_place_by_hand_are_seen(kinten, erase, workspace, backup):
    before = (workspace / "portal.sqlite3").read_bytes()
    erase(workspace, "a")
    thing(workspace, "a").write_bytes(b"thing")
    (workspace / "portal.sqlite3").write_bytes(before)

    served = kinten("serve", "--workspace", workspace, "--port", 0)
    assert (served.returncode, "older one" in served.stderr) == (2, True)
    assert kinten("erasures", "replay", "--none", "--workspace", workspace).returncode == 0
    assert not thing(workspace, "a").exists()


def test_an_erasure_that_the_list_does_not_know_is_taken_from_the_records(
    restored_into, kinten, erase, workspace, backup, tmp_path
):
    erase(workspace, "a", "b")
    path = workspace / "erasures.jsonl"
    path.write_text(path.read_text()[:-20])
    cut = kinten("restore", backup, *restored_into(tmp_path / "cut"), "--erasures", path)
    assert (cut.returncode, "erasures.jsonl:2" in cut.stderr) == (2, True)
    path.write_text(path.read_text().splitlines()[0] + "\n")

    for name in ("short", "none"):
        given = (*restored_into(tmp_path / name), "--erasures", workspace)
        done = kinten("restore", backup, *given, "--json")
        assert json.loads(done.stdout)["replayed_erasures"] == 2
        path.unlink(missing_ok=True)
    (workspace / "portal.sqlite3").write_bytes(b"no database")
    done = kinten("restore", backup, *restored_into(tmp_path / "r"), "--erasures", workspace)
    assert (done.returncode, "erasures.jsonl" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    "text",
    [
        "{}\n",
        "x\n",
        "[]\n",
        '{"line": 2, "number": 1, "at": "", "object_type": "a", "object_id": "b"}\n',
    ],
)
def test_a_list_that_was_changed_is_refused(
    restored_into, kinten, workspace, backup, tmp_path, text
):
    path = tmp_path / "list.jsonl"
    path.write_text(text)
    done = kinten("restore", backup, *restored_into(tmp_path / "r"), "--erasures", path)

    assert (done.returncode, "list.jsonl:1" in done.stderr) == (2, True)
    assert not (tmp_path / "r").exists()


def test_a_type_that_nobody_knows_is_told_and_nothing_is_restored(
    restored_into, command, erase, workspace, backup, tmp_path
):
    erase(workspace, "a")
    ran = command("restore", backup, *restored_into(tmp_path / "r"), "--erasures", workspace)

    assert (ran.code, "test.thing" in ran.err) == (2, True)
    assert not (tmp_path / "r").exists()
