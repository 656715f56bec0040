"""Outlines of areas from TopoJSON: arcs that neighbours share, decoded once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ring = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Outlines:
    """``arcs`` are lines of (longitude, latitude), shape (points, 2). ``rings`` maps a code to its rings.

    A ring is a row of arc numbers; ``~n`` runs arc n backwards. Two areas that share a border share
    the arc, so that a drawing never leaves a gap between them.
    """

    arcs: tuple[Floats, ...]
    rings: Mapping[str, tuple[Ring, ...]]

    def line(self, ring: Ring) -> Floats:
        """Give the points of a ring, each arc's first point left out behind the former arc."""
        return join_arcs(self.arcs, ring)

    def shared(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Give each arc with the codes whose outlines run along it, in the order of the arcs."""
        along: dict[int, list[str]] = {}
        for code, rings in self.rings.items():
            for ring in rings:
                for number in ring:
                    along.setdefault(number if number >= 0 else ~number, []).append(code)
        for number in sorted(along):
            yield number, tuple(along[number])


def join_arcs(arcs: Sequence[Floats], ring: Ring) -> Floats:
    """Join the arcs of a ring, whatever was made of their points, shape (points, 2)."""
    parts: list[Floats] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        parts.append(arc if not parts else arc[1:])
    return np.concatenate(parts)


def thin(points: Floats, step: float) -> Floats:
    """Drop points nearer than a step to the last one kept; both ends stay, so that borders still meet."""
    kept = [0]
    for index in range(1, len(points) - 1):
        dx, dy = points[index] - points[kept[-1]]
        if dx * dx + dy * dy >= step * step:
            kept.append(index)
    if len(points) > 1:
        kept.append(len(points) - 1)
    return points[kept]


def decode_topology(topology: Mapping[str, Any], layer: str) -> Outlines:
    """Decode a layer of a quantised TopoJSON document whose shapes carry the code as their id."""
    scale, move = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = tuple(
        np.cumsum(np.array(arc, dtype=np.float64), axis=0) * scale + move
        for arc in topology["arcs"]
    )
    shapes = topology["objects"][layer]["geometries"]
    return Outlines(arcs, {shape["id"]: tuple(_rings(shape)) for shape in shapes})


def _rings(shape: Mapping[str, Any]) -> Iterator[Ring]:
    polygons: Sequence[Any] = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
    for polygon in polygons:
        for ring in polygon:
            yield tuple(ring)
