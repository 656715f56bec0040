"""Opinions on recommendations: who gives them, who reads them when, and how they are withdrawn."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kinten.network.designation import Act
from kinten.portal.meetings.services import Called, record_meeting, withdraw_meeting
from kinten.portal.opinions.models import Opinion
from kinten.portal.opinions.services import Giver, give_opinion, withdraw_opinion
from kinten.portal.policy.viewer import Grant, Role
from kinten.portal.public.asking import today
from kinten.portal.record.appending import SYSTEM
from kinten.portal.record.models import Event
from kinten.portal.record.verifying import verify
from kinten.portal.reports.deciding import (
    Decided,
    publish_decision,
    record_decision,
    withdraw_decision,
)
from kinten.portal.reports.models import State
from kinten.portal.reports.outcome import Outcome
from kinten.vocabulary.wording import FaultError

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TEXT = "（例示）緩和ケアの体制を確かめたい。<script>x</script>"
SHOWN = "（例示）緩和ケアの体制を確かめたい。&lt;script&gt;x&lt;/script&gt;"
OF_NCC = "（例示）国立がん研究センターの意見"
WHY = "別の病院と取り違えた。"
EVERYBODY = [
    "visitor", "own", "prefecture", "ministry", "other", "away", "panel", "ncc", "hub", "centre",
    "genome",
]  # fmt: skip


@pytest.fixture
def version(decided_report):
    """The first invented hospital's report of last year, accepted."""
    return decided_report(0, is_decided=False, state=State.ACCEPTED)


@pytest.fixture
def at(version):
    """The page of opinions on it."""
    return f"/hospitals/{version.hospital}/opinions/{version.year}/"


@pytest.fixture
def given(version):
    """An opinion of the hub of the prefecture, and one of the National Cancer Center."""
    return [
        give_opinion(SYSTEM, giver, version.hospital, version.year, text, is_made_up=True)[0]
        for giver, text in (
            (Giver(Role.HUB, version.hospital), TEXT),
            (Giver(Role.NCC), OF_NCC),
        )
    ]


@pytest.fixture
def hub_of(person, client_of):
    """Give a client of the hub that a hospital is to a prefecture."""

    def make(hospital, prefecture):
        grant = Grant(Role.HUB, hospital, prefecture)
        return client_of(person(grant, email=f"hub-{hospital}-{prefecture}@example.jp"))

    return make


def open_meeting(version):
    called = Called("例示の会議", version.year, today(), today())
    return record_meeting(SYSTEM, called, is_made_up=True)


def read(client, at):
    """Tell which of the two opinions a client reads; None where the page does not open."""
    answer = client.get(at)
    if answer.status_code != 200:
        assert answer.status_code in {302, 403}
        return None
    page = answer.content.decode()
    assert TEXT not in page
    return (SHOWN in page, OF_NCC in page)


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ("visitor", None),
        ("own", None),
        ("prefecture", (True, True)),
        ("ministry", (True, True)),
        ("other", None),
        ("away", None),
        ("panel", None),
        ("ncc", (True, True)),
        ("hub", (True, False)),
        ("centre", None),
        ("genome", None),
    ],
)
def test_each_role_reads_its_own_before_the_decision(client_in, at, given, who, told):
    assert read(client_in(who), at) == told


def test_a_member_of_the_panel_reads_in_session_alone(client_in, version, at, given):
    held = open_meeting(version)
    assert read(client_in("panel"), at) == (True, True)
    assert read(client_in("panel"), at.replace(str(version.year), str(version.year - 1))) is None
    withdraw_meeting(SYSTEM, held, WHY)

    assert read(client_in("panel"), at) is None
    assert "開会中の検討会の構成員である" in client_in("panel").get(at).content.decode()


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_hospital_reads_once_the_decision_is_published(client_in, version, at, given, language):
    asked = Decided(
        version.hospital,
        version.year,
        Act.REPORT,
        Outcome.UNCHANGED,
        today() - DAY,
        "例示",
        "例示の資料",
    )
    decision = record_decision(SYSTEM, asked, is_made_up=True)
    assert read(client_in("own"), at) is None
    publish_decision(SYSTEM, decision, today() + DAY)
    assert read(client_in("own"), language + at) == (True, True)
    assert read(client_in("other"), at) is None
    assert read(client_in("visitor"), at) is None
    withdraw_decision(SYSTEM, decision, WHY)
    assert read(client_in("own"), at) is None


def test_the_hub_of_another_prefecture_neither_reads_nor_gives(
    hub_of, send, version, home, at, given
):
    away = hub_of(home.id, "47" if home.prefecture != "47" else "01")

    assert read(away, at) is None
    assert send(away, f"{at}give/", {"text": "別の都道府県"}).status_code == 403
    assert send(away, f"{at}{given[0].pk}/withdraw/", {"reason": WHY}).status_code in {302, 403}


def test_another_hub_of_the_prefecture_reads_its_own_alone(hub_of, send, home, at, given, examples):
    second = hub_of(examples[1], home.prefecture)

    assert read(second, at) == (False, False)
    assert send(second, f"{at}{given[0].pk}/withdraw/", {"reason": WHY}).status_code == 403
    assert send(second, f"{at}give/", {"text": "二つ目の意見"}).status_code == 302
    assert Opinion.objects.get(text="二つ目の意見").organisation == examples[1]


@pytest.mark.parametrize("who", EVERYBODY)
def test_hubs_and_the_centre_give_and_nobody_else(client_in, send, version, at, who):
    answer = send(client_in(who), f"{at}give/", {"text": f" {TEXT} "})
    may = who in {"hub", "ncc"}

    assert answer.status_code == (302 if may else 403)
    assert Opinion.objects.count() == may
    if may:
        made = Opinion.objects.get()
        told = (made.role, made.organisation, made.text, made.is_made_up)
        assert told == (who, version.hospital if who == "hub" else "", TEXT, True)
        event = Event.objects.get(act="opinion.give")
        assert (event.before, event.after["text"], event.role) == ({}, TEXT, who)
        assert event.hospital == ""  # who may read the hospital's events reads opinions later
        assert verify().is_sound


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_list_is_for_those_who_give(client_in, version, who):
    answer = client_in(who).get("/opinions/")

    assert answer.status_code == (
        200 if who in {"hub", "ncc"} else 302 if who == "visitor" else 403
    )


def test_a_later_opinion_stands_beside_the_earlier_and_the_same_adds_none(client_in, send, at):
    hub = client_in("hub")
    for text in (TEXT, TEXT, "後の意見"):
        answer = send(hub, f"{at}give/", {"text": text}, follow=True)
    page = answer.content.decode()

    assert Opinion.objects.count() == 2
    assert page.index(SHOWN) < page.index("後の意見")
    again = send(hub, f"{at}give/", {"text": TEXT}, follow=True).content.decode()
    assert "同じ意見がもうある" in again


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("text", ["", " ", "あ" * 4001, "\0"])
def test_a_text_that_cannot_be_is_told_at_its_field(client_in, send, at, text, language):
    answer = send(client_in("hub"), f"{language}{at}give/", {"text": text})

    assert answer.status_code == 422
    assert 'href="#id_text"' in answer.content.decode()
    assert not Opinion.objects.exists()


def test_four_thousand_letters_are_kept(client_in, send, at):
    assert send(client_in("ncc"), f"{at}give/", {"text": "あ" * 4000}).status_code == 302
    assert len(Opinion.objects.get().text) == 4000


def test_no_opinion_is_given_before_a_report_is_accepted(client_in, send, decided_report):
    version = decided_report(0, is_decided=False, state=State.RECEIVED)
    at = f"/hospitals/{version.hospital}/opinions/{version.year}/"

    assert "まだ受理されていない" in client_in("ncc").get(at).content.decode()
    assert send(client_in("ncc"), f"{at}give/", {"text": TEXT}).status_code == 400
    assert version.hospital not in client_in("ncc").get("/opinions/").content.decode()


def test_the_list_tells_where_an_opinion_was_given(client_in, send, version, at):
    for who in ("hub", "ncc"):
        before = client_in(who).get("/opinions/").content.decode()
        assert (at in before, "まだありません" in before) == (True, True)
        send(client_in(who), f"{at}give/", {"text": TEXT})
        after = client_in(who).get("/opinions/", {"year": version.year}).content.decode()
        assert (at in after, "1 件" in after) == (True, True)
        assert at not in client_in(who).get("/opinions/", {"year": 2001}).content.decode()
        assert "読めない年でした" in client_in(who).get("/opinions/?year=x").content.decode()


def test_a_hub_is_listed_its_own_prefecture_alone(hub_of, home, version, at):
    away = hub_of(home.id, "47" if home.prefecture != "47" else "01")

    assert at not in away.get("/opinions/").content.decode()


def test_its_giver_or_the_ministry_withdraws_with_a_reason(client_in, send, version, at, given):
    first, second = given
    hub, ministry = client_in("hub"), client_in("ministry")
    assert f"{at}{first.pk}/withdraw/" in hub.get(at).content.decode()
    assert client_in("hub").get(f"{at}{first.pk}/withdraw/").status_code == 200
    for reason in ("", "x" * 4001):
        assert send(hub, f"{at}{first.pk}/withdraw/", {"reason": reason}).status_code == 422
    for _ in range(2):
        assert send(hub, f"{at}{first.pk}/withdraw/", {"reason": WHY})["Location"] == at
    assert send(ministry, f"{at}{second.pk}/withdraw/", {"reason": WHY}).status_code == 302

    page = ministry.get(at).content.decode()
    assert (SHOWN in page, OF_NCC in page, page.count(WHY)) == (False, False, 2)
    assert [event.role for event in Event.objects.filter(act="opinion.withdraw")] == [
        "hub", "ministry",
    ]  # fmt: skip
    event = Event.objects.filter(act="opinion.withdraw").first()
    assert (event.before["text"], event.reason) == (TEXT, WHY)
    assert verify().is_sound


@pytest.mark.parametrize("who", [each for each in EVERYBODY if each not in {"hub", "ministry"}])
def test_nobody_else_withdraws_the_opinion_of_a_hub(client_in, send, at, given, who):
    address = f"{at}{given[0].pk}/withdraw/"

    assert send(client_in(who), address, {"reason": WHY}).status_code == 403
    assert client_in(who).get(address).status_code == (302 if who == "visitor" else 403)
    assert Opinion.objects.get(pk=given[0].pk).withdrawn is None


def test_an_opinion_is_found_at_its_own_address_alone(client_in, at, given, examples, version):
    number = given[0].pk
    for address in (
        f"/hospitals/{examples[1]}/opinions/{version.year}/{number}/withdraw/",
        f"/hospitals/{version.hospital}/opinions/{version.year - 1}/{number}/withdraw/",
        f"{at}{10**30}/withdraw/",
        "/hospitals/NONE/opinions/2025/",
        f"/hospitals/{version.hospital}/opinions/99999/",
        f"/hospitals/{version.hospital}/opinions/{10**30}/",
    ):
        assert client_in("ministry").get(address).status_code == 404, address
    assert client_in("hub").get(f"{at}{10**30}/withdraw/").status_code == 403


def test_pages_of_a_report_tell_of_its_opinions_to_those_who_read_them(
    client_in, version, at, given
):
    open_meeting(version)
    reported = f"/hospitals/{version.hospital}/reports/{version.year}/{version.number}/"
    for address in (f"/hospitals/{version.hospital}/", reported):
        for who, told in (
            ("ministry", "へ 2 件"), ("prefecture", "へ 2 件"), ("panel", "へ 2 件"), ("own", None),
        ):  # fmt: skip
            page = client_in(who).get(address).content.decode()
            assert (at in page) == (told is not None), (address, who)
            assert told is None or told in page
    page = client_in("hub").get(f"/hospitals/{version.hospital}/").content.decode()
    assert "へ 1 件" in page
    assert "意見を付けられます" in page
    assert at not in client_in("visitor").get(f"/hospitals/{version.hospital}/").content.decode()


def test_the_meeting_counts_what_was_not_withdrawn(client_in, version, given):
    held = open_meeting(version)
    assert "2 件" in client_in("panel").get(f"/meetings/{held.pk}/").content.decode()
    withdraw_opinion(SYSTEM, given[0], WHY)

    assert "1 件" in client_in("panel").get(f"/meetings/{held.pk}/").content.decode()


def test_the_services_refuse_what_the_pages_refuse(version, given):
    of, year = version.hospital, version.year
    hub, ncc = Giver(Role.HUB, of), Giver(Role.NCC)
    for giver, hospital, told, text, is_made_up in (
        (hub, of, year, " ", True), (hub, of, year, "あ" * 4001, True),
        (Giver(Role.HUB), of, year, TEXT, True), (Giver(Role.PANEL), of, year, TEXT, True),
        (Giver(Role.NCC, of), of, year, TEXT, True), (ncc, "NONE", year, TEXT, True),
        (ncc, of, year - 1, TEXT, True), (ncc, of, year, TEXT, False),
        (ncc, "DCH001", year, TEXT, True),
    ):  # fmt: skip
        with pytest.raises(FaultError):
            give_opinion(SYSTEM, giver, hospital, told, text, is_made_up=is_made_up)
    withdraw_opinion(SYSTEM, given[0], WHY)
    for opinion, reason in ((given[0], WHY), (given[1], " "), (given[1], "x" * 4001)):
        with pytest.raises(FaultError):
            withdraw_opinion(SYSTEM, opinion, reason)


def test_why_tells_the_grounds_of_opinions(client_in, at, given):
    told = client_in("own").get("/why/", {"at": at}).content.decode()

    assert "その病院の利用者で、その年の決定が公表されている" in told
    assert "あなたはこの頁を見られません" in told
    english = client_in("hub").get("/en/why/", {"at": f"/en{at}"}).content.decode()
    assert "one is of the hub of that prefecture" in english
