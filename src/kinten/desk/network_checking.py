"""The network check with its citations: what `kinten network check` shows."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kinten import __version__
from kinten.desk.atlas import Atlas
from kinten.desk.in_force import edition_in_force
from kinten.desk.result import edition_document
from kinten.guideline.edition import Edition
from kinten.guideline.loading import load_edition
from kinten.network.checking import (
    GROUP_RULE,
    PROVISION_RULE,
    TERM_RULE,
    Departure,
    check_network,
    count_gravities,
)
from kinten.network.history import Snapshot
from kinten.network.placement import place
from kinten.tables.table import Table
from kinten.vocabulary.citation import Citation
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words

_TEXTS = {
    GROUP_RULE: ("H26.1", "local/group"),
    PROVISION_RULE: ("H26.1", "local/role-split"),
    TERM_RULE: ("H30.7", "procedure/term"),
}


def check_on(
    atlas: Atlas,
    snapshot: Snapshot,
    edition: Edition | None = None,
    citations: Mapping[str, Citation] | None = None,
) -> tuple[Departure, ...]:
    """Check a snapshot against an edition (that in force on its day by default).

    ``citations`` are those of ``load_citations``, for a caller that checks several snapshots.
    """
    held = edition or edition_in_force(snapshot.day)
    placement = place(snapshot, atlas.geography.adjacency)
    return check_network(placement, held, citations or load_citations())


def load_citations() -> dict[str, Citation]:
    """Load the text behind the rules that are our own reading of several clauses, by rule."""
    editions = {name: load_edition(name) for name in {name for name, _ in _TEXTS.values()}}
    return {
        rule: editions[edition].clause(clause).citation
        for rule, (edition, clause) in _TEXTS.items()
    }


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
            None if each.citation is None else str(each.citation),
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
    return Table(
        title.in_language(lang), tuple(words.in_language(lang) for words in columns), rows, (told,)
    )


def _place(departure: Departure, atlas: Atlas, lang: str) -> str:
    if departure.area in PREFECTURES:
        return PREFECTURES[departure.area].in_language(lang)
    area = atlas.frame.areas.get(departure.area)
    return departure.area if area is None else area.told.in_language(lang)
