"""Where a role is held: the place of its organisation, and the name under which that is told."""

from collections.abc import Iterable
from dataclasses import dataclass

from kinten.portal.places.reading import current_atlas
from kinten.portal.policy.viewer import Grant, Place, Role
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation as pages tell it. ``hospital`` is the Japanese name of one, "" for none."""

    hospital: str
    words: Words


def place_of(grant: Grant) -> Place:
    """Give the place of a grant; a hospital that the network has not leaves the prefecture empty."""
    if not grant.hospital:
        return Place("", grant.prefecture)
    known = current_atlas().network.hospitals.get(grant.hospital)
    return Place(grant.hospital, "" if known is None else known.prefecture)


def organisation_of(grant: Grant) -> Organisation:
    """Tell the organisation for which a role is held."""
    if grant.hospital:
        known = current_atlas().network.hospitals.get(grant.hospital)
        if known is None:
            return Organisation(grant.hospital, Words("", ""))
        return Organisation(known.name, PREFECTURES[known.prefecture])
    if grant.prefecture:
        return Organisation("", PREFECTURES.get(grant.prefecture, Words("", "")))
    return Organisation("", Words("全国", "national"))


def hospitals_in(prefectures: Iterable[str]) -> list[tuple[str, str, str]]:
    """Give prefecture, id and name of the hospitals of some prefectures, in their order."""
    wanted = frozenset(prefectures)
    found = current_atlas().network.hospitals.values()
    return sorted(
        (each.prefecture, each.id, each.name) for each in found if each.prefecture in wanted
    )


def grant_of(role: str, hospital: str, prefecture: str) -> Grant:
    """Give the grant of a row."""
    return Grant(Role(role), hospital, prefecture)
