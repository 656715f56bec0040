"""Outlines as SVG paths: whole units, relative steps, rings too small to see left out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kinten.desk.drawing.sheet import move, project
from kinten.geography.area import Point
from kinten.geography.outline import Outlines, join_arcs, thin

_SMALLEST = 30.0  # square units: a ring below is a speck on the sheet
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Shapes:
    """The path of every area by code, and of the borders between prefectures."""

    areas: Mapping[str, str]
    prefectures: str


def draw_shapes(outlines: Outlines, step: float = 5.0) -> Shapes:
    """Turn outlines into paths. ``step`` is the least way between two points, in units."""
    arcs = [thin(project(arc), step) for arc in outlines.arcs]
    starts = [(float(arc[0, 0]), float(arc[0, 1])) for arc in outlines.arcs]
    areas = {}
    for code, rings in outlines.rings.items():
        drawn = []
        largest = ""
        most = -1.0
        for ring in rings:
            number = ring[0] if ring[0] >= 0 else ~ring[0]
            moved = move(join_arcs(arcs, ring), *starts[number])
            points = np.rint(moved).astype(np.int64)
            size = _size(points)
            path = _closed(points)
            if size >= _SMALLEST and path:
                drawn.append(path)
            if size > most:
                most, largest = size, path or _dot(points[0])
        areas[code] = "".join(drawn) or largest
    return Shapes(areas, "".join(_borders(outlines, arcs, starts)))


def place(point: Point) -> tuple[int, int]:
    """Give where a point lies on the sheet."""
    projected = project(np.array([[point.lon, point.lat]]))
    x, y = move(projected, point.lon, point.lat)[0]
    return round(float(x)), round(float(y))


def _borders(
    outlines: Outlines, arcs: list[NDArray[np.float64]], starts: list[tuple[float, float]]
) -> Iterable[str]:
    for number, codes in outlines.shared():
        if len({code[:2] for code in codes}) > 1:
            moved = np.rint(move(arcs[number], *starts[number])).astype(np.int64)
            yield _open(moved)


def _size(points: Ints) -> float:
    x, y = points[:, 0].astype(np.float64), points[:, 1].astype(np.float64)
    return abs(float(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1)))) / 2


def _closed(points: Ints) -> str:
    path = _open(points)
    return f"{path}z" if path.count("l") else ""


def _dot(point: Ints) -> str:
    return f"M{point[0] - 12} {point[1]}h24v24h-24z"


def _open(points: Ints) -> str:
    steps = np.diff(points, axis=0)
    steps = steps[(steps != 0).any(axis=1)]
    if not len(steps):
        return ""
    told = " ".join(f"{dx} {dy}" for dx, dy in steps.tolist()).replace(" -", "-")
    return f"M{points[0, 0]} {points[0, 1]}l{told}"
