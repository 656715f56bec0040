"""The demo's page and the explanation in Chromium: it draws, speaks, and loads nothing from outside."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from kinten.cli.main import main
from kinten.data.loading import packaged_path

pytestmark = pytest.mark.chromium


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    rows = str(packaged_path("meeting_paper_volumes.csv"))
    assert main(["demo", "--no-serve", "--folder", str(folder), "--lang", "ja"]) == 0
    call = ["explain", rows, "--hospital", "金沢医療センター", "-e", "R4.8", "--scope", "volume"]
    assert main([*call, "-o", str(folder / "explain.html")]) == 0
    return folder


def test_the_report_draws_without_errors_or_requests(pages, browser_page):
    """One request (the file itself), nothing on the console, 48 hospitals, the caution on top."""
    address = (pages / "report.html").as_uri()
    browser_page.goto(address)

    assert browser_page.told == []
    assert browser_page.asked == [address]
    assert browser_page.locator("article.hospital").count() == 48
    assert "厚生労働省の判断ではありません" in browser_page.locator(".caution").inner_text()


def test_a_hospital_can_be_reached_and_opened_with_the_keyboard(pages, browser_page):
    """Tab to the first hospital's link, follow it, open its clauses: no mouse needed."""
    browser_page.goto((pages / "report.html").as_uri())
    browser_page.keyboard.press("Tab")
    assert browser_page.evaluate("document.activeElement.className") == "skip"
    browser_page.keyboard.press("Tab")
    browser_page.keyboard.press("Enter")
    assert browser_page.evaluate("location.hash") == "#h1"
    browser_page.locator("#h1 summary").focus()
    browser_page.keyboard.press("Enter")

    assert browser_page.locator("#h1 details").evaluate("each => each.open") is True


@pytest.mark.parametrize("width", [320, 800, 1200])
def test_no_width_makes_the_page_scroll_sideways(pages, browser_page, width):
    """Tables scroll inside their own frame, on a telephone too."""
    browser_page.set_viewport_size({"width": width, "height": 900})
    browser_page.goto((pages / "report.html").as_uri())

    assert browser_page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_no_cell_of_the_clauses_runs_into_the_next(browser_page, tmp_path, lang):
    """A shortfall that is a range (191 to 200) stays in its column on a narrow screen."""
    rows, page = tmp_path / "rows.csv", tmp_path / "page.html"
    rows.write_text(
        "year_submitted,hospital,prefecture,registry_cases,cancer_surgeries,resident_share\n"
        "2023,甲病院,石川県,7,3,9%\n",
        encoding="utf-8",
    )
    call = ["explain", str(rows), "--hospital", "甲", "-e", "R4.8", "--scope", "volume"]
    assert main([*call, "--lang", lang, "-o", str(page)]) == 0
    browser_page.set_viewport_size({"width": 1000, "height": 900})
    browser_page.goto(page.as_uri())
    over = browser_page.evaluate(
        "[...document.querySelectorAll('.clauses th, .clauses td')]"
        ".filter(each => each.scrollWidth > each.clientWidth).map(each => each.textContent)"
    )

    assert over == []


def test_the_headings_and_tables_carry_the_page(pages, browser_page):
    """One h1, no empty header cell, every table in a scrolling frame, the language is said."""
    browser_page.goto((pages / "report.html").as_uri())
    empty = browser_page.evaluate(
        "[...document.querySelectorAll('th')].filter(each => !each.textContent.trim()).length"
    )

    assert browser_page.locator("h1").count() == 1
    assert browser_page.evaluate("document.documentElement.lang") == "ja"
    assert empty == 0


def test_the_explanation_prints_on_paper(pages, browser_page, tmp_path):
    """Print view: every clause is on the page, as a PDF of a few pages."""
    browser_page.goto((pages / "explain.html").as_uri())
    printed = browser_page.pdf(path=tmp_path / "explain.pdf", format="A4")

    assert printed.startswith(b"%PDF")
    assert browser_page.locator("details[open]").count() == 2


@pytest.mark.parametrize("name", ["report", "explain"])
def test_axe_finds_nothing(name, pages, browser_page):
    """Names, contrast, landmarks, headings: what a machine can check."""
    browser_page.goto((pages / f"{name}.html").as_uri())

    found = Axe().run(browser_page)

    assert found.violations_count == 0, found.generate_report()
