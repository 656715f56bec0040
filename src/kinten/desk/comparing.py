"""Two years side by side: which findings are new, unchanged, changed, gone or not held."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from kinten import __version__
from kinten.desk.call import Call
from kinten.desk.guidelines import find_steps
from kinten.desk.in_force import edition_in_force
from kinten.desk.judging import (
    Judged,
    Judgement,
    judge_reports,
    reference_day,
    select_reports,
)
from kinten.desk.result import (
    call_document,
    clause_document,
    edition_document,
    overlay_document,
    summary,
)
from kinten.desk.telling import item_of
from kinten.guideline.chaining import follow
from kinten.guideline.edition import Edition
from kinten.report.model import Report, Source
from kinten.verdict.finding import Finding
from kinten.vocabulary.strength import Binds, Strength
from kinten.vocabulary.truth import Verdict
from kinten.vocabulary.wording import FaultError, Words

Document = dict[str, Any]
VOLUME = "volume"
_OPEN = (Verdict.UNMET, Verdict.UNKNOWN)


class Fate(StrEnum):
    """What became of a finding between two years."""

    NEW = "new"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    GONE = "gone"
    NOT_HELD = "not_held"

    @property
    def label(self) -> Words:
        """The words printed to people."""
        return {
            Fate.NEW: Words("新規", "new"),
            Fate.UNCHANGED: Words("変化なし", "unchanged"),
            Fate.CHANGED: Words("変化", "changed"),
            Fate.GONE: Words("解消", "gone"),
            Fate.NOT_HELD: Words(
                "条文未収載・比べられない", "not held in the later edition: cannot be compared"
            ),
        }[self]


@dataclass(frozen=True, slots=True)
class Compared:
    """One finding in two years; ``old`` or ``new`` is None where it was no finding that year.

    ``clause`` is its path in the later year, ``earlier`` that in the edition of the earlier one.
    A finding is *gone* only where the later edition holds its clause, else *not held*.
    """

    before: Judged
    after: Judged
    clause: str
    earlier: str
    fate: Fate
    old: Finding | None
    new: Finding | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two judgements and what became of each finding; ``lone`` reports stand in one year only.

    ``call`` is what was asked: no edition or scope where each year was to be judged under its own.
    """

    call: Call
    before: Judgement
    after: Judgement
    compared: tuple[Compared, ...]
    lone: tuple[Report, ...]


def compare_years(reports: Sequence[Report], first: int, last: int, call: Call) -> Comparison:
    """Judge both years and follow every finding (a binding clause unmet or unknown).

    Without an edition in the call each year is judged under the one in force on its first of
    September; without a scope, reports that hold volumes only are judged on volumes.
    """
    for year in (first, last):
        select_reports(reports, replace(call, years=str(year)))
    before, after = (_judge_year(reports, year, call) for year in (first, last))
    old = {_who(each): each for each in before.hospitals}
    new = {_who(each): each for each in after.hospitals}
    both = [who for who in new if who in old]
    lone = [old[who].report for who in old if who not in new]
    lone += [new[who].report for who in new if who not in old]
    became = _became(before.edition, after.edition)
    compared = tuple(each for who in both for each in _follow(old[who], new[who], became))
    return Comparison(call, before, after, compared, tuple(lone))


def _judge_year(reports: Sequence[Report], year: int, call: Call) -> Judgement:
    edition = call.edition or edition_in_force(reference_day(year)).id
    scope = call.scope
    if scope is None and reports and all(each.staff is None for each in reports):
        scope = VOLUME
    return judge_reports(reports, replace(call, edition=edition, scope=scope, years=str(year)))


def _who(judged: Judged) -> tuple[str, str]:
    report = judged.report
    return (report.prefecture, report.hospital_id or report.hospital)


def _became(old: Edition, new: Edition) -> dict[str, str]:
    """Map the path of each clause to its path in the later edition, where that holds it."""
    if old.id == new.id:
        return {}
    steps = find_steps(old, new, new.id)
    found: dict[str, list[str]] = {}
    for each in follow(steps).differences if steps else ():
        if each.old is not None and each.new is not None and not each.new.is_hole:
            found.setdefault(each.old.path, []).append(each.new.path)
    return {path: path if path in ways else ways[0] for path, ways in found.items()}


def _follow(before: Judged, after: Judged, became: Mapping[str, str]) -> Iterable[Compared]:
    """Give the fate of every finding: those of the later year first, each with what it was before."""
    old, new = _findings(before), _findings(after)
    earlier: dict[str, list[str]] = {}
    for each in before.explanation.findings:
        path = each.line.clause.path
        earlier.setdefault(became.get(path, path), []).append(path)
    for clause, finding in new.items():
        was = [path for path in earlier.get(clause, ()) if path in old]
        for path in was:
            fate = _fate(old[path], finding, before, after)
            yield Compared(before, after, clause, path, fate, old[path], finding)
        if not was:
            path = next(iter(earlier.get(clause, ())), clause)
            yield Compared(before, after, clause, path, Fate.NEW, None, finding)
    for path, finding in old.items():
        clause = became.get(path, path)
        if clause not in new:
            yield _left(finding, clause, before, after)


def _left(old: Finding, clause: str, before: Judged, after: Judged) -> Compared:
    """Give the fate of a finding that the later year has no finding of its own for."""
    path = old.line.clause.path
    later = next(
        (each for each in after.explanation.findings if each.line.clause.path == clause), None
    )
    if later is not None and later.line.clause.arms and later.verdict in _OPEN:
        return Compared(before, after, clause, path, Fate.CHANGED, old, later)
    is_held = _is_held(clause, after) if later is None else not later.line.clause.is_hole
    return Compared(before, after, clause, path, Fate.GONE if is_held else Fate.NOT_HELD, old, None)


def _fate(old: Finding, new: Finding, before: Judged, after: Judged) -> Fate:
    if new.line.clause.is_hole and not old.line.clause.is_hole:
        return Fate.NOT_HELD
    same = _content(old, before) == _content(new, after)
    return Fate.UNCHANGED if same else Fate.CHANGED


def _is_held(clause: str, judged: Judged) -> bool:
    """Whether the later edition says that a clause is not for this hospital.

    It does where the clause is for other kinds only and the whole text is held.
    """
    edition = judged.explanation.program.edition
    return edition.is_complete and any(
        each.path == clause and each.is_evaluated for each in edition.walk()
    )


def _findings(judged: Judged) -> dict[str, Finding]:
    """Give the findings by the clause's path: what is open or missed, whole groups left out."""
    return {
        finding.line.clause.path: finding
        for finding in judged.explanation.findings
        if finding.verdict in _OPEN
        and finding.line.clause.binds is Binds.HOSPITAL
        and finding.line.clause.strength in (Strength.MUST, Strength.PRINCIPLE)
        and not finding.line.clause.arms
    }


def _content(finding: Finding, judged: Judged) -> tuple[object, ...]:
    item = item_of(finding, judged.explanation)
    values = tuple((each.fact, each.given and each.given.value) for each in finding.evidence)
    number = None if item is None else item.threshold
    return (finding.verdict, finding.reason, values, finding.counted, number)


def comparison_document(comparison: Comparison, sources: Iterable[Source]) -> Document:
    """Give the comparison as plain values (`kinten schema compare`)."""
    counts = {fate.value: 0 for fate in Fate}
    for each in comparison.compared:
        counts[each.fate.value] += 1
    return {
        "kinten": __version__,
        "inputs": [{"name": each.name, "sha256": each.sha256} for each in sources],
        "call": _call(comparison),
        "from": _side(comparison.before),
        "to": _side(comparison.after),
        "counts": counts,
        "findings": [_finding(each) for each in comparison.compared],
        "only_in_one_year": [
            {"hospital": each.hospital, "prefecture": each.prefecture or None, "year": each.year}
            for each in comparison.lone
        ],
    }


def _call(comparison: Comparison) -> Document:
    """Give what was asked, so that the result can be replayed; the edition is null where none was named."""
    asked = call_document(comparison.call)
    edition = comparison.after.edition.id if comparison.call.edition else None
    # The years stand in "from" and "to", and nothing is compared with a later edition.
    return {"edition": edition} | {k: asked[k] for k in asked if k not in ("years", "next")}


def _side(judgement: Judgement) -> Document:
    edition = judgement.edition
    return {
        "year": int(judgement.call.years),
        "edition": edition_document(edition),
        "scope": judgement.call.scope,
        "overlay": overlay_document(edition),
        "summary": summary(each.explanation for each in judgement.hospitals),
    }


def _finding(compared: Compared) -> Document:
    report = compared.after.report
    return {
        "hospital": report.hospital,
        "prefecture": report.prefecture or None,
        "clause": compared.clause,
        "fate": compared.fate.value,
        "from": _clause(compared.old, compared.before),
        "to": _clause(compared.new, compared.after),
    }


def _clause(finding: Finding | None, judged: Judged) -> Document | None:
    return None if finding is None else clause_document(finding, judged.explanation)


def refuse_same_years(first: int, last: int) -> None:
    """Raise where there is nothing to compare."""
    if first >= last:
        raise FaultError(
            Words(
                f"{first}年から{last}年へは比べられません。",
                f"{first} to {last} cannot be compared.",
            ),
            "--from --to",
            Words(
                "--from に早い年、--to に遅い年を書いてください。",
                "Give the earlier year to --from.",
            ),
        )
