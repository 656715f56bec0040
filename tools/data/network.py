"""Derive the packaged network of hospitals from the folder of shared data.

    python tools/data/network.py SHARED_DATA_DIR

Writes network_hospitals.csv, network_designations.csv, network_groups.csv,
network_recommendations.csv, blank_cancer_areas.csv, genome_statements.csv and published_counts.csv,
with their entries in sources.yaml. What no source gives stays blank.
"""

import re
import sys
import unicodedata
from pathlib import Path

import departed
from packing import Derivation, Packed, as_csv, put, read_rows

# Counts of the prefecture say that its printed kind changed since; which one it is now is not printed.
DOUBTED = {"DCH416"}
KINDS = {
    "prefectural": ("pref", ""),
    "regional": ("regional", ""),
    "regional_advanced": ("regional", "advanced"),
    "regional_special": ("regional", "exceptional"),
    "specific": ("specific", ""),
    "local": ("local", ""),
    "ncc": ("ncc", ""),
    "unknown": ("", ""),
}
LISTED = ("2026-04-01", "がん診療連携拠点病院等の一覧（令和8年4月）")
# The hospital of the registry that a named, unlisted hospital is; renamed ones by their former name.
REGISTRY_IDS = {
    "札幌厚生病院": "0111010000030",
    "帯広厚生病院": "0111010005400",
    "岩手県立磐井病院": "03103100046",
    "白河厚生総合病院": "0710710000045",
    "東京慈恵会医科大学附属病院": "1311130501010",
    "東京医科歯科大学医学部附属病院": "1311131200280",
    "NTT東日本関東病院": "1311131900290",
    "昭和大学病院": "1311132000230",
    "昭和大学横浜市北部病院": "1411431000635",
    "昭和大学藤が丘病院": "1411431000636",
    "佐渡総合病院": "151BYSDX00002",
    "中東遠総合医療センター": "2211227302380",
    "相良病院": "46110044",
    "東京歯科大学市川総合病院": "1211200583500",
    "KKR札幌医療センター": "0111010001300",
}
# Names of kinds.csv that mean a hospital of hospitals_missing.csv.
ALSO_CALLED = {
    "JA北海道厚生連 帯広厚生病院": "帯広厚生病院",
    "JR北海道厚生連札幌厚生病院": "札幌厚生病院",
    "東京医科歯科大学附属病院": "東京医科歯科大学医学部附属病院",
    "慈恵医大病院": "東京慈恵会医科大学附属病院",
    "博愛会相良病院": "相良病院",
}
# Names of the papers 3-1-1 that differ from the list; the list's row.
PAPER_NAMES = {
    "地方独立行政法人総合病院国保旭中央病院": "DCH076",
    "日本赤十字社成田赤十字病院": "DCH082",
    "富山大学附属病院": "DCH150",
    "小松市民病院": "DCH378",
    "金沢医療センター": "DCH153",
    "太田西ノ内病院": "DCH041",
    "竹田綜合病院": "DCH044",
    "総合南東北病院": "DCH042",
}
MEETINGS = {"20": "2022-03-04", "24": "2024-02-21", "25": "2025-02-13", "26": "2026-02-09"}
ACTS = {
    "現況": "report",
    "現況報告": "report",
    "更新": "renewal",
    "指定更新": "renewal",
    "指定辞退": "withdrawal",
}


def hospitals(shared: Path) -> Packed:
    """The 448 listed hospitals, the 19 that other papers name, and those that left."""
    listed = shared / "cancer_hospitals" / "designated_2026_448.csv"
    unlisted = shared / "cancer_hospitals" / "hospitals_missing.csv"
    registry = shared / "hospitals" / "hospitals_20250601.csv.gz"
    areas = _area_codes(shared)
    known = {one["id"]: one for one in read_rows(registry)}
    also = _printed_names(shared)
    rows = [
        (
            one["row_id"],
            one["name_source"],
            "|".join(
                sorted(
                    {*also.get(one["row_id"], ()), one["registry_name"]} - {"", one["name_source"]}
                )
            ),
            one["area2024_code"][:2],
            one["muni_code"],
            one["area_by_address"] or one["area2024_code"],
            one["lat"],
            one["lon"],
            one["address"],
            one["beds_general"],
            one["beds_total"],
            one["registry_id"],
            "listed",
        )
        for one in read_rows(listed)
    ]
    for number, one in enumerate(read_rows(unlisted), 1):
        place = known.get(REGISTRY_IDS.get(one["hospital"], ""), {})
        area = place.get("area2024_code") or areas.get((one["prefecture"], one["area"]), "")
        rows.append(
            (
                f"DCM{number:03d}",
                one["hospital"],
                "|".join(
                    sorted(
                        {*also.get(f"DCM{number:03d}", ()), place.get("name", "")}
                        - {"", one["hospital"]}
                    )
                ),
                _prefecture_codes(shared)[one["prefecture"]],
                place.get("muni_code", ""),
                area,
                place.get("lat", ""),
                place.get("lon", ""),
                place.get("address", ""),
                place.get("beds_general", ""),
                place.get("beds_total", ""),
                place.get("id", ""),
                one["certainty"].replace(" ", "_"),
            )
        )
    rows.extend(departed.hospitals(known, areas, _prefecture_codes(shared), also))
    header = (
        "hospital_id",
        "name",
        "also_called",
        "prefecture",
        "municipality",
        "area",
        "lat",
        "lon",
        "address",
        "beds_general",
        "beds_total",
        "registry_id",
        "certainty",
    )
    sources = (listed, unlisted, registry, departed.TYPED)
    return Packed("network_hospitals.csv", as_csv(header, rows), len(rows), sources)


def designations(shared: Path) -> Packed:
    """What each source says of a hospital's kind, and the list of April 2026 itself."""
    folder = shared / "cancer_hospitals"
    stated, deduced = folder / "kinds.csv", folder / "kinds_deduced.csv"
    listed, unlisted = folder / "designated_2026_448.csv", folder / "hospitals_missing.csv"
    ids = _missing_ids(shared)
    rows = [
        (one["row_id"], "", "", *LISTED[:1], "2026-04", "listed", LISTED[1], "")
        for one in read_rows(listed)
    ]
    for one in read_rows(stated):
        name = one["hospital_as_printed"]
        hospital = one["row_id"] or ids.get((one["prefecture"], ALSO_CALLED.get(name, name)), "")
        if not hospital:
            raise ValueError(f"{stated.name}: {one['prefecture']} {name} is in no table")
        rows.append(
            (
                hospital,
                *KINDS["unknown" if hospital in DOUBTED else one["kind"]],
                "" if departed.is_of_no_day(hospital, one["as_of"]) else _first_day(one["as_of"]),
                one["as_of"],
                "printed",
                one["source_url"],
                "",
            )
        )
    rows.extend(
        (
            one["row_id"],
            *KINDS[one["kind"]],
            _first_day(one["as_of"]),
            one["as_of"],
            "deduced",
            one["source_url"],
            "",
        )
        for one in read_rows(deduced)
    )
    present = {(row[0], row[3], row[1]) for row in rows}
    for number, one in enumerate(read_rows(unlisted), 1):
        row = (
            f"DCM{number:03d}",
            *KINDS[one["kind"]],
            _first_day(one["as_of"]),
            one["as_of"],
            "printed",
            one["source_url"],
            "",
        )
        if (row[0], row[3], row[1]) not in present:
            rows.append(row)
    rows.extend(departed.designations(shared, MEETINGS))
    rows.sort(key=lambda row: (row[0], row[3] or "9", row[5], row[6]))
    header = ("hospital_id", "kind", "flag", "stated", "printed", "basis", "source", "ends")
    reviews = shared / "reviews"
    asked, counted = reviews / "hospital_volumes.csv", reviews / "areas_overview.csv"
    sources = (stated, deduced, listed, unlisted, asked, counted, departed.TYPED)
    return Packed("network_designations.csv", as_csv(header, rows), len(rows), sources)


def groups(shared: Path) -> Packed:
    """Group partners of local hospitals, where a source names them."""
    source = shared / "cancer_hospitals" / "kinds.csv"
    names, ids = _names(shared), _missing_ids(shared)
    rows = []
    for one in read_rows(source):
        if not one["group_partner"] or one["kind"] != "local":
            continue
        hospital = one["row_id"] or ids.get((one["prefecture"], one["hospital_as_printed"]), "")
        partners = one["group_partner"].split("・")
        first = _first_day(one["as_of"])
        rows.extend(
            (
                hospital,
                names.get(
                    (one["prefecture"], _key(partner)), _by_part(names, one["prefecture"], partner)
                ),
                partner,
                first,
                one["as_of"],
                one["source_url"],
            )
            for partner in partners
        )
    rows.sort()
    header = ("hospital_id", "partner_id", "partner_printed", "stated", "printed", "source")
    return Packed("network_groups.csv", as_csv(header, rows), len(rows), (source,))


def recommendations(shared: Path) -> Packed:
    """What the papers 3-1-1 print as the kind of application."""
    source = shared / "reviews" / "hospital_volumes.csv"
    names, ids = _names(shared), _missing_ids(shared)
    printed = {
        (one["prefecture"], one["hospital_as_printed"]): one["row_id"]
        for one in read_rows(shared / "cancer_hospitals" / "kinds.csv")
        if one["row_id"]
    }
    rows = set()
    for one in read_rows(source):
        name, prefecture = one["hospital"], one["prefecture"]
        hospital = (
            PAPER_NAMES.get(name)
            or names.get((prefecture, _key(name)))
            or printed.get((prefecture, name))
            or ids.get((prefecture, name), "")
        )
        rows.add(
            (
                hospital,
                name,
                prefecture,
                ACTS.get(one["application"], ""),
                MEETINGS[one["meeting"]],
                one["source_url"],
            )
        )
    header = ("hospital_id", "printed", "prefecture", "act", "meeting", "source")
    ordered = sorted(row for row in rows if row[3])
    return Packed("network_recommendations.csv", as_csv(header, ordered), len(ordered), (source,))


def blank_areas(shared: Path) -> Packed:
    """The 56 official blank cancer areas of April 2024."""
    source = shared / "cancer_hospitals" / "official_blank_cancer_areas_2024-04.csv"
    codes = _prefecture_codes(shared)
    members = shared / "mhlw_regional_care" / "mie_koso_area_municipalities.csv"
    inside: dict[tuple[str, str], list[str]] = {}
    for one in read_rows(members):
        inside.setdefault(("24", one["area_name"]), []).append(one["muni_code"])
    rows = [
        (
            (where := codes[one["pref"]]),
            one["cancer_area_name"],
            one["area2024_code"],
            ""
            if one["area2024_code"]
            else " ".join(inside.get((where, one["cancer_area_name"]), [])),
        )
        for one in read_rows(source)
    ]
    content = as_csv(("prefecture", "name", "area", "municipalities"), rows)
    return Packed("blank_cancer_areas.csv", content, len(rows), (source, members))


def genome(shared: Path) -> Packed:
    """What sources say of cancer-genome hospitals."""
    source, codes = shared / "cancer_hospitals" / "genome_kinds.csv", _prefecture_codes(shared)
    rows = [
        (
            one["row_id"],
            one["hospital_as_printed"],
            codes[one["prefecture"]],
            one["genome_kind"],
            _first_day(one["as_of"]),
            one["as_of"],
            one["source_url"],
        )
        for one in read_rows(source)
    ]
    header = ("hospital_id", "printed_name", "prefecture", "kind", "stated", "printed", "source")
    return Packed("genome_statements.csv", as_csv(header, rows), len(rows), (source,))


def published_counts(_: Path) -> Packed:
    """The yearly numbers, typed by hand from the papers named in each row."""
    source = Path(__file__).resolve().parent / "typed" / "published_counts.csv"
    return Packed("published_counts.csv", source.read_bytes(), len(read_rows(source)), (source,))


def _first_day(printed: str) -> str:
    """Give the first day that a printed date can mean; blank where nothing bounds it from below."""
    found = re.search(r"(\d{4})(?:-(0[1-9]|1[0-2])(?!\d)(?:-(\d{2}))?)?", printed)
    if found is None or ("before" in printed and "after" not in printed):
        return ""
    year, month, day = found.groups()
    return f"{year}-{month or '01'}-{day or '01'}"


def _key(name: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", name))


def _names(shared: Path) -> dict[tuple[str, str], str]:
    listed = read_rows(shared / "cancer_hospitals" / "designated_2026_448.csv")
    return {(one["pref"], _key(one["name_source"])): one["row_id"] for one in listed}


def _by_part(names: dict[tuple[str, str], str], prefecture: str, name: str) -> str:
    """Give the one hospital of the prefecture whose name ends in the printed one; blank for several."""
    found = {
        row
        for (where, key), row in names.items()
        if where == prefecture and key.endswith(_key(name))
    }
    return found.pop() if len(found) == 1 else ""


def _missing_ids(shared: Path) -> dict[tuple[str, str], str]:
    """Give the ids of the hospitals that are not on the list of April 2026, by prefecture and name."""
    unlisted = read_rows(shared / "cancer_hospitals" / "hospitals_missing.csv")
    return departed.ids() | {
        (one["prefecture"], one["hospital"]): f"DCM{number:03d}"
        for number, one in enumerate(unlisted, 1)
        if one["hospital"]
    }


def _printed_names(shared: Path) -> dict[str, set[str]]:
    """Give every name under which a paper prints a hospital."""
    ids = _missing_ids(shared)
    found: dict[str, set[str]] = {}
    for one in read_rows(shared / "cancer_hospitals" / "kinds.csv"):
        name = one["hospital_as_printed"]
        hospital = one["row_id"] or ids.get((one["prefecture"], ALSO_CALLED.get(name, name)), "")
        if hospital:
            found.setdefault(hospital, set()).add(name)
    for name, hospital in PAPER_NAMES.items():
        found.setdefault(hospital, set()).add(name)
    return found


def _area_codes(shared: Path) -> dict[tuple[str, str], str]:
    rows = read_rows(shared / "medical_areas" / "areas_2024_330.csv")
    return {(one["pref"], one["area_name"]): one["area_code"] for one in rows}


def _prefecture_codes(shared: Path) -> dict[str, str]:
    rows = read_rows(shared / "medical_areas" / "areas_2024_330.csv")
    return {one["pref"]: one["pref_code"] for one in rows}


DERIVATIONS: tuple[Derivation, ...] = (
    hospitals,
    designations,
    groups,
    recommendations,
    blank_areas,
    genome,
    published_counts,
)

if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python tools/data/network.py SHARED_DATA_DIR")
    put(derive(Path(sys.argv[1])) for derive in DERIVATIONS)
