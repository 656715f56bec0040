"""The areas of a day and the page of each: what stands there, as far as hospitals are held."""

from __future__ import annotations

import re
from datetime import date

import pytest

from kinten.coverage.blank import Cover
from kinten.desk.atlas import load_atlas
from kinten.network.counting import count_all

pytestmark = pytest.mark.django_db
DAY = date(2024, 4, 1)


def text(client, address, **query):
    answer = client.get(address, query)
    assert answer.status_code == 200, address
    return answer.content.decode()


def rows_of(page, label):
    """Give the rows of the table with a label, as their plain words."""
    table = re.search(rf'aria-label="{label}">.*?<tbody>(.*?)</tbody>', page, re.DOTALL)[1]
    return [
        re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)).strip()
        for row in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
    ]


@pytest.fixture(scope="module")
def covers():
    """What stands in every area on the day of the ministry's list, as the packaged network tells it."""
    atlas = load_atlas()
    return atlas.covers(atlas.on(DAY))


@pytest.mark.parametrize(("day", "count"), [("2020-04-01", 335), ("2024-04-01", 330)])
def test_the_list_is_of_the_areas_in_force_on_the_day(visitor, day, count):
    page = text(visitor, "/areas/", on=day)

    assert f"{count} 医療圏" in page
    assert len(rows_of(page, "医療圏の一覧")) == 50
    assert 'rel="next"' in page


@pytest.mark.parametrize(("day", "count"), [("2024-03-31", 8), ("2024-04-01", 3)])
def test_a_prefecture_has_the_areas_of_its_day(visitor, day, count):
    page = text(visitor, "/areas/", on=day, prefecture="05")

    assert len(rows_of(page, "医療圏の一覧")) == count


@pytest.mark.parametrize("cover", [Cover.BLANK, Cover.LOCAL, Cover.NOT_LISTED])
def test_a_state_holds_the_areas_that_the_network_tells(visitor, covers, cover):
    page = text(visitor, "/areas/", on=DAY.isoformat(), state=cover.value)
    wanted = [each for each in covers if each.cover is cover]

    assert f"{len(wanted)} 医療圏" in page
    for row in rows_of(page, "医療圏の一覧") if wanted else ():
        assert cover.label.ja in row


def test_blank_only_counts_those_that_may_be_blank_as_well(visitor, covers):
    wanted = sum(each.is_blank is not False for each in covers)

    assert f"{wanted} 医療圏" in text(visitor, "/areas/", on=DAY.isoformat(), state="open")


def test_hospitals_that_are_not_certain_make_a_number_a_pair(visitor, covers):
    paired = next(
        each
        for each in covers
        if count_all(each.hospitals).at_least != count_all(each.hospitals).at_most
    )
    pair = count_all(paired.hospitals)
    page = text(visitor, f"/areas/2024/{paired.area.code}/", on=DAY.isoformat())

    assert f"<dd>{pair.at_least}〜{pair.at_most}</dd>" in page
    assert "収載している病院のうち" in page


def test_an_area_tells_its_hospitals_with_a_link_to_each(visitor, covers):
    hub = next(each for each in covers if each.cover is Cover.HUB)
    page = text(visitor, f"/areas/2024/{hub.area.code}/", on=DAY.isoformat())

    assert hub.cover.label.ja in page
    for each in hub.hospitals:
        assert f'href="/hospitals/{each.hospital.id}/?on=2024-04-01"' in page
        assert each.hospital.name in page


def test_a_blank_area_is_said_to_be_on_the_official_list(visitor, covers):
    blank = next(each for each in covers if each.cover is Cover.BLANK)
    page = text(visitor, f"/areas/2024/{blank.area.code}/", on=DAY.isoformat())

    assert "2024-04-01 の一覧に空白として載っています" in page
    assert "この二次医療圏と同じ" in page
    before = text(visitor, f"/areas/2020/{blank.area.code}/", on="2024-03-31")
    assert "空白として載っています" not in before


def test_a_cancer_area_of_other_borders_is_told_on_the_areas_that_it_touches(visitor):
    places = load_atlas().geography.municipalities
    page = text(visitor, f"/areas/2024/{places['24216'].areas['2024']}/", on=DAY.isoformat())

    assert "伊賀</span>" in page
    assert places["24216"].name in page


def test_the_same_code_is_another_area_in_another_frame(visitor):
    earlier, later = (text(visitor, f"/areas/{frame}/0501/") for frame in ("2020", "2024"))

    assert "秋田県 大館・鹿角</h1>" in earlier
    assert "秋田県 県北</h1>" in later
    assert 'href="/areas/2020/0503/"' in later
    years = rows_of(later, "年ごとの状況")
    assert [row for row in years if row.startswith("2018-04-01") and "別の区域" in row]
    assert any(row.startswith("2024-04-01 県北") and "別の区域" not in row for row in years)


def test_an_unchanged_area_has_one_row_for_each_year(visitor):
    years = rows_of(text(visitor, "/areas/2024/0104/"), "年ごとの状況")

    assert [row[:10] for row in years[:3]] == ["2018-04-01", "2019-04-01", "2020-04-01"]
    assert len({row[:10] for row in years}) == len(years)


def test_neighbours_touch_each_other(visitor):
    page = text(visitor, "/areas/2024/0104/")
    near = re.findall(
        r'href="/areas/2024/(\d{4})/', page.split('aria-label="隣の医療圏"')[1].split("</table>")[0]
    )

    assert near
    assert all('href="/areas/2024/0104/' in text(visitor, f"/areas/2024/{code}/") for code in near)


def test_a_day_outside_the_frame_is_moved_into_it_and_told(visitor):
    page = text(visitor, "/areas/2020/0501/", on="2025-01-01")

    assert "2024-03-31" in page
    assert "いちばん近い" in page


def test_before_anything_was_recorded_no_area_is_called_blank(visitor):
    page = text(visitor, "/areas/", recorded="2000-01-01", on=DAY.isoformat())

    assert all("この日までの記録なし" in row for row in rows_of(page, "医療圏の一覧"))


@pytest.mark.parametrize(
    "address", ["/areas/2024/9999/", "/areas/1999/0101/", "/areas/R7/0101/", "/areas/2024/%00/"]
)
def test_an_unknown_area_is_not_found(visitor, address):
    assert visitor.get(address).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        {"page": "9" * 5000},
        {"on": "\0"},
        {"state": "x" * 9000},
        {"prefecture": "99"},
        {"recorded": "31/12/2024"},
        {"on": "9999-12-31"},
    ],
)
@pytest.mark.parametrize("address", ["/areas/", "/areas/2024/0101/"])
def test_odd_queries_are_no_error(visitor, address, query):
    assert visitor.get(address, query).status_code == 200


def test_a_part_of_the_address_that_was_left_out_is_named(visitor):
    assert "prefecture, state" in text(visitor, "/areas/", prefecture="99", state="?")


def test_a_day_before_the_first_frame_is_told_how_to_mend(visitor):
    answer = visitor.get("/areas/", {"on": "1999-01-01"})

    assert answer.status_code == 400
    assert "2018-04-01" in answer.content.decode()


def test_english_pages_keep_japanese_names(visitor):
    page = text(visitor, "/en/areas/", on=DAY.isoformat(), prefecture="05")

    assert '<html lang="en">' in page
    assert 'lang="ja">県北' in page
    assert "Akita" in page
    assert "has a hub" in page
