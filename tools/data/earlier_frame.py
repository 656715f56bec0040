"""What the 335 areas of 2018 need besides the tables of 2024: only 秋田県 differs between the two frames.

Eight municipalities of 秋田県 have no area of 2018 in the source. Each goes where the published census
population of the area needs it; `place_the_rest` refuses any other outcome than a single fit.
"""

import json
from collections import defaultdict
from itertools import pairwise, product
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from packing import Packed, as_csv, read_rows

PREFECTURE = "05"
EARTH_KM = 6371.0088


def place_the_rest(shared: Path) -> dict[str, str]:
    """Give the area of 2018 of each municipality that the source leaves blank, by municipality."""
    units = [
        one
        for one in read_rows(shared / "medical_areas" / "municipality_area.csv")
        if one["muni_code"].startswith(PREFECTURE) and one["kind"] != "ward"
    ]
    missing = {
        one["area_code"]: int(one["pop_2020"])
        for one in read_rows(shared / "medical_areas" / "areas_2020_335.csv")
        if one["area_code"].startswith(PREFECTURE)
    }
    homes: dict[str, set[str]] = defaultdict(set)
    for one in units:
        if one["area2020_code"]:
            missing[one["area2020_code"]] -= int(one["pop_census_2020"])
            homes[one["area2024_code"]].add(one["area2020_code"])
    rest = [one for one in units if not one["area2020_code"]]
    fits = []
    for choice in product(*(sorted(homes[one["area2024_code"]]) for one in rest)):
        left = dict(missing)
        for one, area in zip(rest, choice, strict=True):
            left[area] -= int(one["pop_census_2020"])
        if not any(left.values()):
            fits.append({one["muni_code"]: area for one, area in zip(rest, choice, strict=True)})
    (only,) = fits
    return only


def borders(shared: Path) -> Packed:
    """Land borders of the eight areas of 秋田県 of 2018, with each other and with their neighbours."""
    outlines = shared / "boundaries" / "municipalities_2021_s1pct.topojson"
    units = shared / "medical_areas" / "municipality_area.csv"
    placed = place_the_rest(shared)
    area = {
        one["muni_code"]: placed.get(one["muni_code"]) or one["area2020_code"]
        for one in read_rows(units)
    }
    topology = json.loads(outlines.read_text(encoding="utf-8"))
    scale, move = topology["transform"]["scale"], topology["transform"]["translate"]
    (layer,) = topology["objects"].values()
    along: dict[int, set[str]] = defaultdict(set)
    for shape in layer["geometries"]:
        code = area.get(shape["properties"].get("N03_007") or "", "")
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        for ring in (ring for polygon in polygons for ring in polygon):
            for number in ring:
                along[number if number >= 0 else ~number].add(code)
    length: dict[tuple[str, str], float] = defaultdict(float)
    for number, codes in along.items():
        if len(codes) == 2 and all(codes) and any(code.startswith(PREFECTURE) for code in codes):
            first, second = sorted(codes)
            length[first, second] += _km(topology["arcs"][number], scale, move)
    rows = [(first, second, round(km, 2)) for (first, second), km in sorted(length.items())]
    content = as_csv(("a", "b", "border_km"), rows)
    sources = (outlines, units, shared / "medical_areas" / "areas_2020_335.csv")
    return Packed("adjacency_2018_akita.csv", content, len(rows), sources)


def _km(arc: list[list[int]], scale: list[float], move: list[float]) -> float:
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((radians(x * scale[0] + move[0]), radians(y * scale[1] + move[1])))
    return sum(_apart(*pair) for pair in pairwise(points))


def _apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    (lon, lat), (east, north) = one, other
    half = sin((north - lat) / 2) ** 2 + cos(lat) * cos(north) * sin((east - lon) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))
