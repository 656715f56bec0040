"""Every measure and model has its formula with a paper, and the limits have a page that is found."""

import re
from pathlib import Path

import pytest

from kinten.coverage.siting.answer import Model
from kinten.desk.accessing import Method

LIMITS = "access-and-siting-limits.md"


@pytest.fixture(scope="module")
def docs(root):
    return root / "docs"


def rows_of(page):
    """Give the rows of the tables of three columns: name, formula, papers."""
    for line in page.read_text(encoding="utf-8").splitlines():
        cells = [each.strip() for each in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 3:
            yield cells


def test_every_measure_and_model_has_a_formula_with_a_paper(docs):
    """A name and a year in the last column; one row may hold several measures."""
    found = {
        name: (formula, papers)
        for names, formula, papers in rows_of(docs / "explanation" / "access-and-siting.md")
        for name in names.split("、")
    }
    for each in (*Method, *Model):
        formula, papers = found[each.value]
        assert formula, each
        assert re.search(r"\b1[89]\d\d\b|\b20\d\d\b", papers), each


def test_the_limits_are_told_in_both_languages(docs):
    """Islands, edges, and that the nearest is not chosen; the English part says as much."""
    page = (docs / "explanation" / LIMITS).read_text(encoding="utf-8")
    japanese, english = page.split("## In English")

    for told in ("島と船", "端", "最寄りは、選ばれるとは限らない"):
        assert f"## {told}\n" in japanese
    for told in ("Islands and ferries", "Edges", "Nearest is not chosen"):
        assert f"**{told}.**" in english
    limits = [each for each in re.findall(r"^## (.+)$", japanese, re.MULTILINE) if each != "文献"]
    assert len(re.findall(r"^\*\*", english, re.MULTILINE)) == len(limits)


@pytest.mark.parametrize(
    "page",
    [
        "index.md",
        "explanation/access-and-siting.md",
        "how-to/measure-access.md",
        "how-to/site-in-japan.md",
        "how-to/choose-sites.md",
    ],
)
def test_the_limits_are_linked_where_answers_are_made(docs, page):
    text = (docs / Path(page)).read_text(encoding="utf-8")

    assert f"{LIMITS})" in text
    assert f"{LIMITS})" in text.split("## In English")[1]
