"""A comparison of two years as a table."""

from kinten.desk.comparing import Compared, Comparison
from kinten.desk.judging import Judged, Judgement
from kinten.desk.states import CAUTION, state_of_finding
from kinten.desk.telling import item_of
from kinten.desk.telling_facts import tell_fact
from kinten.desk.telling_judgement import tell_reading, tell_scope
from kinten.tables.table import Table, Value
from kinten.verdict.finding import Finding
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words


def tell_side(judgement: Judgement, lang: str) -> str:
    """Tell a year's edition, scope and reading in one line."""
    edition = judgement.edition
    told = (
        edition.name.in_language(lang),
        tell_scope(judgement, lang),
        tell_reading(edition, lang),
    )
    return f"{judgement.call.years}: {(' ｜ ' if lang == 'ja' else ' | ').join(told)}"


def comparison_table(comparison: Comparison, lang: str) -> Table:
    """Lay a comparison out, a row for each finding."""
    years = (comparison.before.call.years, comparison.after.call.years)
    columns = (
        Words("都道府県", "prefecture").in_language(lang),
        Words("病院", "hospital").in_language(lang),
        Words("指摘", "finding").in_language(lang),
        Words("変化", "change").in_language(lang),
        *years,
    )
    rows = tuple(_row(each, lang) for each in comparison.compared)
    sides = (tell_side(comparison.before, lang), tell_side(comparison.after, lang))
    return Table(f"{years[0]}-{years[1]}", columns, rows, (CAUTION.in_language(lang), *sides))


def _row(compared: Compared, lang: str) -> tuple[Value, ...]:
    report = compared.after.report
    finding = compared.new or compared.old
    label = "" if finding is None else finding.line.clause.label.in_language(lang)
    prefecture = PREFECTURES.get(report.prefecture)
    return (
        report.prefecture if prefecture is None else prefecture.in_language(lang),
        report.hospital,
        label,
        compared.fate.label.in_language(lang),
        _cell(compared.earlier, compared.before, compared.old, lang),
        _cell(compared.clause, compared.after, compared.new, lang),
    )


def _cell(clause: str, judged: Judged, finding: Finding | None, lang: str) -> str:
    """Tell the figure and state of one year; met where it was no finding."""
    found = {each.line.clause.path: each for each in judged.explanation.findings}
    shown = finding or found.get(clause)
    if shown is None:
        return Words("この版に条項なし", "no such clause").in_language(lang)
    item = item_of(shown, judged.explanation)
    state = state_of_finding(shown).in_language(lang)
    if item is not None:
        value = tell_fact(item.fact, item.given, lang)
        if value == state:
            return state
        return f"{value}（{state}）" if lang == "ja" else f"{value} ({state})"
    told = [tell_fact(fact, given, lang) for fact, given in shown.evidence]
    return " ".join((*told, state))
