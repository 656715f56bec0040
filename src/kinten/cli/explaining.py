"""One hospital's explanation on the terminal."""

from decimal import Decimal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kinten.cli.printing import STYLES, make_console, tell_edition
from kinten.desk.judging import Judged, Judgement
from kinten.desk.states import CAUTION, state_of_finding, state_of_whole
from kinten.desk.telling import Item, is_for_judgement, item_of, tell_reasons, tell_short
from kinten.desk.telling_facts import (
    label_of_fact,
    place_within,
    tell_fact,
    tell_settles,
    tell_settling,
    told_distance,
    told_threshold,
)
from kinten.desk.telling_judgement import judgement_lines
from kinten.desk.telling_notes import notes_on
from kinten.guideline.shapes import Comparison
from kinten.verdict.finding import Explanation, Finding
from kinten.verdict.settling import settle
from kinten.vocabulary.wording import Words


def print_explanation(judgement: Judgement, lang: str) -> None:
    """Print each year: the verdict, what decided, every clause with its cell and citation."""
    console = make_console()
    console.print(CAUTION.in_language(lang), style="bold")
    console.print(tell_edition(judgement, lang), markup=False, soft_wrap=True)
    for judged in judgement.hospitals:
        _print_one(console, judged, lang)


def _print_one(console: Console, judged: Judged, lang: str) -> None:
    explanation, report = judged.explanation, judged.report
    console.rule(f"{report.hospital} {report.year}", align="left")
    state = state_of_whole(explanation).in_language(lang)
    console.print(
        Words(f"入力 {report.source.name}", f"input {report.source.name}").in_language(lang)
    )
    console.print(
        Text.assemble(
            (state, STYLES[explanation.overall]), f"  {report.kind.label.in_language(lang)}"
        )
    )
    for line in tell_reasons(explanation, lang):
        bullet = Words("・", "- ").in_language(lang)
        console.print(f"  {bullet}{line}", markup=False, soft_wrap=True)
    for note in notes_on(judged, lang):
        told = Words(f"※{note}", f"Note: {note}").in_language(lang)
        console.print(f"  {told}", markup=False, soft_wrap=True)
    missing = settle(explanation)
    if missing:
        console.print(
            f"{tell_settles(explanation, lang)}: {tell_settling(missing, lang)}",
            markup=False,
            soft_wrap=True,
        )
    console.print(_clauses(explanation, lang))
    _print_changes(console, explanation, lang)
    if is_for_judgement(judged):
        console.print("\n".join(judgement_lines(judged, lang)), markup=False, soft_wrap=True)


def _clauses(explanation: Explanation, lang: str) -> Table:
    table = Table(pad_edge=False)
    for words in (
        Words("条項", "clause"),
        Words("強さ", "strength"),
        Words("値", "value"),
        Words("基準", "threshold"),
        Words("判定", "verdict"),
        Words("セル", "cell"),
        Words("出典", "source"),
    ):
        table.add_column(words.in_language(lang), overflow="fold")
    for finding in explanation.findings:
        table.add_row(*_row(finding, explanation, lang))
    return table


def _row(finding: Finding, explanation: Explanation, lang: str) -> list[str | Text]:
    clause = finding.line.clause
    item = item_of(finding, explanation)
    strength = clause.strength.label.in_language(lang)
    if finding.line.is_rough:
        strength += Words("・概ね", ", roughly").in_language(lang)
    least = ""
    if item is not None:
        least = told_threshold(item.comparison, item.threshold, lang, is_share=item.is_share)
    cells = "\n".join(
        place_within(given.at) for _, given in finding.evidence if given is not None and given.at
    )
    return [
        f"{clause.label.in_language(lang)}\n{clause.id}",
        strength,
        _values(finding, lang),
        least,
        Text(state_of_finding(finding).in_language(lang), style=STYLES[finding.verdict]),
        cells,
        f"{clause.citation}\n{clause.provenance.label.in_language(lang)}",
    ]


def _values(finding: Finding, lang: str) -> str:
    told = [tell_fact(fact, given, lang) for fact, given in finding.evidence]
    if len(told) > 1:
        told = [
            f"{label_of_fact(each.fact, lang)}: {words}"
            for each, words in zip(finding.evidence, told, strict=True)
        ]
    if finding.counted is not None:
        certainly, possibly = finding.counted
        least = Words("以上", " or more") if possibly > certainly else Words("", "")
        told.append(
            Words(f"{certainly:g}人", f"{certainly:g} people").in_language(lang)
            + least.in_language(lang)
        )
    return "\n".join(told)


def _print_changes(console: Console, explanation: Explanation, lang: str) -> None:
    """Print the distance of each figure to its threshold; of shares in percentage points."""
    for finding in explanation.findings:
        item = item_of(finding, explanation)
        if item is None or (item.value is None and item.short is None):
            continue
        label = label_of_fact(item.fact, lang)
        told = _distance(item, lang)
        console.print(f"  {label}: {told.in_language(lang)}", markup=False, soft_wrap=True)


def _distance(item: Item, lang: str) -> Words:
    if item.short is not None:
        size = tell_short(item, lang)
        return Words(f"あと{size}で基準", f"{size} to the threshold")
    away = abs(item.threshold - (item.value or Decimal(0)))
    size = told_distance(away, lang, is_share=item.is_share)
    if item.excess is not None:
        return Words(f"基準を{size}超過", f"{size} beyond the threshold")
    if item.comparison is Comparison.EQUALS:
        return Words(f"基準との差{size}", f"{size} from the threshold")
    return Words(f"余裕{size}", f"margin {size}")
