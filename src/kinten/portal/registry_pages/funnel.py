"""The funnel of a table: each hospital's share of a value among its cases, beside the limits of chance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kinten.disclosure.cells import TOTAL
from kinten.estimation.funnel import LEVELS, Limits, funnel_limits
from kinten.portal.registry_pages.cells import Cells
from kinten.portal.registry_pages.choosing import find_cell
from kinten.portal.registry_pages.words import HOSPITAL, tell_dimension, tell_value
from kinten.vocabulary.wording import Words

_STEPS = 120


@dataclass(frozen=True, slots=True)
class Share:
    """What a funnel is of: a value of a dimension, among the total of it."""

    dimension: str
    value: str

    @property
    def text(self) -> str:
        """How an address says it."""
        return f"{self.dimension}:{self.value}"

    @property
    def words(self) -> Words:
        """In words."""
        of, value = tell_dimension(self.dimension), tell_value(self.dimension, self.value)
        return Words(f"{of.ja}: {value.ja}", f"{of.en}: {value.en}")


@dataclass(frozen=True, slots=True)
class Point:
    """A hospital of the funnel. ``outside`` is the widest level whose limits it lies beyond, None for none."""

    hospital: str
    words: Words
    cases: int
    size: int
    limits: tuple[tuple[float, float], ...]
    outside: float | None
    is_above: bool

    @property
    def share(self) -> float:
        """The share of the value among its cases."""
        return self.cases / self.size


@dataclass(frozen=True, slots=True)
class Funnel:
    """A funnel. ``left_out`` hospitals have a hidden count; ``none`` have no cases, or no row.

    ``target`` is the share of all, of the total where ``is_of_total``, else of the hospitals shown.
    ``curve`` has sizes with the limits of each level there, for the picture.
    """

    share: Share
    fixed: Mapping[str, str]
    target: float
    is_of_total: bool
    points: tuple[Point, ...]
    left_out: int
    none: int
    curve: tuple[tuple[int, tuple[tuple[float, float], ...]], ...]

    @property
    def outside(self) -> int:
        """How many hospitals lie beyond the limits of 95 %."""
        return sum(each.outside is not None for each in self.points)


def shares_of(cells: Cells) -> tuple[Share, ...]:
    """Give what a funnel can be of; nothing where the table has no hospitals or no totals."""
    if HOSPITAL not in cells.dimensions:
        return ()
    return tuple(
        Share(name, value)
        for name, values in zip(cells.dimensions, cells.values, strict=True)
        if name not in {HOSPITAL, "year"} and TOTAL in values
        for value in values
        if value != TOTAL
    )


def make_funnel(cells: Cells, share: Share, fixed: Mapping[str, str]) -> Funnel:
    """Reckon a funnel; ``fixed`` has the value of every other dimension but the hospital."""

    def count(hospital: str, value: str) -> tuple[int | None, bool]:
        cell = find_cell(cells, {**fixed, HOSPITAL: hospital, share.dimension: value})
        return cell.n, cell.is_hidden

    hospitals = [each for each in cells.values[cells.dimensions.index(HOSPITAL)] if each != TOTAL]
    found, left_out, none = [], 0, 0
    for hospital in hospitals:
        (cases, is_hidden), (size, is_size_hidden) = (
            count(hospital, share.value),
            count(hospital, TOTAL),
        )
        if is_hidden or is_size_hidden:
            left_out += 1
        elif not size:
            none += 1
        else:
            # A value without a row was counted nowhere: the table has rows for counts alone.
            found.append((hospital, cases or 0, size))
    found.sort(key=lambda each: (-each[2], each[0]))
    whole, of = count(TOTAL, TOTAL)[0], count(TOTAL, share.value)[0]
    is_of_total = bool(whole) and of is not None
    if not is_of_total:
        whole, of = sum(each[2] for each in found), sum(each[1] for each in found)
    target = (of or 0) / whole if whole else 0.0
    points = _points(found, target)
    return Funnel(share, fixed, target, is_of_total, points, left_out, none, _curve(found, target))


def _points(found: Sequence[tuple[str, int, int]], target: float) -> tuple[Point, ...]:
    if not found:
        return ()
    sizes = np.array([size for _, _, size in found], dtype=np.int64)
    limits = [funnel_limits(target, sizes, level) for level in LEVELS]
    points = []
    for at, (hospital, cases, size) in enumerate(found):
        beyond = [each.level for each in limits if not each.low[at] <= cases <= each.high[at]]
        points.append(
            Point(
                hospital,
                tell_value(HOSPITAL, hospital),
                cases,
                size,
                _shares(limits, at, size),
                max(beyond, default=None),
                cases / size > target,
            )
        )
    return tuple(points)


def _curve(
    found: Sequence[tuple[str, int, int]], target: float
) -> tuple[tuple[int, tuple[tuple[float, float], ...]], ...]:
    """Give the limits at sizes from the smallest hospital to the largest."""
    if not found:
        return ()
    least, most = min(each[2] for each in found), max(each[2] for each in found)
    sizes = np.unique(np.linspace(least, most, _STEPS).astype(np.int64))
    limits = [funnel_limits(target, sizes, level) for level in LEVELS]
    return tuple((size, _shares(limits, at, size)) for at, size in enumerate(sizes.tolist()))


def _shares(limits: Sequence[Limits], at: int, size: int) -> tuple[tuple[float, float], ...]:
    return tuple((int(each.low[at]) / size, int(each.high[at]) / size) for each in limits)
