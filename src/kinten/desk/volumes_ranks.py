"""The hospitals of a prefecture for one cancer, the largest first, and which are designated."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kinten.coverage.linking import name_key, without_founder
from kinten.coverage.volume import HIDDEN_BELOW, DischargeHospital, Discharges, ranks
from kinten.desk.atlas import Atlas
from kinten.desk.networking import tell_basis, tell_kind
from kinten.desk.volumes import NOT_A_REQUIREMENT, SUMS_AT_LEAST, tell_day, tell_of
from kinten.desk.volumes_linking import tell_links
from kinten.disclosure.masking import masked
from kinten.network.history import Snapshot, Standing
from kinten.tables.table import Table, Value
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words


@dataclass(frozen=True, slots=True)
class Ranked:
    """A hospital of the survey in its place; ``rank`` and ``discharges`` are None for a hidden cell.

    ``standing`` is its designation on the day, None where it has none.
    """

    hospital: DischargeHospital
    rank: int | None
    discharges: int | None
    standing: Standing | None


def ranked(
    discharges: Discharges, snapshot: Snapshot, disease: str, prefecture: str
) -> Iterator[Ranked]:
    """Give those with a published cell, then the designated ones without.

    A hidden cell may be nothing or up to nine: its hospital has no rank.
    """
    standings: Mapping[str, Standing] = {each.hospital.id: each for each in snapshot.standings}
    for each in ranks(discharges, disease, prefecture):
        yield Ranked(
            each.hospital, each.rank, each.discharges, standings.get(each.hospital.hospital)
        )
    for code, hospital in discharges.hospitals.items():
        standing = standings.get(hospital.hospital)
        is_hidden = (code, disease) not in discharges.cells
        if standing is not None and hospital.prefecture == prefecture and is_hidden:
            yield Ranked(hospital, None, None, standing)


def ranks_table(
    discharges: Discharges,
    atlas: Atlas,
    snapshot: Snapshot,
    disease: str,
    prefecture: str,
    lang: str,
) -> Table:
    """Give the hospitals of a prefecture for a disease: the candidates of the specific-field rule.

    A designated hospital without a published cell stands at the foot, masked and without a rank.
    """
    columns = (
        Words("順位", "rank"),
        Words("病院（調査での名称）", "hospital (name in the survey)"),
        Words("退院", "discharges"),
        Words("指定", "designated"),
        Words("類型の根拠", "kind stated"),
        Words("一覧での名称（異なる場合）", "name on the list, where it differs"),
    )
    hidden = masked(HIDDEN_BELOW).told.in_language(lang)
    rows: list[tuple[Value, ...]] = [
        (
            each.rank,
            each.hospital.name,
            hidden if each.discharges is None else each.discharges,
            tell_designation(each.standing, lang),
            "" if each.standing is None else tell_basis(each.standing, lang),
            _other_name(each),
        )
        for each in ranked(discharges, snapshot, disease, prefecture)
    ]
    name = PREFECTURES[prefecture]
    title = Words(f"{name.ja}の病院の順位", f"Hospitals of {name.en}, ranked").in_language(lang)
    notes = (NOT_A_REQUIREMENT, SUMS_AT_LEAST, tell_day(snapshot))
    links = tell_links(discharges, atlas, snapshot, prefecture)
    return Table(
        title + tell_of(disease, discharges, lang),
        tuple(words.in_language(lang) for words in columns),
        tuple(rows),
        tuple(each.in_language(lang) for each in (*notes, *links)),
    )


def tell_designation(standing: Standing | None, lang: str) -> str:
    """Say in words whether a hospital is designated, and of what kind; empty where it is not."""
    if standing is None:
        return ""
    if not standing.is_certain:
        return Words("指定か不明", "perhaps designated").in_language(lang)
    kind = tell_kind(standing, lang)
    if standing.is_old:
        kind += Words("（4年より前）", " (older than 4 years)").in_language(lang)
    if standing.kind is None:
        return Words(f"指定：類型は{kind}", f"designated: kind {kind}").in_language(lang)
    return Words(f"指定：{kind}", f"designated: {kind}").in_language(lang)


def _other_name(each: Ranked) -> str:
    if each.standing is None or not each.standing.hospital.names:
        return ""
    name = each.standing.hospital.name
    here, there = name_key(each.hospital.name), name_key(name)
    is_same = here == there or here in without_founder(there) or there in without_founder(here)
    return "" if is_same else name
