"""Invented hospitals in real areas: the only ones under which generated reports ever stand.

Each lies in an area that has a real hub of its own, so that no blank area is filled by an invention, and
has no place on the map's degrees, so that no way to a real hospital becomes shorter.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kinten.desk.atlas import Atlas, load_atlas
from kinten.geography.area import Area
from kinten.geography.municipality import Municipality
from kinten.portal.places.services import record_rows
from kinten.portal.record.appending import Actor
from kinten.vocabulary.hospital_kind import Kind

PREFIX = "例示"
SOURCE = "例示（架空の病院）"
_PLACES = (
    ("01", Kind.REGIONAL),
    ("04", Kind.REGIONAL),
    ("12", Kind.REGIONAL),
    ("13", Kind.PREF),
    ("17", Kind.REGIONAL),
    ("23", Kind.REGIONAL),
    ("26", Kind.REGIONAL),
    ("27", Kind.SPECIFIC),
    ("34", Kind.LOCAL),
    ("38", Kind.LOCAL),
    ("40", Kind.REGIONAL),
    ("47", Kind.REGIONAL),
)
_TERMS = (("2019-04-01", "2023-03-31"), ("2023-04-01", "2027-03-31"))


@dataclass(frozen=True, slots=True)
class ExampleHospital:
    """An invented hospital."""

    id: str
    name: str
    kind: Kind
    area: Area
    municipality: Municipality

    @property
    def prefecture(self) -> str:
        """The JIS code of its prefecture."""
        return self.area.prefecture


def example_hospitals(day: date) -> tuple[ExampleHospital, ...]:
    """Give the invented hospitals, EX001 and on, by the network of a day."""
    return tuple(_invent(load_atlas(), day))


def record_examples(
    actor: Actor, hospitals: tuple[ExampleHospital, ...], recorded: date
) -> tuple[ExampleHospital, ...]:
    """Record the invented hospitals with their invented designations, each row made up; gives them."""
    places = [
        {
            "hospital_id": each.id,
            "name": each.name,
            "prefecture": each.prefecture,
            "municipality": each.municipality.code,
            "area": each.area.code,
        }
        for each in hospitals
    ]
    designations = [
        {
            "hospital_id": each.id,
            "kind": str(each.kind),
            "begins": begins,
            "term_ends": last,
            "source": SOURCE,
        }
        for each in hospitals
        for begins, last in _TERMS
    ]
    partner = next(each.id for each in hospitals if each.kind is Kind.REGIONAL)
    groups = [
        {
            "hospital_id": each.id,
            "partner_id": partner,
            "stated": _TERMS[0][0],
            "source": SOURCE,
        }
        for each in hospitals
        if each.kind is Kind.LOCAL
    ]
    for table, rows in (("hospitals", places), ("designations", designations), ("groups", groups)):
        record_rows(actor, table, rows, recorded, is_made_up=True, reason=SOURCE)
    return hospitals


def _invent(atlas: Atlas, day: date) -> Iterator[ExampleHospital]:
    hubs: dict[str, int] = {}
    for standing in atlas.on(day).standings:
        if standing.is_certain and standing.is_hub:
            hubs[standing.hospital.area] = hubs.get(standing.hospital.area, 0) + 1
    for number, (prefecture, kind) in enumerate(_PLACES, 1):
        near = [
            each
            for each in atlas.frame.areas.values()
            if each.prefecture == prefecture and hubs.get(each.code)
        ]
        area = max(near, key=lambda each: (hubs[each.code], each.code))
        name = f"{PREFIX}{area.name}病院"
        yield ExampleHospital(f"EX{number:03}", name, kind, area, _largest(atlas, area))


def _largest(atlas: Atlas, area: Area) -> Municipality:
    """Give the municipality of an area in which most people live."""
    inside = [
        each
        for each in atlas.geography.municipalities.values()
        if each.is_leaf and each.areas.get(area.frame) == area.code
    ]
    return max(inside, key=lambda each: (each.now or 0, each.code))
