"""Hospitals that a source names and that are on no list of the present, for tools/data/network.py.

typed/departed.csv holds one of them a line: its id, its names, where the registry or a paper places
it, and the day of the first list held that lacks it (``gone_by``). No source prints the day on which
such a designation ended: it had ended by that one.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from packing import HERE, read_rows

TYPED = HERE / "typed" / "departed.csv"
# Named by its area alone, in reviews/areas_overview.csv.
OF_AREA_TABLE = {("24", "2023-09-01", "南空知"): ("DCL012", "local", "designated_regional")}


def ids() -> dict[tuple[str, str], str]:
    """Give the id by prefecture and every printed name."""
    return {
        (one["prefecture"], name): one["hospital_id"]
        for one in read_rows(TYPED)
        for name in (one["name"], *one["also_printed"].split("|"))
        if name
    }


def is_of_no_day(hospital: str, printed: str) -> bool:
    """Whether a paper tells only about when one of them was designated: no day is then certain."""
    return hospital.startswith("DCL") and ("undated" in printed or "about" in printed)


def hospitals(
    registry: Mapping[str, Mapping[str, str]],
    areas: Mapping[tuple[str, str], str],
    prefectures: Mapping[str, str],
    also: Mapping[str, set[str]],
) -> Iterator[tuple[str, ...]]:
    """Give their rows of network_hospitals.csv; a place only where the registry or a paper tells it."""
    for one in read_rows(TYPED):
        place = registry[one["registry_id"]] if one["registry_id"] else {}
        names = {*also.get(one["hospital_id"], ()), place.get("name", "")}
        yield (
            one["hospital_id"],
            one["name"],
            "|".join(sorted(names - {"", one["name"]})),
            prefectures[one["prefecture"]],
            place.get("muni_code", ""),
            place.get("area2024_code") or areas.get((one["prefecture"], one["area"]), ""),
            place.get("lat", ""),
            place.get("lon", ""),
            place.get("address", ""),
            place.get("beds_general", ""),
            place.get("beds_total", ""),
            place.get("id", ""),
            "left",
        )


def designations(
    shared: Path, meetings: Mapping[str, str]
) -> Iterator[tuple[str, str, str, str, str, str, str, str]]:
    """Give what papers beside kinds.csv state of them, and by when each had ended.

    A hospital that asks to withdraw is designated on the day of the meeting.
    """
    known = ids()
    asked = {
        (known[one["prefecture"], one["hospital"]], meetings[one["meeting"]], one["source_url"])
        for one in read_rows(shared / "reviews" / "hospital_volumes.csv")
        if one["application"] == "指定辞退"
    }
    for hospital, day, source in sorted(asked):
        yield (hospital, "", "", day, day, "printed", source, "")
    for one in read_rows(shared / "reviews" / "areas_overview.csv"):
        found = OF_AREA_TABLE.get((one["meeting"], one["as_of"], one["area"]))
        if found is not None and one[found[2]] == "1":
            day = one["as_of"]
            yield (found[0], found[1], "", day, day, "printed", one["source_url"], "")
    for one in read_rows(TYPED):
        source = one["gone_source"]
        yield (one["hospital_id"], "", "", "", "", "deduced", source, one["gone_by"])
