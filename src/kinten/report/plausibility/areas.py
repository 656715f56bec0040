"""Rules on the tables of areas (資料1): density, shares and totals that must follow."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from kinten.report.areas import FIGURES, AreaRow
from kinten.report.model import Remark, Severity
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words

_SUMMED = ("km2", "population", "hospitals", "designated_core", "designated_regional")
# Names such as 県北 and 県南東部 are made of 県 and directions only.
_DIRECTIONS = re.compile(r"県[東西南北中央]+部?(?:地域|保健)?(?:医療圏)?")
_NEARLY_DIRECTIONS = re.compile(r"県.?[東西南北中央]+部?(?:地域|保健)?(?:医療圏)?")


def check_areas(rows: Iterable[AreaRow]) -> Iterator[Remark]:
    """Check every prefecture's table of areas."""
    tables: dict[tuple[str, str], list[AreaRow]] = {}
    for row in rows:
        tables.setdefault((row.table, row.prefecture), []).append(row)
    for table in tables.values():
        areas = [row for row in table if not row.is_total]
        total = next((row for row in table if row.is_total), None)
        yield from _densities(table, areas)
        yield from _names(areas)
        if total is not None:
            yield from _shares(areas, total)
            yield from _sums(areas, total)


def _densities(table: list[AreaRow], areas: list[AreaRow]) -> Iterator[Remark]:
    """Find densities that are not population by area, to the printed precision."""
    for row in table:
        figures = row.figures
        if not {"km2", "population", "density"} <= figures.keys() or not figures["km2"]:
            continue
        due = figures["population"] / figures["km2"]
        printed = figures["density"]
        if abs(due - printed) <= _step(printed):
            continue
        is_sum = row.is_total and printed == sum(
            (area.figures.get("density", Decimal(0)) for area in areas), Decimal(0)
        )
        ja = "各圏域の密度を合計した値です。" if is_sum else ""
        en = "; it is the sum of the areas' densities" if is_sum else ""
        words = Words(
            f"{_name(row)}：人口密度 {printed} は、人口÷面積 {due:.1f} と合いません。{ja}",
            f"{_name(row)}: density {printed} is not population by area, {due:.1f}{en}.",
        )
        yield Remark("area_density", Severity.WARNING, words, row.at_figure("density"))


def _shares(areas: list[AreaRow], total: AreaRow) -> Iterator[Remark]:
    """Find shares that are not population by total, and shares that do not add up to 100."""
    shares = [row.figures.get("population_share_pct") for row in areas]
    people = total.figures.get("population")
    for row in areas:
        share, own = row.figures.get("population_share_pct"), row.figures.get("population")
        if share is None or own is None or not people:
            continue
        due = own / people * 100
        if abs(due - share) > _step(share) / 2:
            words = Words(
                f"{_name(row)}：人口割合 {share}% は、人口÷計 {due:.2f}% と合いません。",
                f"{_name(row)}: share {share} % is not population by total, {due:.2f} %.",
            )
            at = row.at_figure("population_share_pct")
            yield Remark("area_share", Severity.WARNING, words, at)
    known = [share for share in shares if share is not None]
    if len(known) < len(areas) or not known:
        return
    summed = sum(known, Decimal(0))
    if abs(summed - 100) > max(map(_step, known)) / 2 * len(known):
        words = Words(
            f"{_name(total)}：人口割合の合計が {summed}% で、100%になりません。",
            f"{_name(total)}: the shares add up to {summed} %, not 100 %.",
        )
        at = total.at_figure("population_share_pct")
        yield Remark("area_share_sum", Severity.WARNING, words, at)


def _sums(areas: list[AreaRow], total: AreaRow) -> Iterator[Remark]:
    """Find totals that are not the sum of the areas; a table with a gap cannot be added up."""
    for figure in _SUMMED:
        values = [row.figures.get(figure) for row in areas]
        printed = total.figures.get(figure)
        known = [value for value in values if value is not None]
        if printed is None or len(known) < len(areas):
            continue
        summed = sum(known, Decimal(0))
        if abs(summed - printed) > _step(printed) / 2:
            label = FIGURES[figure]
            words = Words(
                f"{_name(total)}：{label.ja}の計 {printed} は、合計 {summed} と合いません。",
                f"{_name(total)}: total of {label.en} {printed} is not the areas' sum, {summed}.",
            )
            yield Remark("area_total", Severity.WARNING, words, total.at_figure(figure))


def _names(areas: list[AreaRow]) -> Iterator[Remark]:
    """Find a name made of 県 and directions with one sign in it that is no direction."""
    for row in areas:
        if _DIRECTIONS.fullmatch(row.area) or not _NEARLY_DIRECTIONS.fullmatch(row.area):
            continue
        words = Words(
            f"{_name(row)}：方角でない文字を含む圏域名です。誤記でないか確認が必要です。",
            f"{_name(row)}: a name of directions with a sign that is none. It may be misprinted.",
        )
        yield Remark("area_name", Severity.NOTE, words, row.at)


def _name(row: AreaRow) -> str:
    named = PREFECTURES.get(row.prefecture)
    return f"{named.ja if named else row.prefecture} {row.area}"


def _step(printed: Decimal) -> Decimal:
    """Give the value of a figure's last printed digit."""
    exponent = printed.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)
