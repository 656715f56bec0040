"""What a revised requirement does to hospitals, areas and people: the act behind `kinten whatif`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

import numpy as np

from kinten.coverage.travel import Ways, reach
from kinten.desk.atlas import Atlas
from kinten.desk.call import Call, make_overlay
from kinten.desk.in_force import edition_in_force
from kinten.desk.joining import Joined, equate, join_reports
from kinten.desk.judging import select_reports
from kinten.desk.network_checking import check_on, load_citations
from kinten.desk.opening import find_candidates, find_withdrawing
from kinten.guideline.clauses import Clause
from kinten.guideline.edition import Edition, Overlay
from kinten.guideline.loading import load_edition
from kinten.guideline.overlaying import lay_over
from kinten.network.departure import OWN_RULES, Departure
from kinten.network.history import Snapshot, Standing
from kinten.network.placement import place
from kinten.report.model import Report
from kinten.scenario.curves import Ground, Step, break_points, draw_curve, points_in_force
from kinten.scenario.losing import compare
from kinten.scenario.panel import seat
from kinten.scenario.running import Outcome, list_changes, run
from kinten.scenario.standing import draw_map
from kinten.verdict.steps import Op
from kinten.vocabulary.facts import CATALOGUE
from kinten.vocabulary.wording import FaultError, Words


@dataclass(frozen=True, slots=True)
class Asked:
    """A scenario as it was asked for.

    ``call`` holds the edition after, the changes and the readings; ``before`` the edition before
    (the same one by default). ``equated`` maps a fact to the one that is read for it. ``without``
    and ``opening`` are names or ids of hospitals; ``curve`` is a clause.
    """

    call: Call
    before: str | None = None
    equated: Mapping[str, str] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    curve: str | None = None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What came out.

    ``minutes`` maps an area that changes to its mean minutes to the nearest hospital that is, or may
    be, a hub: before, after, and after the possible losses too.
    """

    asked: Asked
    atlas: Atlas
    snapshot: Snapshot
    before: Edition
    after: Edition
    joined: Joined
    outcome: Outcome
    minutes: Mapping[str, tuple[float | None, float | None, float | None]]
    second_round: tuple[Departure, ...]
    curve: tuple[Step, ...]
    curve_clause: str | None
    travel: Words


def what_if(reports: Sequence[Report], asked: Asked, atlas: Atlas, day: date) -> WhatIf:
    """Run the whole chain once.

    Raises FaultError for an unknown edition, clause, hospital or year.
    """
    snapshot = atlas.on(day)
    placement = place(snapshot, atlas.geography.adjacency)
    before, after = _editions(asked)
    chosen = select_reports(reports, asked.call) if reports else ()
    joined = join_reports(equate(chosen, asked.equated), placement)
    gone = find_withdrawing(asked.without, snapshot)
    opened = find_candidates(asked.opening, snapshot)
    first = seat(joined.reports, before, asked.call.as_of, _scope(asked, before))
    second = seat(joined.reports, after, asked.call.as_of, _scope(asked, after))
    contrast, then = compare(first, second), second.judge()
    losses = contrast.losses(then)
    changes = list_changes(joined.reports, joined.hospitals, contrast.before, then, losses)
    outcome = run(atlas.frame, snapshot, atlas.official, changes, without=gone, opening=opened)
    hubs = (each for each in snapshot.standings if each.is_certain and each.is_hub is not False)
    ways = atlas.ways([*hubs, *opened])
    steps: tuple[Step, ...] = ()
    if asked.curve is not None:
        land = draw_map(atlas.frame, snapshot, opened)
        ground = Ground(contrast, joined.hospitals, land, gone)
        steps = _curve(after.clause(asked.curve), ground, joined.reports)
    return WhatIf(
        asked,
        atlas,
        snapshot,
        before,
        after,
        joined,
        outcome,
        _minutes(outcome, ways, opened),
        _second_round(atlas, snapshot, outcome, opened),
        steps,
        None if asked.curve is None else after.clause(asked.curve).id,
        ways.told,
    )


def _editions(asked: Asked) -> tuple[Edition, Edition]:
    """Load both editions: the readings lie over both, the changes over the later one."""
    plain = load_edition(asked.call.edition)
    overlay = make_overlay(asked.call, plain)
    after = lay_over(plain, overlay)
    reading = Overlay(roughly=overlay.roughly, readings=overlay.readings)
    if asked.before is None or asked.before == asked.call.edition:
        return lay_over(plain, reading), after
    former = load_edition(asked.before)
    return lay_over(former, Overlay(roughly=overlay.roughly)), after


def _scope(asked: Asked, edition: Edition) -> str | None:
    scope = asked.call.scope
    if scope is None or edition.id == asked.call.edition:
        return scope
    return scope.removeprefix(f"{asked.call.edition}/")


def split_equated(readings: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Split ``--reading`` entries into readings of clauses and facts read for one another.

    FaultError where only one side of a pair is a fact.
    """
    equated = {name: value for name, value in readings.items() if name in CATALOGUE}
    for name, value in equated.items():
        if value not in CATALOGUE:
            raise FaultError(
                Words(
                    f"「{value}」は事実の名ではありません。",
                    f"“{value}” is not the name of a fact.",
                ),
                f"--reading {name}",
                Words(
                    "例: chemotherapy_patients=drug_therapy_patients",
                    "Example: chemotherapy_patients=drug_therapy_patients",
                ),
            )
    return {name: value for name, value in readings.items() if name not in equated}, equated


def _minutes(
    outcome: Outcome, ways: Ways, opened: Sequence[Standing]
) -> dict[str, tuple[float | None, float | None, float | None]]:
    """Give the mean minutes of each area that changes: before, after, and after the possible losses."""
    new = {each.hospital.id for each in opened}
    ids = [each.id for each in ways.hospitals]
    stands = [
        np.array([one not in absent for one in ids], dtype=bool)
        for absent in (new, outcome.gone, outcome.gone | outcome.perhaps_gone)
    ]
    found = {}
    for change in outcome.areas:
        before, after, at_most = (
            reach(ways, change.area.code, standing).mean for standing in stands
        )
        found[change.area.code] = (before, after, at_most)
    return found


def _second_round(
    atlas: Atlas, snapshot: Snapshot, outcome: Outcome, opened: Sequence[Standing]
) -> tuple[Departure, ...]:
    """List what the network check finds afterwards and did not find before."""
    if not outcome.gone and not opened:
        return ()
    edition, citations = edition_in_force(snapshot.day), load_citations()
    before: dict[tuple[str, str, str], list[Departure]] = {}
    for each in check_on(atlas, snapshot, edition, citations):
        before.setdefault(_key(each), []).append(each)
    after = check_on(atlas, snapshot.adding(opened).without(outcome.gone), edition, citations)
    return tuple(
        each
        for each in after
        if not any(_was_there(each, former) for former in before.get(_key(each), ()))
    )


def _key(departure: Departure) -> tuple[str, str, str]:
    return departure.gravity, departure.rule, departure.area


def _was_there(departure: Departure, former: Departure) -> bool:
    """Whether a finding stood before: the same, or a placement rule about these hospitals or more."""
    has = {each.hospital.id for each in departure.hospitals}
    had = {each.hospital.id for each in former.hospitals}
    is_own = departure.rule in OWN_RULES
    return has <= had and (departure.words == former.words or not is_own)


def _curve(clause: Clause, ground: Ground, reports: Sequence[Report]) -> tuple[Step, ...]:
    panel = ground.contrast.second
    if not any(line.clause.id == clause.id for part in panel.parts for line in part.program.lines):
        raise FaultError(
            Words(
                "この条項は、判定の範囲にも報告の類型にもありません。",
                "this clause is not judged here: it lies outside the scope, or binds no kind of the reports.",
            ),
            f"--curve {clause.id}",
            Words(
                "--scope の中の条項を、報告とともに指定してください。",
                "Name a clause within --scope, together with reports.",
            ),
        )
    factors = {
        step.factor
        for part in panel.parts
        for step in part.program.steps
        if step.clause == clause.id and step.op in {Op.AT_LEAST, Op.RATIO}
    } or {Decimal(1)}
    points = {point for factor in factors for point in break_points(clause, reports, factor)} | set(
        points_in_force(clause, ground.contrast.first, factors)
    )
    return draw_curve(ground, clause, sorted(points))


def with_changes(asked: Asked, changes: Mapping[str, str]) -> Asked:
    """Give the same scenario with other numbers, as a slider does."""
    return replace(asked, call=replace(asked.call, changes=changes))
