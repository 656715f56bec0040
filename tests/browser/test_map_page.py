"""Maps and the officers' page in Chromium: without a script, by keyboard, in print, for axe."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from kinten.cli.main import main
from kinten.data.loading import packaged_path

pytestmark = pytest.mark.chromium
DAY = ("--as-of", "2026-04-01")
ROWS = str(packaged_path("meeting_paper_volumes.csv"))
PAGES = {
    "genome": ("map", "genome", *DAY),
    "coverage": ("map", "coverage", *DAY),
    "volumes": ("map", "volumes", *DAY, "--cancer", "06007x"),
    "whatif": (
        *("map", "whatif", ROWS, "-e", "R4.8", "--scope", "volume", *DAY),
        *("--set", "volume/relative=none", "--reading", "roughly=strict"),
    ),
    "areas": ("coverage", "--prefecture", "島根", *DAY),
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("maps")
    for lang in ("ja", "en"):
        for name, call in PAGES.items():
            path = folder / f"{name}-{lang}.html"
            assert main([*call, "--lang", lang, "-o", str(path)]) == 0
    return folder


@pytest.mark.parametrize("name", ["coverage", "volumes", "whatif"])
def test_the_map_draws_every_area_without_a_script(name, pages, open_page):
    page = open_page(scripts=False)
    address = (pages / f"{name}-ja.html").as_uri()
    page.goto(address)

    assert page.told == []
    assert page.asked == [address]
    assert page.locator(".map svg a").count() == 330
    box = page.locator(".map svg a path").nth(3).bounding_box()
    assert box is not None
    assert box["width"] > 20


def test_an_area_is_reached_by_keyboard_and_leads_to_its_row(pages, browser_page):
    browser_page.goto((pages / "coverage-ja.html").as_uri())
    browser_page.keyboard.press("Tab")
    assert browser_page.evaluate("document.activeElement.className") == "skip"
    browser_page.keyboard.press("Tab")

    focused = "document.activeElement"
    assert browser_page.evaluate(f"{focused}.getAttribute('aria-label')").startswith(
        "北海道 南渡島"
    )
    stroke = f"getComputedStyle({focused}.querySelector('path')).strokeWidth"
    assert browser_page.evaluate(stroke) == "36px"
    browser_page.keyboard.press("Enter")
    assert browser_page.evaluate("location.hash") == "#a0101"
    assert browser_page.locator("tr:target td").first.inner_text() == "0101"


def test_the_map_can_be_skipped(pages, browser_page):
    browser_page.goto((pages / "coverage-ja.html").as_uri())
    browser_page.keyboard.press("Tab")
    browser_page.keyboard.press("Enter")

    assert browser_page.evaluate("document.activeElement.id") == "table"


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("name", list(PAGES))
def test_axe_finds_nothing(name, lang, pages, browser_page):
    browser_page.goto((pages / f"{name}-{lang}.html").as_uri())

    found = Axe().run(browser_page)

    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("name", list(PAGES))
@pytest.mark.parametrize("width", [360, 1200])
def test_no_width_makes_the_page_scroll_sideways(name, width, pages, browser_page):
    browser_page.set_viewport_size({"width": width, "height": 900})
    browser_page.goto((pages / f"{name}-ja.html").as_uri())

    assert browser_page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_map_prints(pages, browser_page, tmp_path):
    browser_page.goto((pages / "coverage-ja.html").as_uri())
    printed = browser_page.pdf(path=tmp_path / "map.pdf", format="A4", print_background=True)

    assert printed.startswith(b"%PDF")
    assert len(printed) > 100_000


def test_the_legend_counts_every_area(pages, browser_page):
    browser_page.goto((pages / "coverage-ja.html").as_uri())
    texts = browser_page.locator(".map svg text").all_text_contents()
    counts = [int(found[1]) for text in texts if (found := re.search(r"（(\d+)）$", text))]

    assert sum(counts) == 330
