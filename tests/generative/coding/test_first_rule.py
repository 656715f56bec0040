"""All tumours at once have the groups that they have one by one."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kinten.coding.conversion import RuleTable
from kinten.coding.ranges import NONE, Ranges
from kinten.coding.recodes import Rule, make_scheme
from kinten.coding.tumours import Tumours
from kinten.vocabulary.wording import Words

YEARS = [2008, 2009, 2010, 2011]


def ranges(low, high):
    pair = st.tuples(st.integers(low, high), st.integers(low, high)).map(sorted).map(tuple)
    return st.lists(pair, max_size=2).map(lambda pairs: Ranges(tuple(pairs)))


RULES = st.lists(
    st.builds(
        Rule,
        st.sampled_from("abc"),
        ranges(180, 184),
        ranges(180, 184),
        ranges(8010, 8014),
        ranges(8010, 8014),
        ranges(0, 3),
        ranges(2008, 2011),
    ),
    min_size=1,
    max_size=6,
)
CODES = st.tuples(
    st.sampled_from([NONE, *range(180, 185)]),
    st.sampled_from([NONE, *range(8010, 8015)]),
    st.sampled_from([NONE, 0, 1, 2, 3]),
    st.sampled_from([NONE, *YEARS]),
)


def within(ranges, code):
    return any(low <= code <= high for low, high in ranges.pairs)


def meets(rule, site, histology, behaviour, year):
    """The rule as it reads."""
    return all(
        not ranges or within(ranges, code) == wanted
        for ranges, code, wanted in (
            (rule.sites, site, True),
            (rule.sites_out, site, False),
            (rule.histologies, histology, True),
            (rule.histologies_out, histology, False),
            (rule.behaviours, behaviour, True),
            (rule.years, year, True),
        )
    )


def first(rules, site, histology, behaviour, year):
    if NONE in (site, histology):
        return None
    return next(
        (rule.code for rule in rules if meets(rule, site, histology, behaviour, year)), None
    )


def expected(rules, site, histology, behaviour, year):
    if year != NONE:
        return first(rules, site, histology, behaviour, year)
    # In every year there can be, so those before and after the rules too.
    found = {first(rules, site, histology, behaviour, each) for each in (2007, *YEARS, 2012)}
    return found.pop() if len(found) == 1 else None


def made(rows):
    sites, histologies, behaviours, years = (np.array(column) for column in zip(*rows, strict=True))
    none = np.full(len(rows), NONE)
    return Tumours(sites, histologies, behaviours, none, years, none)


@given(RULES, st.lists(CODES, min_size=1, max_size=12))
def test_groups_at_once_are_those_one_by_one(rules, rows):
    scheme = make_scheme("own", [(rule, Words(rule.code, rule.code)) for rule in rules], "")
    codes = list(scheme.groups)
    found = [None if at == NONE else codes[at] for at in scheme.assign(made(rows)).tolist()]

    assert found == [expected(rules, *row) for row in rows]


@given(RULES, st.lists(CODES, min_size=1, max_size=12))
def test_conversions_at_once_are_those_one_by_one(rules, rows):
    table = RuleTable(tuple(rules), (NONE,) * len(rules))
    known = [row for row in rows if row[3] != NONE] or [(180, 8010, 3, 2008)]

    assert table.codes(made(known)) == [first(rules, *row) or "" for row in known]
