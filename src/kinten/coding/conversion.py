"""ICD-O-3 to ICD-10 and back, by tables whose first row that a tumour meets decides.

What no row determines stays empty: a code is never filled in from a neighbour. Two tables are
packaged. The first has pairs of codes, turned round where a tumour has one ICD-10 code only. The
second has histologies that ICD-10 classifies by their site (in situ: by the organ) alone; their code
is that of a pair of the first, mostly the unspecified malignant tumour of the site.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple, Protocol

import numpy as np

from kinten.coding.ranges import (
    NONE,
    Ints,
    read_numbers,
    read_sites,
)
from kinten.coding.recodes import Rule
from kinten.coding.tumours import Tumours
from kinten.data.loading import read_packaged


class Conversion(Protocol):
    """A table that gives ICD-10 codes."""

    def codes(self, tumours: Tumours) -> list[str]:
        """Give the ICD-10 code of each tumour, without a point; empty where none is determined."""


class Oncology(NamedTuple):
    """ICD-O-3 codes that stand for an ICD-10 code: topography (C187), histology and behaviour."""

    topography: str
    histology: str
    behaviour: str


@dataclass(frozen=True, slots=True)
class RuleTable:
    """Rows of ranges in order; a code may end in ``-``, for the last digit of the topography."""

    rules: tuple[Rule, ...]
    sexes: tuple[int, ...]
    """1 or 2 where a row is for one sex, else NONE; one entry a row."""

    def codes(self, tumours: Tumours) -> list[str]:
        """Give the code of the first row that each tumour meets."""
        found = np.full(len(tumours), NONE, dtype=np.int64)
        left = np.flatnonzero(tumours.are_read())
        for place, (rule, sex) in enumerate(zip(self.rules, self.sexes, strict=True)):
            met = rule.meets(tumours, left)
            if sex != NONE:
                met &= tumours.sexes[left] == sex
            found[left[met]] = place
            left = left[~met]
        return [
            "" if place == NONE else with_digit(self.rules[place].code, site)
            for place, site in zip(found.tolist(), tumours.sites.tolist(), strict=True)
        ]


@dataclass(frozen=True, slots=True)
class PairTable:
    """Pairs of codes: the ICD-10 code of a site, histology and behaviour."""

    pairs: Mapping[tuple[int, int, int], str]

    def codes(self, tumours: Tumours) -> list[str]:
        """Give the code of the pair of each tumour."""
        return [self.pairs.get(each, "") for each in _combinations(tumours)]


@dataclass(frozen=True, slots=True)
class SiteRow:
    """Histologies with a behaviour that have at these sites the code of a pair that stands for them.

    ``base_site`` is the site of that pair, NONE where it is the tumour's own.
    """

    rule: Rule
    base_site: int
    base: int


@dataclass(frozen=True, slots=True)
class SiteTable:
    """Histologies that go by their site, in rows of which the first that a tumour meets decides."""

    pairs: PairTable
    rows: tuple[SiteRow, ...]

    def codes(self, tumours: Tumours) -> list[str]:
        """Give the code of the pair that stands for each tumour."""
        sites, histologies = tumours.sites.copy(), np.full(len(tumours), NONE, dtype=np.int64)
        left = np.flatnonzero(tumours.are_read())
        for row in self.rows:
            met = row.rule.meets(tumours, left)
            histologies[left[met]] = row.base
            if row.base_site != NONE:
                sites[left[met]] = row.base_site
            left = left[~met]
        return self.pairs.codes(replace(tumours, sites=sites, histologies=histologies))


def convert(tables: Sequence[Conversion], tumours: Tumours) -> tuple[list[str], Ints]:
    """Give the ICD-10 code of each tumour and the place of the table that gave it, NONE where none did."""
    found = [""] * len(tumours)
    given = np.full(len(tumours), NONE, dtype=np.int64)
    for place, table in enumerate(tables):
        for at, code in enumerate(table.codes(tumours)):
            if code and not found[at]:
                found[at], given[at] = code, place
    return found, given


def packaged_conversion() -> tuple[Conversion, Conversion]:
    """Give the packaged tables: pairs, then histologies that go by their site."""
    pairs = PairTable(_pairs())
    return pairs, SiteTable(pairs, tuple(_by_site()))


@cache
def oncology_of() -> Mapping[str, Oncology]:
    """Give for each ICD-10 code the ICD-O-3 codes that stand for it, where the table has one.

    A category (C16) has those of its unspecified code (C169), and one of a single site is read with a
    fourth character too (C199 as C19).
    """
    found = {
        row["icd10"]: Oncology(row["topography"], row["histology"], row["behaviour"])
        for row in read_packaged("icd10_icdo3.csv")
    }
    for code, oncology in list(found.items()):
        if len(code) == 3:
            found.setdefault(f"{code}9", oncology)
        elif code.endswith("9"):
            found.setdefault(code[:3], oncology)
    return found


def with_digit(code: str, site: int) -> str:
    """Put the last digit of a topography in the place of ``-``."""
    return code.replace("-", str(site % 10))


@cache
def _pairs() -> Mapping[tuple[int, int, int], str]:
    """Turn the pairs round where they have one ICD-10 code only."""
    several = defaultdict(set)
    for row in read_packaged("icd10_icdo3.csv"):
        key = int(row["topography"][1:]), int(row["histology"]), int(row["behaviour"])
        several[key].add(row["icd10"])
    return {key: next(iter(codes)) for key, codes in several.items() if len(codes) == 1}


def _by_site() -> Iterator[SiteRow]:
    for row in read_packaged("icd10_by_site.csv"):
        base_site = int(row["base_site"][1:]) if row["base_site"] else NONE
        rule = Rule(
            "",
            sites=read_sites(row["sites"]),
            histologies=read_numbers(row["histologies"]),
            behaviours=read_numbers(row["behaviour"]),
        )
        yield SiteRow(rule, base_site, int(row["base"]))


def _combinations(tumours: Tumours) -> Iterator[tuple[int, int, int]]:
    return zip(
        tumours.sites.tolist(),
        tumours.histologies.tolist(),
        tumours.behaviours.tolist(),
        strict=True,
    )
