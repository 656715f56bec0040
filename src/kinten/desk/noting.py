"""Notes beside a verdict: what the edition or the report makes a reader know, without deciding."""

from collections.abc import Iterable

from kinten.guideline.edition import Edition
from kinten.guideline.shapes import facts_of
from kinten.report.model import Report
from kinten.verdict.finding import Explanation
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.strength import Binds
from kinten.vocabulary.truth import Verdict
from kinten.vocabulary.wording import Words


def hub_notes(edition: Edition) -> Iterable[Words]:
    """Give the notes of clauses about several hubs in one area whose text is not held."""
    for clause in edition.walk():
        condition = clause.applies_if
        if condition is None or clause.note is None or not clause.is_hole:
            continue
        if "regional_hubs_in_area" in facts_of(condition):
            yield clause.note


def notes_on_report(
    explanation: Explanation, *, has_regional_neighbours: bool, on_hubs: Iterable[Words]
) -> Iterable[Words]:
    """Give every note on one report: other hubs of its area, another form, what was not judged."""
    report, edition = explanation.report, explanation.program.edition
    yield from _several_kinds(report)
    yield from _several_hubs(report, has_regional_neighbours, on_hubs)
    yield from _other_form(report, edition)
    yield from _not_judged(explanation)


def _several_kinds(report: Report) -> Iterable[Words]:
    kinds = [kind for kind in Kind if kind in {report.kind, *report.other_kinds}]
    if len(kinds) > 1:
        listed = Words(
            "、".join(kind.label.ja for kind in kinds), ", ".join(kind.label.en for kind in kinds)
        )
        yield Words(
            f"入力に類型が二つあります（{listed.ja}）。どちらかわからないため判定できません。--kind で指定できます",
            f"the input states two kinds ({listed.en}); which is right is not known: name it with --kind",
        )


def _several_hubs(
    report: Report,
    has_neighbours: bool,  # noqa: FBT001 - the one thing that is asked
    on_hubs: Iterable[Words],
) -> Iterable[Words]:
    """Tell of other regional hubs: those among the reports, unless the number of them is a fact."""
    hubs = report.facts.get("regional_hubs_in_area")
    has_others = hubs.low >= 2 if hubs is not None and hubs.is_known else has_neighbours
    if has_others and report.kind is Kind.REGIONAL:
        for note in on_hubs:
            yield Words(
                f"同一医療圏に他の拠点あり：{note.ja}",
                f"another hub lies in the same area: {note.en}",
            )


def _other_form(report: Report, edition: Edition) -> Iterable[Words]:
    """Say that the report was written on another edition's form, which asks for other things."""
    if report.edition not in ("", edition.id):
        yield Words(
            f"{report.edition}の様式による報告（{edition.id}だけが求める項目は様式になく、未報告）",
            f"reported on the form of {report.edition}: what only {edition.id} asks was not on it",
        )


def _not_judged(explanation: Explanation) -> Iterable[Words]:
    """Say why nothing was judged, and which clauses of the scope bind a report's sender otherwise."""
    report, program = explanation.report, explanation.program
    kind = report.kind.label
    if explanation.overall is Verdict.NOT_APPLICABLE:
        yield Words(
            f"判定した範囲の収載条項に、この病院（類型：{kind.ja}）に適用される必須・原則の要件はありません。",
            f"no clause held in this scope binds this hospital (kind: {kind.en}).",
        )
    if report.kind is not Kind.NCC:
        return
    others = [each for each in program.edition.walk() if each.binds is Binds.NCC]
    if others:
        ids = "、".join(each.id for each in others)
        yield Words(
            f"国立がん研究センターに課す条項{len(others)}件（{ids}）は、"
            "様式で尋ねますが病院の判定に入れません。",
            f"{len(others)} clauses that bind the National Cancer Center "
            f"({ids.replace('、', ', ')}) are asked on the form but are no part of a hospital's verdict.",
        )
