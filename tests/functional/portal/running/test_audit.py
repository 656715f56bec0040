"""`kinten audit verify`: a sound record, and the first event of one that is not."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from kinten.desk.describing import load_schema

pytestmark = pytest.mark.slow


def test_a_sound_record_is_told_with_its_head(command, workspace):
    ran = command("audit", "verify", "--workspace", workspace, "--json")
    Draft202012Validator(load_schema("audit")).validate(ran.document)

    assert (ran.code, ran.document["is_sound"], ran.document["broken"]) == (0, True, None)
    head = ran.document["head"]
    told = command("audit", "verify", "--workspace", workspace, "--head", head)
    assert (told.code, head in told.out) == (0, True)


def test_a_changed_event_is_told_by_its_number(command, workspace, tamper):
    tamper(workspace, "UPDATE record_event SET reason = 'x' WHERE number = 3")
    ran = command("audit", "verify", "--workspace", workspace, "--lang", "en")

    assert (ran.code, "broken at number 3" in ran.out) == (1, True)


def test_an_end_cut_off_is_found_by_a_head_noted_before(command, workspace, tamper):
    head = json.loads(command("audit", "verify", "--workspace", workspace, "--json").out)["head"]
    tamper(
        workspace, "DELETE FROM record_event WHERE number = (SELECT max(number) FROM record_event)"
    )

    told = command("audit", "verify", "--workspace", workspace, "--lang", "en")
    assert (told.code, "role 1 changed" in told.out) == (1, True), (
        "what the event told is still there"
    )
    ran = command("audit", "verify", "--workspace", workspace, "--head", head, "--json")
    assert (ran.code, ran.document["lacks_head"]) == (1, True)


ROWS = {
    "a role": (
        "UPDATE people_membership SET role = 'ncc'",
        ("person", "changed", ["role 1"]),
        "person 1: role 1 changed",
    ),
    "a name": (
        "UPDATE people_person SET name = 'x'",
        ("person", "changed", ["name"]),
        "person 1: name changed",
    ),
    "the network": (
        "DELETE FROM places_networkrow WHERE \"table\" = 'designations'",
        ("network", "gone", []),
        "network designations/1: gone",
    ),
}


@pytest.mark.parametrize("what", list(ROWS))
def test_a_row_changed_behind_the_record_is_told(command, workspace, tamper, what):
    statement, expected, words = ROWS[what]
    tamper(workspace, statement)
    ran = command("audit", "verify", "--workspace", workspace, "--json")
    Draft202012Validator(load_schema("audit")).validate(ran.document)

    assert (ran.code, ran.document["is_sound"], ran.document["broken"]) == (1, False, None)
    (found,) = ran.document["differing"]
    assert (found["type"], found["how"], found["fields"]) == expected
    told = command("audit", "verify", "--workspace", workspace, "--lang", "en")
    assert (told.code, words in told.out) == (1, True), told.out


@pytest.mark.parametrize("head", ["", "abc", "g" * 64, "F" * 64])
def test_a_head_that_is_no_hash_is_refused(command, workspace, head):
    assert command("audit", "verify", "--workspace", workspace, "--head", head).code == 2


def test_a_damaged_file_is_told_and_is_no_traceback(command, workspace):
    (workspace / "portal.sqlite3").write_bytes(b"no database" * 1000)
    ran = command("audit", "verify", "--workspace", workspace)

    assert (ran.code, "データベース" in ran.err) == (2, True)
