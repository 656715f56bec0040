"""People asked for in corners: posts of a parent that counts nobody, an assignment with several ways."""

from __future__ import annotations

from kinten.guideline.shapes import Post as Asked
from kinten.verdict.assigning import call_roster, find_conflict
from kinten.verdict.explaining import explain
from kinten.verdict.staffing import EffortRule, Roster
from kinten.vocabulary.people import Effort, Person, Post, Staff
from kinten.vocabulary.truth import Verdict

ROLES = ("pathologist", "radiation_oncologist", "counsellor")
THREE_TIMES = Person(4, tuple(Post(role, Effort.DEDICATED) for role in ROLES))


def test_of_parent_below_a_clause_that_counts_nobody(program_of, report_of):
    """`guideline check` calls it an error; judged, the part counts by itself."""
    part = "{id: p, ja: 部, en: part, count: {role: pathologist, at_least: 1, of_parent: true}}"
    program = program_of(
        f"- {{id: a, ja: 条項, en: clause, is: {{fact: icu, value: true}}, parts: [{part}]}}\n"
    )
    explained = explain(report_of(staff=Staff((THREE_TIMES,))), program)
    assert [each.verdict for each in explained.findings] == [Verdict.UNKNOWN, Verdict.MET]


def test_every_way_is_tried_before_a_conflict_is_told(program_of, report_of):
    """One clause can be filled in two ways, but both take the same person's hours."""
    ways = "[[{role: pathologist, effort: dedicated}], [{role: radiation_oncologist, effort: dedicated}]]"
    program = program_of(
        f"- {{id: a, ja: 条項, en: clause, distinct_any: {ways}}}\n"
        "- {id: b, ja: 条項, en: clause, count: {role: counsellor, effort: dedicated, at_least: 1}}\n"
    )
    conflict = find_conflict(call_roster(report_of(staff=Staff((THREE_TIMES,))), program), program)
    assert (conflict.clauses, conflict.people) == (("t/a", "t/b"), (4,))


def test_no_conflict_without_a_staff_sheet(program_of, report_of):
    """Where nobody is entered nobody is claimed twice."""
    program = program_of(
        "- {id: b, ja: 条項, en: clause, count: {role: counsellor, at_least: 1}}\n"
    )
    assert find_conflict(call_roster(report_of(), program), program) is None


def test_a_post_without_a_role_is_open_to_everyone():
    """Whoever is on the sheet may fill a post that names no role."""
    roster = Roster(Staff((THREE_TIMES,), is_complete=True), EffortRule(None, None))

    assert roster.count(Asked((), effort=Effort.DEDICATED)) == (1.0, 1.0)
