"""The published discharges as one document: shares, ranks or concentration."""

from collections.abc import Iterable
from typing import Any

from kinten import __version__
from kinten.coverage.volume import HIDDEN_BELOW, Discharges, Share, concentrations, shares
from kinten.desk.atlas import Atlas, packaged_source
from kinten.desk.volumes import DISCHARGE_TABLES, NOT_A_REQUIREMENT, tell_disease
from kinten.desk.volumes_linking import lacking_in, unlinked_in
from kinten.desk.volumes_ranks import Ranked, ranked
from kinten.network.history import Snapshot
from kinten.network.hospital import Hospital

Document = dict[str, Any]


def shares_document(
    discharges: Discharges,
    atlas: Atlas,
    snapshot: Snapshot,
    disease: str | None,
    prefecture: str | None,
) -> Document:
    """Give the share of published discharges in designated hospitals (`kinten volumes --json`)."""
    by_area, by_prefecture = shares(
        discharges, snapshot.standings, disease, lacking_in(atlas, snapshot)
    )
    document = _document("shares", discharges, disease, prefecture)
    document |= _placed(document, discharges, atlas, snapshot, prefecture)
    document["areas"] = [
        {"area": code, "name": area.name, "prefecture": area.prefecture}
        | _share(by_area.get(code, Share(0, 0)))
        for code, area in atlas.frame.areas.items()
        if prefecture in (None, area.prefecture)
    ]
    document["prefectures"] = [
        {"prefecture": code} | _share(share)
        for code, share in sorted(by_prefecture.items())
        if prefecture in (None, code)
    ]
    return document


def ranks_document(
    discharges: Discharges, atlas: Atlas, snapshot: Snapshot, disease: str, prefecture: str
) -> Document:
    """Give a prefecture's hospitals for a disease, the designated without a published cell last."""
    document = _document("ranks", discharges, disease, prefecture)
    document |= _placed(document, discharges, atlas, snapshot, prefecture)
    document["hospitals"] = [
        _ranked(each) for each in ranked(discharges, snapshot, disease, prefecture)
    ]
    return document


def concentration_document(
    discharges: Discharges, disease: str | None, prefecture: str | None
) -> Document:
    """Give for each cancer how many hospitals hold half, and the whole curve from the largest."""
    document = _document("concentration", discharges, disease, prefecture)
    document["diseases"] = [
        {
            "disease": each.disease,
            "label": tell_disease(each.disease, discharges)._asdict(),
            "hospitals": each.hospitals,
            "discharges": each.total,
            "half": each.half,
            "curve": [round(share, 6) for share in each.curve],
        }
        for each in concentrations(discharges, disease, prefecture)
    ]
    return document


def _document(
    what: str, discharges: Discharges, disease: str | None, prefecture: str | None
) -> Document:
    sources = [packaged_source(name) for name in DISCHARGE_TABLES]
    return {
        "kinten": __version__,
        "inputs": [{"name": each.name, "sha256": each.sha256} for each in sources],
        "what": what,
        "caution": NOT_A_REQUIREMENT._asdict(),
        "hidden_below": HIDDEN_BELOW,
        "disease": None
        if disease is None
        else {"code": disease} | tell_disease(disease, discharges)._asdict(),
        "prefecture": prefecture,
        "as_of": None,
        "unlinked": [],
        "areas": [],
        "prefectures": [],
        "hospitals": [],
        "diseases": [],
    }


def _placed(
    document: Document,
    discharges: Discharges,
    atlas: Atlas,
    snapshot: Snapshot,
    prefecture: str | None,
) -> Document:
    tables = [{"name": each.name, "sha256": each.sha256} for each in atlas.sources]
    return {
        "inputs": document["inputs"] + tables,
        "as_of": snapshot.day.isoformat(),
        "unlinked": list(_hospitals(unlinked_in(discharges, snapshot, prefecture))),
    }


def _hospitals(hospitals: Iterable[Hospital]) -> Iterable[Document]:
    for each in hospitals:
        yield {
            "hospital_id": each.id,
            "name": each.names[0].text if each.names else None,
            "prefecture": each.prefecture,
            "area": each.area or None,
        }


def _ranked(each: Ranked) -> Document:
    standing = each.standing
    return {
        "rank": each.rank,
        "hospital": each.hospital.name,
        "hospital_id": None if standing is None else standing.hospital.id,
        "listed_name": None
        if standing is None or not standing.hospital.names
        else standing.hospital.name,
        "designated": False if standing is None else (True if standing.is_certain else None),
        "kind": None if standing is None or standing.kind is None else standing.kind.value,
        "is_old": standing is not None and standing.is_old,
        "discharges": each.discharges,
        "below": HIDDEN_BELOW if each.discharges is None else None,
    }


def _share(share: Share) -> Document:
    return {
        "discharges": share.total or None,
        "designated": share.designated if share.total else None,
        "share": None
        if share.at_least is None or share.at_most is None
        else {"at_least": round(share.at_least, 6), "at_most": round(share.at_most, 6)},
        "hidden": share.hidden,
        "uncertain": share.uncertain,
        "unlinked": share.unlinked,
        "whole": share.is_whole,
    }
