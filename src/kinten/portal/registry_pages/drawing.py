"""Bars and lines of a table as SVG; the table above them says the same.

Colours and sizes come from the style sheet, by class: a page allows no style within itself. What is hidden
is drawn as hidden, what the table has no row for is not drawn.
"""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby
from math import floor, log10

from django.utils.safestring import SafeString, mark_safe

from kinten.desk.drawing.chart import MARKERS
from kinten.desk.drawing.fitting import wrap
from kinten.portal.registry_pages.choosing import ABSENT, Cell, Line
from kinten.portal.registry_pages.words import NOT_SHOWN

WIDTH = 420
MOST_BARS, MOST_LINES = 30, 4
_ROW, _BAR, _LEFT, _TEXT = 36, 12, 46, 46
_HEIGHT, _TOP, _LEGEND = 190, 14, 18
_HIDDEN = 26  # the box of a hidden cell: no size, whatever the count


def draw_bars(lines: Sequence[Line], title: str, lang: str) -> SafeString:
    """Draw one bar for each line, as many as fit; hidden ones are an open box of one size."""
    shown = [line for line in lines if line.last != ABSENT][:MOST_BARS]
    if not shown:
        return SafeString("")
    most = max((line.last.n or 0 for line in shown), default=0) or 1
    drawn = []
    for at, line in enumerate(shown):
        y = at * _ROW + 14
        name = line.words.in_language(lang)
        drawn.append(f'<text x="0" y="{y}">{escape(_short(name))}</text>')
        drawn.append(_bar(line.last, y + 5, most, lang))
    return frame("bars", len(shown) * _ROW + 8, title, drawn)


def _bar(cell: Cell, y: int, most: int, lang: str) -> str:
    if cell.is_hidden:
        told = escape(NOT_SHOWN.in_language(lang))
        return (
            f'<rect class="hidden" x="0.5" y="{y}" width="{_HIDDEN}" height="{_BAR}"/>'
            f'<text class="soft" x="{_HIDDEN + 8}" y="{y + 10}">{told}</text>'
        )
    wide = round((WIDTH - 70) * (cell.n or 0) / most, 1)
    return (
        f'<rect class="bar" x="0" y="{y}" width="{wide}" height="{_BAR}"/>'
        f'<text class="soft" x="{wide + 6}" y="{y + 10}">{cell.n or 0:,}</text>'
    )


def draw_trend(lines: Sequence[Line], years: Sequence[str], title: str, lang: str) -> SafeString:
    """Draw the largest lines over the years; a line breaks where a count is hidden."""
    known = [line for line in lines if sum(cell.n is not None for cell in line.cells) > 1]
    shown = sorted(known, key=_size, reverse=True)[:MOST_LINES]
    counts = [cell.n for line in shown for cell in line.cells if cell.n is not None]
    if len(years) < 2 or not counts:
        return SafeString("")
    step, top = scale(max(counts))
    drawn = list(axis(step, top))
    places = [_across(at, len(years)) for at in range(len(years))]
    for x, year in zip(places, years, strict=True):
        drawn.append(
            f'<text class="middle" x="{x}" y="{_TOP + _HEIGHT + 16}">{escape(year)}</text>'
        )
    for at, (line, marker) in enumerate(zip(shown, MARKERS.values(), strict=False)):
        points = [
            None if cell.n is None else (x, height_of(cell.n, top))
            for x, cell in zip(places, line.cells, strict=True)
        ]
        drawn += _line(points, marker, at)
        y = _TOP + _HEIGHT + 38 + at * _LEGEND
        name = _short(line.words.in_language(lang))
        drawn.append(
            f'<path class="mark mark{at}" d="{marker}" transform="translate({_LEFT + 6} {y - 4})"/>'
            f'<text x="{_LEFT + 20}" y="{y}">{escape(name)}</text>'
        )
    return frame("trend", _TOP + _HEIGHT + 34 + len(shown) * _LEGEND, title, drawn)


def _line(points: Sequence[tuple[float, float] | None], marker: str, at: int) -> Iterable[str]:
    for is_known, run in groupby(points, key=lambda each: each is not None):
        if is_known:
            joined = " ".join(f"{x},{y}" for x, y in filter(None, run))
            yield f'<polyline class="line mark{at}" points="{joined}"/>'
    for x, y in filter(None, points):
        yield f'<path class="mark mark{at}" d="{marker}" transform="translate({x} {y})"/>'


def frame(kind: str, height: int, title: str, drawn: Iterable[str]) -> SafeString:
    """Put what was drawn on a sheet; every part of it is a number of ours or escaped."""
    return mark_safe(  # noqa: S308
        f'<svg class="figure {kind}" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label="{escape(title)}">{"".join(drawn)}</svg>'
    )


def scale(most: float) -> tuple[float, float]:
    """Give a round step and the top of an axis that begins at nothing."""
    if most <= 0:
        return 1, 1
    ten = 10.0 ** floor(log10(most))
    step = next(each * ten for each in (0.2, 0.5, 1.0, 2.0) if most / (each * ten) <= 5)
    steps = -(-most // step)
    return step, step * steps


def axis(step: float, top: float, unit: str = "", low: float = 0) -> Iterable[str]:
    """Draw the lines of an axis with their numbers."""
    for at in range(round((top - low) / step) + 1):
        number = low + at * step
        y = height_of(number, top, low)
        yield f'<path class="ground" d="M{_LEFT} {y}H{WIDTH}"/>'
        yield f'<text class="end" x="{_LEFT - 6}" y="{y + 4}">{number:,.6g}{unit}</text>'


def height_of(number: float, top: float, low: float = 0) -> float:
    """Give where a number lies on the sheet."""
    return round(_TOP + _HEIGHT * (1 - (number - low) / (top - low)), 1)


def _across(at: int, of: int) -> float:
    return round(_LEFT + 14 + (WIDTH - _LEFT - 34) * at / (of - 1), 1)


def _size(line: Line) -> int:
    return sum(cell.n or 0 for cell in line.cells)


def _short(text: str) -> str:
    """Give what of a name fits a line of the sheet; the table has the whole."""
    lines = list(wrap(text, _TEXT))
    return text if len(lines) <= 1 else f"{lines[0]}…"
