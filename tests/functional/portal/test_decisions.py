"""What a decision says, how it is recorded once, and how it is withdrawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kinten.network.designation import Act
from kinten.portal.public.asking import today
from kinten.portal.record.appending import SYSTEM
from kinten.portal.record.models import Event
from kinten.portal.record.verifying import verify
from kinten.portal.reports.deciding import (
    Decided,
    comment,
    publish_decision,
    record_decision,
    withdraw_decision,
)
from kinten.portal.reports.models import Decision, State
from kinten.portal.reports.outcome import Outcome
from kinten.portal.reports.reading import is_verdict_public, public_decisions
from kinten.portal.reports.services import receive_report
from kinten.vocabulary.wording import FaultError

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
CITATION = "例示の検討会資料、3頁"
WHY = "頁を書き誤った。<b>"
ENTRY = {
    "year": "2025", "act": "renewal", "outcome": "exceptional", "kind": "regional",
    "term_begins": "2026-04-01", "term_ends": "2027-03-31", "decided": "2026-03-16",
    "meeting": "2026-02-16", "citation": CITATION,
}  # fmt: skip


@pytest.fixture
def decided(home):
    return Decided(home.id, 2025, Act.RENEWAL, Outcome.RENEWED, today() - DAY, "第20回", CITATION)


@pytest.fixture
def decision(decided):
    return record_decision(SYSTEM, decided, is_made_up=True)


def page_of(client, home, language="", rest=""):
    return client.get(f"{language}/hospitals/{home.id}/{rest}").content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("", "特例型として指定する"),
        ("/en", "designated as the exceptional type"),
    ],
)
def test_outcome_and_term_are_recorded_and_told(client_in, send, home, visitor, language, words):
    ministry = client_in("ministry")
    assert send(ministry, f"{language}/hospitals/{home.id}/decisions/new/", ENTRY)
    decision = Decision.objects.get()
    publish_decision(SYSTEM, decision, today() + DAY)

    for rest in ("", "print/"):
        page = page_of(visitor, home, language, rest)
        assert words in page
        assert "2026-04-01 – 2027-03-31" in page
    event = Event.objects.get(act="decision.record")
    assert (event.after["outcome"], event.after["term"]) == (
        "exceptional", ["2026-04-01", "2027-03-31"],
    )  # fmt: skip


@pytest.mark.parametrize(("language", "words"), [("", "記載なし"), ("/en", "not told")])
def test_one_without_an_outcome_says_so(home, visitor, decision, language, words):
    publish_decision(SYSTEM, decision, today() + DAY)
    Decision.objects.update(outcome="")

    assert f"<td>{words}</td>" in page_of(visitor, home, language)


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"outcome": ""}, "outcome"),
        ({"outcome": "x"}, "outcome"),
        ({"term_begins": ""}, "term_begins"),
        ({"term_ends": ""}, "term_ends"),
        ({"term_ends": "2026-04-01"}, "term_ends"),
        ({"term_ends": "\0"}, "term_ends"),
        ({"decided": str(today() + DAY)}, "decided"),
    ],
)
def test_an_entry_that_cannot_be_is_told_at_its_field(
    client_in, send, home, change, field, language
):
    address = f"{language}/hospitals/{home.id}/decisions/new/"
    answer = send(client_in("ministry"), address, ENTRY | change)

    assert answer.status_code == 422
    assert f'href="#id_{field}"' in answer.content.decode()
    assert not Decision.objects.exists()


def test_the_service_refuses_what_the_form_refuses(decided, decision):
    now = today()
    for change in (
        {"decided": now + DAY},
        {"term_begins": now},
        {"term_ends": now},
        {"term_begins": now, "term_ends": now},
        {"term_begins": now, "term_ends": now + DAY},  # of the same decision
    ):
        with pytest.raises(FaultError):
            record_decision(SYSTEM, replace(decided, **change), is_made_up=True)
    for until, published in (
        (now, None), (now + 367 * DAY, None), (now + 2 * DAY, now + DAY), (now - 9 * DAY, now - 9 * DAY),
    ):  # fmt: skip
        with pytest.raises(FaultError):
            publish_decision(SYSTEM, decision, until, published=published)
    assert Decision.objects.get().published is None


@pytest.mark.parametrize(("days", "status"), [(0, 422), (1, 302), (366, 302), (367, 422)])
def test_the_time_for_a_comment_is_a_day_to_a_year(client_in, send, home, decision, days, status):
    at = f"/hospitals/{home.id}/decisions/{decision.pk}/publish/"
    assert send(client_in("ministry"), at, {"comment_until": today() + days * DAY}).status_code == (
        status
    )


@pytest.mark.parametrize(("language", "words"), [("", "もうあるので"), ("/en", "already")])
def test_a_decision_sent_twice_is_recorded_once(client_in, send, home, language, words):
    address = f"{language}/hospitals/{home.id}/decisions/new/"
    for _ in range(2):
        answer = send(client_in("ministry"), address, ENTRY, follow=True)
    assert words in answer.content.decode()
    assert Event.objects.filter(act="decision.record").count() == 1
    first = Decision.objects.get()

    send(client_in("ministry"), address, ENTRY | {"outcome": "renewed"})
    assert Decision.objects.count() == 2
    withdraw_decision(SYSTEM, first, WHY)
    send(client_in("ministry"), address, ENTRY)
    assert Decision.objects.count() == 3


@pytest.mark.parametrize("language", ["", "/en"])
def test_an_unpublished_one_that_is_withdrawn_is_gone_from_the_list(
    client_in, send, home, decision, language
):
    ministry = client_in("ministry")
    at = f"{language}/hospitals/{home.id}/decisions/{decision.pk}/withdraw/"
    assert f'action="{at}"' in page_of(ministry, home, language)
    assert send(ministry, at, {"reason": " "}).status_code == 422
    for _ in range(2):
        assert send(ministry, at, {"reason": WHY}).status_code == 302

    assert CITATION not in page_of(ministry, home, language)
    event = Event.objects.get(act="decision.withdraw")
    assert (event.role, event.reason, event.hospital) == ("ministry", WHY, home.id)
    publishing = f"/hospitals/{home.id}/decisions/{decision.pk}/publish/"
    assert send(ministry, publishing, {"comment_until": today() + DAY}).status_code == 400
    assert verify().is_sound


@pytest.mark.parametrize(
    ("language", "words"),
    [("", "<strong>取り消し</strong>"), ("/en", "<strong>Withdrawn</strong>")],
)
def test_a_published_one_stays_with_day_and_reason(
    client_in, send, home, decision, visitor, language, words
):
    publish_decision(SYSTEM, decision, today() + DAY, published=today() - DAY)
    own, ministry = client_in("own"), client_in("ministry")
    assert f"decisions/{decision.pk}/comment/" in page_of(own, home)
    at = f"{language}/hospitals/{home.id}/decisions/{decision.pk}/withdraw/"
    assert words not in page_of(visitor, home, language)
    assert send(ministry, at, {"reason": WHY}).status_code == 302

    page = page_of(visitor, home, language)
    for told in (words, str(today()), "頁を書き誤った。&lt;b&gt;", CITATION):
        assert told in page
    assert "頁を書き誤った。&lt;b&gt;" in page_of(visitor, home, language, "print/")
    assert at not in page_of(ministry, home, language)
    assert f"decisions/{decision.pk}/comment/" not in page_of(own, home)
    with pytest.raises(FaultError):
        comment(SYSTEM, decision, "意見")
    (then,) = public_decisions(home.id, today() - DAY)
    assert (then.withdrawn, then.why_withdrawn) == (None, "")


def test_a_withdrawn_one_opens_no_verdict(home, decided, decision, made_report):
    version, _ = receive_report(
        SYSTEM, made_report(), home.id, state=State.PUBLISHED, published=today(), is_made_up=True
    )
    publish_decision(SYSTEM, decision, today() - DAY, published=today() - 9 * DAY)
    assert is_verdict_public(version)
    mistaken = record_decision(
        SYSTEM, replace(decided, outcome=Outcome.NOT_RENEWED), is_made_up=True
    )
    assert not is_verdict_public(version)
    withdraw_decision(SYSTEM, mistaken, WHY)
    assert is_verdict_public(version)
    withdraw_decision(SYSTEM, decision, WHY)
    assert not is_verdict_public(version)


@pytest.mark.parametrize(
    "who", ["visitor", "own", "prefecture", "other", "away", "panel", "ncc", "hub", "centre"]
)
def test_nobody_else_withdraws(client_in, send, home, decision, who):
    publish_decision(SYSTEM, decision, today() + DAY)
    at = f"/hospitals/{home.id}/decisions/{decision.pk}/withdraw/"
    assert at not in page_of(client_in(who), home)
    assert send(client_in(who), at, {"reason": WHY}).status_code == 403
    assert (
        send(client_in("ministry"), at.replace(home.id, "DCH001"), {"reason": WHY}).status_code
        == 404
    )
    assert client_in("ministry").get(at).status_code == 405
    decision.refresh_from_db()
    assert decision.withdrawn is None
