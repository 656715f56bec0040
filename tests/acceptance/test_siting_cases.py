"""Published optima reproduced: OR-Library p-median, p-centre and capacitated, BDS, San Francisco."""

from __future__ import annotations

import json
import time

import numpy as np
import pytest
from scipy.sparse.csgraph import shortest_path

from kinten.coverage.siting.answer import Status, deadline
from kinten.coverage.siting.capacitated import solve_cpmedian
from kinten.coverage.siting.center import solve_pcenter
from kinten.coverage.siting.covering import solve_lscp
from kinten.coverage.siting.median import solve_pmedian
from kinten.coverage.siting.problem import Problem
from kinten.coverage.siting.reaching import solve_mclp

pytestmark = pytest.mark.shared_data
# Few sites among many clients, or little room to spare, take the longest to prove.
LONG = {"pmed6", "pmed16", "pmed17", "pmedcap07", "pmedcap08", "pmedcap10"}


def named(names):
    return [pytest.param(name, marks=pytest.mark.slow if name in LONG else ()) for name in names]


PMED = [f"pmed{number}" for number in range(1, 21)]
PMEDCAP = [f"pmedcap{number:02}" for number in range(1, 11)]


def until():
    return deadline(time.monotonic, 600)


@pytest.fixture(scope="module")
def network(shared_data):
    """Shortest ways of an OR-Library graph; of an edge listed twice the last listing holds."""

    def read(name):
        numbers = (shared_data / "siting/orlib-pmed" / f"{name}.txt").read_text().split()
        nodes, edges = map(int, numbers[:2])
        ways = np.zeros((nodes, nodes))
        for edge in range(edges):
            here, there, cost = map(int, numbers[3 + 3 * edge : 6 + 3 * edge])
            ways[here - 1, there - 1] = ways[there - 1, here - 1] = cost
        return shortest_path(ways, directed=False)

    return read


@pytest.mark.parametrize("name", named(PMED))
def test_p_median_and_p_centre_of_or_library(network, siting_rows, name):
    """Beasley 1985: twenty optima of each, proved."""
    known = next(row for row in siting_rows("orlib-pmed/optimum.csv") if row["instance"] == name)
    ways = network(name)
    problem = Problem(ways, np.ones(len(ways)), int(known["p"]))
    median, center = solve_pmedian(problem, until()), solve_pcenter(problem, until())

    assert (median.status, median.objective) == (Status.OPTIMAL, float(known["pmedian_optimum"]))
    assert (center.status, center.objective) == (Status.OPTIMAL, float(known["pcenter_optimum"]))
    assert len(median.open) == len(center.open) == problem.count
    assert ways[:, median.open].min(axis=1).sum() == median.objective
    assert ways[:, center.open].min(axis=1).max() == center.objective


@pytest.mark.parametrize("name", PMED)
def test_covers_of_or_library(network, siting_rows, name):
    """At the radius of the p-centre so many sites do, one less far they do not."""
    ways = network(name)
    for row in siting_rows("orlib-pmed/lscp_optimum.csv"):
        if row["instance"] == name:
            found = solve_lscp(Problem(ways, np.ones(len(ways))), float(row["radius"]), until())
            assert (found.status, found.objective) == (Status.OPTIMAL, float(row["min_facilities"]))


@pytest.mark.parametrize("name", named(PMEDCAP))
def test_capacitated_p_median_of_osman_and_christofides(shared_data, siting_rows, name):
    """Each client at one site, within its capacity."""
    known = next(
        row for row in siting_rows("orlib-pmedcap/best_known.csv") if row["instance"] == name
    )
    lines = (shared_data / "siting/orlib-pmedcap" / f"{name}.txt").read_text().splitlines()
    cells = [line.split() for line in lines if line.strip()]
    clients, count, capacity = map(int, cells[1])
    points = np.array([[float(cell) for cell in row[1:4]] for row in cells[2 : 2 + clients]])
    ways = np.floor(
        np.hypot(points[:, None, 0] - points[None, :, 0], points[:, None, 1] - points[None, :, 1])
    )
    demand = points[:, 2]
    room = np.full(clients, float(capacity))
    problem = Problem(ways, np.ones(clients), count, demand=demand, capacity=room)
    found = solve_cpmedian(problem, until())

    assert (found.status, found.objective) == (Status.OPTIMAL, float(known["best_known"]))
    assert np.bincount(found.assigned, demand).max() <= capacity
    assert set(found.assigned) <= set(found.open)


def test_maximal_covering_of_bds(shared_data, siting_rows):
    """Cordeau, Furini & Ljubic 2019: sixteen optima."""
    for row in siting_rows("bds-mclp/optimum.csv"):
        lines = (shared_data / "siting/bds-mclp" / row["instance"]).read_text().splitlines()
        cells = [line.split() for line in lines]
        sites = np.array([[float(c) for c in cell[2:4]] for cell in cells if cell[:1] == ["F"]])
        clients = np.array([[float(c) for c in cell[2:5]] for cell in cells if cell[:1] == ["C"]])
        ways = np.hypot(
            clients[:, None, 0] - sites[None, :, 0], clients[:, None, 1] - sites[None, :, 1]
        )
        problem = Problem(ways, clients[:, 2], int(row["p"]))
        found = solve_mclp(problem, float(row["radius"]), until())
        assert (found.status, found.objective) == (Status.OPTIMAL, float(row["optimum_covered"]))


def test_san_francisco(shared_data, siting_rows):
    """The example of spopt: by brute force over all sets of its sixteen stores."""
    folder = shared_data / "siting/spopt-sf"
    known = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    demand = {
        row["NAME"]: float(row["POP2000"])
        for row in siting_rows("spopt-sf/SF_demand_205_centroid_uniform_weight.csv")
    }
    clients, costs = sorted(demand), {}
    for row in siting_rows(
        "spopt-sf/SF_network_distance_candidateStore_16_censusTract_205_new.csv"
    ):
        costs[row["DestinationName"], row["name"]] = float(row["distance"])
    stores = sorted({store for _, store in costs})
    ways = np.array([[costs[client, store] for store in stores] for client in clients])
    weights = np.array([demand[client] for client in clients])
    problem = Problem(ways, weights, 4)

    median = solve_pmedian(problem, until())
    assert median.objective == pytest.approx(known["p_median_p4"]["objective"], rel=1e-12)
    assert [stores[each] for each in median.open] == sorted(known["p_median_p4"]["sites"])
    center = solve_pcenter(problem, until())
    assert center.objective == known["p_center_p4"]["objective"]
    most = solve_mclp(problem, 5000, until())
    assert most.objective == known["mclp_p4_r5000"]["covered"]
    assert len(most.unserved) == known["mclp_p4_r5000"]["uncovered_clients"]
    least = solve_lscp(problem, 5000, until())
    assert least.objective == known["lscp_r5000"]["min_facilities"]
    assert {each.status for each in (median, center, most, least)} == {Status.OPTIMAL}
