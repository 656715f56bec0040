"""The document of `kinten siting MODEL --json` for Japan."""

import resource
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from kinten import __version__
from kinten.coverage.reached import Reached
from kinten.coverage.siting.answer import Answer
from kinten.desk.siting_japan import JapanSited, Posed
from kinten.desk.siting_japan_more import More
from kinten.desk.siting_japan_sites import Candidate
from kinten.desk.siting_japan_words import CAUTION, tell_notes
from kinten.report.model import Source


def japan_document(sited: JapanSited, more: More, sources: Sequence[Source] = ()) -> dict[str, Any]:
    """Give the whole answer; ``sources`` are the user's own files beside the packaged tables."""
    posed, answer, change = sited.posed, sited.answer, sited.change
    return {
        "kinten": __version__,
        "inputs": [
            {"name": each.name, "sha256": each.sha256} for each in (*sources, *posed.sources)
        ],
        "caution": CAUTION._asdict(),
        "model": answer.model.value,
        "question": _question(posed, more),
        "status": answer.status.value,
        "objective": answer.objective,
        "bound": answer.bound,
        "gap": answer.gap,
        "before": posed.addition.before,
        "open": _ids(posed, answer.open),
        "hospitals": [
            {
                **_candidate(each.candidate),
                "people_nearer": round(each.nearer),
                "minutes_before": each.before,
                "minutes_after": each.after,
                "people_first_way": round(each.first_way),
                "people_within_by_it_alone": round(each.only_by_it),
            }
            for each in change.chosen
        ],
        "unserved": _places(posed, answer.unserved),
        "unreachable": _places(posed, answer.unreachable),
        "reason": None if answer.reason is None else answer.reason._asdict(),
        "reached_before": _reached(change.before),
        "reached_after": _reached(change.after),
        "areas": [
            {
                "area": each.area,
                "people": round(each.people),
                "minutes_before": each.before,
                "minutes_after": each.after,
                "people_newly_within": round(each.within_after - each.within_before),
                "people_first_way": round(each.first_way),
            }
            for each in change.areas
            if each.is_changed
        ],
        "swaps": [
            {
                "leaving": _id(posed, each.leaving),
                "coming": _candidate(posed.sites.candidates[each.coming]),
                "cost": each.cost,
            }
            for each in more.swaps
        ],
        "equals": _equals(sited, more),
        "conflicts": [_places(posed, each) for each in sited.answer.conflicts],
        **_beside(sited, more),
        "standing": len(posed.sites.standing),
        "not_counted": [each.id for each in (*posed.sites.unplaced, *posed.sites.uncertain)],
        "candidates": [_candidate(each) for each in posed.sites.candidates],
        "assumptions": [each._asdict() for each in tell_notes(posed)],
        "seconds": round(sited.seconds, 3),
        "peak_mb": round(peak_mb(), 1),
    }


def _equals(sited: JapanSited, more: More) -> list[dict[str, Any]]:
    """Give the candidates that do as well as a chosen one: same area, same people within the radius."""
    posed = sited.posed
    answers = (
        sited.answer,
        *(each.answer for each in more.runners or ()),
        *(each.answer for each in more.imposed),
    )
    chosen = dict.fromkeys(site for each in answers for site in each.open)
    return [
        {"hospital": _id(posed, site), "equals": _ids(posed, posed.addition.equals(site))}
        for site in chosen
        if posed.addition.equals(site)
    ]


def _question(posed: Posed, more: More) -> dict[str, Any]:
    asked = posed.asked
    return {
        "as_of": posed.snapshot.day.isoformat(),
        "by": asked.by.value,
        "group": asked.group.value,
        "year": asked.year,
        "people": posed.demand.total,
        "areas": None if asked.areas is None else sorted(asked.areas),
        "more": posed.more,
        "radius": asked.radius,
        "no_way_as": asked.no_way,
        "candidates": asked.conditions.where.value,
        "min_beds": asked.conditions.min_beds,
        "min_discharges": asked.conditions.min_discharges,
        "travel": posed.travel.told._asdict(),
        "runners_up_within": more.asked.share,
    }


def _beside(sited: JapanSited, more: More) -> dict[str, Any]:
    posed = sited.posed
    runners = None
    if more.runners is not None:
        runners = [
            {
                **_answer(posed, each.answer),
                "leaving": _ids(posed, each.leaving),
                "coming": _ids(posed, each.coming),
                "cost": each.cost,
            }
            for each in more.runners
        ]
    losses = None
    if more.losses is not None:
        losses = [
            {
                "model": each.model.value,
                **_answer(posed, each.answer),
                "reached": None if each.figures is None else _reached(each.figures),
                "longest_of_nearer": each.longest,
            }
            for each in more.losses
        ]
    return {
        "runners_up": runners,
        "runners_up_complete": more.is_complete,
        "imposed": [
            {
                "hospital": _candidate(posed.sites.candidates[each.site]),
                **_answer(posed, each.answer),
                "cost_at_least": None if each.cost is None else each.cost[0],
                "cost_at_most": None if each.cost is None else each.cost[1],
                "reached": None if each.figures is None else _reached(each.figures),
            }
            for each in more.imposed
        ],
        "losses": losses,
        "other_year": _other_year(posed, more),
    }


def _other_year(posed: Posed, more: More) -> dict[str, Any] | None:
    other = more.other
    if other is None:
        return None
    return {
        "year": other.year,
        "people": other.people,
        "reached_before": _reached(other.before),
        "reached_with_same": _reached(other.same),
        "best": _answer(posed, other.best.answer),
        "reached_with_best": _reached(other.best.change.after),
        "cost_of_same": other.cost,
    }


def _answer(posed: Posed, answer: Answer) -> dict[str, Any]:
    return {
        "status": answer.status.value,
        "objective": answer.objective,
        "bound": answer.bound,
        "open": _ids(posed, answer.open),
    }


def _candidate(candidate: Candidate) -> dict[str, Any]:
    hospital = candidate.hospital
    return {
        "registry_id": hospital.id,
        "name": hospital.name,
        "prefecture": hospital.prefecture,
        "area": candidate.group,
        "beds_general": candidate.beds,
        "discharges_2021_at_least": candidate.discharges,
        "is_surveyed": candidate.is_surveyed,
    }


def _reached(figures: Reached) -> dict[str, Any]:
    return {
        "within": {f"{limit:g}": round(people) for limit, people in figures.within.items()},
        "minutes_mean": figures.mean,
        "minutes_median": figures.median,
        "minutes_p90": figures.p90,
        "minutes_longest": figures.longest,
        "people_without_way": round(figures.cut_off),
    }


def _id(posed: Posed, place: int) -> str:
    return posed.sites.candidates[place].hospital.id


def _ids(posed: Posed, places: Iterable[int]) -> list[str]:
    return [_id(posed, place) for place in places]


def _places(posed: Posed, rows: Iterable[int]) -> list[str]:
    return [posed.demand.places[row].code for row in rows]


def peak_mb() -> float:
    """Give the largest memory of the process so far, MB."""
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return float(highest) / (1024 * 1024 if sys.platform == "darwin" else 1024)
