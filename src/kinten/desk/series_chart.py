"""The published numbers over time as a chart, broken in 2019 where the unit of blank areas changed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kinten.desk.coverage_table import BREAK_NOTE
from kinten.desk.drawing.chart import Break, Chart, Dot, Line, Panel
from kinten.geography.area import Layer
from kinten.network.published import Published, Subject
from kinten.vocabulary.wording import Words

_YEARS = (2008, 2027)
_BREAK = (2019.0, 2019.2)
_INKS = ("#08306b", "#b2182b", "#2f6b2f", "#7a5c00")
_MARKERS = ("circle", "square", "triangle", "diamond")


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a panel shows, over which scale."""

    title: Words
    subjects: Mapping[Subject, int]
    low: int
    high: int
    step: int


_PLANS = (
    _Plan(
        Words("指定された病院（縦軸は280から）", "Designated hospitals (the scale begins at 280)"),
        {Subject.ALL: -1, Subject.HUBS: -1, Subject.REGIONAL: 1},
        280,
        480,
        40,
    ),
    _Plan(
        Words("都道府県拠点と地域がん診療病院", "Prefectural hubs and local cancer hospitals"),
        {Subject.PREF: -1, Subject.LOCAL: 1},
        0,
        80,
        20,
    ),
    _Plan(
        Words("がんゲノム医療の病院", "Genome hospitals"),
        {
            Subject.GENOME_ALL: -1,
            Subject.GENOME_COOPERATING: 1,
            Subject.GENOME_HUB: -1,
            Subject.GENOME_CORE: -1,
        },
        0,
        300,
        50,
    ),
)


def series_chart(published: Sequence[Published], lang: str) -> Chart:
    """Draw hospitals by kind, blank areas in two parts, and genome hospitals."""
    panels = [_panel(plan, published, lang) for plan in _PLANS]
    panels.insert(1, _blank(published, lang))
    notes = (
        BREAK_NOTE,
        Words(
            "塗りつぶしは時点が資料に印字された数、白抜きは図の並び順から年を読んだ数。横線は年だけが分かる数。"
            "点線は2年以上あいだの数がないところ。国立がん研究センター（2）と特定領域（1）は表にのみ示す。",
            "Filled: the date is printed; hollow: the year is read from the order of a chart. A bar spans a "
            "year without a day, a dotted line two years and more without a number. The National Cancer "
            "Center (2) and the specific-field hub (1) are in the table only.",
        ),
        *contradictions(published),
        _sources(published),
    )
    return Chart(
        Words("公表された数の推移", "Published numbers over time").in_language(lang),
        tuple(panels),
        _YEARS,
        tuple(each.in_language(lang) for each in notes),
        lang,
    )


def contradictions(published: Sequence[Published]) -> tuple[Words, ...]:
    """Tell where sources give different numbers of one thing at one time; none is preferred."""
    together: dict[tuple[Subject, str], list[Published]] = {}
    for each in published:
        together.setdefault((each.subject, date_of(each, published)), []).append(each)
    found = [(key, of) for key, of in together.items() if len({each.count for each in of}) > 1]
    if not found:
        return ()
    ja = "、".join(
        f"{subject.label.ja} {day}＝{'と'.join(_counted(each, 'ja') for each in of)}"
        for (subject, day), of in found
    )
    en = "; ".join(
        f"{subject.label.en} {day}: {' and '.join(_counted(each, 'en') for each in of)}"
        for (subject, day), of in found
    )
    return (
        Words(
            f"資料が食い違う数は両方を示し、線も両方へ引く：{ja}",
            f"Where sources contradict each other both numbers stand, with a line to each: {en}",
        ),
    )


def _counted(each: Published, lang: str) -> str:
    return Words(f"{each.count}（{each.source}）", f"{each.count} ({each.source})").in_language(
        lang
    )


def date_of(one: Published, published: Iterable[Published]) -> str:
    """Give its date; a bare year is put to a nearer date that another source gives in that year."""
    same = (each.date for each in published if each.subject is one.subject)
    nearer = [each for each in same if each.startswith(one.date) and each != one.date]
    return nearer[0] if len(one.date) == _YEAR and nearer else one.date


_YEAR = 4


def _sources(published: Sequence[Published]) -> Words:
    names = list(dict.fromkeys(each.source for each in published))
    return Words(f"出典：{'、'.join(names)}", f"Sources: {', '.join(names)}")


def _panel(plan: _Plan, published: Sequence[Published], lang: str) -> Panel:
    lines = tuple(
        Line(
            subject.label.in_language(lang),
            _INKS[number],
            _MARKERS[number],
            tuple(_dots(each for each in published if each.subject is subject)),
            side,
        )
        for number, (subject, side) in enumerate(plan.subjects.items())
    )
    return Panel(plan.title.in_language(lang), lines, plan.low, plan.high, plan.step)


def _blank(published: Sequence[Published], lang: str) -> Panel:
    """Draw the blank areas as two lines, one for each unit, with nothing between them."""
    of = [each for each in published if each.subject is Subject.BLANK_AREAS]
    lines = tuple(
        Line(
            Words(f"{layer.label.ja}で数えた数", f"by {layer.label.en}").in_language(lang),
            _INKS[number],
            _MARKERS[number],
            tuple(_dots(each for each in of if each.layer is layer)),
        )
        for number, layer in enumerate((Layer.MEDICAL, Layer.CANCER))
    )
    words = (
        Words("2019年度：単位が変わる（系列の断絶）", "fiscal 2019: the unit changes (break)"),
        Words(
            "左は二次医療圏、右はがん医療圏。前後は比べられない",
            "left: secondary areas, right: cancer areas",
        ),
    )
    gap = Break(*_BREAK, tuple(each.in_language(lang) for each in words))
    title = Words("空白の医療圏", "Blank areas").in_language(lang)
    return Panel(title, lines, 40, 120, 20, gap)


def _dots(published: Iterable[Published]) -> Iterable[Dot]:
    of = tuple(published)
    for each in of:
        first, last = span_of(each.date)
        begin, end = span_of(date_of(each, of))
        words = f"{each.date}: {each.count} ({each.source})"
        yield Dot((begin + end) / 2, first, last, each.count, not each.by_position, words)


_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def span_of(told: str) -> tuple[float, float]:
    """Give the span in years that a date leaves open: 2015 is a year, 2014-04 a month, a day none."""
    found = _DATE.fullmatch(told)
    if found is None:
        message = f"not a date: {told!r}"
        raise ValueError(message)
    year, month, day = (None if part is None else int(part) for part in found.groups())
    if month is None:
        return float(year or 0), float(year or 0) + 1
    begin = float(year or 0) + (month - 1) / 12
    return (
        (begin, begin + 1 / 12)
        if day is None
        else (begin + (day - 1) / 365, begin + (day - 1) / 365)
    )
