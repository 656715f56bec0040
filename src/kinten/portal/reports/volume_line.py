"""A small line of one figure over the years, as SVG; the table beside it says the same.

Colours and sizes come from the style sheet, by class: a page allows no style within itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from django.utils.safestring import SafeString, mark_safe

_WIDTH, _HEIGHT, _EDGE = 180, 44, 8


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure of a year; None where none may be shown, which breaks the line."""

    year: int
    value: float | None


def draw_line(marks: Sequence[Mark], title: str) -> SafeString:
    """Draw figures by year, oldest first; nothing where fewer than two can be shown."""
    shown = [each.value for each in marks if each.value is not None]
    if len(shown) < 2:  # a line has two ends
        return SafeString("")
    years = [each.year for each in marks]
    first, last = min(years), max(years)
    top = max(shown)

    def at(mark: Mark) -> tuple[float, float]:
        across = (mark.year - first) / (last - first) if last > first else 0.5
        up = (mark.value or 0) / top if top else 0
        return (
            round(_EDGE + across * (_WIDTH - 2 * _EDGE), 1),
            round(_HEIGHT - _EDGE - up * (_HEIGHT - 2 * _EDGE), 1),
        )

    drawn = []
    for is_known, run in groupby(marks, key=lambda each: each.value is not None):
        if not is_known:
            continue
        points = [at(each) for each in run]
        drawn.append(f'<polyline points="{" ".join(f"{x},{y}" for x, y in points)}"/>')
        drawn += [f'<circle cx="{x}" cy="{y}" r="3"/>' for x, y in points]
    # Every part is a number of ours or escaped.
    return mark_safe(  # noqa: S308
        f'<svg class="volume-line" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" '
        f'height="{_HEIGHT}" role="img" aria-label="{escape(title)}">'
        f'<path class="ground" d="M{_EDGE} {_HEIGHT - _EDGE}H{_WIDTH - _EDGE}"/>'
        f"{''.join(drawn)}</svg>"
    )
