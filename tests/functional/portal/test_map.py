"""The national map: a slider of years, counts and blank areas beside it, nothing in it that a browser refuses."""

from __future__ import annotations

import re
from datetime import date

import pytest
from defusedxml.ElementTree import fromstring

from kinten.desk.atlas import load_atlas
from kinten.portal.atlas_pages import days, drawing
from kinten.portal.places import reading
from kinten.portal.places.services import record_rows
from kinten.portal.record.appending import SYSTEM

pytestmark = pytest.mark.django_db
SPACE = "{http://www.w3.org/2000/svg}"


def text(client, address, **query):
    answer = client.get(address, query)
    assert answer.status_code == 200, address
    return answer.content.decode()


def svg_of(page):
    return re.search(r'<svg class="atlas".*?</svg>', page, re.DOTALL)[0]


def legend_of(page):
    """Give the number of areas of each class by its words."""
    table = re.search(r"<caption>.*?<tbody>(.*?)</tbody>", page, re.DOTALL)[1]
    rows = re.findall(
        r"</svg> <span>(.*?)</span></span></th><td class=\"number\">(\d+)</td>", table
    )
    return {words: int(count) for words, count in rows}


def blank_rows(page):
    table = page.split('id="blank"')[1].split("</table>")[0]
    return re.findall(r'<th scope="row"><a href="[^"]*/areas/2024/(\d{4})/', table)


@pytest.fixture
def forgetting():
    """Forget what was kept: rows of a test that is rolled back leave their numbers to others."""
    kept = (reading._atlas, reading._seen, days._view, days._told_in, drawing._drawn)
    yield
    for each in kept:
        each.cache_clear()


@pytest.mark.parametrize("address", ["/map/", "/en/map/"])
def test_nothing_in_the_page_needs_an_unsafe_policy(visitor, address):
    page = text(visitor, address, year="2024")

    assert not re.search(r"<[^>]+\sstyle=", page)
    assert "<style" not in page
    assert not re.search(r"<[^>]+\son\w+=", page)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", page))


def test_every_area_is_a_link_with_its_words(visitor):
    drawn = fromstring(svg_of(text(visitor, "/map/", year="2024")))
    links = list(drawn.iter(f"{SPACE}a"))

    assert len(links) == 330
    for each in links:
        assert re.fullmatch(r"/areas/2024/\d{4}/\?on=2024-04-01", each.get("href"))
        assert each.get("aria-label")
        assert each.find(f"{SPACE}path").get("fill")


def test_every_pattern_of_the_map_is_drawn_and_has_its_swatch(visitor):
    page = text(visitor, "/map/", year="2024")
    drawn = set(re.findall(r'<pattern id="([\w-]+)"', svg_of(page)))
    legend = page.replace(svg_of(page), "")

    assert len(drawn) >= 3
    assert drawn == set(re.findall(r'fill="url\(#([\w-]+)\)"', svg_of(page)))
    assert drawn == set(re.findall(r'fill="url\(#([\w-]+)\)"', legend))


@pytest.mark.parametrize("year", [2018, 2023, 2024, 2026])
def test_the_numbers_beside_the_map_are_those_of_the_network(visitor, year):
    atlas = load_atlas()
    covers = atlas.covers(atlas.on(date(year, 4, 1)))
    page = text(visitor, "/map/", year=year)
    wanted: dict[str, int] = {}
    for each in covers:
        wanted[each.label.ja] = wanted.get(each.label.ja, 0) + 1

    assert legend_of(page) == wanted
    assert sorted(blank_rows(page)) == [
        each.area.code for each in covers if each.is_blank is not False
    ]


def test_the_slider_works_without_scripts(visitor):
    page = text(visitor, "/map/", year="2020")
    form = re.search(r'<form method="get" action="/map/".*?</form>', page, re.DOTALL)[0]

    assert 'type="range"' in form
    assert 'min="2018"' in form
    assert 'value="2020"' in form
    assert "<button" in form
    assert '<a href="/map/?year=2020" aria-current="true">2020</a>' in page
    assert 'role="status"' in page


def test_htmx_gets_the_part_that_changes_and_the_words_read_aloud(visitor):
    part = visitor.get("/map/", {"year": "2020"}, headers={"HX-Request": "true"})
    told = part.content.decode()

    assert "<html" not in told
    assert '<svg class="atlas"' in told
    assert re.search(r'id="map-told" hx-swap-oob="innerHTML">[^<]*2020-04-01', told)
    assert 'href="/en/map/?year=2020"' in told
    assert "HX-Request" in part["Vary"]
    whole = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert b"<html" in visitor.get("/map/", {"year": "2020"}, headers=whole).content


def test_what_is_recorded_later_is_drawn(visitor, forgetting):
    before = text(visitor, "/map/", on="2026-06-01")
    code = blank_rows(before)[0]
    hospital = {"hospital_id": "X001", "name": "例示病院", "prefecture": code[:2], "area": code}
    decree = {
        "hospital_id": "X001",
        "kind": "regional",
        "basis": "decreed",
        "begins": "2026-05-01",
        "source": "example",
    }
    recorded = date(2026, 12, 1)
    record_rows(SYSTEM, "hospitals", [hospital], recorded, is_made_up=True)
    record_rows(SYSTEM, "designations", [decree], recorded, is_made_up=True)
    after = text(visitor, "/map/", on="2026-06-01")

    assert code not in blank_rows(after)
    assert len(blank_rows(after)) == len(blank_rows(before)) - 1
    assert code in blank_rows(text(visitor, "/map/", on="2026-06-01", recorded="2026-11-30"))


def test_before_anything_was_recorded_no_map_is_drawn(visitor):
    page = text(visitor, "/map/", year="2024", recorded="2000-01-01")

    assert '<svg class="atlas"' not in page
    assert "聞かれた日までに記録されたものはありません" in page


def test_the_english_map_leads_to_english_pages(visitor):
    page = text(visitor, "/en/map/", year="2024")

    assert 'href="/en/areas/2024/0101/?on=2024-04-01"' in svg_of(page)
    assert "blank (official)" in legend_of(page)


@pytest.mark.parametrize(
    "query", [{"year": "1999"}, {"year": "\0"}, {"year": "9" * 6000}, {"on": "x"}, {"year": "-1"}]
)
def test_odd_queries_are_no_error(visitor, query):
    page = text(visitor, "/map/", **query)

    assert "読めない" in page


def test_a_day_before_the_first_frame_is_told_how_to_mend(visitor):
    answer = visitor.get("/map/", {"on": "1999-01-01"})

    assert answer.status_code == 400
    assert "2018-04-01" in answer.content.decode()
