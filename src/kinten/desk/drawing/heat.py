"""A table of counts as one SVG: the more, the darker; what is not shown is hatched and says so.

Every cell carries its number in words, so that the picture reads without its colours; a cell that is
not shown has no number, and its look does not depend on one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from math import log1p

from kinten.desk.drawing.fitting import width_of, wrap


@dataclass(frozen=True, slots=True)
class Heat:
    """Rows and columns by their names; ``counts`` by (row, column), None where one is not shown.

    A pair that is not in ``counts`` is no cell of the table. ``hidden`` is what stands for a count that
    is not shown, ``told`` is the line below the title, ``notes`` stand below.
    """

    title: str
    told: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: Mapping[tuple[int, int], int | None]
    hidden: str
    notes: tuple[str, ...]
    lang: str


_HIGH, _TOP, _LINE, _LETTER = 26, 72, 20, 7.2
_FONTS = "'Noto Sans JP','Noto Sans CJK JP','Hiragino Sans','Yu Gothic',Meiryo,sans-serif"
_HATCH = (
    '<defs><pattern id="h" width="8" height="8" patternUnits="userSpaceOnUse">'
    '<rect width="8" height="8" fill="#f1f1f4"/><path d="M0 8L8 0" stroke="#8c8c92"/>'
    "</pattern></defs>"
)
_LIGHT, _DARK = (247, 251, 255), (107, 174, 214)


def draw_heat(heat: Heat) -> str:
    """Draw the table as an SVG document."""
    left = 16 + _LETTER * max((width_of(name) for name in heat.rows), default=0)
    names = (*heat.columns, heat.hidden, f"{_most(heat):,}")
    wide = 18 + _LETTER * max(width_of(name) for name in names)
    notes = [line for note in heat.notes for line in wrap(note, 60)]
    below = _TOP + _HIGH * len(heat.rows) + 30
    width = max(left + wide * len(heat.columns) + 16, 860)
    height = below + _LINE * (len(notes) + 1)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height}" role="img" '
        f'lang="{heat.lang}" aria-labelledby="t d" font-family="{_FONTS}" font-size="12.5">'
    )
    return "".join(
        [
            head,
            f'<title id="t">{escape(heat.title)}</title><desc id="d">{escape(heat.told)}</desc>',
            _HATCH,
            f'<rect width="{width:g}" height="{height}" fill="#fff"/>',
            f'<text x="8" y="26" font-size="19" font-weight="700">{escape(heat.title)}</text>',
            f'<text x="8" y="46">{escape(heat.told)}</text>',
            *_names(heat, left, wide),
            *_cells(heat, left, wide),
            *(
                f'<text x="8" y="{below + _LINE * at}">{escape(line)}</text>'
                for at, line in enumerate(notes)
            ),
            "</svg>",
        ]
    )


def _names(heat: Heat, left: float, wide: float) -> Iterable[str]:
    for at, name in enumerate(heat.columns):
        x = left + wide * (at + 0.5)
        yield f'<text x="{x:g}" y="{_TOP - 8}" text-anchor="middle">{escape(name)}</text>'
    for at, name in enumerate(heat.rows):
        y = _TOP + _HIGH * at + 18
        yield f'<text x="{left - 8:g}" y="{y}" text-anchor="end">{escape(name)}</text>'


def _cells(heat: Heat, left: float, wide: float) -> Iterable[str]:
    most = log1p(_most(heat))
    for (row, column), count in heat.counts.items():
        x, y = left + wide * column, _TOP + _HIGH * row
        fill = "url(#h)" if count is None else _shade(log1p(count) / most if most else 0.0)
        words = heat.hidden if count is None else f"{count:,}"
        yield (
            f'<rect x="{x:g}" y="{y}" width="{wide:g}" height="{_HIGH}" fill="{fill}" '
            'stroke="#fff" stroke-width="2"/>'
        )
        back = ' paint-order="stroke" stroke="#f1f1f4" stroke-width="4"' if count is None else ""
        yield (
            f'<text x="{x + wide / 2:g}" y="{y + 18}" text-anchor="middle" fill="#1a1a1c"{back}>'
            f"{escape(words)}</text>"
        )


def _most(heat: Heat) -> int:
    return max((count for count in heat.counts.values() if count is not None), default=0)


def _shade(part: float) -> str:
    return "#" + "".join(
        f"{round(light + (dark - light) * part):02x}"
        for light, dark in zip(_LIGHT, _DARK, strict=True)
    )
