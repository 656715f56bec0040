"""A report taken step by step in the browser: returned, accepted, published, each by its own desk alone."""

from __future__ import annotations

import pytest

from kinten.portal.record.appending import SYSTEM
from kinten.portal.record.models import Event
from kinten.portal.reports.models import State
from kinten.portal.reports.services import accept, publish, receive_report

pytestmark = pytest.mark.django_db
YEAR = 2025
ACTS = {"return": {"reason": "出典がない"}, "accept": {}, "publish": {}}
MAY = {
    "return": {"prefecture", "ministry"},
    "accept": {"prefecture", "ministry"},
    "publish": {"ministry"},
}


@pytest.fixture
def version(home, made_report):
    return receive_report(SYSTEM, made_report(registry_cases=1357), home.id, is_made_up=True)[0]


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(
    "who", ["own", "prefecture", "ministry", "other", "away", "ncc", "genome", "visitor"]
)
def test_each_step_is_for_its_own_desk_alone(client_in, visitor, send, version, home, act, who):
    if act == "publish":
        accept(SYSTEM, version)
    client = visitor if who == "visitor" else client_in(who)
    address = f"/hospitals/{home.id}/reports/{YEAR}/1/{act}/"
    page = client.get(f"/hospitals/{home.id}/").content.decode()
    answer = send(client, address, ACTS[act])
    version.refresh_from_db()

    is_allowed = who in MAY[act]
    assert (f'action="{address}"' in page) is is_allowed
    assert answer.status_code == (302 if is_allowed else 403)
    reached = {"return": "returned", "accept": "accepted", "publish": "published"}[act]
    assert (version.state == reached) is is_allowed
    if is_allowed:
        event = Event.objects.filter(object_type="report").last()
        assert (event.act, event.role) == (f"report.{reached}", who)
        assert send(client, address, ACTS[act]).status_code == 302  # pressed again
        assert Event.objects.filter(object_type="report").last() == event


def test_a_step_at_another_hospitals_address_finds_nothing(client_in, send, version, examples):
    for act, data in ACTS.items():
        address = f"/hospitals/{examples[1]}/reports/{YEAR}/1/{act}/"
        assert send(client_in("ministry"), address, data).status_code == 404
    assert (
        send(client_in("ministry"), f"/hospitals/NONE/reports/{YEAR}/1/accept/").status_code == 404
    )
    huge = f"/hospitals/{examples[0]}/reports/{10**30}/{10**30}/accept/"
    assert send(client_in("ministry"), huge).status_code == 404
    version.refresh_from_db()
    assert version.state == State.RECEIVED


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("reason", ["", "   ", "\0", "あ" * 5000])
def test_a_report_is_not_returned_without_a_reason(
    client_in, send, version, home, reason, language
):
    address = f"{language}/hospitals/{home.id}/reports/{YEAR}/1/return/"
    answer = send(client_in("prefecture"), address, {"reason": reason})

    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
    version.refresh_from_db()
    assert version.state == State.RECEIVED


def test_steps_are_sent_and_never_fetched(client_in, version, home):
    for act in ACTS:
        address = f"/hospitals/{home.id}/reports/{YEAR}/1/{act}/"
        assert client_in("ministry").get(address).status_code == 405


def test_a_step_without_the_token_of_a_page_is_refused(client_in, version, home):
    for address in (f"/hospitals/{home.id}/reports/{YEAR}/1/accept/", "/reports/send/"):
        assert client_in("ministry").post(address).status_code == 403
    version.refresh_from_db()
    assert version.state == State.RECEIVED


def test_an_older_version_is_not_accepted_in_place_of_a_newer_one(
    client_in, send, version, home, made_report
):
    receive_report(SYSTEM, made_report(registry_cases=2), home.id, is_made_up=True)
    answer = send(client_in("ministry"), f"/hospitals/{home.id}/reports/{YEAR}/1/accept/")

    assert answer.status_code == 400
    version.refresh_from_db()
    assert version.state == State.RECEIVED


def test_publishing_is_no_step_from_received(client_in, send, version, home):
    address = f"/hospitals/{home.id}/reports/{YEAR}/1/publish/"
    assert send(client_in("ministry"), address).status_code == 400
    publish(SYSTEM, accept(SYSTEM, version))
    assert send(client_in("ministry"), address).status_code == 302
