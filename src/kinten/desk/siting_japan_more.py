"""What is told beside the best set of hospitals.

The next best sets, the other hospitals of the same area, imposed hospitals, each model under the
others, and the same set for the people of another year.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kinten.coverage.reached import Reached, reached
from kinten.coverage.siting.additions import STANDING, Addition, add_to
from kinten.coverage.siting.answer import Answer, Deadline, Model, deadline
from kinten.coverage.siting.runners import impose, runners_up
from kinten.desk.opening import all_hospitals
from kinten.desk.siting_japan import JapanSited, Posed, is_answered, site_in_japan, solve
from kinten.vocabulary.identity import KnownHospital, find_hospital
from kinten.vocabulary.wording import FaultError, Words

NEAR = 0.01
"""Share of what the best set gains within which another one is told: the 1 % of a runner-up."""


@dataclass(frozen=True, slots=True)
class MoreAsked:
    """What is asked beside the best set.

    ``runners`` is how many further sets at most, None for none; ``share`` the part of the best gain that
    they may lose. ``imposed`` are hospitals by registry id or name, ``year`` the other year.
    """

    runners: int | None = None
    share: float = NEAR
    imposed: tuple[str, ...] = ()
    has_losses: bool = False
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Swap:
    """One hospital of the answer exchanged for another of its area, and what that costs (never below nought)."""

    leaving: int
    coming: int
    cost: float


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """A further set: who leaves and who comes compared with the best one, and what that costs."""

    answer: Answer
    leaving: tuple[int, ...]
    coming: tuple[int, ...]
    cost: float


@dataclass(frozen=True, slots=True)
class ImposedSite:
    """The best set that holds one hospital: the answer, and its cost at least and at most (None without one).

    ``figures`` are those of the set, None without one.
    """

    site: int
    answer: Answer
    cost: tuple[float, float] | None
    figures: Reached | None


@dataclass(frozen=True, slots=True)
class JapanLoss:
    """The set of one model measured for everybody: what each objective makes of it.

    ``longest`` is over those whom some candidate brings nearer, as in the p-centre.
    """

    model: Model
    answer: Answer
    figures: Reached | None
    longest: float | None


@dataclass(frozen=True, slots=True)
class OtherYear:
    """The same set for the people of another year, beside the best set for them."""

    year: int
    people: int
    before: Reached
    same: Reached
    best: JapanSited
    cost: float | None


@dataclass(frozen=True, slots=True)
class More:
    """Everything told beside the best set; None for what was not asked."""

    asked: MoreAsked
    swaps: tuple[Swap, ...]
    runners: tuple[RunnerUp, ...] | None
    is_complete: bool | None
    imposed: tuple[ImposedSite, ...]
    losses: tuple[JapanLoss, ...] | None
    other: OtherYear | None


def find_more(sited: JapanSited, asked: MoreAsked, until: Deadline | None = None) -> More:
    """Find what was asked beside an answer, within what is left of its limit."""
    limit = sited.posed.asked.limit
    left = None if limit is None else max(0.0, limit - sited.seconds)
    end = until or deadline(time.monotonic, left)
    wanted = find_imposed(sited.posed, asked.imposed)
    if not is_answered(sited.answer):
        return More(asked, (), None, None, (), None, None)
    runners, is_complete = _runners(sited, asked, end)
    return More(
        asked,
        tuple(find_swaps(sited)),
        runners,
        is_complete,
        _imposed(sited, wanted, end),
        _losses(sited, end) if asked.has_losses else None,
        None if asked.year is None else _other_year(sited, asked.year, end),
    )


def find_imposed(posed: Posed, asked: Iterable[str]) -> tuple[int, ...]:
    """Find candidates by registry id or name; FaultError for one that is no candidate, and why."""
    candidates = posed.sites.candidates
    by_id = {each.hospital.id: place for place, each in enumerate(candidates)}
    known = {
        KnownHospital(each.hospital.name, each.hospital.id, each.hospital.prefecture): place
        for place, each in enumerate(candidates)
    }
    found = []
    for each in asked:
        if each in by_id:
            found.append(by_id[each])
            continue
        if any(each in {one.id, one.name} for one in all_hospitals()) and not any(
            each == one.name for one in known
        ):
            raise FaultError(
                Words(f"{each}は候補の条件に合いません。", f"{each} is no candidate."),
                "--impose",
                Words(
                    "指定を受けておらず、--candidates の範囲にあり、--min-beds と --min-discharges に"
                    "届く病院だけが候補です。条件をゆるめてください。",
                    "A candidate is not designated, lies where --candidates says, and has so many beds "
                    "(--min-beds) and discharges (--min-discharges). Widen the conditions.",
                ),
            )
        try:
            found.append(known[find_hospital(each, known)])
        except FaultError as fault:
            _refuse_standing(posed, each)
            raise FaultError(fault.what, "--impose", fault.mend) from fault
    return tuple(found)


def _refuse_standing(posed: Posed, asked: str) -> None:
    """Raise FaultError where a hospital stands already and need not be imposed."""
    known = tuple(
        KnownHospital(each.name, each.id, each.prefecture)
        for each in (*posed.sites.standing, *posed.sites.unplaced, *posed.sites.uncertain)
    )
    try:
        found = find_hospital(asked, known).name
    except FaultError:
        return
    raise FaultError(
        Words(
            f"{found}はこの日に指定されている病院（指定が確かでないものを含む）で、候補ではありません。",
            f"{found} is designated on this day (or may be): it is no candidate.",
        ),
        "--impose",
        Words("外してください。", "Leave it out."),
    )


def find_swaps(sited: JapanSited) -> Iterable[Swap]:
    """Exchange each hospital of the answer for each other candidate of its area, the cheapest first."""
    addition, chosen = sited.posed.addition, sited.answer.open
    best = addition.value(chosen)
    for leaving in chosen:
        group = next((each for each in addition.ground.groups if leaving in each), frozenset())
        swaps = []
        for coming in sorted(group - {leaving}):
            swapped = tuple(coming if each == leaving else each for each in chosen)
            swaps.append(Swap(leaving, coming, max(0.0, _worse(addition, swapped, best))))
        yield from sorted(swaps, key=lambda each: (each.cost, each.coming))


def _worse(addition: Addition, chosen: tuple[int, ...], best: float) -> float:
    sign = -1.0 if addition.model is Model.MCLP else 1.0
    if addition.model is Model.LSCP:
        # As many sites; worse only where somebody is left out.
        ways = addition.problem.distances[:, [STANDING, *(each + 1 for each in chosen)]]
        return float(addition.problem.weights[ways.min(axis=1) > addition.radius].sum())
    return sign * (addition.value(chosen) - best)


def _runners(
    sited: JapanSited, asked: MoreAsked, until: Deadline
) -> tuple[tuple[RunnerUp, ...] | None, bool | None]:
    if asked.runners is None:
        return None, None
    addition = sited.posed.addition
    share = _share_of_gain(sited, asked.share)
    found = runners_up(addition.problem, addition.solve, sited.raw, share, asked.runners, until)
    best = set(sited.answer.open)
    listed = []
    for each in found.answers:
        answer = addition.whole(each)
        cost = abs((answer.objective or 0.0) - (sited.answer.objective or 0.0))
        leaving = tuple(sorted(best - set(answer.open)))
        coming = tuple(sorted(set(answer.open) - best))
        listed.append(RunnerUp(answer, leaving, coming, cost))
    return tuple(listed), found.is_complete


def _share_of_gain(sited: JapanSited, share: float) -> float:
    """Turn a share of what is gained into one of the objective that the problem has."""
    gain = sited.posed.addition.gain(sited.answer.objective)
    whole = abs(sited.raw.objective or 0.0)
    return share if gain is None or whole == 0 else share * gain / whole


def _imposed(
    sited: JapanSited, wanted: tuple[int, ...], until: Deadline
) -> tuple[ImposedSite, ...]:
    addition = sited.posed.addition
    # A twin reaches the same people as the one that stands for it: it costs as much.
    columns = [addition.twins.get(site, site) + 1 for site in wanted]
    problem = addition.problem
    problem = replace(problem, forbidden=problem.forbidden - frozenset(columns))
    found = impose(problem, addition.solve, sited.raw, columns, until)
    ground, limits = addition.ground, tuple(sited.change.before.within)
    listed = []
    for site, each in zip(wanted, found, strict=True):
        answer = _with_twin(addition.whole(each.answer), addition, site)
        told = is_answered(answer)
        figures = reached(ground.weights, ground.after(answer.open), limits) if told else None
        listed.append(ImposedSite(site, answer, each.cost, figures))
    return tuple(listed)


def _with_twin(answer: Answer, addition: Addition, site: int) -> Answer:
    leader = addition.twins.get(site, site)
    return replace(answer, open=tuple(site if each == leader else each for each in answer.open))


def _losses(sited: JapanSited, until: Deadline) -> tuple[JapanLoss, ...]:
    """Solve p-median, MCLP and p-centre with as many hospitals, and measure each set for everybody."""
    posed = sited.posed
    ground, asked, radius = posed.ground, posed.asked, sited.change.radius
    more = len(sited.answer.open)
    nearer = add_to(ground, Model.PCENTER, more, no_way=asked.no_way)
    models = (Model.PMEDIAN, Model.MCLP, Model.PCENTER)
    found = []
    for place, model in enumerate(models):
        limit = None if until.limit is None else until.left / (len(models) - place)
        addition = add_to(ground, model, more, radius, asked.no_way)
        _, answer = solve(replace(posed, addition=addition), deadline(until.timer, limit))
        told = is_answered(answer)
        limits = tuple(sited.change.before.within)
        figures = reached(ground.weights, ground.after(answer.open), limits) if told else None
        longest = nearer.value(answer.open) if told else None
        found.append(JapanLoss(model, answer, figures, longest))
    return tuple(found)


def _other_year(sited: JapanSited, year: int, until: Deadline) -> OtherYear:
    later = sited.posed.in_year(year)
    ground, chosen = later.ground, sited.answer.open
    limits = tuple(sited.change.before.within)
    best = site_in_japan(later, until)
    cost = None
    if best.answer.objective is not None and later.asked.model is not Model.LSCP:
        cost = max(0.0, _worse(later.addition, chosen, best.answer.objective))
    return OtherYear(
        year,
        later.demand.total,
        reached(ground.weights, ground.standing, limits),
        reached(ground.weights, ground.after(chosen), limits),
        best,
        cost,
    )
