"""One hospital held against one edition: every clause, and the smallest set that decides."""

from datetime import date

from kinten.report.model import Report
from kinten.verdict.deciding import decide
from kinten.verdict.finding import Explanation, Finding, Held
from kinten.verdict.stepping import Walk
from kinten.verdict.steps import Line, Program
from kinten.vocabulary.truth import Verdict

_UNMET, _UNKNOWN, _MET = 0, 1, 2
_VERDICTS = tuple(Verdict)


def explain(report: Report, program: Program, day: date | None = None) -> Explanation:
    """Judge one report: the verdict of the whole, the deciding set, and a finding for each clause.

    ``day`` leaves out the people who do not serve on it; None counts everybody. A fact that is
    missing makes its clause unknown, never unmet.
    """
    walk = Walk(report, program, day)
    tally = [walk.values[position] for position in program.held]
    return Explanation(
        report=report,
        program=program,
        overall=_VERDICTS[walk.values[program.root]],
        reasons=decide(program, walk.values, walk.reason_of),
        findings=_list_findings(walk, program.lines),
        held=Held(tally.count(_MET), tally.count(_UNMET), tally.count(_UNKNOWN)),
        conflict=walk.conflict,
        walk=walk,
    )


def _list_findings(walk: Walk, lines: tuple[Line, ...]) -> tuple[Finding, ...]:
    values, get, count_of = walk.values, walk.facts.get, walk.counts.get
    found = []
    for line in lines:
        value = values[line.step]
        is_open = value == _UNKNOWN
        reason = walk.reason_of(line.step) if is_open else None
        given = tuple(map(get, line.facts))
        is_dash = is_open and line.test in walk.dashes
        found.append(Finding(line, _VERDICTS[value], reason, given, is_dash, count_of(line.test)))
    return tuple(found)
