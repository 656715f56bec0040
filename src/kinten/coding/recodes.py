"""Groups of tumours by lists of codes: the first rule that a tumour meets gives its group.

The packaged lists are those of SEER and of the International Classification of Childhood Cancer as
tables of codes, and the groups of the Japanese registries. A tumour that meets no rule has no group.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby

import numpy as np

from kinten.coding.ranges import (
    NONE,
    UNSET,
    Bools,
    Ints,
    Ranges,
    merge,
    read_icd10,
    read_numbers,
    read_sites,
)
from kinten.coding.tumours import BEHAVIOURS, DISEASES, HISTOLOGIES, SITES, YEARS, Tumours
from kinten.data.loading import read_packaged
from kinten.vocabulary.suggesting import did_you_mean
from kinten.vocabulary.wording import FaultError, Words


@dataclass(frozen=True, slots=True)
class Rule:
    """What a tumour of a group has; a condition that is not set holds for every tumour."""

    code: str
    sites: Ranges = UNSET
    sites_out: Ranges = UNSET
    histologies: Ranges = UNSET
    histologies_out: Ranges = UNSET
    behaviours: Ranges = UNSET
    years: Ranges = UNSET
    diseases: Ranges = UNSET

    def meets(self, tumours: Tumours, at: Ints) -> Bools:
        """Tell which of the tumours in the places given meet it; a code that is missing meets no condition."""
        found = np.ones(len(at), dtype=np.bool_)
        for ranges, codes, size, wanted in (
            (self.sites, tumours.sites, SITES, True),
            (self.sites_out, tumours.sites, SITES, False),
            (self.histologies, tumours.histologies, HISTOLOGIES, True),
            (self.histologies_out, tumours.histologies, HISTOLOGIES, False),
            (self.behaviours, tumours.behaviours, BEHAVIOURS, True),
            (self.years, tumours.years, YEARS, True),
            (self.diseases, tumours.diseases, DISEASES, True),
        ):
            if ranges:
                within = ranges.holds(size)[codes[at]]
                found &= within if wanted else ~within
        return found


@dataclass(frozen=True, slots=True)
class Scheme:
    """A list of rules in order, and the names of its groups in the order they are shown."""

    name: str
    title: Words
    source: str
    by_disease: bool
    rules: tuple[Rule, ...]
    groups: Mapping[str, Words]

    @property
    def goes_by_year(self) -> bool:
        """Whether a rule asks for the year of diagnosis."""
        return any(rule.years for rule in self.rules)

    def assign(self, tumours: Tumours) -> Ints:
        """Give for each tumour the place of its group in ``groups``; NONE where it is in none.

        A tumour without a readable site or histology (for a list by ICD-10: without a readable code)
        is in none. One whose year is not known is in the group that it has whatever the year, if there
        is one.
        """
        found = self._assign(tumours)
        if self.goes_by_year:
            unknown = np.flatnonzero(tumours.years == NONE)
            by_year = np.stack(
                [self._assign(tumours.of_year(unknown, year)) for year in self._years()]
            )
            found[unknown] = np.where((by_year == by_year[0]).all(axis=0), by_year[0], NONE)
        return found

    def _years(self) -> list[int]:
        """Give one year of each span between those in which a rule begins or ends."""
        pairs = [pair for rule in self.rules for pair in rule.years.pairs]
        begins = {0, *(low for low, _ in pairs), *(high + 1 for _, high in pairs)}
        return sorted(year for year in begins if year < YEARS)

    def _assign(self, tumours: Tumours) -> Ints:
        places = {code: place for place, code in enumerate(self.groups)}
        found = np.full(len(tumours), NONE, dtype=np.int64)
        left = np.flatnonzero(tumours.are_read(by_disease=self.by_disease))
        for rule in self.rules:
            met = rule.meets(tumours, left)
            found[left[met]] = places[rule.code]
            left = left[~met]
        return found


def list_schemes() -> tuple[dict[str, str], ...]:
    """List the packaged schemes: name, title in both languages, source, and what they go by."""
    return tuple(read_packaged("recode_schemes.csv"))


@cache
def load_scheme(name: str) -> Scheme:
    """Load a packaged list; FaultError lists the names."""
    known = {row["scheme"]: row for row in list_schemes()}
    if name not in known:
        listed = " ".join(known)
        meant = did_you_mean(name, known)
        raise FaultError(
            Words(f"「{name}」という区分はありません。", f"there is no scheme '{name}'."),
            "--scheme",
            Words(f"{meant.ja}次のいずれか: {listed}", f"{meant.en}One of: {listed}"),
        )
    row = known[name]
    groups, within = {}, {}
    for each in read_packaged("recode_groups.csv"):
        if each["scheme"] == name:
            groups[each["code"]] = Words(each["name_ja"] or each["name_en"], each["name_en"])
        elif each["scheme"] == f"{name}-extended" and row["level"] == "within":
            within[each["code"]] = each["within"]
    rules = tuple(
        replace(rule, code=within.get(rule.code, rule.code)) for rule in _packaged(row["rules"])
    )
    title = Words(row["title_ja"], row["title_en"])
    return Scheme(name, title, row["source"], row["by"] == "icd10", rules, groups)


def read_rule(row: Mapping[str, str]) -> Rule:
    """Read one row of a list; ValueError names a range that is none."""
    return Rule(
        row["code"],
        read_sites(row.get("sites", "")),
        read_sites(row.get("sites_out", "")),
        read_numbers(row.get("histologies", "")),
        read_numbers(row.get("histologies_out", "")),
        read_numbers(row.get("behaviours", "")),
        read_numbers(row.get("years", "")),
        read_icd10(row.get("icd10", "")),
    )


def make_scheme(name: str, rows: Iterable[tuple[Rule, Words]], source: str) -> Scheme:
    """Make a list of one's own; its groups are shown in the order of their first rule."""
    listed = list(rows)
    groups: dict[str, Words] = {}
    for rule, told in listed:
        groups.setdefault(rule.code, told)
    rules = tuple(rule for rule, _ in listed)
    by_disease = any(rule.diseases for rule in rules)
    return Scheme(name, Words(name, name), source, by_disease, rules, groups)


def _packaged(name: str) -> Iterator[Rule]:
    """Give the rules of a packaged list in their order: their rows stand together, a range a row."""
    rows = (row for row in read_packaged("recodes.csv") if row["scheme"] == name)
    for _, ranges in groupby(rows, key=lambda row: row["rule"]):
        listed = list(ranges)
        pairs: dict[str, list[tuple[int, int]]] = {}
        for row in listed:
            pairs.setdefault(row["condition"], []).append((int(row["low"]), int(row["high"])))
        named = {_FIELDS[condition]: merge(found) for condition, found in pairs.items()}
        yield Rule(listed[0]["code"], **named)


_FIELDS = {
    "site": "sites",
    "site_out": "sites_out",
    "histology": "histologies",
    "histology_out": "histologies_out",
    "behaviour": "behaviours",
    "year": "years",
    "icd10": "diseases",
}
