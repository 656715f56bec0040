"""Sites and histologies of an edit, written as the sources write them: 「C15,C19-C21」 or 「8270-8281」."""

from functools import reduce
from operator import or_

from kinten.registry.edits.edit import Condition, Frame


def is_at(records: Frame, sites: str) -> Condition:
    """Tell which records are at one of the sites: C15, C53-C55, C38.4, C700-C729."""
    return _within(records.site, [_site_range(part) for part in sites.split(",")])


def is_of(records: Frame, histologies: str) -> Condition:
    """Tell which records are of one of the histologies: 9730, 8270-8281."""
    return _within(records.morphology, [_range(part) for part in histologies.split(",")])


def _within(column: Condition, ranges: list[tuple[int, int]]) -> Condition:
    single = [low for low, high in ranges if low == high]
    spans = [column.between(low, high) for low, high in ranges if low != high]
    return reduce(or_, [*([column.isin(single)] if single else []), *spans])


def _range(part: str) -> tuple[int, int]:
    low, _, high = part.strip().partition("-")
    return int(low), int(high or low)


def _site_range(part: str) -> tuple[int, int]:
    low, _, high = part.strip().replace(".", "").replace("C", "").partition("-")
    high = high or low
    return int(low.ljust(3, "0")), int(high.ljust(3, "9"))
