"""Reports drawn by Hypothesis: figures around small thresholds, every kind of gap, people with blanks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import strategies as st

from kinten.report.model import Report, Source
from kinten.vocabulary.given import Given, answer, between, dash, missing, number
from kinten.vocabulary.people import Effort, Person, Post, Staff
from kinten.vocabulary.truth import Reason

FIGURES = ("registry_cases", "cancer_surgeries")
ANSWERS = ("icu", "pdca_lead", "provides_radiotherapy")
ROLES = ("counsellor", "pathologist")
FACT_REASONS = tuple(each for each in Reason if each.is_settled_by_facts)

_gaps = st.sampled_from(FACT_REASONS).map(missing)
_figures = st.integers(0, 4).map(number)
_ranges = st.tuples(st.integers(0, 3), st.integers(1, 3)).map(
    lambda pair: between(pair[0], sum(pair))
)
_given_figures = st.one_of(_figures, _figures, _ranges, _gaps, st.just(dash()))
_given_answers = st.one_of(
    *[st.booleans().map(answer)] * 2, st.just(between(0, 1)), _gaps, st.just(dash())
)

_held = st.builds(
    Post,
    st.sampled_from(ROLES),
    st.sampled_from((*Effort, None)),
    st.sampled_from((None, Decimal("0.49"), Decimal("0.5"), Decimal("0.8"))),
)
_QUALIFIED = (None, frozenset(), frozenset({"研修修了"}))
_TRAINED = (None, frozenset(), frozenset({"1"}), frozenset({"1", "2"}))


@st.composite
def staff_draws(draw: st.DrawFn, size: int = 3) -> Staff:
    """A staff sheet of up to three people with blanks in their entries, declared complete or not."""
    people = tuple(
        Person(
            place,
            tuple(draw(st.lists(_held, min_size=1, max_size=2))),
            full_time=draw(st.sampled_from((None, True, True, False))),
            qualifications=draw(st.sampled_from(_QUALIFIED)),
            training=draw(st.sampled_from(_TRAINED)),
        )
        for place in range(1, draw(st.integers(0, size)) + 1)
    )
    return Staff(people, is_complete=draw(st.booleans()))


@st.composite
def report_draws(draw: st.DrawFn, *, with_staff: bool = True, with_dashes: bool = True) -> Report:
    """A report in which any fact may be a value, a range, 「-」, missing for any reason or not asked."""
    drawn: dict[str, Given | None] = {
        **{fact: draw(st.none() | _given_figures) for fact in FIGURES},
        **{fact: draw(st.none() | _given_answers) for fact in ANSWERS},
    }
    clauses = st.sampled_from(("c0", "c1", "c0/arm0", "c0/part0"))
    return Report(
        *("例示病院", 2024, Source("drawn", ""), "drawn:1"),
        facts={
            fact: given
            for fact, given in drawn.items()
            if given is not None and (with_dashes or not given.is_dash)
        },
        staff=draw(st.none() | staff_draws()) if with_staff else None,
        reasons=draw(st.dictionaries(clauses, st.sampled_from(("", "理由")), max_size=2)),
    )


@st.composite
def fill_draws(draw: st.DrawFn, report: Report) -> Report:
    """The same report with some gaps filled: a value for a gap or within a range, blanks of people."""
    facts: dict[str, Given] = dict(report.facts)
    for fact in (*FIGURES, *ANSWERS):
        given = facts.get(fact, missing(Reason.NOT_ASKED))
        if not (given.is_known or given.is_dash) and draw(st.booleans()):
            most = 4 if fact in FIGURES else 1
            low, high = max(given.low, 0), min(given.high, most + 2)
            facts[fact] = number(draw(st.integers(int(low), int(high if fact in FIGURES else 1))))
    return replace(report, facts=facts, staff=draw(_filled_staff(report.staff)))


@st.composite
def _filled_staff(draw: st.DrawFn, staff: Staff | None) -> Staff | None:
    if staff is None:
        return draw(st.none() | staff_draws())
    people = tuple(draw(_filled_person(each, staff)) for each in staff.people)
    if staff.is_complete:
        return replace(staff, people=people)
    more = draw(staff_draws(1)).people
    joined = (*people, *(replace(each, number=each.number + len(people)) for each in more))
    return Staff(joined, is_complete=draw(st.booleans()))


@st.composite
def _filled_person(draw: st.DrawFn, person: Person, staff: Staff) -> Person:
    """Blanks filled. On a complete sheet a blank qualification or training means none: no gap."""

    def maybe(value: object, values: tuple[object, ...]) -> object:
        return draw(st.sampled_from((None, *values))) if value is None else value

    # The percentage decides where no word is declared, so only a post without either is a gap.
    posts = tuple(
        each if each.share is not None else replace(each, effort=maybe(each.effort, tuple(Effort)))
        for each in person.posts
    )
    filled = replace(person, posts=posts, full_time=maybe(person.full_time, (True, False)))
    if staff.is_complete:
        return filled
    return replace(
        filled,
        qualifications=maybe(person.qualifications, _QUALIFIED[1:]),
        training=maybe(person.training, _TRAINED[1:]),
    )


@pytest.fixture(scope="session")
def reports() -> st.SearchStrategy[Report]:
    """Reports with every kind of gap, and people."""
    return report_draws()


@pytest.fixture(scope="session")
def fact_reports() -> st.SearchStrategy[Report]:
    """Reports without a staff sheet."""
    return report_draws(with_staff=False)


@pytest.fixture(scope="session")
def plain_reports() -> st.SearchStrategy[Report]:
    """Reports without a staff sheet and without 「-」, so that nothing is left to a person."""
    return report_draws(with_staff=False, with_dashes=False)


@pytest.fixture(scope="session")
def staff_sheets() -> st.SearchStrategy[Staff]:
    """Staff sheets alone."""
    return staff_draws()


@pytest.fixture(scope="session")
def fills() -> Callable[[Report], st.SearchStrategy[Report]]:
    """Ways to fill gaps of a report."""
    return fill_draws


@pytest.fixture(scope="session")
def gaps_of() -> Callable[[Report], Mapping[str, tuple[Given, ...]]]:
    """The facts of a report that are not known (「-」 is an answer), each with all its small values."""

    def find(report: Report) -> dict[str, tuple[Given, ...]]:
        most = dict.fromkeys(FIGURES, 4) | dict.fromkeys(ANSWERS, 1)
        found = {}
        for fact, high in most.items():
            given = report.facts.get(fact, missing(Reason.NOT_ASKED))
            if not (given.is_known or given.is_dash):
                values = range(int(max(given.low, 0)), int(min(given.high, high + 2)) + 1)
                found[fact] = tuple(map(number, values if fact in FIGURES else (0, 1)))
        return found

    return find
