"""The map drawn larger: by buttons, by keys, by dragging; still and whole where there are no scripts."""

import pytest

pytestmark = pytest.mark.chromium
AT = "/map/?year=2024"


def box(page):
    """The part of the drawing that is seen: left, top, width, height."""
    return [float(each) for each in page.locator("svg.atlas").get_attribute("viewBox").split()]


def test_buttons_draw_it_larger_and_whole_again(portal, browser_page):
    browser_page.goto(f"{portal}{AT}")
    whole = box(browser_page)
    larger = browser_page.get_by_role("button", name="拡大")
    larger.click()
    larger.click()

    assert box(browser_page)[2:] == [whole[2] / 4, whole[3] / 4]
    assert browser_page.locator(".zoom-tools output").inner_text() == "4倍"
    browser_page.get_by_role("button", name="縮小").click()
    assert box(browser_page)[2] == whole[2] / 2
    browser_page.get_by_role("button", name="全体").click()
    assert box(browser_page) == whole
    assert browser_page.told == []


def test_keys_move_it_and_never_past_its_edge(portal, browser_page):
    browser_page.goto(f"{portal}/en{AT}")
    whole = box(browser_page)
    browser_page.get_by_role("button", name="Zoom in").focus()
    browser_page.keyboard.press("+")
    before = box(browser_page)
    browser_page.keyboard.press("ArrowLeft")
    assert box(browser_page)[0] < before[0]
    for _ in range(9):
        browser_page.keyboard.press("ArrowLeft")
        browser_page.keyboard.press("ArrowUp")
    assert box(browser_page)[:2] == whole[:2]
    browser_page.keyboard.press("0")
    assert box(browser_page) == whole


def test_dragging_moves_it_and_opens_no_area(portal, browser_page):
    browser_page.goto(f"{portal}{AT}")
    browser_page.get_by_role("button", name="拡大").click()
    before, at = box(browser_page), browser_page.locator("svg.atlas").bounding_box()
    browser_page.locator("svg.atlas").scroll_into_view_if_needed()
    at = browser_page.locator("svg.atlas").bounding_box()
    x, y = at["x"] + at["width"] / 2, at["y"] + 60
    browser_page.mouse.move(x, y)
    browser_page.mouse.down()
    browser_page.mouse.move(x + 80, y + 10, steps=4)
    browser_page.mouse.up()

    assert box(browser_page)[0] < before[0]
    assert browser_page.url.endswith(AT)


def test_it_stays_so_for_another_year(portal, browser_page):
    browser_page.goto(f"{portal}{AT}")
    browser_page.get_by_role("button", name="拡大").click()
    before = box(browser_page)
    browser_page.locator("#year").focus()
    browser_page.keyboard.press("ArrowLeft")
    browser_page.locator("#map-told", has_text="2023-04-01").wait_for()

    assert box(browser_page) == before
    assert browser_page.locator(".zoom-tools output").inner_text() == "2倍"


def test_an_area_that_gets_the_focus_is_brought_into_sight(portal, browser_page):
    browser_page.goto(f"{portal}{AT}")
    last = browser_page.locator("svg.atlas a").last
    for _ in range(3):
        browser_page.get_by_role("button", name="拡大").click()
    browser_page.get_by_role("button", name="全体").focus()
    browser_page.keyboard.press("Tab")
    first = box(browser_page)
    middle = browser_page.evaluate(
        "(() => {const b = document.activeElement.getBBox(); return [b.x + b.width / 2, b.y + b.height / 2]})()"
    )
    assert last.count() == 1
    assert first[0] <= middle[0] <= first[0] + first[2]
    assert first[1] <= middle[1] <= first[1] + first[3]


def test_without_scripts_it_is_whole_and_no_button_does_nothing(portal, open_page):
    page = open_page(scripts=False)
    page.goto(f"{portal}{AT}")

    assert not page.locator(".zoom-tools").is_visible()
    assert page.locator("svg.atlas").is_visible()
