"""The curve over a threshold as an SVG: steps, exact, with the number of the text and the one moved to."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from django.utils.safestring import SafeString, mark_safe

from kinten.portal.analysis_pages.reckoning import Reckoned
from kinten.scenario.curves import Step
from kinten.vocabulary.wording import Words

_WIDTH, _HEIGHT = 760, 360
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 560, 56, 300
_LINE = 17
_TICKS = 5


@dataclass(frozen=True, slots=True)
class Series:
    """One line: its words, the class that draws it, its number at a step."""

    words: Words
    look: str
    of: Callable[[Step], int]


SERIES = (
    Series(Words("充足", "met"), "met", lambda step: step.met),
    Series(Words("未充足", "unmet"), "unmet", lambda step: step.unmet),
    Series(Words("判定不能", "not known"), "open", lambda step: step.unknown),
    Series(
        Words("指定を失う（多くとも）", "lose it, at most"), "lost", lambda step: step.hospitals[1]
    ),
)


def draw_steps(reckoned: Reckoned, lang: str) -> SafeString | None:
    """Draw the curve of a result; None where it has none."""
    steps = reckoned.result.curve
    if not steps:
        return None
    threshold = reckoned.scenario.threshold
    start = float(threshold.exact(Decimal(threshold.least())))
    high = float(threshold.exact(max(Decimal(threshold.end), reckoned.scenario.value)))
    scale = _Scale(start, high, max(1, *(each.of(step) for each in SERIES for step in steps)))
    title = Words(
        f"基準の境目の曲線: {threshold.label.ja}", f"Curve over the threshold: {threshold.label.en}"
    ).in_language(lang)
    head = (
        f'<svg class="steps" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'role="img" lang="{lang}" aria-labelledby="steps-title steps-told">'
    )
    drawn = "".join(
        [
            head,
            f'<title id="steps-title">{escape(title)}</title>',
            f'<desc id="steps-told">{escape(_tell(reckoned, lang))}</desc>',
            *_grid(scale, reckoned, lang),
            *_lines(scale, steps, lang),
            *_marks(scale, reckoned, lang),
            "</svg>",
        ]
    )
    return mark_safe(drawn)  # noqa: S308 - drawn here; its words are escaped


class _Scale:
    """From a threshold and a number of hospitals to the units of the picture."""

    def __init__(self, start: float, high: float, most: int) -> None:
        self.start, self.high = start, high
        self.tick = _round_size(most)
        self.most = -(-most // self.tick) * self.tick

    def x(self, threshold: float) -> float:
        inside = min(max(threshold, 0.0), self.high)
        return round(_LEFT + (_RIGHT - _LEFT) * inside / self.high, 1)

    def y(self, hospitals: float) -> float:
        return round(_BOTTOM - (_BOTTOM - _TOP) * hospitals / self.most, 1)


def _round_size(most: float) -> int:
    """Give the size of a step, one, two or five of its power of ten, at most five of which reach the end."""
    sizes = (times * 10**power for power in range(9) for times in (1, 2, 5))
    return next(size for size in sizes if size * _TICKS >= most)


def _tell(reckoned: Reckoned, lang: str) -> str:
    """Tell the ends of each line in a sentence: the table beside holds the rest."""
    first, last = reckoned.result.curve[0], reckoned.result.curve[-1]
    sign = Words("、", ", ").in_language(lang)
    told = sign.join(
        f"{each.words.in_language(lang)} {each.of(first)} → {each.of(last)}" for each in SERIES
    )
    return Words(
        f"基準を上げていくと: {told}。段ごとの数は下の表。",
        f"As the threshold rises: {told}. The table below has every step.",
    ).in_language(lang)


def _grid(scale: _Scale, reckoned: Reckoned, lang: str) -> Iterator[str]:
    threshold = reckoned.scenario.threshold
    yield f'<text x="6" y="18">{escape(Words("病院", "hospitals").in_language(lang))}</text>'
    for hospitals in range(0, scale.most + 1, scale.tick):
        y = scale.y(hospitals)
        yield f'<path class="grid" d="M{_LEFT} {y}H{_RIGHT}"/>'
        yield f'<text class="end" x="{_LEFT - 6}" y="{y + 4}">{hospitals:,}</text>'
    times = 100 if threshold.is_percent else 1
    end = round(scale.high * times)
    for at in range(0, end + 1, _round_size(end)):
        yield f'<text class="middle" x="{scale.x(at / times)}" y="{_BOTTOM + 18}">{at:,}</text>'
    name = Words(f"基準（{threshold.unit.ja}）", f"threshold ({threshold.unit.en})").in_language(
        lang
    )
    yield f'<text class="end" x="{_RIGHT}" y="{_BOTTOM + 40}">{escape(name)}</text>'


def _lines(scale: _Scale, steps: Sequence[Step], lang: str) -> Iterator[str]:
    ends = {each.look: scale.y(each.of(_last_within(scale, steps))) for each in SERIES}
    places = _apart(ends)
    for each in SERIES:
        yield f'<path class="line {each.look}" d="{_path(scale, steps, each)}"/>'
        y = places[each.look]
        yield f'<path class="line {each.look}" d="M{_RIGHT + 10} {y}h34"/>'
        yield f'<text x="{_RIGHT + 50}" y="{y + 4}">{escape(each.words.in_language(lang))}</text>'


def _path(scale: _Scale, steps: Sequence[Step], series: Series) -> str:
    """Go along the steps: level within one, straight up or down where a verdict changes."""
    found = f"M{scale.x(scale.start)} {scale.y(series.of(_first_within(scale, steps)))}"
    for step in steps:
        if step.above is not None and scale.start < float(step.above) < scale.high:
            found += f"H{scale.x(float(step.above))}V{scale.y(series.of(step))}"
    return f"{found}H{_RIGHT}"


def _first_within(scale: _Scale, steps: Sequence[Step]) -> Step:
    return next(
        (each for each in steps if each.up_to is None or float(each.up_to) >= scale.start),
        steps[-1],
    )


def _last_within(scale: _Scale, steps: Sequence[Step]) -> Step:
    inside = [each for each in steps if each.above is None or float(each.above) < scale.high]
    return inside[-1] if inside else steps[0]


def _apart(ends: dict[str, float]) -> dict[str, float]:
    """Give each line's end a place for its words, none over another."""
    placed: dict[str, float] = {}
    lowest = float(_TOP - _LINE)
    for look, y in sorted(ends.items(), key=lambda each: each[1]):
        lowest = max(y, lowest + _LINE)
        placed[look] = lowest
    over = max(0.0, lowest - _BOTTOM)
    return {look: round(y - over, 1) for look, y in placed.items()}


def _marks(scale: _Scale, reckoned: Reckoned, lang: str) -> Iterator[str]:
    """Mark the number of the text, and the one it is moved to where that is another."""
    scenario = reckoned.scenario
    told = [(scenario.threshold.printed, Words("条文", "text"), "printed", 36)]
    if scenario.is_changed:
        told.append((scenario.value, Words("この計算", "here"), "here", 18))
    for value, words, look, y in told:
        x = scale.x(float(scenario.threshold.exact(value)))
        anchor = "end" if x > (_LEFT + _RIGHT) / 2 else "start"
        shift = -6 if anchor == "end" else 6
        yield f'<path class="mark {look}" d="M{x} {y - 10}V{_BOTTOM}"/>'
        yield (
            f'<text class="{anchor}" x="{x + shift}" y="{y}">'
            f"{escape(words.in_language(lang))} {value:,}</text>"
        )
