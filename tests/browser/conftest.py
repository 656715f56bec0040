"""A page of Chromium that remembers what it said and what it asked for."""

import pytest
from playwright.sync_api import sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture
def open_page(chromium):
    """Open a page; with ``scripts`` False it runs none of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)

        def open_one(*, scripts: bool = True):
            context = browser.new_context(
                viewport={"width": 1200, "height": 900},
                locale="ja-JP",
                java_script_enabled=scripts,
            )
            page = context.new_page()
            page.told, page.asked = [], []
            page.on("console", lambda message: page.told.append(message.text))
            page.on("pageerror", lambda error: page.told.append(str(error)))
            page.on("request", lambda request: page.asked.append(request.url))
            return page

        yield open_one
        browser.close()


@pytest.fixture
def browser_page(open_page):
    return open_page()
