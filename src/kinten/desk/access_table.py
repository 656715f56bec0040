"""Access in Japan as tables and as a document."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from kinten import __version__
from kinten.coverage.travel import LIMITS
from kinten.desk.access_japan import JapanAccess
from kinten.desk.access_notes import (
    IF_UNKNOWN,
    WITH_SHARES,
    notes_of,
    rounded,
    share_within,
    tell_decay,
    tell_measure,
    title_of,
)
from kinten.desk.access_reach import Reach, country, prefectures, reach_document
from kinten.desk.accessing import Method
from kinten.desk.doubts import tell_doubt
from kinten.network.history import Standing
from kinten.tables.table import Table, Value
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words


def place_table(access: JapanAccess, lang: str) -> Table:
    """Give one row for each municipality or area shown, each figure in a column of its own.

    Beside the minutes to the nearest hospital stands its name, on either count.
    """
    columns: Sequence[Words] = (IF_UNKNOWN,)
    cells: Iterable[tuple[Value, ...]] = (_both(access, int(row)) for row in access.rows)
    if access.asked.measure.method is Method.NEAREST:
        columns = _NEAREST
        cells = (_named(access, int(row), lang) for row in access.rows)
    return _headed(access, columns, cells, lang)


def place_listing(access: JapanAccess, lang: str) -> Table:
    """Give one row for each place shown with one cell for the value, for a terminal.

    The nearest hospital has one more, for where it is another if those in doubt count.
    """
    if access.asked.measure.method is Method.NEAREST:
        names = (_named_short(access, int(row), lang) for row in access.rows)
        return _headed(access, _NEAREST_SHORT, names, lang)
    spans = ((_span(*_sorted(_both(access, int(row)))),) for row in access.rows)
    return _headed(access, (), spans, lang, _tell_span(access))


def _headed(
    access: JapanAccess,
    beside: Sequence[Words],
    cells: Iterable[tuple[Value, ...]],
    lang: str,
    more: Iterable[Words] = (),
) -> Table:
    """Give the table of the places shown: ``cells`` are those of the measure and of what is beside it."""
    columns = (
        Words("符号", "code"),
        access.demand.by.label,
        Words("医療圏", "area"),
        Words("都道府県", "prefecture"),
        access.demand.group.label,
        tell_measure(access),
        *beside,
        *_EXTRA.get(access.asked.measure.method, ()),
        Words("注", "note"),
    )
    return Table(
        title_of(access).in_language(lang),
        tuple(each.in_language(lang) for each in columns),
        tuple(
            _row(access, int(row), values, lang)
            for row, values in zip(access.rows, cells, strict=True)
        ),
        tuple(each.in_language(lang) for each in (*notes_of(access), *more)),
    )


_EXTRA = {Method.RAAM: (Words("均衡からの相対誤差（全体）", "relative gap (of the whole)"),)}
_NAME = Words("最寄りの病院", "nearest hospital")
_NEAREST = (
    _NAME,
    IF_UNKNOWN,
    Words("最寄りの病院（不明も指定なら）", "nearest hospital, if unknown too"),
)
_NEAREST_SHORT = (
    _NAME,
    Words("不明も指定なら（違うときだけ）", "if unknown too (where it differs)"),
)


def _named(access: JapanAccess, row: int, lang: str) -> tuple[Value, ...]:
    known, possible = _both(access, row)
    first, second = (_name(each, lang) for each in access.nearest(row))
    return (known, first, possible, second)


def _named_short(access: JapanAccess, row: int, lang: str) -> tuple[Value, ...]:
    known, first, possible, second = _named(access, row, lang)
    is_same = first == second or possible is None
    other = None if is_same else Words(f"{possible}分 {second}", f"{possible} min: {second}")
    return (known, first, None if other is None else other.in_language(lang))


def _name(standing: Standing | None, lang: str) -> str | None:
    """Name a hospital, with what is in doubt of it where it is not certainly designated."""
    if standing is None:
        return None
    name = standing.hospital.name
    doubt = None if standing.is_certain else tell_doubt(standing)
    if doubt is None:
        return name
    return Words(f"{name}（{doubt.ja}）", f"{name} ({doubt.en})").in_language(lang)


def _both(access: JapanAccess, row: int) -> tuple[float | None, float | None]:
    return (
        rounded(access, access.known.values[row]),
        rounded(access, access.possible.values[row]),
    )


def _row(access: JapanAccess, row: int, values: tuple[Value, ...], lang: str) -> tuple[Value, ...]:
    place, method = access.demand.places[row], access.asked.measure.method
    area = access.atlas.frame.areas[access.demand.areas[row]]
    extra: tuple[Value, ...] = ()
    if method is Method.RAAM:
        extra = (None if access.known.gap is None else float(f"{access.known.gap:.2e}"),)
    return (
        place.code,
        place.name,
        area.name,
        PREFECTURES[place.prefecture].in_language(lang),
        int(access.demand.weights[row]),
        *values,
        *extra,
        _remark(access, row, lang),
    )


def _remark(access: JapanAccess, row: int, lang: str) -> str | None:
    if access.has_no_way[row]:
        return access.travel.no_way.in_language(lang)
    if not access.possible.reached[row]:
        return Words("上限以内にない", "none within the limit").in_language(lang)
    return None


def prefecture_table(access: JapanAccess, lang: str) -> Table:
    """Give one row for each prefecture, the country first: what a terminal shows without a choice."""
    is_shares = access.asked.measure.method in WITH_SHARES
    columns = [
        Words("符号", "code"),
        Words("都道府県", "prefecture"),
        access.demand.group.label,
        Words("平均", "mean"),
        Words("中央値", "median"),
        Words(f"{_worse(access)[1:]}%点", _worse(access)),
    ]
    if is_shares:
        columns += [Words(f"{each}分以内", f"within {each} min") for each in LIMITS]
    columns.append(Words(f"{access.travel.no_way.ja}（人）", f"{access.travel.no_way.en} (people)"))
    rows = (_prefecture(access, each, lang) for each in (country(access), *prefectures(access)))
    by = access.demand.by.label
    more = Words(
        f"{by.ja}ごとの値は --prefecture か --area を付けるか、-o に書き出してください",
        f"For the values by {by.en} add --prefecture or --area, or write them with -o",
    )
    notes = (*notes_of(access), *_tell_span(access), more)
    return Table(
        title_of(access).in_language(lang),
        tuple(each.in_language(lang) for each in columns),
        tuple(rows),
        tuple(each.in_language(lang) for each in notes),
    )


def _tell_span(access: JapanAccess) -> tuple[Words, ...]:
    """Tell what a span in one cell is, where hospitals are in doubt."""
    return (_SPAN,) if access.supply.uncertain else ()


_SPAN = Words(
    "幅（a〜b）は、指定の確かでない病院を数える（不明も指定なら）か数えないかの違い",
    "a range (a〜b) is with or without the hospitals not certainly designated (if unknown too)",
)


def _worse(access: JapanAccess) -> str:
    """Name the quantile at the worse end: high minutes and costs, low supply."""
    return "p90" if access.asked.measure.method in {Method.NEAREST, Method.RAAM} else "p10"


def _prefecture(access: JapanAccess, reach: Reach, lang: str) -> tuple[Value, ...]:
    method = access.asked.measure.method

    def pair(side: str) -> str | None:
        values = [getattr(each.value, side) for each in (reach.known, reach.possible)]
        return _span(*_sorted([rounded(access, each) for each in values]))

    shares: tuple[Value, ...] = ()
    if method in WITH_SHARES:
        shares = tuple(share_within(reach, limit) for limit in LIMITS)
    return (
        reach.place or "",
        reach.name.in_language(lang),
        reach.people,
        pair("mean"),
        pair("median"),
        pair(_worse(access)),
        *shares,
        reach.cut_off,
    )


def _sorted(values: Sequence[float | None]) -> tuple[float | None, float | None]:
    """Give two values, the smaller one first; one that is none comes last."""
    least, most = sorted(values, key=lambda each: np.inf if each is None else each)
    return least, most


def _span(least: float | None, most: float | None) -> str | None:
    if least is None:
        return None
    if most is None:
        return f"{least:,}〜"
    return f"{least:,}" if least == most else f"{least:,}〜{most:,}"


def japan_document(access: JapanAccess) -> dict[str, Any]:
    """Give the document of `kinten access METHOD --json` without tables; values and names of what is shown."""
    asked, demand, supply = access.asked, access.demand, access.supply
    measure, rows = asked.measure, access.rows
    reached, no_way = access.possible.reached, access.has_no_way
    return {
        "kinten": __version__,
        "inputs": [{"name": each.name, "sha256": each.sha256} for each in access.sources],
        "method": measure.method.value,
        "max": None if np.isinf(measure.most) else measure.most,
        "values": [_value(access, int(row)) for row in rows],
        "unreachable": [demand.places[row].code for row in rows if not reached[row]],
        "relative_gap": access.known.gap,
        "mean_cost": access.known.mean,
        "as_of": access.snapshot.day.isoformat(),
        "frame": access.atlas.frame.id,
        "by": demand.by.value,
        "group": demand.group.value,
        "year": demand.year,
        "supply_by": asked.supply_by.value,
        "decay": None if measure.decay is None else tell_decay(measure.decay).en,
        "tau": measure.tau,
        "unit": tell_measure(access)._asdict(),
        "travel": access.travel.told._asdict(),
        "no_way": [demand.places[row].code for row in rows if no_way[row]],
        "supply": {
            "hospitals": len(supply.standings),
            "total": float(supply.weights.sum()),
            "hospitals_certain": supply.sure_count,
            "total_certain": supply.sure_total,
            "uncertain": _ids(supply.uncertain),
            "without_place": _ids(supply.unplaced),
            "without_weight": _ids(supply.unweighed),
            "beds_in_total": _ids(supply.in_total),
        },
        "summary": [reach_document(each) for each in (country(access), *prefectures(access))],
        "notes": [each._asdict() for each in notes_of(access)],
    }


def _value(access: JapanAccess, row: int) -> dict[str, Any]:
    place = access.demand.places[row]
    nearest: dict[str, str | None] = {}
    if access.asked.measure.method is Method.NEAREST:
        for side, standing in zip(("", "_possible"), access.nearest(row), strict=True):
            hospital = None if standing is None else standing.hospital
            nearest[f"hospital_id{side}"] = None if hospital is None else hospital.id
            nearest[f"hospital{side}"] = None if hospital is None else hospital.name
    return {
        "id": place.code,
        "value": _number(access.known.values[row]),
        "value_possible": _number(access.possible.values[row]),
        **nearest,
        "name": place.name,
        "area": access.demand.areas[row],
        "prefecture": place.prefecture,
        "people": int(access.demand.weights[row]),
    }


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _ids(standings: Sequence[Standing]) -> list[str]:
    return [each.hospital.id for each in standings]
