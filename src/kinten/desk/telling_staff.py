"""Staffing clauses that cannot hold at once, told by their words and the numbers of the people."""

from kinten.desk.telling_facts import listed
from kinten.verdict.assigning import Conflict
from kinten.verdict.finding import Deciding, Explanation
from kinten.vocabulary.strength import Strength
from kinten.vocabulary.wording import Words


def is_conflict(deciding: Deciding) -> bool:
    """Whether the staff as one decides, which is no clause of the text."""
    return deciding.clause.endswith("/staff_assignable")


def tell_conflict(explanation: Explanation, conflict: Conflict, lang: str) -> str:
    """Tell the conflicting clauses, which of them are in principle, and the people."""
    clauses = listed(
        (_clause(each, explanation, conflict, lang) for each in conflict.clauses), lang
    )
    people = listed((str(number) for number in conflict.people), lang)
    numbers = "staff number" if len(conflict.people) == 1 else "staff numbers"
    told = Words(
        f"次の人員条項は同時に成り立ちません：{clauses}（職員番号 {people}）",
        f"these staffing clauses cannot hold at once: {clauses} ({numbers} {people})",
    )
    if conflict.in_principle:
        reason = _reason(explanation, conflict)
        told = Words(
            f"原則の条項まで満たすと、{told.ja}。必須の条項だけなら成り立ちます（{reason.ja}）",
            f"with the clauses in principle, {told.en}; the must clauses alone can ({reason.en})",
        )
    return told.in_language(lang)


def _reason(explanation: Explanation, conflict: Conflict) -> Words:
    reasons = explanation.report.reasons
    paths = (each.partition("/")[2] for each in conflict.in_principle)
    recorded = [reasons[each].strip() for each in paths if reasons.get(each, "").strip()]
    if not recorded:
        return Words("満たさない理由の記載なし", "no reason recorded for an exception")
    return Words(f"記載の理由：{'、'.join(recorded)}", f"recorded reason: {', '.join(recorded)}")


def _clause(name: str, explanation: Explanation, conflict: Conflict, lang: str) -> str:
    """Give a clause's words, after those of the clause above it where it speaks of the same people."""
    clauses = {each.line.clause.id: each.line.clause for each in explanation.findings}
    clause = clauses[name]
    label = clause.label
    above = clauses.get(name.rpartition("/")[0])
    if above is not None and getattr(clause.test, "of_parent", False):
        label = Words(f"{above.label.ja}、{label.ja}", f"{above.label.en}, {label.en}")
    if not conflict.in_principle:
        return Words(f"「{label.ja}」", f"“{label.en}”").in_language(lang)
    gives_way = any(name == each or name.startswith(f"{each}/") for each in conflict.in_principle)
    strength = (Strength.PRINCIPLE if gives_way else Strength.MUST).label
    return Words(f"{strength.ja}「{label.ja}」", f"{strength.en} “{label.en}”").in_language(lang)
