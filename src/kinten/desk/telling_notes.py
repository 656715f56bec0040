"""Notes: on one hospital, on many with the hospitals named, and on what plausibility remarks mean."""

from collections.abc import Iterable, Sequence

from kinten.desk.judging import Judged, Judgement
from kinten.desk.states import HELD_ALL_MET, RETROSPECTIVE, is_held_all_met
from kinten.desk.telling import shorten, tell_reasons
from kinten.desk.telling_staff import tell_conflict
from kinten.report.model import Remark, Severity
from kinten.verdict.finding import Explanation
from kinten.vocabulary.wording import Words

_MOST_NAMES = 30  # hospitals named after a note


def notes_on(judged: Judged, lang: str) -> list[str]:
    """Give every note on one hospital and year, beside all that decided."""
    notes = [note.in_language(lang) for note in _shared_notes(judged)]
    conflict = tell_unseen_conflict(judged.explanation, lang)
    if conflict is not None:
        notes.append(conflict)
    if judged.is_retrospective:
        notes.append(RETROSPECTIVE.in_language(lang))
    return notes


def tell_unseen_conflict(
    explanation: Explanation, lang: str, most: int | None = None
) -> str | None:
    """Tell a conflict of the staff that is not among the lines of what decided, None where it is.

    It does not decide a whole that is unmet without it; ``most`` is the number of lines shown.
    """
    if explanation.conflict is None:
        return None
    told = tell_conflict(explanation, explanation.conflict, lang)
    lines = tell_reasons(explanation, lang)
    return None if told in (lines if most is None else shorten(lines, lang, most)) else told


def grouped_notes(judgement: Judgement, lang: str) -> list[tuple[str, str]]:
    """Give each note that hospitals share once, with those hospitals and their years."""
    found: dict[str, dict[tuple[str, str], list[str]]] = {}
    for judged in judgement.hospitals:
        report = judged.report
        for note in _shared_notes(judged):
            hospitals = found.setdefault(note.in_language(lang), {})
            hospitals.setdefault((report.prefecture, report.hospital), []).append(str(report.year))
    return [
        (note, _named(((who[1], years) for who, years in hospitals.items()), len(hospitals), lang))
        for note, hospitals in found.items()
    ]


def _shared_notes(judged: Judged) -> Iterable[Words]:
    yield from judged.notes
    if is_held_all_met(judged.explanation):
        yield HELD_ALL_MET


def _named(hospitals: Iterable[tuple[str, list[str]]], size: int, lang: str) -> str:
    sign = "・" if lang == "ja" else ", "
    named = [
        f"{name} {sign.join(years)}"
        for (name, years), _ in zip(hospitals, range(_MOST_NAMES), strict=False)
    ]
    if size > _MOST_NAMES:
        more = size - _MOST_NAMES
        named.append(Words(f"ほか{more}施設", f"and {more} more").in_language(lang))
    return ("、" if lang == "ja" else "; ").join(named)


def notes_on_remarks(remarks: Sequence[Remark], lang: str) -> tuple[str, ...]:
    """Say what the remarks mean for a judgement: an error has cost a fact, the others change nothing."""
    notes = []
    errors = sum(remark.severity is Severity.ERROR for remark in remarks)
    if errors:
        notes.append(_LOST)
    if errors < len(remarks):
        notes.append(_DOUBTFUL if errors else _UNCHANGED)
    return tuple(note.in_language(lang) for note in notes)


_LOST = Words(
    "「誤り」の値は判定に使わず、その事実は判定不能とします。直すと判定が変わることがあります。",
    "A value in error is not used: its fact is unknown, and mending it may change the verdict.",
)
_UNCHANGED = Words(
    "確かめてほしい点であり、誤りとは限りません。判定は変わりません。",
    "Points to look at; none of them need be wrong, and no verdict changes by them.",
)
_DOUBTFUL = Words(
    "「警告」と「注記」は確かめてほしい点であり、誤りとは限りません。",
    "Warnings and notes are points to look at; none of them need be wrong.",
)
