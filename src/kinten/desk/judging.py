"""Reports held against an edition: what `judge`, `explain`, `compare` and the demo share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from kinten.desk.call import Call, make_overlay
from kinten.desk.noting import hub_notes, notes_on_report
from kinten.desk.small_counts import mask_explanation, mask_report
from kinten.guideline.edition import Edition, Overlay
from kinten.guideline.loading import load_edition
from kinten.guideline.overlaying import lay_over
from kinten.report.model import Report
from kinten.verdict.explaining import explain
from kinten.verdict.finding import Explanation
from kinten.verdict.program import compile_program
from kinten.verdict.scope import select_scope
from kinten.verdict.steps import Program
from kinten.vocabulary.given import missing
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.identity import KnownHospital, find_hospital
from kinten.vocabulary.people import Staff
from kinten.vocabulary.truth import Reason
from kinten.vocabulary.wording import FaultError, Words

_REFERENCE_DAY = (9, 1)  # status reports state the first of September
_MOST_NEIGHBOURS = 5  # other hubs of an area that are named


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The other hubs of an area among the inputs: the first few by name, and how many ``more``.

    ``has_regional`` says that one of them is a regional hub.
    """

    names: tuple[str, ...] = ()
    more: int = 0
    has_regional: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """One hospital and year judged.

    ``next`` is the same report under the later edition that was asked for. ``is_retrospective``
    says that the edition was not in force for the report's year. ``earlier`` is the hospital's
    report of the year before among the inputs, ``neighbours`` are the other hubs of its area.
    """

    explanation: Explanation
    next: Explanation | None
    is_retrospective: bool
    earlier: Report | None
    neighbours: Neighbours
    notes: tuple[Words, ...]

    @property
    def report(self) -> Report:
        """The report that was judged."""
        return self.explanation.report


@dataclass(frozen=True, slots=True)
class Judgement:
    """Everything judged in one call, with the edition as it was read (overlay included)."""

    call: Call
    edition: Edition
    later: Edition | None
    hospitals: tuple[Judged, ...]


def judge_reports(reports: Sequence[Report], call: Call) -> Judgement:
    """Judge every selected report, in the order of the inputs, one entry for each hospital and year.

    Small counts of patients are masked in what is given, unless the call is exact; verdicts are of the
    figures themselves. Raises FaultError for an unknown edition, scope, clause, hospital or year.
    """
    refuse_nothing(reports)
    plain = load_edition(call.edition)
    overlay = make_overlay(call, plain)
    edition = lay_over(plain, overlay)
    _refuse_unknown_scope(edition, call.scope)
    later = _later(call, overlay)
    programs = _Programs(call, edition)
    chosen = select_reports(reports, call)
    bench = _Bench(reports, edition)
    return Judgement(
        call,
        edition,
        later,
        tuple(_judge(report, edition, later, programs, bench) for report in chosen),
    )


def refuse_nothing(reports: Sequence[Report]) -> None:
    """Raise FaultError where inputs hold no report: nothing judged is not nothing found."""
    if not reports:
        raise FaultError(
            Words("入力に報告がありません。", "the input holds no report."),
            "INPUT",
            Words(
                "現況報告書か資料3-1-①を指定してください（資料1は kinten check で調べます）。",
                "Name a status report or a paper 3-1-1 (an overview of areas goes to kinten check).",
            ),
        )


def _refuse_unknown_scope(edition: Edition, scope: str | None) -> None:
    """Raise where the edition has no such scope, and name the option that asked for it."""
    if scope is None or not edition.clauses_are_held:
        return
    try:
        select_scope(edition, scope)
    except FaultError as fault:
        raise FaultError(fault.what, "--scope", fault.mend) from fault


def _later(call: Call, overlay: Overlay) -> Edition | None:
    """Load the later edition; 概ね is read there as in the first, other changes stay with theirs."""
    if call.next_edition is None:
        return None
    return lay_over(load_edition(call.next_edition), Overlay(roughly=overlay.roughly))


def reference_day(year: int) -> date:
    """Give the day a status report of a year describes: the first of September."""
    return date(year, *_REFERENCE_DAY)


def select_reports(reports: Sequence[Report], call: Call) -> tuple[Report, ...]:
    """Select the hospitals and years of a call; the kind is replaced where the call names one."""
    chosen = list(reports)
    if call.hospital is not None:
        chosen = match_hospital(chosen, call.hospital)
    if call.years == "latest":
        last: dict[tuple[str, str], int] = {}
        for each in chosen:
            last[_who(each)] = max(each.year, last.get(_who(each), each.year))
        chosen = [each for each in chosen if each.year == last[_who(each)]]
    elif call.years != "all":
        years = sorted({each.year for each in chosen})
        chosen = [each for each in chosen if str(each.year) == call.years]
        if not chosen:
            raise FaultError(
                Words(
                    f"{call.years}年の報告はありません。", f"there is no report of {call.years}."
                ),
                "--year",
                Words(f"ある年: {_listed(years)}", f"Years there: {_listed(years)}"),
            )
    if call.kind is not None:
        return tuple(replace(each, kind=call.kind, other_kinds=frozenset()) for each in chosen)
    return tuple(_undecided(each) if each.other_kinds else each for each in chosen)


def _undecided(report: Report) -> Report:
    """Let nothing be decided of a report of which two kinds are stated: its facts contradict."""
    facts = {
        fact: missing(Reason.CONTRADICTORY, given.at, given.text)
        for fact, given in report.facts.items()
    }
    staff = None if report.staff is None else Staff((), is_contradictory=True)
    return replace(report, facts=facts, staff=staff)


def match_hospital(reports: Sequence[Report], name: str) -> list[Report]:
    """Find the reports of one hospital by id or name; FaultError where several or none match."""
    found = find_hospital(name, (_known(each) for each in reports))
    return [each for each in reports if _known(each) == found]


def _known(report: Report) -> KnownHospital:
    return KnownHospital(report.hospital, report.hospital_id, report.prefecture)


def _who(report: Report) -> tuple[str, str]:
    return (report.prefecture, report.hospital_id or report.hospital)


def _listed(values: Iterable[object]) -> str:
    return " ".join(str(value) for value in values) or "-"


class _Programs:
    """Programs, compiled once for each edition, kind and year."""

    def __init__(self, call: Call, first: Edition) -> None:
        self.call = call
        self.first = first
        self.compiled: dict[tuple[bool, Kind, int], Program] = {}

    def of(self, edition: Edition, kind: Kind, year: int) -> Program:
        # Not by the id: the later edition may be the first one without what was laid over it.
        key = (edition is self.first, kind, year)
        if key not in self.compiled:
            day = self.call.as_of or reference_day(year)
            self.compiled[key] = compile_program(edition, kind, day, self._scope(edition))
        return self.compiled[key]

    def _scope(self, edition: Edition) -> str | None:
        """Name the scope within an edition; a later edition is asked for the same path."""
        scope = self.call.scope
        if scope is None or edition is self.first:
            return scope
        whole = self.first.whole_id(scope)
        return None if whole == self.first.id else whole.removeprefix(f"{self.first.id}/")


class _Bench:
    """The other reports beside one: the year before, and the other hubs of the same area."""

    def __init__(self, reports: Sequence[Report], edition: Edition) -> None:
        self.by_year: dict[tuple[tuple[str, str], int], Report] = {}
        self.by_area: dict[tuple[str, str, int], dict[tuple[str, str], str]] = {}
        self.regional: dict[tuple[str, str, int], set[tuple[str, str]]] = {}
        for report in reports:
            self.by_year[(_who(report), report.year)] = report
            if report.area and report.kind.is_hub:
                area = (report.prefecture, report.area, report.year)
                self.by_area.setdefault(area, {})[_who(report)] = report.hospital
                if report.kind is Kind.REGIONAL:
                    self.regional.setdefault(area, set()).add(_who(report))
        self.years = sorted({report.year for report in reports})
        self.notes = tuple(hub_notes(edition))

    def earlier(self, report: Report) -> Report | None:
        before = [year for year in self.years if year < report.year]
        found = (self.by_year.get((_who(report), year)) for year in reversed(before))
        return next((each for each in found if each is not None), None)

    def neighbours(self, report: Report) -> Neighbours:
        area = (report.prefecture, report.area, report.year)
        here, regional = self.by_area.get(area, {}), self.regional.get(area, set())
        others = len(here) - (_who(report) in here)
        # One more than are named is enough, since the hospital itself may be among them.
        first = islice(here.items(), _MOST_NEIGHBOURS + 1)
        names = [name for who, name in first if who != _who(report)][:_MOST_NEIGHBOURS]
        has_regional = len(regional) > (_who(report) in regional)
        return Neighbours(tuple(names), others - len(names), has_regional)


def _judge(
    report: Report,
    edition: Edition,
    later: Edition | None,
    programs: _Programs,
    bench: _Bench,
) -> Judged:
    day = programs.call.as_of
    explained = explain(report, programs.of(edition, report.kind, report.year), day)
    coming = None
    if later is not None:
        coming = explain(report, programs.of(later, report.kind, report.year), day)
    in_force = edition.is_in_force_on(reference_day(report.year))
    neighbours = bench.neighbours(report)
    notes = notes_on_report(
        explained, has_regional_neighbours=neighbours.has_regional, on_hubs=bench.notes
    )
    judged = Judged(
        explained, coming, in_force is False, bench.earlier(report), neighbours, tuple(notes)
    )
    return judged if programs.call.is_exact else _masked(judged)


def _masked(judged: Judged) -> Judged:
    """Mask the small counts of one hospital, of its report before and under the later edition."""
    return replace(
        judged,
        explanation=mask_explanation(judged.explanation),
        next=None if judged.next is None else mask_explanation(judged.next),
        earlier=None if judged.earlier is None else mask_report(judged.earlier),
    )
