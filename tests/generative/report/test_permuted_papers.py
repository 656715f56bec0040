"""A paper says the same whatever the order of its columns and whatever stands beside them."""

from __future__ import annotations

from example_papers import BOTH, FACTS, FIGURES, TITLE, read_csv, values
from hypothesis import given
from hypothesis import strategies as st

from kinten.report.model import Severity
from kinten.vocabulary.wording import FaultError

OTHERS = (
    "全身麻酔手術件数",
    "放射線診断件数",
    "緩和ケア研修修了者数",
    "居住外来患者割合",
    "院内がん登録の実務者数",
    "病床数",
    "備考",
    "",
)
counts = st.integers(1, 9_999)
rows_of_figures = st.lists(st.tuples(counts, counts, counts), min_size=1, max_size=4)


def told_values(rows):
    reading = read_csv(rows)
    assert not [one for one in reading.remarks if one.severity is Severity.ERROR]
    return {(one.hospital, one.year): values(one) for one in reading.reports}


@given(
    figures=rows_of_figures,
    beside=st.lists(st.sampled_from(OTHERS), max_size=4),
    data=st.data(),
)
def test_other_columns_in_any_order_change_nothing(figures, beside, data):
    """The figures are found by their whole headings, wherever the others stand."""
    head = ["病院名", *FIGURES, *beside]
    rows = [[f"病院{place}", *row, *[7] * len(beside)] for place, row in enumerate(figures)]
    order = data.draw(st.permutations(range(len(head))))
    mixed = [[TITLE], *([row[place] for place in order] for row in (head, *rows))]
    assert told_values(mixed) == {
        (f"病院{place}", 2024): [float(each) for each in row] for place, row in enumerate(figures)
    }


@given(
    earlier=st.tuples(counts, counts, counts),
    later=st.tuples(counts, counts, counts),
    shape=st.sampled_from(["cells", "rows", "columns", "groups"]),
    data=st.data(),
)
def test_two_years_in_any_shape_are_the_same_two_years(earlier, later, shape, data):
    """In one cell, in two rows, in two columns under a heading or under a group, in any order."""
    order = list(data.draw(st.permutations(range(3))))
    names = [FIGURES[place] for place in order]
    before, after = [earlier[place] for place in order], [later[place] for place in order]
    if shape == "cells":
        rows = [
            ["病院名", *names],
            ["甲", *(f"({a})\n{b}" for a, b in zip(before, after, strict=True))],
        ]
    elif shape == "rows":
        rows = [["病院名", *names], ["甲", *(f"({each})" for each in before)], ["", *after]]
    elif shape == "columns":
        rows = [
            ["病院名", *(each for name in names for each in (name, ""))],
            ["", *["前回", "今回"] * 3],
            ["甲", *(each for pair in zip(before, after, strict=True) for each in pair)],
        ]
    else:
        rows = [["", "前回", "", "", "今回"], ["病院名", *names, *names], ["甲", *before, *after]]
    assert told_values([[BOTH], *rows]) == {
        ("甲", 2023): [float(each) for each in earlier],
        ("甲", 2024): [float(each) for each in later],
    }


words = st.sampled_from(
    ["放射線治療", "のべ患者数", "患者数", "手術件数", "悪性腫瘍の", "がん", "外来", "前回", "今回", "（令和4年）", "令和6年", "診断",
     "入院", "新規", "緩和ケアチーム", "院内がん登録数", "割合", "居住する", "件", "研修", "の", "※1", "計", "病院名", ""]
)  # fmt: skip
headings = st.lists(words, max_size=3).map("".join)
cells = st.sampled_from(
    ["", "1", "(1)", "(1) 2", "2\n(1)", "-", "計", "乙病院", "約5", "今回", "2023"]
)


@given(
    extra=st.lists(headings, min_size=1, max_size=4),
    under=st.lists(headings, min_size=0, max_size=7),
    row=st.lists(cells, min_size=8, max_size=8),
    below=st.lists(cells, min_size=8, max_size=8),
)
def test_odd_headings_are_read_or_refused(extra, under, row, below):
    """Never a traceback; a figure that the sure columns hold is never another's."""
    head = ["病院名", *FIGURES, *extra]
    sub = [["", *under]] if under else []
    try:
        reading = read_csv([[BOTH], head, *sub, ["甲", 1000, 2000, 3000, *row[:4]], below])
    except FaultError:
        return
    sure = dict(zip(FACTS, (1000.0, 2000.0, 3000.0), strict=True))
    for report in reading.reports:
        for fact, expected in sure.items():
            given_fact = report.facts.get(fact)
            if report.hospital == "甲" and given_fact is not None and given_fact.value is not None:
                assert given_fact.value == expected or given_fact.value in (1.0, 2.0, 2023.0)
