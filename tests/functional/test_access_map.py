"""`kinten map access METHOD`: areas by the share within 60 minutes, or by their residents' mean."""

import re

import pytest
from defusedxml.ElementTree import fromstring

DAY = ("--as-of", "2026-04-01")
SPACE = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def drawn(kinten, tmp_path):
    def draw(*arguments, ending="svg"):
        path = tmp_path / f"map.{ending}"
        ran = kinten("map", "access", *arguments, *DAY, "-o", path)
        assert ran.code == 0, ran.err
        return path.read_text(encoding="utf-8")

    return draw


@pytest.fixture
def titles():
    """Give what each area of a map says, by its name."""

    def find(svg):
        words = ["".join(each.itertext()) for each in fromstring(svg).iter(f"{SPACE}title")]
        return dict(each.split(": ", 1) for each in words if ": " in each)

    return find


def legend(svg):
    """Give the classes of a map with their number of areas."""
    texts = ["".join(each.itertext()) for each in fromstring(svg).iter(f"{SPACE}text")]
    found = [re.fullmatch(r"(.+)（(\d+)）", each) for each in texts]
    return {each[1]: int(each[2]) for each in found if each}


def test_the_share_within_an_hour_in_classes_that_hold_it(kinten, drawn, titles):
    """Each area's own share decides its class; islands stand apart with their people, in the picture too."""
    svg = drawn("nearest")
    told = titles(svg)

    assert list(legend(svg)) == [
        "100%", "95%以上100%未満", "80%以上95%未満", "50%以上80%未満", "50%未満", "陸路で行けない",
    ]  # fmt: skip
    assert sum(legend(svg).values()) == 330
    assert legend(svg)["陸路で行けない"] == sum(
        "陸路で行けない（" in each for each in told.values()
    )
    whole = sum(each.startswith("60分以内 100.0%") for each in told.values())
    assert legend(svg)["100%"] == whole
    assert told["石川県 能登北部"].startswith("60分以内 0.0%、平均 12")
    assert "陸路で行けない：170,401人" in svg
    document = kinten("access", "nearest", "--area", "1704", *DAY, "--json").document
    assert all(each["value"] > 60 for each in document["values"])


def test_other_measures_in_fifths_of_the_areas(drawn, titles):
    """Nothing within the limit is a class of its own, and so is what depends on hospitals in doubt."""
    svg = drawn("2sfca", "--supply-by", "beds")
    counts = legend(svg)
    fifths = [count for words, count in counts.items() if re.match(r"[\d.,]+以上", words)]

    assert len(fifths) == 5
    assert max(fifths) - min(fifths) <= 6
    assert counts["60分以内にない"] > 0
    assert sum(counts.values()) == 330
    assert "届く範囲は60分以内（ちょうどを含む）の仮定" in svg
    assert titles(svg)["石川県 能登北部"] == "60分以内にない"


def test_the_mean_of_an_area_is_that_of_its_residents(kinten, drawn, titles):
    """Weighted by residents of its municipalities, as the values of the command are."""
    found = kinten("access", "cumulative", "--area", "1701", *DAY, "--json", "--max", "30").document
    people = sum(each["people"] for each in found["values"])
    page = drawn("m2sfca", "--gaussian", "30", "--max", "30", ending="html")
    part = kinten(
        *("access", "m2sfca", "--gaussian", "30", "--max", "30", "--area", "1701", *DAY, "--json")
    ).document
    mean = sum(each["people"] * each["value"] for each in part["values"]) / people
    row = re.search(r'<tr id="a1701">(.*?)</tr>', page, re.DOTALL)
    cells = re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row[1])

    assert cells[3] == f"{people:,}"
    assert float(cells[4]) == pytest.approx(mean, abs=6e-4)
    assert "減衰は正規曲線（σ=30分）" in page


def test_the_page_says_what_the_map_assumes_and_whom_it_leaves_out(drawn):
    page = drawn("nearest", "--group", "75", "--year", "2050", "--lang", "en", ending="html")

    for told in (
        "no way by land (20;",
        "straight distance x 1.3 at 40 km/h",
        "projection of 2050",
        "not always the one chosen",
        "municipalities.parquet",
        "projection.parquet",
    ):
        assert told in page


def test_the_map_counts_the_hospitals_of_its_colours(drawn):
    """Those certainly designated; the two that may be are told apart, in the picture itself."""
    svg = drawn("nearest")

    assert "2026-04-01の指定病院461と、確かでない2（収載した病院のうち）" in svg
    assert "463" not in "".join(fromstring(svg).itertext())
    page = drawn("2sfca", "--lang", "en", ending="html")
    assert "461 designated hospitals of 2026-04-01, and 2 not certainly designated" in page


def test_a_map_of_an_earlier_day_says_that_its_areas_are_later(kinten, tmp_path):
    kinten("map", "access", "nearest", "--as-of", "2020-05-01", "-o", tmp_path / "m.html")

    assert "区域は2024年の330圏域で示す" in (tmp_path / "m.html").read_text(encoding="utf-8")


def test_a_map_has_no_part_of_the_country(kinten, tmp_path):
    """`--prefecture` is of the table; the map shows every area."""
    run = kinten("map", "access", "nearest", "--prefecture", "17", "-o", tmp_path / "m.svg")

    assert run.code == 2
