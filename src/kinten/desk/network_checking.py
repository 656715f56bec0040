"""The network check with its citations: what `kinten network check` shows."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kinten import __version__
from kinten.desk.atlas import Atlas
from kinten.desk.in_force import edition_in_force
from kinten.desk.result import edition_document
from kinten.desk.rule_texts import load_citations, notes_of, own_texts
from kinten.guideline.edition import Edition
from kinten.network.checking import (
    Departure,
    RuleText,
    check_network,
    count_gravities,
    unheld_clauses,
)
from kinten.network.history import Snapshot
from kinten.network.placement import place
from kinten.tables.table import Table
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words


def check_on(
    atlas: Atlas,
    snapshot: Snapshot,
    edition: Edition | None = None,
    citations: Mapping[str, RuleText] | None = None,
) -> tuple[Departure, ...]:
    """Check a snapshot against an edition (that in force on its day by default).

    ``citations`` are those of ``load_citations``, for a caller that checks several snapshots; the
    edition's own text goes before them.
    """
    held = edition or edition_in_force(snapshot.day)
    prefectures = {each.prefecture for each in atlas.network.hospitals.values()}
    placement = place(
        snapshot,
        atlas.geography.adjacency,
        prefectures,
        may_lack=atlas.may_lack(snapshot.day),
    )
    texts = {**(citations or load_citations()), **own_texts(held)}
    return check_network(placement, held, texts)


def check_document(
    departures: Iterable[Departure], atlas: Atlas, snapshot: Snapshot, edition: Edition
) -> dict[str, Any]:
    """Give the document of `kinten network check --json`."""
    listed = tuple(departures)
    return {
        "kinten": __version__,
        "inputs": [{"name": each.name, "sha256": each.sha256} for each in atlas.sources],
        "as_of": snapshot.day.isoformat(),
        "edition": edition_document(edition),
        "not_checked": [each.id for each in unheld_clauses(edition)],
        "notes": [each._asdict() for each in notes_of(edition)],
        "counts": {gravity.value: count for gravity, count in count_gravities(listed).items()},
        "findings": [
            {
                "gravity": each.gravity.value,
                "rule": each.rule,
                "words": each.words._asdict(),
                "area": each.area or None,
                "hospitals": [
                    {"hospital_id": one.hospital.id, "hospital": one.hospital.name}
                    for one in each.hospitals
                ],
                "citation": None if each.citation is None else str(each.citation),
                "carried_from": each.carried_from or None,
            }
            for each in listed
        ],
    }


def concerns(departure: Departure, atlas: Atlas, areas: frozenset[str]) -> bool:
    """Whether a finding is about one of the areas, or about the prefecture of one."""
    if departure.area in PREFECTURES:
        return any(atlas.frame.areas[code].prefecture == departure.area for code in areas)
    return departure.area in areas or (not departure.area and len(areas) == len(atlas.frame))


def check_table(
    departures: Sequence[Departure], atlas: Atlas, edition: Edition, lang: str
) -> Table:
    """Give the findings as a table for people."""
    columns = (
        Words("重さ", "gravity"),
        Words("場所", "place"),
        Words("内容", "what"),
        Words("病院", "hospitals"),
        Words("規則", "rule"),
        Words("出典", "source"),
    )
    rows = tuple(
        (
            each.gravity.label.in_language(lang),
            _place(each, atlas, lang),
            each.words.in_language(lang),
            "、".join(one.hospital.name for one in each.hospitals),
            each.rule,
            _tell_source(each, lang),
        )
        for each in departures
    )
    title = Words(
        f"配置・グループ・期間の検査（{edition.id}）", f"Placement, groups and terms ({edition.id})"
    )
    counts = "、" if lang == "ja" else ", "
    told = counts.join(
        f"{gravity.label.in_language(lang)} {count}"
        for gravity, count in count_gravities(departures).items()
    )
    notes = tuple(each.in_language(lang) for each in notes_of(edition))
    return Table(
        title.in_language(lang),
        tuple(words.in_language(lang) for words in columns),
        rows,
        (told, *notes),
    )


def _tell_source(departure: Departure, lang: str) -> str | None:
    """Tell where the rule was read, and of which edition where that is not the one checked."""
    if departure.citation is None:
        return None
    if not departure.carried_from:
        return str(departure.citation)
    where = Words(
        f"{departure.carried_from}の条項による：", f"by the clause of {departure.carried_from}: "
    )
    return where.in_language(lang) + str(departure.citation)


def _place(departure: Departure, atlas: Atlas, lang: str) -> str:
    if departure.area in PREFECTURES:
        return PREFECTURES[departure.area].in_language(lang)
    area = atlas.frame.areas.get(departure.area)
    return departure.area if area is None else area.told.in_language(lang)
