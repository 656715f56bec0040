"""The record: append-only, in a chain, and any change of it is seen."""

from __future__ import annotations

from hashlib import sha256
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction

from kinten.portal.people.services import end_role, make_person
from kinten.portal.policy.viewer import Grant, Role
from kinten.portal.record.appending import SYSTEM, Actor, Change, append
from kinten.portal.record.erasing import ERASERS, Eraser, erase
from kinten.portal.record.erasure_list import read_erasures
from kinten.portal.record.erasures import list_erasures
from kinten.portal.record.models import Event
from kinten.portal.record.triggers import missing_triggers
from kinten.portal.record.verifying import verify
from kinten.portal.workspace import VARIABLE

pytestmark = pytest.mark.django_db


def test_an_act_is_told_with_who_what_and_what_changed(person):
    member = person(Grant(Role.HOSPITAL, "DCH001"))
    end_role(Actor(7, "ministry"), member.memberships.get(), "left the hospital")

    last = Event.objects.last()
    assert (last.actor, last.role, last.act) == (7, "ministry", "role.end")
    assert last.fields == ["hospital", "prefecture", "role"]
    assert (last.hospital, last.reason) == ("DCH001", "left the hospital")
    assert verify().is_sound


def test_an_address_is_told_by_its_hash_alone(person):
    person(email="secret@example.jp")
    made = Event.objects.filter(act="person.make").last()

    assert "secret" not in str(made.__dict__)
    assert len(made.hashes["email"]) == 64
    assert made.hashes["email"] != sha256(b"secret@example.jp").hexdigest(), "it could be guessed"


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_refuses_to_change_an_event(act):
    events = Event.objects.filter(number=1)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        events.update(act="another") if act == "update" else events.delete()

    assert verify().is_sound


def test_an_event_is_not_put_in_the_place_of_another(db):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite knows INSERT OR REPLACE")
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(
            "INSERT OR REPLACE INTO record_event SELECT * FROM record_event WHERE number = 1"
        )

    assert missing_triggers() == frozenset()


def test_an_event_without_its_change_is_refused(monkeypatch):
    outside = SimpleNamespace(in_atomic_block=False)
    monkeypatch.setattr("kinten.portal.record.appending.connection", outside)
    with pytest.raises(transaction.TransactionManagementError):
        append(SYSTEM, Change("a", "b", "c"))


def test_a_failed_act_leaves_no_event(db):
    before = Event.objects.count()

    def act():
        with transaction.atomic():
            make_person(SYSTEM, "a@example.jp", "A", None)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()

    assert Event.objects.count() == before


def change_behind_the_back(statement):
    """Do to the table what only somebody with the database itself could do."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER record_no_update")
            cursor.execute("DROP TRIGGER record_no_delete")
        else:
            cursor.execute("ALTER TABLE record_event DISABLE TRIGGER USER")
        cursor.execute(statement)


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE record_event SET reason = 'x' WHERE number = 2", 2),
        ("DELETE FROM record_event WHERE number = 2", 2),
        ("UPDATE record_event SET hash = 'f' WHERE number = 3", 3),
    ],
)
def test_a_change_behind_its_back_is_found(statement, broken):
    change_behind_the_back(statement)

    assert verify().broken == broken


def test_an_end_that_was_cut_off_is_found_by_the_head_noted_elsewhere():
    head = verify().head
    change_behind_the_back(
        "DELETE FROM record_event WHERE number = (SELECT max(number) FROM record_event)"
    )

    assert verify().is_sound
    assert not verify(head).is_sound


@pytest.fixture
def things(monkeypatch, tmp_path):
    """Made-up things that can be erased, in a workspace of their own."""
    held = {"thing-a": "patient 12345"}
    monkeypatch.setitem(
        ERASERS, "test.thing", Eraser(lambda each: held.pop(each, None), held.__len__)
    )
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    return held


def test_an_erased_thing_is_gone_and_the_record_tells_no_value_of_it(
    things, tmp_path, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        made = erase(Actor(7, "hospital"), "test.thing", "thing-a", "withdrawn", hospital="DCH001")
        erase(SYSTEM, "test.thing", "thing-b", "was not there")

    assert things == {}
    assert (made.act, made.object_id, made.reason) == ("object.erase", "thing-a", "withdrawn")
    assert (made.before, made.after, made.fields, made.hashes) == (None, None, [], {})
    listed = read_erasures(tmp_path / "erasures.jsonl")
    assert [each.object_id for each in listed] == ["thing-a", "thing-b"]
    assert listed[0].number == made.number
    assert list_erasures(tmp_path) == listed, "a second time adds nothing"


def test_what_cannot_be_erased_leaves_no_event(things, monkeypatch):
    def fails(each):
        raise ZeroDivisionError

    monkeypatch.setitem(ERASERS, "test.thing", Eraser(fails, lambda: True))
    before = Event.objects.count()
    with pytest.raises(ZeroDivisionError):
        erase(SYSTEM, "test.thing", "thing-a", "withdrawn")

    assert Event.objects.count() == before


@pytest.mark.parametrize("identity", ["", "12"])
def test_the_number_of_a_row_is_no_id_of_what_is_erased(things, identity):
    with pytest.raises(ValueError, match="once for all time"):
        erase(SYSTEM, "test.thing", identity, "withdrawn")


def test_a_list_cut_short_is_mended_from_the_record(
    things, tmp_path, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        erase(SYSTEM, "test.thing", "thing-a", "withdrawn")
        erase(SYSTEM, "test.thing", "thing-b", "withdrawn")
    path = tmp_path / "erasures.jsonl"
    whole = path.read_text()
    path.write_text(whole[:-9])

    assert [each.object_id for each in list_erasures(tmp_path)] == ["thing-a", "thing-b"]
    assert path.read_text() == whole


def test_a_walk_of_the_chain_tells_how_far_it_has_come_and_can_be_ended(monkeypatch):
    monkeypatch.setattr("kinten.portal.record.verifying._TOLD_EVERY", 2)
    told = []
    found = verify(tell=told.append)
    assert told == list(range(2, found.events + 1, 2))

    def stop(number):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        verify(tell=stop)
