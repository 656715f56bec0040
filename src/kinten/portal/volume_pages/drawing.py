"""Lines over the years as SVG; the table before it says the same, and colours come from the style sheet.

Lines differ in their marker and dash, not in colour alone. The scale begins at nothing. A year without a
figure breaks its line.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from math import ceil, floor, log10

from django.utils.safestring import SafeString, mark_safe

_WIDTH, _HEIGHT = 560, 280
_LEFT, _RIGHT, _TOP, _BOTTOM = 72, 452, 30, 236
_LINE = 18
_TICKS = 5
_MARKERS = (
    "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z",
    "M-4.5-4.5h9v9h-9z",
    "M0-6L6 5H-6z",
)
Point = tuple[int, float]


@dataclass(frozen=True, slots=True)
class Series:
    """One line: its name, and its figure of each year; None where there is none to show."""

    name: str
    values: tuple[float | None, ...]


def draw_lines(series: Sequence[Series], years: Sequence[int], title: str, unit: str) -> SafeString:
    """Draw at most three lines over the same years; nothing where no line has two figures."""
    shown = [[each for each in one.values if each is not None] for one in series]
    if not any(len(each) > 1 for each in shown):
        return SafeString("")
    top, step = _scale(max(max(each) for each in shown if each))
    parts = [
        f'<svg class="trend" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">',
        f"<title>{escape(title)}</title>",
        f'<text class="unit" x="{_LEFT}" y="16">{escape(unit)}</text>',
        *_grid(top, step, years),
    ]
    ends = []
    for number, one in enumerate(series):
        points = _points(one.values, years, top)
        parts.append(f'<g class="line-{number}">{"".join(_drawn(points, number))}</g>')
        ends.append(next((at[1] for at in reversed(points) if at is not None), _BOTTOM))
    parts += _names(series, ends)
    # Every part is a number of ours or escaped.
    return mark_safe("".join([*parts, "</svg>"]))  # noqa: S308


def _scale(most: float) -> tuple[float, float]:
    """Give the top of the scale and the step of its ticks: round numbers that hold the largest figure."""
    if most <= 0:
        return 1.0, 1.0
    rough = most / _TICKS
    power = 10.0 ** floor(log10(rough))
    step = next(each * power for each in (1, 2, 2.5, 5, 10) if each * power >= rough)
    return step * ceil(most / step), step


def _points(
    values: Sequence[float | None], years: Sequence[int], top: float
) -> list[tuple[float, float] | None]:
    return [
        None if value is None else (_x(year, years), _y(value, top))
        for year, value in zip(years, values, strict=True)
    ]


def _x(year: int, years: Sequence[int]) -> float:
    across = (year - years[0]) / (years[-1] - years[0]) if len(years) > 1 else 0.5
    return round(_LEFT + 14 + across * (_RIGHT - _LEFT - 28), 1)


def _y(value: float, top: float) -> float:
    return round(_BOTTOM - value / top * (_BOTTOM - _TOP), 1)


def _grid(top: float, step: float, years: Sequence[int]) -> Iterator[str]:
    for number in range(round(top / step) + 1):
        value = number * step
        y = _y(value, top)
        told = f"{value:,.0f}" if step >= 1 and step == round(step) else f"{value:,.2f}".rstrip("0")
        yield f'<path class="grid" d="M{_LEFT} {y}H{_RIGHT}"/>'
        yield f'<text class="tick" x="{_LEFT - 8}" y="{y + 4}">{told.rstrip(".")}</text>'
    for year in years:
        yield f'<text class="year" x="{_x(year, years)}" y="{_BOTTOM + 20}">{year}</text>'


def _drawn(points: Sequence[tuple[float, float] | None], number: int) -> Iterator[str]:
    for is_known, run in groupby(points, key=lambda each: each is not None):
        if is_known:
            told = " ".join(f"{at[0]},{at[1]}" for at in run if at is not None)
            yield f'<polyline points="{told}"/>'
    for at in points:
        if at is not None:
            yield f'<path d="{_MARKERS[number]}" transform="translate({at[0]} {at[1]})"/>'


def _names(series: Sequence[Series], ends: Sequence[float]) -> Iterator[str]:
    """Name each line at its end, none over another."""
    lowest = float("-inf")
    for number in sorted(range(len(ends)), key=lambda each: ends[each]):
        lowest = max(ends[number], lowest + _LINE)
        yield (
            f'<g class="line-{number}"><path d="{_MARKERS[number]}" '
            f'transform="translate({_RIGHT + 12} {lowest})"/></g>'
            f'<text x="{_RIGHT + 24}" y="{lowest + 4}">{escape(series[number].name)}</text>'
        )
