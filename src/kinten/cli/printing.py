"""Judgements on the terminal."""

import shutil
import sys
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kinten.desk.judging import Judged, Judgement
from kinten.desk.result import summary
from kinten.desk.states import CAUTION, RETROSPECTIVE, state_of_whole
from kinten.desk.telling import is_for_judgement, lowest_percent, shorten, tell_reasons
from kinten.desk.telling_facts import tell_settles, tell_settling
from kinten.desk.telling_judgement import judgement_lines, tell_call
from kinten.desk.telling_notes import grouped_notes, tell_unseen_conflict
from kinten.verdict.settling import settle
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.truth import Reason, Verdict
from kinten.vocabulary.wording import Words

_WIDTH_WITHOUT_TERMINAL = 140
_MOST_LINES = 6  # of what decided, for one hospital
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
    _print_shared_notes(console, judgement, lang)
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
    size = len(judgement.hospitals)
    total = Words(f"{size}件中", f"{size} in all").in_language(lang)
    return f"{head}: {told} — {total}"


def tell_edition(judgement: Judgement, lang: str) -> str:
    """Tell the edition and what was asked of it, in one line."""
    told = [judgement.edition.heading.in_language(lang), *tell_call(judgement, lang)]
    if judgement.later is not None:
        later = judgement.later.name
        told.append(Words(f"次の版 {later.ja}", f"later edition {later.en}").in_language(lang))
    return (" ｜ " if lang == "ja" else " | ").join(told)


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
            Text("\n".join(shorten(tell_reasons(explanation, lang), lang, _MOST_LINES))),
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
        told.extend(shorten(tell_reasons(coming, lang), lang, 3))
    return Text("\n".join(told), style=STYLES[coming.overall])


def _prefecture(code: str, lang: str) -> str:
    return PREFECTURES[code].in_language(lang) if code in PREFECTURES else code


def _print_shared_notes(console: Console, judgement: Judgement, lang: str) -> None:
    """Print each note that hospitals share once, with the hospitals."""
    for note, hospitals in grouped_notes(judgement, lang):
        told = Words(f"※ {note}", f"Note: {note}").in_language(lang)
        console.print(f"{told}\n    {hospitals}", markup=False, soft_wrap=True)
    if any(each.is_retrospective for each in judgement.hospitals):
        console.print(f"* {RETROSPECTIVE.in_language(lang)}", markup=False, soft_wrap=True)


def _print_notes(console: Console, judged: Judged, lang: str) -> None:
    """Print what concerns one hospital alone: its staff, and what is to be asked."""
    conflict = tell_unseen_conflict(judged.explanation, lang, _MOST_LINES)
    notes = [] if conflict is None else [conflict]
    missing = settle(judged.explanation)
    if missing:
        head = tell_settles(judged.explanation, lang)
        notes.append(f"{head}: {tell_settling(missing, lang)}")
    if notes:
        name = f"{judged.report.hospital} {judged.report.year}"
        told = ("；" if lang == "ja" else "; ").join(notes)
        console.print(f"  {name}: {told}", markup=False, soft_wrap=True)


def _print_judgements_needed(console: Console, judgement: Judgement, lang: str) -> None:
    """Print a sheet for each hospital a person has to judge, the lowest percent first."""
    needed = [each for each in judgement.hospitals if is_for_judgement(each)]
    needed.sort(key=lambda each: lowest_percent(each.explanation))
    if needed:
        console.rule(Words("要判断", "To be judged by a person").in_language(lang))
    for judged in needed:
        console.print("\n".join(judgement_lines(judged, lang)), markup=False, soft_wrap=True)
