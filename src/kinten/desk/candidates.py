"""Partner candidates in words: the first of each ranking always among them."""

from collections.abc import Iterable, Sequence

from kinten.coverage.partner import Candidate
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
    """Choose those to show: the first of each ranking, then by mean minutes up to three.

    Of several that share a first rank the one with the fewest mean minutes is shown.
    """
    chosen: list[Candidate] = []
    for ranking in range(len(_RANKINGS)):
        first = next((each for each in candidates if each.ranks[ranking] == 1), None)
        if first is not None and first not in chosen:
            chosen.append(first)
    rest = (each for each in candidates if each not in chosen)
    while len(chosen) < _MOST and (more := next(rest, None)) is not None:
        chosen.append(more)
    return tuple(each for each in candidates if each in chosen)


def tell_candidates(candidates: Sequence[Candidate], frame: Frame, lang: str) -> Iterable[str]:
    """Tell the chosen candidates with their figures and ranks, and with whom a first rank is shared."""
    for each in choose(candidates):
        hospital = each.standing.hospital
        where = frame.areas[hospital.area].name
        minutes = "-" if each.mean is None else f"{each.mean:.0f}"
        worst = "-" if each.worst is None else f"{each.worst:.0f}"
        share = "-" if each.outflow is None else tell_share(*each.outflow)
        ranks = "/".join("-" if rank is None else str(rank) for rank in each.ranks)
        alike = "".join(words.in_language(lang) for words in _alike(each, candidates))
        yield Words(
            f"{hospital.name}（{where}、平均{minutes}分、受診{share}、最遠{worst}分、順位{ranks}{alike}）",
            f"{hospital.name} ({where}, mean {minutes} min, outflow {share}, worst {worst} min, "
            f"ranks {ranks}{alike})",
        ).in_language(lang)


def _alike(candidate: Candidate, candidates: Sequence[Candidate]) -> Iterable[Words]:
    for ranking, name in enumerate(_RANKINGS):
        if candidate.ranks[ranking] != 1:
            continue
        same = sum(each.ranks[ranking] == 1 for each in candidates) - 1
        if same:
            yield Words(
                f"、{name.ja}の1位はほか{same}病院も同じ",
                f"; {same} more share the first rank by {name.en}",
            )
