"""The funnel as SVG: shares over sizes, between the limits of chance; its table says the same."""

from collections.abc import Iterable
from math import ceil, floor

from django.utils.safestring import SafeString

from kinten.desk.drawing.chart import MARKERS
from kinten.estimation.funnel import LEVELS
from kinten.portal.registry_pages.drawing import WIDTH, axis, frame, height_of, scale
from kinten.portal.registry_pages.funnel import Funnel, Point
from kinten.vocabulary.wording import Words

_LEFT = 56
_SIZE = Words("症例（計）", "cases (total)")
_WITHIN = Words("95%の範囲の中", "within 95 %")
_OUTSIDE = (
    Words("95%の範囲の外", "outside 95 %"),
    Words("99.8%の範囲の外", "outside 99.8 %"),
)
_TARGET = Words("全体の割合", "share of all")


def tell_place(point: Point) -> Words:
    """Tell where a hospital lies: within the limits, or above or below which of them."""
    if point.outside is None:
        return _WITHIN
    side = Words("上", "above") if point.is_above else Words("下", "below")
    told = _OUTSIDE[LEVELS.index(point.outside)]
    return Words(f"{told.ja}（{side.ja}）", f"{told.en} ({side.en})")


def draw_funnel(funnel: Funnel, title: str, lang: str) -> SafeString:
    """Draw a funnel; hospitals outside have the number of their row in the table."""
    if not funnel.points:
        return SafeString("")
    step, low, top = percents(funnel)
    most = max(each.size for each in funnel.points)
    across, widest = scale(most)

    def x(size: float) -> float:
        return round(_LEFT + (WIDTH - _LEFT - 16) * size / widest, 1)

    def y(share: float) -> float:
        return height_of(100 * share, top, low)

    drawn = list(axis(step, top, "%", low))
    drawn += [
        f'<text class="middle" x="{x(at * across)}" y="220">{at * across:,.6g}</text>'
        for at in range(round(widest / across) + 1)
    ]
    drawn.append(f'<text class="end" x="{WIDTH}" y="236">{_SIZE.in_language(lang)}</text>')
    drawn.append(f'<path class="target" d="M{_LEFT} {y(funnel.target)}H{x(widest)}"/>')
    for level in range(len(LEVELS)):
        for side in (0, 1):
            points = " ".join(
                f"{x(size)},{y(limits[level][side])}" for size, limits in funnel.curve
            )
            drawn.append(f'<polyline class="limit limit{level}" points="{points}"/>')
    for number, point in enumerate(funnel.points, 1):
        drawn.append(_point(number, point, x(point.size), y(point.share)))
    drawn += _legend(lang)
    return frame("funnel", 304, title, drawn)


def percents(funnel: Funnel) -> tuple[float, float, float]:
    """Give the step, the least and the most of the axis of shares, in per cent, round all of them."""
    shares = [each.share for each in funnel.points] + [
        share for _, limits in funnel.curve for pair in limits for share in pair
    ]
    least, most = 100 * min(shares), 100 * max(shares)
    step, _ = scale(max(most - least, 0.5))
    return step, max(0.0, floor(least / step) * step), min(100.0, ceil(most / step) * step)


def _point(number: int, point: Point, x: float, y: float) -> str:
    kind = 0 if point.outside is None else 1 + LEVELS.index(point.outside)
    marker = list(MARKERS.values())[kind]
    drawn = f'<path class="mark place{kind}" d="{marker}" transform="translate({x} {y})"/>'
    return drawn if not kind else f'{drawn}<text class="middle" x="{x}" y="{y - 9}">{number}</text>'


def _legend(lang: str) -> Iterable[str]:
    markers = list(MARKERS.values())
    for at, words in enumerate((_WITHIN, *_OUTSIDE)):
        y = 256 + at * 18
        yield (
            f'<path class="mark place{at}" d="{markers[at]}" transform="translate({_LEFT} {y - 4})"/>'
            f'<text x="{_LEFT + 14}" y="{y}">{words.in_language(lang)}</text>'
        )
    named = (_TARGET, Words("95%の限界", "95 % limits"), Words("99.8%の限界", "99.8 % limits"))
    for at, (kind, words) in enumerate(
        zip(("target", "limit limit0", "limit limit1"), named, strict=True)
    ):
        y = 256 + at * 18
        yield (
            f'<path class="{kind}" d="M230 {y - 4}h26"/>'
            f'<text x="264" y="{y}">{words.in_language(lang)}</text>'
        )
