"""Natural catchments: areas that send their people to each other, whatever borders say.

Communities of the graph of printed shares by Louvain's method (Blondel et al. 2008; for hospital
areas Hu, Wang & Xierali 2018). An edge weighs the share of either side that is treated in the other.
The same seed gives the same catchments; another seed can move areas on the edge.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kinten.coverage.flow import Flows


@dataclass(frozen=True, slots=True)
class Catchment:
    """Areas that belong together; ``kept`` is the mean share of their residents treated inside.

    ``prefectures`` are the prefectures it reaches into.
    """

    number: int
    areas: tuple[str, ...]
    prefectures: tuple[str, ...]
    kept: float


def find_catchments(flows: Flows, seed: int) -> tuple[Catchment, ...]:
    """Find the catchments of a phase of care, in the order of their first area."""
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(sorted(flows.out))
    for home, places in flows.out.items():
        for place, share in places.items():
            if place in flows.out:
                before = graph.get_edge_data(home, place, {"weight": 0.0})["weight"]
                graph.add_edge(home, place, weight=before + share)
    groups = nx.community.louvain_communities(graph, weight="weight", seed=seed)
    ordered = sorted(tuple(sorted(group)) for group in groups)
    return tuple(_catchment(number, group, flows) for number, group in enumerate(ordered, 1))


def _catchment(number: int, areas: tuple[str, ...], flows: Flows) -> Catchment:
    inside = frozenset(areas)
    kept = [
        sum(share for place, share in flows.out[home].items() if place in inside) for home in areas
    ]
    prefectures = tuple(sorted({area[:2] for area in areas}))
    return Catchment(number, areas, prefectures, sum(kept) / len(kept))


def catchment_of(catchments: tuple[Catchment, ...]) -> Mapping[str, int]:
    """Give each area the number of its catchment."""
    return {area: each.number for each in catchments for area in each.areas}
