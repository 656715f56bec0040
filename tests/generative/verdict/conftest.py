"""Editions and reports drawn by Hypothesis: small numbers, so that thresholds are often just met or missed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import strategies as st

from kinten.guideline.clauses import AReading, Clause, Place, Tree
from kinten.guideline.edition import Edition, Parameter
from kinten.guideline.shapes import (
    AllConditions,
    AllFacts,
    AllOf,
    AnyCondition,
    AnyOf,
    Compare,
    Comparison,
    Count,
    Distinct,
    Hole,
    Is,
    MeetsClause,
    MeetsKind,
    NoNumber,
    NoRule,
    Post,
    Ratio,
    Test,
)
from kinten.vocabulary.citation import Citation, Provenance
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.people import Effort
from kinten.vocabulary.strength import Binds, Manner, Strength
from kinten.vocabulary.wording import Words

FIGURES = ("registry_cases", "cancer_surgeries")
ANSWERS = ("icu", "pdca_lead", "provides_radiotherapy")
ROLES = ("counsellor", "pathologist")
KINDS = (Kind.REGIONAL, Kind.PREF)
MOSTLY_MUST = (
    *[Strength.MUST] * 4,
    Strength.PRINCIPLE,
    Strength.DESIRABLE,
    Strength.DESIRABLE_NEXT,
)
_COMMON = {
    "label": Words("条項", "clause"),
    "citation": Citation("drawn", "drawn by chance", "p.1"),
    "provenance": Provenance.PRINTED,
    "place": Place("drawn.yaml", 1),
}
_numbers = st.integers(0, 3).map(Decimal)


def _rarely(draw: st.DrawFn, often: int = 5) -> bool:
    return draw(st.integers(1, often)) == often


def _binding(path: str, test: Test, *kinds: Kind) -> Clause:
    return Clause(
        **_COMMON,
        id=path,
        test=test,
        strength=Strength.MUST,
        kinds=frozenset(kinds or KINDS),
        binds=Binds.HOSPITAL,
    )


_posts = st.builds(
    Post,
    st.lists(st.sampled_from(ROLES), min_size=1, max_size=2, unique=True).map(tuple),
    st.sampled_from((None, None, True)),
    st.sampled_from((None, Effort.DEDICATED, Effort.ASSIGNED)),
    st.sampled_from((None, None, "研修修了")),
    st.sampled_from((frozenset(), frozenset(), frozenset({"1"}))),
)
_ways = st.lists(_posts, min_size=1, max_size=2).map(tuple)
PEOPLE_TESTS = st.one_of(
    st.builds(Count, _posts, _numbers),
    st.builds(Distinct, st.lists(_ways, min_size=1, max_size=2).map(tuple)),
)
FACT_TESTS = st.one_of(
    st.builds(Compare, st.sampled_from(FIGURES), st.sampled_from(Comparison), _numbers),
    st.builds(Is, st.sampled_from(ANSWERS), st.booleans()),
    st.builds(AllFacts, st.lists(st.sampled_from(ANSWERS), min_size=1, max_size=3).map(tuple)),
    st.builds(
        Ratio,
        *map(st.just, FIGURES),
        st.sampled_from((Decimal(1), Decimal("0.3"))),
        st.sampled_from((Decimal("0.5"), Decimal(1), Decimal(2))),
    ),
)
CONDITIONS = st.recursive(
    FACT_TESTS,
    lambda inner: st.one_of(
        st.builds(AllConditions, st.lists(inner, min_size=1, max_size=2).map(tuple)),
        st.builds(AnyCondition, st.lists(inner, min_size=1, max_size=2).map(tuple)),
    ),
    max_leaves=3,
)


@st.composite
def clauses(
    draw: st.DrawFn, path: str, depth: int, others: Sequence[str], parent: object = None
) -> Clause:
    """A clause with all below it. ``others`` are the clauses it may lean on."""
    test = draw(_tests(depth, others, parent))
    strength = Strength.NONE if isinstance(test, NoRule) else draw(st.sampled_from(MOSTLY_MUST))
    arms = parts = ()
    if isinstance(test, AllOf | AnyOf):
        arms = draw(_below(path, "arm", depth, others, test))
    elif depth and _rarely(draw, 3):
        parts = draw(_below(path, "part", depth, others, test))
    manner = Manner.ROUGHLY if _rarely(draw) else Manner.EXACTLY
    return Clause(
        **_COMMON,
        id=path,
        test=test,
        strength=strength,
        kinds=frozenset({draw(st.sampled_from(KINDS))} if _rarely(draw) else KINDS),
        binds=Binds.DESIGNATOR if _rarely(draw, 12) else Binds.HOSPITAL,
        manner=manner,
        states_manner=manner is Manner.ROUGHLY or _rarely(draw, 8),
        arms=arms,
        parts=parts,
        applies_if=draw(CONDITIONS) if _rarely(draw, 4) else None,
        readings=draw(_readings(test)) if _rarely(draw, 8) else (),
        is_evaluated=not _rarely(draw, 12),
    )


@st.composite
def _tests(draw: st.DrawFn, depth: int, others: Sequence[str], parent: object) -> object:
    shapes = [FACT_TESTS, FACT_TESTS, PEOPLE_TESTS, st.sampled_from((NoNumber(), Hole(), NoRule()))]
    if depth:
        shapes += [st.just(AllOf()), st.just(AnyOf())] * 2
    if others:
        shapes.append(st.builds(MeetsClause, st.sampled_from(others), st.sampled_from(Manner)))
    if isinstance(parent, Count):
        shapes.append(st.builds(Count, _posts, _numbers, st.just(True)))
    return draw(st.sampled_from(shapes).flatmap(lambda shape: shape))


@st.composite
def _below(
    draw: st.DrawFn, path: str, name: str, depth: int, others: Sequence[str], test: object
) -> tuple[Clause, ...]:
    size = draw(st.integers(1, 3))
    return tuple(
        draw(clauses(f"{path}/{name}{place}", depth - 1, others, test)) for place in range(size)
    )


@st.composite
def _readings(draw: st.DrawFn, test: object) -> tuple[AReading, ...]:
    def one(name: str) -> st.SearchStrategy[AReading]:
        strengths = st.sampled_from((None, None, *MOSTLY_MUST))
        conditions = st.none() | CONDITIONS
        tests = (
            st.none() if isinstance(test, AllOf | AnyOf) else st.none() | FACT_TESTS | PEOPLE_TESTS
        )
        return st.builds(AReading, st.just(name), strengths, conditions, tests)

    return (draw(one("first")), draw(one("second")))


@st.composite
def edition_draws(
    draw: st.DrawFn,
    *,
    depth: int = 2,
    roots: Callable[[str], st.SearchStrategy[Clause]] | None = None,
    is_complete: bool | None = None,
) -> Edition:
    """An edition of one to three clauses, all shapes, conditions, readings, strengths and manners."""
    trees: list[Clause] = []
    for place in range(draw(st.integers(1, 3))):
        path = f"t/c{place}"
        others = [each.id for tree in trees for each in tree.walk()]
        trees.append(draw(roots(path) if roots else clauses(path, depth, others)))
    if roots is None and _rarely(draw, 6):
        trees.append(_binding("t/as-pref", MeetsKind(Kind.PREF), Kind.REGIONAL))
    if roots is None and _rarely(draw, 6):
        first = draw(st.builds(MeetsClause, st.just(trees[-1].id), st.sampled_from(Manner)))
        trees.insert(0, _binding("t/first", first, Kind.REGIONAL))
    figures = {"dedicated": Decimal("0.8"), "assigned": Decimal("0.5")}
    return Edition(
        id="t",
        title=Words("版", "edition"),
        hash="0" * 64,
        tree=Tree(tuple(trees)),
        is_complete=not _rarely(draw) if is_complete is None else is_complete,
        roughly=draw(st.sampled_from((None, None, Decimal(1), Decimal("0.5")))),
        parameters={}
        if _rarely(draw)
        else {
            name: Parameter(name, ((date(2000, 1, 1), value),)) for name, value in figures.items()
        },
    )


@st.composite
def fact_clauses(
    draw: st.DrawFn,
    path: str,
    tests: st.SearchStrategy[Test] = FACT_TESTS,
    depth: int = 2,
    may_lapse: bool = True,  # noqa: FBT001, FBT002 - whether a condition may stand here
) -> Clause:
    """A clause that only facts can decide; below an *any* everything applies."""
    test = draw(st.one_of(tests, st.sampled_from((AllOf(), AnyOf()))) if depth else tests)
    arms = ()
    if isinstance(test, AllOf | AnyOf):
        below = [f"{path}/arm{place}" for place in range(draw(st.integers(1, 2)))]
        lapse = may_lapse and not isinstance(test, AnyOf)
        arms = tuple(draw(fact_clauses(each, tests, depth - 1, lapse)) for each in below)
    condition = draw(tests) if may_lapse and _rarely(draw, 4) else None
    applies_if = None if isinstance(condition, NoRule) else condition
    return replace(_binding(path, test), arms=arms, applies_if=applies_if)


def once_each(draw: st.DrawFn) -> st.SearchStrategy[Test]:
    """Tests of facts of which none is read twice; a fact that was read before gives no rule."""
    figures, answers = list(FIGURES), list(ANSWERS)

    def take(_: object) -> Test:
        if figures and draw(st.booleans()):
            number = Decimal(draw(st.integers(1, 3)))
            return Compare(figures.pop(), draw(st.sampled_from(Comparison)), number)
        if len(answers) > 1 and draw(st.booleans()):
            return AllFacts((answers.pop(), answers.pop()))
        return Is(answers.pop(), draw(st.booleans())) if answers else NoRule()

    return st.none().map(take)


@st.composite
def people_clauses(draw: st.DrawFn, path: str) -> Clause:
    """A binding clause that asks for people, with further sentences on the same people."""
    asked = _binding(path, draw(PEOPLE_TESTS))
    parts: list[Clause] = []
    if isinstance(asked.test, Count) and _rarely(draw, 2):
        for place in range(draw(st.integers(1, 2))):
            test = draw(st.builds(Count, _posts, _numbers, st.just(True)))
            parts.append(_more_or_less(draw, _binding(f"{path}/part{place}", test)))
    return replace(_more_or_less(draw, asked), parts=tuple(parts))


def _more_or_less(draw: st.DrawFn, clause: Clause) -> Clause:
    return replace(clause, strength=Strength.PRINCIPLE) if _rarely(draw, 3) else clause


@pytest.fixture(scope="session")
def editions() -> st.SearchStrategy[Edition]:
    """Editions of all shapes."""
    return edition_draws()


@pytest.fixture(scope="session")
def fact_editions() -> st.SearchStrategy[Edition]:
    """Complete editions that only facts decide."""
    return edition_draws(roots=fact_clauses, is_complete=True)


@pytest.fixture(scope="session")
def plain_editions() -> st.SearchStrategy[Edition]:
    """Complete editions that only facts decide, no fact read twice."""

    @st.composite
    def plain(draw: st.DrawFn) -> Edition:
        tests = once_each(draw)
        return draw(edition_draws(roots=lambda path: fact_clauses(path, tests), is_complete=True))

    return plain()


@pytest.fixture(scope="session")
def people_editions() -> st.SearchStrategy[Edition]:
    """Complete editions of clauses that ask for people."""
    return edition_draws(roots=people_clauses, is_complete=True)
