"""One hospital held against one edition: every clause, and the smallest set that decides."""

from datetime import date

from kinten.report.model import Report
from kinten.verdict.deciding import decide
from kinten.verdict.finding import Evidence, Explanation, Finding, Held
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
        findings=tuple([_finding(line, walk) for line in program.lines]),
        held=Held(tally.count(_MET), tally.count(_UNMET), tally.count(_UNKNOWN)),
        conflict=walk.conflict,
        walk=walk,
    )


def _finding(line: Line, walk: Walk) -> Finding:
    value = walk.values[line.step]
    get = walk.facts.get
    return Finding(
        line,
        _VERDICTS[value],
        walk.reason_of(line.step) if value == _UNKNOWN else None,
        tuple([Evidence(fact, get(fact)) for fact in line.facts]),
        value == _UNKNOWN and line.test in walk.dashes,
        walk.counts.get(line.test),
    )
