"""Access in Japan in words: what the value is, whom it reaches, and what has to stand with it."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from kinten.coverage.access.decay import Decay, Gaussian, Power, Steps
from kinten.coverage.access.spread import Spread
from kinten.coverage.travel import LIMITS, GreatCircle
from kinten.desk.access_japan import PER_PEOPLE, JapanAccess, SupplyBy
from kinten.desk.access_reach import Reach, shown_reaches
from kinten.desk.accessing import Method
from kinten.desk.frames import frame_note
from kinten.desk.shares import tell_share
from kinten.network.history import Standing
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words

_MOST_NAMED = 40
_DIGITS = {Method.NEAREST: 1, Method.CUMULATIVE: 1, Method.RAAM: 4}
WITH_SHARES = frozenset({Method.NEAREST, Method.CUMULATIVE})
IF_UNKNOWN = Words("不明も指定なら", "if unknown too")
NOT_CHOSEN = Words(
    "最寄りの病院が選ばれるとは限らない（実際の受診先は kinten flow）",
    "the nearest hospital is not always the one chosen (see kinten flow for where people go)",
)
WATER = Words(
    "島だけの医療圏からは陸路で行けないものとした。それ以外の海（湾、同じ医療圏の中の島）は直線が横切る",
    "an area that is islands only has no way by land; the straight line crosses all other water "
    "(bays, islands within an area)",
)
WHOLE_COUNTRY = Words(
    "示すのは一部だが、計算は全国の人と病院でした（境の外も入る）",
    "shown in part, computed for the whole country: people and hospitals beyond the border count",
)


def tell_measure(access: JapanAccess) -> Words:
    """Name the value: what it is and its unit."""
    method, supply = access.asked.measure.method, access.asked.supply_by.label
    if method is Method.NEAREST:
        return Words("最寄りの指定病院まで（分）", "minutes to the nearest designated hospital")
    if method is Method.CUMULATIVE and access.asked.supply_by is SupplyBy.HOSPITALS:
        return Words("届く指定病院の数", "designated hospitals in reach")
    if method is Method.CUMULATIVE:
        return Words(f"届く指定病院の{supply.ja}", f"{supply.en} of designated hospitals in reach")
    if method is Method.RAAM:
        return Words("混雑と移動の費用（raam）", "cost of congestion and travel (raam)")
    return Words(
        f"{PER_PEOPLE // 10_000}万人あたりの{supply.ja}（{method}）",
        f"{supply.en} per {PER_PEOPLE:,} people ({method})",
    )


def tell_decay(decay: Decay) -> Words:
    """Tell how the pull fades with minutes."""
    if isinstance(decay, Steps):
        parts = zip(decay.limits, decay.weights, strict=True)
        told = ",".join(f"{limit:g}:{weight:g}" for limit, weight in parts)
        return Words(f"減衰は段（分:重み）{told}", f"decay in steps (minutes:weight) {told}")
    if isinstance(decay, Gaussian):
        return Words(
            f"減衰は正規曲線（σ={decay.spread:g}分）",
            f"decay as a bell, sigma {decay.spread:g} min",
        )
    if isinstance(decay, Power):
        return Words(
            f"減衰はべき乗（分^-{decay.exponent:g}）", f"decay as minutes^-{decay.exponent:g}"
        )
    return Words("減衰なし", "no decay")


def title_of(access: JapanAccess) -> Words:
    """Give the title: the measure, the day, whose it is."""
    what, whom = tell_measure(access), access.demand.told
    day = access.snapshot.day
    return Words(f"{what.ja}：{whom.ja}、{day}", f"{what.en}: {whom.en}, {day}")


def rounded(access: JapanAccess, value: float | None) -> float | None:
    """Round a value for print; None where it is none."""
    if value is None or not np.isfinite(value):
        return None
    ratio = 3 if access.asked.supply_by is SupplyBy.HOSPITALS else 1
    told = round(float(value), _DIGITS.get(access.asked.measure.method, ratio))
    return int(told) if access.asked.measure.method is Method.CUMULATIVE and told % 1 == 0 else told


def share_within(reach: Reach, limit: int) -> str | None:
    """Tell the share within some minutes: of known hospitals, up to that with those that may be."""
    known, possible = reach.known.within[limit], reach.possible.within[limit]
    return None if known is None or possible is None else tell_share(known, possible)


def notes_of(access: JapanAccess) -> tuple[Words, ...]:
    """Give what has to stand with the figures: shares, who reaches nothing, assumptions, what does not count."""
    asked = access.asked
    shares = (
        tuple(tell_reach(each, access) for each in shown_reaches(access))
        if asked.measure.method in WITH_SHARES
        else tuple(_tell_values(each, access) for each in shown_reaches(access))
    )
    frame = frame_note(access.atlas.geography, {each.prefecture for each in access.demand.places})
    return (
        *shares,
        *tell_lost(access),
        *_tell_gap(access),
        access.travel.told,
        *((WATER,) if isinstance(access.travel, GreatCircle) else ()),
        *asked.assumed,
        *(() if asked.measure.decay is None else (tell_decay(asked.measure.decay),)),
        *access.demand.notes,
        *tell_supply(access),
        *((NOT_CHOSEN,) if asked.measure.method in WITH_SHARES else ()),
        *((WHOLE_COUNTRY,) if access.shown is not None else ()),
        *(() if frame is None else (frame,)),
    )


def tell_reach(reach: Reach, access: JapanAccess) -> Words:
    """Tell the shares within minutes, the mean, the median and the 90th percentile of a place's people."""
    whom, minutes = access.demand.group.label, reach.known.minutes
    shares = [(limit, share_within(reach, limit)) for limit in LIMITS]
    ja = "、".join(f"{limit}分以内 {share}" for limit, share in shares)
    en = ", ".join(f"within {limit} min {share}" for limit, share in shares).replace("〜", "–")
    figures = _tell_spread(minutes)
    return Words(
        f"{reach.name.ja}の{whom.ja} {reach.people:,}人：最寄りの指定病院まで {ja}{figures.ja}、"
        f"{access.travel.no_way.ja} {reach.cut_off:,}人",
        f"{reach.name.en}, {reach.people:,} {whom.en}: nearest designated hospital {en}{figures.en}; "
        f"{access.travel.no_way.en}: {reach.cut_off:,}",
    )


def _tell_spread(minutes: Spread) -> Words:
    if minutes.mean is None or minutes.median is None or minutes.p90 is None:
        return Words("", "")
    mean, median, p90 = (f"{each:.1f}" for each in (minutes.mean, minutes.median, minutes.p90))
    return Words(
        f"；行ける人の平均 {mean}分、中央値 {median}分、90%点 {p90}分",
        f"; of those with a way mean {mean}, median {median}, 90th percentile {p90} min",
    )


def _tell_values(reach: Reach, access: JapanAccess) -> Words:
    values, whom = reach.known.value, access.demand.group.label
    is_cost = access.asked.measure.method is Method.RAAM  # the worse end is the high one
    worse, end = (values.p90, 90) if is_cost else (values.p10, 10)
    told = [rounded(access, each) for each in (values.mean, values.median, worse)]
    mean, median, low = ("-" if each is None else f"{each:,}" for each in told)
    return Words(
        f"{reach.name.ja}の{whom.ja} {reach.people:,}人：人の平均 {mean}、中央値 {median}、{end}%点 {low}",
        f"{reach.name.en}, {reach.people:,} {whom.en}: mean over people {mean}, median {median}, "
        f"{end}th percentile {low}",
    )


def tell_lost(access: JapanAccess) -> Iterator[Words]:
    """Name the places without a way, and count those that have one but nothing within the limit."""
    people, no_way = access.demand.weights, access.has_no_way
    rows = [int(row) for row in access.rows if no_way[row]]
    if rows:
        names = _listed(access.demand.places[row].name for row in rows)
        count = int(people[rows].sum())
        told = access.travel.no_way
        yield Words(
            f"{told.ja}（{len(rows)}、{count:,}人）：{names.ja}。分には入れていない",
            f"{told.en} ({len(rows)}; {count:,} people): {names.en}; in no minutes",
        )
    beyond = [int(row) for row in access.rows if not (no_way[row] or access.possible.reached[row])]
    if beyond:
        names = _listed(access.demand.places[row].name for row in beyond)
        count = int(people[beyond].sum())
        most = access.asked.measure.most
        yield Words(
            f"{most:g}分以内に病院がない（{len(beyond)}、{count:,}人）：{names.ja}",
            f"no hospital within {most:g} minutes ({len(beyond)}; {count:,} people): {names.en}",
        )


def _tell_gap(access: JapanAccess) -> Iterator[Words]:
    if access.known.gap is not None:
        yield Words(
            f"均衡からの相対誤差 {access.known.gap:.1e}、平均の費用 {access.known.mean:.6g}",
            f"relative gap {access.known.gap:.1e}, mean cost {access.known.mean:.6g}",
        )


def tell_supply(access: JapanAccess) -> Iterator[Words]:
    """Tell what counts as supply, and name the hospitals that do not count or count in doubt."""
    supply, by = access.supply, access.asked.supply_by
    sure = _tell_total(by, supply.sure_total)
    doubted = Words("", "")
    if supply.uncertain:
        total = _tell_total(by, float(supply.weights.sum()) - supply.sure_total)
        count = len(supply.uncertain)
        doubted = Words(
            f"と、「不明も指定なら」にだけ入る、指定の確かでない{count}{total.ja}",
            f", and {count} not certainly designated{total.en}, under “if unknown too” only",
        )
    day = access.snapshot.day
    yield Words(
        f"供給は{day}の指定病院{supply.sure_count}{sure.ja}{doubted.ja}"
        "（収載した病院のうち、拠点病院と地域がん診療病院）",
        f"supply: {supply.sure_count} designated hospitals of {day}{sure.en}{doubted.en} "
        "(of those held; hubs and local cancer hospitals)",
    )
    for words, standings in (
        (_IN_DOUBT, supply.uncertain),
        (_UNPLACED, supply.unplaced),
        (_UNWEIGHED[by], supply.unweighed),
        (_IN_TOTAL, supply.in_total),
    ):
        if standings:
            names = _hospitals(standings)
            yield Words(
                f"{words.ja}（{len(standings)}）：{names.ja}",
                f"{words.en} ({len(standings)}): {names.en}",
            )


def _tell_total(by: SupplyBy, total: float) -> Words:
    """Tell what some hospitals count as, all together; nothing where each counts as one."""
    if by is SupplyBy.HOSPITALS:
        return Words("", "")
    return Words(f"（{by.label.ja} {total:,.0f}）", f" ({by.label.en} {total:,.0f})")


_IN_DOUBT = Words(
    "この日の指定が確かでなく、「不明も指定なら」にだけ入る病院",
    "not certainly designated on this day, counted under “if unknown too” only",
)
_UNPLACED = Words(
    "位置が不明で、数えていない指定病院",
    "designated hospitals whose place is not known: not counted",
)
_UNWEIGHED = {
    SupplyBy.HOSPITALS: Words("数えていない指定病院", "designated hospitals not counted"),
    SupplyBy.BEDS: Words(
        "病床数の公表がなく、数えていない指定病院",
        "designated hospitals without published beds: not counted",
    ),
    SupplyBy.DISCHARGES: Words(
        "退院の公表値がないか結び付かず、数えていない指定病院",
        "designated hospitals without published or linked discharges: not counted",
    ),
}
_IN_TOTAL = Words(
    "一般病床の公表がなく、総病床で数えた指定病院",
    "designated hospitals counted with all their beds, since general beds are not published",
)


def _hospitals(standings: Sequence[Standing]) -> Words:
    shown = [each.hospital for each in standings[:_MOST_NAMED]]
    more = len(standings) - len(shown)
    ja = "、".join(f"{each.name}（{PREFECTURES[each.prefecture].ja}）" for each in shown)
    en = "; ".join(f"{each.name} ({PREFECTURES[each.prefecture].en})" for each in shown)
    return Words(ja + _and_more(more).ja, en + _and_more(more).en)


def _listed(names: Iterable[str]) -> Words:
    every = list(names)
    more = _and_more(len(every) - _MOST_NAMED)
    shown = every[:_MOST_NAMED]
    return Words("、".join(shown) + more.ja, ", ".join(shown) + more.en)


def _and_more(count: int) -> Words:
    return Words(f" ほか{count}", f" and {count} more") if count > 0 else Words("", "")
