"""A map of areas as one SVG: classes with a colour and a pattern, a name for every area, a legend.

Every class differs in lightness and pattern, not in colour alone, so that it reads in print and to
every eye. Areas are links: Tab goes from one to the next, and each says its name and what it shows.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from kinten.desk.drawing.shapes import Shapes
from kinten.desk.drawing.sheet import HEIGHT, INSETS, WIDTH


@dataclass(frozen=True, slots=True)
class Look:
    """How a class looks: its fill, its pattern (``plain``, ``hatch``, ``cross`` or ``dots``), its words."""

    key: str
    fill: str
    words: str
    pattern: str = "plain"
    ink: str = "#1a1a1c"


@dataclass(frozen=True, slots=True)
class Spot:
    """A point on the map: where, how large (units), what it says."""

    x: int
    y: int
    radius: int
    words: str
    fill: str = "#0017c1"


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything a map shows. ``shown`` maps an area's code to its class, ``words`` to what it says.

    ``links`` maps a code to where the area leads; an area without one is only named.
    """

    title: str
    caption: Sequence[str]
    looks: Sequence[Look]
    shown: Mapping[str, str]
    words: Mapping[str, str]
    links: Mapping[str, str]
    spots: Sequence[Spot] = ()


def draw_svg(picture: Picture, shapes: Shapes) -> str:
    """Draw a map as one SVG document."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'role="group" aria-label="{escape(picture.title)}" font-family="{_FONTS}">'
    )
    rules = "".join(_rule(look) for look in picture.looks)
    patterns = "".join(_pattern(look) for look in picture.looks)
    return "".join(
        [
            head,
            f"<style>{_STYLE}{rules}</style><defs>{patterns}</defs>",
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
            *_insets(),
            *_areas(picture, shapes),
            f'<path class="p" d="{shapes.prefectures}"/>',
            *_spots(picture.spots),
            *_legend(picture),
            "</svg>",
        ]
    )


_FONTS = "'Noto Sans JP','Noto Sans CJK JP','Hiragino Sans','Yu Gothic',Meiryo,sans-serif"
_STYLE = (
    "path{stroke:#fff;stroke-width:6;stroke-linejoin:round}"
    ".p{fill:none;stroke:#4a4a4c;stroke-width:9}"
    "a:focus{outline:none}a:focus path,a:hover path{stroke:#000;stroke-width:36}"
    "text{fill:#1a1a1c}"
)


def _rule(look: Look) -> str:
    fill = look.fill if look.pattern == "plain" else f"url(#p-{look.key})"
    return f".c-{look.key}{{fill:{fill}}}"


def _pattern(look: Look) -> str:
    if look.pattern == "plain":
        return ""
    lines = {
        "hatch": '<path d="M0 60L60 0" style="stroke:{ink};stroke-width:12"/>',
        "cross": '<path d="M0 0L60 60M0 60L60 0" style="stroke:{ink};stroke-width:8"/>',
        "dots": '<circle cx="30" cy="30" r="11" style="fill:{ink}"/>',
    }[look.pattern].format(ink=look.ink)
    return (
        f'<pattern id="p-{look.key}" width="60" height="60" patternUnits="userSpaceOnUse">'
        f'<rect width="60" height="60" style="fill:{look.fill}"/>{lines}</pattern>'
    )


def _insets() -> Iterable[str]:
    for inset in INSETS:
        left, top, width, height = inset.frame
        yield (
            f'<rect x="{left}" y="{top}" width="{width}" height="{height}" '
            'fill="none" stroke="#8a8a8c" stroke-width="6"/>'
        )


def _areas(picture: Picture, shapes: Shapes) -> Iterable[str]:
    for code, path in sorted(shapes.areas.items()):
        drawn = f'<path class="c-{picture.shown[code]}" d="{path}"/>'
        words = escape(picture.words[code])
        link = picture.links.get(code)
        if link is None:
            yield f"<g><title>{words}</title>{drawn}</g>"
        else:
            yield f'<a href="{escape(link)}" aria-label="{words}"><title>{words}</title>{drawn}</a>'


def _spots(spots: Iterable[Spot]) -> Iterable[str]:
    for spot in spots:
        yield (
            f'<circle cx="{spot.x}" cy="{spot.y}" r="{spot.radius}" fill="{spot.fill}" '
            f'stroke="#fff" stroke-width="6"><title>{escape(spot.words)}</title></circle>'
        )


def _legend(picture: Picture) -> Iterable[str]:
    """Write the legend into the sea of Japan, the title above it."""
    counts: dict[str, int] = {}
    for key in picture.shown.values():
        counts[key] = counts.get(key, 0) + 1
    top = 2_950
    yield f'<text x="90" y="{top}" font-size="190" font-weight="700">{escape(picture.title)}</text>'
    for line in picture.caption:
        top += 160
        yield f'<text x="90" y="{top}" font-size="115">{escape(line)}</text>'
    top += 120
    for look in picture.looks:
        yield (
            f'<rect class="c-{look.key}" x="90" y="{top}" width="220" height="150" '
            f'stroke="#4a4a4c" stroke-width="6"/>'
            f'<text x="370" y="{top + 120}" font-size="130">{escape(look.words)}'
            f"（{counts.get(look.key, 0)}）</text>"
        )
        top += 220
