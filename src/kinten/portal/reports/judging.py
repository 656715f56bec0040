"""The verdict computed of a version, kept by the hash of the report, the edition and the network."""

from dataclasses import dataclass
from functools import lru_cache

from kinten.desk.call import Call
from kinten.desk.in_force import edition_in_force
from kinten.desk.judging import judge_reports, reference_day
from kinten.desk.placing import place_reports
from kinten.desk.states import (
    HELD_ALL_MET,
    is_held_all_met,
    state_of_finding,
    state_of_whole,
)
from kinten.desk.telling import tell_reasons
from kinten.desk.telling_facts import label_of_fact, tell_fact
from kinten.portal.places.reading import current_atlas, newest_row
from kinten.portal.reports.models import ReportVersion
from kinten.portal.reports.reading import report_of
from kinten.report.model import Report
from kinten.verdict.finding import Finding
from kinten.vocabulary.wording import FaultError, Words


@dataclass(frozen=True, slots=True)
class ClauseTold:
    """One clause of a verdict in words: what was reported, what came of it, where the text stands."""

    id: str
    label: Words
    state: Words
    reported: Words
    citation: str

    @property
    def path(self) -> str:
        """The id without the edition."""
        return self.id.partition("/")[2]


@dataclass(frozen=True, slots=True)
class Computed:
    """A verdict as pages show it; small counts are masked. ``reasons`` are what decided, line by line."""

    edition: str
    edition_name: Words
    word: str
    state: Words
    met: int
    unmet: int
    unknown: int
    reasons: tuple[Words, ...]
    clauses: tuple[ClauseTold, ...]
    is_held_met: bool

    @property
    def held_words(self) -> Words:
        """What is said where all that is held is met and only the rest of the text is lacking."""
        return HELD_ALL_MET


def compute_verdict(version: ReportVersion) -> Computed | None:
    """Compute the verdict of a version under the edition of its reference day; None where there is none.

    There is none where no edition that is held was in force, or the areas of the day are not held.
    """
    try:
        edition = _edition_of(version.year)
        return _computed(version.pk, version.sha256, edition, newest_row())
    except FaultError:
        return None


def compute_report(report: Report) -> Computed | None:
    """Compute the verdict of a report that is no version yet; it is not kept."""
    try:
        return _judge(report, _edition_of(report.year))
    except FaultError:
        return None


@lru_cache(maxsize=64)
def _edition_of(year: int) -> str:
    return edition_in_force(reference_day(year)).id


@lru_cache(maxsize=1024)
def _computed(pk: int, sha256: str, edition: str, newest: int) -> Computed:  # noqa: ARG001 - keys
    return _judge(report_of(ReportVersion.objects.get(pk=pk)), edition)


def _judge(report: Report, edition: str) -> Computed:
    placed = place_reports((report,), current_atlas(), None)
    judgement = judge_reports(placed.reports, Call(edition))
    explanation = judgement.hospitals[0].explanation
    held = explanation.held
    reasons = zip(tell_reasons(explanation, "ja"), tell_reasons(explanation, "en"), strict=True)
    return Computed(
        judgement.edition.id,
        judgement.edition.name,
        explanation.overall.word,
        state_of_whole(explanation),
        held.met,
        held.unmet,
        held.unknown,
        tuple(Words(ja, en) for ja, en in reasons),
        tuple(_clause(each) for each in explanation.findings),
        is_held_all_met(explanation),
    )


def _clause(finding: Finding) -> ClauseTold:
    clause = finding.line.clause
    told = (_reported(finding, lang) for lang in ("ja", "en"))
    return ClauseTold(
        clause.id, clause.label, state_of_finding(finding), Words(*told), str(clause.citation)
    )


def _reported(finding: Finding, lang: str) -> str:
    many = len(finding.evidence) > 1
    found = []
    for fact, given in finding.evidence:
        told = tell_fact(fact, given, lang)
        found.append(f"{label_of_fact(fact, lang)}: {told}" if many else told)
    if finding.counted is not None:
        certainly, possibly = finding.counted
        told = Words(f"{certainly:g}人", f"{certainly:g} people").in_language(lang)
        if possibly > certainly:
            told += Words("（確実な人数）", " (certain)").in_language(lang)
        found.append(told)
    return Words("、".join(found), ", ".join(found)).in_language(lang)
