"""What is measured, one case a process: each gives plain numbers by name."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from measuring import memory_of, seconds_of
from national import MINUTES_PER_KM, Country, draw_country
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd

    from kinten.coverage.access.pairs import Pairs

Numbers = dict[str, float]
Floats = NDArray[np.float64]
SUPPLIES = 1500
_MOST, _RUNS = 60.0, 5
BANDS = ((10.0, 1.0), (20.0, 0.68), (30.0, 0.22))
_TAU = 60.0
_FEW = 500  # demands compared with a brute search


def catchments(demands: int) -> Numbers:
    """Give 2SFCA and E2SFCA over the pairs within 60 minutes."""
    country, pairs = _pairs(demands)
    act = _two_catchments(country, pairs)
    memory, _ = memory_of(act)
    return {"seconds": seconds_of(act, _RUNS), "memory": memory, "pairs": pairs.cost.size}


def catchments_of_pysal(demands: int) -> Numbers:
    """Give the same with PySAL access, and how far its values are from ours."""
    from access import Access, weights

    country, pairs = _pairs(demands)
    table = _cost_table(pairs)
    people, beds = _columns(country)
    step = weights.step_fn(dict(BANDS))

    def act() -> "pd.DataFrame":
        found = Access(
            people, "people", beds, "beds", demand_index="id", supply_index="id",
            cost_df=table, cost_origin="origin", cost_dest="dest", cost_name="cost",
        )  # fmt: skip
        found.two_stage_fca(name="two", max_cost=_MOST)
        found.enhanced_two_stage_fca(name="enhanced", max_cost=BANDS[-1][0], weight_fn=step)
        return found.access_df

    memory, theirs = memory_of(act)
    ours = _two_catchments(country, pairs)()
    away = max(
        float(np.abs(theirs[f"{name}_beds"].fillna(0.0).to_numpy() - own).max() / own.max())
        for name, own in zip(("two", "enhanced"), ours, strict=True)
    )
    return {"seconds": seconds_of(act, 1), "memory": memory, "away": away}


def nearest(demands: int) -> Numbers:
    """Find the nearest supply of every demand."""
    from kinten.coverage.access.points import nearest_among

    country = draw_country(demands, SUPPLIES)
    memory, (km, _) = memory_of(lambda: nearest_among(country.demand, country.supply))
    some = Country(
        country.demand[:_FEW], country.supply, country.people[:_FEW], country.beds
    ).kilometres()
    return {
        "seconds": seconds_of(lambda: nearest_among(country.demand, country.supply), _RUNS),
        "memory": memory,
        "away": float(np.abs(some.min(axis=1) - km[:_FEW]).max()),
    }


def nearest_of_balltree(demands: int) -> Numbers:
    """Find the same with a ball tree of scikit-learn."""
    from sklearn.neighbors import BallTree

    country = draw_country(demands, SUPPLIES)
    here, there = np.radians(country.demand), np.radians(country.supply)
    act = lambda: BallTree(there, metric="haversine").query(here, k=1)  # noqa: E731 - one expression
    memory, _ = memory_of(act)
    return {"seconds": seconds_of(act, 3), "memory": memory}


def equilibrium(demands: int) -> Numbers:
    """Solve RAAM; the gap says how far it is from the equilibrium."""
    from kinten.coverage.access.equilibrium import raam

    country, pairs = _pairs(demands)
    act = lambda: raam(pairs, country.people, country.beds, _TAU)  # noqa: E731 - one expression
    memory, found = memory_of(act)
    return {
        "seconds": seconds_of(act, 1),
        "memory": memory,
        "gap": found.gap,
        "mean": found.mean,
    }


def equilibrium_of_pysal(demands: int) -> Numbers:
    """Solve the same with the shifting of PySAL access; the mean that its people pay."""
    from access import Access

    country, pairs = _pairs(demands)
    table = _cost_table(pairs)
    people, beds = _columns(country)

    def act() -> "pd.DataFrame":
        found = Access(
            people, "people", beds, "beds", demand_index="id", supply_index="id",
            cost_df=table, cost_origin="origin", cost_dest="dest", cost_name="cost",
        )  # fmt: skip
        found.raam(name="raam", tau=_TAU)
        return found.access_df

    memory, theirs = memory_of(act)
    paid = theirs["raam_beds"].to_numpy()
    reached = np.isfinite(paid)
    mean = float(np.average(paid[reached], weights=country.people[reached]))
    return {"seconds": seconds_of(act, 1), "memory": memory, "mean": mean}


def _pairs(demands: int) -> tuple[Country, "Pairs"]:
    from kinten.coverage.access.pairs import Pairs
    from kinten.coverage.access.points import pairs_within_km

    country = draw_country(demands, SUPPLIES)
    found = pairs_within_km(country.demand, country.supply, _MOST / MINUTES_PER_KM)
    minutes = found.cost * MINUTES_PER_KM
    return country, Pairs(found.demand, found.supply, minutes, found.demands, found.supplies)


def _two_catchments(country: Country, pairs: "Pairs") -> Callable[[], tuple[Floats, Floats]]:
    from kinten.coverage.access.catchment import two_step
    from kinten.coverage.access.decay import Flat, Steps

    steps = Steps(*(tuple(each) for each in zip(*BANDS, strict=True)))

    def act() -> tuple[Floats, Floats]:
        plain = two_step(pairs, country.people, country.beds, Flat())
        return plain, two_step(pairs, country.people, country.beds, steps)

    return act


def _cost_table(pairs: "Pairs") -> "pd.DataFrame":
    import pandas as pd

    return pd.DataFrame({"origin": pairs.demand, "dest": pairs.supply, "cost": pairs.cost})


def _columns(country: Country) -> tuple["pd.DataFrame", "pd.DataFrame"]:
    import pandas as pd

    here, there = (np.arange(len(each)) for each in (country.people, country.beds))
    return (
        pd.DataFrame({"id": here, "people": country.people}),
        pd.DataFrame({"id": there, "beds": country.beds}),
    )


CASES: dict[str, Callable[[int], Numbers]] = {
    "catchments": catchments,
    "nearest": nearest,
    "equilibrium": equilibrium,
    "pysal-catchments": catchments_of_pysal,
    "balltree-nearest": nearest_of_balltree,
    "pysal-equilibrium": equilibrium_of_pysal,
}
