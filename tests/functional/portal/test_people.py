"""Who gives and ends roles, who sees whom, and one's own page."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator

from kinten.portal.people.freeing import free_account
from kinten.portal.people.giving import (
    OF_HOSPITAL,
    OF_NO_PLACE,
    ending_grant,
    may_give,
    roles_to_give,
)
from kinten.portal.people.models import Membership
from kinten.portal.policy.viewer import Grant, Place, Role, Viewer
from kinten.portal.record.appending import SYSTEM
from kinten.portal.record.models import Event
from kinten.portal.record.verifying import verify

pytestmark = pytest.mark.django_db

HERE, THERE = Place("DCH001", "01"), Place("DCH999", "13")
GIVEN = {
    Role.MINISTRY: {Role.HOSPITAL, Role.PREFECTURE, Role.HUB, *OF_NO_PLACE},
    Role.PREFECTURE: {Role.HOSPITAL, Role.PREFECTURE},
    Role.HOSPITAL: set(OF_HOSPITAL),
}


def whole(role, place):
    """The grant of a role at a place, as it has to be told."""
    if role in OF_NO_PLACE:
        return Grant(role), Place()
    if role is Role.PREFECTURE:
        return Grant(role, "", place.prefecture), Place("", place.prefecture)
    prefecture = place.prefecture if role is Role.HUB else ""
    return Grant(role, place.hospital, prefecture), place


def viewer(role, place=HERE):
    return Viewer(1, "", (whole(role, place)[0],))


@pytest.mark.parametrize("giver", list(Role))
@pytest.mark.parametrize("role", list(Role))
def test_a_role_is_given_by_the_organisation_above_or_its_own(giver, role):
    grant, place = whole(role, HERE)

    assert may_give(viewer(giver), grant, place) == (role in GIVEN.get(giver, ()))
    assert (role in roles_to_give(viewer(giver))) == (role in GIVEN.get(giver, ()))


@pytest.mark.parametrize("giver", [Role.PREFECTURE, Role.HOSPITAL])
@pytest.mark.parametrize("role", list(Role))
def test_nobody_but_the_ministry_gives_or_ends_a_role_elsewhere(giver, role):
    grant, place = whole(role, THERE)

    assert not may_give(viewer(giver), grant, place)
    assert ending_grant(viewer(giver), grant, place) is None
    assert ending_grant(viewer(Role.MINISTRY), grant, place) is not None


@pytest.mark.parametrize(
    ("grant", "place"),
    [
        (Grant(Role.HOSPITAL), Place()),
        (Grant(Role.HOSPITAL, "NONE"), Place("NONE", "")),
        (Grant(Role.HOSPITAL, "DCH001", "01"), HERE),
        (Grant(Role.HUB, "DCH001"), HERE),
        (Grant(Role.HUB, "DCH001", "13"), HERE),
        (Grant(Role.PREFECTURE), Place()),
        (Grant(Role.MINISTRY, "DCH001"), HERE),
        (Grant(Role.PANEL, "", "01"), Place("", "01")),
    ],
)
def test_a_grant_that_names_not_just_its_organisation_is_given_by_nobody(grant, place):
    assert not may_give(viewer(Role.MINISTRY), grant, place)


def test_a_prefecture_ends_a_desk_of_its_hospital_that_it_cannot_give():
    grant, place = whole(Role.GENOME, HERE)

    assert not may_give(viewer(Role.PREFECTURE), grant, place)
    assert ending_grant(viewer(Role.PREFECTURE), grant, place) is not None


@pytest.fixture
def everyone(person):
    """People of two hospitals of Hokkaido, of two prefectures and of the ministry."""
    return {
        "a": person(Grant(Role.HOSPITAL, "DCH001"), email="a@example.jp"),
        "b": person(Grant(Role.HOSPITAL, "DCH002"), email="b@example.jp"),
        "01": person(Grant(Role.PREFECTURE, "", "01"), email="p01@example.jp"),
        "13": person(Grant(Role.PREFECTURE, "", "13"), email="p13@example.jp"),
        "m": person(Grant(Role.MINISTRY), email="m@example.jp"),
    }


@pytest.mark.parametrize(
    ("who", "seen"),
    [("a", {"a"}), ("01", {"a", "b", "01"}), ("13", {"13"}), ("m", {"a", "b", "01", "13", "m"})],
)
def test_the_list_has_the_people_of_ones_own_organisation(everyone, client_of, who, seen):
    page = client_of(everyone[who]).get("/people/").content.decode()

    assert {name for name, each in everyone.items() if f"<td>{each.email}</td>" in page} == seen


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/people/", ("旭川医科大学病院", "北海道", "例示")),
        ("/en/people/", ("旭川医科大学病院", "Hokkaido", "People and roles")),
    ],
)
def test_the_list_names_the_organisation_in_both_languages(everyone, client_of, address, words):
    page = client_of(everyone["01"]).get(address).content.decode()

    for word in words:
        assert word in page


@pytest.mark.parametrize(
    "query", [{"page": "x"}, {"page": "9" * 99, "waiting": "-1"}, {"page": "\0"}]
)
def test_odd_pages_of_the_list_are_no_error(everyone, client_of, query):
    assert client_of(everyone["m"]).get("/people/", query).status_code == 200


def test_a_role_ends_with_its_reason_in_the_record(everyone, client_of, send):
    held = everyone["a"].memberships.get()
    client = client_of(everyone["01"])
    address = f"/people/roles/{held.pk}/end/"
    assert "旭川医科大学病院" in client.get(address).content.decode()
    assert send(client, address, {"reason": ""}).status_code == 422
    assert send(client, address, {"reason": "退職した"}).status_code == 302

    held.refresh_from_db()
    last = Event.objects.last()
    assert held.ended is not None
    assert (last.act, last.role, last.reason) == ("role.end", "prefecture", "退職した")
    assert client_of(everyone["a"]).get("/people/").status_code == 403
    assert verify().is_sound


def test_nobody_ends_their_own_role(everyone, client_of, send):
    held = everyone["m"].memberships.get()

    answer = send(client_of(everyone["m"]), f"/people/roles/{held.pk}/end/", {"reason": "x"})

    assert answer.status_code == 403
    assert Membership.objects.get(pk=held.pk).ended is None


def test_a_hospital_does_not_end_what_the_ministry_gave_it(everyone, person, client_of, send):
    hub = person(Grant(Role.HUB, "DCH001", "01"), email="hub@example.jp").memberships.get()

    answer = send(client_of(everyone["a"]), f"/people/roles/{hub.pk}/end/", {"reason": "x"})

    assert answer.status_code == 403
    assert "その役割を与える組織" in answer.content.decode()


def test_ones_own_page_tells_roles_and_changes_name_and_language(everyone, client_of, send):
    client = client_of(everyone["a"])
    page = client.get("/account/").content.decode()
    assert "旭川医科大学病院" in page
    assert "a@example.jp" in page

    answer = send(client, "/account/", {"name": "例示 花子", "language": "en"})

    assert answer["Location"] == "/en/account/"
    everyone["a"].refresh_from_db()
    assert (everyone["a"].name, everyone["a"].language) == ("例示 花子", "en")
    last = Event.objects.last()
    assert (last.act, last.fields) == ("person.change", ["language", "name"])
    assert "Your settings" in client.get("/en/account/").content.decode()


@pytest.mark.parametrize(
    "told", [{"name": ""}, {"name": "a\0b"}, {"name": "x" * 121}, {"language": "xx"}]
)
def test_odd_settings_are_refused_beside_their_field(everyone, client_of, send, told):
    answer = send(client_of(everyone["a"]), "/account/", {"name": "A", "language": "ja"} | told)

    assert answer.status_code == 422
    assert f'href="#id_{next(iter(told))}"' in answer.content.decode()


def test_a_lost_second_factor_is_taken_away_and_every_session_ends(
    a, visitor, send, sign_in, is_in
):
    sign_in(send, visitor)
    assert is_in(visitor)
    Authenticator.objects.create(user=a, type=Authenticator.Type.TOTP, data={})

    assert free_account(SYSTEM, a, "lost the phone") == (1, 1)

    assert not is_in(visitor)
    assert not Authenticator.objects.filter(user=a).exists()
    removed, last = Event.objects.order_by("-number")[:2][::-1]
    assert (removed.act, removed.actor) == ("account.factor_remove", None)
    assert (last.act, last.actor, last.reason) == ("account.free", None, "lost the phone")
    sign_in(send, visitor)
    assert is_in(visitor)
