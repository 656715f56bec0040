"""A clause in YAML and a table of reports in, verdicts out: every spec test is written with these.

In a table of reports a cell is `500`, `yes`, `no`, `1..2` (a range), `-` (the form's dash), `unreadable`,
`contradictory`, nothing (asked, and left blank) or `?` (not asked on the form at all).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kinten.guideline.edition import Edition, Overlay
from kinten.guideline.loading import load_edition
from kinten.guideline.overlaying import lay_over
from kinten.report.model import Report, Source
from kinten.verdict.columns import judge_columns
from kinten.verdict.explaining import explain
from kinten.verdict.finding import Explanation
from kinten.verdict.population import gather
from kinten.verdict.program import compile_program
from kinten.vocabulary.given import Given, answer, between, dash, missing, number
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.people import Effort, Person, Post, Staff
from kinten.vocabulary.truth import Reason

DAY = date(2024, 9, 1)
EDITION = """
id: t
title: {ja: 試験用の版, en: an edition for tests}
complete: true
parameters:
  dedicated: [{from: 2000-01-01, value: 0.8}]
  assigned: [{from: 2000-01-01, value: 0.5}]
sources: {slide: {title: 試験用のスライド}}
"""
SECTION = """
defaults: {citation: {source: slide, place: p.1}}
clauses:
"""
_READY = {"yes": answer(True), "no": answer(False), "-": dash(), "": missing(Reason.NOT_REPORTED)}


def read_cell(cell: str) -> Given:
    if cell in _READY:
        return _READY[cell]
    if cell in set(Reason):
        return missing(Reason(cell))
    low, dots, high = cell.partition("..")
    return between(float(low), float(high)) if dots else number(Decimal(cell))


def read_rows(table: str) -> list[dict[str, str]]:
    lines = [line.strip() for line in table.strip().splitlines()]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [dict(zip(cells[0], row, strict=True)) for row in cells[1:]]


def read_people(table: str, *, complete: bool = True) -> Staff:
    """Read people: rows with the same number are the posts of one person."""
    posts: dict[int, list[Post]] = {}
    rows: dict[int, dict[str, str]] = {}
    for row in read_rows(table):
        effort, share = row.get("effort", ""), row.get("share", "")
        post = Post(
            row["role"], Effort(effort) if effort else None, Decimal(share) if share else None
        )
        posts.setdefault(int(row["person"]), []).append(post)
        rows.setdefault(int(row["person"]), row)
    return Staff(
        tuple(_person(each, row, posts[each]) for each, row in rows.items()), is_complete=complete
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for `row` once for each row of the table that its module holds as ROWS."""
    if "row" in metafunc.fixturenames:
        table = read_rows(metafunc.module.ROWS)
        metafunc.parametrize("row", table, ids=[next(iter(row.values())) for row in table])


def _person(place: int, row: Mapping[str, str], posts: list[Post]) -> Person:
    def words(name: str) -> frozenset[str] | None:
        cell = row.get(name, "")
        return frozenset(cell.replace("none", "").split()) if cell else None

    def day(name: str) -> date | None:
        return date.fromisoformat(row[name]) if row.get(name) else None

    return Person(
        place,
        tuple(posts),
        full_time={"yes": True, "no": False}.get(row.get("full_time", "")),
        qualifications=words("qualification"),
        training=words("training"),
        since=day("from"),
        until=day("until"),
    )


@dataclass(frozen=True)
class Judged:
    """One report judged by both evaluators, which had to agree on the whole and on every clause."""

    explanation: Explanation

    @property
    def overall(self) -> str:
        return self.explanation.overall.word

    @property
    def reasons(self) -> list[tuple[str, str, str]]:
        """The deciding set: clause, verdict, reason."""
        return [
            (each.clause, each.verdict.word, each.reason or "")
            for each in self.explanation.reasons
            if not each.clause.endswith("/staff_assignable") or each.reason
        ]

    def of(self, path: str) -> str:
        """The verdict on one clause with its reason: `met`, `unknown not_reported` ..."""
        (found,) = (
            each
            for each in self.explanation.findings
            if path in (each.line.clause.path, each.line.clause.id)
        )
        return f"{found.verdict.word} {found.reason or ''}".strip()

    @property
    def clauses(self) -> list[str]:
        return [each.line.clause.path for each in self.explanation.findings]


def judge_both(
    edition: Edition,
    facts: Mapping[str, Given] | None = None,
    staff: Staff | None = None,
    *,
    kind: Kind = Kind.REGIONAL,
    scope: str | None = None,
    reasons: Mapping[str, str] | None = None,
    roughly: str | None = None,
    as_of: date | None = None,
) -> Judged:
    """Judge one report by the explainer and in columns, and hold both equal."""
    if roughly is not None:
        edition = lay_over(edition, Overlay(roughly=Decimal(roughly)))
    program = compile_program(edition, kind, DAY, scope)
    report = Report(
        *("例示病院", 2024, Source("table", ""), "table:1"),
        kind=kind,
        facts=facts or {},
        staff=staff,
        reasons=reasons or {},
    )
    explained = explain(report, program, as_of)
    columns = judge_columns(program, gather([report], program, as_of), keep_clauses=True)
    assert [explained.overall] == columns.overall.tolist()
    lines = {each.line.clause.id: [each.verdict] for each in explained.findings}
    assert lines == {clause: values.tolist() for clause, values in columns.clauses.items()}
    return Judged(explained)


@pytest.fixture
def make_edition(tmp_path: Path) -> Callable[..., Edition]:
    """Write clauses (YAML) as an edition and load it."""

    def make(clauses: str, head: str = EDITION, section: str = SECTION) -> Edition:
        (tmp_path / "edition.yaml").write_text(head, encoding="utf-8")
        (tmp_path / "section.yaml").write_text(
            section + clauses.strip("\n") + "\n", encoding="utf-8"
        )
        return load_edition(str(tmp_path))

    return make


@pytest.fixture
def judge() -> Callable[..., Judged]:
    """Judge one report by both evaluators."""
    return judge_both


@pytest.fixture
def people() -> Callable[..., Staff]:
    """Read a table of people."""
    return read_people


@pytest.fixture
def rows() -> Callable[[str], list[dict[str, str]]]:
    """Read a table as one dictionary a row."""
    return read_rows


@pytest.fixture
def facts_in() -> Callable[[Mapping[str, str]], dict[str, Given]]:
    """Read the cells of one row as facts; `?` is left out, since the form does not ask it."""

    def read(row: Mapping[str, str]) -> dict[str, Given]:
        return {fact: read_cell(cell) for fact, cell in row.items() if cell != "?"}

    return read


@pytest.fixture
def verdicts_on(make_edition, facts_in) -> Callable[..., tuple[list[str], list[str]]]:
    """Hold the one clause of a YAML text against a table; give what is expected and what came out.

    Columns of the table are facts, and `verdict`: the verdict on the clause, with its reason.
    """

    def hold(test: str, table: str, **how: object) -> tuple[list[str], list[str]]:
        edition = make_edition(f"- {{id: clause, ja: 条項, en: clause, {test.strip()}}}")
        expected, actual = [], []
        for row in read_rows(table):
            expected.append(row.pop("verdict"))
            actual.append(judge_both(edition, facts_in(row), **how).of("clause"))
        return expected, actual

    return hold
