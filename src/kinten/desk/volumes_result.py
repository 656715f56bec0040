"""The published discharges as one document: shares, ranks or concentration."""

from typing import Any

from kinten import __version__
from kinten.coverage.volume import HIDDEN_BELOW, Discharges, Share, concentrations, ranks, shares
from kinten.desk.atlas import Atlas, packaged_source
from kinten.desk.volumes import DISCHARGE_TABLES, NOT_A_REQUIREMENT, tell_disease
from kinten.network.history import Snapshot

Document = dict[str, Any]


def shares_document(
    discharges: Discharges, atlas: Atlas, snapshot: Snapshot, disease: str | None
) -> Document:
    """Give the share of published discharges in designated hospitals (`kinten volumes --json`)."""
    designated = [each.hospital.id for each in snapshot.standings if each.is_certain]
    by_area, by_prefecture = shares(discharges, designated, disease)
    document = _document("shares", discharges, disease)
    document["inputs"] += [{"name": each.name, "sha256": each.sha256} for each in atlas.sources]
    document["as_of"] = snapshot.day.isoformat()
    document["areas"] = [
        {"area": code, "name": area.name, "prefecture": area.prefecture}
        | _share(by_area.get(code, Share(0, 0)))
        for code, area in atlas.frame.areas.items()
    ]
    document["prefectures"] = [
        {"prefecture": code} | _share(share) for code, share in sorted(by_prefecture.items())
    ]
    return document


def ranks_document(discharges: Discharges, disease: str, prefecture: str) -> Document:
    """Give a prefecture's hospitals for a disease, the designated without a published cell last."""
    document = _document("ranks", discharges, disease)
    document["prefecture"] = prefecture
    ranked = ranks(discharges, disease, prefecture)
    hidden = [
        each
        for code, each in discharges.hospitals.items()
        if each.hospital
        and each.prefecture == prefecture
        and (code, disease) not in discharges.cells
    ]
    document["hospitals"] = [
        {
            "rank": each.rank,
            "hospital": each.hospital.name,
            "hospital_id": each.hospital.hospital or None,
            "discharges": each.discharges,
            "below": None,
        }
        for each in ranked
    ] + [
        {
            "rank": None,
            "hospital": each.name,
            "hospital_id": each.hospital,
            "discharges": None,
            "below": HIDDEN_BELOW,
        }
        for each in hidden
    ]
    return document


def concentration_document(discharges: Discharges) -> Document:
    """Give for each cancer how many hospitals hold half, and the whole curve from the largest."""
    document = _document("concentration", discharges, None)
    document["diseases"] = [
        {
            "disease": each.disease,
            "label": tell_disease(each.disease, discharges)._asdict(),
            "hospitals": each.hospitals,
            "discharges": each.total,
            "half": each.half,
            "curve": [round(share, 6) for share in each.curve],
        }
        for each in concentrations(discharges)
    ]
    return document


def _document(what: str, discharges: Discharges, disease: str | None) -> Document:
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
        "prefecture": None,
        "as_of": None,
        "areas": [],
        "prefectures": [],
        "hospitals": [],
        "diseases": [],
    }


def _share(share: Share) -> Document:
    return {
        "discharges": share.total or None,
        "designated": share.designated if share.total else None,
        "share": None if share.share is None else round(share.share, 6),
    }
