"""Access on any table: what `kinten access METHOD --demand F --supply F --costs F` gives."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kinten import __version__
from kinten.coverage.access.catchment import (
    balanced,
    fca,
    modified_two_step,
    three_step,
    two_step,
    weighted_catchment,
)
from kinten.coverage.access.decay import Decay, Flat, Power
from kinten.coverage.access.equilibrium import raam
from kinten.coverage.access.nearest import nearest
from kinten.coverage.access.pairs import Pairs
from kinten.desk.filing import source_of
from kinten.report.model import Source
from kinten.tables.columns import Columns, read_columns
from kinten.tables.table import Table
from kinten.vocabulary.wording import FaultError, Words

Floats = NDArray[np.float64]


class Method(StrEnum):
    """The measures."""

    NEAREST = "nearest"
    CUMULATIVE = "cumulative"
    FCA = "fca"
    TWO_STEP = "2sfca"
    E2SFCA = "e2sfca"
    G2SFCA = "g2sfca"
    THREE_STEP = "3sfca"
    M2SFCA = "m2sfca"
    BFCA = "bfca"
    RAAM = "raam"


@dataclass(frozen=True, slots=True)
class AccessFiles:
    """The tables: demand and supply (id, weight), costs (demand, supply, cost), and between demands."""

    demand: Path
    supply: Path
    costs: Path
    demand_costs: Path | None = None


@dataclass(frozen=True, slots=True)
class AccessAsked:
    """The measure, its reach (inclusive), its decay, and for raam the unit of travel ``tau``."""

    method: Method
    most: float = np.inf
    decay: Decay | None = None
    tau: float | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """A value for every demand, NaN where there is none; ``lost`` are the ids without anything in reach.

    ``weightless`` are those of them that reach supply of weight 0 only, which is nothing to raam.
    ``gap`` and ``mean`` are of the equilibrium of raam, None otherwise and where nobody is in one.
    """

    asked: AccessAsked
    ids: tuple[str, ...]
    values: Floats
    lost: tuple[str, ...]
    weightless: tuple[str, ...]
    sources: tuple[Source, ...]
    gap: float | None = None
    mean: float | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """What is measured: the weights of demand and supply, the pairs between them, and those among demands.

    ``among`` is needed by fca only, None where it is not given.
    """

    pairs: Pairs
    demand: Floats
    supply: Floats
    among: Pairs | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """A value for every demand, NaN where there is none; ``reached`` says whether anything is in reach.

    ``weightless`` are those not reached that have supply of weight 0 in reach: nothing to raam.
    ``gap`` and ``mean`` are of the equilibrium of raam, None otherwise and where nobody is in one.
    """

    values: Floats
    reached: NDArray[np.bool_]
    weightless: NDArray[np.bool_]
    gap: float | None = None
    mean: float | None = None


def measure_access(asked: AccessAsked, files: AccessFiles) -> Measured:
    """Read the tables and measure; FaultError for what cannot be read or asked."""
    check_asked(asked)
    _check_files(asked, files)
    ids, ground = _read(asked, files)
    paths = (files.demand, files.supply, files.costs, files.demand_costs)
    sources = tuple(source_of(each) for each in paths if each is not None)
    found = measure_on(asked, ground)
    lost = _named(ids, ~found.reached)
    weightless = _named(ids, found.weightless)
    return Measured(asked, ids, found.values, lost, weightless, sources, found.gap, found.mean)


def _named(ids: tuple[str, ...], chosen: NDArray[np.bool_]) -> tuple[str, ...]:
    return tuple(name for name, is_chosen in zip(ids, chosen, strict=True) if is_chosen)


def _check_files(asked: AccessAsked, files: AccessFiles) -> None:
    if files.demand_costs is not None and asked.method is not Method.FCA:
        raise _no_use(asked, "--demand-costs")


def measure_on(asked: AccessAsked, ground: Ground) -> Figures:
    """Measure on given pairs; FaultError where fca lacks the pairs among demands, or a power has a cost of 0."""
    within = ground.pairs.within(asked.most)
    reached = np.bincount(within.demand, minlength=within.demands) > 0
    if asked.method is Method.RAAM:
        found = raam(within, ground.demand, ground.supply, asked.tau or 1.0)
        paid = np.isfinite(found.cost)
        values, weightless = np.where(paid, found.cost, np.nan), reached & ~paid
        if np.isnan(found.gap):
            return Figures(values, paid, weightless)
        return Figures(values, paid, weightless, found.gap, found.mean)
    return Figures(_values(asked, ground, within), reached, np.zeros_like(reached))


def _values(asked: AccessAsked, given: Ground, within: Pairs) -> Floats:
    decay = asked.decay or Flat()
    if isinstance(decay, Power) and (given.pairs.cost <= 0).any():
        raise FaultError(
            Words(
                "費用が0の組があり、べき乗では重みが決まりません。",
                "a pair costs 0: a power has no weight for it.",
            ),
            "--power",
            Words("--steps か --gaussian を使ってください。", "Use --steps or --gaussian."),
        )
    demand, supply = given.demand, given.supply
    measures: Mapping[Method, Callable[[], Floats]] = {
        Method.NEAREST: lambda: _empty(nearest(within)),
        Method.CUMULATIVE: lambda: weighted_catchment(within, supply, decay),
        Method.FCA: lambda: fca(within, _among(given, asked.most), demand, supply, decay),
        Method.TWO_STEP: lambda: two_step(within, demand, supply, decay),
        Method.E2SFCA: lambda: two_step(within, demand, supply, decay),
        Method.G2SFCA: lambda: two_step(within, demand, supply, decay),
        Method.THREE_STEP: lambda: three_step(given.pairs, demand, supply, decay, asked.most),
        Method.M2SFCA: lambda: modified_two_step(within, demand, supply, decay),
        Method.BFCA: lambda: balanced(within, demand, supply, decay),
    }
    return measures[asked.method]()


def _among(given: Ground, most: float) -> Pairs:
    if given.among is None:
        raise FaultError(
            Words(
                "fcaには需要どうしの距離が必要です（供給のIDのすべてが需要のIDではありません）。",
                "fca needs the costs between demands (not every supply id is a demand id).",
            ),
            "--demand-costs",
            Words(
                "demand,supply,cost の列で、需要から需要への表を指定してください。",
                "Name a table demand,supply,cost from demand to demand.",
            ),
        )
    return given.among.within(most)


def _empty(least: Floats) -> Floats:
    return np.where(np.isfinite(least), least, np.nan)


def check_asked(asked: AccessAsked) -> None:
    """Raise FaultError where a measure lacks its unit of travel or its decay, or has no use for one."""
    if asked.method is Method.RAAM and not (asked.tau is not None and asked.tau > 0):
        raise FaultError(
            Words("raamには --tau（0より大きい）が必要です。", "raam needs --tau above 0."),
            "--tau",
            Words("移動の単位を書いてください（例 60）。", "Write the unit of travel (60)."),
        )
    unused = {
        "--tau": asked.tau is not None and asked.method is not Method.RAAM,
        "--steps --gaussian --power": asked.decay is not None
        and asked.method in {Method.NEAREST, Method.RAAM},
    }
    for option, is_unused in unused.items():
        if is_unused:
            raise _no_use(asked, option)
    needs = {Method.E2SFCA: "--steps --gaussian --power", Method.G2SFCA: "--gaussian"}
    if asked.method in needs and asked.decay is None:
        raise FaultError(
            Words(f"{asked.method}には減衰が必要です。", f"{asked.method} needs a decay."),
            needs[asked.method],
            Words(
                '例: --steps "10:1,20:0.68,30:0.22" か --gaussian 20',
                'Example: --steps "10:1,20:0.68,30:0.22" or --gaussian 20',
            ),
        )


def _no_use(asked: AccessAsked, option: str) -> FaultError:
    return FaultError(
        Words(f"{asked.method}では使われません。", f"{asked.method} has no use for it."),
        option,
        Words("このオプションを外してください。", "Leave the option out."),
    )


def _read(asked: AccessAsked, files: AccessFiles) -> tuple[tuple[str, ...], Ground]:
    demand = read_columns(files.demand, ("id", "weight"))
    supply = read_columns(files.supply, ("id", "weight"))
    here, there = _ids(demand), _ids(supply)
    pairs = _pairs(files.costs, here, there, files.demand, files.supply)
    among: Pairs | None = None
    if asked.method is Method.FCA and files.demand_costs is not None:
        among = _pairs(files.demand_costs, here, here, files.demand, files.demand)
    elif asked.method is Method.FCA and there.keys() <= here.keys():
        # Supplies are demands too: from each demand to those that are one.
        place = np.array([here[name] for name in there], dtype=np.int64)
        among = Pairs(pairs.demand, place[pairs.supply], pairs.cost, len(here), len(here))
    weights = demand.numbers("weight"), supply.numbers("weight")
    return tuple(here), Ground(pairs, *weights, among)


def _ids(table: Columns) -> dict[str, int]:
    """Give the place of every id; one that is there twice is refused."""
    names = table.texts("id")
    places = {name: row for row, name in enumerate(names)}
    if len(places) < len(names):
        seen: set[str] = set()
        for row, name in enumerate(names):
            if name in seen:
                raise table.refuse_at(
                    row,
                    "id",
                    Words(f"「{name}」が二度あります。", f"“{name}” is there twice."),
                    Words("一行だけを残してください。", "Keep one of the rows."),
                )
            seen.add(name)
    return places


def _pairs(
    path: Path, here: Mapping[str, int], there: Mapping[str, int], demands: Path, supplies: Path
) -> Pairs:
    """Read costs; an id that its own table does not hold, and a pair that is there twice, are refused."""
    table = read_columns(path, ("demand", "supply", "cost"))
    cost = table.numbers("cost")
    demand = _places(table, "demand", here, demands)
    supply = _places(table, "supply", there, supplies)
    key = demand * max(1, len(there)) + supply
    order = np.argsort(key, kind="stable")
    twice = np.flatnonzero(key[order][1:] == key[order][:-1])
    if twice.size:
        row = int(order[twice[0] + 1])
        raise table.refuse_at(
            row,
            "demand",
            Words("同じ組が二度あります。", "this pair is there twice."),
            Words("一行だけを残してください。", "Keep one of the rows."),
        )
    return Pairs(demand, supply, cost, len(here), len(there))


def _places(
    table: Columns, column: str, known: Mapping[str, int], where: Path
) -> NDArray[np.int64]:
    names = table.texts(column)
    found = np.fromiter((known.get(name, -1) for name in names), dtype=np.int64, count=len(names))
    lost = np.flatnonzero(found < 0)
    if lost.size:
        row = int(lost[0])
        raise table.refuse_at(
            row,
            column,
            Words(
                f"「{names[row]}」は {where.name} にありません（ほか{lost.size - 1}行）。",
                f"“{names[row]}” is not in {where.name} (and {lost.size - 1} more rows).",
            ),
            Words("どちらかの表を直してください。", "Mend one of the two tables."),
        )
    return found


def access_table(measured: Measured) -> Table:
    """Give id and value of every demand, blank where there is none."""
    rows = tuple(
        (name, None if np.isnan(value) else float(value))
        for name, value in zip(measured.ids, measured.values, strict=True)
    )
    return Table(f"access {measured.asked.method}", ("id", "value"), rows, ())


def access_document(measured: Measured) -> dict[str, Any]:
    """Give the document of `kinten access --json`."""
    return {
        "kinten": __version__,
        "inputs": [{"name": each.name, "sha256": each.sha256} for each in measured.sources],
        "method": measured.asked.method.value,
        "max": None if np.isinf(measured.asked.most) else measured.asked.most,
        "values": [
            {"id": name, "value": None if np.isnan(value) else float(value)}
            for name, value in zip(measured.ids, measured.values, strict=True)
        ],
        "unreachable": list(measured.lost),
        "weightless": list(measured.weightless),
        "relative_gap": measured.gap,
        "mean_cost": measured.mean,
    }
