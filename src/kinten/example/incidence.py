"""How many new cancers there were in Japan: by category, sex, age and year.

Published are counts of some sites by five-year age, and of every category for all ages. What is not
published, the age of a category within its site, is fitted to both in turn from the tilts of the
category (iterative proportional fitting); the counts by age come last and are kept.
"""

from collections.abc import Sequence

import numpy as np
import polars as pl

from kinten.data.loading import open_packaged
from kinten.example.tumours import Category
from kinten.example.wheel import Floats
from kinten.vocabulary.wording import FaultError, Words

YEARS = tuple(range(2016, 2024))
SEXES = (1, 2)
BANDS = (*range(0, 101, 5), None)
"""The first age of each band: the last but one is 100 and over, the last unknown."""
INCIDENCE_TABLES = ("cancer_incidence.parquet", "cancer_incidence_detail.parquet")

_ALL, _ALL_IN_SITU = 1, 101
_PARTS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16, 19, 20, 21, 22, 23, 24, 25, 26, 27)
"""Sites that share out all sites but for the rest, which is printed nowhere."""
_IN_SITU = (4, 6, 7, 12, 13, 14, 17, 21)
_UTERUS = (17, 18)
_LESS = {
    "D000": ("D00", "D001"),
    "D01x": ("D01", "D010", "D011", "D012"),
    "D02x": ("D02", "D021", "D022"),
    "D09x": ("D09", "D090"),
}
"""Categories that are what some others leave of one."""
_ONE_SEX = {"D07m": ("D07", 1), "D07f": ("D07", 2)}
"""Categories that are those of one sex of one that has sites of both."""
_ROUNDS = 60
_MIDDLE_AGE = 65


def count_tumours(categories: Sequence[Category], years: Sequence[int]) -> Floats:
    """Give the counts by year, sex, band and category, as fitted; every axis in the order of its names.

    FaultError for a year that was not published.
    """
    if beyond := [year for year in years if year not in YEARS]:
        raise FaultError(
            Words(
                f"{beyond[0]}年の全国の罹患数は収載していません。",
                f"national counts of {beyond[0]} are not packaged.",
            ),
            "--years",
            Words(
                f"{YEARS[0]}年から{YEARS[-1]}年までを指定してください。",
                f"Ask for years from {YEARS[0]} to {YEARS[-1]}.",
            ),
        )
    groups, details = _groups(years), _details(categories, years)
    counts = np.zeros((len(years), len(SEXES), len(BANDS), len(categories)))
    for group in dict.fromkeys(each.group for each in categories):
        members = [place for place, each in enumerate(categories) if each.group == group]
        seeds = np.array(
            [
                [
                    categories[place].tilt(_MIDDLE_AGE if low is None else low + 2)
                    for place in members
                ]
                for low in BANDS
            ]
        )
        wanted = details[:, :, members]
        if group.startswith("b"):
            fitted = groups[group[1:]][..., None] * seeds
            fitted *= _ratio(wanted, fitted.sum(axis=2))[:, :, None, :]
        else:
            fitted = _fit(seeds, groups[group], wanted)
        counts[..., members] = fitted
    return counts


def _fit(seeds: Floats, by_age: Floats, by_category: Floats) -> Floats:
    """Fit seeds (bands, categories) to the counts by age and by category of each year and sex."""
    fitted = np.broadcast_to(seeds, (*by_age.shape, seeds.shape[1])).copy()
    for _ in range(_ROUNDS):
        fitted *= _ratio(by_category, fitted.sum(axis=2))[:, :, None, :]
        fitted *= _ratio(by_age, fitted.sum(axis=3))[..., None]
    return fitted


def _ratio(wanted: Floats, there: Floats) -> Floats:
    return np.divide(wanted, there, out=np.zeros_like(there), where=there > 0)


def _groups(years: Sequence[int]) -> dict[str, Floats]:
    """Give the counts by year, sex and band of each group."""
    table = _read(INCIDENCE_TABLES[0], years)
    sites: dict[int, Floats] = {}
    bands = {low: place for place, low in enumerate(BANDS)}
    for site, sex, year, low, cases in table.select(
        "site", "sex", "year", "age_low", "cases"
    ).iter_rows():
        of = sites.setdefault(site, np.zeros((len(years), len(SEXES), len(BANDS))))
        of[years.index(year), sex - 1, bands[low]] = cases
    found = {str(site): sites[site] for site in (*_PARTS, *_UTERUS)}
    found["16"] = _rest(sites[16], *(sites[each] for each in _UTERUS))
    found["other"] = _rest(sites[_ALL], *(sites[each] for each in _PARTS))
    found |= {f"i{site}": _rest(sites[100 + site], sites[site]) for site in _IN_SITU}
    found["iother"] = _rest(
        sites[_ALL_IN_SITU], sites[_ALL], *(found[f"i{site}"] for site in _IN_SITU)
    )
    return found


def _rest(whole: Floats, *parts: Floats) -> Floats:
    return np.maximum(0.0, whole - sum(parts))


def _details(categories: Sequence[Category], years: Sequence[int]) -> Floats:
    """Give the counts of all ages by year, sex and category."""
    found: dict[tuple[str, int, int], int] = {}
    table = _read(INCIDENCE_TABLES[1], years)
    for icd10, sex, year, cases in table.select("icd10", "sex", "year", "cases").iter_rows():
        found[icd10, year, sex] = cases

    def count(name: str, year: int, sex: int) -> int:
        name, only = _ONE_SEX.get(name, (name, sex))
        if sex != only:
            return 0
        whole, *parts = _LESS.get(name, (name,))
        return found.get((whole, year, sex), 0) - sum(
            found.get((part, year, sex), 0) for part in parts
        )

    return np.array(
        [
            [[float(count(each.name, year, sex)) for each in categories] for sex in SEXES]
            for year in years
        ]
    )


def _read(name: str, years: Sequence[int]) -> pl.DataFrame:
    with open_packaged(name) as stream:
        table = pl.read_parquet(stream)
    return table.filter(pl.col("sex").is_in(SEXES) & pl.col("year").is_in(list(years)))
