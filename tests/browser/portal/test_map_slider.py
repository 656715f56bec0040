"""The slider of years: with scripts the map follows it, without them its button does; both by keyboard."""

import re

import pytest

pytestmark = pytest.mark.chromium


def test_the_map_follows_the_slider_and_says_so(portal, browser_page):
    browser_page.goto(f"{portal}/map/?year=2024")
    slider = browser_page.locator("#year")
    slider.focus()
    browser_page.keyboard.press("ArrowLeft")
    browser_page.wait_for_url(re.compile("year=2023"))
    browser_page.locator("#map-told", has_text="2023-04-01").wait_for()

    assert browser_page.evaluate("document.activeElement.id") == "year"
    assert browser_page.locator(".years [aria-current]").inner_text() == "2023"
    assert "2023-04-01" in browser_page.title()
    assert browser_page.locator("#language").get_attribute("href") == "/en/map/?year=2023"
    assert browser_page.told == []
    browser_page.go_back()
    browser_page.locator("#map-told", has_text="2024-04-01").wait_for()


def test_without_scripts_the_button_sends_the_year(portal, open_page):
    page = open_page(scripts=False)
    page.goto(f"{portal}/map/?year=2024")
    page.locator("#year").focus()
    page.keyboard.press("Home")
    page.locator(".slider button").press("Enter")

    assert page.url.endswith("/map/?year=2018")
    assert page.locator("#map-told").inner_text().startswith("2018-04-01")


def test_an_area_of_the_map_is_reached_and_opened_by_keyboard(portal, browser_page):
    browser_page.goto(f"{portal}/map/?year=2024")
    browser_page.locator(".map-skip a").focus()
    for _ in range(6):
        browser_page.keyboard.press("Tab")
        at = browser_page.evaluate("document.activeElement.getAttribute('href') || ''")
        if at.startswith("/areas/"):
            break
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_url(re.compile("/areas/2024/0101/"))

    assert "南渡島" in browser_page.locator("h1").inner_text()


def test_the_skip_link_leads_past_the_map(portal, browser_page):
    browser_page.goto(f"{portal}/map/?year=2024")
    browser_page.locator(".map-skip a").press("Enter")

    assert browser_page.evaluate("document.activeElement.id") == "blank"
