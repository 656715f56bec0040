"""Derive the packaged geography from the folder of shared data.

    python tools/data/geography.py SHARED_DATA_DIR

Writes areas.csv, municipalities.parquet, projection.parquet, adjacency.csv, adjacency_2018_akita.csv
and area_outlines.topojson, with their entries in sources.yaml.
"""

import json
import sys
from pathlib import Path
from typing import Any

from earlier_frame import borders, place_the_rest
from packing import Derivation, Packed, as_csv, as_parquet, put, read_rows

BANDS = [*(f"{low}-{low + 4}" for low in range(0, 100, 5)), "100以上"]
ONLY_2024 = ("population_2025", "population_2025_65", "population_2025_75", "lat", "lon")


def areas(shared: Path) -> Packed:
    """Three frames of areas: secondary medical areas 2024 and 2020, 構想区域 of the flow tables."""
    new = shared / "medical_areas" / "areas_2024_330.csv"
    old = shared / "medical_areas" / "areas_2020_335.csv"
    regional = shared / "mhlw_regional_care" / "area_basic.csv"
    header = ("frame", "code", "prefecture", "name", "population_2020", "km2", *ONLY_2024)
    of_2024 = ("pop_2025", "pop65_2025", "pop75_2025", "popw_lat", "popw_lon")
    rows: list[tuple[str, ...]] = [
        (
            "2024",
            one["area_code"],
            one["pref_code"],
            one["area_name"],
            one["pop_2020_mhlw"],
            one["area_km2_2020"],
            *(one[name] for name in of_2024),
        )
        for one in read_rows(new)
    ]
    nothing = ("",) * len(ONLY_2024)
    for frame, path, people, size in (
        ("2020", old, "pop_2020", "area_km2_2020"),
        ("R7", regional, "population_2020", "area_2020_km2"),
    ):
        rows.extend(
            (
                frame,
                one["area_code"],
                one["area_code"][:2],
                one["area_name"],
                one[people],
                one[size],
                *nothing,
            )
            for one in read_rows(path)
            if one.get("published_fy", "R7") == "R7"
        )
    return Packed("areas.csv", as_csv(header, rows), len(rows), (new, old, regional))


def municipalities(shared: Path) -> Packed:
    """Municipalities and wards with their areas, office points and residents by age and sex."""
    import polars as pl

    units = shared / "medical_areas" / "municipality_area.csv"
    residents = shared / "population" / "juki_2025_age5_municipality.csv.gz"
    ages = {(one["code"], one["sex"]): one for one in read_rows(residents)}
    rows = read_rows(units)
    texts = {
        "code": "muni_code",
        "name": "name",
        "full_name": "full_name",
        "kind": "kind",
        "parent": "parent_city_code",
        "area_2024": "area2024_code",
        "area_2020": "area2020_code",
    }
    columns: dict[str, list[object]] = {
        name: [one[source] for one in rows] for name, source in texts.items()
    }
    placed = place_the_rest(shared)
    columns["area_2020"] = [placed.get(one["muni_code"]) or one["area2020_code"] for one in rows]
    types: dict[str, Any] = dict.fromkeys(columns, pl.String)
    for name, source in (("lat", "office_lat"), ("lon", "office_lon")):
        columns[name] = [float(one[source]) if one[source] else None for one in rows]
        types[name] = pl.Float64
    for name, source in (
        ("population_2020", "pop_census_2020"),
        ("population_2025", "pop_juki_2025"),
    ):
        columns[name] = [_whole(one[source]) for one in rows]
        types[name] = pl.Int32
    for sex in ("M", "F"):
        for band in BANDS:
            name = f"{sex}_{band.replace('以上', '+')}"
            known = [ages.get((one["muni_code"], sex)) for one in rows]
            columns[name] = [None if one is None else _whole(one[f"age_{band}"]) for one in known]
            types[name] = pl.Int32
    content = as_parquet(columns, types)
    old = shared / "medical_areas" / "areas_2020_335.csv"
    return Packed("municipalities.parquet", content, len(rows), (units, residents, old))


def projection(shared: Path) -> Packed:
    """The projection of residents 2020 to 2050 by municipality, as published."""
    import polars as pl

    source = shared / "population" / "ipss2023_projection_2020_2050.csv.gz"
    rows = read_rows(source)
    columns: dict[str, list[object]] = {
        "code": [one["code"] for one in rows],
        "unit": [one["kind_ipss"] for one in rows],
        "year": [int(one["year"]) for one in rows],
        "population": [int(one["population"]) for one in rows],
        "share_65": [float(one["share65_pct"]) / 100 for one in rows],
        "share_75": [float(one["share75_pct"]) / 100 for one in rows],
    }
    types = {
        "code": pl.String,
        "unit": pl.String,
        "year": pl.Int16,
        "population": pl.Int32,
        "share_65": pl.Float64,
        "share_75": pl.Float64,
    }
    return Packed("projection.parquet", as_parquet(columns, types), len(rows), (source,))


def adjacency(shared: Path) -> Packed:
    """Pairs of areas of 2024 that share a land border."""
    source = shared / "medical_areas" / "adjacency_2024.csv"
    rows = [
        (
            one["area_a"],
            one["area_b"],
            one["shared_border_km"],
            int(one["point_touch_only"] == "True"),
        )
        for one in read_rows(source)
    ]
    content = as_csv(("a", "b", "border_km", "touches_at_point"), rows)
    return Packed("adjacency.csv", content, len(rows), (source,))


def outlines(shared: Path) -> Packed:
    """The outlines of the areas of 2024, as TopoJSON with the code as the id of a shape."""
    source = shared / "boundaries" / "medical_areas_2024_light.topojson"
    topology = json.loads(source.read_text(encoding="utf-8"))
    (layer,) = topology["objects"].values()
    for shape in layer["geometries"]:
        shape["id"] = shape.pop("properties")["area_code"]
    topology["objects"] = {"areas": layer}
    content = json.dumps(topology, separators=(",", ":")).encode("ascii")
    return Packed("area_outlines.topojson", content, len(layer["geometries"]), (source,))


def _whole(text: str) -> int | None:
    return int(text) if text else None


DERIVATIONS: tuple[Derivation, ...] = (
    areas,
    municipalities,
    projection,
    adjacency,
    borders,
    outlines,
)

if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python tools/data/geography.py SHARED_DATA_DIR")
    put(derive(Path(sys.argv[1])) for derive in DERIVATIONS)
