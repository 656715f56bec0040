"""The officers' pages of areas: five figures, what is missing, and nobody else's prefecture."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from io import BytesIO

import openpyxl
import pytest

from kinten.coverage.flow import Phase
from kinten.desk.atlas import load_flows
from kinten.desk.covering import tell_five, view_coverage
from kinten.portal.places.reading import current_atlas
from kinten.portal.policy.viewer import Grant, Role

pytestmark = pytest.mark.django_db
PAGE, FILES = (
    "/officer/areas/2024/{}/",
    ("/officer/areas/2024/{}.csv", "/officer/areas/2024/{}.xlsx"),
)
OWN, OTHER = "0103", "1301"


def text(client, address, **query):
    answer = client.get(address, query)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def pairs(page, caption):
    body = page.split(f"<caption>{caption}")[1].split("</table>")[0]
    found = re.findall(r'<tr><th scope="row">(.*?)</th><td>(.*?)</td></tr>', body)
    return [(unescape(name), unescape(told)) for name, told in found]


@pytest.mark.parametrize("address", [PAGE, *FILES])
@pytest.mark.parametrize(
    ("role", "code", "status"),
    [
        (None, OWN, 302),
        (Role.HOSPITAL, OWN, 403),
        (Role.PANEL, OWN, 403),
        (Role.HUB, OWN, 403),
        (Role.PREFECTURE, OWN, 200),
        (Role.PREFECTURE, OTHER, 403),
        (Role.MINISTRY, OWN, 200),
        (Role.MINISTRY, OTHER, 200),
    ],
)
def test_a_prefecture_sees_its_own_areas_and_the_ministry_all(
    client_as, address, role, code, status
):
    assert client_as(role).get(address.format(code)).status_code == status


@pytest.mark.parametrize(("lang", "prefix"), [("ja", ""), ("en", "/en")])
def test_the_five_figures_are_those_of_the_desk(client_as, lang, prefix):
    day = date(2026, 4, 1)
    atlas = current_atlas()
    coverage = view_coverage(atlas, atlas.on(day), load_flows(), frozenset({OWN}))
    page = text(client_as(Role.PREFECTURE), prefix + PAGE.format(OWN), on="2026-04-01")
    caption = {"ja": "五つの数値", "en": "Five figures"}[lang]

    assert pairs(page, caption) == list(tell_five(coverage.areas[0], atlas, lang))
    assert len(pairs(page, caption)) == 5


def test_what_is_missing_and_where_it_comes_from_stand_with_it(client_as):
    page = text(client_as(Role.MINISTRY), PAGE.format("0119"), on="2026-04-01")

    assert "分からないこと" in page
    assert "分と割合は幅です" in page  # 北網: the kind of its hospital is not known
    assert re.search(r"patient_flow\.parquet <span class=\"hash\">sha256 [0-9a-f]{64}", page)
    assert "全疾患の公表値" in page


def test_another_phase_of_care_changes_the_flows(client_as):
    client = client_as(Role.PREFECTURE)
    told = {
        phase: pairs(text(client, PAGE.format(OWN), phase=phase.value), "五つの数値")[3][1]
        for phase in Phase
    }

    assert len(set(told.values())) > 1
    assert pairs(text(client, PAGE.format(OWN)), "五つの数値")[3][1] == told[Phase.ACUTE]


def test_the_list_holds_the_areas_of_ones_own_prefecture(client_as):
    page = text(client_as(Role.PREFECTURE), "/officer/areas/")
    codes = set(re.findall(r'href="/officer/areas/2024/(\d{4})/', page))

    assert codes == {code for code in current_atlas().frame.areas if code.startswith("01")}
    assert len(re.findall(r'<option value="\d\d"', page)) == 1
    assert "prefecture=all" not in page


@pytest.mark.parametrize(
    "address", ["/officer/areas/", "/officer/areas.csv", "/officer/areas.xlsx"]
)
def test_a_prefecture_does_not_list_another(client_as, address):
    assert client_as(Role.PREFECTURE).get(address, {"prefecture": "13"}).status_code == 403
    assert client_as(Role.MINISTRY).get(address, {"prefecture": "13"}).status_code == 200


def test_the_whole_country_is_a_file_of_the_ministry(client_as):
    query = {"prefecture": "all", "on": "2026-04-01"}
    lines = (
        client_as(Role.MINISTRY)
        .get("/officer/areas.csv", query)
        .content.decode("utf-8-sig")
        .splitlines()
    )

    assert len(lines) == 331
    assert client_as(Role.PREFECTURE).get("/officer/areas.csv", query).status_code == 404


def test_a_user_of_two_prefectures_chooses(person, client_of):
    grants = (Grant(Role.PREFECTURE, "", "01"), Grant(Role.PREFECTURE, "", "13"))
    client = client_of(person(*grants))

    assert len(re.findall(r'<option value="\d\d"', text(client, "/officer/areas/"))) == 2
    assert 'href="/officer/areas/2024/1301/' in text(client, "/officer/areas/", prefecture="13")


def test_files_hold_the_figures_with_notes_and_sources(client_as):
    client = client_as(Role.PREFECTURE)
    page = text(client, PAGE.format(OWN), on="2026-04-01")
    query = {"on": "2026-04-01"}
    csv = client.get(FILES[0].format(OWN), query).content
    answer = client.get(FILES[1].format(OWN), query)
    rows = list(openpyxl.load_workbook(BytesIO(answer.content)).worksheets[0].values)
    told = {str(row[0]): row[1] for row in rows if row[0] is not None}

    assert csv.startswith(b"\xef\xbb\xbf")
    assert {name: told[name] for name, _ in pairs(page, "五つの数値")} == dict(
        pairs(page, "五つの数値")
    )
    assert "2026-04-01.xlsx" in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "private"
    assert any("全疾患" in name for name in told)


@pytest.mark.parametrize(
    "address", ["2024/9999/", "2024/0101x/", "9999/0101/", "R7/0101/", "2024/%00/", "2020/9999.csv"]
)
def test_an_area_that_is_not_there_is_not_found(client_as, address):
    assert client_as(Role.MINISTRY).get(f"/officer/areas/{address}").status_code == 404
    assert client_as(Role.PREFECTURE).get(f"/officer/areas/{address}").status_code in {403, 404}


@pytest.mark.parametrize("query", [{"on": "x"}, {"phase": "\0"}, {"recorded": "9" * 6000}])
def test_odd_parts_are_named_and_a_file_refuses_them(client_as, query):
    client = client_as(Role.PREFECTURE)

    assert "使っていません" in text(client, PAGE.format(OWN), **query)
    assert "使っていません" in text(client, "/officer/areas/", **query)
    assert client.get(FILES[0].format(OWN), query).status_code == 404


@pytest.mark.parametrize(
    "query", [{"on": "1900-01-01"}, {"on": "9999-12-31"}, {"recorded": "0001-01-01"}]
)
def test_days_far_away_are_no_error(client_as, query):
    assert client_as(Role.PREFECTURE).get(PAGE.format(OWN), query).status_code == 200


def test_areas_of_the_former_frame_are_shown_in_it(client_as):
    page = text(client_as(Role.MINISTRY), "/officer/areas/2020/0501/")

    assert "2024-03-31" in page


def test_why_is_answered(client_as):
    page = text(client_as(Role.PREFECTURE), "/why/", at=PAGE.format(OTHER))

    assert "その都道府県の利用者である" in page
