"""What published reports say is a ground of the box, and the reading they give a key; nothing before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kinten.portal.places.models import Reading
from kinten.portal.places.services import record_reading
from kinten.portal.record.appending import SYSTEM
from kinten.portal.record.models import Event
from kinten.portal.reports.models import State
from kinten.portal.reports.services import accept, publish, receive_report
from kinten.vocabulary.given import answer, missing, number
from kinten.vocabulary.truth import Reason

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_keys(db):
    """Forget the keys of readings that another test recorded and a roll-back took away."""
    from kinten.portal.places import reading

    reading._seen.cache_clear()
    yield
    reading._seen.cache_clear()


def rows(client, words, **query):
    return client.get("/hospitals.json", {"q": words, **query}).json()["rows"]


@pytest.fixture
def bring(examples, made_report):
    """Bring a report of an invented hospital, published or not."""

    def to(state=State.PUBLISHED, hospital=0, year=2025, facts=None, reading="", published=None):
        report = made_report(year=year)
        general = {"reading": reading} if reading else {}
        report = replace(report, facts={**report.facts, **(facts or {})}, general=general)
        version, _ = receive_report(
            SYSTEM,
            report,
            examples[hospital],
            state=state,
            published=published or date(2026, 4, 1),
            is_made_up=True,
        )
        return version

    return to


def test_a_published_yes_is_a_ground_and_said_to_be_made_up(bring, visitor, examples):
    bring(facts={"advanced_radiotherapy": answer(yes=True)})
    (row,) = rows(visitor, "IMRT")

    assert row["id"] == examples[0]
    assert row["grounds_ja"] == "強度変調放射線治療・核医学治療等の提供: はい（2025年の報告）"
    assert "架空の値" in visitor.get("/hospitals/", {"q": "IMRT"}).content.decode()


@pytest.mark.parametrize(
    "given", [answer(yes=False), missing(Reason.NOT_REPORTED), missing(Reason.UNREADABLE)]
)
def test_a_no_and_a_gap_are_no_ground(bring, visitor, given):
    bring(facts={"advanced_radiotherapy": given})

    assert rows(visitor, "IMRT") == []


def test_a_report_that_is_not_published_is_no_ground(bring, visitor):
    version = bring(State.RECEIVED, facts={"advanced_radiotherapy": answer(yes=True)})
    assert rows(visitor, "IMRT") == []
    version = accept(SYSTEM, version)
    assert rows(visitor, "IMRT") == []
    publish(SYSTEM, version)

    assert len(rows(visitor, "IMRT")) == 1


@pytest.mark.parametrize(("count", "is_found"), [(9, False), (0, False), (10, True), (612, True)])
def test_a_small_count_is_neither_shown_nor_a_ground(bring, visitor, examples, count, is_found):
    bring(facts={"palliative_team_referrals": number(count)})
    found = [row for row in rows(visitor, "緩和ケア") if row["id"] == examples[0]]

    assert bool(found) == is_found
    assert all(row["figure"] == count for row in found)


def test_the_newest_report_counts_as_of_the_day(bring, visitor, examples):
    yes, no = answer(yes=True), answer(yes=False)
    bring(year=2024, facts={"runs_clinical_trials": yes}, published=date(2025, 4, 1))
    bring(year=2025, facts={"runs_clinical_trials": no}, published=date(2026, 4, 1))

    assert rows(visitor, "治験") == []
    assert [row["id"] for row in rows(visitor, "治験", on="2025-06-01")] == [examples[0]]
    assert rows(visitor, "治験", on="2025-03-31") == []
    assert rows(visitor, "治験", on="2025-06-01", recorded="2025-06-01") == []


def test_several_grounds_of_several_hospitals(bring, visitor, examples):
    bring(hospital=0, facts={"icu": answer(yes=True)})
    bring(hospital=1, facts={"icu": answer(yes=True), "clean_rooms": number(3)})

    assert {row["id"] for row in rows(visitor, "集中治療室")} == set(examples[:2])
    (both,) = rows(visitor, "集中治療室 無菌室")
    assert both["id"] == examples[1]
    assert "無菌室の数 3 室" in both["grounds_ja"]


def test_a_reported_reading_finds_once_the_report_is_published(bring, visitor, examples):
    version = bring(State.RECEIVED, reading="れいじとくべつびょういん")
    assert rows(visitor, "とくべつびょういん") == []
    publish(SYSTEM, accept(SYSTEM, version))

    for words in ("とくべつびょういん", "トクベツ", "ﾄｸﾍﾞﾂ", "tokubetsu"):
        assert [row["id"] for row in rows(visitor, words)] == [examples[0]]
    page = visitor.get(f"/hospitals/{examples[0]}/").content.decode()
    assert "れいじとくべつびょういん" in page


def test_a_reading_is_recorded_once_with_its_event(bring, examples):
    bring(reading="れいじびょういん")
    bring(year=2024, reading="れいじびょういん")
    (held,) = Reading.objects.filter(hospital=examples[0])
    (event,) = Event.objects.filter(act="reading.record")

    assert (held.kana, held.is_machine) == ("れいじびょういん", False)
    assert event.after == {"kana": "れいじびょういん", "machine": False}
    assert event.hospital == examples[0]


@pytest.mark.parametrize(
    "kana", ["", "  ", "例示病院", "reiji", "<b>れいじ</b>", "れい\0じ", "123"]
)
def test_what_is_no_reading_is_not_recorded(examples, kana):
    assert not record_reading(SYSTEM, examples[0], kana)
    assert not Reading.objects.exists()
