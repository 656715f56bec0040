"""Judgements on the terminal."""

import shutil
import sys
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kinten.desk.judging import Judged, Judgement
from kinten.desk.result import summary
from kinten.desk.states import CAUTION, HELD_ALL_MET, RETROSPECTIVE, is_held_all_met, state_of_whole
from kinten.desk.telling import (
    is_for_judgement,
    lowest_percent,
    shorten,
    tell_reasons,
    tell_settling,
)
from kinten.desk.telling_judgement import judgement_lines, tell_call
from kinten.verdict.settling import settle
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.truth import Reason, Verdict
from kinten.vocabulary.wording import Words

_WIDTH_WITHOUT_TERMINAL = 140
STYLES = {
    Verdict.MET: "green",
    Verdict.UNMET: "bold red",
    Verdict.UNKNOWN: "yellow",
    Verdict.NOT_APPLICABLE: "dim",
}


class _Console(Console):
    """A console that leaves it to ``main`` when the reader of our output has gone (| head)."""

    def on_broken_pipe(self) -> None:
        """Pass the error on; the console of the library would exit with 1."""
        raise BrokenPipeError


def make_console() -> Console:
    """Make the console of the results: as wide as the terminal, or wide enough for a table in a file."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else _WIDTH_WITHOUT_TERMINAL
    # Names of hospitals may hold brackets: nothing that is read is ever taken for markup.
    return _Console(width=width, highlight=False, markup=False, soft_wrap=False)


def print_judgement(judgement: Judgement, lang: str) -> None:
    """Print the caution, the table of hospitals with what decided, what is to be judged, the sum."""
    console = make_console()
    console.print(CAUTION.in_language(lang), style="bold")
    console.print(tell_edition(judgement, lang), markup=False, soft_wrap=True)
    console.print(_hospitals(judgement, lang))
    for judged in judgement.hospitals:
        _print_notes(console, judged, lang)
    _print_judgements_needed(console, judgement, lang)
    console.print(tell_summary(judgement, lang), markup=False, soft_wrap=True)


def tell_summary(judgement: Judgement, lang: str) -> str:
    """Sum up: how many are met, unmet, unknown, and why the unknown ones are."""
    counts = summary(each.explanation for each in judgement.hospitals)
    parts = [
        f"{verdict.label.in_language(lang)} {counts[verdict.word]}"
        for verdict in Verdict
        if counts[verdict.word] or verdict is not Verdict.NOT_APPLICABLE
    ]
    why = [
        f"{Reason(reason).label.in_language(lang)} {count}"
        for reason, count in counts["unknown_by_reason"].items()
    ]
    told = " / ".join(parts)
    if why:
        told += f"（{'、'.join(why)}）" if lang == "ja" else f" ({', '.join(why)})"
    head = Words("集計", "Summary").in_language(lang)
    total = Words(f"{len(judgement.hospitals)}件中", f"of {len(judgement.hospitals)}").in_language(
        lang
    )
    return f"{head}: {told} — {total}"


def tell_edition(judgement: Judgement, lang: str) -> str:
    """Tell the edition and what was asked of it, in one line."""
    edition = judgement.edition
    return " ｜ ".join(
        (f"{edition.id} {edition.title.in_language(lang)}", *tell_call(judgement, lang))
    )


def _hospitals(judgement: Judgement, lang: str) -> Table:
    table = Table(show_lines=False, pad_edge=False)
    for name in _columns(judgement, lang):
        table.add_column(name, overflow="fold")
    for judged in judgement.hospitals:
        report, explanation = judged.report, judged.explanation
        state = state_of_whole(explanation).in_language(lang)
        cells: list[str | Text] = [
            _prefecture(report.prefecture, lang),
            report.hospital,
            report.kind.short_label.in_language(lang),
            f"{report.year}{'*' if judged.is_retrospective else ''}",
            Text(state, style=STYLES[explanation.overall]),
            Text("\n".join(shorten(tell_reasons(explanation, lang), lang))),
        ]
        if judgement.later is not None:
            cells.append(_next_state(judged, lang))
        table.add_row(*cells)
    return table


def _columns(judgement: Judgement, lang: str) -> Iterable[str]:
    yield from (
        Words("県", "pref.").in_language(lang),
        Words("病院", "hospital").in_language(lang),
        Words("類型", "kind").in_language(lang),
        Words("年", "year").in_language(lang),
        Words("判定", "verdict").in_language(lang),
        Words("決め手", "what decided").in_language(lang),
    )
    if judgement.later is not None:
        yield Words(f"{judgement.later.id}では", f"under {judgement.later.id}").in_language(lang)


def _next_state(judged: Judged, lang: str) -> Text:
    coming = judged.next
    if coming is None:
        return Text("")
    told = [state_of_whole(coming).in_language(lang)]
    if coming.overall is not Verdict.MET:
        told.extend(shorten(tell_reasons(coming, lang), lang, most=3))
    return Text("\n".join(told), style=STYLES[coming.overall])


def _prefecture(code: str, lang: str) -> str:
    return PREFECTURES[code].in_language(lang) if code in PREFECTURES else code


def _print_notes(console: Console, judged: Judged, lang: str) -> None:
    name = f"{judged.report.hospital} {judged.report.year}"
    notes = [note.in_language(lang) for note in judged.notes]
    if is_held_all_met(judged.explanation):
        notes.append(HELD_ALL_MET.in_language(lang))
    if judged.is_retrospective:
        notes.append(f"* {RETROSPECTIVE.in_language(lang)}")
    missing = settle(judged.explanation)
    if missing:
        told = tell_settling(missing, lang)
        notes.append(
            Words(f"これが分かれば決まる: {told}", f"would settle it: {told}").in_language(lang)
        )
    if notes:
        console.print(f"  {name}: {'；'.join(notes)}", markup=False, soft_wrap=True)


def _print_judgements_needed(console: Console, judgement: Judgement, lang: str) -> None:
    """Print a sheet for each hospital a person has to judge, the lowest percent first."""
    needed = [each for each in judgement.hospitals if is_for_judgement(each)]
    needed.sort(key=lambda each: lowest_percent(each.explanation))
    if needed:
        console.rule(Words("要判断", "To be judged by a person").in_language(lang))
    for judged in needed:
        for line in judgement_lines(judged, lang):
            console.print(line, markup=False, soft_wrap=True)
