"""The network against what was published: areas, people, hospitals by year, blank areas.

Each figure stands beside the publication that prints it; papers are named as in the table of
published numbers (W22318/10 is the ministry's chart of 2025-11-05, slides those of 2017).
"""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date

import pytest

from kinten.coverage.blank import Cover, count_blank, count_covers
from kinten.geography.area import Layer
from kinten.geography.loading import FRAME_2020, FRAME_2024, FRAME_FLOW
from kinten.network.counting import Pair, count_all, count_hubs, count_kinds
from kinten.network.hospital import Certainty
from kinten.network.loading import load_published
from kinten.network.published import Subject
from kinten.vocabulary.hospital_kind import Kind

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def snapshot(atlas):
    return atlas.on(TODAY)


@pytest.fixture(scope="module")
def covers(atlas, snapshot):
    return {each.area.code: each for each in atlas.covers(snapshot)}


@pytest.fixture(scope="module")
def published():
    return load_published()


@pytest.fixture(scope="module")
def shared_rows(shared_data):
    """Read a table of cancer_hospitals; for tests marked `shared_data`."""

    def read(name):
        path = shared_data / "cancer_hospitals" / name
        with path.open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    return read


# ------------------------------------------------------------------------ areas and people


def test_areas_of_each_frame(geography):
    """330 of the 8th plans, 335 of the 7th (W2609/7), 339 構想区域 of the flow tables."""
    counts = {name: len(frame) for name, frame in geography.frames.items()}

    assert counts == {FRAME_2024: 330, FRAME_2020: 335, FRAME_FLOW: 339}


@pytest.mark.parametrize("frame", [FRAME_2024, FRAME_2020, FRAME_FLOW])
def test_the_census_of_2020_in_every_frame(geography, frame):
    """126,146,099 people (国勢調査2020)."""
    areas = geography.frames[frame].areas.values()

    assert sum(each.people.census_2020 for each in areas) == 126_146_099


def test_residents_of_january_2025(geography):
    """124,330,690 (総務省 住民基本台帳に基づく人口 2025-01-01), by area and by municipality."""
    areas = geography.frame.areas.values()
    leaves = [each for each in geography.municipalities.values() if each.is_leaf]

    assert sum(each.people.now for each in areas) == 124_330_690
    assert sum(each.now or 0 for each in leaves) == 124_330_690


def test_the_projection_of_2050(geography):
    """104,686,386 (社人研 令和5年推計) without the 307,228 of 浜通り, a unit over two areas."""
    held = [each.people.in_2050 for each in geography.frame.areas.values()]

    assert held.count(None) == 2
    assert sum(filter(None, held)) == 104_686_386 - 307_228


def test_municipalities(geography):
    """1,741 with the 23 special wards and the 20 designated cities; 171 wards beside them."""
    known = geography.municipalities.values()

    assert sum(each.is_municipality for each in known) == 1_741
    assert Counter(each.kind for each in known if each.kind in {"ward", "designated_city"}) == {
        "ward": 171,
        "designated_city": 20,
    }


def test_land_of_the_country(geography):
    """372,952.86 km2 (厚生労働省の表) in the 330 areas."""
    assert sum(each.km2 for each in geography.frame.areas.values()) == pytest.approx(372_952.86)


# ------------------------------------------------------------------------------- hospitals


def test_448_of_468_hospitals_are_listed_and_19_others_are_known(atlas, snapshot, published):
    """The list of April 2026 has 468; one of them was found nowhere. Two are only likely."""
    certainties = Counter(each.certainty for each in atlas.network.hospitals.values())

    assert certainties == {
        Certainty.LISTED: 448,
        Certainty.NAMED: 14,
        Certainty.AREA_ONLY: 3,
        Certainty.LIKELY: 2,
        Certainty.LEFT: 12,
    }
    assert count_all(snapshot.standings) == Pair(465, 467)
    (total,) = (
        each.count for each in published if (each.subject, each.date) == (Subject.ALL, "2026-04")
    )
    assert total - sum(certainties.values()) + certainties[Certainty.LEFT] == 1


def test_kinds_of_today_are_pairs(snapshot):
    """The national centre has two hospitals; every other kind is known from below and from above."""
    counts = count_kinds(snapshot.standings)

    assert counts[Kind.NCC] == Pair(2, 2)
    assert {kind: str(pair) for kind, pair in counts.items() if kind is not Kind.NCC} == {
        Kind.PREF: "50〜98",
        Kind.REGIONAL: "324〜374",
        Kind.SPECIFIC: "1〜49",
        Kind.LOCAL: "40〜88",
    }
    assert count_hubs(snapshot.standings) == Pair(377, 427)


def test_official_counts_lie_within_the_pairs_of_their_day(atlas, published):
    """From 2018 on, what the ministry counted is possible, and 2024-04's 51 + 348 + 1 + 61 too."""
    kinds = {each.value: each for each in Kind}
    checked = 0
    for each in published:
        day = day_of(each.date)
        if day is None or each.subject not in {*kinds, Subject.HUBS, Subject.ALL}:
            continue
        standings = atlas.on(day).standings
        if each.subject == Subject.HUBS:
            pair = count_hubs(standings)
        elif each.subject == Subject.ALL:
            pair = count_all(standings)
        else:
            pair = count_kinds(standings)[kinds[each.subject]]
        # One hospital of the 468 was found nowhere.
        assert pair.at_least <= each.count <= pair.at_most + 1, each
        checked += 1
    assert checked > 20


def day_of(printed):
    """Give the first day a printed date can mean; None for a year alone or before the first frame."""
    parts = [int(part) for part in printed.split("-")]
    day = date(*parts, *[1] * (3 - len(parts))) if len(parts) > 1 else None
    return None if day is None or day < date(2018, 4, 1) else day


@pytest.mark.shared_data
def test_kinds_equal_the_newest_statement_of_every_listed_hospital(snapshot, shared_rows):
    """kinds_latest.csv: 402 of 448 known, 46 not; the date beside each is the one printed."""
    words = {"prefectural": "pref", "regional_advanced": "regional", "regional_special": "regional"}
    newest = {row["row_id"]: row for row in shared_rows("kinds_latest.csv")}
    listed = [row["row_id"] for row in shared_rows("designated_2026_448.csv")]
    assert (len(newest), len(listed)) == (402, 448)

    for hospital in listed:
        standing = snapshot.of(hospital)
        row = newest.get(hospital)
        if row is None:
            assert (standing.kind, standing.last) == (None, None), hospital
        else:
            assert standing.kind == words.get(row["kind"], row["kind"]), hospital
            assert standing.last.basis == row["basis"], hospital


# ------------------------------------------------------------------- published, by the year

# Kinds in the order ncc, pref, regional, specific, hubs, local; all that any source prints.
BY_YEAR = {
    "2008-04-01": ([], [47], [304], [], [351], []),
    "2014-04": ([], [], [], [], [407], [0]),
    "2015": ([], [], [], [], [401], [20]),
    "2016": ([], [], [], [], [399], [28]),
    "2017-04-01": ([2], [49], [348], [1], [400], [34]),
    "2018": ([], [], [], [], [401], [36]),
    "2019-04-01": ([], [50], [329, 339], [], [392], [36]),
    "2020-04": ([], [51], [348], [1], [402], [45]),
    "2021-10-01": ([2], [51], [351], [1], [405], [46]),
    "2022-04-01": ([2], [51], [354], [1], [408], [45]),
    "2023-04-01": ([], [51], [350], [1], [409], [43, 47]),
    "2024-04": ([], [51], [348], [1], [400], [61]),
}
COLUMNS = (
    Subject.NCC, Subject.PREF, Subject.REGIONAL, Subject.SPECIFIC, Subject.HUBS, Subject.LOCAL,
)  # fmt: skip


def figures(published, subject, when):
    return sorted(each.count for each in published if (each.subject, each.date) == (subject, when))


@pytest.mark.parametrize("when", BY_YEAR)
def test_the_published_counts_of_a_year(published, when):
    """Every figure that a source prints, also where two of them contradict each other."""
    found = tuple(figures(published, subject, when) for subject in COLUMNS)

    assert found == BY_YEAR[when]


def test_no_year_is_held_that_is_not_checked_here(published):
    """A new row of the table asks for its line above."""
    assert {each.date for each in published if each.subject in COLUMNS} == set(BY_YEAR)


@pytest.mark.parametrize(
    ("subject", "when", "counts"),
    [(Subject.REGIONAL, "2019-04-01", {339, 329}), (Subject.LOCAL, "2023-04-01", {43, 47})],
)
def test_sources_that_contradict_each_other_both_stand_and_say_so(published, subject, when, counts):
    """The headline against the body of gemmed p=25263; the news (37 + 6) against the chart."""
    both = [each for each in published if (each.subject, each.date) == (subject, when)]

    assert {each.count for each in both} == counts
    for each in both:
        (other,) = counts - {each.count}
        assert each.note is not None
        assert str(other) in each.note.ja
        assert str(other) in each.note.en


@pytest.mark.parametrize("when", ["2017-04-01", "2021-10-01", "2022-04-01"])
def test_where_all_kinds_are_printed_they_add_up_to_the_hubs(published, when):
    """2017: 2+49+348+1 = 400 (slides). 2021-10: 2+51+351+1 = 405 (W978/3). 2022: 408 (W2699)."""
    *kinds, hubs = (figures(published, subject, when)[0] for subject in COLUMNS[:5])

    assert sum(kinds) == hubs
    if when == "2021-10-01":
        assert (kinds, hubs) == ([2, 51, 351, 1], 405)


def test_totals_follow_from_the_rows(published):
    """447 in 2020 and 453 in 2022 (W2699); 461 in 2024, 463 in June 2025 (gemmed p=67449), 468 in 2026."""
    sums = {
        when: figures(published, Subject.HUBS, when)[0] + figures(published, Subject.LOCAL, when)[0]
        for when in ("2020-04", "2022-04-01", "2024-04")
    }

    assert sums == {"2020-04": 447, "2022-04-01": 453, "2024-04": 461}
    assert {each.date: each.count for each in published if each.subject is Subject.ALL} == {
        "2020-04": 447,
        "2022-04-01": 453,
        "2025-06": 463,
        "2026-04": 468,
    }


def test_the_sources_of_2023_are_not_smoothed(published):
    """The news adds up to 402 without the national centre, the chart has 409: a note says why."""
    news = sum(figures(published, each, "2023-04-01")[0] for each in COLUMNS[1:4])
    (chart,) = (
        each for each in published if (each.subject, each.date) == (Subject.HUBS, "2023-04-01")
    )

    assert (news, chart.count, chart.by_position) == (402, 409, True)
    assert chart.note is not None


def test_every_published_number_has_its_source(published):
    """And its date; years read off the order of a chart are marked."""
    assert all(each.source and each.date and each.count >= 0 for each in published)
    assert {each.source for each in published if each.by_position} == {"W22318/10"}


def test_genome_hospitals_by_date(published):
    """11 + 34 in September 2019 (jmedj 13101), 13 + 32 + 219 in April 2024; 2019 has two counts of 連携."""

    def of(when):
        subjects = (Subject.GENOME_CORE, Subject.GENOME_HUB, Subject.GENOME_COOPERATING)
        return [figures(published, each, when) for each in subjects]

    assert of("2018-04") == [[11], [], [100]]
    assert of("2019-09") == [[11], [34], [156]]
    assert of("2019") == [[11], [34], [122]]
    assert of("2020-04-01") == [[12], [33], [161]]
    assert of("2022-05") == [[12], [33], [188]]
    assert of("2024-02-01") == [[13], [32], [218]]
    assert of("2024-04-01") == [[13], [32], [219]]
    for when in ("2019", "2020-04-01", "2022-05"):
        assert [sum(each[0] for each in of(when))] == figures(published, Subject.GENOME_ALL, when)


# ----------------------------------------------------------------------------- blank areas

SERIES = {
    "2014-04": 108, "2015": 84, "2016": 75, "2017-04": 69, "2018": 67,
    "2019-04": 71, "2019-07": 64, "2020": 61, "2021": 60, "2022": 60, "2023": 58, "2024-04": 56,
}  # fmt: skip


def test_the_series_of_blank_areas_breaks_in_2019(published):
    """W22318/10: from fiscal 2019 on the unit is the cancer area, before it the medical area."""
    series = [each for each in published if each.subject is Subject.BLANK_AREAS]

    assert {each.date: each.count for each in series} == SERIES
    assert [each.layer for each in series] == [Layer.MEDICAL] * 5 + [Layer.CANCER] * 7
    assert series[4].date < "2019" <= series[5].date
    assert series[5].note is not None


BLANK = """
南檜山 北渡島檜山 南空知 北空知 日高 上川北部 富良野 留萌 宗谷 遠紋 根室 西北五地域 筑西・下妻 吾妻 沼田 利根 秩父 島しょ
県央 奥越 丹南 峡南 賀茂 東三河北部 桑員 伊賀 東紀州 東近江 御坊 新宮 雲南 大田 益田 隠岐 小豆 大川 八幡浜・大洲 高幡
宗像 直方・鞍手 京築 東部 五島 上五島 壱岐 対馬 宇城 鹿本 菊池 阿蘇 芦北 天草 南部 豊肥 県南 県北
""".split()
NOT_ONE_AREA = ["桑員", "伊賀", "大川", "県南", "県北"]


def test_the_56_official_blank_areas_by_name(atlas):
    """第16回がん診療提供体制のあり方に関する検討会 資料1 (2024-12-23): the state of April 2024."""
    official = atlas.official

    assert official.day == date(2024, 4, 1)
    assert [each.name for each in official.areas] == BLANK
    assert len(BLANK) == SERIES["2024-04"] == 56


def test_51_of_them_are_one_medical_area_and_five_are_not(atlas):
    """The five are cancer areas of 三重, 香川 and 宮崎 only."""
    official = atlas.official.areas

    assert [each.name for each in official if not each.area] == NOT_ONE_AREA
    codes = [each.area for each in official if each.area]
    assert len(set(codes)) == len(codes) == 51
    for each in official:
        if each.area:
            area = atlas.frame.areas[each.area]
            assert area.prefecture == each.prefecture
            assert atlas.frame.find(each.name, each.prefecture) is area


def test_no_official_blank_area_has_a_listed_hospital(atlas):
    """Nor one of the 19 others: the two sources do not contradict each other. One of 南空知 had left."""
    blank = {each.area for each in atlas.official.areas if each.area}
    standing = atlas.on(atlas.official.day).standings
    there = {
        each.id: each.certainty for each in atlas.network.hospitals.values() if each.area in blank
    }

    assert there == {"DCL012": Certainty.LEFT}
    assert not [each.hospital.name for each in standing if each.hospital.area in blank]


def test_the_upper_bound_is_told_apart_from_the_official_list(atlas, covers):
    """51 are official; 10 more have no hospital listed, which the 20 unplaced hospitals may explain."""
    counts = count_covers(covers.values())

    assert count_blank(covers.values()) == Pair(51, 61)
    assert (counts[Cover.BLANK], counts[Cover.NOT_LISTED], counts[Cover.NOT_CERTAIN]) == (51, 10, 0)
    assert sum(counts.values()) == 330
    for each in covers.values():
        assert each.is_official is (each.cover is Cover.BLANK), each.area.code
    listed = {
        each.area for each in atlas.network.hospitals.values() if each.certainty is Certainty.LISTED
    }
    assert len(set(atlas.frame.areas) - listed) == 68


@pytest.mark.shared_data
def test_the_68_areas_without_a_listed_hospital_are_those_of_the_shared_list(atlas, shared_rows):
    """51 official, 17 not: seven of these have one of the 19 others."""
    rows = shared_rows("areas_without_listed_hospital_upper_bound.csv")
    code = next(name for name in rows[0] if name.endswith("code") and "area" in name)
    hospitals = atlas.network.hospitals.values()
    listed = {each.area for each in hospitals if each.certainty is Certainty.LISTED}
    apart = {Certainty.LISTED, Certainty.LEFT}
    others = {each.area for each in hospitals if each.certainty not in apart}
    without = {row[code] for row in rows}

    assert without == set(atlas.frame.areas) - listed
    assert len(without & others) == 7


def test_before_the_day_of_the_list_no_area_is_blank_for_certain(atlas):
    """What stood in March 2024 is told by hospitals only."""
    covers = atlas.covers(atlas.on(date(2024, 3, 31)))

    assert count_covers(covers)[Cover.BLANK] == 0
    assert count_blank(covers).at_least == 0
