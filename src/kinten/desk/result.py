"""A judgement as the JSON document that every user of the result reads."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from kinten import __version__
from kinten.desk.call import Call
from kinten.desk.judging import Judged, Judgement
from kinten.desk.states import CAUTION, first_reason
from kinten.desk.telling import item_of
from kinten.guideline.edition import Edition
from kinten.report.model import Report, Source
from kinten.verdict.finding import Deciding, Explanation, Finding
from kinten.verdict.settling import figure, measure_changes, settle, threshold
from kinten.verdict.steps import Op
from kinten.vocabulary.facts import CATALOGUE, FactType
from kinten.vocabulary.given import Given
from kinten.vocabulary.truth import Verdict

Document = dict[str, Any]


def as_document(judgement: Judgement, sources: Iterable[Source]) -> Document:
    """Give the whole judgement as plain values; the field names are a promise (`kinten schema judge`)."""
    return {
        "kinten": __version__,
        "caution": {"ja": CAUTION.ja, "en": CAUTION.en},
        "edition": edition_document(judgement.edition),
        "overlay": overlay_document(judgement.edition),
        "inputs": [{"name": each.name, "sha256": each.sha256} for each in sources],
        "call": call_document(judgement.call),
        "hospitals": [_hospital(each) for each in judgement.hospitals],
        "summary": summary(each.explanation for each in judgement.hospitals),
    }


def edition_document(edition: Edition) -> Document:
    """Give an edition by its id and content; the folder is null where it is a packaged one."""
    return {"id": edition.id, "hash": edition.hash, "folder": edition.folder}


def overlay_document(edition: Edition) -> Document | None:
    """Give the overlay laid over an edition, with a hash of its own; None where there is none."""
    overlay = edition.overlay
    if overlay is None:
        return None
    content: Document = {
        "name": overlay.name,
        "numbers": {key: str(value) for key, value in overlay.numbers.items()},
        "strengths": dict(overlay.strengths),
        "parameters": {key: str(value) for key, value in overlay.parameters.items()},
        "readings": dict(overlay.readings),
        "roughly": None if overlay.roughly is None else str(overlay.roughly),
    }
    plain = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return {**content, "hash": hashlib.sha256(plain.encode()).hexdigest()}


def call_document(call: Call) -> Document:
    """Give what was asked, so that the result can be replayed."""
    return {
        "scope": call.scope,
        "kind": call.kind,
        "years": call.years,
        "reading": dict(call.readings),
        "set": dict(call.changes),
        "overlay": dict(call.overlay),
        "next": call.next_edition,
        "as_of": None if call.as_of is None else call.as_of.isoformat(),
        "hospital": call.hospital,
        "facts": call.facts_file,
        "network": call.network,
        "exact": call.is_exact,
    }


def summary(explanations: Iterable[Explanation]) -> Document:
    """Count the wholes by verdict, and the unknown ones by what has to be dealt with first."""
    judged = list(explanations)
    words = Counter(each.overall.word for each in judged)
    reasons = Counter(
        str(first_reason(each).reason) for each in judged if each.overall is Verdict.UNKNOWN
    )
    return {
        **{each.word: words[each.word] for each in (Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN)},
        "not_applicable": words[Verdict.NOT_APPLICABLE.word],
        "unknown_by_reason": dict(sorted(reasons.items())),
    }


def _hospital(judged: Judged) -> Document:
    report, explanation = judged.report, judged.explanation
    return {
        "hospital": report.hospital,
        "hospital_id": report.hospital_id or None,
        "prefecture": report.prefecture or None,
        "area": report.area or None,
        "kind": report.kind.value,
        "advanced": report.is_advanced,
        "exceptional": report.is_exceptional,
        "year": report.year,
        "retrospective": judged.is_retrospective,
        "overall": explanation.overall.word,
        "reasons": reasons_document(explanation.reasons),
        "held": held_document(explanation),
        "clauses": [clause_document(each, explanation) for each in explanation.findings],
        "settle": list(settle(explanation)),
        "change": [
            {"clause": each.clause, "fact": each.fact, "by": plain_number(each.by)}
            for each in measure_changes(explanation)
        ],
        "staff_conflict": _conflict(explanation),
        "recorded_reasons": recorded_reasons(report, explanation),
        "notes": [{"ja": note.ja, "en": note.en} for note in judged.notes],
        "next": None if judged.next is None else _next(judged.next),
    }


def recorded_reasons(report: Report, explanation: Explanation) -> dict[str, str]:
    """Give the reasons the hospital recorded for clauses in principle (原則), by clause id."""
    found = {}
    for finding in explanation.findings:
        told = report.reasons.get(finding.line.clause.path, "").strip()
        if told:
            found[finding.line.clause.id] = told
    return found


def reasons_document(reasons: Iterable[Deciding]) -> list[Document]:
    """Give the deciding set as plain values."""
    return [
        {"clause": each.clause, "verdict": each.verdict.word, "reason": each.reason}
        for each in reasons
    ]


def held_document(explanation: Explanation) -> Document:
    """Give the counts of the binding clauses whose text is held."""
    held = explanation.held
    return {"met": held.met, "unmet": held.unmet, "unknown": held.unknown, "of": held.of}


def clause_document(finding: Finding, explanation: Explanation) -> Document:
    """Give one clause as plain values.

    ``shortfall`` is None where the threshold is reached, [least, most] where only a range is known.
    """
    clause = finding.line.clause
    return {
        "id": clause.id,
        "verdict": finding.shown.word,
        "reason": finding.reason,
        "strength": clause.strength.value,
        "manner": "roughly" if finding.line.is_rough else "exactly",
        "facts": _facts(finding, explanation),
        "shortfall": _shortfall(finding, explanation),
    }


def _shortfall(finding: Finding, explanation: Explanation) -> Any:  # noqa: ANN401 - a number or two
    item = item_of(finding, explanation)
    pair = None if item is None else item.short
    if pair is not None:
        least, most = (plain_number(each) for each in pair)
        return least if least == most else [least, most]
    return plain_number(shortfall(finding, explanation))


def shortfall(finding: Finding, explanation: Explanation) -> Decimal | None:
    """Give by how much a single figure or a count of people misses its threshold."""
    step = explanation.program.steps[finding.line.test]
    value = figure(finding, step)
    if value is None:
        return None
    missing = threshold(step) - value
    if step.op is Op.AT_MOST:
        missing = -missing
    return missing if missing > 0 else None


def _facts(finding: Finding, explanation: Explanation) -> list[Document]:
    found = [
        {
            "fact": each.fact,
            "value": plain_value(each.fact, each.given),
            "at": (each.given.at or None) if each.given else None,
        }
        for each in finding.evidence
    ]
    if finding.counted is not None:
        step = explanation.program.steps[finding.line.test]
        certainly, possibly = (
            int(each) if each != float("inf") else None for each in finding.counted
        )
        fact = "+".join(f"staff/{role}" for role in step.ways[0][0].roles)
        found.append({"fact": fact, "value": certainly, "possibly": possibly, "at": None})
    return found


def plain_value(fact: str, given: Given | None) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Give a fact as JSON holds it: figure, yes/no, 「-」, [low, high] for a range, None if missing."""
    if given is None or given.missing is not None:
        return None
    if given.is_dash:
        return "-"
    if given.value is None:
        return [plain_number(Decimal(repr(given.low))), plain_number(Decimal(repr(given.high)))]
    if CATALOGUE[fact].type is FactType.YES_NO:
        return given.value == 1
    return plain_number(Decimal(repr(given.value)))


def plain_number(value: Decimal | None) -> int | float | None:
    """Give a figure as a whole number where it is one."""
    if value is None or not value.is_finite():
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _conflict(explanation: Explanation) -> Document | None:
    conflict = explanation.conflict
    if conflict is None:
        return None
    return {
        "clauses": list(conflict.clauses),
        "people": list(conflict.people),
        "in_principle": list(conflict.in_principle),
    }


def _next(explanation: Explanation) -> Document:
    edition = explanation.program.edition
    return {
        "edition": edition.id,
        "hash": edition.hash,
        "folder": edition.folder,
        "overall": explanation.overall.word,
        "reasons": reasons_document(explanation.reasons),
        "held": held_document(explanation),
    }
