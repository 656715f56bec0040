"""Decisions entered and published by the ministry, and the hospital's comment on its own, in the browser."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from kinten.network.designation import Act
from kinten.portal.public.asking import today
from kinten.portal.record.appending import SYSTEM
from kinten.portal.record.models import Event
from kinten.portal.reports.deciding import Decided, publish_decision, record_decision
from kinten.portal.reports.models import Decision
from kinten.portal.reports.outcome import Outcome

pytestmark = pytest.mark.django_db
CITATION = "例示の検討会資料、3頁"
TOMORROW = today() + timedelta(days=1)
ENTRY = {
    "year": "2025",
    "act": "renewal",
    "outcome": "renewed",
    "kind": "regional",
    "decided": "2026-03-16",
    "meeting": "2026-02-16",
    "citation": CITATION,
}


EVERYBODY = ("visitor", "own", "prefecture", "other", "away", "panel", "ncc", "hub", "centre")


@pytest.fixture
def decision(home):
    decided = Decided(home.id, 2025, Act.RENEWAL, Outcome.RENEWED, today(), "2026-02-16", CITATION)
    return record_decision(SYSTEM, decided, is_made_up=True)


def page_of(client, home, language=""):
    return client.get(f"{language}/hospitals/{home.id}/").content.decode()


def test_the_ministry_enters_and_publishes_a_decision(client_in, send, home):
    ministry = client_in("ministry")
    address = f"/hospitals/{home.id}/decisions/new/"
    assert f'href="{address}"' in page_of(ministry, home)
    assert send(ministry, address, ENTRY)["Location"] == f"/hospitals/{home.id}/"
    decision = Decision.objects.get()
    assert (decision.is_made_up, decision.published, decision.kind) == (True, None, "regional")
    assert CITATION in page_of(ministry, home)
    for who in EVERYBODY:
        assert CITATION not in page_of(client_in(who), home), who

    last = (today() + timedelta(days=14)).isoformat()
    at = f"/hospitals/{home.id}/decisions/{decision.pk}/publish/"
    assert send(ministry, at, {"comment_until": last}).status_code == 302
    assert send(ministry, at, {"comment_until": last}).status_code == 400  # pressed again
    for who in EVERYBODY:
        assert CITATION in page_of(client_in(who), home), who
    told = Event.objects.filter(object_type="decision").values_list("act", "role")
    assert list(told) == [("decision.record", "ministry"), ("decision.publish", "ministry")]


def test_nobody_else_enters_or_publishes(client_in, send, home, decision):
    for who in EVERYBODY:
        client = client_in(who)
        for address, data in (
            (f"/hospitals/{home.id}/decisions/new/", ENTRY),
            (f"/hospitals/{home.id}/decisions/{decision.pk}/publish/", {"comment_until": today()}),
        ):
            assert send(client, address, data).status_code == 403, who
            assert address not in page_of(client, home), who
    decision.refresh_from_db()
    assert decision.published is None
    assert Decision.objects.count() == 1


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(
    "change",
    [
        {"citation": ""}, {"citation": "  "}, {"citation": "あ" * 500}, {"citation": "\0"},
        {"act": "closing"}, {"kind": "x"}, {"decided": "2026-02-30"}, {"decided": "\0"},
        {"decided": ""}, {"year": "2099"}, {"year": "x"}, {"year": "-1"}, {"year": "9" * 30},
        {"meeting": ""}, {"meeting": "あ" * 50},
    ],
)  # fmt: skip
def test_an_odd_entry_is_told_at_its_field(client_in, send, home, change, language):
    address = f"{language}/hospitals/{home.id}/decisions/new/"
    answer = send(client_in("ministry"), address, ENTRY | change)

    assert answer.status_code == 422
    field = next(iter(change))
    assert re.search(rf'name="{field}"[^>]*aria-invalid="true"', answer.content.decode())
    assert not Decision.objects.exists()


@pytest.mark.parametrize("day", ["", "x", "\0", "2020-01-01", "99999-01-01"])
def test_the_last_day_for_a_comment_has_not_passed(client_in, send, home, decision, day):
    at = f"/hospitals/{home.id}/decisions/{decision.pk}/publish/"
    assert send(client_in("ministry"), at, {"comment_until": day}).status_code == 422
    decision.refresh_from_db()
    assert decision.published is None


def test_a_decision_is_reached_at_its_own_hospital_alone(client_in, send, home, decision, examples):
    ministry = client_in("ministry")
    for identity, number in (
        (examples[1], decision.pk), ("NONE", decision.pk), ("%00", decision.pk), (home.id, 10**30), (home.id, 0),
    ):  # fmt: skip
        at = f"/hospitals/{identity}/decisions/{number}/publish/"
        assert send(ministry, at, {"comment_until": today()}).status_code == 404
    assert send(ministry, "/hospitals/NONE/decisions/new/", ENTRY).status_code == 404
    decision.refresh_from_db()
    assert decision.published is None


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_hospital_comments_once_and_everybody_reads_it(
    client_in, send, home, decision, language
):
    own = client_in("own")
    at = f"{language}/hospitals/{home.id}/decisions/{decision.pk}/comment/"
    assert send(own, at, {"text": "早すぎる"}).status_code == 404
    publish_decision(SYSTEM, decision, TOMORROW)
    assert f'action="{at}"' in page_of(own, home, language)
    assert send(own, at, {"text": "集計の方法を直した。<b>"}).status_code == 302
    assert send(own, at, {"text": "二度目"}).status_code == 400

    assert f'action="{at}"' not in page_of(own, home, language)
    page = page_of(client_in("visitor"), home, language)
    assert "集計の方法を直した。&lt;b&gt;" in page
    event = Event.objects.get(act="decision.comment")
    assert (event.role, event.hospital) == ("hospital", home.id)


def test_nobody_else_comments(client_in, send, home, decision, examples):
    publish_decision(SYSTEM, decision, TOMORROW)
    at = f"/hospitals/{home.id}/decisions/{decision.pk}/comment/"
    for who in (*EVERYBODY, "ministry"):
        if who == "own":
            continue
        assert send(client_in(who), at, {"text": "意見"}).status_code == 403, who
        assert at not in page_of(client_in(who), home), who
    other = f"/hospitals/{examples[1]}/decisions/{decision.pk}/comment/"
    assert send(client_in("other"), other, {"text": "意見"}).status_code == 404
    decision.refresh_from_db()
    assert decision.comment == ""


def test_there_is_no_form_after_the_last_day(client_in, send, home, decision):
    gone = today() - timedelta(days=1)
    publish_decision(SYSTEM, decision, gone, published=gone - timedelta(days=14))
    at = f"/hospitals/{home.id}/decisions/{decision.pk}/comment/"

    assert at not in page_of(client_in("own"), home)
    assert send(client_in("own"), at, {"text": "遅い"}).status_code == 400


@pytest.mark.parametrize("words", ["", "  \n", "\0", "あ" * 4001])
def test_an_empty_or_endless_comment_is_told_at_its_field(client_in, send, home, decision, words):
    publish_decision(SYSTEM, decision, TOMORROW)
    at = f"/hospitals/{home.id}/decisions/{decision.pk}/comment/"
    answer = send(client_in("own"), at, {"text": words})

    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
    decision.refresh_from_db()
    assert decision.commented is None
