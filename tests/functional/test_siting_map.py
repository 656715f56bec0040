"""`kinten map siting MODEL`: every area in a class, the hospitals numbered and named, the table beside."""

import re

import pytest
from defusedxml.ElementTree import fromstring

DAY = ("--as-of", "2026-04-01")
JAPANESE = re.compile(r"[\u3000-\u303f\u3041-\u30ff\u4e00-\u9fff\uff00-\uffef〜]")


@pytest.fixture
def drawn(kinten, tmp_path):
    def draw(name, *asked):
        ran = kinten("map", "siting", *asked, *DAY, "-o", tmp_path / name)
        assert ran.code == 0, ran.err
        return (tmp_path / name).read_text(encoding="utf-8")

    return draw


def texts_in(svg):
    return [
        "".join(each.itertext())
        for each in fromstring(svg).iter("{http://www.w3.org/2000/svg}text")
    ]


def test_the_legend_counts_every_area_and_the_hospitals_are_named(drawn):
    svg = drawn("map.svg", "mclp", "--more", 3, "--radius", 60)
    texts = texts_in(svg)
    counts = [int(found[1]) for each in texts if (found := re.search(r"（(\d+)）$", each))]

    assert len(svg.encode()) < 400_000
    assert sum(counts) == 330
    assert "計算上の答えであり、設置の提案ではありません。" in texts
    named = [each for each in texts if re.match(r"[123] \S", each)]
    assert len(named) == 3
    assert {"1", "2", "3"} <= set(texts)
    assert svg.count("<circle") >= 3


def test_areas_not_counted_are_told_apart(drawn):
    svg = drawn("map.svg", "pmedian", "--more", 1, "--prefecture", "北海道")
    counts = {
        each.rpartition("（")[0]: each for each in texts_in(svg) if re.search(r"（\d+）$", each)
    }
    assert counts["数えていない"] == "数えていない（309）"


def test_a_page_has_the_table_and_every_area_leads_to_its_row(drawn):
    page = drawn("map.html", "pmedian", "--more", 2, "--lang", "en")
    linked = set(re.findall(r'href="#(a\d{4})"', page))
    rows = set(re.findall(r'<tr id="(a\d{4})"', page))

    assert len(linked) == 330
    assert linked == rows
    assert "This is arithmetic, not a proposal." in page
    assert "minutes assume straight distance" in page


def test_a_map_refuses_what_it_cannot_show(kinten, tmp_path):
    for asked in (("--compare-year", 2050), ("--table", "areas")):
        ran = kinten("map", "siting", "pmedian", "--more", 1, *asked, "-o", tmp_path / "map.svg")
        assert ran.code == 2
        assert not (tmp_path / "map.svg").exists()


def test_the_page_names_the_hospitals_that_do_as_well(drawn):
    """A set with equals is not the only one: the page of the map says so as the table does."""
    page = drawn("map.html", "mclp", "--more", 2, "--radius", 60)

    assert "岩見沢市立総合病院の代わりに" in page
    assert "の代わりに" not in drawn("other.html", "pmedian", "--more", 1)
