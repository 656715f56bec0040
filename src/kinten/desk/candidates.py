"""Partner candidates in words: the first of each ranking always among them, the doubtful named as such."""

from collections.abc import Iterable, Sequence

from kinten.coverage.partner import Candidate, Rank
from kinten.desk.doubts import tell_doubt
from kinten.desk.shares import tell_share
from kinten.geography.frame import Frame
from kinten.vocabulary.wording import Words

_MOST = 3
_RANKINGS = (
    Words("平均分", "mean minutes"),
    Words("受診", "outflow"),
    Words("最遠分", "worst minutes"),
)


def choose(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Choose those to show: the first of each ranking, of all and of the known hubs, then up to three.

    Of several that share a first rank the one with the fewest mean minutes is shown.
    """
    chosen: list[Candidate] = []
    for ranking in range(len(_RANKINGS)):
        known = (each for each in candidates if each.known_ranks[ranking] == 1)
        may_be = (each for each in candidates if _is_first(each.ranks[ranking]))
        for first in (next(known, None), next(may_be, None)):
            if first is not None and first not in chosen:
                chosen.append(first)
    rest = (each for each in candidates if each not in chosen)
    while len(chosen) < _MOST and (more := next(rest, None)) is not None:
        chosen.append(more)
    return tuple(each for each in candidates if each in chosen)


def _is_first(rank: Rank | None) -> bool:
    return rank is not None and rank[1] == 1


def tell_candidates(
    candidates: Sequence[Candidate], frame: Frame, no_way: Words, lang: str
) -> Iterable[str]:
    """Tell the chosen candidates with their figures and ranks, and how many more there are."""
    chosen = choose(candidates)
    sign = Words("、", ", ").in_language(lang)
    for each in chosen:
        hospital, doubt = each.standing.hospital, tell_doubt(each.standing)
        parts = [
            Words(frame.areas[hospital.area].name, frame.areas[hospital.area].name),
            *([] if doubt is None else [doubt]),
            *tell_figures(each, no_way),
            Words(f"順位{tell_ranks(each)}", f"ranks {tell_ranks(each)}"),
            *_alike(each, candidates),
        ]
        told = sign.join(words.in_language(lang) for words in parts)
        yield Words(f"{hospital.name}（{told}）", f"{hospital.name} ({told})").in_language(lang)
    if len(candidates) > len(chosen):
        yield _tell_rest([each for each in candidates if each not in chosen]).in_language(lang)


def _tell_rest(rest: Sequence[Candidate]) -> Words:
    doubtful = sum(not each.is_known for each in rest)
    ja = f"、うち類型または指定が不明{doubtful}" if doubtful else ""
    en = f", {doubtful} of unknown kind or standing" if doubtful else ""
    return Words(f"ほか{len(rest)}病院{ja}", f"{len(rest)} more{en}")


def tell_figures(candidate: Candidate, no_way: Words) -> Iterable[Words]:
    """Tell mean minutes, outflow and worst minutes, and who has no minutes; without any, why."""
    share = "-" if candidate.outflow is None else tell_share(*candidate.outflow)
    if candidate.mean is not None:
        yield Words(f"平均{candidate.mean:.0f}分", f"mean {candidate.mean:.0f} min")
    yield Words(f"受診{share}", f"outflow {share}")
    if candidate.worst is not None:
        yield Words(f"最遠{candidate.worst:.0f}分", f"worst {candidate.worst:.0f} min")
    if not candidate.has_place:
        yield Words("位置が不明で分なし", "no minutes: its place is not known")
    if candidate.cut_off:
        yield Words(
            f"{no_way.ja}住民{candidate.cut_off:,}人",
            f"{no_way.en}: {candidate.cut_off:,} residents",
        )


def tell_ranks(candidate: Candidate) -> str:
    """Tell the three ranks, each as a pair where it is not certain."""
    return "/".join(_rank(each) for each in candidate.ranks)


def _rank(rank: Rank | None) -> str:
    if rank is None:
        return "-"
    best, worst = rank
    return str(best) if best == worst else f"{best}〜{worst}"


def _alike(candidate: Candidate, candidates: Sequence[Candidate]) -> Iterable[Words]:
    for ranking, name in enumerate(_RANKINGS):
        rank = candidate.ranks[ranking]
        if not _is_first(rank):
            continue
        same = sum(each.ranks[ranking] == rank for each in candidates) - 1
        if same:
            yield Words(
                f"{name.ja}の1位はほか{same}病院も同じ",
                f"{same} more share the first rank by {name.en}",
            )
