"""The map that zooms: asked for by a button, never asking the network, never in the way of the still map."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from kinten.cli.main import main

pytestmark = pytest.mark.chromium
WORDS = {
    "ja": ("拡大できる地図に切り替える", "元の地図に戻る", "表のこの行へ"),
    "en": ("Switch to a map that zooms", "Back to the still map", "To its row in the table"),
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("zoom")
    for lang in WORDS:
        path = folder / f"{lang}.html"
        call = ["map", "coverage", "--as-of", "2026-04-01", "--zoom", "--lang", lang]
        assert main([*call, "-o", str(path)]) == 0
    return folder


def test_without_a_script_the_page_is_the_still_map(pages, open_page):
    """No button, nothing hidden, nothing asked for."""
    page = open_page(scripts=False)
    address = (pages / "ja.html").as_uri()
    page.goto(address)

    assert page.asked == [address]
    assert page.locator("main > button").count() == 0
    assert page.locator(".map svg a").count() == 330
    assert page.locator("#zoom").is_hidden()


@pytest.mark.parametrize("lang", list(WORDS))
def test_the_button_lays_the_map_that_zooms_over_the_still_one_and_back(lang, pages, browser_page):
    """A click on an area tells it and leads to its row; nothing beyond the page is asked for."""
    opened, closed, row = WORDS[lang]
    address = (pages / f"{lang}.html").as_uri()
    browser_page.goto(address)
    browser_page.get_by_role("button", name=opened).click()
    browser_page.wait_for_selector("#zoom[data-drawn=yes]", timeout=60_000)
    assert browser_page.locator(".map").is_hidden()

    box = browser_page.locator("#zoom-map").bounding_box()
    browser_page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.62)
    browser_page.get_by_role("link", name=row).click()
    assert browser_page.evaluate("location.hash").startswith("#a")
    assert browser_page.locator("#zoom-status").inner_text()
    assert Axe().run(browser_page).violations_count == 0

    browser_page.get_by_role("button", name=closed).click()
    assert browser_page.locator(".map").is_visible()
    # The picture's own driver speaks of speed while axe reads its pixels.
    told = [each for each in browser_page.told if "GL Driver Message" not in each]
    beyond = [each for each in browser_page.asked if not each.startswith(("file:", "blob:"))]
    assert (beyond, told) == ([], [])


def test_keys_zoom_the_map(pages, browser_page):
    """The canvas takes the focus; + draws it larger."""
    browser_page.goto((pages / "ja.html").as_uri())
    browser_page.get_by_role("button", name=WORDS["ja"][0]).click()
    browser_page.wait_for_selector("#zoom[data-drawn=yes]", timeout=60_000)
    canvas = browser_page.locator("#zoom canvas")
    canvas.focus()
    before = canvas.screenshot()
    browser_page.keyboard.press("+")
    browser_page.wait_for_timeout(1_000)

    assert canvas.screenshot() != before
