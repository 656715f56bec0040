"""Self-contained pages: a judgement of many hospitals, and the explanation of one."""

from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, select_autoescape

from kinten import __version__
from kinten.desk.judging import Judged, Judgement
from kinten.desk.page_words import PAGE_WORDS
from kinten.desk.reading import Inputs
from kinten.desk.result import shortfall, summary
from kinten.desk.states import CAUTION, RETROSPECTIVE, state_of_finding, state_of_whole
from kinten.desk.telling import (
    Item,
    is_for_judgement,
    item_of,
    shorten,
    tell_reasons,
    tell_short,
)
from kinten.desk.telling_facts import (
    label_of_fact,
    listed,
    tell_fact,
    tell_settles,
    tell_settling,
    told_distance,
    told_threshold,
)
from kinten.desk.telling_judgement import judgement_lines, tell_call
from kinten.desk.telling_notes import notes_on, notes_on_remarks
from kinten.report.model import Remark, Standing
from kinten.verdict.finding import Explanation, Finding
from kinten.verdict.settling import settle
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.truth import Reason, Verdict
from kinten.vocabulary.wording import Words

_MOST_LINES = 6  # of what decided, for one hospital in the table
_STANDINGS = {
    Standing.DESIGNATED: Words("指定継続中", "designated"),
    Standing.WITHDRAWN: Words("指定辞退", "withdrawn"),
    Standing.NOT_KNOWN: Words("不明", "not known"),
}


def report_page(
    judgement: Judgement,
    inputs: Inputs,
    lang: str,
    *,
    remarks: Sequence[Remark] | None = None,
    acknowledgements: Sequence[str] = (),
) -> str:
    """Make the page of a whole judgement: summary, every hospital, plausibility, sources."""
    title = Words("指定要件の判定", "Judgement of the designation requirements").in_language(lang)
    return _render(judgement, inputs, lang, title, remarks, acknowledgements, is_many=True)


def explanation_page(judgement: Judgement, inputs: Inputs, lang: str) -> str:
    """Make the page of one hospital, every clause open, for print."""
    name = judgement.hospitals[0].report.hospital
    title = Words(f"{name}の判定の説明", f"{name}: the judgement explained").in_language(lang)
    return _render(judgement, inputs, lang, title, None, (), is_many=False)


def _render(
    judgement: Judgement,
    inputs: Inputs,
    lang: str,
    title: str,
    remarks: Sequence[Remark] | None,
    acknowledgements: Sequence[str],
    *,
    is_many: bool,
) -> str:
    edition = judgement.edition
    separator = " ｜ " if lang == "ja" else " | "
    counts = summary(each.explanation for each in judgement.hospitals)
    pages = [_hospital(each, number, lang) for number, each in enumerate(judgement.hospitals, 1)]
    return (
        _environment()
        .get_template("judgement.html.j2")
        .render(
            lang=lang,
            t={key: words.in_language(lang) for key, words in PAGE_WORDS.items()},
            counted="（{}）" if lang == "ja" else " ({})",
            title=title,
            style=_template("style.css"),
            caution=CAUTION.in_language(lang),
            edition=edition.heading.in_language(lang),
            meta=separator.join(tell_call(judgement, lang)),
            counts=counts if is_many else None,
            total=len(judgement.hospitals),
            tally=[
                {
                    "verdict": each.word,
                    "label": each.label.in_language(lang),
                    "count": counts[each.word],
                }
                for each in (Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN)
            ],
            bar_label=", ".join(
                f"{each.label.in_language(lang)} {counts[each.word]}" for each in Verdict
            ),
            why=_why(counts["unknown_by_reason"], lang),
            hospitals=pages,
            has_retrospective=any(page["is_retrospective"] for page in pages),
            retrospective=RETROSPECTIVE.in_language(lang),
            is_open=not is_many,
            remarks=None if remarks is None else [_remark(each, lang) for each in remarks],
            remark_notes=notes_on_remarks(remarks or (), lang),
            inputs=inputs.sources,
            credits=acknowledgements,
            engine=separator.join(
                (f"kinten {__version__}", f"{edition.name.in_language(lang)} {edition.hash}")
            ),
        )
    )


def _environment() -> Environment:
    return Environment(
        loader=FunctionLoader(_template),
        autoescape=select_autoescape(("html.j2",), default_for_string=True, default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
    )


def _template(name: str) -> str:
    return files("kinten.desk").joinpath("templates", name).read_text(encoding="utf-8")


def _why(reasons: dict[str, int], lang: str) -> str:
    told = [f"{Reason(name).label.in_language(lang)} {count}" for name, count in reasons.items()]
    if not told:
        return ""
    return Words("判定不能の理由: ", "Why unknown: ").in_language(lang) + listed(told, lang)


def _hospital(judged: Judged, number: int, lang: str) -> dict[str, Any]:
    report, explanation = judged.report, judged.explanation
    prefecture = PREFECTURES.get(report.prefecture)
    return {
        "anchor": f"h{number}",
        "name": report.hospital,
        "prefecture": report.prefecture if prefecture is None else prefecture.in_language(lang),
        "area": report.area,
        "kind": report.kind.label.in_language(lang),
        "short_kind": report.kind.short_label.in_language(lang),
        "year": report.year,
        "verdict": explanation.overall.word,
        "state": state_of_whole(explanation).in_language(lang),
        "standing": _STANDINGS[report.standing].in_language(lang),
        "reasons": tell_reasons(explanation, lang),
        "short_reasons": shorten(tell_reasons(explanation, lang), lang, _MOST_LINES),
        "notes": notes_on(judged, lang),
        "is_retrospective": judged.is_retrospective,
        "settles": tell_settles(explanation, lang),
        "settle": tell_settling(settle(explanation), lang),
        "next": _next(judged, lang),
        "sheet": _sheet(judged, lang),
        "clauses": [_clause(each, explanation, lang) for each in explanation.findings],
    }


def _sheet(judged: Judged, lang: str) -> list[str]:
    """Give the lines for a person's judgement; the line to fill in is drawn by the page."""
    return list(judgement_lines(judged, lang))[1:-1] if is_for_judgement(judged) else []


def _next(judged: Judged, lang: str) -> dict[str, str] | None:
    coming = judged.next
    if coming is None:
        return None
    name = coming.program.edition.name
    return {
        "title": Words(f"{name.ja}になったとき", f"Under {name.en}").in_language(lang),
        "verdict": coming.overall.word,
        "state": state_of_whole(coming).in_language(lang),
        "reasons": listed(tell_reasons(coming, lang), lang)
        if coming.overall is not Verdict.MET
        else "",
    }


def _clause(finding: Finding, explanation: Explanation, lang: str) -> dict[str, Any]:
    clause = finding.line.clause
    item = item_of(finding, explanation)
    is_share = item is not None and item.is_share
    return {
        "id": clause.id,
        "label": clause.label.in_language(lang),
        "note": "" if clause.note is None else clause.note.in_language(lang),
        "strength": _strength(finding, lang),
        "is_number": item is not None and item.value is not None,
        "facts": list(_facts(finding, lang)),
        "threshold": ""
        if item is None
        else told_threshold(item.comparison, item.threshold, lang, is_share=is_share),
        "short": _short(finding, item, explanation, lang),
        "verdict": finding.verdict.word,
        "state": state_of_finding(finding).in_language(lang),
        "citation": str(clause.citation),
        "address": clause.citation.address,
        "provenance": clause.provenance.label.in_language(lang),
    }


def _short(finding: Finding, item: Item | None, explanation: Explanation, lang: str) -> str:
    if item is not None and item.short is not None:
        return tell_short(item, lang)
    missing = shortfall(finding, explanation)
    is_share = item is not None and item.is_share
    return "" if missing is None else told_distance(missing, lang, is_share=is_share)


def _strength(finding: Finding, lang: str) -> str:
    strength = finding.line.clause.strength.label.in_language(lang)
    return (
        strength + Words("・概ね", ", roughly").in_language(lang)
        if finding.line.is_rough
        else strength
    )


def _facts(finding: Finding, lang: str) -> Iterable[dict[str, str]]:
    many = len(finding.evidence) > 1
    for fact, given in finding.evidence:
        told = tell_fact(fact, given, lang)
        if many:
            told = f"{label_of_fact(fact, lang)}: {told}"
        yield {"told": told, "at": given.at if given is not None else ""}
    if finding.counted is not None:
        certainly, possibly = finding.counted
        told = Words(f"{certainly:g}人", f"{certainly:g} people").in_language(lang)
        if possibly > certainly:
            told += Words("（確実な人数）", " (certain)").in_language(lang)
        yield {"told": told, "at": ""}


def _remark(remark: Remark, lang: str) -> dict[str, Any]:
    return {
        "severity": remark.severity.label.in_language(lang),
        "hospital": remark.hospital,
        "year": remark.year,
        "words": remark.words.in_language(lang),
        "rule": remark.rule,
        "at": remark.at,
    }
