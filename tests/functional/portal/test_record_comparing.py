"""What is changed behind the record, in rows or in files, is found; what acts do is not taken for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.hashers import make_password

from kinten.network.designation import Act
from kinten.portal.meetings.services import (
    Called,
    change_days,
    record_meeting,
    withdraw_meeting,
)
from kinten.portal.opinions.services import Giver, give_opinion, withdraw_opinion
from kinten.portal.people.freeing import free_account
from kinten.portal.people.models import Invitation, Membership, Person
from kinten.portal.people.services import accept, change_own, end_role, invite, withdraw
from kinten.portal.places.models import NetworkRow, Reading
from kinten.portal.places.services import record_reading
from kinten.portal.policy.viewer import Grant, Role
from kinten.portal.public.asking import today
from kinten.portal.record.appending import SYSTEM, Actor, Change, append
from kinten.portal.record.comparing import compare
from kinten.portal.record.erasing import ERASERS, Eraser, erase
from kinten.portal.record.looks import LOOKERS
from kinten.portal.record.models import Event
from kinten.portal.record.sealing import seal_all
from kinten.portal.record.verifying import verify_all
from kinten.portal.registry_pages.models import ProtectedTable, Visibility
from kinten.portal.registry_pages.services import Told, receive_table, withdraw_table
from kinten.portal.reports import services as reports
from kinten.portal.reports.deciding import (
    Decided,
    comment,
    publish_decision,
    record_decision,
    withdraw_decision,
)
from kinten.portal.reports.files import FILE, place_of
from kinten.portal.reports.models import Decision, ReportVersion
from kinten.portal.reports.outcome import Outcome
from kinten.report.model import Source

pytestmark = pytest.mark.django_db
DATA = b"the bytes of a form"
TABLE = b"sex,year,n,status\nmale,2022,60,shown\nfemale,2022,70,shown\ntotal,2022,130,shown\n"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def received_files():
    """Take the file of these tests away: its event is rolled back with each of them."""
    yield
    place_of(sha256(DATA).hexdigest()).unlink(missing_ok=True)


@pytest.fixture
def version(home, made_report):
    """A report with its file, received, accepted and published."""
    report = replace(made_report(), source=Source("form.xlsx", sha256(DATA).hexdigest()))
    made, _ = reports.receive_report(SYSTEM, report, home.id, data=DATA, is_made_up=True)
    reports.accept(SYSTEM, made)
    return reports.publish(SYSTEM, made)


@pytest.fixture
def decision(home):
    """A decision, published, that the hospital commented on."""
    asked = Decided(
        home.id, 2025, Act.REPORT, Outcome.UNCHANGED, today() - DAY, "例示", "例示の資料"
    )
    made = record_decision(SYSTEM, asked, is_made_up=True)
    publish_decision(SYSTEM, made, today() + DAY)
    return comment(SYSTEM, made, "意見")


@pytest.fixture
def member(person):
    """Somebody of the ministry."""
    return person(Grant(Role.MINISTRY), email="m@example.jp")


def differing():
    return {(each.object_type, str(each.how), each.fields) for each in compare().differing}


def test_what_acts_make_and_change_is_as_the_record_tells(version, decision, member, person):
    other = person(Grant(Role.PREFECTURE, "", "01"), email="p@example.jp")
    change_own(Actor(other.pk), other, "別の名", "en")
    end_role(SYSTEM, other.memberships.get(), "left")
    TOTP.activate(other, "A" * 32)
    free_account(SYSTEM, other, "the owner lost it")
    invited, _ = invite(SYSTEM, None, "new@example.jp", Grant(Role.PANEL))
    accept(invited, "新人", "correct horse battery")
    withdraw(SYSTEM, invite(SYSTEM, None, "no@example.jp", Grant(Role.PANEL))[0])
    withdraw_decision(SYSTEM, decision, "頁の誤り")
    record_reading(SYSTEM, version.hospital, "れいじびょういん")
    table, _ = receive_table(
        SYSTEM, TABLE, "table.csv", Told("表", "登録", Visibility.PUBLIC, is_made_up=True)
    )
    withdraw_table(SYSTEM, table, "誤り")
    called = Called("例示の検討会", version.year, today(), today() + DAY)
    meeting = record_meeting(SYSTEM, called, is_made_up=True)
    change_days(SYSTEM, meeting, today(), today(), "早く終わる")
    withdraw_meeting(SYSTEM, meeting, "誤り")
    opinion, _ = give_opinion(
        SYSTEM, Giver(Role.NCC), version.hospital, version.year, "意見", is_made_up=True
    )
    withdraw_opinion(SYSTEM, opinion, "誤り")

    found = verify_all()

    assert found.is_sound, found.compared.differing
    tried = Event.objects.values_list("object_type", flat=True).distinct()
    assert {*LOOKERS} <= {*tried}, "a type that no act here makes"


def test_a_person_who_changes_a_password_and_signs_in_is_as_told(a, visitor, send, sign_in):
    sign_in(send, visitor)
    words = "another horse battery"
    changed = {"oldpassword": "correct horse battery", "password1": words, "password2": words}
    assert send(visitor, "/accounts/password/change/", changed).status_code == 302
    assert Event.objects.filter(act="account.password", object_id=str(a.pk)).count() == 1

    assert compare().differing == ()


def test_a_password_that_is_hashed_again_at_sign_in_is_as_told(a, settings):
    ours = settings.PASSWORD_HASHERS
    settings.PASSWORD_HASHERS = [*ours, "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    older = make_password("x", hasher="pbkdf2_sha256")
    Person.objects.filter(pk=a.pk).update(password=older)
    append(SYSTEM, Change("account.password", "person", str(a.pk), seals=("password",)))

    assert not Person.objects.get(pk=a.pk).check_password("y")
    assert Person.objects.get(pk=a.pk).check_password("x")
    assert Person.objects.get(pk=a.pk).password != older
    assert Person.objects.get(pk=a.pk).check_password("x")
    assert Event.objects.last().act == "account.rehash"
    assert compare().differing == ()


CHANGED = {
    "a value of a report": (
        "version",
        lambda: ReportVersion.objects.update(content={"general": {}, "facts": []}),
        {("report", "changed", ("content",))},
    ),
    "a state": (
        "version",
        lambda: ReportVersion.objects.update(state="accepted", published=None),
        {("report", "changed", ("published", "state"))},
    ),
    "a report taken away": (
        "version",
        lambda: ReportVersion.objects.all().delete(),
        {("report", "gone", ())},
    ),
    "an outcome": (
        "decision",
        lambda: Decision.objects.update(outcome="refused"),
        {("decision", "changed", ("outcome",))},
    ),
    "a comment": (
        "decision",
        lambda: Decision.objects.update(comment="同意します"),
        {("decision", "changed", ("comment",))},
    ),
    "a decision put in": (
        "decision",
        lambda: Decision.objects.create(
            hospital="DCH001", year=2025, act="renewal", outcome="renewed",
            decided=date(2026, 3, 1), meeting="x", citation="x",
        ),
        {("decision", "unknown", ())},
    ),
    "an account": (
        "member",
        lambda: Person.objects.filter(email="m@example.jp").update(email="thief@example.jp"),
        {("person", "changed", ("email",))},
    ),
    "a password": (
        "member",
        lambda: Person.objects.filter(email="m@example.jp").update(password=make_password("x")),
        {("person", "changed", ("password",))},
    ),
    "an invitation": (
        "member",
        lambda: Invitation.objects.create(
            email="thief@example.jp", role="ministry", word_hash="x", expires="2030-01-01T00:00Z"
        ),
        {("invitation", "unknown", ())},
    ),
    "a row of the network": (
        "member",
        lambda: NetworkRow.objects.filter(pk=NetworkRow.objects.last().pk).update(cells={"a": "b"}),
        {("network", "changed", ("rows",))},
    ),
    "a row of the network taken away": (
        "member",
        lambda: NetworkRow.objects.filter(pk=NetworkRow.objects.last().pk).delete(),
        {("network", "changed", ("rows",))},
    ),
    "a row of the network put in": (
        "member",
        lambda: NetworkRow.objects.create(
            table="hospitals", cells={"hospital_id": "X"}, recorded=date(2026, 1, 1)
        ),
        {("network", "unknown", ())},
    ),
    "a reading": (
        "member",
        lambda: Reading.objects.create(hospital="DCH001", kana="うそ"),
        {("reading", "unknown", ())},
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", list(CHANGED))
def test_what_is_changed_behind_the_record_is_named(what, request):
    given, change, expected = CHANGED[what]
    request.getfixturevalue(given)
    assert differing() == set()

    change()

    assert differing() == expected
    assert not verify_all().is_sound


def test_a_role_that_somebody_gave_themselves_is_named_and_stays_so_after_other_acts(member):
    membership = Membership.objects.create(person=member, role="ncc")
    field = f"role {membership.pk}"
    expected = {("person", "changed", (field,))}
    assert differing() == expected

    change_own(Actor(member.pk), member, "名を変える", "ja")
    assert differing() == expected


def test_a_second_factor_put_in_or_taken_away_is_named(member):
    factor = TOTP.activate(member, "A" * 32).instance
    assert differing() == set()

    Authenticator.objects.filter(pk=factor.pk).update(data={"secret": "B" * 32})
    assert differing() == {("person", "changed", (f"factor {factor.pk}",))}
    Authenticator.objects.filter(pk=factor.pk)._raw_delete("default")
    assert differing() == {("person", "changed", (f"factor {factor.pk}",))}


def test_a_received_file_is_compared_byte_by_byte(version):
    path = place_of(version.file_sha256)
    assert path.read_bytes() == DATA

    path.write_bytes(DATA.replace(b"form", b"farm"))
    assert differing() == {(FILE, "changed", ("bytes",))}
    path.unlink()
    assert differing() == {(FILE, "gone", ())}


def test_a_figure_of_a_protected_table_that_was_changed_is_named():
    told = Told("表", "登録", Visibility.DESK, is_made_up=True)
    table, _ = receive_table(SYSTEM, TABLE, "table.csv", told)
    ProtectedTable.objects.update(visibility="public")

    assert differing() == {("registry_table", "changed", ("visibility",))}
    place_of(table.file_sha256).unlink()


def test_what_an_older_engine_left_is_sealed_as_it_is_found(member):
    NetworkRow.objects.create(table="hospitals", cells={}, recorded=date(2026, 1, 1))
    Person.objects.filter(pk=member.pk).update(name="x")

    assert seal_all() == compare().objects
    assert differing() == set()
    NetworkRow.objects.filter(recording=0).delete()
    assert differing() == {("network", "gone", ())}


def test_an_erased_object_that_is_there_again_is_named(monkeypatch):
    there = {"11111111-1111-1111-1111-111111111111"}
    monkeypatch.setitem(ERASERS, "thing", Eraser(there.discard, lambda: bool(there)))

    def look(asked):
        return [(each, {"a": "b"}) for each in there if asked in {None, each}]

    monkeypatch.setitem(LOOKERS, "thing", look)
    append(SYSTEM, Change("thing.make", "thing", *there, seals=("a",)))
    append(SYSTEM, Change("thing.make", "thing", "22", seals=("a",)))
    assert ("thing", "gone", ()) in differing()
    erased = next(iter(there))
    erase(SYSTEM, "thing", erased, "")
    assert ("thing", "unknown", ()) not in differing()

    there.add(erased)
    assert ("thing", "unknown", ()) in differing()


def test_an_act_between_the_look_and_its_seal_is_no_difference(monkeypatch, member):
    look = LOOKERS["person"]

    def acting(asked):
        seen = list(look(asked))
        if asked is None:
            change_own(SYSTEM, member, "あとの名", "ja")
            seen = [(key, {**each, "name": "古い名"}) for key, each in seen]
        return seen

    monkeypatch.setitem(LOOKERS, "person", acting)
    assert differing() == set()
