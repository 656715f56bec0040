"""The page after signing in: each role finds what is there for it, and every link of it opens."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from kinten.portal.meetings.services import Called, record_meeting, withdraw_meeting
from kinten.portal.policy.viewer import Grant, Role
from kinten.portal.public.asking import today
from kinten.portal.record.appending import SYSTEM

pytestmark = pytest.mark.django_db
WAY = re.compile(r'href="(/[^"#]*)"')
EXPECTED = {
    Role.HOSPITAL: ("/hospitals/DCH001/", "/reports/send/", "/hospitals/DCH001/findings/"),
    Role.PREFECTURE: ("/officer/areas/", "/hospitals/?prefecture=01", "/people/"),
    Role.MINISTRY: ("/meetings/", "/officer/areas/", "/registry/receive/"),
    Role.PANEL: ("/meetings/",),
    Role.GENOME: ("/hospitals/DCH001/", "/hospitals/?q=%E3%82%B2%E3%83%8E%E3%83%A0"),
    Role.PATHOLOGY: ("/hospitals/DCH001/", "/volumes/"),
    Role.CONSULTATION: ("/hospitals/DCH001/", "/hospitals/", "/volumes/"),
    Role.NCC: ("/opinions/", "/registry/receive/"),
    Role.HUB: ("/opinions/", "/hospitals/DCH001/", "/hospitals/?prefecture=01"),
    Role.INFORMATION: ("/hospitals/?q=%E3%82%B2%E3%83%8E%E3%83%A0", "/registry/"),
}


def main_of(client, language=""):
    answer = client.get(f"{language}/desk/")
    assert answer.status_code == 200
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("role", list(Role))
def test_each_role_finds_its_pages_and_each_opens(client_as, role, language):
    client = client_as(role)
    told = main_of(client, language)
    links = [each.replace("&amp;", "&") for each in WAY.findall(told)]

    assert role.label.in_language("en" if language else "ja") in told
    assert {f"{language}{each}" for each in EXPECTED[role]} <= set(links)
    for each in links:
        assert client.get(each).status_code == 200, each


def test_nothing_of_the_other_language_is_in_the_english_page_but_names(client_as):
    for role in (Role.MINISTRY, Role.PANEL, Role.CONSULTATION):
        plain = re.sub(r'<span lang="ja">.*?</span>', "", main_of(client_as(role), "/en"))
        assert not re.search(r"[\u3041-\u9fff]", plain), role


def test_a_visitor_is_sent_to_sign_in(visitor):
    assert visitor.get("/desk/")["Location"] == "/accounts/login/?next=%2Fdesk%2F"


def test_a_member_of_the_panel_finds_the_meeting_in_session_by_its_title(client_as):
    called = Called("例示の会議 <i>", 2025, today(), today() + timedelta(days=3))
    held = record_meeting(SYSTEM, called, is_made_up=True)
    client = client_as(Role.PANEL)
    told = main_of(client)

    assert f'href="/meetings/{held.pk}/"' in told
    assert "例示の会議 &lt;i&gt;" in told
    withdraw_meeting(SYSTEM, held, "誤り")
    assert f'href="/meetings/{held.pk}/"' not in main_of(client)


def test_each_role_of_somebody_with_two_has_its_part(client_of, person):
    told = main_of(client_of(person(Grant(Role.HOSPITAL, "DCH001"), Grant(Role.NCC))))

    assert ("登録の点検" in told, "推薦への意見" in told) == (True, True)


def test_somebody_without_a_role_is_told_so(client_of, person):
    assert "役割がありません" in main_of(client_of(person()))


@pytest.mark.parametrize(
    ("role", "links"),
    [
        (Role.PANEL, {"/meetings/": True, "/opinions/": False}),
        (Role.MINISTRY, {"/meetings/": True, "/opinions/": False}),
        (Role.HUB, {"/meetings/": False, "/opinions/": True}),
        (Role.NCC, {"/meetings/": False, "/opinions/": True}),
        (Role.HOSPITAL, {"/meetings/": False, "/opinions/": False}),
    ],
)
def test_the_navigation_leads_to_meetings_and_opinions(client_as, role, links):
    page = client_as(role).get("/accessibility/").content.decode()

    assert 'href="/desk/"' in page
    assert {each: f'<li><a href="{each}"' in page for each in links} == links
