"""Lists of ICD-O codes by edition and year of diagnosis, as the user brings them.

A list is rows, and the difference to the next edition is rows too, which add a code, drop one or
change its behaviour from a year of diagnosis on. No list is packaged: what is, is codes that stand in
other packaged tables, by which an unknown code may still be right.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from kinten.coding.ranges import NONE, Bools
from kinten.coding.tumours import Tumours
from kinten.data.loading import read_packaged

ALWAYS = (0, 9999)


class Change(StrEnum):
    """What a row does to the rows before it."""

    ADD = "add"
    DROP = "drop"
    BEHAVIOUR = "behaviour"


@dataclass(frozen=True, slots=True)
class ListedCode:
    """A code of a list; behaviour is NONE for topographies and where every behaviour is meant.

    ``first`` and ``last`` are years of diagnosis, both within.
    """

    is_site: bool
    number: int
    behaviour: int
    edition: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it was read: a code, what it does, and the behaviour that it becomes."""

    code: ListedCode
    change: Change
    becomes: int


@dataclass(frozen=True, slots=True)
class CodeList:
    """The codes of lists and of the differences laid over them."""

    codes: tuple[ListedCode, ...]
    is_whole: bool

    def editions(self, year: int) -> tuple[str, ...]:
        """Name the editions whose codes are for tumours of a year of diagnosis."""
        named = (each.edition for each in self.codes if each.first <= year <= each.last)
        return tuple(dict.fromkeys(name for name in named if name))


@dataclass(frozen=True, slots=True)
class Unknown:
    """Which tumours have a code that the list does not have for their year; an entry a tumour.

    A code that cannot be read is not unknown but missing. A behaviour is told apart: the matrix
    rule of ICD-O lets a pathologist give a histology a behaviour that is not listed.
    """

    sites: Bools
    histologies: Bools
    behaviours: Bools


def lay_over(rows: Iterable[Row]) -> tuple[ListedCode, ...]:
    """Lay rows over one another in their order.

    A dropped code ends in the year before that of the row, as a changed behaviour does, which begins
    anew in that year. ValueError names a row that drops or changes what is not there.
    """
    codes: list[ListedCode] = []
    for row in rows:
        if row.change is Change.ADD:
            codes.append(row.code)
            continue
        if not any(_is_same(each, row.code) for each in codes):
            raise ValueError(_told(row.code))
        codes = [each for old in codes for each in _ended(old, row.code)]
        if row.change is Change.BEHAVIOUR:
            codes.append(replace(row.code, behaviour=row.becomes))
    return tuple(codes)


def packaged_codes() -> CodeList:
    """Give the codes that stand in the packaged tables; it is not a whole list."""
    return CodeList(
        tuple(
            ListedCode(row["kind"] == "topography", int(row["code"].lstrip("C")), NONE, "", *ALWAYS)
            for row in read_packaged("icdo_codes.csv")
        ),
        is_whole=False,
    )


def check_codes(listed: CodeList, tumours: Tumours) -> Unknown:
    """Tell which tumours have a code that is not in the list for their year of diagnosis.

    Of a tumour whose year is not known every edition counts. A list without topographies, or without
    morphologies, tells nothing of them.
    """
    sites: dict[int, list[ListedCode]] = {}
    histologies: dict[int, list[ListedCode]] = {}
    for code in listed.codes:
        (sites if code.is_site else histologies).setdefault(code.number, []).append(code)
    count = len(tumours)
    found = Unknown(*(np.zeros(count, dtype=np.bool_) for _ in range(3)))
    combinations = zip(
        tumours.sites.tolist(),
        tumours.histologies.tolist(),
        tumours.behaviours.tolist(),
        tumours.years.tolist(),
        strict=True,
    )
    for at, (site, histology, behaviour, year) in enumerate(combinations):
        if sites and site != NONE:
            found.sites[at] = not list(_in_year(sites.get(site, ()), year))
        if histologies and histology != NONE:
            held = {each.behaviour for each in _in_year(histologies.get(histology, ()), year)}
            found.histologies[at] = not held
            found.behaviours[at] = bool(held) and not {NONE, behaviour} & held
    return found


def _in_year(codes: Iterable[ListedCode], year: int) -> Iterator[ListedCode]:
    return (each for each in codes if year == NONE or each.first <= year <= each.last)


def _ended(old: ListedCode, code: ListedCode) -> Iterator[ListedCode]:
    if not _is_same(old, code):
        yield old
    elif old.first < code.first:
        yield replace(old, last=min(old.last, code.first - 1))


def _is_same(one: ListedCode, other: ListedCode) -> bool:
    return (one.is_site, one.number, one.behaviour) == (
        other.is_site,
        other.number,
        other.behaviour,
    )


def _told(code: ListedCode) -> str:
    if code.is_site:
        return f"C{code.number:03d}"
    return f"{code.number:04d}" + ("" if code.behaviour == NONE else f"/{code.behaviour}")
