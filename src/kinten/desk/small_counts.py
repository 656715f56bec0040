"""Small counts of patients masked in a judgement, after it was computed from the figures themselves.

A count below K becomes the range from 0 to K - 1, which every output tells as 「K未満」; a range that
begins below K begins at 0 (7..12 becomes 「12以下」). No verdict changes by it: it was found before. What
a shortfall or a distance would give away goes with it.
"""

from collections.abc import Mapping
from dataclasses import replace
from math import isfinite

from kinten.disclosure.masking import protect_range, tell_most
from kinten.report.model import Report
from kinten.verdict.finding import Explanation, Finding
from kinten.vocabulary.facts import CATALOGUE
from kinten.vocabulary.given import Given, between


def mask_given(fact: str, given: Given) -> Given:
    """Mask one fact where it is, or may be, a small count of patients; anything else stays as it is."""
    is_count = given.missing is None and not given.is_dash and CATALOGUE[fact].counts_patients
    if not is_count or not isfinite(given.high):
        return given
    low, high = protect_range(given.low, given.high)
    if (low, high) == (given.low, given.high):
        return given
    return between(low, high, given.at, tell_most(int(high)).ja)


def mask_report(report: Report) -> Report:
    """Mask the small counts of a report."""
    masked = _facts(report.facts)
    return report if masked is report.facts else replace(report, facts=masked)


def mask_explanation(explanation: Explanation) -> Explanation:
    """Mask the small counts of the report and of everything that was found of it."""
    report = mask_report(explanation.report)
    if report is explanation.report:
        return explanation
    findings = tuple(_finding(each) for each in explanation.findings)
    return replace(explanation, report=report, findings=findings)


def _finding(finding: Finding) -> Finding:
    given = tuple(
        None if each is None else mask_given(fact, each)
        for fact, each in zip(finding.line.facts, finding.given, strict=True)
    )
    return finding if given == finding.given else finding._replace(given=given)


def _facts(facts: Mapping[str, Given]) -> Mapping[str, Given]:
    masked = {fact: mask_given(fact, given) for fact, given in facts.items()}
    return facts if all(masked[fact] is facts[fact] for fact in facts) else masked
