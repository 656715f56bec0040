"""`kinten backup` and `kinten restore`: one moment of a workspace that others write in, checked to its last event."""

from __future__ import annotations

import io
import json
import stat
import subprocess
import sys
import tarfile
from hashlib import sha256

import pytest
from jsonschema import Draft202012Validator

from kinten.desk.describing import load_schema

pytestmark = pytest.mark.slow

WRITE = """
import sys
from pathlib import Path
from kinten.portal.running.reaching import open_portal
open_portal(Path(sys.argv[1]), is_migrated=False)
from django.db import transaction
from kinten.portal.record.appending import SYSTEM, Change, append
print("begun", flush=True)
while True:
    with transaction.atomic():
        append(SYSTEM, Change("test.write", "test", "x", reason="y" * 500))
"""


def members(path):
    with tarfile.open(path, "r:gz") as stream:
        return {each.name: stream.extractfile(each).read() for each in stream}


def pack(path, held):
    with tarfile.open(path, "w:gz") as stream:
        for name, content in held.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            stream.addfile(entry, io.BytesIO(content))
    return path


def with_manifest(held, **changes):
    """Change a backup with its manifest, so that only what lies deeper can tell it."""
    told = json.loads(held["manifest.json"])
    told["members"] = [
        {"name": name, "bytes": len(content), "sha256": sha256(content).hexdigest()}
        for name, content in held.items()
        if name != "manifest.json"
    ]
    return {**held, "manifest.json": json.dumps({**told, **changes}).encode()}


@pytest.fixture
def backup(command, workspace, tmp_path):
    path = tmp_path / "one.tar.gz"
    assert command("backup", path, "--workspace", workspace).code == 0
    return path


def test_a_backup_taken_while_others_write_is_restored_sound(
    command, workspace, restored_into, tmp_path
):
    content = b"a received file"
    (workspace / "files" / sha256(content).hexdigest()).write_bytes(content)
    target, restored = tmp_path / "one.tar.gz", tmp_path / "restored"
    writer = subprocess.Popen([sys.executable, "-c", WRITE, workspace], stdout=subprocess.PIPE)
    try:
        assert writer.stdout.readline() == b"begun\n"
        ran = command("backup", target, "--workspace", workspace, "--json")
        assert writer.poll() is None
    finally:
        writer.kill()
        writer.wait()
        writer.stdout.close()
    Draft202012Validator(load_schema("backup")).validate(ran.document)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600

    back = command("restore", target, *restored_into(restored), "--json")
    Draft202012Validator(load_schema("restore")).validate(back.document)
    assert (back.document["number"], back.document["head"]) == (
        ran.document["number"],
        ran.document["head"],
    )
    assert (restored / "files" / sha256(content).hexdigest()).read_bytes() == content
    assert (restored / "secret").read_text() == (workspace / "secret").read_text()
    head = ran.document["head"]
    assert command("audit", "verify", "--workspace", restored, "--head", head).code == 0
    assert command("audit", "verify", "--workspace", workspace, "--head", head).code == 0
    assert sorted(each.name for each in tmp_path.iterdir() if each.name.startswith(".")) == []


def refused(command, backup, tmp_path, word):
    restored = tmp_path / "restored"
    before = sorted(tmp_path.iterdir())
    ran = command("restore", backup, "--workspace", restored)
    assert (ran.code, word in ran.err) == (2, True), ran.err
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("name", ["secret", "portal.sqlite3", "workspace.toml"])
def test_a_changed_member_is_refused(command, backup, tmp_path, name):
    held = members(backup)
    held[name] = held[name].replace(b"0", b"1", 1) + b"\n"

    refused(command, pack(tmp_path / "x.tar.gz", held), tmp_path, name)


def test_a_changed_record_is_refused_even_with_a_new_manifest(command, backup, tmp_path):
    held = members(backup)
    changed = held["portal.sqlite3"].replace(b"network_hospitals.csv", b"network_hospitals.tsv")
    assert changed != held["portal.sqlite3"]
    held["portal.sqlite3"] = changed

    refused(command, pack(tmp_path / "x.tar.gz", with_manifest(held)), tmp_path, "番")


def test_a_newer_schema_is_refused(command, backup, tmp_path):
    held = with_manifest(members(backup), schema=99)

    refused(command, pack(tmp_path / "x.tar.gz", held), tmp_path, "99")


@pytest.mark.parametrize("name", ["../escaped", "/etc/escaped", "files/../../escaped", "files/x"])
def test_a_name_that_leads_elsewhere_is_refused(command, backup, tmp_path, name):
    held = with_manifest({name: b"x", **members(backup)})

    refused(command, pack(tmp_path / "x.tar.gz", held), tmp_path, "バックアップ")


def test_half_a_backup_and_no_backup_are_refused(command, backup, tmp_path):
    (tmp_path / "half.tar.gz").write_bytes(backup.read_bytes()[:-2000])
    (tmp_path / "text.tar.gz").write_text("no archive")
    for name in ("half.tar.gz", "text.tar.gz", "none.tar.gz"):
        refused(command, tmp_path / name, tmp_path, name)


def test_what_is_there_already_is_never_written_over(command, backup, workspace, tmp_path):
    before = backup.read_bytes()

    assert command("backup", backup, "--workspace", workspace).code == 2
    assert backup.read_bytes() == before
    assert command("restore", backup, "--workspace", workspace).code == 2


def test_a_full_disk_leaves_nothing(command, workspace, tmp_path):
    target = tmp_path / "one.tar.gz"
    ran = command("backup", target, "--workspace", workspace, before="ulimit -f 100")

    assert ran.code == 2
    assert f"{tmp_path}:" in ran.err, "the place that is full is told, not the workspace"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["workspace"]


@pytest.mark.parametrize("name", ["none/one.tar.gz", "one.zip"])
def test_a_target_that_cannot_be_is_told(command, workspace, tmp_path, name):
    ran = command("backup", tmp_path / name, "--workspace", workspace)

    assert (ran.code, name in ran.err) == (2, True)


def test_every_secret_comes_back_so_that_it_starts_again(
    command, workspace, tmp_path, restored_into
):
    with (workspace / "workspace.toml").open("a") as file:
        file.write(
            '[openid]\nname = "N"\nserver_url = "https://id.example.jp"\nclient_id = "c"\n'
            '[mail]\nhost = "smtp.example.jp"\nsender = "kinten@example.jp"\nuser = "u"\n'
        )
    for name in ("openid-secret", "mail-secret"):
        (workspace / name).write_text(name)
        (workspace / name).chmod(0o600)
    target, restored = tmp_path / "one.tar.gz", tmp_path / "restored"
    assert command("backup", target, "--workspace", workspace).code == 0
    ran = command("restore", target, *restored_into(restored))
    assert ran.code == 0, ran.err

    for name in ("openid-secret", "mail-secret"):
        assert (restored / name).read_text() == name
        assert stat.S_IMODE((restored / name).stat().st_mode) == 0o600
    assert "smtp.example.jp" in command("doctor", "--workspace", restored).out
