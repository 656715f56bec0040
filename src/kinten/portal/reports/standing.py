"""What the network says of one hospital on a day, for its page: kind, term, place, partners, papers."""

from typing import Any

from django.http import Http404

from kinten.desk.atlas import Atlas
from kinten.network.designation import Designation, Recommendation
from kinten.network.history import Snapshot
from kinten.portal.places.reading import see_network
from kinten.portal.public.asking import Asked
from kinten.portal.reports.reading import is_example
from kinten.vocabulary.identity import PREFECTURES


def tell_hospital(identity: str, asked: Asked) -> dict[str, Any]:
    """Give the values of the page; Http404 for a hospital that is not known.

    FaultError for a day before the first frame of areas that is held.
    """
    seen = see_network(asked.day, asked.recorded_by)
    atlas, snapshot = seen.atlas, seen.snapshot
    known = atlas.network.hospitals.get(identity)
    if known is None:
        raise Http404
    standing = snapshot.of(identity)
    return {
        "asked": asked,
        "hospital": known,
        "standing": standing,
        "area": atlas.frame.areas.get(known.area),
        "prefecture": PREFECTURES[known.prefecture],
        "records": _records(atlas, identity, asked),
        "papers": _papers(atlas, identity, asked),
        "partners": _partners(atlas, snapshot, identity),
        "is_example": is_example(identity),
    }


def _records(atlas: Atlas, identity: str, asked: Asked) -> list[Designation]:
    """Give the records as they were known by the day of recording, none that begins after the day."""
    return [
        each
        for each in atlas.network.designations
        if each.hospital == identity
        and (asked.recorded_by is None or each.recorded <= asked.recorded_by)
        and (each.begins or each.stated or asked.day) <= asked.day
    ]


def _papers(atlas: Atlas, identity: str, asked: Asked) -> list[Recommendation]:
    """Give the hospital's rows in the papers of panel meetings up to the day, the newest first."""
    found = (
        each
        for each in atlas.network.recommendations
        if each.hospital == identity
        and each.meeting <= asked.day
        and (asked.recorded_by is None or each.recorded <= asked.recorded_by)
    )
    return sorted(found, key=lambda each: each.meeting, reverse=True)


def _partners(atlas: Atlas, snapshot: Snapshot, identity: str) -> list[dict[str, str]]:
    """Give the hospitals with which it forms a group on the day; one without an id as it is printed."""
    found: dict[str, dict[str, str]] = {}
    for group in snapshot.groups:
        if identity not in {group.hospital, group.partner}:
            continue
        other = group.partner if group.hospital == identity else group.hospital
        known = atlas.network.hospitals.get(other)
        name = group.partner_printed if known is None else known.name
        if name:
            found[other or name] = {"id": "" if known is None else known.id, "name": name}
    return list(found.values())
