"""The versions of a hospital's reports as of a day: how far each had come then, from the record alone."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date, datetime
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest

from kinten.network.designation import Act
from kinten.portal.record import appending
from kinten.portal.record.appending import SYSTEM, Actor
from kinten.portal.reports import deciding, services
from kinten.portal.reports.deciding import Decided, comment, publish_decision, record_decision
from kinten.portal.reports.history import state_on, steps_of
from kinten.portal.reports.models import Decision, ReportVersion, State
from kinten.portal.reports.outcome import Outcome
from kinten.portal.reports.services import accept, publish, receive_report, return_report

pytestmark = pytest.mark.django_db
TOKYO = ZoneInfo("Asia/Tokyo")
RECEIVED, RETURNED, AGAIN, ACCEPTED, PUBLISHED = (
    date(2025, 10, 20), date(2025, 11, 5), date(2025, 11, 20), date(2025, 12, 15), date(2026, 4, 1),
)  # fmt: skip


@contextmanager
def on(day):
    """Let the clock stand at noon of a day."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=TOKYO)

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return noon.astimezone(tz)

    with (
        patch.object(appending, "datetime", Clock),
        patch.object(services, "today", lambda: day),
        patch.object(deciding, "today", lambda: day),
        patch.object(deciding.timezone, "now", lambda: noon),
    ):
        yield


@pytest.fixture
def past(home, made_report):
    """A first version that was returned, and a second that was published months later."""

    def receive(day, count):
        with on(day):
            report = made_report(registry_cases=count, palliative_team_referrals=count // 200)
            version, _ = receive_report(Actor(1, "hospital"), report, home.id, is_made_up=True)
            ReportVersion.objects.filter(pk=version.pk).update(
                recorded=datetime(day.year, day.month, day.day, 12, tzinfo=TOKYO)
            )
        return version

    first = receive(RECEIVED, 1111)
    with on(RETURNED):
        return_report(Actor(2, "prefecture"), first, "出典を書いてください")
    second = receive(AGAIN, 1357)
    with on(ACCEPTED):
        accept(Actor(2, "prefecture"), second)
    with on(PUBLISHED):
        publish(Actor(3, "ministry"), second)
    return first, second


def main_of(answer):
    assert answer.status_code == 200
    return answer.content.decode().partition("<main")[2]


@pytest.mark.parametrize(
    ("day", "first", "second"),
    [
        (date(2025, 10, 19), None, None),
        (RECEIVED, State.RECEIVED, None),
        (RETURNED, State.RETURNED, None),
        (AGAIN, State.RETURNED, State.RECEIVED),
        (ACCEPTED, State.RETURNED, State.ACCEPTED),
        (date(2026, 3, 31), State.RETURNED, State.ACCEPTED),
        (PUBLISHED, State.RETURNED, State.PUBLISHED),
    ],
)
def test_how_far_each_had_come_is_read_from_the_record(past, day, first, second):
    steps = steps_of(past)

    assert [state_on(steps[each.pk], day) for each in past] == [first, second]
    assert [state_on(steps[each.pk], date.max, day) for each in past] == [first, second]


def test_a_past_year_brought_in_held_before_it_was_recorded(home, made_report):
    with on(date(2026, 11, 1)):
        version, _ = receive_report(
            SYSTEM, made_report(year=2023), home.id, state=State.PUBLISHED,
            published=date(2024, 4, 1), is_made_up=True,
        )  # fmt: skip
    steps = steps_of((version,))[version.pk]

    assert state_on(steps, date(2024, 4, 1)) is State.PUBLISHED
    assert state_on(steps, date(2024, 3, 31)) is None
    assert state_on(steps, date(2026, 12, 1), date(2026, 10, 31)) is None


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_hospital_page_of_an_earlier_day_has_the_review_of_then(
    past, client_in, home, language
):
    own = client_in("own")

    def page(day):
        return main_of(own.get(f"{language}/hospitals/{home.id}/", {"on": day.isoformat()}))

    review = "under review" if language else "審査中。公表前"
    assert review.lower() in page(RECEIVED).lower()
    assert "1,111" in page(RECEIVED)
    assert State.RETURNED.label[bool(language)] in page(RETURNED)
    assert "1,111" not in page(AGAIN)
    assert State.ACCEPTED.label[bool(language)] in page(ACCEPTED)
    assert review.lower() not in page(PUBLISHED).lower()
    for day in (RECEIVED, RETURNED, AGAIN, ACCEPTED):
        assert "/accept/" not in page(day)  # nothing is done to the past


def test_the_page_of_an_earlier_recording_knows_no_later_publication(past, client_in, home):
    visitor = client_in("visitor")
    for recorded, is_public in (("2026-03-31", False), ("2026-04-01", True)):
        page = main_of(visitor.get(f"/hospitals/{home.id}/", {"recorded": recorded}))
        assert ("1,357" in page) is is_public


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("who", ["own", "prefecture", "ministry", "ncc", "other", "visitor"])
def test_the_list_has_the_versions_that_one_may_read(past, client_in, home, who, language):
    client, is_inside = client_in(who), who in {"own", "prefecture", "ministry", "ncc"}
    address = f"{language}/hospitals/{home.id}/reports/"
    now = main_of(client.get(address))
    then = main_of(client.get(address, {"on": "2025-12-31"}))
    known = main_of(client.get(address, {"recorded": "2025-10-31"}))

    first, second = (f"{address}2025/{number}/" for number in (1, 2))
    assert second in now
    assert (first in now) is is_inside
    assert (State.ACCEPTED.label[bool(language)] in then) is is_inside
    assert (first in known) is is_inside
    assert second not in known


@pytest.mark.parametrize("who", ["own", "prefecture", "ministry", "ncc", "other", "visitor"])
def test_each_version_is_read_as_it_was_by_its_own(past, client_in, home, who):
    client, is_inside = client_in(who), who in {"own", "prefecture", "ministry", "ncc"}
    address = f"/hospitals/{home.id}/reports/2025"
    first = client.get(f"{address}/1/")
    assert (first.status_code == 200) is is_inside
    if is_inside:
        assert "1,111" in main_of(first)
    second = main_of(client.get(f"{address}/2/"))
    assert "1,357" in second
    assert ("出典を書いてください" in first.content.decode()) is (
        who in {"own", "prefecture", "ministry"}
    )
    early = main_of(client.get(f"{address}/2/", {"on": "2025-12-31"}))
    assert ("1,357" in early) is is_inside
    before = main_of(client.get(f"{address}/2/", {"on": "2025-01-01"}))
    assert "1,357" not in before


def test_the_history_tells_step_day_and_role(past, client_in, home):
    own = client_in("own")
    page = main_of(own.get(f"/hospitals/{home.id}/reports/2025/2/"))
    assert "2025-12-15" in page
    assert "2026-04-01" in page
    assert "厚生労働省" in page
    early = main_of(own.get(f"/hospitals/{home.id}/reports/2025/2/", {"on": "2025-12-01"}))
    assert "2025-12-15" not in early


@pytest.mark.parametrize("language", ["", "/en"])
def test_two_versions_are_held_side_by_side(past, client_in, home, language):
    address = f"{language}/hospitals/{home.id}/reports/compare/"
    page = main_of(client_in("own").get(address, {"from": "2025-1", "to": "2025-2"}))
    table = page.partition("<tbody>")[2].partition("</tbody>")[0]

    assert table.count("<tr>") == 1
    assert "1,111" in table
    assert "1,357" in table
    assert ">5<" not in page
    assert ">6<" not in page  # 5 and 6 differ, and both are told as under 10


@pytest.mark.parametrize("who", ["other", "visitor"])
def test_what_one_may_not_read_is_not_compared(past, client_in, home, who):
    client = client_in(who)
    address = f"/hospitals/{home.id}/reports/compare/"
    answers = [
        client.get(address, {"from": each, "to": "2025-2"}) for each in ("2025-1", "2025-99", "\0")
    ]

    assert {each.status_code for each in answers} == {302 if who == "visitor" else 403}
    assert "2025-1" not in main_of(client.get(address))


def test_a_decision_and_its_comment_stand_from_their_days_on(home, client_in):
    with on(date(2026, 3, 16)):
        decided = Decided(
            home.id,
            2025,
            Act.RENEWAL,
            Outcome.RENEWED,
            date(2026, 3, 16),
            "2026-02-16",
            "例示の資料",
        )
        decision = record_decision(SYSTEM, decided, is_made_up=True)
    with on(date(2026, 4, 1)):
        publish_decision(SYSTEM, decision, date(2026, 4, 30))
    with on(date(2026, 4, 20)):
        comment(SYSTEM, decision, "例示の意見")
    Decision.objects.update(recorded=datetime(2026, 3, 16, 12, tzinfo=TOKYO))
    visitor, address = client_in("visitor"), f"/hospitals/{home.id}/"

    for query, is_told, is_commented in (
        ({}, True, True),
        ({"on": "2026-03-31"}, False, False),
        ({"recorded": "2026-03-31"}, False, False),
        ({"on": "2026-04-19"}, True, False),
        ({"recorded": "2026-04-19"}, True, False),
        ({"on": "2026-04-20"}, True, True),
        ({"recorded": "2026-04-20"}, True, True),
    ):
        page = main_of(visitor.get(address, query))
        assert ("例示の資料" in page) is is_told, query
        assert ("例示の意見" in page) is is_commented, query


@pytest.mark.parametrize(
    "query", [{"on": "x"}, {"recorded": "\0"}, {"on": "9999-12-31"}, {"recorded": "0001-01-01"}]
)
def test_odd_days_are_told_and_no_error_of_ours(past, client_in, home, query):
    own = client_in("own")
    for address in ("", "2025/1/", "2025/2/", "compare/"):
        answer = own.get(f"/hospitals/{home.id}/reports/{address}", query)
        assert answer.status_code == 200
    assert own.get(f"/hospitals/{home.id}/reports/", {"on": "0001-01-01"}).status_code == 400


@pytest.mark.parametrize(
    "address", ["NONE/reports/", "NONE/reports/compare/", "%00/reports/", "NONE/reports/2025/1/"]
)
def test_a_hospital_that_is_none_is_not_found(client_in, address):
    for who in ("visitor", "ministry"):
        assert client_in(who).get(f"/hospitals/{address}").status_code in {302, 404}
