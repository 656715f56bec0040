"""Derive the packaged flows, discharges and the list of all hospitals from the folder of shared data.

    python tools/data/volumes.py SHARED_DATA_DIR

Writes patient_flow.parquet, dpc_discharges.parquet, dpc_hospitals.csv, dpc_diseases.csv and
all_hospitals.parquet, with their entries in sources.yaml. Masked cells stay absent. Names are joined
by the rules of kinten.coverage.linking; typed/dpc_links.csv has the pairs that were checked by hand.
"""

import csv
import io
import sys
from collections.abc import Mapping
from pathlib import Path

from network import hospitals
from packing import Derivation, Packed, as_csv, as_parquet, put, read_rows

from kinten.coverage.linking import Bond, Link, Listed, link_hospitals

CHECKED = Path(__file__).resolve().parent / "typed" / "dpc_links.csv"
DIRECTIONS = {"流出率": "out", "流入率": "in"}
PHASES = {"高度急性期+急性期": "acute", "包括期": "comprehensive", "慢性期": "chronic"}


def flows(shared: Path) -> Packed:
    """Shares of patients between areas of the flow tables, as printed."""
    import polars as pl

    source = shared / "mhlw_regional_care" / "patient_flow.csv.gz"
    rows = [one for one in read_rows(source) if one["published_fy"] == "R7"]
    columns: dict[str, list[object]] = {
        "direction": [DIRECTIONS[one["direction"]] for one in rows],
        "phase": [PHASES[one["phase"]] for one in rows],
        "area": [one["area_code"] for one in rows],
        "partner": [one["partner_area_code"] for one in rows],
        "rate": [float(one["rate"]) if one["rate"] else None for one in rows],
    }
    types = {**dict.fromkeys(columns, pl.String), "rate": pl.Float64}
    return Packed("patient_flow.parquet", as_parquet(columns, types), len(rows), (source,))


def discharges(shared: Path) -> Packed:
    """Published discharges by hospital and disease."""
    import polars as pl

    source = shared / "dpc_cancer_2021" / "cases.csv"
    rows = read_rows(source)
    columns: dict[str, list[object]] = {
        "hospital": [int(one["hpcd"]) for one in rows],
        "disease": [one["mdc6"] for one in rows],
        "discharges": [int(one["discharges"]) for one in rows],
    }
    types = {"hospital": pl.Int32, "disease": pl.String, "discharges": pl.Int32}
    return Packed("dpc_discharges.parquet", as_parquet(columns, types), len(rows), (source,))


def discharge_hospitals(shared: Path) -> Packed:
    """The hospitals of the survey, joined to those of the network and to the areas of 2024.

    ``bond`` tells why a hospital of the survey is one of the network (kinten.coverage.linking).
    """
    folder = shared / "dpc_cancer_2021"
    source, cases = folder / "hospitals.csv", folder / "cases.csv"
    areas = shared / "medical_areas" / "areas_2024_330.csv"
    published = {one["hpcd"] for one in read_rows(cases)}
    codes = _area_codes(shared)
    prefectures = {one["pref"]: one["pref_code"] for one in read_rows(areas)}
    surveyed = {
        one["hpcd"]: Listed(
            one["hpcd"],
            (_without_prefecture(one, "hpname"),),
            prefectures[one["pref"]],
            codes[one["pref"], _without_prefecture(one, "med2")],
        )
        for one in read_rows(source)
    }
    network = hospitals(shared)
    links = {each.key: each for each in _links(surveyed, network)}
    rows = [
        (
            one["hpcd"],
            *listed.names,
            listed.prefecture,
            one["med2"],
            listed.area,
            one["bed"],
            *(("", "") if link is None else (link.other, link.bond)),
        )
        for one in read_rows(source)
        if (link := links.get(one["hpcd"])) or one["hpcd"] in published
        for listed in (surveyed[one["hpcd"]],)
    ]
    header = (
        "hospital",
        "name",
        "prefecture",
        "area_printed",
        "area",
        "beds",
        "hospital_id",
        "bond",
    )
    before = shared / "medical_areas" / "areas_2020_335.csv"
    joins = shared / "medical_areas" / "municipality_area.csv"
    sources = (source, cases, areas, before, joins, CHECKED, *network.sources)
    return Packed("dpc_hospitals.csv", as_csv(header, rows), len(rows), sources)


def _links(surveyed: Mapping[str, Listed], network: Packed) -> tuple[Link, ...]:
    """Link the survey to the network: by the rules of names, and by the pairs checked by hand.

    ValueError where a pair checked by hand no longer has the names that were looked at.
    """
    known = {
        one["hospital_id"]: Listed(
            one["hospital_id"],
            tuple(filter(None, (one["name"], *one["also_called"].split("|")))),
            one["prefecture"],
            one["area"],
        )
        for one in csv.DictReader(io.StringIO(network.content.decode("utf-8"), newline=""))
    }
    rest = dict(surveyed)
    checked = []
    for one in read_rows(CHECKED):
        here, there = rest.pop(one["survey_code"]), known.pop(one["hospital_id"])
        seen = (one["survey_name"], one["network_name"], one["area"], one["area"])
        if (here.names[0], there.names[0], here.area, there.area) != seen:
            raise ValueError(f"{CHECKED.name}: {seen} is not what the sources have")
        checked.append(Link(here.key, there.key, Bond.CHECKED))
    return (*checked, *link_hospitals(rest.values(), known.values()))


def _without_prefecture(row: dict[str, str], column: str) -> str:
    """Give a name without the prefecture that the extract puts behind one that recurs."""
    return row[column].removesuffix(f"_{row['pref']}")


def _area_codes(shared: Path) -> dict[tuple[str, str], str]:
    """Give the code of 2024 of every area that the survey prints, by prefecture and name.

    The survey has the areas of 2022: one that is gone since is the area of 2024 that all its
    municipalities went to. A name that recurs is printed with its prefecture behind it.
    """
    folder = shared / "medical_areas"
    after: dict[str, set[str]] = {}
    for one in read_rows(folder / "municipality_area.csv"):
        after.setdefault(one["area2020_code"], set()).add(one["area2024_code"])
    names = read_rows(folder / "areas_2020_335.csv")
    codes = {
        (one["pref"], one["area_name"]): next(iter(after[one["area_code"]]))
        for one in names
        if len(after[one["area_code"]]) == 1
    }
    present = read_rows(folder / "areas_2024_330.csv")
    return codes | {(one["pref"], one["area_name"]): one["area_code"] for one in present}


def diseases(shared: Path) -> Packed:
    """The cancer groups of the survey."""
    source = shared / "dpc_cancer_2021" / "diseases.csv"
    rows = [(one["mdc6"], one["name"]) for one in read_rows(source)]
    return Packed("dpc_diseases.csv", as_csv(("disease", "name"), rows), len(rows), (source,))


def every_hospital(shared: Path) -> Packed:
    """All hospitals of the registry, by place and beds."""
    import polars as pl

    source = shared / "hospitals" / "hospitals_20250601.csv.gz"
    rows = read_rows(source)
    columns: dict[str, list[object]] = {
        "registry_id": [one["id"] for one in rows],
        "name": [one["name"] for one in rows],
        "municipality": [one["muni_code"] for one in rows],
        "area": [one["area2024_code"] for one in rows],
    }
    types = dict.fromkeys(columns, pl.String)
    for name in ("lat", "lon"):
        columns[name] = [float(one[name]) if one[name] else None for one in rows]
        types[name] = pl.Float64
    for name in ("beds_general", "beds_total"):
        columns[name] = [int(float(one[name])) if one[name] else None for one in rows]
        types[name] = pl.Int32
    return Packed("all_hospitals.parquet", as_parquet(columns, types), len(rows), (source,))


DERIVATIONS: tuple[Derivation, ...] = (
    flows,
    discharges,
    discharge_hospitals,
    diseases,
    every_hospital,
)

if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python tools/data/volumes.py SHARED_DATA_DIR")
    put(derive(Path(sys.argv[1])) for derive in DERIVATIONS)
