"""The curves of survival, protected as the table is."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kinten.desk.drawing.survival import Curve, Mark, SurvivalSheet, is_cut_off
from kinten.desk.surviving import Survived, reckon_survival
from kinten.desk.surviving_notes import notes_of, title_of
from kinten.desk.surviving_table import ALL_AGES, Shown, shown_survival
from kinten.vocabulary.wording import Words

_NOT_SHOWN = "—"
NOT_FOR_RELEASE = Words("機関の中だけで使い、公表しない", "within the institution, not for release")
"""What must stand over small numbers."""
_A_MONTH = 1 / 12


def survival_sheet(survived: Survived, lang: str, *, exact: bool) -> SurvivalSheet:
    """Give what is drawn: for each group the standardised survival, else that of all ages.

    Only the years asked for are drawn, as far as the table shows them; whole curves, in steps of a month,
    with ``exact``.
    """
    shown = _drawn(survived, exact=exact)
    months = {}
    if exact:
        years = _months(max(survived.asked.years))
        finer = reckon_survival(replace(survived.asked, years=years))
        months = {name: _steps(of) for name, of in _drawn(finer, exact=True).items()}
    curves = tuple(
        Curve(
            _name(key, lang),
            tuple(_mark(each, at_risk) for each, at_risk in of),
            months.get(key, ()),
            _why(of, lang),
        )
        for key, of in shown.items()
    )
    notes = [
        *_notes(survived, curves, exact=exact),
        *notes_of(survived, exact=exact, is_picture=True),
    ]
    return SurvivalSheet(
        title_of(survived).in_language(lang),
        Words("診断からの年", "years since diagnosis").in_language(lang),
        Words("生存率", "survival").in_language(lang),
        Words("観察中（人）", "at risk").in_language(lang),
        curves,
        tuple(each.in_language(lang) for each in notes),
        lang,
    )


_Key = tuple[str | None, Words]


def _drawn(survived: Survived, *, exact: bool) -> dict[_Key, list[tuple[Shown, int | None]]]:
    """Give each curve's rows of the table with the numbers at risk of all ages."""
    rows = list(shown_survival(survived, exact=exact))
    at_risk = {(each.group, each.years): each.at_risk for each in rows if each.of is ALL_AGES}
    found: dict[_Key, list[tuple[Shown, int | None]]] = {}
    for each in rows:
        if _is_drawn(each, survived):
            told = at_risk[each.group, each.years]
            found.setdefault((each.group, each.of), []).append((each, told))
    return found


def _is_drawn(each: Shown, survived: Survived) -> bool:
    """Groups have one curve each; all patients together have that of all ages beside the standardised."""
    if survived.asked.standard is None:
        return True
    return each.is_standardised or (not survived.has_groups and each.of is ALL_AGES)


def _name(key: _Key, lang: str) -> str:
    group, of = key
    return of.in_language(lang) if group is None else group


def _why(of: Sequence[tuple[Shown, int | None]], lang: str) -> str:
    """Say why nothing of a curve is drawn."""
    status = of[-1][0].status
    is_drawn = any(each.estimate is not None for each, _ in of)
    return "" if is_drawn or status is None else status.in_language(lang)


def _mark(each: Shown, at_risk: int | None) -> Mark:
    told = _NOT_SHOWN if at_risk is None else f"{at_risk:,}"
    return Mark(each.years, each.estimate, each.low, each.high, told)


def _months(last: float) -> tuple[float, ...]:
    return tuple(_A_MONTH * at for at in range(1, int(last * 12 + 1e-9) + 1)) or (last,)


def _steps(of: Iterable[tuple[Shown, int | None]]) -> tuple[tuple[float, float], ...]:
    """Give the curve until the first month of which nothing is told."""
    found: list[tuple[float, float]] = []
    for each, _ in of:
        if each.estimate is None:
            break
        found.append((each.years, each.estimate))
    return tuple(found)


def _notes(survived: Survived, curves: Sequence[Curve], *, exact: bool) -> list[Words]:
    notes = []
    if exact:
        notes.append(NOT_FOR_RELEASE)
        notes.append(
            Words(
                "曲線は1か月ごとの値、印と縦棒は求めた年の値と区間",
                "curves by month; markers and bars are the years asked for with their intervals",
            )
        )
    else:
        notes.append(
            Words(
                "印と縦棒は求めた年の値と区間。線は印を結んだもので、間の値ではありません",
                "markers and bars are the years asked for with their intervals; lines only join them",
            )
        )
    if any(mark.estimate is None for curve in curves for mark in curve.marks):
        notes.append(
            Words(
                "値のない年は描きません。観察中の「—」は示さない人数（理由は表の「状態」）",
                "a year without a value is not drawn; — stands for a number not shown (the table has the reason)",
            )
        )
    if is_cut_off(curves):
        notes.append(
            Words(
                "図の上端を越える区間は切りました（値は表に）",
                "intervals above the scale are cut off; the table has them",
            )
        )
    if survived.asked.standard is not None:
        notes.append(
            Words("観察中は全年齢の人数", "numbers at risk are those of all ages together")
        )
    return notes
