"""Survival as curves with their intervals, the numbers at risk below: one SVG.

Lines differ in dash and marker, not in colour alone. Few lines share one panel; more stand apart, each in
a panel of its own over the same scales. What is not given is not drawn: no line leads across it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from kinten.desk.drawing.chart import MARKERS
from kinten.desk.drawing.fitting import width_of, wrap


@dataclass(frozen=True, slots=True)
class Mark:
    """Survival at a year, its interval (None: none), and the number at risk as it is told.

    ``estimate`` None is not drawn.
    """

    years: float
    estimate: float | None
    low: float | None
    high: float | None
    at_risk: str


@dataclass(frozen=True, slots=True)
class Curve:
    """Survival of some patients. ``steps`` is the whole curve where it may be shown, else nothing.

    ``why`` says why none of its marks is drawn.
    """

    name: str
    marks: tuple[Mark, ...]
    steps: tuple[tuple[float, float], ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class SurvivalSheet:
    """Curves over the same years; ``across``, ``up`` and ``below`` say what the scales and the numbers are."""

    title: str
    across: str
    up: str
    below: str
    curves: tuple[Curve, ...]
    notes: tuple[str, ...]
    lang: str


@dataclass(frozen=True, slots=True)
class _Look:
    ink: str
    dash: str
    marker: str
    is_filled: bool


_LOOKS = (
    _Look("#08306b", "", "circle", True),
    _Look("#b2182b", "8 4", "square", True),
    _Look("#2f6b2f", "2 3", "triangle", True),
    _Look("#7a5c00", "10 3 2 3", "diamond", True),
    _Look("#5b2a86", "14 4", "circle", False),
    _Look("#3a3a3c", "4 2", "square", False),
)
TOGETHER = len(_LOOKS)
"""So many curves can be told apart in one panel."""
_WIDTH, _LINE, _HEAD, _COLUMNS = 1000, 18, 76, 3
_MOST = 1.4  # survival: an interval above is cut off
_FONTS = "'Noto Sans JP','Noto Sans CJK JP','Hiragino Sans','Yu Gothic',Meiryo,sans-serif"
_STYLE = (
    "text{fill:#1a1a1c;font-size:13px}.t{font-size:22px;font-weight:700}.h{font-size:14px;font-weight:700}"
    ".g{stroke:#d8d8db}.n{text-anchor:middle}.e{text-anchor:end}.f{fill:#4a4a4c;font-size:12px}"
)


@dataclass(frozen=True, slots=True)
class _Frame:
    """A panel on the sheet: where its scales lie, up to how many years and to what survival."""

    left: float
    top: float
    right: float
    bottom: float
    years: float
    most: float

    def x(self, years: float) -> float:
        return round(self.left + (self.right - self.left) * years / self.years, 1)

    def y(self, survival: float) -> float:
        part = min(survival, self.most) / self.most
        return round(self.bottom - (self.bottom - self.top) * part, 1)


def highest(curves: Iterable[Curve]) -> float:
    """Give the highest survival or limit among curves."""
    told = [
        value
        for curve in curves
        for mark in curve.marks
        for value in (mark.estimate, mark.high if mark.estimate is not None else None)
        if value is not None
    ]
    return max([1.0, *told])


def is_cut_off(curves: Iterable[Curve]) -> bool:
    """Tell whether an interval reaches above the scale."""
    return highest(curves) > _MOST


def draw_survival(sheet: SurvivalSheet) -> str:
    """Draw a sheet as one SVG document."""
    notes = [line for note in sheet.notes for line in wrap(note, 74)]
    most = min(_MOST, -(-round(highest(sheet.curves) * 1000) // 200) / 5)
    years = max(mark.years for curve in sheet.curves for mark in curve.marks)
    drawn, bottom = _panels(sheet, years, most)
    height = bottom + _LINE * len(notes) + 10
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height:g}" role="img" '
        f'lang="{sheet.lang}" aria-label="{escape(sheet.title)}" font-family="{_FONTS}">'
    )
    lines = (
        f'<text class="f" x="20" y="{bottom + _LINE * at:g}">{escape(line)}</text>'
        for at, line in enumerate(notes)
    )
    return "".join(
        [
            head,
            f'<style>{_STYLE}</style><rect width="{_WIDTH}" height="{height:g}" fill="#fff"/>',
            f'<text class="t" x="20" y="38">{escape(sheet.title)}</text>',
            *drawn,
            *lines,
            "</svg>",
        ]
    )


def _panels(sheet: SurvivalSheet, years: float, most: float) -> tuple[list[str], float]:
    """Draw one panel of all curves, or one for each; and give where the notes begin."""
    if len(sheet.curves) <= TOGETHER:
        frame = _Frame(70, _HEAD + 24, 740, _HEAD + 404, years, most)
        drawn = [*_scales(sheet, frame), *_together(sheet, frame)]
        return drawn, frame.bottom + 88 + _LINE * len(sheet.curves)
    wide, high = (_WIDTH - 40) / _COLUMNS, 292
    drawn = []
    for at, curve in enumerate(sheet.curves):
        left, top = 20 + wide * (at % _COLUMNS), _HEAD + high * (at // _COLUMNS)
        frame = _Frame(left + 50, top + 40, left + wide - 14, top + 210, years, most)
        drawn.append(
            f'<text class="h" x="{left + 6:g}" y="{top + 10:g}">{escape(_fitting(curve.name, 36))}</text>'
        )
        drawn += [*_scales(sheet, frame), *_curve(curve, _LOOKS[0], frame, 0.0)]
        drawn += _risk_row(curve, frame, frame.bottom + 56)
        middle = (frame.left + frame.right) / 2
        drawn.append(
            f'<text class="n" x="{middle:g}" y="{frame.top + 90:g}">{escape(curve.why)}</text>'
        )
    return drawn, _HEAD + high * -(-len(sheet.curves) // _COLUMNS) + 14


def _scales(sheet: SurvivalSheet, frame: _Frame) -> Iterable[str]:
    yield f'<text class="f" x="{frame.left - 44:g}" y="{frame.top - 16:g}">{escape(sheet.up)}</text>'
    for at in range(round(frame.most * 5) + 1):
        y = frame.y(at / 5)
        yield f'<path class="g" d="M{frame.left:g} {y}H{frame.right:g}"/>'
        yield f'<text class="e" x="{frame.left - 8:g}" y="{y + 4:g}">{at * 20}%</text>'
    for year in _ticks(frame.years):
        x = frame.x(year)
        yield f'<path class="g" d="M{x} {frame.top:g}V{frame.bottom + 5:g}"/>'
        yield f'<text class="n" x="{x}" y="{frame.bottom + 19:g}">{year:g}</text>'
    yield f'<text class="e f" x="{frame.right:g}" y="{frame.bottom + 36:g}">{escape(sheet.across)}</text>'
    yield f'<text class="f" x="{frame.left - 44:g}" y="{frame.bottom + 36:g}">{escape(sheet.below)}</text>'


def _ticks(years: float) -> Sequence[float]:
    """Give the years written below the scale: every one, or in steps where they are many or few."""
    step = next(each for each in (0.25, 1.0, 5.0, 10.0, 20.0) if years / each <= 12)
    return [step * at for at in range(int(years / step) + 1)]


def _together(sheet: SurvivalSheet, frame: _Frame) -> Iterable[str]:
    looks = _LOOKS[: len(sheet.curves)]
    middle = (len(looks) - 1) / 2
    for at, (curve, look) in enumerate(zip(sheet.curves, looks, strict=True)):
        yield from _curve(curve, look, frame, 5.0 * (at - middle))
    for curve, look, y in zip(sheet.curves, looks, _name_places(sheet.curves, frame), strict=True):
        yield _legend(curve, look, frame.right + 26, y)
    for at, (curve, look) in enumerate(zip(sheet.curves, looks, strict=True)):
        y = frame.bottom + 56 + _LINE * at
        yield _marker(look, 34, y - 4)
        yield from _risk_row(curve, frame, y)
        yield f'<text class="f" x="{frame.right + 34:g}" y="{y:g}">{escape(_fitting(curve.name, 32))}</text>'


def _curve(curve: Curve, look: _Look, frame: _Frame, aside: float) -> Iterable[str]:
    """Draw the line, then a marker and an interval at each year, moved aside so that none covers another."""
    dash = f' stroke-dasharray="{look.dash}"' if look.dash else ""
    yield (
        f'<path d="{_steps(curve.steps, frame) if curve.steps else _joined(curve.marks, frame, aside)}" '
        f'stroke="{look.ink}" stroke-width="2" fill="none"{dash}/>'
    )
    for mark in curve.marks:
        if mark.estimate is None:
            continue
        x, y = round(frame.x(mark.years) + aside, 1), frame.y(mark.estimate)
        if mark.low is not None and mark.high is not None:
            low, high = frame.y(mark.low), frame.y(mark.high)
            cap = "" if mark.high > frame.most else f"M{x - 4:g} {high}h8"
            yield (
                f'<path d="M{x} {low}V{high}M{x - 4:g} {low}h8{cap}" stroke="{look.ink}" fill="none"/>'
            )
        yield _marker(look, x, y, _told(curve, mark))


def _told(curve: Curve, mark: Mark) -> str:
    limits = "" if mark.low is None or mark.high is None else f" ({mark.low:.3f}-{mark.high:.3f})"
    return f"{curve.name} {mark.years:g}: {mark.estimate:.3f}{limits}"


def _marker(look: _Look, x: float, y: float, words: str = "") -> str:
    title = f"<title>{escape(words)}</title>" if words else ""
    fill = look.ink if look.is_filled else "#fff"
    return (
        f'<path d="{MARKERS[look.marker]}" transform="translate({x:g} {y:g})" fill="{fill}" '
        f'stroke="{look.ink}" stroke-width="1.5">{title}</path>'
    )


def _joined(marks: Sequence[Mark], frame: _Frame, aside: float) -> str:
    """Join the years that are next to each other, from all at diagnosis; nothing across one that is hidden."""
    path = ""
    ordered = [
        Mark(0.0, 1.0, None, None, ""),
        *sorted(marks, key=lambda mark: mark.years),
    ]
    for before, after in pairwise(ordered):
        if before.estimate is not None and after.estimate is not None:
            start = frame.x(before.years) + (aside if before.years else 0)
            path += (
                f"M{start:.1f} {frame.y(before.estimate)}"
                f"L{frame.x(after.years) + aside:.1f} {frame.y(after.estimate)}"
            )
    return path or "M0 0"


def _steps(steps: Sequence[tuple[float, float]], frame: _Frame) -> str:
    path = f"M{frame.x(0)} {frame.y(1)}"
    return path + "".join(f"H{frame.x(years)}V{frame.y(survival)}" for years, survival in steps)


def _risk_row(curve: Curve, frame: _Frame, y: float) -> Iterable[str]:
    """Write the numbers at risk below their years; of years too near to each other only the first."""
    taken = float("-inf")
    for mark in sorted(curve.marks, key=lambda mark: mark.years):
        x, half = frame.x(mark.years), 4.0 * width_of(mark.at_risk) + 2
        if x - half >= taken:
            taken = x + half
            yield f'<text class="n f" x="{x}" y="{y:g}">{escape(mark.at_risk)}</text>'


def _legend(curve: Curve, look: _Look, x: float, y: float) -> str:
    dash = f' stroke-dasharray="{look.dash}"' if look.dash else ""
    return (
        f'<path d="M{x:g} {y:g}h34" stroke="{look.ink}" stroke-width="2"{dash}/>'
        f"{_marker(look, x + 17, y)}"
        f'<text x="{x + 42:g}" y="{y + 4:g}">{escape(_fitting(curve.name, 24))}</text>'
        f'<text class="f" x="{x + 42:g}" y="{y + 20:g}">{escape(_fitting(curve.why, 28))}</text>'
    )


def _name_places(curves: Sequence[Curve], frame: _Frame) -> list[float]:
    """Give where the names stand: at the end of their curve, none over another; those not drawn at the foot."""
    ends = []
    for curve in curves:
        drawn = [mark for mark in curve.marks if mark.estimate is not None]
        last = max(drawn, key=lambda mark: mark.years) if drawn else None
        ends.append(frame.bottom if last is None else frame.y(last.estimate or 0.0))
    order = sorted(range(len(ends)), key=lambda at: ends[at])
    places, lowest = [0.0] * len(ends), float("-inf")
    for at in order:
        lowest = max(ends[at], lowest + _LINE)
        places[at] = lowest
        lowest += _LINE if curves[at].why else 0
    over = max(0.0, lowest - frame.bottom)
    return [each - over for each in places]


def _fitting(name: str, wide: int) -> str:
    """Cut a name that is too long."""
    if width_of(name) <= wide:
        return name
    while width_of(name) > wide - 2:
        name = name[:-1]
    return f"{name}…"
