"""Where the network departs from the rules about placement, groups and terms.

The clauses that bind the designator are judged here, never against a hospital. What one area or
prefecture has wrong is one finding, with the hospitals it concerns.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kinten.guideline.clauses import Clause
from kinten.guideline.edition import Edition
from kinten.guideline.shapes import Hole, NoNumber
from kinten.network.departure import (
    GROUP_RULE,
    PROVISION_RULE,
    Departure,
    Gravity,
    RuleText,
)
from kinten.network.group import Giver
from kinten.network.history import Standing
from kinten.network.placement import Placement
from kinten.network.placement_checking import check_placement
from kinten.network.terms import check_terms
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.strength import Binds
from kinten.vocabulary.wording import Words


def check_network(
    placement: Placement, edition: Edition, texts: Mapping[str, RuleText]
) -> tuple[Departure, ...]:
    """List every departure, in the order of the rules and then of the areas.

    ``texts`` give the text behind the rules of groups, provisions and terms, by rule. Placement
    clauses whose text is not held are not checked: ``unheld_clauses`` names them.
    """
    own = (*_groups(placement), *_provisions(placement), *check_terms(placement, edition))
    placed = check_placement(placement, edition)
    return (*placed, *(_cited(each, texts.get(each.rule)) for each in own))


def _cited(departure: Departure, text: RuleText | None) -> Departure:
    if text is None:
        return departure
    carried = text.edition if text.is_carried else ""
    return replace(departure, citation=text.citation, carried_from=carried)


def unheld_clauses(edition: Edition) -> tuple[Clause, ...]:
    """Give the clauses that bind the designator and whose text is not held: nothing can be checked."""
    return tuple(each for each in _of_designator(edition) if isinstance(each.test, Hole))


def holds_placement(edition: Edition) -> bool:
    """Whether the edition holds any clause that binds the designator and can be checked."""
    return any(not isinstance(each.test, Hole | NoNumber) for each in _of_designator(edition))


def _of_designator(edition: Edition) -> Iterator[Clause]:
    return (each for each in edition.walk() if each.binds is Binds.DESIGNATOR)


def _groups(placement: Placement) -> Iterator[Departure]:
    """Find local hospitals whose partner is gone, is no hub, or is not adjacent."""
    snapshot = placement.snapshot
    partners: dict[str, list[str]] = {}
    for group in snapshot.groups:
        partners.setdefault(group.hospital, []).append(group.partner)
    for standing in snapshot.standings:
        if standing.kind is not Kind.LOCAL or not standing.is_certain:
            continue
        named = partners.get(standing.hospital.id)
        if not named:
            yield _group(
                standing,
                Gravity.NOT_KNOWN,
                Words("グループ指定の相手が記録されていません", "no group partner is recorded"),
            )
            continue
        for partner in named:
            yield from _partner(standing, partner, placement)


def _partner(standing: Standing, partner: str, placement: Placement) -> Iterator[Departure]:
    hub = placement.snapshot.of(partner) if partner else None
    if not partner:
        words = Words("相手の病院を照合できません", "the partner matches no hospital")
        yield _group(standing, Gravity.NOT_KNOWN, words)
    elif hub is None:
        words = Words("相手の病院が指定されていません", "the partner is not designated")
        yield _group(standing, Gravity.BREACH, words)
    else:
        name = hub.hospital.name
        if hub.is_hub is False:
            words = Words(
                f"相手の{name}は拠点病院ではありません", f"the partner {name} is not a hub"
            )
            yield _group(standing, Gravity.BREACH, words)
        elif hub.is_hub is None:
            words = Words(
                f"相手の{name}の類型が不明です", f"the kind of the partner {name} is not known"
            )
            yield _group(standing, Gravity.NOT_KNOWN, words)
        yield from _adjacent(standing, hub, placement)


def _adjacent(standing: Standing, hub: Standing, placement: Placement) -> Iterator[Departure]:
    here, there = standing.hospital.area, hub.hospital.area
    if not here or not there:
        words = Words(
            "隣接を確認できません（所在地不明）", "adjacency cannot be told (place not known)"
        )
        yield _group(standing, Gravity.NOT_KNOWN, words)
    elif here in placement.adjacency.islands([here]):
        words = Words(
            "島の医療圏：隣接の申告なし", "an island area: no adjacency has been declared"
        )
        yield _group(standing, Gravity.NOT_KNOWN, words)
    elif not placement.adjacency.are_adjacent(here, there):
        words = Words(
            f"相手の{hub.hospital.name}の医療圏（{there}）は隣接していません",
            f"the area of the partner {hub.hospital.name} ({there}) is not adjacent",
        )
        yield _group(standing, Gravity.BREACH, words)


def _group(standing: Standing, gravity: Gravity, words: Words) -> Departure:
    return Departure(gravity, GROUP_RULE, words, (standing,), standing.hospital.area)


def _provisions(placement: Placement) -> Iterator[Departure]:
    for each in placement.snapshot.provisions:
        standing = placement.snapshot.of(each.hospital)
        if each.giver is Giver.NEITHER and standing is not None:
            words = Words(
                f"{each.cancer.label.ja}の{each.modality.label.ja}をグループのどちらも行いません",
                f"neither hospital of the group gives {each.modality.label.en} for {each.cancer.label.en} cancer",
            )
            yield Departure(
                Gravity.BREACH,
                PROVISION_RULE,
                words,
                (standing,),
                standing.hospital.area,
            )


def count_gravities(departures: Iterable[Departure]) -> Mapping[Gravity, int]:
    """Count the departures of each gravity."""
    counted = dict.fromkeys(Gravity, 0)
    for each in departures:
        counted[each.gravity] += 1
    return counted
