"""Hospitals found by name, reading, place, kind or id, whatever the spelling."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kinten.desk.atlas import Atlas
from kinten.network.history import Snapshot, Standing
from kinten.network.hospital import Hospital
from kinten.portal.places.machine_readings import machine_reading
from kinten.portal.places.romaji import latin_key, romaji_of
from kinten.vocabulary.identity import PREFECTURES, search_key

_SHORTEST_LATIN = 3  # two Latin letters are a syllable: every name has them


@dataclass(frozen=True, slots=True)
class Key:
    """The folded text in which a hospital is found.

    ``seen`` is what its row shows (name, kind, prefecture, area), ``hidden`` are readings and the id,
    ``latin`` readings in Latin letters; ``other_names`` and ``address`` are not in the row.
    """

    seen: str
    hidden: str
    latin: str
    other_names: tuple[str, ...]
    address: str

    def has(self, word: str, latin: str) -> bool:
        """Whether a folded word is in one of them; ``latin`` is the word folded as Latin letters."""
        return (
            word in self.seen
            or word in self.hidden
            or (bool(latin) and latin in self.latin)
            or word in self.address
            or any(word in name for name in self.other_names)
        )


def search_keys(
    atlas: Atlas, snapshot: Snapshot, readings: Mapping[str, Iterable[str]]
) -> dict[str, Key]:
    """Give for each hospital of a day the text in which a word is looked for."""
    return {
        standing.hospital.id: _key(atlas, standing, readings.get(standing.hospital.id, ()))
        for standing in snapshot.standings
    }


def _key(atlas: Atlas, standing: Standing, readings: Iterable[str]) -> Key:
    hospital = standing.hospital
    area = atlas.frame.areas.get(hospital.area)
    prefecture = PREFECTURES[hospital.prefecture]
    municipality = atlas.geography.municipalities.get(hospital.municipality)
    names = [each.text for each in hospital.names]
    read = [
        *readings,
        *(
            machine_reading(name)
            for name in (
                *names,
                prefecture.ja,
                "" if area is None else area.name,
                "" if municipality is None else municipality.name,
            )
        ),
    ]
    seen = (
        *names[:1],
        *prefecture,
        "" if area is None else area.name,
        *(() if standing.kind is None else standing.kind.label),
    )
    hidden = (hospital.id, *read)
    where = (hospital.address, "" if municipality is None else municipality.name)
    return Key(
        _folded(seen),
        _folded(hidden),
        "\n".join((latin_key(prefecture.en), *map(_latin, read))),
        tuple(search_key(name) for name in names[1:]),
        _folded(where),
    )


@lru_cache(maxsize=8192)
def _latin(reading: str) -> str:
    """Fold a reading as Latin letters; the same ones come again for every day."""
    return latin_key(romaji_of(reading))


def _folded(parts: Iterable[str]) -> str:
    return "\n".join(search_key(part) for part in parts if part)


def fold_latin(word: str) -> str:
    """Fold a word of Latin letters alone; "" for any other, and for one too short to tell names apart."""
    plain = search_key(word).replace("-", "").replace("'", "")
    is_latin = bool(plain) and not any(sign >= "\u3040" for sign in plain)
    folded = latin_key(word) if is_latin else ""
    return folded if len(folded) >= _SHORTEST_LATIN else ""


def find_hospitals(snapshot: Snapshot, keys: Mapping[str, Key], words: str) -> tuple[Standing, ...]:
    """Give the hospitals that have every word of the box, in the order of the list; all for an empty one."""
    wanted = [(key, fold_latin(word)) for word in words.split() if (key := search_key(word))]
    return tuple(
        each
        for each in snapshot.standings
        if all(keys[each.hospital.id].has(word, latin) for word, latin in wanted)
    )


def other_name(hospital: Hospital, key: Key, word: str, latin: str) -> str:
    """Give the name by which a word finds a hospital where its row shows another; "" where it does not."""
    if word in key.seen or word in key.hidden or (latin and latin in key.latin):
        return ""
    found = (
        each.text
        for each, folded in zip(hospital.names[1:], key.other_names, strict=True)
        if word in folded
    )
    return next(found, "")
