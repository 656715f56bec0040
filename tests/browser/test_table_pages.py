"""Pages of plain tables and of the series in Chromium: for axe, for narrow windows, in print."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from kinten.cli.main import main

pytestmark = pytest.mark.chromium
DAY = ("--as-of", "2026-04-01")
PAGES = {
    "areas": ("network", "--list", "areas", "--prefecture", "三重", *DAY),
    "hospitals": ("network", "--prefecture", "石川", "--as-of", "2024-03-01"),
    "flow": ("flow", "--prefecture", "島根", *DAY),
    "series": ("coverage", "--series"),
    "island": ("coverage", "--area", "天草", *DAY),
    "earlier": ("coverage", "--prefecture", "秋田", "--as-of", "2022-04-01"),
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    for lang in ("ja", "en"):
        for name, call in PAGES.items():
            path = folder / f"{name}-{lang}.html"
            assert main([*call, "--lang", lang, "-o", str(path)]) == 0
    return folder


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


def test_no_number_of_the_chart_lies_on_another(pages, browser_page):
    browser_page.goto((pages / "series-ja.html").as_uri())
    boxes = browser_page.evaluate(
        "[...document.querySelectorAll('.chart svg text.n')].map(e => e.getBBox())"
        ".map(b => [b.x + 1, b.y + 4, b.x + b.width - 1, b.y + b.height - 4])"
    )
    over = [
        (a, b)
        for i, a in enumerate(boxes)
        for b in boxes[:i]
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]

    assert len(boxes) > 60
    assert over == []


@pytest.mark.parametrize("name", ["areas", "series"])
def test_the_page_prints(name, pages, browser_page, tmp_path):
    browser_page.goto((pages / f"{name}-ja.html").as_uri())
    printed = browser_page.pdf(path=tmp_path / "t.pdf", prefer_css_page_size=True)

    assert printed.startswith(b"%PDF")
