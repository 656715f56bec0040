"""Every route states its policy, and is walked as every role."""

from __future__ import annotations

import pytest
from django.urls import URLResolver, get_resolver

from kinten.portal.policy.acts import POLICIES
from kinten.portal.policy.asking import ask
from kinten.portal.policy.stating import act_of
from kinten.portal.policy.viewer import VISITOR, Grant, Place, Role, Viewer

pytestmark = pytest.mark.django_db
ARGUMENTS = {"number": 0, "word": "none", "identity": "DCH001", "year": 2025}


def routes(resolver=None, namespace=""):
    found = []
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLResolver):
            inner = f"{namespace}{each.namespace}:" if each.namespace else namespace
            found += routes(each, inner)
        elif each.name is not None:  # one without a name states nothing and is shown to nobody
            found.append((f"{namespace}{each.name}", each))
    return found


def test_every_route_states_a_policy_that_exists():
    lacking = [name for name, route in routes() if act_of(route.callback, name) not in POLICIES]

    assert lacking == []


def test_an_old_address_of_another_package_is_shown_to_nobody(client_as):
    assert client_as(Role.MINISTRY).get("/accounts/social/connections/").status_code == 403


@pytest.mark.parametrize("role", [None, *Role])
def test_every_page_without_an_object_answers_as_its_policy_says(client_as, role):
    from django.urls import NoReverseMatch, reverse

    client = client_as(role)
    viewer = VISITOR if role is None else Viewer(1, "", (Grant(role),))
    walked = 0
    for name, route in routes():
        try:
            address = reverse(
                name, kwargs={key: ARGUMENTS[key] for key in route.pattern.converters}
            )
        except (NoReverseMatch, KeyError):
            continue
        answer = client.get(address)
        walked += 1
        place_of = getattr(route.callback, "place_of", None)
        if place_of is None and not ask(viewer, act_of(route.callback, name)).is_allowed:
            assert answer.status_code in {302, 403}, name
            assert answer.status_code == 403 or "/accounts/login/" in answer["Location"], name
        else:
            assert answer.status_code < 500, name
    assert walked > 10


def test_a_view_without_a_policy_is_shown_to_nobody(client_as, monkeypatch):
    from kinten.portal.public import hospitals

    client = client_as(Role.MINISTRY)
    monkeypatch.delattr(hospitals.home, "policy")

    assert client.get("/").status_code == 403


@pytest.mark.parametrize(
    ("grant", "place", "is_allowed"),
    [
        (Grant(Role.HOSPITAL, "DCH001"), Place("DCH001", "01"), True),
        (Grant(Role.HOSPITAL, "DCH002"), Place("DCH001", "01"), False),
        (Grant(Role.HOSPITAL), Place(), False),
        (Grant(Role.PREFECTURE, "", "01"), Place("DCH001", "01"), True),
        (Grant(Role.PREFECTURE, "", "13"), Place("DCH001", "01"), False),
        (Grant(Role.MINISTRY), Place("DCH001", "01"), True),
        (Grant(Role.PANEL), Place("DCH001", "01", "2026-02"), False),
        (Grant(Role.CONSULTATION, "DCH001"), Place("DCH001", "01"), False),
    ],
)
def test_a_report_before_it_is_published_is_read_by_its_own(grant, place, is_allowed):
    viewer = Viewer(1, "", (grant,))

    assert ask(viewer, "report.read", place).is_allowed == is_allowed
    published = Place(place.hospital, place.prefecture, is_published=True)
    assert ask(VISITOR, "report.read", published).is_allowed


def test_a_member_of_the_panel_reads_while_it_is_in_session():
    member = Viewer(1, "", (Grant(Role.PANEL),), frozenset({"2026-02"}))

    assert ask(member, "report.read", Place("DCH001", "01", "2026-02")).is_allowed
    assert not ask(member, "report.read", Place("DCH001", "01", "2027-02")).is_allowed


def test_why_tells_each_ground_and_role(visitor):
    page = visitor.get("/why/", {"at": "/hospitals/DCH001/"}).content.decode()

    assert "だれでも" in page
    assert "厚生労働省" in page
