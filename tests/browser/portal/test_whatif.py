"""A threshold from slider to map: with scripts, without them by the button, and by keyboard alone."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from kinten.portal.policy.viewer import Role

pytestmark = pytest.mark.chromium
ADDRESS = "/whatif/?clause=R4.8/volume/absolute/registry&scope=clause&roughly=strict"
CHANGED = ".atlas a[aria-label*='指定を失う病院がある']"


def told(page):
    return page.locator("#whatif-told").inner_text()


def test_the_table_the_curve_and_the_map_follow_the_slider(portal, browser_page, pictures):
    browser_page.goto(portal + ADDRESS)
    assert told(browser_page).startswith("条文のまま（500）")
    assert browser_page.locator(CHANGED).count() == 0
    slider = browser_page.locator("#slider")
    slider.focus()
    browser_page.keyboard.press("End")
    browser_page.wait_for_url(re.compile("value=1500"))
    browser_page.locator("#whatif-told", has_text="500 から 1500 に").wait_for()

    losing = browser_page.locator(CHANGED)
    assert losing.count() > 0
    assert losing.first.locator("path").get_attribute("fill") == "url(#p-loses)"
    assert "この計算 1,500" in browser_page.locator(".steps").text_content()
    assert browser_page.locator("#hospitals ~ .table tbody th").count() > 0
    assert browser_page.evaluate("document.activeElement.id") == "slider"
    assert browser_page.locator("#value").input_value() == "1500"
    assert "= 1500" in browser_page.title()
    assert "value=1500" in browser_page.locator("#language").get_attribute("href")
    browser_page.locator("#map + p + .map-layout").screenshot(path=pictures / "whatif-map.png")
    browser_page.locator(".steps-picture").screenshot(path=pictures / "whatif-curve.png")
    browser_page.screenshot(path=pictures / "whatif-moved.png", full_page=True)
    assert browser_page.told == []
    assert Axe().run(browser_page).violations_count == 0


def test_going_back_gives_the_number_before(portal, browser_page):
    browser_page.goto(portal + ADDRESS)
    browser_page.locator("#slider").focus()
    browser_page.keyboard.press("End")
    browser_page.wait_for_url(re.compile("value=1500"))
    browser_page.go_back()
    browser_page.locator("#whatif-told", has_text="条文のまま").wait_for()

    assert browser_page.locator("#value").input_value() == "500"


def test_a_number_that_cannot_be_taken_is_told_at_its_field(portal, browser_page):
    browser_page.goto(portal + ADDRESS)
    browser_page.locator("#value").fill("7")
    browser_page.locator("#value-error", has_text="10未満").wait_for()

    assert browser_page.locator("#value").get_attribute("aria-invalid") == "true"
    browser_page.locator("#value").fill("700")
    browser_page.locator("#whatif-told", has_text="500 から 700 に").wait_for()
    assert browser_page.locator("#value").get_attribute("aria-invalid") is None
    assert not browser_page.locator("#value-error").is_visible()


def test_without_scripts_the_button_sends_the_number(portal, open_page, pictures):
    page = open_page(scripts=False)
    page.goto(portal + ADDRESS)
    assert not page.locator("#slider").is_visible()
    page.locator("#value").fill("1500")
    page.locator("#moving button").click()

    assert "value=1500" in page.url
    assert told(page).startswith("500 から 1500 に")
    assert page.locator(CHANGED).count() > 0
    page.screenshot(path=pictures / "whatif-without-scripts.png", full_page=True)


@pytest.mark.parametrize("scripts", [True, False])
def test_another_clause_and_number_by_keyboard_alone(portal, open_page, scripts):
    page = open_page(scripts=scripts)
    page.goto(portal + ADDRESS)
    page.locator("#clause").focus()
    page.keyboard.press("ArrowDown")
    for _ in range(5):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "この条項を選ぶ"
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"clause=R4\.8%2Fvolume%2Fabsolute%2Fsurgery"))
    page.keyboard.press("Tab")
    page.locator("#value").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("1200")
    page.keyboard.press("Enter")
    page.locator("#whatif-told", has_text="400 から 1200 に").wait_for()

    assert "value=1200" in page.url


def test_the_map_can_be_passed_over(portal, browser_page):
    browser_page.goto(portal + ADDRESS)
    browser_page.locator(".map-skip a").press("Enter")

    assert browser_page.evaluate("document.activeElement.id") == "notes"


def test_an_officer_goes_from_the_list_to_an_area_and_its_file(open_as, pictures):
    page = open_as(Role.PREFECTURE, "/officer/areas/")
    first = page.locator(".officer tbody th a").first
    name = first.inner_text()
    first.press("Enter")
    page.wait_for_url(re.compile(r"/officer/areas/2024/\d{4}/"))
    assert page.locator("h1").inner_text().startswith(name)
    assert page.locator("table").first.locator("tbody tr").count() == 5
    with page.expect_download() as started:
        page.locator(".files a", has_text="CSV").click()
    page.screenshot(path=pictures / "officer-area.png", full_page=True)

    assert name in started.value.suggested_filename
