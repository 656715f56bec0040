"""Every type of page in Chromium: axe, its own host alone, keyboard, without scripts, 400 % zoom."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from kinten.portal.public.accessibility import PAGE_TYPES

pytestmark = pytest.mark.chromium
ADDRESSES = [prefix + each.address for each in PAGE_TYPES for prefix in ("", "/en")]


@pytest.fixture(scope="module")
def pictures(root):
    folder = root / ".check" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.mark.parametrize("address", ADDRESSES)
def test_axe_finds_nothing_and_no_other_host_is_asked(portal, browser_page, pictures, address):
    browser_page.goto(portal + address)
    found = Axe().run(browser_page)
    name = re.sub(r"[^a-z0-9]+", "-", address.lower()).strip("-") or "home"
    browser_page.screenshot(path=pictures / f"{name}.png", full_page=True)

    assert found.violations_count == 0, found.generate_report()
    assert browser_page.told == []
    assert all(each.startswith((portal, "data:")) for each in browser_page.asked)


@pytest.mark.parametrize("address", ADDRESSES)
def test_at_400_percent_nothing_runs_off_the_page(portal, browser_page, address):
    browser_page.set_viewport_size({"width": 320, "height": 640})
    browser_page.goto(portal + address)

    assert browser_page.evaluate("document.documentElement.scrollWidth") <= 320
    assert browser_page.locator("h1").bounding_box()["width"] <= 320


def test_a_hospital_is_found_by_keyboard_alone(portal, browser_page):
    browser_page.goto(portal)
    browser_page.keyboard.press("Tab")
    assert browser_page.evaluate("document.activeElement.className") == "skip"
    browser_page.keyboard.press("Enter")
    browser_page.keyboard.press("Tab")
    assert browser_page.evaluate("document.activeElement.id") == "q"
    browser_page.keyboard.type("旭川医科")
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_url(re.compile("q="))
    link = browser_page.get_by_role("link", name="旭川医科大学病院")
    link.focus()
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_url(re.compile("DCH001"))

    assert browser_page.locator("h1").inner_text() == "旭川医科大学病院"


def test_a_hospital_is_found_without_scripts(portal, open_page):
    page = open_page(scripts=False)
    page.goto(portal)
    page.locator("#q").fill("旭川医科")
    page.locator("main button[type=submit]").click()

    assert page.get_by_role("link", name="旭川医科大学病院").is_visible()


def test_the_language_switch_keeps_the_page(portal, browser_page):
    browser_page.goto(f"{portal}/hospitals/DCH001/?on=2024-04-01")
    browser_page.get_by_role("link", name="English").click()

    assert browser_page.url == f"{portal}/en/hospitals/DCH001/?on=2024-04-01"
    assert browser_page.evaluate("document.documentElement.lang") == "en"
