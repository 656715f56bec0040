"""One box: hospitals found by name, reading, area, prefecture or id, whatever the spelling."""

from collections.abc import Iterable, Mapping

from kinten.desk.atlas import Atlas
from kinten.network.history import Snapshot, Standing
from kinten.vocabulary.identity import PREFECTURES, search_key


def search_keys(
    atlas: Atlas, snapshot: Snapshot, readings: Mapping[str, Iterable[str]]
) -> dict[str, str]:
    """Give for each hospital of a day the folded text in which a word is looked for."""
    keys = {}
    for standing in snapshot.standings:
        hospital = standing.hospital
        area = atlas.frame.areas.get(hospital.area)
        prefecture = PREFECTURES[hospital.prefecture]
        parts = [
            hospital.id,
            *(name.text for name in hospital.names),
            *readings.get(hospital.id, ()),
            *prefecture,
            "" if area is None else area.name,
            hospital.address,
            *(() if standing.kind is None else standing.kind.label),
        ]
        keys[hospital.id] = "\n".join(search_key(part) for part in parts)
    return keys


def find_hospitals(snapshot: Snapshot, keys: Mapping[str, str], words: str) -> tuple[Standing, ...]:
    """Give the hospitals that have every word of the box, in the order of the list; all for an empty one."""
    wanted = [key for word in words.split() if (key := search_key(word))]
    return tuple(
        each
        for each in snapshot.standings
        if all(word in keys[each.hospital.id] for word in wanted)
    )
