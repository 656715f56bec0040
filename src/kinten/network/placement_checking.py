"""Where the hospitals stand against the clauses about placement, which bind the designator.

A clause is judged with the facts of each hospital it is about, and once for a prefecture without a
prefectural hub: that one is missing is a finding too.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kinten.guideline.clauses import Clause, facts_read
from kinten.guideline.edition import Edition
from kinten.guideline.shapes import Hole, NoNumber
from kinten.network.departure import Departure, Gravity
from kinten.network.history import Standing
from kinten.network.placement import IN_PREFECTURE, Placement
from kinten.report.model import Report, Source
from kinten.verdict.explaining import explain
from kinten.verdict.finding import Finding
from kinten.verdict.program import compile_program
from kinten.verdict.steps import Program
from kinten.vocabulary.facts import CATALOGUE
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.strength import Binds
from kinten.vocabulary.truth import Reason, Verdict
from kinten.vocabulary.wording import Words


def check_placement(placement: Placement, edition: Edition) -> Iterator[Departure]:
    """Find departures, in the order of the clauses and then of the places; each place once."""
    found: dict[tuple[str, str, Gravity], Finding] = {}
    judge = _Judge(edition, placement.snapshot.day)
    for standing in placement.snapshot.standings:
        if standing.kind is None or not standing.is_certain:
            continue
        for finding in judge.findings(_as_report(standing, standing.kind, placement)):
            _note(found, finding, _unit(finding.line.clause, standing))
    for prefecture in _without_hub(placement):
        for finding in judge.findings(_as_prefecture(prefecture, placement)):
            if IN_PREFECTURE in facts_read(finding.line.clause):
                _note(found, finding, prefecture)
    places = _by_place(placement)
    order = {clause.id: place for place, clause in enumerate(edition.walk())}
    for (clause, unit, gravity), finding in sorted(
        found.items(), key=lambda each: (order[each[0][0]], each[0][1])
    ):
        text = finding.line.clause
        told = Words(
            f"{text.label.ja}（{_counted(finding, 'ja', may_lack=placement.may_lack)}）",
            f"{text.label.en} ({_counted(finding, 'en', may_lack=placement.may_lack)})",
        )
        concerned = _concerned(text, places.get(unit, ()), gravity)
        yield Departure(gravity, clause, told, concerned, unit, text.citation)


@dataclass(frozen=True, slots=True)
class _Judge:
    """The clauses that bind the designator, compiled once for each kind."""

    edition: Edition
    day: date
    programs: dict[Kind, Program] = field(default_factory=dict)

    def findings(self, report: Report) -> tuple[Finding, ...]:
        kind = report.kind
        if kind not in self.programs:
            self.programs[kind] = compile_program(
                self.edition, kind, self.day, binds=Binds.DESIGNATOR
            )
        return explain(report, self.programs[kind], self.day).findings


def _note(found: dict[tuple[str, str, Gravity], Finding], finding: Finding, unit: str) -> None:
    gravity = _gravity(finding)
    if gravity is not None:
        found.setdefault((finding.line.clause.id, unit, gravity), finding)


def _without_hub(placement: Placement) -> Iterator[str]:
    """Give the prefectures in which no hospital is a prefectural hub for certain."""
    held = {
        each.hospital.prefecture
        for each in placement.snapshot.standings
        if each.kind is Kind.PREF and each.is_certain
    }
    return (prefecture for prefecture in sorted(placement.prefectures) if prefecture not in held)


def _as_report(standing: Standing, kind: Kind, placement: Placement) -> Report:
    """Put a hospital's network facts where a verdict reads facts."""
    hospital = standing.hospital
    return Report(
        hospital=hospital.name,
        year=placement.snapshot.day.year,
        source=Source("network", ""),
        at="network",
        kind=kind,
        prefecture=hospital.prefecture,
        hospital_id=hospital.id,
        facts=placement.facts(standing),
    )


def _as_prefecture(prefecture: str, placement: Placement) -> Report:
    """Put the facts of a prefecture where the clauses about its hub read them."""
    return Report(
        hospital="",
        year=placement.snapshot.day.year,
        source=Source("network", ""),
        at="network",
        kind=Kind.PREF,
        prefecture=prefecture,
        facts=placement.prefectures[prefecture],
    )


def _gravity(finding: Finding) -> Gravity | None:
    """Tell how grave a finding is; None where the clause is kept, or says nothing of placement."""
    if isinstance(finding.line.clause.test, Hole | NoNumber):
        return None
    if finding.verdict is Verdict.UNMET:
        return Gravity.BREACH
    if finding.verdict is not Verdict.UNKNOWN:
        return None
    # An exception to a principle for certain: also where a range leaves it out (two or three, not one).
    is_exception = finding.reason is Reason.REASON_NOT_REPORTED
    return Gravity.REASON if is_exception else Gravity.NOT_KNOWN


def _unit(clause: Clause, standing: Standing) -> str:
    """Give the prefecture or the area that a clause speaks of."""
    is_wide = IN_PREFECTURE in facts_read(clause)
    return standing.hospital.prefecture if is_wide else standing.hospital.area


def _counted(finding: Finding, lang: str, *, may_lack: bool) -> str:
    """Tell what was counted and how many there are; at least, where a hospital of the day may be missing."""
    sign = Words("、", ", ").in_language(lang)
    more = Words("以上", " or more").in_language(lang)
    told = [
        f"{CATALOGUE[each.fact].label.in_language(lang)} {each.given.text}"
        f"{more if may_lack and each.given.value is not None else ''}"
        for each in finding.evidence
        if each.given is not None
    ]
    return sign.join(told) or "-"


def _concerned(
    clause: Clause, standings: Sequence[Standing], gravity: Gravity
) -> tuple[Standing, ...]:
    """Give of a place the hospitals that the clause counts or is about; also possible ones where it cannot be told."""
    facts = facts_read(clause)
    counted = [kinds for fact, kinds in _COUNTED.items() if fact in facts]
    return tuple(
        each
        for each in standings
        if any(_is_counted(each, kinds, gravity) for kinds in counted)
        or (each.is_certain and each.kind is not None and each.kind in clause.kinds)
    )


def _by_place(placement: Placement) -> Mapping[str, Sequence[Standing]]:
    """List the hospitals of every area and prefecture, in the order of the network."""
    found: dict[str, list[Standing]] = {}
    for each in placement.snapshot.standings:
        for place in {each.hospital.prefecture, each.hospital.area}:
            found.setdefault(place, []).append(each)
    return found


def _is_counted(standing: Standing, kinds: frozenset[Kind], gravity: Gravity) -> bool:
    if gravity is Gravity.NOT_KNOWN:
        return not standing.kinds.isdisjoint(kinds)
    return standing.is_certain and standing.kinds <= kinds


_COUNTED = {
    IN_PREFECTURE: frozenset({Kind.PREF}),
    "hubs_in_area": frozenset(kind for kind in Kind if kind.is_hub),
    "regional_hubs_in_area": frozenset({Kind.REGIONAL}),
    "local_hospitals_in_area": frozenset({Kind.LOCAL}),
}
