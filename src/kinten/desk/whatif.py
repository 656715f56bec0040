"""What a revised requirement does to hospitals, areas and people: the act behind `kinten whatif`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from kinten.desk.atlas import Atlas
from kinten.desk.call import Call, make_overlay
from kinten.desk.in_force import edition_in_force
from kinten.desk.joining import Joined, equate, join_reports
from kinten.desk.judging import select_reports
from kinten.desk.network_checking import check_on, load_citations
from kinten.desk.opening import find_candidates, find_withdrawing
from kinten.disclosure.masking import DEFAULT_K
from kinten.guideline.clauses import Clause
from kinten.guideline.edition import Edition, Overlay
from kinten.guideline.loading import load_edition
from kinten.guideline.overlaying import lay_over
from kinten.guideline.shapes import facts_of
from kinten.network.departure import OWN_RULES, Departure
from kinten.network.history import Snapshot, Standing
from kinten.network.placement import place
from kinten.report.model import Report
from kinten.scenario.curves import Ground, Step, break_points, draw_curve, points_in_force
from kinten.scenario.losing import compare
from kinten.scenario.panel import seat
from kinten.scenario.reaching import Hubs, Reached, compare_ways
from kinten.scenario.running import Outcome, list_changes, run
from kinten.scenario.standing import draw_map
from kinten.verdict.steps import Op
from kinten.vocabulary.facts import CATALOGUE
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.strength import Strength
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

    ``reached`` tells the ways to the nearest hub, of the areas whose cover or whose way changes.
    """

    asked: Asked
    atlas: Atlas
    snapshot: Snapshot
    before: Edition
    after: Edition
    joined: Joined
    outcome: Outcome
    reached: Reached
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
    reached, travel = _reach(atlas, snapshot, outcome, opened)
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
        reached,
        _second_round(atlas, snapshot, outcome, opened),
        steps,
        None if asked.curve is None else after.clause(asked.curve).id,
        travel,
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


def _reach(
    atlas: Atlas, snapshot: Snapshot, outcome: Outcome, opened: Sequence[Standing]
) -> tuple[Reached, Words]:
    """Measure the ways to every hospital that is or may be a hub, and compare them."""
    hubs = [each for each in snapshot.standings if each.is_hub is not False]
    ways = atlas.ways([*hubs, *opened])
    new = frozenset(each.hospital.id for each in opened)
    known = new | {each.hospital.id for each in hubs if each.is_hub and each.is_certain}
    kinds = Hubs(known, new, outcome.gone, outcome.perhaps_gone)
    wanted = [each.area.code for each in outcome.areas]
    return compare_ways(ways, atlas.frame, kinds, wanted), ways.told


def _second_round(
    atlas: Atlas, snapshot: Snapshot, outcome: Outcome, opened: Sequence[Standing]
) -> tuple[Departure, ...]:
    """List what the network check finds afterwards and did not find before.

    That a prefecture has no hub for certain any more is new, whatever was open about it before.
    """
    if not outcome.gone and not opened:
        return ()
    edition, citations = edition_in_force(snapshot.day), load_citations()
    before: dict[tuple[str, str, str], list[Departure]] = {}
    for each in check_on(atlas, snapshot, edition, citations):
        before.setdefault(_key(each), []).append(each)
    left = snapshot.adding(opened).without(outcome.gone)
    bereft = _with_hub(snapshot) - _with_hub(left)
    return tuple(
        each
        for each in check_on(atlas, left, edition, citations)
        if each.area in bereft
        or not any(_was_there(each, former) for former in before.get(_key(each), ()))
    )


def _with_hub(snapshot: Snapshot) -> frozenset[str]:
    """Give the prefectures in which a hospital is the prefectural hub for certain."""
    return frozenset(
        each.hospital.prefecture
        for each in snapshot.standings
        if each.kind is Kind.PREF and each.is_certain
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
        raise _not_judged(clause, panel.edition)
    factors = {
        step.factor
        for part in panel.parts
        for step in part.program.steps
        if step.clause == clause.id and step.op in {Op.AT_LEAST, Op.RATIO}
    } or {Decimal(1)}
    points = {point for factor in factors for point in break_points(clause, reports, factor)} | set(
        points_in_force(clause, ground.contrast.first, factors)
    )
    least = min(points, default=Decimal(0))
    hidden = Decimal(DEFAULT_K - 1) / max(factors)
    fact = CATALOGUE[facts_of(clause.test)[0]]
    if not fact.counts_patients or least > hidden:
        return draw_curve(ground, clause, sorted(points))
    # A step below K would be the small count of a hospital: the curve begins at the last one hidden.
    kept = sorted({hidden, *(each for each in points if each > hidden)})
    return tuple(
        replace(step, above=hidden if step.above is None else step.above)
        for step in draw_curve(ground, clause, kept)
        if step.up_to is None or step.up_to > hidden
    )


def _not_judged(clause: Clause, edition: Edition) -> FaultError:
    """Say why a clause has no curve: a change of the user's own took it out, or it was never judged."""
    changed = {} if edition.overlay is None else edition.overlay.strengths
    for name, strength in changed.items():
        if strength == Strength.NONE and f"{clause.id}/".startswith(f"{name}/"):
            return FaultError(
                Words(
                    f"この条項は、指定された変更 {name} = {strength} により判定しません。",
                    f"this clause is not judged because of your own change {name} = {strength}.",
                ),
                f"--curve {clause.id}",
                Words(
                    "その --set を外すか、--curve に別の条項を指定してください。",
                    "Leave that --set out, or name another clause with --curve.",
                ),
            )
    return FaultError(
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


def with_changes(asked: Asked, changes: Mapping[str, str]) -> Asked:
    """Give the same scenario with other numbers, as a slider does."""
    return replace(asked, call=replace(asked.call, changes=changes))
