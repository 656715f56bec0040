"""A map of areas as one SVG: classes with a colour and a pattern, a name for every area, a legend.

Every class differs in lightness and pattern, not in colour alone, so that it reads in print and to
every eye. Areas are links: Tab goes from one to the next, and each says its name and what it shows.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from kinten.desk.drawing.shapes import Shapes
from kinten.desk.drawing.sheet import HEIGHT, INSETS, WIDTH


@dataclass(frozen=True, slots=True)
class Look:
    """How a class looks: its fill, its pattern (``plain`` or a name of ``PATTERNS``), its words."""

    key: str
    fill: str
    words: str
    pattern: str = "plain"
    ink: str = "#1a1a1c"


PATTERNS = {
    "hatch": '<path d="M0 60L60 0" style="stroke:{ink};stroke-width:12"/>',
    "cross": '<path d="M0 0L60 60M0 60L60 0" style="stroke:{ink};stroke-width:8"/>',
    "dots": '<circle cx="30" cy="30" r="11" style="fill:{ink}"/>',
    "lines": '<path d="M0 30H60" style="stroke:{ink};stroke-width:8"/>',
    "bars": '<path d="M30 0V60" style="stroke:{ink};stroke-width:8"/>',
}
"""What is drawn over a fill, in a tile of 60 units."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Areas with an outline of their own, whatever their class, and what it says."""

    codes: Collection[str]
    words: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A point on the map: where, how large (units), what it says; ``label`` is written beside it."""

    x: int
    y: int
    radius: int
    words: str
    fill: str = "#0017c1"
    label: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything a map shows. ``shown`` maps an area's code to its class, ``words`` to what it says.

    ``links`` maps a code to where the area leads; an area without one is only named. ``told`` is what
    the picture has to say of itself wherever it is pasted: what was asked, of which day and sources.
    ``aside`` are lines written into the Pacific.
    """

    title: str
    caption: Sequence[str]
    looks: Sequence[Look]
    shown: Mapping[str, str]
    words: Mapping[str, str]
    links: Mapping[str, str]
    spots: Sequence[Spot] = ()
    mark: Mark | None = None
    lang: str = "ja"
    told: str = ""
    aside: Sequence[str] = ()


def draw_svg(picture: Picture, shapes: Shapes, *, has_legend: bool = True) -> str:
    """Draw a map as one SVG document; without its legend and title where a page writes them beside it."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'role="group" lang="{picture.lang}" aria-label="{escape(picture.title)}" '
        f'font-family="{_FONTS}">'
    )
    rules = "".join(_rule(look) for look in picture.looks)
    patterns = "".join(_pattern(look) for look in picture.looks)
    return "".join(
        [
            head,
            f"<title>{escape(picture.title)}</title>",
            f"<desc>{escape(picture.told)}</desc>" if picture.told else "",
            f"<style>{_STYLE}{rules}</style><defs>{patterns}</defs>",
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
            *_insets(picture.lang),
            *_areas(picture, shapes),
            f'<path class="p" d="{shapes.prefectures}"/>',
            *_marked(picture, shapes),
            *_spots(picture.spots),
            *(_legend(picture) if has_legend else ()),
            *_aside(picture.aside),
            "</svg>",
        ]
    )


_FONTS = "'Noto Sans JP','Noto Sans CJK JP','Hiragino Sans','Yu Gothic',Meiryo,sans-serif"
_STYLE = (
    "path{stroke:#77777d;stroke-width:4;stroke-linejoin:round}"
    ".p{fill:none;stroke:#1a1a1c;stroke-width:10}"
    ".m{fill:none;stroke:#5e2390;stroke-width:32;stroke-dasharray:90 50;pointer-events:none}"
    "a:focus{outline:none}a:focus path,a:hover path{stroke:#000;stroke-width:36}"
    "text{fill:#1a1a1c}"
)


def _rule(look: Look) -> str:
    fill = look.fill if look.pattern == "plain" else f"url(#p-{look.key})"
    return f".c-{look.key}{{fill:{fill}}}"


def _pattern(look: Look) -> str:
    if look.pattern == "plain":
        return ""
    lines = PATTERNS[look.pattern].format(ink=look.ink)
    return (
        f'<pattern id="p-{look.key}" width="60" height="60" patternUnits="userSpaceOnUse">'
        f'<rect width="60" height="60" style="fill:{look.fill}"/>{lines}</pattern>'
    )


def _insets(lang: str) -> Iterable[str]:
    for inset in INSETS:
        left, top, width, height = inset.frame
        yield (
            f'<text x="{left + 50}" y="{top + height - 60}" font-size="110" fill="#4a4a4c">'
            f"{escape(inset.name.in_language(lang))}</text>"
        )
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


def _marked(picture: Picture, shapes: Shapes) -> Iterable[str]:
    if picture.mark is None:
        return
    for code in sorted(picture.mark.codes):
        yield f'<path class="m" d="{shapes.areas[code]}"/>'


def _spots(spots: Iterable[Spot]) -> Iterable[str]:
    for spot in spots:
        yield (
            f'<circle cx="{spot.x}" cy="{spot.y}" r="{spot.radius}" fill="{spot.fill}" '
            f'stroke="#fff" stroke-width="6"><title>{escape(spot.words)}</title></circle>'
        )
        if spot.label:
            yield (
                f'<text x="{spot.x + spot.radius + 20}" y="{spot.y + 55}" font-size="150" '
                'font-weight="700" stroke="#fff" stroke-width="36" paint-order="stroke">'
                f"{escape(spot.label)}</text>"
            )


def _legend(picture: Picture) -> Iterable[str]:
    """Write the legend into the sea of Japan, the title above it."""
    counts: dict[str, int] = {}
    for key in picture.shown.values():
        counts[key] = counts.get(key, 0) + 1
    top = 2_950
    yield f'<text x="90" y="{top}" font-size="190" font-weight="700">{escape(picture.title)}</text>'
    for line in picture.caption:
        top += 140
        yield f'<text x="90" y="{top}" font-size="115">{escape(line)}</text>'
    top += 120
    for look in picture.looks:
        yield (
            f'<rect class="c-{look.key}" x="90" y="{top}" width="220" height="150" '
            f'stroke="#4a4a4c" stroke-width="6"/>'
            f'<text x="370" y="{top + 120}" font-size="130">{escape(look.words)}'
            f"{_counted(counts.get(look.key, 0), picture.lang)}</text>"
        )
        top += 195
    if picture.mark is not None and picture.mark.codes:
        yield (
            f'<path class="m" d="M106 {top + 16}h188v118h-188z"/>'
            f'<text x="370" y="{top + 120}" font-size="130">{escape(picture.mark.words)}</text>'
        )


def _aside(lines: Iterable[str]) -> Iterable[str]:
    """Write lines into the Pacific, south of 四国 and west of the frame of 小笠原."""
    for place, line in enumerate(lines):
        yield f'<text x="2350" y="{7_420 + 140 * place}" font-size="115">{escape(line)}</text>'


def _counted(count: int, lang: str) -> str:
    return f"（{count}）" if lang == "ja" else f" ({count})"
