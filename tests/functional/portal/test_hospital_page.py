"""The page of a hospital: who sees which report and verdict, when, and how."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kinten.desk.states import CAUTION
from kinten.network.designation import Act
from kinten.portal.places.reading import current_atlas
from kinten.portal.policy.viewer import Grant, Role
from kinten.portal.public.asking import today
from kinten.portal.record.appending import SYSTEM
from kinten.portal.reports.deciding import Decided, comment, publish_decision, record_decision
from kinten.portal.reports.models import State
from kinten.portal.reports.outcome import Outcome
from kinten.portal.reports.services import accept, publish, receive_report, return_report

pytestmark = pytest.mark.django_db
REVIEW = "審査中。公表前"
VALUE = "1,357"
STAGES = (
    "received",
    "returned",
    "accepted",
    "published",
    "decided",
    "announced",
    "commented",
    "heard",
)
"""heard: the last day for a comment has passed; announced: it has not."""
TOMORROW, YESTERDAY = timedelta(days=1), timedelta(days=-1)


@pytest.fixture
def bring(examples, made_report):
    """Bring a report of the first invented hospital to a stage."""

    def to(stage, **facts):
        steps = STAGES.index(stage)
        report = made_report(registry_cases=1357, **facts)
        version, _ = receive_report(SYSTEM, report, examples[0], is_made_up=True)
        if stage == "returned":
            return return_report(SYSTEM, version, "直すところがある")
        if steps >= STAGES.index("accepted"):
            version = accept(SYSTEM, version)
        if steps >= STAGES.index("published"):
            version = publish(SYSTEM, version)
        if steps >= STAGES.index("decided"):
            decided = Decided(
                examples[0],
                2025,
                Act.RENEWAL,
                Outcome.RENEWED,
                date(2026, 3, 16),
                "2026-02-16",
                "例示の資料、3頁",
            )
            decision = record_decision(SYSTEM, decided, is_made_up=True)
        if steps >= STAGES.index("announced"):
            last = today() + (YESTERDAY if stage == "heard" else TOMORROW)
            publish_decision(SYSTEM, decision, last, published=last - timedelta(days=7))
        if stage == "commented":
            comment(SYSTEM, decision, "集計の方法を直した。")
        return version

    return to


@pytest.fixture
def client_in(examples, person, client_of, visitor):
    """Give a client by what the person is to the first invented hospital."""
    home = current_atlas().network.hospitals[examples[0]].prefecture
    away = "47" if home != "47" else "01"
    grants = {
        "own": Grant(Role.HOSPITAL, examples[0]),
        "prefecture": Grant(Role.PREFECTURE, "", home),
        "ministry": Grant(Role.MINISTRY),
        "other": Grant(Role.HOSPITAL, examples[1]),
        "away": Grant(Role.PREFECTURE, "", away),
        "panel": Grant(Role.PANEL),
        "ncc": Grant(Role.NCC),
        "hub": Grant(Role.HUB, examples[0], home),
        "centre": Grant(Role.CONSULTATION, examples[0]),
    }

    def make(who):
        if who == "visitor":
            return visitor
        return client_of(person(grants[who], email=f"{who}@example.jp"))

    return make


def text(client, address, **query):
    answer = client.get(address, query)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize("stage", STAGES)
def test_its_own_see_values_and_verdict_at_every_stage(bring, client_in, examples, stage):
    bring(stage)
    for who in ("own", "prefecture", "ministry"):
        page = text(client_in(who), f"/hospitals/{examples[0]}/")
        assert VALUE in page, who
        assert CAUTION.ja in page, who
        assert (REVIEW in page) is (stage in {"received", "returned", "accepted"}), who


@pytest.mark.parametrize("stage", STAGES)
def test_anybody_else_sees_each_when_it_is_public(bring, client_in, examples, stage):
    version = bring(stage)
    is_public = stage in {"commented", "heard"}
    for who in ("visitor", "other", "away", "panel", "ncc", "hub", "centre"):
        client = client_in(who)
        page = text(client, f"/hospitals/{examples[0]}/")
        answer = client.get(f"/hospitals/{examples[0]}/verdict/2025/{version.number}/")
        assert REVIEW not in page, who
        assert (VALUE in page) is (version.state == State.PUBLISHED), who
        assert (CAUTION.ja in page) is is_public, who
        assert (answer.status_code == 200) is is_public, who
        is_told = stage in {"announced", "commented", "heard"}
        assert ("例示の資料、3頁" in page) is is_told, who


@pytest.mark.parametrize("language", ["", "/en"])
def test_a_verdict_is_headed_and_cites_its_clauses(bring, visitor, examples, language):
    bring("heard", cancer_surgeries=12)
    page = text(visitor, f"{language}/hospitals/{examples[0]}/")
    detail = text(visitor, f"{language}/hospitals/{examples[0]}/verdict/2025/1/")

    heading = CAUTION.en if language else CAUTION.ja
    assert heading in page
    assert heading in detail
    assert f"{language}/hospitals/{examples[0]}/verdict/2025/1/" in page
    assert "R4.8/volume/" in detail


@pytest.mark.parametrize("language", ["", "/en"])
def test_small_counts_are_never_shown(bring, client_in, examples, language):
    bring("heard", cancer_surgeries=7)
    for who in ("visitor", "own"):
        client = client_in(who)
        for address in ("", "print/", "verdict/2025/1/"):
            page = text(client, f"{language}/hospitals/{examples[0]}/{address}")
            assert ">7<" not in page
            assert "493" not in page  # by how much 500 is missed tells it as well
            assert ("under 10" if language else "10未満") in page


def test_nothing_is_public_before_its_day(bring, visitor, examples):
    bring("announced")

    page = text(visitor, f"/hospitals/{examples[0]}/", on="2099-01-01")
    assert CAUTION.ja not in page


@pytest.mark.parametrize("query", [{"on": "2026-01-01"}, {"recorded": "2025-12-31"}])
def test_the_page_of_an_earlier_day_tells_what_was_there_then(bring, client_in, examples, query):
    bring("heard")
    for who in ("visitor", "ministry"):
        page = text(client_in(who), f"/hospitals/{examples[0]}/", **query)
        assert VALUE not in page
        assert "例示の資料、3頁" not in page


def test_a_correction_under_review_leaves_the_published_version(
    bring, client_in, examples, made_report
):
    bring("heard")
    receive_report(SYSTEM, made_report(registry_cases=2468), examples[0], is_made_up=True)
    public, own = (text(client_in(who), f"/hospitals/{examples[0]}/") for who in ("visitor", "own"))

    assert VALUE in public
    assert "2,468" not in public
    assert VALUE in own
    assert "2,468" in own


def test_values_of_several_years_stand_side_by_side(examples, made_report, visitor):
    for year in range(2019, 2026):
        report = made_report(year=year, registry_cases=year * 10)
        receive_report(
            SYSTEM, report, examples[0], state=State.PUBLISHED, published=date(2026, 4, 1),
            is_made_up=True,
        )  # fmt: skip
    page = text(visitor, f"/hospitals/{examples[0]}/")

    shown = [year for year in range(2019, 2026) if f"{year * 10:,}" in page]
    assert shown == [2021, 2022, 2023, 2024, 2025]
    assert page.index("20,250") < page.index("20,210")
    assert 'class="volume-line"' in page


def test_a_masked_year_breaks_the_line_and_tells_no_height(examples, made_report, visitor):
    for year, count in ((2023, 40), (2024, 3), (2025, 50)):
        report = made_report(year=year, palliative_team_referrals=count)
        receive_report(
            SYSTEM, report, examples[0], state=State.PUBLISHED, published=date(2026, 4, 1),
            is_made_up=True,
        )  # fmt: skip
    page = text(visitor, f"/hospitals/{examples[0]}/")
    line = page[page.index("緩和ケアチームの新規介入・新規診療依頼数の年ごと") :]
    line = line[: line.index("</svg>")]

    assert line.count("<circle") == 2
    assert line.count("<polyline") == 2


def test_consultations_stand_only_where_they_were_reported(bring, visitor, examples, made_report):
    bring("published")
    assert "がん相談支援センター" not in text(visitor, f"/hospitals/{examples[0]}/")
    later = made_report(year=2026, consultations=1234)
    receive_report(
        SYSTEM, later, examples[0], state=State.PUBLISHED, published=today(), is_made_up=True
    )

    assert "がん相談支援センター" in text(visitor, f"/hospitals/{examples[0]}/")


def test_a_real_hospital_says_that_nothing_is_held(visitor):
    page = text(visitor, "/hospitals/DCH001/")

    assert "公表された報告は、ここにはありません" in page
    assert "例示" not in page.split("<main", 1)[1]


def test_a_partner_is_linked_from_both_sides(examples, visitor):
    local, partner = examples[4], examples[3]

    assert f'href="/hospitals/{partner}/"' in text(visitor, f"/hospitals/{local}/")
    assert f'href="/hospitals/{local}/"' in text(visitor, f"/hospitals/{partner}/")


def test_no_address_tells_whether_there_is_a_report_under_review(bring, client_in, examples):
    version = bring("accepted")
    for who in ("visitor", "other"):
        client = client_in(who)
        there, nowhere = (
            client.get(f"/hospitals/{examples[0]}/verdict/2025/{number}/")
            for number in (version.number, 99)
        )
        assert there.status_code == nowhere.status_code != 200
    assert (
        client_in("ministry").get(f"/hospitals/{examples[0]}/verdict/2025/99/").status_code == 404
    )


def test_why_tells_the_grounds_of_a_verdict(bring, visitor, examples):
    bring("accepted")
    page = text(visitor, "/why/", at=f"/hospitals/{examples[0]}/verdict/2025/1/")

    assert "その病院の利用者である" in page
    assert "あなたはこの頁を見られません" in page


def test_the_page_for_paper_holds_what_is_public_alone(bring, client_in, examples):
    bring("accepted")
    page = text(client_in("own"), f"/hospitals/{examples[0]}/print/")

    assert VALUE not in page
    assert REVIEW not in page
    assert "例示用の架空の病院です" in page


def test_the_pdf_is_made_or_its_lack_is_told(visitor, monkeypatch):
    from kinten.portal.reports import views

    monkeypatch.setattr(
        views, "write_page", lambda path, page: path.write_bytes(f"%PDF {len(page)}".encode())
    )
    answer = visitor.get("/hospitals/DCH001/print.pdf", {"on": "2026-11-29"})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    monkeypatch.undo()
    views._pdf_of.cache_clear()
    monkeypatch.setitem(__import__("sys").modules, "weasyprint", None)
    answer = visitor.get("/hospitals/DCH001/print.pdf")

    assert answer.status_code == 404
    assert "/hospitals/DCH001/print/" in answer.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        {"on": "x"},
        {"recorded": "9999-12-31"},
        {"on": "9999-12-31"},
        {"on": "\0"},
        {"recorded": "1"},
    ],
)
@pytest.mark.parametrize("address", ["", "print/"])
def test_odd_days_are_no_error(examples, visitor, address, query):
    assert visitor.get(f"/hospitals/{examples[0]}/{address}", query).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/hospitals/%00/",
        "/hospitals/%00/print/",
        "/hospitals/%00/verdict/2025/1/",
        f"/hospitals/EX0001/verdict/{10**30}/{10**30}/",
        f"/hospitals/EX0001/verdict/{'9' * 5000}/1/",
        "/hospitals/EX0001/?on=0001-01-01",
    ],
)
def test_odd_addresses_are_no_error_of_ours(examples, client_in, address):
    for who in ("visitor", "ministry"):
        assert 300 <= client_in(who).get(address).status_code < 500
