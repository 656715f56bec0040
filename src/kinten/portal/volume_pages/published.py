"""What was published of real hospitals: ``diseases_of(hospital_id)`` names the cancers, for pages and search.

Cells under 10 are not published: a cancer that is not named here is not one that a hospital does not
treat. Invented hospitals are in no published table, and nothing is ever given for them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from kinten.coverage.volume import Discharges
from kinten.desk.volumes import load_discharges, tell_disease
from kinten.vocabulary.wording import Words


@dataclass(frozen=True, slots=True)
class PublishedCell:
    """A cancer for which discharges of a hospital are published, and how many (10 and more)."""

    disease: str
    name: Words
    discharges: int


def diseases_of(hospital_id: str) -> list[Words]:
    """Name the cancers (Japanese, English) with published discharges of a hospital, the most first.

    Empty for a hospital that no row of the survey is linked to, and for an invented one.
    """
    return [each.name for each in cells_of(hospital_id)]


def cells_of(hospital_id: str) -> tuple[PublishedCell, ...]:
    """Give the published cells of a hospital of the network, the most discharges first."""
    return _by_hospital().get(hospital_id, ())


def is_surveyed(hospital_id: str) -> bool:
    """Whether a row of the survey is linked to a hospital of the network, with a published cell or without."""
    return hospital_id in _linked()


@lru_cache(maxsize=1)
def published_discharges() -> Discharges:
    """Give the packaged survey, linked to the packaged network; read once, for it never changes."""
    return load_discharges()


@lru_cache(maxsize=1)
def _linked() -> frozenset[str]:
    held = published_discharges()
    return frozenset(each.hospital for each in held.hospitals.values() if each.hospital)


@lru_cache(maxsize=1)
def _by_hospital() -> Mapping[str, tuple[PublishedCell, ...]]:
    held = published_discharges()
    names = {code: tell_disease(code, held) for code in held.diseases}
    found: dict[str, list[PublishedCell]] = {}
    for (code, disease), count in held.cells.items():
        if hospital := held.hospitals[code].hospital:
            found.setdefault(hospital, []).append(PublishedCell(disease, names[disease], count))
    return {
        hospital: tuple(sorted(cells, key=lambda each: (-each.discharges, each.disease)))
        for hospital, cells in found.items()
    }
