"""Invitations: by the organisation above, by mail, answered once."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from kinten.portal.people import services
from kinten.portal.people.models import Invitation, Person
from kinten.portal.people.services import invite
from kinten.portal.policy.viewer import Grant, Role
from kinten.portal.record.appending import SYSTEM
from kinten.portal.record.models import Event
from kinten.portal.record.verifying import verify

pytestmark = pytest.mark.django_db
LONG = "a very long word 7"
ANSWER = {"name": "例示 次郎", "language": "ja", "password": LONG, "again": LONG}


@pytest.fixture
def hospital_user(person):
    return person(Grant(Role.HOSPITAL, "DCH001"), email="a@example.jp")


@pytest.fixture
def invited(hospital_user):
    """An invitation to the genome desk and its address."""
    grant = Grant(Role.GENOME, "DCH001")
    found, word = invite(SYSTEM, hospital_user, "New@Example.jp", grant)
    return found, f"/invitation/{word}/"


def ask(send, client, **told):
    told = {"email": "new@example.jp", "language": "ja", "role": "hospital"} | told
    return send(client, "/people/invite/", told)


@pytest.mark.parametrize(("language", "words"), [("ja", "招待しました"), ("en", "invited you")])
def test_an_invitation_goes_by_mail_in_the_language_of_the_invited(
    hospital_user, client_of, send, language, words
):
    client = client_of(hospital_user)
    answer = ask(send, client, role="genome", hospital="DCH001", language=language)

    assert answer["Location"] == "/people/"
    [sent] = mail.outbox
    assert sent.to == ["new@example.jp"]
    assert words in sent.body
    assert "旭川医科大学病院" in sent.body
    address = re.search(r"http://127\.0\.0\.1(/\S+)", sent.body)[1]
    assert address.startswith("/en/" if language == "en" else "/invitation/")
    assert client_of(hospital_user).get("/people/").content.decode().count("new@example.jp") >= 1


def test_the_word_of_an_invitation_is_kept_nowhere(invited):
    found, address = invited
    word = address.split("/")[2]

    assert word not in str(found.__dict__)
    assert word not in "".join(str(each.__dict__) for each in Event.objects.all())
    assert "example.jp" not in str(Event.objects.filter(act="person.invite").last().__dict__)


@pytest.mark.parametrize(
    ("role", "place"),
    [
        (Role.HOSPITAL, {"role": "prefecture"}),
        (Role.HOSPITAL, {"role": "hospital", "hospital": "DCH002"}),
        (Role.HOSPITAL, {"role": "hospital", "hospital": ""}),
        (Role.PREFECTURE, {"role": "ministry"}),
        (Role.PREFECTURE, {"role": "prefecture", "prefecture": "13"}),
        (Role.PREFECTURE, {"role": "genome", "hospital": "DCH001"}),
        (Role.MINISTRY, {"role": "genome", "hospital": "DCH001"}),
        (Role.MINISTRY, {"role": "prefecture", "prefecture": ""}),
        (Role.MINISTRY, {"role": "hospital", "hospital": "NONE"}),
    ],
)
def test_nobody_invites_to_what_is_not_theirs_to_give(client_as, send, role, place):
    answer = ask(send, client_as(role), **place)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert not Invitation.objects.exists()
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("role", "told", "grant"),
    [
        (Role.MINISTRY, {"role": "panel", "hospital": "DCH001"}, ("panel", "", "")),
        (Role.MINISTRY, {"role": "hub", "hospital": "DCH011"}, ("hub", "DCH011", "01")),
        (Role.MINISTRY, {"role": "prefecture", "prefecture": "13"}, ("prefecture", "", "13")),
        (Role.PREFECTURE, {"role": "hospital", "hospital": "DCH002"}, ("hospital", "DCH002", "")),
        (Role.PREFECTURE, {"role": "prefecture", "prefecture": "01"}, ("prefecture", "", "01")),
    ],
)
def test_an_invitation_names_just_the_organisation_of_its_role(client_as, send, role, told, grant):
    assert ask(send, client_as(role), **told).status_code == 302

    found = Invitation.objects.get()
    assert (found.role, found.hospital, found.prefecture) == grant


@pytest.mark.parametrize(
    "told", [{"email": "x"}, {"email": "a\0@example.jp"}, {"email": f"{'x' * 300}@example.jp"},
             {"role": "\0"}, {"role": ""}, {"language": "xx"}],
)  # fmt: skip
def test_odd_input_is_refused_beside_its_field(hospital_user, client_of, send, told):
    answer = ask(send, client_of(hospital_user), **({"hospital": "DCH001"} | told))

    assert answer.status_code == 422
    assert f'href="#id_{next(iter(told))}"' in answer.content.decode()


def test_the_same_invitation_goes_out_once(hospital_user, client_of, send):
    client = client_of(hospital_user)

    assert ask(send, client, hospital="DCH001").status_code == 302
    assert ask(send, client, hospital="DCH001").status_code == 422
    assert ask(send, client, hospital="DCH001", email="a@example.jp").status_code == 422
    assert len(mail.outbox) == 1


def test_a_person_sends_so_many_invitations_a_day(hospital_user, client_of, send, monkeypatch):
    monkeypatch.setattr(services, "A_DAY", 1)
    client = client_of(hospital_user)

    assert ask(send, client, hospital="DCH001").status_code == 302
    assert ask(send, client, hospital="DCH001", email="other@example.jp").status_code == 422


def test_where_the_mail_cannot_be_sent_the_invitation_is_withdrawn(
    hospital_user, client_of, send, monkeypatch
):
    def fail(*_, **__):
        raise ConnectionRefusedError

    monkeypatch.setattr("kinten.portal.people.mailing.send_mail", fail)
    answer = ask(send, client_of(hospital_user), hospital="DCH001")

    assert answer["Location"] == "/people/invite/"
    assert Invitation.objects.get().withdrawn is not None


def test_the_invited_makes_an_account_and_holds_the_role(invited, visitor, send, client_of):
    _, address = invited
    page = visitor.get(address).content.decode()
    assert "ゲノムの窓口" in page
    assert "旭川医科大学病院" in page

    assert send(visitor, address, ANSWER).status_code == 302

    made = Person.objects.get(email="new@example.jp")
    assert made.check_password(LONG)
    assert [(each.role, each.hospital) for each in made.memberships.all()] == [("genome", "DCH001")]
    signed = send(visitor, "/accounts/login/", {"login": "NEW@example.jp", "password": LONG})
    assert signed.status_code == 302
    assert verify().is_sound


def test_an_english_address_answers_in_english(invited, visitor):
    page = visitor.get(f"/en{invited[1]}").content.decode()

    assert "genome desk" in page
    assert 'lang="ja">旭川医科大学病院' in page


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"password": "short7", "again": "short7"}, "password"),
        ({"password": "1234567890123", "again": "1234567890123"}, "password"),
        ({"password": "new@example.jp", "again": "new@example.jp"}, "password"),
        ({"again": "another long word"}, "again"),
        ({"name": ""}, "name"),
        ({"name": "\0"}, "name"),
    ],
)
def test_a_weak_or_odd_answer_is_refused_beside_its_field(invited, visitor, send, told, field):
    answer = send(visitor, invited[1], ANSWER | told)

    assert answer.status_code == 422
    assert f'href="#id_{field}"' in answer.content.decode()
    assert not Person.objects.filter(email="new@example.jp").exists()


def test_a_word_is_used_once(invited, visitor, send):
    send(visitor, invited[1], ANSWER)
    again = send(visitor, invited[1], ANSWER)

    assert again.status_code == 404
    assert "この招待は使えません" in again.content.decode()


@pytest.mark.parametrize("end", [{"expires": timezone.now()}, {"withdrawn": timezone.now()}])
def test_an_invitation_that_ended_cannot_be_answered(invited, visitor, send, end):
    found, address = invited
    Invitation.objects.filter(pk=found.pk).update(**end)

    assert visitor.get(address).status_code == 404
    assert send(visitor, address, ANSWER).status_code == 404
    assert not Person.objects.filter(email="new@example.jp").exists()


def test_an_invitation_holds_for_fourteen_days(invited):
    left = invited[0].expires - timezone.now()

    assert timedelta(days=13, hours=23) < left <= timedelta(days=14)


@pytest.mark.parametrize("word", ["none", "%00", "%E3%81%82", "x" * 3000])
def test_a_word_that_nobody_sent_is_not_found(visitor, word):
    assert visitor.get(f"/invitation/{word}/").status_code == 404


def test_an_address_that_has_an_account_signs_in_first(invited, person, visitor, send, client_of):
    known = person(email="new@example.jp")
    page = visitor.get(invited[1]).content.decode()
    assert f"/accounts/login/?next={invited[1]}" in page
    assert 'name="password"' not in page
    assert send(visitor, invited[1], ANSWER).status_code == 422
    assert not known.memberships.exists()

    assert send(client_of(known), invited[1])["Location"] == "/account/"
    assert known.memberships.get().role == "genome"
    assert known.check_password("correct horse battery")


def test_somebody_else_who_is_signed_in_cannot_answer(invited, person, send, client_of):
    other = person(email="other@example.jp")
    client = client_of(other)

    assert "ほかの人として" in client.get(invited[1]).content.decode()
    assert send(client, invited[1], ANSWER).status_code == 422
    assert not other.memberships.exists()


def test_a_withdrawn_invitation_leaves_the_list_and_is_in_the_record(
    invited, hospital_user, client_of, send, visitor
):
    found, address = invited
    client = client_of(hospital_user)
    assert "new@example.jp" in client.get("/people/").content.decode()

    assert send(client, f"/people/invitations/{found.pk}/withdraw/").status_code == 302

    assert "new@example.jp" not in client.get("/people/").content.decode()
    assert visitor.get(address).status_code == 404
    assert Event.objects.last().act == "invitation.withdraw"
