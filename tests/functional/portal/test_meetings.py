"""The panel's meetings: who records them, and what its members read on which days."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinten.network.designation import Act
from kinten.portal.meetings.models import Meeting
from kinten.portal.meetings.services import (
    Called,
    change_days,
    record_meeting,
    withdraw_meeting,
)
from kinten.portal.public.asking import today
from kinten.portal.record.appending import SYSTEM
from kinten.portal.record.models import Event
from kinten.portal.record.verifying import verify
from kinten.portal.reports.deciding import Decided, publish_decision, record_decision
from kinten.portal.reports.models import State
from kinten.portal.reports.outcome import Outcome
from kinten.portal.reports.reading import meeting_of
from kinten.portal.reports.services import accept, receive_report, return_report
from kinten.vocabulary.wording import FaultError

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TITLE = "例示 第99回 検討会 <b>"
SHOWN = "例示 第99回 検討会 &lt;b&gt;"
WHY = "日を誤った。"
GROUND = {"": "開会中の検討会の構成員である", "/en": "one is a member of the panel in session"}
FRAME = "審査中。公表前"
EVERYBODY = [
    "visitor", "own", "prefecture", "ministry", "other", "away", "panel", "ncc", "hub", "centre",
    "genome",
]  # fmt: skip


@pytest.fixture
def version(decided_report):
    """The first invented hospital's report of last year, accepted."""
    return decided_report(0, is_decided=False, state=State.ACCEPTED)


@pytest.fixture
def held(version):
    """A meeting about that year, in session."""
    called = Called(TITLE, version.year, today() - DAY, today() + DAY)
    return record_meeting(SYSTEM, called, is_made_up=True)


def entry(**changes):
    told = {
        "title": TITLE, "year": str(today().year - 1), "begins": str(today()),
        "ends": str(today() + DAY),
    }  # fmt: skip
    return told | changes


def pages_of(version):
    at = f"/hospitals/{version.hospital}"
    return [
        f"{at}/reports/{version.year}/{version.number}/",
        f"{at}/verdict/{version.year}/{version.number}/",
    ]


def statuses(client, version):
    return {client.get(address).status_code for address in pages_of(version)}


@pytest.mark.parametrize("who", EVERYBODY)
def test_each_page_is_for_the_roles_of_its_policy(client_in, held, who):
    at = f"/meetings/{held.pk}/"
    allowed = {
        "/meetings/": {"ministry", "panel"},
        at: {"ministry", "panel"},
        "/meetings/new/": {"ministry"},
        f"{at}change/": {"ministry"},
        f"{at}withdraw/": {"ministry"},
    }
    for address, roles in allowed.items():
        status = client_in(who).get(address).status_code
        assert status == (200 if who in roles else 302 if who == "visitor" else 403), address


@pytest.mark.parametrize("who", [each for each in EVERYBODY if each != "ministry"])
def test_nobody_but_the_ministry_writes(client_in, send, held, who):
    days = {"begins": str(today()), "ends": str(today() + 9 * DAY), "reason": WHY}
    for address, told in (
        ("new/", entry(title="別の会議")),
        (f"{held.pk}/change/", days),
        (f"{held.pk}/withdraw/", {"reason": WHY}),
    ):
        assert send(client_in(who), f"/meetings/{address}", told).status_code == 403
    again = Meeting.objects.get()
    assert (again.ends, again.withdrawn) == (held.ends, None)


def test_a_member_in_session_reads_the_accepted_report_and_its_verdict(client_in, version, held):
    panel = client_in("panel")

    assert statuses(panel, version) == {200}
    page = panel.get(f"/hospitals/{version.hospital}/").content.decode()
    assert FRAME in page
    assert "差し戻す" not in page
    listed = panel.get(f"/hospitals/{version.hospital}/reports/").content.decode()
    assert pages_of(version)[0] in listed
    assert pages_of(version)[0] in panel.get(f"/meetings/{held.pk}/").content.decode()


@pytest.mark.parametrize("language", ["", "/en"])
def test_out_of_session_the_member_is_refused_with_the_ground(client_in, version, held, language):
    panel = client_in("panel")
    change_days(SYSTEM, held, today() - 9 * DAY, today() - DAY, WHY)

    assert statuses(panel, version) == {403}
    for address in (*pages_of(version), f"/meetings/{held.pk}/"):
        page = panel.get(f"{language}{address}").content.decode()
        assert GROUND[language] in page
    assert FRAME not in panel.get(f"/hospitals/{version.hospital}/").content.decode()
    assert (
        pages_of(version)[0]
        not in panel.get(f"/hospitals/{version.hospital}/reports/").content.decode()
    )


@pytest.mark.parametrize(("first", "last", "status"), [(0, 0, 200), (1, 2, 403), (-2, -1, 403)])
def test_both_days_are_included_and_no_other(client_in, version, held, first, last, status):
    change_days(SYSTEM, held, today() + first * DAY, today() + last * DAY, WHY)

    assert statuses(client_in("panel"), version) == {status}


def test_a_withdrawn_meeting_opens_nothing(client_in, version, held):
    withdraw_meeting(SYSTEM, held, WHY)

    assert statuses(client_in("panel"), version) == {403}
    assert client_in("panel").get(f"/meetings/{held.pk}/").status_code == 403
    assert SHOWN not in client_in("panel").get("/meetings/").content.decode()
    assert WHY in client_in("ministry").get("/meetings/").content.decode()


def test_a_meeting_about_another_year_opens_nothing(client_in, version, held):
    Meeting.objects.update(year=version.year - 1)

    assert statuses(client_in("panel"), version) == {403}
    assert FRAME not in client_in("panel").get(f"/hospitals/{version.hospital}/").content.decode()


def test_what_was_only_received_or_was_returned_is_not_before_the_panel(
    client_in, decided_report, held, version
):
    panel = client_in("panel")
    received = decided_report(1, is_decided=False, state=State.RECEIVED)
    assert statuses(panel, received) == {403}
    accept(SYSTEM, received)
    assert statuses(panel, received) == {200}
    return_report(SYSTEM, received, WHY)
    assert statuses(panel, received) == {403}
    page = panel.get(f"/meetings/{held.pk}/").content.decode()
    assert version.hospital in page
    assert received.hospital not in page


def test_a_correction_that_was_only_received_leaves_the_accepted_one_before_the_panel(
    client_in, made_report, version, held
):
    later, _ = receive_report(
        SYSTEM, made_report(version.year, registry_cases=99), version.hospital, is_made_up=True
    )
    page = client_in("panel").get(f"/hospitals/{version.hospital}/").content.decode()

    assert later.number == 2
    assert pages_of(version)[0] in page
    assert pages_of(later)[0] not in page


def test_a_made_up_meeting_is_about_made_up_reports_alone(version, held):
    assert meeting_of(version) == str(held.pk)
    version.is_made_up = False
    assert meeting_of(version) == ""


def test_a_published_report_without_a_public_verdict_is_judged_before_the_panel(
    client_in, decided_report, held
):
    published = decided_report(1, is_decided=False)

    assert statuses(client_in("panel"), published) == {200}
    assert client_in("visitor").get(pages_of(published)[1]).status_code == 302
    withdraw_meeting(SYSTEM, held, WHY)
    assert client_in("panel").get(pages_of(published)[1]).status_code == 403


def test_public_pages_ask_nothing_about_meetings_for_a_visitor(client_in, decided_report, held):
    at = f"/hospitals/{decided_report(1, is_decided=False).hospital}/"
    for address in (at, f"{at}reports/", f"{at}reports/compare/", f"{at}print/", "/hospitals/"):
        with CaptureQueriesContext(connection) as asked:
            assert client_in("visitor").get(address).status_code == 200
        told = " ".join(each["sql"] for each in asked.captured_queries)
        assert "meetings_" not in told, address
        assert "opinions_" not in told, address


def test_the_ministry_records_a_meeting_once(client_in, send, examples):
    ministry = client_in("ministry")
    for _ in range(2):
        answer = send(ministry, "/meetings/new/", entry())
    made = Meeting.objects.get()

    assert answer["Location"] == f"/meetings/{made.pk}/"
    assert (made.title, made.year, made.is_made_up) == (TITLE, today().year - 1, True)
    event = Event.objects.get(act="meeting.record")
    assert (event.role, event.object_id, event.after["ends"]) == (
        "ministry", str(made.pk), str(today() + DAY),
    )  # fmt: skip
    page = ministry.get(f"/meetings/{made.pk}/").content.decode()
    assert SHOWN in page
    assert TITLE not in page
    assert SHOWN in ministry.get("/meetings/").content.decode()


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": "回" * 201}, "title"),
        ({"title": " "}, "title"),
        ({"title": "\0"}, "title"),
        ({"year": str(today().year + 1)}, "year"),
        ({"year": "1999"}, "year"),
        ({"year": "x"}, "year"),
        ({"begins": ""}, "begins"),
        ({"ends": str(today() - DAY)}, "ends"),
    ],
)
def test_an_entry_that_cannot_be_is_told_at_its_field(client_in, send, change, field, language):
    answer = send(client_in("ministry"), f"{language}/meetings/new/", entry(**change))

    assert answer.status_code == 422
    assert f'href="#id_{field}"' in answer.content.decode()
    assert not Meeting.objects.exists()


def test_the_ministry_ends_a_meeting_early(client_in, send, version, held):
    at = f"/meetings/{held.pk}/change/"
    days = {"begins": str(today() - 2 * DAY), "ends": str(today() - DAY), "reason": WHY}
    for lacking in ({"reason": ""}, {"reason": "x" * 4001}, {"ends": str(today() - 3 * DAY)}):
        assert send(client_in("ministry"), at, days | lacking).status_code == 422
    assert send(client_in("ministry"), at, days).status_code == 302

    assert statuses(client_in("panel"), version) == {403}
    event = Event.objects.get(act="meeting.change")
    assert (event.before["ends"], event.after["ends"], event.reason) == (
        str(today() + DAY), str(today() - DAY), WHY,
    )  # fmt: skip
    assert verify().is_sound


def test_a_meeting_is_withdrawn_once_and_changed_no_more(client_in, send, held):
    ministry, at = client_in("ministry"), f"/meetings/{held.pk}/"
    assert send(ministry, f"{at}withdraw/", {"reason": "x" * 4001}).status_code == 422
    for _ in range(2):
        assert send(ministry, f"{at}withdraw/", {"reason": WHY})["Location"] == "/meetings/"
    assert Event.objects.filter(act="meeting.withdraw").count() == 1
    days = {"begins": str(today()), "ends": str(today()), "reason": WHY}

    assert send(ministry, f"{at}change/", days).status_code == 400
    assert f"{at}change/" not in ministry.get(at).content.decode()


def test_the_services_refuse_what_the_forms_refuse(held):
    now = today()
    good = Called("会議", now.year, now, now)
    for bad in (
        Called("", now.year, now, now), Called("会議\n二行", now.year, now, now),
        Called("会" * 201, now.year, now, now), Called("会議", now.year + 1, now, now),
        Called("会議", 1999, now, now), Called("会議", now.year, now, now - DAY),
    ):  # fmt: skip
        with pytest.raises(FaultError):
            record_meeting(SYSTEM, bad, is_made_up=True)
    for first, last, why in ((now, now - DAY, WHY), (now, now, " "), (now, now, "x" * 4001)):
        with pytest.raises(FaultError):
            change_days(SYSTEM, held, first, last, why)
    assert record_meeting(SYSTEM, good) != record_meeting(SYSTEM, good, is_made_up=True)
    assert record_meeting(SYSTEM, Called("第26回　検討会", now.year, now, now)).title


def test_a_decision_that_is_not_published_stays_with_the_ministry(client_in, version, held):
    decided = Decided(
        version.hospital,
        version.year,
        Act.REPORT,
        Outcome.RENEWED,
        today() - DAY,
        "例示",
        "例示の資料",
    )
    decision = record_decision(SYSTEM, decided, is_made_up=True)
    at = f"/meetings/{held.pk}/"
    assert "指定を更新する" in client_in("ministry").get(at).content.decode()
    assert "指定を更新する" not in client_in("panel").get(at).content.decode()
    publish_decision(SYSTEM, decision, today() + DAY)

    assert "指定を更新する" in client_in("panel").get(at).content.decode()


def test_the_members_list_has_open_and_past_ones(client_in, held):
    now, year = today(), held.year
    record_meeting(SYSTEM, Called("過ぎた会議", year, now - 9 * DAY, now - 8 * DAY))
    record_meeting(SYSTEM, Called("これからの会議", year, now + 8 * DAY, now + 9 * DAY))
    panel = client_in("panel").get("/meetings/").content.decode()
    ministry = client_in("ministry").get("/meetings/").content.decode()

    assert f'href="/meetings/{held.pk}/"' in panel
    assert "過ぎた会議" in panel
    assert panel.count('href="/meetings/') == 2  # in the navigation, and the one in session
    assert "これからの会議" not in panel
    assert "/meetings/new/" not in panel
    for told in ("過ぎた会議", "これからの会議", SHOWN, "/meetings/new/"):
        assert told in ministry


def test_a_long_meeting_is_read_page_by_page(client_in, decided_report, version, held, monkeypatch):
    from kinten.portal.meetings import views

    other = decided_report(1, is_decided=False, state=State.ACCEPTED)
    monkeypatch.setattr(views, "PER_PAGE", 1)
    at = f"/meetings/{held.pk}/"
    first, second = (
        client_in("panel").get(at, {"page": page}).content.decode() for page in ("1", "2")
    )

    assert ("1 / 2" in first, "2 / 2" in second) == (True, True)
    for each in (version, other):
        at_report = f'href="{pages_of(each)[0]}"'
        assert (at_report in first) != (at_report in second)
    assert client_in("panel").get(at, {"page": "x"}).status_code == 200


def test_why_tells_the_ground_of_a_meeting_and_of_a_report_before_it(client_in, version, held):
    for address in (f"/meetings/{held.pk}/", pages_of(version)[0]):
        told = client_in("panel").get("/why/", {"at": address}).content.decode()
        assert "あなたはこの頁を見られます" in told
        assert GROUND[""] in told
        told = client_in("hub").get("/why/", {"at": address}).content.decode()
        assert "あなたはこの頁を見られません" in told


def test_why_tells_of_the_panels_role_what_holds_today(client_in, version, held):
    def told():
        page = client_in("ministry").get("/why/", {"at": pages_of(version)[0]}).content.decode()
        rows = page.partition("役割ごと")[2].split("<tr>")
        return next(row for row in rows if "検討会の構成員" in row)

    in_session = told()
    withdraw_meeting(SYSTEM, held, WHY)

    assert "見られない" not in in_session
    assert "見られない" in told()


def test_no_meeting_is_there_and_no_number_is_too_great(client_in):
    for number in (0, 99, 10**30):
        assert client_in("ministry").get(f"/meetings/{number}/").status_code == 404
        assert client_in("panel").get(f"/meetings/{number}/").status_code == 403
