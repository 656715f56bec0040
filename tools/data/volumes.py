"""Derive the packaged flows, discharges and the list of all hospitals from the folder of shared data.

    python tools/data/volumes.py SHARED_DATA_DIR

Writes patient_flow.parquet, dpc_discharges.parquet, dpc_hospitals.csv, dpc_diseases.csv and
all_hospitals.parquet, with their entries in sources.yaml. Masked cells stay absent.
"""

import sys
from pathlib import Path

from packing import Derivation, Packed, as_csv, as_parquet, put, read_rows

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
    """The hospitals of the survey, joined to the designated ones and to the areas of 2024."""
    folder = shared / "dpc_cancer_2021"
    source, link = folder / "hospitals.csv", folder / "link_designated_2026.csv"
    cases, areas = folder / "cases.csv", shared / "medical_areas" / "areas_2024_330.csv"
    published = {one["hpcd"] for one in read_rows(cases)}
    designated = {one["hpcd"]: one["row_id"] for one in read_rows(link)}
    designated |= _unlisted(shared, source)
    codes = _area_codes(shared)
    prefectures = {one["pref"]: one["pref_code"] for one in read_rows(areas)}
    rows = [
        (
            one["hpcd"],
            _without_prefecture(one, "hpname"),
            prefectures[one["pref"]],
            one["med2"],
            codes[one["pref"], _without_prefecture(one, "med2")],
            one["bed"],
            designated.get(one["hpcd"], ""),
        )
        for one in read_rows(source)
        if one["hpcd"] in published
    ]
    header = ("hospital", "name", "prefecture", "area_printed", "area", "beds", "hospital_id")
    before = shared / "medical_areas" / "areas_2020_335.csv"
    joins = shared / "medical_areas" / "municipality_area.csv"
    sources = (source, link, cases, areas, before, joins)
    return Packed("dpc_hospitals.csv", as_csv(header, rows), len(rows), sources)


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


def _unlisted(shared: Path, hospitals: Path) -> dict[str, str]:
    """Link the hospitals that only other papers name, where name and prefecture match exactly and once."""
    found = {}
    surveyed = read_rows(hospitals)
    missing = read_rows(shared / "cancer_hospitals" / "hospitals_missing.csv")
    for number, one in enumerate(missing, 1):
        same = [
            each["hpcd"]
            for each in surveyed
            if one["hospital"]
            and each["pref"] == one["prefecture"]
            and _without_prefecture(each, "hpname") == one["hospital"]
        ]
        if len(same) == 1:
            found[same[0]] = f"DCM{number:03d}"
    return found


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
