"""A siting answer in words: what was found, and how far it is proved."""

from collections.abc import Iterable

from kinten.coverage.siting.answer import Model, Status
from kinten.desk.siting import Sited, SitingAsked
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
_CAUTION = Words(
    "計算上の答えであり、設置の提案ではありません。",
    "This is arithmetic, not a proposal.",
)


def tell_siting(sited: Sited, asked: SitingAsked) -> Iterable[Words]:
    """Tell an answer line by line."""
    answer = sited.answer
    yield _CAUTION
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
