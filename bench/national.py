"""A made-up country: demand and hospitals in 47 clusters, as many people as the prefectures have.

The clusters lie at the residents' centres of the prefectures; points scatter around them. Nothing in
it is a real place. The same seed gives the same country.
"""

from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
SEED = 7
EARTH_KM = 6371.0088
MINUTES_PER_KM = 1.3 / 40 * 60
"""Minutes for a km of straight line: detour 1.3, 40 km/h."""
_TAIL, _CORE, _REST, _LATITUDE = 0.3, 0.3, 0.05, 36.0
"""Degrees by which points scatter and over which people thin out, and those who live anywhere."""


@dataclass(frozen=True, slots=True)
class Country:
    """Demand and supply: places in degrees, shape (points, 2); people and beds, shape (points,)."""

    demand: Floats
    supply: Floats
    people: Floats
    beds: Floats

    def kilometres(self) -> Floats:
        """Give all great circles, shape (demand, supply), in km."""
        here, there = _vectors(self.demand), _vectors(self.supply)
        return EARTH_KM * np.arccos(np.clip(here @ there.T, -1.0, 1.0))


def draw_country(demands: int, supplies: int, seed: int = SEED) -> Country:
    """Draw a country: most people near the centres, long tails, more points than people in the small ones."""
    chance = np.random.default_rng(seed)
    centres, totals = _clusters()
    part = np.sqrt(totals)
    part /= part.sum()

    def scatter(points: int) -> tuple[NDArray[np.int64], Floats, Floats]:
        cluster = chance.choice(len(part), points, p=part)
        away = chance.normal(0.0, 1.0, (points, 2)) * chance.exponential(_TAIL, (points, 1))
        wider = [1.0, 1.0 / np.cos(np.radians(_LATITUDE))]
        return cluster, centres[cluster] + away * wider, np.hypot(*away.T)

    of, demand, far = scatter(demands)
    _, supply, _ = scatter(supplies)
    size = chance.lognormal(0.0, 0.8, demands) * (np.exp(-far / _CORE) + _REST)
    share = size / np.bincount(of, size, minlength=len(part))[of]
    people = np.maximum(1.0, np.round(totals[of] * share))
    return Country(demand, supply, people, chance.integers(100, 1000, supplies).astype(float))


def _clusters() -> tuple[Floats, Floats]:
    """Give the residents' centre of every prefecture and its residents of 2020."""
    import polars as pl

    with (files("kinten.data") / "municipalities.parquet").open("rb") as stream:
        table = pl.read_parquet(stream)
    table = table.filter(
        pl.col("lat").is_not_null()
        & (pl.col("kind") != "designated_city")
        & (pl.col("population_2020") > 0)
    )
    people = table["population_2020"].to_numpy().astype(float)
    _, of = np.unique(table["code"].str.slice(0, 2).to_numpy(), return_inverse=True)
    totals = np.bincount(of, people)
    middle = [np.bincount(of, people * table[name].to_numpy()) / totals for name in ("lat", "lon")]
    return np.stack(middle, axis=1), totals


def _vectors(places: Floats) -> Floats:
    north, east = np.radians(places[:, 0]), np.radians(places[:, 1])
    flat = np.cos(north)
    return np.stack((flat * np.cos(east), flat * np.sin(east), np.sin(north)), axis=1)
