"""An answer for Japan in words: what was found and how far it is proved, and what stands behind it."""

from collections.abc import Iterable, Sequence

import numpy as np

from kinten.coverage.demand import Demand
from kinten.coverage.siting.answer import Model, Status
from kinten.coverage.travel import GreatCircle
from kinten.coverage.volume import HIDDEN_BELOW
from kinten.desk.cancer_areas import other_cancer_areas
from kinten.desk.frames import frame_note
from kinten.desk.siting_japan import JapanSited, Posed, names_of
from kinten.desk.siting_japan_sites import Where
from kinten.network.hospital import Hospital
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words

CAUTION = Words(
    "計算上の答えであり、設置の提案ではありません。", "This is arithmetic, not a proposal."
)
STATUSES = {
    Status.OPTIMAL: Words("最適（証明済み）", "optimal (proved)"),
    Status.FEASIBLE: Words(
        "時間切れ：そこまでの最良の組と証明された限界",
        "time is out: the best set found, with its proved bound",
    ),
    Status.INFEASIBLE: Words(
        "解なし（条件を満たす組がない）", "infeasible: no set keeps the conditions"
    ),
    Status.NO_SOLUTION: Words("時間内に解が見つからない", "no solution was found in time"),
}
_MOST = 30


def tell_head(sited: JapanSited) -> Iterable[Words]:
    """Tell what was asked, and the objective with its bound."""
    posed, answer = sited.posed, sited.answer
    demand, sites, asked = posed.demand, posed.sites, posed.asked
    status = STATUSES[answer.status]
    yield Words(f"{asked.model}: {status.ja}", f"{asked.model}: {status.en}")
    if answer.conflicts:
        yield from tell_conflicts(sited)
    elif answer.reason is not None:
        yield answer.reason
    of = Words(
        f"候補{len(sites.candidates)}、{len(sites.groups)}圏域から",
        f"of {len(sites.candidates)} candidates in {len(sites.groups)} areas",
    )
    standing = Words(
        f"{posed.snapshot.day}の指定病院{len(sites.standing)}",
        f"the {len(sites.standing)} hospitals designated on {posed.snapshot.day}",
    )
    if answer.status is Status.INFEASIBLE:
        yield Words(f"{standing.ja}に加える。{of.ja}", f"to be added to {standing.en}, {of.en}")
    else:
        yield Words(
            f"{standing.ja}に{len(answer.open)}病院を加える（{of.ja}）",
            f"{len(answer.open)} hospitals added to {standing.en} ({of.en})",
        )
    if answer.open and posed.more is not None and len(answer.open) < posed.more:
        yield Words(
            f"{posed.more}病院を求めたが、目的をよくする病院は{len(answer.open)}まで",
            f"{posed.more} were asked for: no more than {len(answer.open)} make the objective better",
        )
    yield Words(
        f"数えた人: {demand.told.ja} {demand.total:,}人",
        f"People counted: {demand.total:,} ({demand.told.en})",
    )
    yield from _tell_objective(sited)


def tell_conflicts(sited: JapanSited) -> Iterable[Words]:
    """Name the places that no set reaches together, and the candidates that each is within reach of."""
    posed, asked = sited.posed, sited.posed.asked
    radius = np.inf if asked.radius is None else asked.radius
    for conflict in sited.answer.conflicts:
        parts = []
        for row in conflict:
            near = np.flatnonzero(posed.ground.ways[row] <= radius)
            names = names_of(posed, near.tolist())
            place = posed.demand.places[row].name
            parts.append(
                Words(f"{place}（{'、'.join(names)}だけ）", f"{place} (only {', '.join(names)})")
            )
        yield Words(
            f"同時には届かない: {'、'.join(each.ja for each in parts)}",
            f"cannot be reached together: {', '.join(each.en for each in parts)}",
        )
    yield _TOO_STRICT


def tell_equals(sited: JapanSited, chosen: Iterable[int]) -> Iterable[Words]:
    """Name the candidates that do as well as a chosen one, since they reach the same people of one area."""
    for site in dict.fromkeys(chosen):
        equals = sited.posed.addition.equals(site)
        if equals:
            name, *others = names_of(sited.posed, (site, *equals))
            yield Words(
                f"{name}の代わりに{'、'.join(others)}でも同じ"
                "（同じ医療圏で、半径内にする人が同じ。一つに数えた）",
                f"{name} may as well be {' or '.join(others)} "
                "(the same area, the same people within the radius: counted as one)",
            )


_TOO_STRICT = Words(
    "これらの候補には同じ医療圏のものがあり、一つの医療圏に一つまででは、候補の届く人すべてには届かない。"
    "--radius を大きくするか、mclpで人数を最大にする",
    "some of these candidates lie in one area: with one an area at most, "
    "not all whom some candidate reaches can be reached: widen --radius, or ask mclp for the most people",
)


def _tell_objective(sited: JapanSited) -> Iterable[Words]:
    answer, addition = sited.answer, sited.posed.addition
    if answer.objective is None:
        return
    name, before = objective_words(sited), addition.before
    told = tell_amount(answer.model, answer.objective)
    if before is not None:
        was = f"{before:,.1f}" if answer.model is Model.PCENTER else f"{before:,.0f}"
        told = Words(f"{was} → {told.ja}", f"{was} → {told.en}")
    yield Words(f"{name.ja}: {told.ja}", f"{name.en}: {told.en}")
    if answer.bound is not None:
        bound = tell_amount(answer.model, answer.bound)
        yield Words(
            f"証明された限界: {bound.ja}（相対誤差 {_tell_gap(answer.gap)}）",
            f"proved bound: {bound.en} (relative gap {_tell_gap(answer.gap)})",
        )


def _tell_gap(gap: float | None) -> str:
    return "0" if not gap or gap < 1e-12 else f"{gap:.1e}"


def objective_words(sited: JapanSited) -> Words:
    """Name what the model makes best."""
    asked = sited.posed.asked
    whom = asked.group.label
    radius = "" if asked.radius is None else f"{asked.radius:g}"
    return {
        Model.LSCP: Words("病院の数（指定病院を含む）", "hospitals, designated ones included"),
        Model.MCLP: Words(f"{radius}分以内の{whom.ja}", f"{whom.en} within {radius} min"),
        Model.PMEDIAN: Words("最も近い病院までの延べの分", "minutes to the nearest, summed up"),
        Model.PCENTER: Words(
            "近くなりうる人のうち最も遠い人の分", "longest way of those who can be brought nearer"
        ),
    }[asked.model]


def tell_amount(model: Model, amount: float) -> Words:
    """Tell an amount of an objective with its unit."""
    if model is Model.LSCP:
        return Words(f"{amount:,.0f}", f"{amount:,.0f}")
    if model is Model.MCLP:
        return Words(f"{amount:,.0f}人", f"{amount:,.0f} people")
    if model is Model.PMEDIAN:
        return Words(f"{amount:,.0f}人・分", f"{amount:,.0f} person-minutes")
    return Words(f"{amount:,.1f}分", f"{amount:,.1f} min")


def tell_unserved(sited: JapanSited) -> Iterable[Words]:
    """Name the places without any way, then (with a radius) those beyond it."""
    demand, after = sited.posed.demand, sited.change.after
    no_way = sited.posed.travel.no_way
    if after.lost:
        yield _named(Words(f"{no_way.ja}", f"{no_way.en}"), after.lost, demand)
    beyond = [row for row in sited.answer.unserved if row not in set(after.lost)]
    if beyond and sited.posed.asked.radius is not None:
        radius = f"{sited.posed.asked.radius:g}"
        yield _named(
            Words(f"{radius}分を超える", f"beyond {radius} min"), beyond, demand, most=_MOST
        )


def _named(what: Words, rows: Sequence[int], demand: Demand, most: int | None = None) -> Words:
    people = int(demand.weights[list(rows)].sum())
    order = sorted(rows, key=lambda row: -demand.weights[row])
    shown = order if most is None else order[:most]
    names = [demand.places[row].name for row in shown]
    more = len(order) - len(shown)
    return Words(
        f"{what.ja}: {len(order)}か所、{people:,}人（{'、'.join(names)}"
        + (f" ほか{more}）" if more else "）"),
        f"{what.en}: {len(order)} places, {people:,} people ({', '.join(names)}"
        + (f" and {more} more)" if more else ")"),
    )


def tell_notes(posed: Posed) -> tuple[Words, ...]:
    """Tell every assumption, and every hospital and area that is left out."""
    earlier = frame_note(posed.atlas.geography, PREFECTURES)
    return (
        *(() if earlier is None else (earlier,)),
        posed.travel.told,
        *posed.demand.notes,
        *_tell_model(posed),
        *_tell_conditions(posed),
        *_tell_left_out(posed),
        *_tell_doubts(posed),
        _LINAC,
        _NEAREST,
    )


_LINAC = Words(
    "リニアックの有無を示す公表の表はなく、候補の条件に入れていない"
    "（--candidates-file で候補を絞れる）",
    "no published table tells which hospital has a linac: it is no condition "
    "(--candidates-file narrows the candidates)",
)
_NEAREST = Words(
    "最も近い病院までの分であり、人が実際に選ぶ病院ではない。指定要件を満たすかどうかも見ていない",
    "minutes to the nearest hospital, not to the one that people choose; "
    "whether a hospital meets the requirements is not looked at",
)
_LAND = Words(
    "陸続きかどうかは医療圏ごとに見ており、一つの医療圏のなかの島へは直線で行けるものとした",
    "land is told area by area: an island within an area is taken to be reached in a straight line",
)


def _tell_model(posed: Posed) -> Iterable[Words]:
    asked = posed.asked
    if isinstance(posed.travel, GreatCircle):
        yield _LAND
    yield Words("一つの医療圏に加えるのは一つまで", "one hospital at most is added in an area")
    if asked.model in {Model.LSCP, Model.MCLP}:
        if posed.addition.twins:
            yield Words(
                "同じ医療圏で同じ人を半径内にする候補は、公表退院の最も多いものを代表とした",
                "of candidates of one area that bring the same people into the radius, the one with "
                "the most published discharges stands for all",
            )
    elif asked.no_way is None:
        yield Words(
            "指定病院への道のない人は目的の和に入らない（--no-way-as 分 で入れられる）。"
            "加わった病院で道のできる人は別に数えた",
            "people without a way to a designated hospital are not in the objective "
            "(--no-way-as MINUTES puts them in); those who get a way are counted apart",
        )
    else:
        yield Words(
            f"指定病院への道のない人の道は{asked.no_way:g}分とみなした（目的の和だけ。平均には入らない）",
            f"people without a way to a designated hospital count as {asked.no_way:g} min in the "
            "objective only; they are in no mean",
        )
    if asked.model is Model.PCENTER:
        yield Words(
            "最長の分が同じ組のうち、平均が最も短いものを選んだ",
            "of sets with the same longest way that with the shortest mean was taken",
        )


def _tell_conditions(posed: Posed) -> Iterable[Words]:
    asked = posed.asked.conditions
    parts = [Words(asked.where.label.ja, asked.where.label.en)]
    if asked.min_beds:
        parts.append(
            Words(f"一般病床{asked.min_beds}以上", f"{asked.min_beds} general beds or more")
        )
    if asked.min_discharges:
        parts.append(
            Words(
                f"2021年度のがんの退院の公表値の和が{asked.min_discharges}以上",
                f"{asked.min_discharges} published cancer discharges or more (fiscal 2021)",
            )
        )
    if asked.only is not None:
        parts.append(Words("利用者の一覧にある", "on the user's list"))
    ja, en = "、".join(each.ja for each in parts), ", ".join(each.en for each in parts)
    yield Words(
        f"候補は、指定のない既存の病院のうち {ja} のもの。この条件は計算の仮定で、指定要件ではない",
        f"candidates are existing hospitals without a designation: {en}. "
        "These conditions are assumptions, not requirements",
    )
    yield Words(
        f"退院はDPC調査の公表値（{HIDDEN_BELOW}未満の欄は含まれない下限）。名称が同じ医療圏で一致した病院だけ。"
        "「公表値なし」は0件とは限らない",
        f"discharges are published cells of the DPC survey (cells under {HIDDEN_BELOW} are not in "
        "them: at least), linked by name within the area; none published need not be none",
    )


def _tell_left_out(posed: Posed) -> Iterable[Words]:
    sites = posed.sites
    if sites.without_volume:
        names = [each.hospital for each in sites.without_volume]
        yield _hospitals(
            Words(
                "退院の公表値が足りず（または調査と結び付かず）候補でない",
                "no candidates for want of published discharges (or of a link to the survey)",
            ),
            names,
        )
    if sites.without_beds:
        yield Words(
            f"一般病床の数が報告されていないため候補でない病院: {sites.without_beds}",
            f"no candidates, general beds not reported: {sites.without_beds} hospitals",
        )
    if sites.without_place:
        yield _hospitals(
            Words("場所がわからず候補でない", "no candidates, place not known"),
            sites.without_place,
        )
    if sites.unplaced:
        yield _hospitals(
            Words(
                "場所がわからず数えていない指定病院", "designated, but place not known: not counted"
            ),
            sites.unplaced,
        )
    if sites.uncertain:
        yield _hospitals(
            Words(
                "この日の指定が確かでなく数えていない病院",
                "not certainly designated on the day: not counted",
            ),
            sites.uncertain,
        )


def _tell_doubts(posed: Posed) -> Iterable[Words]:
    sites = posed.sites
    if sites.empty and posed.asked.conditions.where is not Where.ALL:
        yield _areas(
            Words("条件に合う候補のない対象の医療圏", "areas in question without a candidate"),
            sites.empty,
        )
    if sites.in_doubt:
        yield _areas(
            Words(
                "空白かどうか確かでなく候補を置かない医療圏（一覧にない指定病院がありうるので、"
                "いまの分は長すぎるかもしれない）",
                "areas that may be blank and have no candidates (a designated hospital may not be "
                "listed: today's minutes may be too long)",
            ),
            sites.in_doubt,
        )
    odd = [
        each
        for each in other_cancer_areas(posed.atlas, posed.snapshot, PREFECTURES)
        if not each.municipalities
    ]
    if odd:
        yield _areas(
            Words(
                "範囲を示す資料がなく対象にしていない公表の空白のがん医療圏",
                "official blank cancer areas whose extent is not published: not in question",
            ),
            [
                Words(
                    f"{PREFECTURES[each.prefecture].ja} {each.name}",
                    f"{each.name} ({PREFECTURES[each.prefecture].en})",
                )
                for each in odd
            ],
        )


def _hospitals(what: Words, hospitals: Sequence[Hospital]) -> Words:
    return _areas(what, [Words(each.name, each.name) for each in hospitals])


def _areas(what: Words, names: Sequence[Words]) -> Words:
    shown, more = names[:_MOST], len(names) - _MOST
    return Words(
        f"{what.ja}（{len(names)}）: {'、'.join(each.ja for each in shown)}"
        + (f" ほか{more}" if more > 0 else ""),
        f"{what.en} ({len(names)}): {', '.join(each.en for each in shown)}"
        + (f" and {more} more" if more > 0 else ""),
    )
