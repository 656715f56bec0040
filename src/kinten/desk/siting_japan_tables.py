"""An answer for Japan as tables: the hospitals, who is reached, the areas, and what is told beside."""

from collections.abc import Callable, Mapping, Sequence

from kinten.coverage.reached import Reached
from kinten.desk.siting_japan import JapanSited, names_of
from kinten.desk.siting_japan_change import Chosen
from kinten.desk.siting_japan_more import More
from kinten.desk.siting_japan_sites import Candidate
from kinten.desk.siting_japan_words import (
    CAUTION,
    STATUSES,
    objective_words,
    tell_amount,
    tell_equals,
    tell_notes,
)
from kinten.tables.table import Table, Value
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words

_HOSPITAL = (
    Words("病院", "hospital"),
    Words("医療圏", "area"),
    Words("一般病床", "general beds"),
    Words("がんの退院2021（公表、少なくとも）", "cancer discharges 2021, published, at least"),
)
_NONE_PUBLISHED = Words("公表値なし", "none published")
_NOT_LINKED = Words("公表値なし（調査と結び付かない）", "none published (not linked to the survey)")


def hospitals_table(sited: JapanSited, more: More, lang: str) -> Table:
    """Give a row for each hospital that is added."""
    del more
    radius = f"{sited.change.radius:g}"
    columns = (
        Words("登録番号", "registry id"),
        *_HOSPITAL,
        Words("近くなる人", "people nearer"),
        Words("その人の平均分（前）", "their mean minutes before"),
        Words("同（後）", "after"),
        Words("初めて道のできる人", "people with a first way"),
        Words(f"この病院だけで{radius}分以内になる人", f"within {radius} min by it alone"),
    )
    rows = tuple(_hospital_row(each, lang) for each in sited.change.chosen)
    title = Words("加える病院", "Hospitals added")
    return _table(title, columns, rows, lang, _notes(sited))


def _hospital_row(chosen: Chosen, lang: str) -> tuple[Value, ...]:
    return (
        chosen.candidate.hospital.id,
        *_who(chosen.candidate, lang),
        round(chosen.nearer),
        _rounded(chosen.before),
        _rounded(chosen.after),
        round(chosen.first_way),
        round(chosen.only_by_it),
    )


def _who(candidate: Candidate, lang: str) -> tuple[Value, ...]:
    lacking = _NONE_PUBLISHED if candidate.is_surveyed else _NOT_LINKED
    return (
        candidate.hospital.name,
        candidate.where.in_language(lang),
        candidate.beds,
        lacking.in_language(lang) if candidate.discharges is None else candidate.discharges,
    )


def reach_table(sited: JapanSited, more: More, lang: str) -> Table:
    """Give how many people are within each limit before and after, in both years where two are asked."""
    change, other = sited.change, more.other
    columns = [Words("最も近い病院まで", "to the nearest hospital")]
    sides: list[Reached] = [change.before, change.after]
    year = sited.posed.asked.year
    columns += [Words(f"{year}年 前", f"{year} before"), Words(f"{year}年 後", f"{year} after")]
    if other is not None:
        columns += [
            Words(f"{other.year}年 前", f"{other.year} before"),
            Words(f"{other.year}年 同じ病院を加えた後", f"{other.year} with the same hospitals"),
            Words(f"{other.year}年の最良の組", f"{other.year} with its own best set"),
        ]
        sides += [other.before, other.same, other.best.change.after]
    rows: list[tuple[Value, ...]] = []
    for limit in change.before.within:
        name = Words(f"{limit:g}分以内（人）", f"within {limit:g} min, people")
        share = Words(f"{limit:g}分以内（％）", f"within {limit:g} min, %")
        rows.append((name.in_language(lang), *(round(each.within[limit]) for each in sides)))
        rows.append(
            (share.in_language(lang), *(round(100 * each.share(limit), 2) for each in sides))
        )
    for words, values in (
        (Words("平均の分（道のある人）", "mean minutes (with a way)"), [s.mean for s in sides]),
        (Words("中央値の分", "median minutes"), [s.median for s in sides]),
        (Words("90％の人が以内の分", "minutes within which 90 % are"), [s.p90 for s in sides]),
        (Words("最も遠い分", "longest way, minutes"), [s.longest for s in sides]),
        (Words("道のない人", "people without a way"), [s.cut_off for s in sides]),
    ):
        is_count = words.en.startswith("people")
        rows.append(
            (
                words.in_language(lang),
                *(round(v) if is_count and v is not None else _rounded(v) for v in values),
            )
        )
    title = Words("どれだけの人が近いか", "How many are near")
    notes: tuple[str, ...] = ()
    if other is not None:
        told = (_tell_other(sited, more), *other.best.posed.demand.notes[1:])
        notes = tuple(each.in_language(lang) for each in told)
    return _table(title, tuple(columns), tuple(rows), lang, notes)


def _tell_other(sited: JapanSited, more: More) -> Words:
    """Say whether the best set changes with the year, and what keeping it costs."""
    other = more.other
    if other is None:
        return Words("", "")
    mine, theirs = set(sited.answer.open), set(other.best.answer.open)
    if mine == theirs:
        return Words(
            f"{other.year}年の人で選んでも同じ組になる",
            f"the people of {other.year} would choose the same set",
        )
    leaving = names_of(sited.posed, sorted(mine - theirs))
    coming = names_of(sited.posed, sorted(theirs - mine))
    told = Words(
        f"{other.year}年の人で選ぶと、{'、'.join(leaving)}の代わりに{'、'.join(coming)}",
        f"the people of {other.year} would choose {', '.join(coming)} "
        f"instead of {', '.join(leaving)}",
    )
    if other.cost is None:
        return told
    cost = tell_amount(sited.answer.model, other.cost)
    return Words(f"{told.ja}（同じ組の損 {cost.ja}）", f"{told.en} (the same set loses {cost.en})")


def areas_table(sited: JapanSited, more: More, lang: str) -> Table:
    """Give a row for each area in which anything changes."""
    del more
    radius = f"{sited.change.radius:g}"
    columns = (
        Words("符号", "code"),
        Words("都道府県", "prefecture"),
        Words("医療圏", "area"),
        Words("数えた人", "people counted"),
        Words("平均分（前）", "mean minutes before"),
        Words("平均分（後）", "after"),
        Words(f"新たに{radius}分以内", f"newly within {radius} min"),
        Words("初めて道のできる人", "people with a first way"),
    )
    areas = sited.posed.atlas.frame.areas
    rows = tuple(
        (
            each.area,
            PREFECTURES[each.area[:2]].in_language(lang),
            areas[each.area].name,
            round(each.people),
            _rounded(each.before),
            _rounded(each.after),
            round(each.within_after - each.within_before),
            round(each.first_way),
        )
        for each in sited.change.areas
        if each.is_changed
    )
    title = Words("変わる医療圏", "Areas that change")
    return _table(title, columns, rows, lang)


def swaps_table(sited: JapanSited, more: More, lang: str) -> Table:
    """Give the other candidates of the area of each hospital that is added, and what each would cost."""
    columns = (
        Words("加える病院", "hospital added"),
        Words("代わりの病院", "instead of it"),
        *_HOSPITAL[1:],
        *_cost_columns(sited),
    )
    candidates = sited.posed.sites.candidates
    rows = tuple(
        (
            candidates[each.leaving].hospital.name,
            *_who(candidates[each.coming], lang),
            *_cost(sited, each.cost),
        )
        for each in more.swaps
    )
    title = Words(
        "同じ医療圏の別の候補に代えたときの損", "Another candidate of the same area instead"
    )
    return _table(title, columns, rows, lang)


def runners_table(sited: JapanSited, more: More, lang: str) -> Table:
    """Give the next best sets: who leaves and who comes compared with the best one."""
    columns = (
        Words("順位", "rank"),
        Words("外れる病院", "leaving"),
        Words("入る病院", "coming"),
        *_cost_columns(sited),
    )
    rows = tuple(
        (
            place,
            _names(sited, each.leaving, lang),
            _names(sited, each.coming, lang),
            *_cost(sited, each.cost),
        )
        for place, each in enumerate(more.runners or (), 2)
    )
    share = f"{more.asked.share:.0%}" if more.asked.share >= 0.01 else f"{more.asked.share:.2%}"
    within = Words(f"最良の組の増分の{share}以内", f"within {share} of what the best set gains")
    sets = (sited.answer, *(each.answer for each in more.runners or ()))
    equals = tuple(tell_equals(sited, (site for each in sets for site in each.open)))
    counted = (
        Words("（下の代わりを一つと数えて）", ", those told below counted as one")
        if equals
        else Words("", "")
    )
    note = (
        Words(
            f"{within.ja}の組はこれですべて{counted.ja}（証明済み）",
            f"these are all the sets {within.en}{counted.en} (proved)",
        )
        if more.is_complete
        else Words(f"{within.ja}の組がほかにもありうる", f"there may be more sets {within.en}")
    )
    title = Words("次点の組", "Next best sets")
    notes = tuple(each.in_language(lang) for each in (note, *equals))
    return _table(title, columns, rows, lang, notes)


def imposed_table(sited: JapanSited, more: More, lang: str) -> Table:
    """Give the best set that holds each imposed hospital, and what that costs."""
    limit = sited.change.radius
    columns = (
        *_HOSPITAL,
        *_cost_columns(sited),
        Words("外れる病院", "leaving"),
        Words(f"{limit:g}分以内（人、最良の組との差）", f"within {limit:g} min, change in people"),
        Words("道のない人（差）", "people without a way, change"),
        Words("証明", "proof"),
    )
    best = sited.change.after
    rows = []
    for each in more.imposed:
        leaving = sorted(set(sited.answer.open) - set(each.answer.open))
        figures, cost = each.figures, each.cost
        is_proved = cost is not None and cost[0] == cost[1]
        proof = Words("証明済み", "proved") if is_proved else Words("未証明（幅）", "not proved")
        rows.append(
            (
                *_who(sited.posed.sites.candidates[each.site], lang),
                *(_cost(sited, None) if cost is None else _cost(sited, cost[1])),
                "" if figures is None else _names(sited, leaving, lang),
                None if figures is None else round(figures.within[limit] - best.within[limit]),
                None if figures is None else round(figures.cut_off - best.cut_off),
                proof.in_language(lang)
                if each.answer.reason is None
                else each.answer.reason.in_language(lang),
            )
        )
    title = Words("必ず加える病院の費用", "What each imposed hospital costs")
    return _table(title, columns, tuple(rows), lang)


def losses_table(sited: JapanSited, more: More, lang: str) -> Table:
    """Give the best set of each model under every objective."""
    limit = sited.change.radius
    columns = (
        Words("モデル", "model"),
        Words("平均の分", "mean minutes"),
        Words(f"{limit:g}分以内（人）", f"within {limit:g} min, people"),
        Words("近くなりうる人のうち最も遠い分", "longest of those who can be brought nearer"),
        Words("道のない人", "people without a way"),
        Words("加える病院", "hospitals added"),
        Words("証明", "proof"),
    )
    rows = tuple(
        (
            each.model.value,
            None if each.figures is None else _rounded(each.figures.mean, 2),
            None if each.figures is None else round(each.figures.within[limit]),
            _rounded(each.longest),
            None if each.figures is None else round(each.figures.cut_off),
            _names(sited, each.answer.open, lang),
            STATUSES[each.answer.status].in_language(lang),
        )
        for each in more.losses or ()
    )
    title = Words(
        "目的ごとの最良の組と、ほかの目的での値", "Each objective's best set under the others"
    )
    return _table(title, columns, rows, lang)


TABLES: Mapping[str, Callable[[JapanSited, More, str], Table]] = {
    "hospitals": hospitals_table,
    "reach": reach_table,
    "areas": areas_table,
    "swaps": swaps_table,
    "runners": runners_table,
    "imposed": imposed_table,
    "losses": losses_table,
}


def tables_of(more: More) -> tuple[str, ...]:
    """Name the tables that an answer has."""
    lacking = {
        "runners": more.runners is None,
        "imposed": not more.imposed,
        "losses": more.losses is None,
    }
    return tuple(name for name in TABLES if not lacking.get(name))


def _notes(sited: JapanSited) -> tuple[Words, ...]:
    return (CAUTION, *tell_notes(sited.posed))


def _cost_columns(sited: JapanSited) -> tuple[Words, Words]:
    name = objective_words(sited)
    return (
        Words(f"損（{name.ja}）", f"loss ({name.en})"),
        Words("増分に対する損（％）", "loss, % of the gain"),
    )


def _cost(sited: JapanSited, cost: float | None) -> tuple[Value, Value]:
    gain = sited.posed.addition.gain(sited.answer.objective)
    if cost is None:
        return None, None
    share = None if not gain else round(100 * cost / gain, 2)
    return tell_amount_value(cost), share


def tell_amount_value(cost: float) -> float | int:
    """Round an amount of an objective for a cell: whole from ten on."""
    return round(cost) if cost >= 10 or cost == round(cost) else round(cost, 1)


def _names(sited: JapanSited, chosen: Sequence[int], lang: str) -> str:
    return Words("、", ", ").in_language(lang).join(names_of(sited.posed, chosen))


def _rounded(value: float | None, decimals: int = 1) -> float | None:
    return None if value is None else round(value, decimals)


def _table(
    title: Words,
    columns: Sequence[Words],
    rows: tuple[tuple[Value, ...], ...],
    lang: str,
    notes: Sequence[Words | str] = (),
) -> Table:
    return Table(
        title.in_language(lang),
        tuple(each.in_language(lang) for each in columns),
        rows,
        tuple(each.in_language(lang) if isinstance(each, Words) else each for each in notes),
    )
