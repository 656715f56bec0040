"""Numbers over time as one SVG: panels of lines that break where the unit changes.

Lines differ in marker and lightness, not in colour alone. A filled marker is a number whose day is
printed, a hollow one a number whose year was read from its place in a chart. Nothing is smoothed: two
numbers of one day both stand, and a line leads to each.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from kinten.desk.drawing.fitting import Box, find_room, wrap


@dataclass(frozen=True, slots=True)
class Dot:
    """A number at a time. ``x`` is in years, ``from_x`` to ``to_x`` the span that its date leaves open."""

    x: float
    from_x: float
    to_x: float
    y: int
    is_exact: bool
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of numbers. ``marker`` names its shape, ``side`` where numbers stand (-1 above, 1 below)."""

    name: str
    ink: str
    marker: str
    dots: tuple[Dot, ...]
    side: int = -1


@dataclass(frozen=True, slots=True)
class Break:
    """A span in years over which no line may be read across, and what it says, line by line."""

    from_x: float
    to_x: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """Lines over one scale, from ``low`` to ``high`` by ``step``."""

    title: str
    lines: tuple[Line, ...]
    low: int
    high: int
    step: int
    gap: Break | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """Panels below each other over the same years."""

    title: str
    panels: tuple[Panel, ...]
    years: tuple[int, int]
    notes: tuple[str, ...]
    lang: str


MARKERS: Mapping[str, str] = {
    "circle": "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
    "square": "M-4.5-4.5h9v9h-9z",
    "triangle": "M0-6L6 5H-6z",
    "diamond": "M0-6.5L6.5 0L0 6.5L-6.5 0z",
}
WIDTH = 1000
_LEFT, _RIGHT, _TOP, _HEIGHT, _BETWEEN = 60, 765, 96, 230, 78
_LINE = 18
_MARKER = 11.0
_LONG = 1.6  # years: a longer way between two numbers is dashed
_FONTS = "'Noto Sans JP','Noto Sans CJK JP','Hiragino Sans','Yu Gothic',Meiryo,sans-serif"
_STYLE = (
    "text{fill:#1a1a1c;font-size:13px}.t{font-size:22px;font-weight:700}.h{font-size:16px;font-weight:700}"
    ".g{stroke:#d8d8db}.n{font-size:12px;text-anchor:middle;paint-order:stroke;stroke:#fff;stroke-width:3px}.e{text-anchor:end}.f{fill:#4a4a4c;font-size:12px}"
    ".b{fill:#f1f1f4;stroke:#1a1a1c;stroke-dasharray:4 3}"
)


def draw_chart(chart: Chart) -> str:
    """Draw a chart as one SVG document."""
    notes = [line for note in chart.notes for line in wrap(note, 72)]
    bottom = _TOP + len(chart.panels) * (_HEIGHT + _BETWEEN)
    height = bottom + _LINE * len(notes) + 10
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'lang="{chart.lang}" aria-label="{escape(chart.title)}" font-family="{_FONTS}">'
    )
    drawn = [
        head,
        f"<style>{_STYLE}</style>",
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
        f'<text class="t" x="20" y="38">{escape(chart.title)}</text>',
    ]
    for number, panel in enumerate(chart.panels):
        drawn += _panel(panel, _Scale(panel, chart.years, _TOP + number * (_HEIGHT + _BETWEEN)))
    drawn += [
        f'<text class="f" x="20" y="{bottom + _LINE * number}">{escape(line)}</text>'
        for number, line in enumerate(notes)
    ]
    return "".join([*drawn, "</svg>"])


class _Scale:
    """From years and numbers to the units of the sheet."""

    def __init__(self, panel: Panel, years: tuple[int, int], top: int) -> None:
        self.panel, self.years, self.top = panel, years, top

    def x(self, year: float) -> float:
        first, last = self.years
        return round(_LEFT + (_RIGHT - _LEFT) * (year - first) / (last - first), 1)

    def y(self, number: float) -> float:
        low, high = self.panel.low, self.panel.high
        return round(self.top + _HEIGHT * (1 - (number - low) / (high - low)), 1)


def _panel(panel: Panel, scale: _Scale) -> Iterable[str]:
    yield f'<text class="h" x="20" y="{scale.top - 16}">{escape(panel.title)}</text>'
    for number in range(panel.low, panel.high + 1, panel.step):
        y = scale.y(number)
        yield f'<path class="g" d="M{_LEFT} {y}H{_RIGHT}"/>'
        yield f'<text class="e" x="{_LEFT - 8}" y="{y + 4}">{number}</text>'
    first, last = scale.years
    for year in range(first, last):
        x, bottom = scale.x(year), scale.top + _HEIGHT
        yield f'<path class="g" d="M{x} {bottom}v5"/>'
        yield f'<text class="n" x="{scale.x(year + 0.5)}" y="{bottom + 18}">{year}</text>'
    if panel.gap is not None:
        yield from _gap(panel.gap, scale)
    for line, y in zip(panel.lines, _name_places(panel, scale), strict=True):
        yield from _line(line, scale)
        yield (
            f'<path d="{MARKERS[line.marker]}" transform="translate({_RIGHT + 16} {y})" '
            f'fill="{line.ink}"/>'
            f'<text x="{_RIGHT + 28}" y="{y + 4}">{escape(line.name)}</text>'
        )
    yield from _numbers(panel, scale)


def _gap(gap: Break, scale: _Scale) -> Iterable[str]:
    left, right = scale.x(gap.from_x), scale.x(gap.to_x)
    yield f'<rect class="b" x="{left}" y="{scale.top}" width="{right - left:.1f}" height="{_HEIGHT}"/>'
    for number, words in enumerate(gap.words):
        y = scale.top + 16 + 17 * number
        yield f'<text x="{right + 10}" y="{y}">{escape(words)}</text>'


def _line(line: Line, scale: _Scale) -> Iterable[str]:
    for before, after in _steps(line.dots):
        dash = ' stroke-dasharray="3 4"' if after.x - before.x > _LONG else ""
        yield (
            f'<path d="M{scale.x(before.x)} {scale.y(before.y)}L{scale.x(after.x)} {scale.y(after.y)}" '
            f'stroke="{line.ink}" stroke-width="2" fill="none"{dash}/>'
        )
    for dot in line.dots:
        x, y = scale.x(dot.x), scale.y(dot.y)
        if dot.to_x - dot.from_x > 0.5:
            yield (
                f'<path d="M{scale.x(dot.from_x)} {y}H{scale.x(dot.to_x)}" stroke="{line.ink}"/>'
            )
        fill = line.ink if dot.is_exact else "#fff"
        yield (
            f'<path d="{MARKERS[line.marker]}" transform="translate({x} {y})" fill="{fill}" '
            f'stroke="{line.ink}" stroke-width="1.5"><title>{escape(dot.words)}</title></path>'
        )


def _numbers(panel: Panel, scale: _Scale) -> Iterable[str]:
    """Write every number beside its marker where there is room; each stands in the table too."""
    dots = [(dot, line) for line in panel.lines for dot in line.dots]
    taken = [Box.about(scale.x(dot.x), scale.y(dot.y), _MARKER, _MARKER) for dot, _ in dots]
    written = set()
    for dot, line in dots:
        x, y = scale.x(dot.x), scale.y(dot.y)
        if (x, y, dot.y) in written:
            continue
        wide = 8.0 * len(str(dot.y))
        beside = (wide + _MARKER) / 2 + 2
        ways = [(0, -14.0), (0, 14.0), (beside, 0), (-beside, 0)]
        if _side(dot, line) > 0:
            ways[:2] = ways[1::-1]
        place = find_room(
            [Box.about(x + dx, y + dy, wide, 12.0) for dx, dy in ways],
            taken,
            below=scale.top + _HEIGHT,
        )
        if place is not None:
            taken.append(place)
            written.add((x, y, dot.y))
            yield f'<text class="n" x="{place.middle}" y="{place.bottom - 1.5:.1f}">{dot.y}</text>'


def _steps(dots: Sequence[Dot]) -> Iterable[tuple[Dot, Dot]]:
    """Give what a line joins: each number of a time with each of the next time."""
    times = sorted({dot.x for dot in dots})
    at = {time: [dot for dot in dots if dot.x == time] for time in times}
    for before, after in pairwise(times):
        yield from ((one, other) for one in at[before] for other in at[after])


def _side(dot: Dot, line: Line) -> int:
    """Put the numbers of one time on both sides of their line."""
    same = [each.y for each in line.dots if each.x == dot.x]
    if len(same) < 2 or min(same) == max(same):
        return line.side
    return -1 if dot.y == max(same) else 1


def _name_places(panel: Panel, scale: _Scale) -> list[float]:
    """Give where the names of the lines stand: at their last number, none over another."""
    ends = [scale.y(max(line.dots, key=lambda dot: dot.x).y) for line in panel.lines]
    places = dict.fromkeys(range(len(ends)), 0.0)
    lowest = float("-inf")
    for number in sorted(range(len(ends)), key=lambda each: ends[each]):
        lowest = max(ends[number], lowest + _LINE)
        places[number] = lowest
    return [places[number] for number in range(len(ends))]
