"""Curves of concentration as small multiples: one panel a disease, all over the same scales.

Across: hospitals from the one with the most, in powers of ten, so that a disease in ten hospitals and
one in a thousand can be compared. Up: the share that they hold together. Nothing is smoothed. A panel
is an SVG of its own with a title and a description; it needs no script and reads without colour.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from math import log10

from kinten.desk.drawing.fitting import wrap


@dataclass(frozen=True, slots=True)
class Curve:
    """One panel. ``shares`` has, for each number of hospitals from the largest, what they hold together.

    ``half`` is the least number that holds half, ``half_words`` what stands beside it; ``facts`` is
    the line below the title, ``told`` the whole in words.
    """

    key: str
    title: str
    facts: str
    told: str
    shares: tuple[float, ...]
    half: int
    half_words: str


@dataclass(frozen=True, slots=True)
class Curves:
    """Panels over the same scales: ``across`` and ``up`` say what they are, ``notes`` stand below."""

    title: str
    told: str
    across: str
    up: str
    panels: tuple[Curve, ...]
    notes: tuple[str, ...]
    lang: str


WIDTH, HEIGHT = 320, 244
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 308, 72, 204
_COLUMNS = 4
_ROOM = 100  # units that the number of the half needs beside its mark
_SHEET_TOP, _LINE = 70, 20
_FONTS = "'Noto Sans JP','Noto Sans CJK JP','Hiragino Sans','Yu Gothic',Meiryo,sans-serif"
STYLE = (
    ".k text{fill:#1a1a1c;font-size:11.5px}.k .h{font-size:14px;font-weight:700}"
    ".k .e{text-anchor:end}.k .n{text-anchor:middle}.k .g{stroke:#d8d8db;fill:none}"
    ".k .d{stroke:#1a1a1c;stroke-dasharray:3 3;fill:none}"
    ".k .c{stroke:#0017c1;stroke-width:2.5;fill:none;stroke-linejoin:round}"
    ".k .o{paint-order:stroke;stroke:#fff;stroke-width:3px}"
)


def draw_curve(curve: Curve, curves: Curves, place: str = "") -> str:
    """Draw one panel as an SVG; ``place`` are attributes that put it on a sheet."""
    scale = _Scale(max(len(each.shares) for each in curves.panels))
    key = escape(curve.key)
    head = (
        f'<svg class="k" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'{place} role="img" lang="{curves.lang}" aria-labelledby="t-{key} d-{key}" '
        f'font-family="{_FONTS}">'
    )
    return "".join(
        [
            head,
            f'<title id="t-{key}">{escape(curve.title)}</title>',
            f'<desc id="d-{key}">{escape(curve.told)}</desc>',
            f'<text class="h" x="6" y="18">{escape(_fitting(curve.title))}</text>',
            f'<text x="6" y="36">{escape(curve.facts)}</text>',
            *_grid(scale, curves),
            *_half(curve, scale),
            f'<path class="c" d="{_path(curve.shares, scale)}"/>',
            *_ends(curve, scale),
            "</svg>",
        ]
    )


def draw_sheet(curves: Curves) -> str:
    """Draw all panels on one sheet, as one SVG document."""
    notes = [line for note in curves.notes for line in wrap(note, 100)]
    rows = -(-len(curves.panels) // _COLUMNS)
    wide = WIDTH * min(_COLUMNS, max(len(curves.panels), 2))
    below = _SHEET_TOP + rows * HEIGHT + 24
    high = below + _LINE * len(notes)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" role="group" '
        f'lang="{curves.lang}" aria-labelledby="t d" font-family="{_FONTS}">'
    )
    return "".join(
        [
            head,
            f'<title id="t">{escape(curves.title)}</title><desc id="d">{escape(curves.told)}</desc>',
            f'<style>{STYLE}</style><rect width="{wide}" height="{high}" fill="#fff"/>',
            f'<text x="8" y="30" font-size="22" font-weight="700">{escape(curves.title)}</text>',
            f'<text x="8" y="54" font-size="13">{escape(curves.told)}</text>',
            *(
                draw_curve(each, curves, _place(number))
                for number, each in enumerate(curves.panels)
            ),
            *(
                f'<text x="8" y="{below + _LINE * number}" font-size="12">{escape(line)}</text>'
                for number, line in enumerate(notes)
            ),
            "</svg>",
        ]
    )


class _Scale:
    """From a number of hospitals and a share to the units of a panel."""

    def __init__(self, most: int) -> None:
        self.most = max(most, 10)

    def x(self, hospitals: int) -> float:
        return round(_LEFT + (_RIGHT - _LEFT) * log10(hospitals) / log10(self.most), 1)

    def y(self, share: float) -> float:
        return round(_BOTTOM - (_BOTTOM - _TOP) * share, 1)

    @property
    def ticks(self) -> Sequence[int]:
        """The powers of ten on the scale."""
        return [10**power for power in range(int(log10(self.most)) + 1)]


def _grid(scale: _Scale, curves: Curves) -> Iterable[str]:
    yield f'<text x="6" y="{_TOP - 14}">{escape(curves.up)}</text>'
    for part in (0, 25, 50, 75, 100):
        y = scale.y(part / 100)
        yield f'<path class="g" d="M{_LEFT} {y}H{_RIGHT}"/>'
        yield f'<text class="e" x="{_LEFT - 5}" y="{y + 4}">{part}%</text>'
    for tick in scale.ticks:
        x = scale.x(tick)
        yield f'<path class="g" d="M{x} {_TOP}V{_BOTTOM + 4}"/>'
        yield f'<text class="n" x="{x}" y="{_BOTTOM + 17}">{tick:,}</text>'
    yield f'<text class="e" x="{_RIGHT}" y="{_BOTTOM + 33}">{escape(curves.across)}</text>'


def _half(curve: Curve, scale: _Scale) -> Iterable[str]:
    x, y = scale.x(curve.half), scale.y(curve.shares[curve.half - 1])
    yield f'<path class="d" d="M{_LEFT} {scale.y(0.5)}H{x}M{x} {y}V{_BOTTOM}"/>'


def _ends(curve: Curve, scale: _Scale) -> Iterable[str]:
    """Mark the half; its number stands where no rising curve is: above it to the left, or below to the right."""
    x, y = scale.x(curve.half), scale.y(curve.shares[curve.half - 1])
    has_room = x - _LEFT > _ROOM
    at, level, anchor = (x - 8, y - 8, "end") if has_room else (x + 8, _BOTTOM - 8, "start")
    yield f'<circle cx="{x}" cy="{y}" r="4" fill="#1a1a1c"/>'
    yield (
        f'<text class="o" x="{at:.1f}" y="{level:.1f}" text-anchor="{anchor}">'
        f"{escape(curve.half_words)}</text>"
    )


def _path(shares: Sequence[float], scale: _Scale) -> str:
    """Join the points; of those on one unit across the last stands for all."""
    points: dict[float, float] = {}
    for place, share in enumerate(shares, 1):
        points[scale.x(place)] = scale.y(share)
    if len(points) == 1:
        ((x, y),) = points.items()
        return f"M{x} {y}h0.1"
    return "M" + "L".join(f"{x} {y}" for x, y in points.items())


def _fitting(title: str) -> str:
    """Give what of a title fits in one line."""
    first, *more = wrap(title, 20)
    return f"{first}…" if more else first


def _place(number: int) -> str:
    row, column = divmod(number, _COLUMNS)
    return f'x="{column * WIDTH}" y="{_SHEET_TOP + row * HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
