"""A siting answer in words: what was found, and how far it is proved."""

from collections.abc import Iterable

from kinten.coverage.siting.answer import Answer, Model, Status
from kinten.coverage.siting.losses import Loss
from kinten.coverage.siting.runners import Imposed, Runners
from kinten.desk.siting import CAUTION, Sited, SitingAsked
from kinten.desk.siting_more import exchanged
from kinten.vocabulary.wording import Words

_MOST = 30
_STATUSES = {
    Status.OPTIMAL: Words("最適（証明済み）", "optimal (proved)"),
    Status.FEASIBLE: Words(
        "時間切れ：最良の解と下限", "time is out: the best found, with its bound"
    ),
    Status.INFEASIBLE: Words(
        "解なし（条件を満たす組がない）", "infeasible: no set keeps the conditions"
    ),
    Status.NO_SOLUTION: Words("時間内に解が見つからない", "no solution was found in time"),
}
_OBJECTIVES = {
    Model.LSCP: Words("開く数", "sites"),
    Model.MCLP: Words("半径内の重み", "weight within the radius"),
    Model.PMEDIAN: Words("重みつき距離の和", "weighted distance"),
    Model.PCENTER: Words("最も遠い人の距離", "longest way"),
    Model.CPMEDIAN: Words("重みつき距離の和", "weighted distance"),
}


def tell_siting(sited: Sited, asked: SitingAsked) -> Iterable[Words]:
    """Tell an answer line by line."""
    answer = sited.answer
    yield CAUTION
    status = _STATUSES[answer.status]
    yield Words(f"{asked.model}: {status.ja}", f"{asked.model}: {status.en}")
    if answer.reason is not None:
        yield answer.reason
    if answer.objective is not None:
        what = _OBJECTIVES[answer.model]
        yield Words(f"{what.ja}: {answer.objective:,.10g}", f"{what.en}: {answer.objective:,.10g}")
    if answer.bound is not None:
        gap = "" if answer.gap is None else f"（{answer.gap:.2e}）"
        yield Words(
            f"証明された限界: {answer.bound:,.10g}{gap}",
            f"proved bound: {answer.bound:,.10g}{gap.replace('（', ' (gap ').replace('）', ')')}",
        )
    if answer.open:
        yield _listed(Words("開く候補地", "open sites"), answer.open)
    if answer.unreachable:
        yield _listed(
            Words("どの候補地にも行けない需要地点", "clients that no site can serve"),
            answer.unreachable,
        )
    if answer.unserved and answer.unserved != answer.unreachable:
        yield _listed(
            Words("この答えに入らない需要地点", "clients that this answer leaves out"),
            answer.unserved,
        )
    more = sited.more
    if more.runners is not None:
        yield from _tell_runners(more.runners, answer, asked)
    if more.imposed is not None:
        yield from _tell_imposed(more.imposed, answer)
    if more.losses is not None:
        yield from _tell_losses(more.losses, asked)
    yield Words(
        f"{sited.seconds:.1f}秒、最大{sited.peak_mb:.0f} MB",
        f"{sited.seconds:.1f} s, {sited.peak_mb:.0f} MB at most",
    )


def _listed(what: Words, numbers: tuple[int, ...]) -> Words:
    shown = " ".join(str(each) for each in numbers[:_MOST])
    more = len(numbers) - _MOST
    others = Words(f" ほか{more}", f" and {more} more") if more > 0 else Words("", "")
    return Words(
        f"{what.ja}（{len(numbers)}）: {shown}{others.ja}",
        f"{what.en} ({len(numbers)}): {shown}{others.en}",
    )


def _tell_runners(runners: Runners, best: Answer, asked: SitingAsked) -> Iterable[Words]:
    """Tell the next best sets, each by what it exchanges, and whether there are more."""
    number, share = len(runners.answers), f"{100 * asked.near:.3g}"
    yield Words(
        f"次に良い組（最良との差が{share}%まで、それぞれ証明済み）: {number}",
        f"next best sets (within {share} % of the best, each proved): {number}",
    )
    for place, each in enumerate(runners.answers, 2):
        leaving, coming = (_numbers(some) for some in exchanged(each.open, best.open))
        worse = abs((each.objective or 0.0) - (best.objective or 0.0))
        yield Words(
            f"  {place}. {each.objective:,.10g}（差{worse:,.6g}）: {leaving} → {coming}",
            f"  {place}. {each.objective:,.10g} (worse by {worse:,.6g}): {leaving} → {coming}",
        )
    if runners.is_complete:
        but = (
            Words(
                "、並べた組に候補地を足しただけの組は除く", ", but those that add to a listed one"
            )
            if best.model is Model.LSCP
            else Words("", "")
        )
        yield Words(
            f"  この範囲にほかの組はありません（証明済み{but.ja}）。",
            f"  There is no other set within (proved){but.en}.",
        )
    elif best.status is not Status.OPTIMAL:
        yield Words(
            "  最良の組が証明されていないため、求めていません。",
            "  They were not looked for: the best set is not proved.",
        )
    elif number == asked.runners:
        yield Words(
            "  求めた数に達しました。ほかにもあるかもしれません。",
            "  So many as asked; there may be more.",
        )
    else:
        yield Words(
            "  次の組を時間内に証明できませんでした。ほかにもあるかもしれません。",
            "  The next one was not proved in time; there may be more.",
        )


def _tell_imposed(imposed: tuple[Imposed, ...], best: Answer) -> Iterable[Words]:
    """Tell what each imposed site costs."""
    yield Words(
        "必ず開くことにしたときの損（開く数は同じ）:",
        "what it costs to force a site open (as many sites open):",
    )
    for each in imposed:
        yield Words(
            f"  候補地{each.site}: {_cost(each).ja}{_reason(each).ja}",
            f"  site {each.site}: {_cost(each).en}{_reason(each).en}",
        )
    if not best.open:
        yield Words("  比べる最良の組がありません。", "  There is no best set to compare with.")


def _cost(imposed: Imposed) -> Words:
    if imposed.cost is None:
        return _STATUSES[imposed.answer.status]
    least, most = imposed.cost
    if least == most:
        return Words(f"{least:,.6g}", f"{least:,.6g}")
    return Words(
        f"{least:,.6g}〜{most:,.6g}（証明できた範囲）",
        f"{least:,.6g} to {most:,.6g} (as far as proved)",
    )


def _reason(imposed: Imposed) -> Words:
    why = imposed.answer.reason
    return Words("", "") if why is None else Words(f" {why.ja}", f" {why.en}")


def _tell_losses(losses: tuple[Loss, ...], asked: SitingAsked) -> Iterable[Words]:
    """Tell each model's best set under all three objectives."""
    yield Words(
        f"損失の表: 重みつき距離の和 | 半径{asked.radius:g}内の重み | 最も遠い人の距離",
        f"table of losses: weighted distance | weight within {asked.radius:g} | longest way",
    )
    for each in losses:
        measured, status = each.objectives, _STATUSES[each.answer.status]
        if measured is None:
            yield Words(f"  {each.model}: {status.ja}", f"  {each.model}: {status.en}")
            continue
        longest = "-" if measured.longest_way is None else f"{measured.longest_way:,.6g}"
        row = f"{measured.weighted_way:,.10g} | {measured.covered:,.10g} | {longest}"
        out = len(measured.unserved)
        lost = Words(f" | 道なし{out}", f" | no way: {out}") if out else Words("", "")
        known = Words("", "") if each.answer.status is Status.OPTIMAL else status
        yield Words(
            f"  {each.model}: {row}{lost.ja} {known.ja}".rstrip(),
            f"  {each.model}: {row}{lost.en} {known.en}".rstrip(),
        )
    if asked.model is Model.CPMEDIAN:
        yield Words(
            "  pmedian・mclp・pcenter の組は容量を見ていません。",
            "  The sets of pmedian, mclp and pcenter do not heed the capacities.",
        )


def _numbers(sites: Iterable[int]) -> str:
    return " ".join(str(each) for each in sites) or "-"
