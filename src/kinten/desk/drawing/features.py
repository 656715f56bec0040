"""The same classes as GeoJSON, for the map that zooms: longitude and latitude, borders still shared."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kinten.desk.drawing.svg import Picture
from kinten.geography.outline import Outlines, join_arcs, thin

_STEP = 0.004
"""The least way between two points, in degrees (some 400 m)."""
_DIGITS = 3

Floats = NDArray[np.float64]


def collect_features(picture: Picture, outlines: Outlines) -> dict[str, Any]:
    """Give every area as a feature with its code, its fill, its words and where it leads."""
    fills = {look.key: look.fill for look in picture.looks}
    arcs = [thin(arc, _STEP) for arc in outlines.arcs]
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {
                    "code": code,
                    "fill": fills[picture.shown[code]],
                    "words": picture.words[code],
                    "marked": picture.mark is not None and code in picture.mark.codes,
                },
                "geometry": {
                    "type": "MultiPolygon",
                    "coordinates": _polygons([join_arcs(arcs, ring) for ring in rings]),
                },
            }
            for code, rings in outlines.rings.items()
            if code in picture.shown
        ],
    }


def legend_of(picture: Picture) -> list[Mapping[str, str]]:
    """Give the fill and the words of every class, in the order of the legend."""
    return [{"fill": look.fill, "words": look.words} for look in picture.looks]


def _polygons(rings: list[Floats]) -> list[list[list[list[float]]]]:
    """Give each ring as a polygon; one that runs against the largest ring is a hole of it."""
    sizes = [_size(ring) for ring in rings]
    largest = max(range(len(rings)), key=lambda place: abs(sizes[place]))
    polygons = [[_told(rings[largest])]]
    for place, ring in enumerate(rings):
        if place == largest or len(ring) < 4:
            continue
        if sizes[place] * sizes[largest] < 0:
            polygons[0].append(_told(ring))
        else:
            polygons.append([_told(ring)])
    return polygons


def _size(ring: Floats) -> float:
    x, y = ring[:, 0] - ring[0, 0], ring[:, 1] - ring[0, 1]
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


def _told(ring: Floats) -> list[list[float]]:
    return [[round(float(lon), _DIGITS), round(float(lat), _DIGITS)] for lon, lat in ring]
