"""A minimum volume's answer as tables, in words, and as the document of `kinten siting frontier --json`."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kinten import __version__
from kinten.coverage.siting.answer import Status
from kinten.coverage.siting.closing import Stage, thin
from kinten.coverage.siting.frontier import Floor
from kinten.coverage.volume import HIDDEN_BELOW
from kinten.desk.centralising import Centralised
from kinten.desk.siting_japan_document import peak_mb
from kinten.desk.siting_japan_words import CAUTION
from kinten.desk.volumes import tell_disease
from kinten.tables.table import Table, Value
from kinten.vocabulary.wording import Words

_SHOWN = 14
_PROOFS = {
    Status.OPTIMAL: Words("最適", "optimal"),
    Status.FEASIBLE: Words("未証明", "not proved"),
}


def floors_table(result: Centralised, lang: str) -> Table:
    """Give a row for each minimum."""
    radius = f"{result.asked.radius:g}"
    columns = (
        Words("下限（件/年）", "minimum a year"),
        Words("続ける病院", "hospitals that stay"),
        Words("うち指定", "designated of them"),
        Words("やめる病院", "that stop"),
        Words("続ける病院の最少の件数", "least volume of those that stay"),
        Words(f"{radius}分以内（％）", f"within {radius} min, %"),
        Words("その上限（％、証明）", "its bound, %, proved"),
        Words("平均の分", "mean minutes"),
        Words("道のない人", "people without a way"),
        Words("移る退院", "discharges that move"),
        Words("移る先までの平均分", "mean minutes to where they go"),
        Words("行き先のない退院", "discharges with nowhere to go"),
        Words("証明", "proof"),
    )
    rows = tuple(_floor_row(each, result, lang) for each in result.floors)
    return Table(
        _title(result, lang),
        tuple(each.in_language(lang) for each in columns),
        rows,
        tuple(each.in_language(lang) for each in (CAUTION, *tell_notes(result))),
    )


def _floor_row(floor: Floor, result: Centralised, lang: str) -> tuple[Value, ...]:
    stage = floor.stage
    return (
        _plain(floor.minimum),
        len(stage.open),
        result.designated(stage),
        len(result.units) - len(stage.open),
        _plain(stage.smallest) if stage.open else None,
        _percent(stage.covered, result),
        _percent(floor.bound, result),
        _rounded(stage.mean),
        round(stage.cut_off),
        round(stage.moved),
        _rounded(stage.moved_mean),
        round(stage.lost),
        _PROOFS[floor.status].in_language(lang),
    )


def path_table(result: Centralised, lang: str) -> Table:
    """Give every stage of closing the smallest one first."""
    return _path(result, result.path, lang)


def short_path_table(result: Centralised, lang: str) -> Table:
    """Give some stages of closing, evenly, for a terminal."""
    return _path(result, thin(result.path, _SHOWN), lang)


def _path(result: Centralised, stages: Sequence[Stage], lang: str) -> Table:
    radius = f"{result.asked.radius:g}"
    columns = (
        Words("病院", "hospitals"),
        Words("最少の件数", "least volume"),
        Words(f"{radius}分以内（％）", f"within {radius} min, %"),
        Words("平均の分", "mean minutes"),
        Words("道のない人", "people without a way"),
        Words("移った退院", "discharges moved"),
    )
    rows = tuple(
        (
            len(each.open),
            _plain(each.smallest) if each.open else None,
            _percent(each.covered, result),
            _rounded(each.mean),
            round(each.cut_off),
            round(each.moved),
        )
        for each in stages
    )
    title = Words(
        "最も少ない病院から順にやめたとき（最良とは限らない）",
        "Closing the smallest one first (not always the best way)",
    )
    return Table(title.in_language(lang), tuple(each.in_language(lang) for each in columns), rows)


def units_table(result: Centralised, lang: str) -> Table:
    """Give every hospital with its published discharges, and for each minimum its volume (blank: it stops)."""
    columns = (
        Words("病院", "hospital"),
        Words("医療圏", "area"),
        Words("指定", "designated"),
        Words("公表された退院", "published discharges"),
        *(
            Words(f"下限{floor.minimum:g}での件数", f"volume at a minimum of {floor.minimum:g}")
            for floor in result.floors
        ),
    )
    volumes = [
        dict(zip(floor.stage.open, floor.stage.volumes, strict=True)) for floor in result.floors
    ]
    yes = Words("指定", "yes").in_language(lang)
    areas = result.atlas.frame.areas
    rows = tuple(
        (
            unit.row.name,
            areas[unit.hospital.area].told.in_language(lang)
            if unit.hospital.area in areas
            else None,
            yes if unit.is_designated else None,
            unit.discharges,
            *(_plain(each[place]) if place in each else None for each in volumes),
        )
        for place, unit in enumerate(result.units)
    )
    title = Words("病院ごとの件数（空欄はやめる病院）", "Volumes by hospital (blank: it stops)")
    return Table(title.in_language(lang), tuple(each.in_language(lang) for each in columns), rows)


TABLES: Mapping[str, Callable[[Centralised, str], Table]] = {
    "floors": floors_table,
    "path": path_table,
    "units": units_table,
}


def _title(result: Centralised, lang: str) -> str:
    disease = result.asked.disease
    name = tell_disease(disease, result.discharges).in_language(lang)
    told = Words("年間の下限ごとの集約", "Minimum volumes and access").in_language(lang)
    return f"{told} {disease} {name}"


def tell_notes(result: Centralised) -> tuple[Words, ...]:
    """Tell every assumption, and what is left out."""
    asked = result.asked
    total = sum(each.discharges for each in result.units)
    told = [
        Words(
            f"病院は2021年度のDPC調査でこの疾患の退院が公表された（{HIDDEN_BELOW}件以上の）"
            f"{len(result.units)}病院、退院{total:,}件。退院の件数で、患者数でも手術件数でもない",
            f"{len(result.units)} hospitals that publish discharges of the disease (fiscal 2021, "
            f"{HIDDEN_BELOW} or more), {total:,} in all: neither patients nor operations",
        ),
        Words(
            f"{HIDDEN_BELOW}件未満は公表されておらず、その病院は数に入らない"
            f"（下限{HIDDEN_BELOW}以下ではどの病院もやめない）",
            f"cells under {HIDDEN_BELOW} are not published: such hospitals are not counted "
            f"(a minimum up to {HIDDEN_BELOW} closes none)",
        ),
        Words(
            "やめる病院の退院は、その病院から最も近い続ける病院へすべて移るとした。"
            "続ける病院の患者は動かない",
            "all discharges of a hospital that stops go to the hospital nearest to it that stays; "
            "patients of those that stay do not move",
        ),
        Words(
            f"市区町村別の患者数は公表されていないため、近さは{asked.group.label.ja}の人数で数えた"
            "（患者が住民と同じように住むという仮定）",
            f"patients by municipality are not published: nearness is counted by "
            f"{asked.group.label.en} (patients live as they do)",
        ),
        result.demand.told,
        result.travel.told,
        *result.demand.notes,
        _RULE,
    ]
    told += [
        Words(
            f"下限{_plain(floor.minimum):,}件には、来うる退院をすべて受けても届く病院がない",
            f"no hospital gets to a minimum of {_plain(floor.minimum):,}, even with all that could come",
        )
        for floor in result.floors
        if not floor.stage.open
    ]
    if result.unplaced:
        told.append(
            Words(
                f"場所がわからず入れていない病院{len(result.unplaced)}"
                f"（公表された退院{result.unplaced_discharges:,}件）",
                f"{len(result.unplaced)} hospitals whose place is not known are left out "
                f"({result.unplaced_discharges:,} published discharges)",
            )
        )
    if asked.areas is not None:
        told.append(
            Words(
                "範囲の中の病院と住民だけの計算で、外の病院への受診も外からの受診も入らない",
                "only hospitals and residents within the place: nobody crosses its border",
            )
        )
    told.append(
        Words(
            "件数と治療成績の関係を示すものではなく、医師・病床の余力も見ていない",
            "nothing is said of outcomes, nor of the staff and beds that a hospital has to spare",
        )
    )
    return tuple(told)


_RULE = Words(
    "下限に届いている病院は続ける。届かない病院は、やめる病院の退院を受けて届くときだけ続ける"
    "（来うる退院をすべて受けても届かない病院はやめる）。"
    "そのなかで半径内の住民が最も多い組を混合整数計画で求めた（時間切れか、式が大きすぎて時間を守れないとき"
    "は、最も少ない病院から順にやめ、開き直した組と、証明された上限。上限は、退院の合計で下限に届きうる数の"
    "病院が最も多く覆う人数か、計画の上限の小さいほう）",
    "a hospital that has the minimum stays; a smaller one stays only where it gets there with the "
    "discharges of those that stop (one that does not get there even with all that could come stops). "
    "Of such sets the one with most residents within the radius was sought by a mixed model (out of "
    "time, or where the model is too large to keep the time: the set of closing the smallest first and "
    "opening again, with the proved bound: the most that so many hospitals as the discharges suffice "
    "for could cover, or that of the model where it is lower)",
)


def central_document(result: Centralised) -> dict[str, Any]:
    """Give the whole answer."""
    asked = result.asked
    return {
        "kinten": __version__,
        "inputs": [{"name": each.name, "sha256": each.sha256} for each in result.sources],
        "caution": CAUTION._asdict(),
        "disease": asked.disease,
        "disease_name": tell_disease(asked.disease, result.discharges)._asdict(),
        "as_of": result.snapshot.day.isoformat(),
        "radius": asked.radius,
        "group": asked.group.value,
        "year": asked.year,
        "people": result.demand.total,
        "areas": None if asked.areas is None else sorted(asked.areas),
        "units": [
            {
                "survey_code": each.row.code,
                "name": each.row.name,
                "prefecture": each.row.prefecture,
                "area": each.hospital.area,
                "discharges": each.discharges,
                "is_designated": each.is_designated,
            }
            for each in result.units
        ],
        "unplaced": [each.code for each in result.unplaced],
        "unplaced_discharges": result.unplaced_discharges,
        "floors": [
            {
                "minimum": each.minimum,
                "status": each.status.value,
                "share_bound": result.share(each.bound),
                "open": [result.units[place].row.code for place in each.stage.open],
                "volumes": list(each.stage.volumes),
                **_stage(each.stage, result),
            }
            for each in result.floors
        ],
        "path": [_stage(each, result) for each in result.path],
        "assumptions": [each._asdict() for each in tell_notes(result)],
        "seconds": round(result.seconds, 3),
        "peak_mb": round(peak_mb(), 1),
    }


def _stage(stage: Stage, result: Centralised) -> dict[str, Any]:
    return {
        "hospitals": len(stage.open),
        "designated": result.designated(stage),
        "least_volume": stage.smallest if stage.open else None,
        "share_within": result.share(stage.covered),
        "minutes_mean": stage.mean,
        "people_without_way": round(stage.cut_off),
        "discharges_moved": round(stage.moved),
        "minutes_moved_mean": stage.moved_mean,
        "discharges_lost": round(stage.lost),
    }


def _percent(people: float, result: Centralised) -> float:
    return round(100 * result.share(people), 2)


def _plain(number: float) -> int | float:
    return int(number) if number == int(number) else round(number, 1)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
