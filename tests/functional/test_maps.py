"""Maps as files: small, in one language, classes told apart without colour, counts that add up."""

import re
import sys
from datetime import date
from itertools import pairwise

import pytest
from defusedxml.ElementTree import fromstring

from kinten.coverage.blank import Cover
from kinten.data.loading import packaged_path
from kinten.desk.genome import (
    GENOME_KINDS,
    Statement,
    load_statements,
    newest_statements,
    published_totals,
)
from kinten.desk.mapping import coverage_map
from kinten.vocabulary.identity import PREFECTURES

ROWS = packaged_path("meeting_paper_volumes.csv")
DAY = ("--as-of", "2026-04-01")
CALLS = {
    "coverage": ("coverage", *DAY),
    "volumes": ("volumes", *DAY, "--cancer", "090010"),
    "genome": ("genome", *DAY),
    "access": ("access", "2sfca", *DAY, "--supply-by", "beds"),
    "whatif": (
        *("whatif", ROWS, "-e", "R4.8", "--scope", "volume", *DAY),
        *("--set", "volume/relative=none"),
    ),
}
JAPANESE = re.compile(r"[\u3000-\u303f\u3041-\u30ff\u4e00-\u9fff\uff00-\uffef〜]")
FILL = re.compile(r"\.c-([\w-]+)\{fill:(#\w+|url\(#p-[\w-]+\))\}")


@pytest.fixture
def drawn(kinten, tmp_path):
    """Draw a map into a file and give its text."""

    def draw(name: str, lang: str = "ja", ending: str = "svg", *more: object) -> str:
        path = tmp_path / f"map.{ending}"
        ran = kinten("map", *CALLS[name], *more, "--lang", lang, "-o", path)
        assert ran.code == 0, ran.err
        return path.read_text(encoding="utf-8")

    return draw


def texts_in(svg: str) -> list[str]:
    space = "{http://www.w3.org/2000/svg}"
    return ["".join(each.itertext()) for each in fromstring(svg).iter(f"{space}text")]


@pytest.mark.parametrize("name", list(CALLS))
def test_a_map_is_small_and_its_legend_counts_every_area(name, drawn):
    svg = drawn(name)
    counts = [int(found[1]) for each in texts_in(svg) if (found := re.search(r"（(\d+)）$", each))]

    assert len(svg.encode()) < 400_000
    assert sum(counts) == 330


@pytest.mark.parametrize("name", list(CALLS))
def test_classes_differ_in_pattern_or_strongly_in_lightness(name, drawn):
    """Two plain classes of one map are at least 1.5 to 1 in contrast; no two share a pattern."""
    svg = drawn(name)
    plain = []
    patterns = []
    for key, fill in FILL.findall(svg):
        if fill.startswith("#"):
            plain.append(lightness(fill))
        else:
            found = re.search(rf'<pattern id="p-{key}".*?</pattern>', svg)
            assert found is not None
            patterns.append(re.sub(r"#\w+|p-[\w-]+", "", found[0].split("/>", 1)[1]))

    assert len(set(patterns)) == len(patterns)
    plain.sort()
    assert all((b + 0.05) / (a + 0.05) >= 1.5 for a, b in pairwise(plain))


def lightness(fill: str) -> float:
    """Relative luminance, as WCAG reckons it."""
    parts = [int(fill[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", list(CALLS))
def test_an_english_page_has_no_japanese_but_names(name, drawn, atlas):
    """Names of areas and hospitals stay; nothing else of the page is Japanese."""
    page = drawn(name, "en", "html")
    page = re.sub(r"<style>.*?</style>|font-family=\"[^\"]*\"", "", page, flags=re.DOTALL)
    names = {each.name for each in atlas.frame.areas.values()}
    for hospital in atlas.network.hospitals.values():
        names |= {hospital.name, *(each.text for each in hospital.names)}
    names |= {each.name for each in load_statements({})}
    names |= {each.name for each in atlas.geography.municipalities.values()}
    names |= {each.name for each in atlas.official.areas}
    for each in sorted(names, key=len, reverse=True):
        page = page.replace(each, "")

    left = [line.strip()[:120] for line in page.splitlines() if JAPANESE.search(line)]
    assert left == []


def test_merged_areas_have_an_outline_and_keep_their_class(drawn):
    svg = drawn("coverage")

    assert svg.count('<path class="m"') == 4  # three areas of 秋田 and the legend
    assert any(each.startswith("2024年に統合：秋田県 県北") for each in texts_in(svg))


def test_a_scenario_tells_sure_and_possible_losses_apart(drawn):
    """Without a reading of 程度 all four areas are only possible: an outline, no change of class."""
    page = drawn("whatif", "ja", "html")
    rows = re.findall(r'<tr id="a(\d{4})">(.*?)</tr>', page, flags=re.DOTALL)
    changed = [(code, row) for code, row in rows if "→" in row]
    classes = [row for _, row in changed if "指定病院がなくなる（可能性）、拠点まで" in row]

    assert page.count('<path class="m"') == 5
    assert len(classes) == 4
    assert rows[: len(changed)] == changed
    assert len(changed) > 4  # the others keep their class, and their way to a hub may change
    strict = drawn("whatif", "ja", "html", "--reading", "roughly=strict")
    assert "拠点病院あり → 指定病院がなくなる、拠点まで" in strict


def test_a_map_of_a_scenario_says_what_was_asked(drawn):
    """Wherever the picture is pasted: editions, day, scope, changes, inputs; the page in words too."""
    for ending in ("svg", "html"):
        told = drawn("whatif", "ja", ending, "--without", "浜田医療センター")
        svg = told[told.index("<svg") : told.index("</svg>")]
        described = re.search(r"<desc>(.*?)</desc>", svg)[1]
        assert f"<title>改定案による医療圏の変化（{DAY[1]}）</title>" in svg
        for each in (
            f"配置は{DAY[1]}",
            "R4.8",
            "範囲: volume",
            "volume/relative = none",
            "指定がなくなる: 浜田医療センター",
            "meeting_paper_volumes.csv",
        ):
            assert each in described
        assert re.search(r"<text[^>]*>R4.8、範囲：volume、判定した報告24</text>", svg)
        assert re.search(r"<text[^>]*>入力：meeting_paper_volumes.csv</text>", svg)
    page = told
    assert f'<p class="meta">R4.8 から R4.8 へ　配置は{DAY[1]}' in page
    assert '<p class="meta">volume/relative = none</p>' in page


def test_a_map_of_openings_says_who_gains_and_whose_way_gets_shorter(drawn):
    svg = drawn("whatif", "ja", "svg", "--opening", "秩父市立病院")

    assert "最初の病院・拠点を得る医療圏 1、得る医療圏の住民 90,119" in svg
    assert "拠点が近くなる住民 93,642" in svg


def test_a_map_of_volumes_says_of_which_day_the_designations_are(drawn):
    for lang, told in (("ja", f"指定は{DAY[1]}の状態"), ("en", f"designated as of {DAY[1]}")):
        svg = drawn("volumes", lang, "svg")
        assert svg.count(told) == 2  # in the legend and in the description
    assert f"「指定」は{DAY[1]}の状態です。" in drawn("volumes", "ja", "html")


def test_every_class_of_an_area_has_a_look(atlas):
    sheet = coverage_map(atlas, atlas.on(date(2018, 4, 1)), "ja", is_page=False)
    shown = set(sheet.picture.shown.values())

    assert shown == {look.key for look in sheet.picture.looks}
    assert {each.value.replace("_", "-") for each in Cover} >= shown


def test_a_png_without_its_package_is_told(kinten, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    path = tmp_path / "map.png"
    ran = kinten("map", "coverage", *DAY, "--lang", "en", "-o", path)

    assert ran.code == 2
    assert "-m pip install resvg-py" in ran.err
    assert "Traceback" not in ran.err
    assert not path.exists()


def test_a_png_is_a_picture(kinten, tmp_path):
    pytest.importorskip("resvg_py")
    path = tmp_path / "map.png"

    assert kinten("map", "coverage", *DAY, "-o", path).code == 0
    assert path.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(("asked", "code"), [("breast", 0), ("乳房", 0), ("肉腫", 2), ("", 2)])
def test_a_cancer_is_found_by_either_name(asked, code, kinten, tmp_path):
    path = tmp_path / "map.svg"

    assert kinten("map", "volumes", *DAY, "--cancer", asked, "-o", path).code == code


# ------------------------------------------------------------------------------------ genome


def test_genome_areas_without_a_statement_are_not_known_and_totals_stand_beside(drawn):
    texts = texts_in(drawn("genome"))

    assert any("なし」ではなく「不明」" in each for each in texts)
    assert "がんゲノム医療中核拠点病院：記載12／公表数13（2024-04-01）" in texts
    assert "がんゲノム医療連携病院：記載7／公表数219（2024-04-01）" in texts
    assert any(each.startswith("不明（記載なし）") for each in texts)


@pytest.mark.parametrize("kind", list(GENOME_KINDS))
def test_a_kind_of_genome_hospital_has_its_own_map(kind, drawn):
    texts = texts_in(drawn("genome", "en", "svg", "--kind", kind))
    others = {other: GENOME_KINDS[other].label.en for other in GENOME_KINDS if other != kind}

    assert texts[2] == f"{GENOME_KINDS[kind].label.en.capitalize()} (2026-04-01)"
    assert not [each for each in texts for other in others.values() if other in each]


def test_the_newest_statement_of_a_hospital_counts_and_an_undated_one_yields(atlas):
    """静岡がんセンター: a hub in 2019, core from April 2020. 砂川: undated, then August 2024."""
    statements = load_statements(atlas.network.hospitals)

    def kinds_on(day: date, **more: date) -> dict[str, Statement]:
        found = newest_statements(statements, day, **more)
        return {each.hospital.id: each for each in found if each.hospital is not None}

    assert kinds_on(date(2019, 12, 31))["DCH183"].kind == "hub"
    assert kinds_on(date(2020, 4, 1))["DCH183"].kind == "core"
    assert kinds_on(date(2024, 7, 31))["DCH015"].stated is None
    assert kinds_on(date(2024, 8, 1))["DCH015"].stated == date(2024, 8, 1)
    assert "DCH009" not in kinds_on(date(2026, 4, 1), kinds_since=date(2024, 1, 1))
    assert kinds_on(date(2026, 4, 1), recorded_by=date(2020, 1, 1)) == {}


def test_an_undated_statement_is_not_counted_before_the_numbers_it_prints(atlas):
    """Its paper names 13 core and 218 cooperating hospitals: the numbers of February 2024."""
    statements = load_statements(atlas.network.hospitals)

    assert newest_statements(statements, date(2015, 1, 1)) == ()
    assert all(each.stated for each in newest_statements(statements, date(2024, 1, 31)))
    undated = [e for e in newest_statements(statements, date(2024, 2, 1)) if e.stated is None]
    assert len(undated) == 5


def test_a_hospital_without_an_id_is_found_by_its_exact_name(atlas):
    statements = load_statements(atlas.network.hospitals)
    found = {each.name: each.hospital for each in statements}

    assert found["相良病院"].id == "DCM014"
    assert found["帯広厚生病院"].area == "0119"
    assert found["国立成育医療研究センター"] is None
    assert all(each.prefecture in PREFECTURES for each in statements)


def test_published_totals_are_the_newest_of_the_day():
    assert [each.count for each in published_totals(date(2022, 12, 31), GENOME_KINDS)] == [
        *(12, 33, 188),
    ]
    assert published_totals(date(2018, 1, 1), GENOME_KINDS) == []


def test_a_hospital_that_only_likely_stands_is_marked_in_the_table_of_the_map(kinten, tmp_path):
    """KKR札幌医療センター: in no list of the ministry that is held."""
    kinten("map", "coverage", "--as-of", "2026-04-01", "-o", tmp_path / "map.html")
    page = (tmp_path / "map.html").read_text(encoding="utf-8")

    assert "札幌医療センター（指定は推定）" in page
