"""The pictures of a protected table: they hold what the table holds, and nothing of what is hidden."""

from __future__ import annotations

import re

import pytest

from kinten.portal.record.appending import SYSTEM
from kinten.portal.registry_pages.cells import Cells
from kinten.portal.registry_pages.choosing import choose, lay_out
from kinten.portal.registry_pages.drawing import scale
from kinten.portal.registry_pages.funnel import Share, make_funnel
from kinten.portal.registry_pages.models import Visibility
from kinten.portal.registry_pages.services import Told, receive_table

pytestmark = pytest.mark.django_db
YEARS = ("2019", "2020", "2021", "2022")


def rows(hidden=("2021",)):
    """A table by group and year in which one year of two groups is hidden."""
    told = ["group,year,n,status"]
    for year in YEARS:
        for group, n in (("C16", 100), ("C18", 50), ("C50", 70)):
            is_hidden = year in hidden and group != "C50"
            status = {"C16": "complementary", "C18": "primary"}[group] if is_hidden else "shown"
            told.append(f"{group},{year},{'' if is_hidden else n},{status}")
        told.append(f"total,{year},{220},shown")
    return "\n".join(told)


@pytest.fixture
def page(db, visitor):
    table, _ = receive_table(
        SYSTEM, rows().encode(), "t.csv", Told("題", "登録", Visibility.PUBLIC)
    )

    def read(prefix="", **query):
        answer = visitor.get(f"{prefix}/registry/{table.pk}/", query)
        assert answer.status_code == 200
        return answer.content.decode()

    return read


def picture(page, kind):
    return re.search(rf'<svg class="figure {kind}".*?</svg>', page, re.DOTALL)[0]


def test_bars_have_the_counts_and_boxes_for_what_is_hidden(page):
    bars = picture(page(by="group", across="-", **{"v-year": "2021"}), "bars")

    assert bars.count('class="hidden"') == 2
    assert len(set(re.findall(r'class="hidden".*?width="(\d+)"', bars))) == 1
    assert re.findall(r">([\d,]+)</text>", bars) == ["70"]
    assert bars.count("非公表") == 2
    assert "胃（C16）" in bars


def test_bars_of_groups_stand_by_size_and_are_told_in_english(page):
    bars = picture(page("/en", by="group", across="-", **{"v-year": "2019"}), "bars")

    assert re.findall(r">([\d,]+)</text>", bars) == ["100", "70", "50"]
    assert "Stomach (C16)" in bars
    assert 'aria-label="題: Bars"' in bars


def test_a_line_breaks_at_a_hidden_year(page):
    trend = picture(page(), "trend")
    lines = re.findall(r'<polyline class="line mark(\d)" points="([^"]*)"', trend)

    # Two of the three lines are in two parts: two years before what is hidden, one after it.
    parts = sorted(len(points.split()) for _, points in lines)
    assert parts == [1, 1, 2, 2, 4]
    assert [year in trend for year in YEARS] == [True] * 4


def test_a_page_has_no_style_or_script_within(page):
    told = page()

    assert "style=" not in told
    assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+=", told)


def test_the_total_stands_last_and_a_pair_without_a_row_is_told_apart():
    cells = Cells(
        ("site", "year"),
        (
            (("total", "2020"), 30, "shown"),
            (("A", "2021"), None, "hidden"),
            (("A", "2020"), 30, "shown"),
            (("B", "2021"), 40, "shown"),
        ),
    )
    grid = lay_out(cells, choose(cells, {}))

    assert [value for value, _ in grid.columns] == ["2020", "2021"]
    assert [line.value for line in grid.lines] == ["A", "B", "total"]
    a, b, _ = (line.cells for line in grid.lines)
    assert (a[0].n, a[1].is_hidden) == (30, True)
    assert (b[0].n, b[0].is_hidden) == (None, False)
    assert grid.hidden == 1


def test_a_funnel_takes_its_target_from_the_total_where_it_is_shown():
    counts = {"A": (60, 100), "B": (10, 100), "total": (80, 200)}
    cells = Cells(
        ("hospital", "surgery"),
        tuple(
            ((hospital, value), n, "shown")
            for hospital, of in counts.items()
            for value, n in zip(("yes", "total"), of, strict=True)
        ),
    )
    funnel = make_funnel(cells, Share("surgery", "yes"), {})

    assert (funnel.target, funnel.is_of_total) == (0.4, True)
    assert [(each.hospital, each.outside, each.is_above) for each in funnel.points] == [
        ("A", 0.998, True),
        ("B", 0.998, False),
    ]


@pytest.mark.parametrize(
    ("most", "step", "top"), [(0, 1, 1), (1, 0.2, 1.0), (7, 2, 8), (1999, 500, 2000), (5, 1, 5)]
)
def test_an_axis_is_round_and_holds_the_most(most, step, top):
    assert scale(most) == pytest.approx((step, top))
