"""Nobody reaches what belongs to another organisation by trying its numbers."""

from __future__ import annotations

import pytest

from kinten.portal.people.models import Invitation, Membership
from kinten.portal.people.services import invite
from kinten.portal.places.reading import current_atlas
from kinten.portal.policy.viewer import Grant, Role
from kinten.portal.record.appending import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def tokyo(person):
    """A hospital of Tokyo with a user, a pending invitation, and the ministry's and Tokyo's people."""
    known = current_atlas().network.hospitals.values()
    hospital = next(each.id for each in known if each.prefecture == "13")
    user = person(Grant(Role.HOSPITAL, hospital), email="user@tokyo.example")
    grants = (
        Grant(Role.HOSPITAL, hospital),
        Grant(Role.PREFECTURE, "", "13"),
        Grant(Role.HUB, hospital, "13"),
        Grant(Role.MINISTRY),
        Grant(Role.PANEL),
    )
    asked = [invite(SYSTEM, user, f"{i}@tokyo.example", each)[0] for i, each in enumerate(grants)]
    held = [
        person(each, email=f"held{i}@tokyo.example").memberships.get()
        for i, each in enumerate(grants)
    ]
    return asked, held


OUTSIDERS = [
    (Role.HOSPITAL, {"hospital": "DCH001"}),
    (Role.PREFECTURE, {"prefecture": "01"}),
    (Role.GENOME, {"hospital": "DCH001"}),
    (Role.HUB, {"hospital": "DCH001", "prefecture": "01"}),
    (Role.PANEL, {}),
    (Role.NCC, {}),
    (None, {}),
]


@pytest.mark.parametrize(("role", "place"), OUTSIDERS)
def test_roles_and_invitations_of_another_organisation_are_out_of_reach(
    tokyo, person, visitor, client_of, send, role, place
):
    client = (
        visitor if role is None else client_of(person(Grant(role, **place), email="x@a.example"))
    )
    asked, held = tokyo
    for each in asked:
        answer = send(client, f"/people/invitations/{each.pk}/withdraw/")
        assert answer.status_code == 403
        assert "tokyo.example" not in answer.content.decode()
    for each in held:
        address = f"/people/roles/{each.pk}/end/"
        read = client.get(address)
        assert read.status_code == (302 if role is None else 403)
        assert send(client, address, {"reason": "x"}).status_code == 403
    assert "tokyo.example" not in client.get("/people/").content.decode()
    assert not Invitation.objects.exclude(withdrawn=None).exists()
    assert not Membership.objects.exclude(ended=None).exists()


@pytest.mark.parametrize("number", [0, 999_999, 10**30])
@pytest.mark.parametrize("address", ["/people/invitations/{}/withdraw/", "/people/roles/{}/end/"])
def test_a_number_that_is_nobodys_is_not_found(client_as, send, address, number):
    assert send(client_as(Role.MINISTRY), address.format(number)).status_code == 404


@pytest.mark.parametrize("number", ["-1", "1x", "1.0", "%00", "１"])
def test_what_is_no_number_is_not_found(client_as, number):
    assert client_as(Role.MINISTRY).get(f"/people/roles/{number}/end/").status_code in {403, 404}


def test_a_role_that_ended_is_not_ended_again(tokyo, client_as, send):
    client = client_as(Role.MINISTRY)
    address = f"/people/roles/{tokyo[1][0].pk}/end/"

    assert send(client, address, {"reason": "x"}).status_code == 302
    assert send(client, address, {"reason": "x"}).status_code == 404


def test_withdrawing_takes_a_post(client_as, tokyo):
    address = f"/people/invitations/{tokyo[0][0].pk}/withdraw/"

    assert client_as(Role.MINISTRY).get(address).status_code == 405
    assert Invitation.objects.filter(withdrawn=None).count() == len(tokyo[0])


def test_why_tells_of_an_object_without_showing_it(client_as, tokyo):
    answer = client_as(Role.HOSPITAL).get("/why/", {"at": f"/people/roles/{tokyo[1][0].pk}/end/"})

    assert answer.status_code == 200
    assert "tokyo.example" not in answer.content.decode()
