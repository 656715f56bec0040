"""New cancers of Japan by site, sex and year: published counts, and rates reckoned from them.

The counts and the people below the rates are those that the National Cancer Center publishes; the rates
are reckoned here and are the printed ones (tests/acceptance/test_incidence_rates). Counts are of the
whole country: by prefecture, hospital or stage none is packaged.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kinten.data.loading import open_packaged
from kinten.desk.incidence_words import SITE_WORDS, WITH_IN_SITU
from kinten.desk.standards import load_standard
from kinten.estimation.ages import AgeGroup
from kinten.estimation.comparing import Trend, trend
from kinten.estimation.rates import Interval, Standardised, standardise, tiwari_interval
from kinten.vocabulary.wording import Words

PER = 100_000
LEVEL = 0.95
BOTH, MEN, WOMEN = 0, 1, 2
SEXES: Mapping[int, Words] = MappingProxyType(
    {BOTH: Words("総数", "both sexes"), MEN: Words("男", "men"), WOMEN: Words("女", "women")}
)
STANDARDS: Mapping[str, Words] = MappingProxyType(
    {
        "japan_2015_model": Words("平成27年モデル人口", "Japanese model of 2015"),
        "japan_1985_model": Words("昭和60年モデル人口", "Japanese model of 1985"),
        "segi_world_1960": Words("世界人口（瀬木）", "world (Segi)"),
    }
)
STANDARD = "japan_2015_model"
"""The standard population of the pages."""
BANDS = tuple(range(0, 101, 5))
"""The first age of each band; the last is 100 and over."""
TABLES = ("cancer_incidence.parquet", "cancer_incidence_people.parquet")
CAUTION = Words(
    "全国がん登録の全国の罹患数です。男と女の合計が総数に一致しないことがあります。"
    "「上皮内がん含む」と書かないものは、上皮内がんを含みません。",
    "Counts of the National Cancer Registry for the whole country. Men and women need not add up to "
    "both. Tumours in situ are not in it unless it says so.",
)
RECKONED = Words(
    "率は、公表された罹患数と人口からKintenが計算したもので、原資料に印字された率と一致します。人口10万対。"
    "区間は95%（ガンマ法、Tiwari 2006）。違う標準人口の率は比べられません。",
    "Rates are reckoned by Kinten from the published counts and people and are those printed in the "
    "source; per 100,000. Intervals of 95 % (gamma, Tiwari 2006). Rates of different standard "
    "populations cannot be compared.",
)
NOT_HELD = Words(
    "都道府県別・病院別・病期別の罹患数は、この資料にないため示しません。",
    "The source has no counts by prefecture, hospital or stage: none is shown.",
)
NO_REASON = Words(
    "数が変わった理由は、この資料に書かれていません。登録や分類の規則が変わったことによる場合もあります。",
    "The source does not say why a count changed; rules of registration or coding may have changed.",
)
_IN_SITU = 100
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Site:
    """A site of the tables: its code, its words, its ICD-10 codes as printed, and the sexes it has."""

    code: int
    label: Words
    icd10: str
    sexes: tuple[int, ...]

    @property
    def is_with_in_situ(self) -> bool:
        """Whether tumours in situ are counted."""
        return self.code > _IN_SITU

    @property
    def other(self) -> int:
        """The code of the site counted the other way; it need not be there."""
        return self.code - _IN_SITU if self.is_with_in_situ else self.code + _IN_SITU


@dataclass(frozen=True, slots=True)
class Counted:
    """The new cancers of a site, a sex and a year: of all ages, by band, and those of unknown age."""

    site: int
    sex: int
    year: int
    by_band: Floats
    unknown: int

    @property
    def cases(self) -> int:
        """Of all ages."""
        return int(self.by_band.sum()) + self.unknown


@dataclass(frozen=True, slots=True)
class Rated:
    """A rate per 100,000 and its interval."""

    rate: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class Incidence:
    """The packaged tables: sites by code, counts by site, sex and year, people by sex and year."""

    sites: Mapping[int, Site]
    years: tuple[int, ...]
    counted: Mapping[tuple[int, int, int], Counted]
    people: Mapping[tuple[int, int], Floats]
    all_people: Mapping[tuple[int, int], int]

    def rates_of(self, site: Site) -> tuple[int, ...]:
        """Give the sexes that have rates: a site of one sex has none for both, as in the source."""
        return site.sexes if set(site.sexes) == set(SEXES) else tuple(set(site.sexes) - {BOTH})

    def crude(self, counted: Counted) -> float:
        """Give the crude rate."""
        return PER * counted.cases / self.all_people[counted.sex, counted.year]

    def standardised(self, counted: Counted, standard: str = STANDARD) -> Rated:
        """Give the rate standardised by age; cases of unknown age are not in it."""
        found = self._standardise(counted, standard)
        low, high = tiwari_interval(found, LEVEL)
        return Rated(PER * found.rate, (PER * low, PER * high))

    def trend(self, site: Site, sex: int) -> Trend | None:
        """Give the annual percent change of the standardised rate over all years."""
        found = [self._standardise(self.counted[site.code, sex, year]) for year in self.years]
        return trend(np.array(self.years, dtype=np.float64), found, LEVEL)

    def _standardise(self, counted: Counted, standard: str = STANDARD) -> Standardised:
        groups = load_weights(standard)
        people = self.people[counted.sex, counted.year]
        return standardise(
            _gather(counted.by_band, tuple(groups)),
            _gather(people, tuple(groups)),
            np.array(list(groups.values()), dtype=np.float64),
        )


@lru_cache(maxsize=len(STANDARDS))
def load_weights(standard: str) -> Mapping[AgeGroup, float]:
    """Give the weights of a standard population, read once."""
    return load_standard(standard).weights


@lru_cache(maxsize=1)
def load_incidence() -> Incidence:
    """Read the packaged tables; once, for they never change."""
    cases, people = (_read(name) for name in TABLES)
    counted: dict[tuple[int, int, int], Counted] = {}
    labels: dict[int, tuple[str, str]] = {}
    sexes: dict[int, set[int]] = {}
    columns = ("site", "label", "icd10", "sex", "year", "age_low", "cases")
    gathered: dict[tuple[int, int, int], dict[int | None, int]] = {}
    for site, label, icd10, sex, year, low, number in cases.select(columns).iter_rows():
        labels[site] = (label, icd10.strip())
        sexes.setdefault(site, set()).add(sex)
        gathered.setdefault((site, sex, year), {})[low] = number
    for key, bands in gathered.items():
        by_band = np.array([bands[low] for low in BANDS], dtype=np.float64)
        counted[key] = Counted(*key, by_band, bands[None])
    people_by_band, whole = _people(people)
    sites = {
        code: Site(code, tell_site(code, label), icd10, tuple(sorted(sexes[code])))
        for code, (label, icd10) in sorted(labels.items())
    }
    years = tuple(sorted({year for _, _, year in counted}))
    return Incidence(sites, years, counted, people_by_band, whole)


def tell_site(code: int, label: str) -> Words:
    """Name a site as the source does, and in English."""
    plain = SITE_WORDS[code % _IN_SITU]
    return Words(label, plain + WITH_IN_SITU if code > _IN_SITU else plain)


def merged_bands(counted: Sequence[Counted], least: int) -> Iterator[tuple[int, int]]:
    """Join neighbouring bands until each count is at least ``least``; give the first and last band of each.

    The bands are the same for all that is given, so that no difference between them tells a small count.
    """
    first = 0
    spans: list[tuple[int, int]] = []
    for band in range(len(BANDS)):
        if _is_large(counted, first, band, least):
            spans.append((first, band))
            first = band + 1
    if first < len(
        BANDS
    ):  # what is left is too small: it joins those before it, as far as it takes
        while spans and not _is_large(counted, first, len(BANDS) - 1, least):
            first = spans.pop()[0]
        spans.append((first, len(BANDS) - 1))
    yield from spans


def _is_large(counted: Sequence[Counted], first: int, last: int, least: int) -> bool:
    sums = [int(each.by_band[first : last + 1].sum()) for each in counted]
    return all(each >= least for each in sums)


def tell_span(first: int, last: int) -> Words:
    """Name the ages of neighbouring bands."""
    low = BANDS[first]
    if last == len(BANDS) - 1:
        return Words(f"{low}歳以上", f"{low} and over")
    return Words(f"{low}〜{BANDS[last] + 4}歳", f"{low} to {BANDS[last] + 4}")


def _gather(by_band: Floats, groups: tuple[AgeGroup, ...]) -> Floats:
    """Add up the bands that fall into each age group of a standard; all of its groups are of whole bands."""
    return np.array(
        [
            sum(
                by_band[place]
                for place, low in enumerate(BANDS)
                if group.low <= low and (group.high is None or low <= group.high)
            )
            for group in groups
        ],
        dtype=np.float64,
    )


def _people(
    table: pl.DataFrame,
) -> tuple[Mapping[tuple[int, int], Floats], Mapping[tuple[int, int], int]]:
    found: dict[tuple[int, int], dict[int | None, int]] = {}
    for sex, year, low, number in table.select("sex", "year", "age_low", "people").iter_rows():
        found.setdefault((sex, year), {})[low] = number
    by_band = {
        key: np.array([bands[low] for low in BANDS], dtype=np.float64)
        for key, bands in found.items()
    }
    whole = {key: bands[None] for key, bands in found.items()}
    return by_band, whole


def _read(name: str) -> pl.DataFrame:
    with open_packaged(name) as stream:
        return pl.read_parquet(stream)
