"""Which hospital of the survey is which of the network in use, and which are not found there."""

from collections.abc import Sequence
from dataclasses import replace

from kinten.coverage.blank import Cover
from kinten.coverage.linking import Listed, link_hospitals
from kinten.coverage.volume import Discharges, unlinked
from kinten.desk.atlas import Atlas
from kinten.network.history import Network, Snapshot
from kinten.network.hospital import Hospital
from kinten.network.loading import load_network
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words

_MOST_NAMES = 20


def link_network(discharges: Discharges, atlas: Atlas) -> Discharges:
    """Link the survey to the hospitals of a user's own tables, by name within the prefecture.

    The ids of the packaged network, which the survey comes linked to, mean nothing there. Its names
    do: a renamed hospital is found by any name that the packaged list has for it.
    """
    if atlas.folder is None:
        return discharges
    packaged = load_network(atlas.geography)
    surveyed = [
        Listed(
            str(code),
            (each.name, *_names_of(packaged, each.hospital)),
            each.prefecture,
            each.area,
        )
        for code, each in discharges.hospitals.items()
    ]
    own = [
        Listed(each.id, tuple(name.text for name in each.names), each.prefecture, each.area)
        for each in atlas.network.hospitals.values()
    ]
    links = {int(link.key): link.other for link in link_hospitals(surveyed, own)}
    hospitals = {
        code: replace(each, hospital=links.get(code, ""))
        for code, each in discharges.hospitals.items()
    }
    return replace(discharges, hospitals=hospitals)


def _names_of(network: Network, hospital: str) -> tuple[str, ...]:
    known = network.hospitals.get(hospital)
    return () if known is None else tuple(name.text for name in known.names)


def lacking_in(atlas: Atlas, snapshot: Snapshot) -> frozenset[str]:
    """Give the areas of which the packaged list may lack a designated hospital; a user's own is whole."""
    if atlas.official is None:
        return frozenset()
    covers = atlas.covers(snapshot)
    return frozenset(each.area.code for each in covers if each.cover is Cover.NOT_LISTED)


def unlinked_in(
    discharges: Discharges, snapshot: Snapshot, prefecture: str | None
) -> tuple[Hospital, ...]:
    """Give the designated hospitals that the survey is not known to have, of a prefecture or all."""
    return tuple(
        each
        for each in unlinked(discharges, snapshot.standings)
        if prefecture in (None, each.prefecture)
    )


def tell_links(
    discharges: Discharges, atlas: Atlas, snapshot: Snapshot, prefecture: str | None
) -> tuple[Words, ...]:
    """Say what could not be linked, and how one's own hospitals were."""
    there = [each for each in snapshot.standings if prefecture in (None, each.hospital.prefecture)]
    lost = unlinked_in(discharges, snapshot, prefecture)
    uncertain = sum(not each.is_certain for each in there)
    told = []
    if atlas.folder is not None and there:
        told.append(
            Words(
                f"自分の表の指定病院{len(there)}のうち{len(there) - len(lost)}を、"
                "名称（旧名称を含む）と都道府県で調査の病院と結び付けました。",
                f"Of the {len(there)} designated hospitals of your tables, {len(there) - len(lost)} were "
                "linked to the survey by name (former ones too) and prefecture.",
            )
        )
    if lost:
        names = _names(lost, atlas)
        told.append(
            Words(
                f"調査の病院と結び付けられない指定病院が{len(lost)}あります：{names.ja}。"
                "同じ医療圏のほかの病院がそれに当たりうるので、「多くとも」はそれらを含みます。",
                f"{len(lost)} designated hospitals could not be linked to the survey: {names.en}. "
                "Any other hospital of their area may be one: “at most” has those in it.",
            )
        )
    if uncertain:
        told.append(
            Words(
                f"この日に指定されていたか確かめられない病院が{uncertain}あり、「多くとも」にだけ入れました。",
                f"Of {uncertain} hospitals it is not certain that they were designated on the day: "
                "they are in “at most” only.",
            )
        )
    return tuple(told)


def _names(hospitals: Sequence[Hospital], atlas: Atlas) -> Words:
    shown = [_name(each, atlas) for each in hospitals[:_MOST_NAMES]]
    more = len(hospitals) - len(shown)
    return Words(
        "、".join(each.ja for each in shown) + (f" ほか{more}" if more else ""),
        ", ".join(each.en for each in shown) + (f" and {more} more" if more else ""),
    )


def _name(hospital: Hospital, atlas: Atlas) -> Words:
    area = atlas.frame.areas.get(hospital.area)
    where = PREFECTURES[hospital.prefecture] if area is None else area.told
    if hospital.names:
        return Words(f"{hospital.name}（{where.ja}）", f"{hospital.name} ({where.en})")
    return Words(f"名称不明の病院（{where.ja}）", f"a hospital not named ({where.en})")
