"""What a staff sheet did not offer, and two sheets that differ: neither settles a count of people."""

import pytest

from kinten.report.model import Report, Source
from kinten.verdict.explaining import explain
from kinten.vocabulary.people import Effort, Offered, Person, Post, Staff
from kinten.vocabulary.truth import Reason, Verdict

SURGEON = "- {id: s, ja: 外, en: s, count: {role: surgeon, at_least: 1}}\n"
TRAINED = "- {id: s, ja: 外, en: s, count: {role: surgeon, training: ['1'], at_least: 1}}\n"
NOTHING = Offered(frozenset(), frozenset(), frozenset())
ROLES_ONLY = Offered(frozenset({"surgeon"}), frozenset(), frozenset())
ONE = Person(1, (Post("surgeon", Effort.DEDICATED),), training=frozenset())


@pytest.mark.parametrize(
    ("clause", "staff", "verdict", "reason"),
    [
        (SURGEON, Staff((), is_complete=True), Verdict.UNMET, None),
        (SURGEON, Staff((), is_complete=True, offered=ROLES_ONLY), Verdict.UNMET, None),
        (SURGEON, Staff((), is_complete=True, offered=NOTHING), Verdict.UNKNOWN, Reason.NOT_ASKED),
        (TRAINED, Staff((ONE,), is_complete=True), Verdict.UNMET, None),
        (
            TRAINED,
            Staff((ONE,), is_complete=True, offered=ROLES_ONLY),
            Verdict.UNKNOWN,
            Reason.NOT_ASKED,
        ),
        (SURGEON, Staff((), is_contradictory=True), Verdict.UNKNOWN, Reason.CONTRADICTORY),
    ],
)
def test_what_was_not_offered_is_not_asked(program_of, clause, staff, verdict, reason):
    """Only what could be entered can be missing."""
    report = Report("甲病院", 2024, Source("x.xlsx", ""), "x.xlsx", staff=staff)
    (finding,) = explain(report, program_of(clause)).findings

    assert (finding.verdict, finding.reason) == (verdict, reason)
