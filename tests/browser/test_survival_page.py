"""The page of survival in Chromium: for axe, without scripts, in a narrow window."""

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe

from kinten.cli.main import main

pytestmark = pytest.mark.chromium
CALLS = {
    "groups": ("--min-patients", "100"),
    "ages": ("--standardise", "icss1", "--period", "2010-01-01..2013-12-31"),
    "exact": ("--exact",),
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder, chance = tmp_path_factory.mktemp("survival"), np.random.default_rng(0)
    people = ["group,id,sex,age_days,diagnosis_date,time_days,dead"]
    for name, size in (("甲病院", 900), ("乙病院", 700), ("丙病院", 40)):
        people += [
            f"{name},{name}{at},1,{chance.integers(6_000, 31_000)},20{chance.integers(5, 14):02}-03-15,"
            f"{chance.integers(1, 2200)},{chance.integers(0, 2)}"
            for at in range(size)
        ]
    (folder / "patients.csv").write_text("\n".join(people), "utf-8")
    for lang in ("ja", "en"):
        for name, call in CALLS.items():
            whole = ("registry", "survival", str(folder / "patients.csv"), "--method")
            output = ("--lang", lang, "-o", str(folder / f"{name}-{lang}.html"))
            assert main([*whole, "kaplan-meier", "--years", "1,2,3", *call, *output]) == 0
    return folder


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("name", list(CALLS))
def test_axe_finds_nothing_and_nothing_is_asked_for(name, lang, pages, browser_page):
    address = (pages / f"{name}-{lang}.html").as_uri()
    browser_page.goto(address)

    found = Axe().run(browser_page)

    assert found.violations_count == 0, found.generate_report()
    assert browser_page.asked == [address]
    assert browser_page.told == []


@pytest.mark.parametrize("name", list(CALLS))
def test_a_narrow_window_does_not_scroll_sideways(name, pages, browser_page):
    browser_page.set_viewport_size({"width": 360, "height": 800})
    browser_page.goto((pages / f"{name}-ja.html").as_uri())

    assert browser_page.evaluate("document.documentElement.scrollWidth") <= 360
