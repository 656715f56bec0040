"""Which existing hospitals of Japan could be designated next: what `kinten siting MODEL` answers without a matrix."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from kinten.coverage.demand import COUNTED_YEAR, By, Demand, Group, demand_of
from kinten.coverage.siting.additions import (
    ADDED_MODELS,
    Addition,
    Ground,
    add_to,
    nothing_to_gain,
)
from kinten.coverage.siting.answer import Answer, Deadline, Model, Status, deadline
from kinten.coverage.travel import GreatCircle, Matrix, Travel
from kinten.desk.atlas import Atlas, packaged_source
from kinten.desk.siting_japan_change import Change, measure_change
from kinten.desk.siting_japan_sites import SITE_TABLES, Conditions, Sites, find_sites
from kinten.network.history import Snapshot
from kinten.report.model import Source
from kinten.vocabulary.wording import FaultError, Words

_TABLES = ("municipalities.parquet", "projection.parquet", *SITE_TABLES)


@dataclass(frozen=True, slots=True)
class JapanAsked:
    """What is asked of Japan.

    ``count`` counts the standing sites, ``more`` does not (lscp needs neither). ``radius`` and
    ``no_way`` (the minutes that a way over no land stands for in pmedian and pcenter, None for none)
    are minutes, ``limit`` seconds. ``areas`` are the areas whose people count, None for all.
    """

    model: Model
    more: int | None = None
    count: int | None = None
    radius: float | None = None
    limit: float | None = None
    by: By = By.MUNICIPALITY
    group: Group = Group.ALL
    year: int = COUNTED_YEAR
    areas: frozenset[str] | None = None
    no_way: float | None = None
    conditions: Conditions = field(default_factory=Conditions)


@dataclass(frozen=True, slots=True)
class Posed:
    """A question of Japan posed: who counts, who stands, who could come, the ways between them."""

    asked: JapanAsked
    atlas: Atlas
    snapshot: Snapshot
    travel: Travel
    demand: Demand
    sites: Sites
    addition: Addition

    @property
    def more(self) -> int | None:
        """How many hospitals were asked for beside the standing ones; None for lscp."""
        if self.asked.model is Model.LSCP:
            return None
        return _more(self.asked, len(self.sites.standing))

    @property
    def ground(self) -> Ground:
        """The ways and the people."""
        return self.addition.ground

    @property
    def sources(self) -> tuple[Source, ...]:
        """The packaged tables behind the answer, and those of the network."""
        return (*map(packaged_source, _TABLES), *self.atlas.sources)

    def in_year(self, year: int) -> "Posed":
        """Pose the same question of the people of another year, at the same places."""
        later = demand_of(self.atlas.geography, self.asked.by, self.asked.group, year)
        people = {each.code: count for each, count in zip(later.places, later.weights, strict=True)}
        weights = np.array([people.get(each.code, 0.0) for each in self.demand.places])
        demand = replace(later, places=self.demand.places, areas=self.demand.areas, weights=weights)
        asked = replace(self.asked, year=year)
        addition = _add(asked, replace(self.ground, weights=weights), self.sites)
        return replace(self, asked=asked, demand=demand, addition=addition)


@dataclass(frozen=True, slots=True)
class JapanSited:
    """An answer for Japan: ``raw`` is that of the problem, ``answer`` the same of all clients.

    ``answer.open`` are places in ``posed.sites.candidates``, ``answer.unserved`` rows of the demand.
    """

    posed: Posed
    raw: Answer
    answer: Answer
    change: Change
    seconds: float


def pose(asked: JapanAsked, atlas: Atlas, snapshot: Snapshot, travel: Travel) -> Posed:
    """Gather people, sites and ways; FaultError for what cannot be asked."""
    _check(asked, travel)
    demand = demand_of(atlas.geography, asked.by, asked.group, asked.year)
    if asked.areas is not None:
        demand = demand.within(asked.areas)
    sites = find_sites(
        atlas, snapshot, asked.conditions, needs_place=not isinstance(travel, Matrix)
    )
    if not sites.standing or not sites.candidates or not demand.places:
        raise _nothing(asked, sites)
    hospitals = [each.hospital for each in sites.candidates]
    ground = Ground(
        travel.minutes(demand.places, sites.standing).min(axis=1),
        travel.minutes(demand.places, hospitals),
        demand.weights,
        sites.groups,
        len(sites.standing),
        sites.order,
    )
    return Posed(asked, atlas, snapshot, travel, demand, sites, _add(asked, ground, sites))


def _add(asked: JapanAsked, ground: Ground, sites: Sites) -> Addition:
    return add_to(
        ground,
        asked.model,
        _more(asked, len(sites.standing)),
        np.inf if asked.radius is None else asked.radius,
        asked.no_way,
    )


def site_in_japan(posed: Posed, until: Deadline | None = None) -> JapanSited:
    """Answer a posed question within its own limit of seconds, or by a deadline that more shares."""
    end = until or deadline(time.monotonic, posed.asked.limit)
    start = time.monotonic()
    raw, answer = solve(posed, end)
    change = measure_change(
        posed.demand, posed.ground, posed.sites.candidates, answer.open, posed.asked.radius
    )
    return JapanSited(posed, raw, answer, change, time.monotonic() - start)


def solve(posed: Posed, until: Deadline) -> tuple[Answer, Answer]:
    """Solve a posed question: the answer of its problem, and the same of all clients."""
    addition = posed.addition
    if not addition.clients.size:
        found = nothing_to_gain(addition)
        return found, found
    raw = addition.solve(addition.problem, until)
    return raw, addition.whole(raw)


def _check(asked: JapanAsked, travel: Travel) -> None:
    if asked.model not in ADDED_MODELS:
        raise FaultError(
            Words(
                "病院の容量を示す公表値がないため、cpmedianは日本の病院では使えません。",
                "no published table has the capacity of hospitals: cpmedian cannot be asked of Japan.",
            ),
            "siting cpmedian",
            Words(
                "pmedianにするか、自分の行列と容量を --distances と --capacity で指定してください。",
                "Ask for pmedian, or give your own matrix and capacities (--distances, --capacity).",
            ),
        )
    needs_radius = asked.model in {Model.LSCP, Model.MCLP}
    if needs_radius and asked.radius is None:
        raise FaultError(
            Words(f"{asked.model}には半径が必要です。", f"{asked.model} needs a radius."),
            "--radius",
            Words("半径を分で書いてください（例 60）。", "Write it in minutes (such as 60)."),
        )
    for name, value in (("--radius", asked.radius), ("--no-way-as", asked.no_way)):
        if value is not None and not (0 <= value < np.inf):
            raise FaultError(
                Words(f"{value:g}分は使えません。", f"{value:g} minutes cannot be used."),
                name,
                Words("0以上の分を書いてください。", "Write minutes from 0 on."),
            )
    if asked.no_way is not None and needs_radius:
        raise FaultError(
            Words(
                f"{asked.model}では --no-way-as は使われません。",
                f"--no-way-as has no use in {asked.model}.",
            ),
            "--no-way-as",
            Words("外してください。", "Leave it out."),
        )
    if asked.by is By.AREA and not isinstance(travel, GreatCircle):
        raise FaultError(
            Words(
                "医療圏の点からの所要時間は、その表にも経路計算にもありません。",
                "minutes from the points of areas are in no table and no routing.",
            ),
            "--by area",
            Words(
                "--by municipality にするか、直線距離による仮定を使ってください。",
                "Ask --by municipality, or use the assumption of straight distances.",
            ),
        )


def _more(asked: JapanAsked, standing: int) -> int:
    if asked.model is Model.LSCP:
        if asked.more is not None or asked.count is not None:
            raise FaultError(
                Words(
                    "lscpは数そのものを求めるので、数を指定できません。",
                    "lscp finds the number itself: it takes none.",
                ),
                "--more --p",
                Words("外してください。", "Leave it out."),
            )
        return 0
    if (asked.more is None) == (asked.count is None):
        raise FaultError(
            Words(
                f"{asked.model}には --more か --p のどちらか一つが必要です。",
                f"{asked.model} needs one of --more and --p.",
            ),
            "--more --p",
            Words(
                "加える病院の数を --more で書いてください。",
                "Write how many hospitals are added with --more.",
            ),
        )
    more = asked.more if asked.more is not None else (asked.count or 0) - standing
    if more < 1:
        raise FaultError(
            Words(
                f"加える病院が{more}です。"
                if asked.more is not None
                else f"--p {asked.count} は、この日の指定病院{standing}（すべて固定）より多くありません。",
                f"{more} hospitals would be added."
                if asked.more is not None
                else f"--p {asked.count} is not more than the {standing} designated on the day, "
                "which are all fixed.",
            ),
            "--more" if asked.more is not None else "--p",
            Words("一つ以上を加えるようにしてください。", "Let it add one or more."),
        )
    return more


def _nothing(asked: JapanAsked, sites: Sites) -> FaultError:
    if not sites.standing:
        return FaultError(
            Words(
                "この日に確かに指定され、場所のわかる病院がありません。",
                "no hospital with a known place is certainly designated on this day.",
            ),
            "--as-of --network",
            Words("日かネットワークを直してください。", "Mend the day or the network."),
        )
    if not sites.candidates:
        return FaultError(
            Words(
                f"条件に合う候補の病院がありません（{asked.conditions.where.label.ja}）。",
                f"no hospital meets the conditions of a candidate ({asked.conditions.where.label.en}).",
            ),
            "--candidates",
            Words(
                "--candidates possible か all、--min-beds、--min-discharges をゆるめてください。",
                "Widen --candidates (possible, all), --min-beds or --min-discharges.",
            ),
        )
    return FaultError(
        Words("数える人がいません。", "nobody is counted."),
        "--area --prefecture",
        Words("ほかの範囲を指定してください。", "Ask of another place."),
    )


def is_answered(answer: Answer) -> bool:
    """Whether an answer has sites."""
    return answer.status in {Status.OPTIMAL, Status.FEASIBLE}


def names_of(posed: Posed, chosen: Sequence[int]) -> tuple[str, ...]:
    """Name candidates by their places."""
    return tuple(posed.sites.candidates[place].hospital.name for place in chosen)
