"""Rules that compare two years of one hospital: jumps, copies, other precision."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from kinten.report.model import Remark, Report, Severity
from kinten.report.plausibility.figures import (
    COUNTS,
    SHARES,
    VOLUMES,
    at_fact,
    decimals_of,
    in_english,
    in_tables,
    in_years,
    is_small,
    known,
    shown,
    tell,
)
from kinten.report.plausibility.parameters import Parameters
from kinten.vocabulary.facts import FactDefinition, FactType
from kinten.vocabulary.wording import Words


def find_jumps(reports: Iterable[Report], parameters: Parameters) -> Iterator[Remark]:
    """Find figures that grew by more than half from one year to the next, or fell as far."""
    for earlier, later in in_years(reports, parameters.years_apart):
        for fact in VOLUMES:
            before, after = known(earlier, fact.id), known(later, fact.id)
            if before is None or after is None or not _is_jump(fact, before, after, parameters):
                continue
            times = _tell_times(fact, before, after)
            words = Words(
                f"{fact.label.ja}：{earlier.year}年 {shown(fact, before)} → {later.year}年 "
                f"{shown(fact, after)}{times.ja}。変動が大きいため確認が必要です。",
                f"{fact.label.en}: {in_english(fact, before)} in {earlier.year}, "
                f"{in_english(fact, after)} in {later.year}{times.en}. "
                "A change this large needs a look.",
            )
            yield tell("jump", Severity.WARNING, later, fact.id, words)


def _tell_times(fact: FactDefinition, before: Decimal, after: Decimal) -> Words:
    """Tell how many times the later figure is; what that would give away of a small count, it does not."""
    if not before or is_small(fact, before) or is_small(fact, after):
        return Words("", "")
    times = f"{after / before:.2f}"
    return Words(f"（{times}倍）", f" ({times} times)")


def _is_jump(fact: FactDefinition, before: Decimal, after: Decimal, parameters: Parameters) -> bool:
    is_share = fact.type is FactType.SHARE
    least = parameters.share_jump_least if is_share else parameters.jump_least
    if abs(after - before) < least:
        return False
    return after > before * parameters.jump or after * parameters.jump < before


def find_same_years(reports: Iterable[Report], parameters: Parameters) -> Iterator[Remark]:
    """Find figures that are the same in two years: copied from the year before, perhaps.

    A share printed in whole percents may repeat by chance; that is only a note.
    """
    for earlier, later in in_years(reports, parameters.years_apart):
        for fact in (*COUNTS, *SHARES):
            before, after = known(earlier, fact.id), known(later, fact.id)
            if before is None or before != after or not _tells_much(fact, before, parameters):
                continue
            words = Words(
                f"{fact.label.ja}が{earlier.year}年と{later.year}年で同じ値"
                f"（{shown(fact, before)}）です。前年の値を写していないか確認が必要です。",
                f"{fact.label.en} is the same in {earlier.year} and {later.year} "
                f"({in_english(fact, before)}). It may have been copied from the year before.",
            )
            yield tell("same_in_two_years", _severity(fact, later), later, fact.id, words)


def _tells_much(fact: FactDefinition, value: Decimal, parameters: Parameters) -> bool:
    if is_small(fact, value):
        return False
    return value > 0 if fact.type is FactType.SHARE else value >= parameters.same_least


def _severity(fact: FactDefinition, report: Report) -> Severity:
    is_whole = fact.type is FactType.SHARE and decimals_of(report.facts[fact.id]) == 0
    return Severity.NOTE if is_whole else Severity.WARNING


def find_other_precision(reports: Iterable[Report], parameters: Parameters) -> Iterator[Remark]:
    """Find tables whose shares are whole percents in one year and have decimals in the other."""
    for table in in_tables(reports):
        pairs = list(in_years(table, parameters.years_apart))
        for fact in SHARES:
            yield from _other_precision(fact, pairs)


def _other_precision(fact: FactDefinition, pairs: list[tuple[Report, Report]]) -> Iterator[Remark]:
    both = [
        (earlier, later)
        for earlier, later in pairs
        if known(earlier, fact.id) is not None and known(later, fact.id) is not None
    ]
    for first, second, place in ((0, 1, 1), (1, 0, 0)):
        coarse = [decimals_of(pair[first].facts[fact.id]) for pair in both]
        fine = [pair for pair in both if decimals_of(pair[second].facts[fact.id])]
        if not fine or any(coarse):
            continue
        report, other = fine[0][place], fine[0][first]
        words = Words(
            f"{fact.label.ja}が{other.year}年は整数、{report.year}年は小数で書かれています"
            f"（{len(fine)}施設）。算出方法が変わっていないか確認が必要です。",
            f"{fact.label.en}: whole percents in {other.year}, decimals in {report.year} "
            f"({len(fine)} hospitals). The way of computing may have changed.",
        )
        yield tell(
            "other_precision", Severity.NOTE, report, fact.id, words, at_fact(report, fact.id)
        )
