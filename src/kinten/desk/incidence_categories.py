"""New cancers by ICD-10 category: the finest published basis for rare cancers; small counts are not told."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import polars as pl

from kinten.data.loading import open_packaged
from kinten.desk.incidence import BOTH, MEN, WOMEN, Site
from kinten.desk.incidence_words import CATEGORY_WORDS
from kinten.disclosure.masking import DEFAULT_K, Count, protect
from kinten.vocabulary.wording import Words

TABLE = "cancer_incidence_detail.parquet"
HIDDEN = Words("示さない", "not shown")
SMALL = Words(
    f"{DEFAULT_K}未満の数は「{DEFAULT_K}未満」とし、男女の一方が{DEFAULT_K}未満のときは、引き算で分からないように"
    "男女の両方を示しません。原資料は国立がん研究センターが公表しています。",
    f"A count below {DEFAULT_K} is told as “under {DEFAULT_K}”. Where one sex has such a count neither is "
    "shown, so that no difference tells it. The source itself is published by the National Cancer Center.",
)
"""How small counts are kept back."""


@dataclass(frozen=True, slots=True)
class Category:
    """An ICD-10 category of the source, and its counts of all ages by sex and year."""

    icd10: str
    label: Words
    counts: Mapping[tuple[int, int], int]

    @property
    def is_group(self) -> bool:
        """Whether others of the list are parts of it."""
        return "-" in self.icd10

    def shown(self, sex: int, year: int) -> Count | None:
        """Give a count as it may be shown; None where the source has none, or where the other sex's is small."""
        count = self.counts.get((sex, year))
        if count is None:
            return None
        if sex != BOTH and self._is_split(year) and self._has_small(year):
            return None
        return protect(count)

    def is_hidden(self, sex: int, year: int) -> bool:
        """Whether there is a count that is not told as a figure."""
        shown = self.shown(sex, year)
        return (sex, year) in self.counts and (shown is None or shown.value is None)

    def _is_split(self, year: int) -> bool:
        return (MEN, year) in self.counts and (WOMEN, year) in self.counts

    def _has_small(self, year: int) -> bool:
        return any(self.counts[sex, year] < DEFAULT_K for sex in (MEN, WOMEN))


@lru_cache(maxsize=1)
def load_categories() -> Mapping[str, Category]:
    """Read the packaged table in the order of the source; once, for it never changes."""
    with open_packaged(TABLE) as stream:
        table = pl.read_parquet(stream)
    labels: dict[str, str] = {}
    counts: dict[str, dict[tuple[int, int], int]] = {}
    for icd10, label, sex, year, cases in table.select(
        "icd10", "label", "sex", "year", "cases"
    ).iter_rows():
        labels[icd10] = label  # D45 has another spelling in later years
        counts.setdefault(icd10, {})[sex, year] = cases
    return MappingProxyType(
        {
            icd10: Category(icd10, Words(label, CATEGORY_WORDS[icd10]), counts[icd10])
            for icd10, label in labels.items()
        }
    )


def categories_of(site: Site) -> tuple[Category, ...]:
    """Give the categories of which a site is made; none where it is a single one, or all of them.

    Nor with tumours in situ, whose categories are not those that the site's codes name.
    """
    if site.is_with_in_situ:
        return ()
    wanted = [each for part in site.icd10.split() for each in _codes(part)]
    held = load_categories()
    found = tuple(held[code] for code in wanted if code in held)
    return found if 1 < len(found) < _MOST else ()


_MOST = 20  # a site of more categories is all sites


def _codes(part: str) -> list[str]:
    """Write out a span of codes: C00-C14 is C00 to C14."""
    first, _, last = part.partition("-")
    if not last:
        return [part]
    letter, width = first[0], len(first) - 1
    return [f"{letter}{number:0{width}}" for number in range(int(first[1:]), int(last[1:]) + 1)]
