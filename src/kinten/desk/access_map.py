"""The map of access: how well the residents of each area reach the designated hospitals of a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from kinten.desk.access_japan import JapanAccess
from kinten.desk.access_notes import (
    IF_UNKNOWN,
    WITH_SHARES,
    notes_of,
    rounded,
    tell_decay,
    tell_measure,
    title_of,
)
from kinten.desk.access_reach import Reach, areas
from kinten.desk.accessing import Method
from kinten.desk.drawing.fitting import wrap
from kinten.desk.drawing.svg import Look, Picture
from kinten.desk.frames import other_frame_note
from kinten.desk.mapping import CREDIT, Sheet, link_rows
from kinten.desk.shares import tell_share
from kinten.geography.frame import frame_on
from kinten.tables.table import Table, Value
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words

LIMIT = 60
"""Minutes within which the share of residents colours the map of nearest and cumulative."""
_SHARES = (1.0, 0.95, 0.8, 0.5, 0.0)
_FILLS = (
    ("#08306b", "plain"),
    ("#4a90c4", "plain"),
    ("#a6cee3", "hatch"),
    ("#fdd9a8", "dots"),
    ("#fff3dd", "cross"),
)
"""Darker where people reach more, so that it reads without colour; from the middle on a pattern as well."""
_OPEN, _ZERO, _NONE, _NOBODY = "open", "zero", "none", "nobody"
_WIDE = 34


@dataclass(frozen=True, slots=True)
class _Scale:
    """The classes, best first: ``lows`` the worst figure that still is in each, ``words`` the legend."""

    lows: tuple[float, ...]
    words: tuple[Words, ...]
    is_cost: bool = False

    def class_of(self, figure: float) -> str:
        """Give the class of a figure."""
        sign = -1 if self.is_cost else 1
        place = next(
            (place for place, low in enumerate(self.lows) if sign * figure >= sign * low),
            len(self.lows) - 1,
        )
        return f"k{place}"


@dataclass(frozen=True, slots=True)
class _Figure:
    """What colours an area: the figure for known hospitals, and with those that may be; None for none."""

    reach: Reach
    known: float | None
    possible: float | None


def access_map(access: JapanAccess, lang: str, *, is_page: bool) -> Sheet:
    """Draw the residents' mean of the measure area by area, or the share within 60 minutes."""
    is_share = access.asked.measure.method in WITH_SHARES
    figures = {
        each.place: _Figure(each, *_figures(each, is_share=is_share))
        for each in areas(access)
        if each.place is not None
    }
    scale = _share_scale() if is_share else _value_scale(access, figures)
    keys: dict[str, str] = {}
    words: dict[str, str] = {}
    for code, area in access.atlas.frame.areas.items():
        figure = figures.get(code)
        keys[code] = _class(figure, scale, is_share=is_share)
        told = _tell(figure, access, is_share=is_share).in_language(lang)
        words[code] = f"{area.told.in_language(lang)}: {told}"
    caption = [
        line for words_ in _caption(access) for line in wrap(words_.in_language(lang), _WIDE)
    ]
    title = _title(access, is_share=is_share)
    picture = Picture(
        title.in_language(lang),
        caption,
        _looks(scale, frozenset(keys.values()), access, lang),
        keys,
        words,
        link_rows(words, is_page=is_page),
        lang=lang,
        told=" / ".join(caption),
    )
    return Sheet(picture, _table(access, figures, lang, is_share=is_share))


def _figures(reach: Reach, *, is_share: bool) -> tuple[float | None, float | None]:
    if reach.cut_off == reach.people:
        return None, None
    if is_share:
        return reach.known.within[LIMIT], reach.possible.within[LIMIT]
    return reach.known.value.mean, reach.possible.value.mean


def _share_scale() -> _Scale:
    words = [Words("100%", "100%")]
    for high, low in pairwise(_SHARES):
        words.append(
            Words(f"{low:.0%}以上{high:.0%}未満", f"{low:.0%} to under {high:.0%}")
            if low
            else Words(f"{high:.0%}未満", f"under {high:.0%}")
        )
    return _Scale(_SHARES, tuple(words))


def _value_scale(access: JapanAccess, figures: Mapping[str, _Figure]) -> _Scale:
    """Cut the areas into fifths by the figure for known hospitals; areas with nothing in reach stand apart."""
    is_cost = access.asked.measure.method is Method.RAAM
    values = np.array([each.known for each in figures.values() if each.known], dtype=np.float64)
    if not values.size:
        return _Scale((), (), is_cost)
    cuts = np.quantile(values, (0.8, 0.6, 0.4, 0.2), method="inverted_cdf")
    if is_cost:
        cuts = np.quantile(values, (0.2, 0.4, 0.6, 0.8), method="inverted_cdf")
    lows = (*(float(each) for each in cuts), float(values.max() if is_cost else values.min()))
    return _Scale(lows, tuple(_band(access, lows, place) for place in range(len(lows))), is_cost)


def _band(access: JapanAccess, lows: Sequence[float], place: int) -> Words:
    low = f"{rounded(access, lows[place]):,}"
    before = None if place == 0 else f"{rounded(access, lows[place - 1]):,}"
    if access.asked.measure.method is Method.RAAM:
        if before is None:
            return Words(f"{low}以下", f"{low} or less")
        return Words(f"{before}超{low}以下", f"over {before}, up to {low}")
    if before is None:
        return Words(f"{low}以上", f"{low} or more")
    return Words(f"{low}以上{before}未満", f"{low} to under {before}")


def _class(figure: _Figure | None, scale: _Scale, *, is_share: bool) -> str:
    if figure is None:
        return _NOBODY
    if figure.known is None and figure.possible is None:
        return _NONE
    found = {
        _ZERO if not is_share and not value else scale.class_of(value)
        for value in (figure.known, figure.possible)
        if value is not None
    }
    is_one = len(found) == 1 and figure.known is not None and figure.possible is not None
    return found.pop() if is_one else _OPEN


def _looks(scale: _Scale, shown: frozenset[str], access: JapanAccess, lang: str) -> Sequence[Look]:
    looks = [
        Look(f"k{place}", fill, words.in_language(lang), pattern, "#7a7a80")
        for place, ((fill, pattern), words) in enumerate(zip(_FILLS, scale.words, strict=False))
    ]
    others = (
        (_ZERO, "#ffffff", _none_within(access), "plain"),
        (
            _OPEN,
            "#ffffff",
            Words("指定が不明の病院しだい", "depends on hospitals in doubt"),
            "lines",
        ),
        (_NONE, "#e6e6e6", access.travel.no_way, "bars"),
        (_NOBODY, "#e6e6e6", Words("対象の住民がいない", "no such residents"), "dots"),
    )
    looks += [
        Look(key, fill, words.in_language(lang), pattern, "#7a4b00" if key == _OPEN else "#6a6a6e")
        for key, fill, words, pattern in others
        if key in shown
    ]
    return looks


def _title(access: JapanAccess, *, is_share: bool) -> Words:
    if is_share:
        return Words(
            f"指定病院まで{LIMIT}分以内の人の割合", f"Within {LIMIT} min of a designated hospital"
        )
    what = tell_measure(access)
    return Words(what.ja, f"{what.en[:1].upper()}{what.en[1:]}")


def _caption(access: JapanAccess) -> tuple[Words, ...]:
    """Give what has to stand in the picture itself, wherever it is pasted."""
    whom, day, count = access.demand.told, access.snapshot.day, access.supply.sure_count
    doubted = len(access.supply.uncertain)
    more = Words("", "")
    if doubted:
        more = Words(f"と、確かでない{doubted}", f", and {doubted} not certainly designated")
    lost = int(access.demand.weights[access.has_no_way].sum())
    no_way, decay = access.travel.no_way, access.asked.measure.decay
    mean = () if access.asked.measure.method in WITH_SHARES else (_MEAN,)
    return (
        whom,
        *mean,
        Words(
            f"{day}の指定病院{count}{more.ja}（収載した病院のうち）",
            f"{count} designated hospitals of {day}{more.en} (of those held)",
        ),
        access.travel.told,
        *access.asked.assumed,
        *(() if decay is None else (tell_decay(decay),)),
        Words(f"{no_way.ja}：{lost:,}人", f"{no_way.en}: {lost:,} people"),
        CREDIT,
    )


_MEAN = Words(
    "医療圏の住民の平均（同じ数の医療圏ずつ5段階）",
    "mean over the residents of an area (fifths of the areas)",
)


def _tell(figure: _Figure | None, access: JapanAccess, *, is_share: bool) -> Words:
    if figure is None:
        return Words("対象の住民がいない", "no such residents")
    reach, no_way = figure.reach, access.travel.no_way
    lost = Words("", "")
    if reach.cut_off:
        lost = Words(
            f"、{no_way.ja} {reach.cut_off:,}人", f", {no_way.en}: {reach.cut_off:,} people"
        )
    if figure.known is None and figure.possible is None:
        return Words(
            f"{no_way.ja}（{reach.cut_off:,}人）", f"{no_way.en} ({reach.cut_off:,} people)"
        )
    least, most = _known(figure.known), _known(figure.possible)
    if is_share:
        share = tell_share(least, most)
        near = _minutes(reach)
        return Words(
            f"{LIMIT}分以内 {share}{near.ja}{lost.ja}",
            f"within {LIMIT} min {share.replace('〜', '–')}{near.en}{lost.en}",
        )
    if not least and not most:
        none = _none_within(access)
        return Words(none.ja + lost.ja, none.en + lost.en)
    told = sorted((rounded(access, least) or 0.0, rounded(access, most) or 0.0))
    first, second = (f"{each:,}" for each in told)
    return Words(
        (first if first == second else f"{first}〜{second}") + lost.ja,
        (first if first == second else f"{first}–{second}") + lost.en,
    )


def _none_within(access: JapanAccess) -> Words:
    most = access.asked.measure.most
    return Words(f"{most:g}分以内にない", f"none within {most:g} min")


def _known(figure: float | None) -> float:
    return 0.0 if figure is None else figure


def _minutes(reach: Reach) -> Words:
    mean = reach.known.minutes.mean
    if mean is None:
        return Words("", "")
    return Words(f"、平均 {mean:.0f}分", f", mean {mean:.0f} min")


def _table(
    access: JapanAccess, figures: Mapping[str, _Figure], lang: str, *, is_share: bool
) -> Table:
    """Give the table that says the same, with the mean minutes to the nearest hospital beside."""
    what = (
        Words(f"{LIMIT}分以内の割合", f"share within {LIMIT} min")
        if is_share
        else tell_measure(access)
    )
    columns = (
        Words("符号", "code"),
        Words("都道府県", "prefecture"),
        Words("医療圏", "area"),
        access.demand.group.label,
        what,
        IF_UNKNOWN,
        Words("最寄りまでの平均（分）", "mean minutes to the nearest"),
        Words(f"{access.travel.no_way.ja}（人）", f"{access.travel.no_way.en} (people)"),
    )
    frame = access.atlas.frame
    rows = (_row(each, access, lang, is_share=is_share) for each in figures.values())
    empty = (
        (code, PREFECTURES[area.prefecture].in_language(lang), area.name, 0, *[None] * 3, 0)
        for code, area in frame.areas.items()
        if code not in figures
    )
    return Table(
        title_of(access).in_language(lang),
        tuple(each.in_language(lang) for each in columns),
        tuple(sorted((*rows, *empty), key=lambda row: str(row[0]))),
        tuple(each.in_language(lang) for each in (*notes_of(access), *_other_frame(access))),
    )


def _other_frame(access: JapanAccess) -> tuple[Words, ...]:
    geography = access.atlas.geography
    told = other_frame_note(geography, frame_on(geography.frames.values(), access.snapshot.day))
    return () if told is None else (told,)


def _row(figure: _Figure, access: JapanAccess, lang: str, *, is_share: bool) -> tuple[Value, ...]:
    reach = figure.reach
    area = access.atlas.frame.areas[str(reach.place)]
    values: list[Value] = [
        None if each is None else round(each, 3) if is_share else rounded(access, each)
        for each in (figure.known, figure.possible)
    ]
    mean = reach.known.minutes.mean
    return (
        area.code,
        PREFECTURES[area.prefecture].in_language(lang),
        area.name,
        reach.people,
        *values,
        None if mean is None else round(mean, 1),
        reach.cut_off,
    )
