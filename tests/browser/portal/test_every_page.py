"""Every type of page in Chromium: axe, its own host alone, 400 % zoom; pages behind the sign-in as their users."""

import re
from urllib.parse import urlsplit
from zlib import crc32

import pytest
from axe_playwright_python.sync_playwright import Axe

from kinten.portal.public.accessibility import PAGE_TYPES

pytestmark = pytest.mark.chromium


def in_english(address):
    """Give the English address of a page; the page of the API has its language in its query."""
    return f"{address}?lang=en" if address.startswith("/api/") else f"/en{address}"


PAGES = [
    pytest.param(
        each.role,
        address,
        # The English page has the same parts; it is opened by ./check --full.
        marks=[] if address == each.address else [pytest.mark.full],
        id=f"{each.role or 'visitor'}:{address}".encode("ascii", "replace").decode(),
    )
    for each in PAGE_TYPES
    for address in (each.address, in_english(each.address))
]


def name_of(role, address):
    plain = re.sub(r"[^a-z0-9]+", "-", address.lower()).strip("-") or "home"
    # Japanese words of a query are told apart by a sum.
    mark = "" if address.isascii() else f"-{crc32(address.encode()):08x}"
    return f"{role or 'visitor'}-{plain}{mark}.png"


@pytest.fixture
def open_type(open_as, filled):
    """Open the page of a type, and make sure that it is this one that came."""

    def open_one(role, address):
        page = open_as(role, address.format(**filled["made"]))
        came, wanted = (
            urlsplit(each).path for each in (page.url, address.format(**filled["made"]))
        )
        assert came == wanted
        return page

    return open_one


@pytest.mark.parametrize(("role", "address"), PAGES)
def test_a_page_is_whole_for_axe_in_its_language_and_at_400_percent(
    portal, open_type, pictures, role, address
):
    page = open_type(role, address)
    found = Axe().run(page)
    page.screenshot(path=pictures / name_of(role, address), full_page=True)

    assert found.violations_count == 0, found.generate_report()
    # What a browser says of an answer that refuses, or that there is none, is no fault of the page.
    assert [each for each in page.told if not re.search("status of 40[34]", each)] == []
    assert all(each.startswith((portal, "data:")) for each in page.asked)
    is_english = address.startswith("/en") or "lang=en" in address
    assert page.evaluate("document.documentElement.lang") == ("en" if is_english else "ja")
    assert page.locator("h1").count() == 1
    # A page for paper has nothing to skip.
    assert page.locator("nav").count() == 0 or page.locator("a.skip[href='#main']").count() == 1
    assert page.title().strip() not in {"", "– Kinten"}

    page.set_viewport_size({"width": 320, "height": 640})
    page.screenshot(path=pictures / f"narrow-{name_of(role, address)}", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.locator("h1").bounding_box()["width"] <= 320
