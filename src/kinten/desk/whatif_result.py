"""A scenario's outcome as a document."""

from typing import Any

from kinten import __version__
from kinten.desk.reading import Inputs
from kinten.desk.result import edition_document
from kinten.desk.states import CAUTION
from kinten.desk.whatif import WhatIf
from kinten.desk.whatif_telling import ONE_PASS, plain_number, step_in_force
from kinten.desk.whatif_ways import changed_ways
from kinten.geography.area import Area
from kinten.scenario.curves import Step
from kinten.scenario.reaching import Crowd, WayChange
from kinten.scenario.running import AreaChange, Change, Sum


def whatif_document(result: WhatIf, inputs: Inputs | None) -> dict[str, Any]:
    """Give the document of `kinten whatif --json`."""
    asked, outcome = result.asked, result.outcome
    sources = () if inputs is None else inputs.sources
    here = step_in_force(result)
    return {
        "kinten": __version__,
        "caution": CAUTION._asdict(),
        "inputs": [
            {"name": each.name, "sha256": each.sha256} for each in (*sources, *result.atlas.sources)
        ],
        "as_of": result.snapshot.day.isoformat(),
        "editions": {
            "before": edition_document(result.before),
            "after": edition_document(result.after),
        },
        "call": {
            "scope": asked.call.scope,
            "kind": None if asked.call.kind is None else asked.call.kind.value,
            "years": asked.call.years,
            "set": dict(asked.call.changes),
            "reading": {**asked.call.readings, **asked.equated},
            "overlay": dict(asked.call.overlay),
            "without": list(asked.without),
            "opening": list(asked.opening),
            "curve": result.curve_clause,
            "hospital": asked.call.hospital,
            "facts": asked.call.facts_file,
            "reports": len(sources),
            "network": result.atlas.folder,
        },
        "one_pass": ONE_PASS._asdict(),
        "judged": len(result.joined.reports),
        "not_matched": [
            {"hospital": each.hospital, "prefecture": each.prefecture, "year": each.year}
            for each in result.joined.unmatched
        ],
        "hospitals": [_change(each) for each in outcome.changes],
        "areas": [_area(each, result) for each in outcome.areas],
        "ways": [_unchanged(each, result) for each in changed_ways(result)],
        "ways_bounds": {
            "longer": _crowds(result.reached.longer),
            "shorter": _crowds(result.reached.shorter),
        },
        "gains": {"at_least": _sum(outcome.gained[0]), "at_most": _sum(outcome.gained[1])},
        "bounds": {"at_least": _sum(outcome.at_least), "at_most": _sum(outcome.at_most)},
        "travel": result.travel._asdict(),
        "second_round": [
            {
                "rule": each.rule,
                "area": each.area or None,
                "hospitals": [one.hospital.name for one in each.hospitals],
                "words": each.words._asdict(),
            }
            for each in result.second_round
        ],
        "curve": [_step(each, is_current=each is here) for each in result.curve],
    }


def _step(step: Step, *, is_current: bool) -> dict[str, Any]:
    return {
        "above": plain_number(step.above),
        "up_to": plain_number(step.up_to),
        "is_current": is_current,
        "met": step.met,
        "unmet": step.unmet,
        "unknown": step.unknown,
        "hospitals": _bounds(step.hospitals),
        "areas": _bounds(step.areas),
        "people": _bounds(step.people),
    }


def _bounds(pair: tuple[int, int]) -> dict[str, int]:
    return {"at_least": pair[0], "at_most": pair[1]}


def _change(change: Change) -> dict[str, Any]:
    report = change.report
    loses = "yes" if change.surely else "possibly" if change.possibly else "no"
    return {
        "hospital": report.hospital,
        "hospital_id": change.hospital or None,
        "prefecture": report.prefecture,
        "year": report.year,
        "before": change.before.word,
        "after": change.after.word,
        "clauses": list(change.clauses),
        # Whom the network does not list has no designation in it to lose.
        "loses": loses if change.hospital else "no",
    }


def _area(change: AreaChange, result: WhatIf) -> dict[str, Any]:
    return {
        **_place(change.area),
        "before": change.before.value,
        "after": change.after.value,
        "after_at_most": change.at_most.value,
        "loses": "yes" if change.surely else "possibly" if change.possibly else "no",
        **_minutes(result.reached.areas.get(change.area.code)),
        "lost": [each.hospital.name for each in change.gone],
        "possibly_lost": [each.hospital.name for each in change.perhaps_gone],
    }


def _unchanged(change: WayChange, result: WhatIf) -> dict[str, Any]:
    covers = {each.area.code: each.cover for each in result.outcome.before}
    return {
        **_place(change.area),
        "cover": covers[change.area.code].value,
        **_minutes(change),
    }


def _place(area: Area) -> dict[str, Any]:
    return {
        "area": area.code,
        "name": area.name,
        "prefecture": area.prefecture,
        "population": area.people.now,
        "population_65": area.people.aged_65,
        "population_2050": area.people.in_2050,
    }


def _minutes(change: WayChange | None) -> dict[str, Any]:
    """Give the minutes to what is or may be a hub, and to what is one for certain."""
    found: dict[str, Any] = {}
    for name in ("before", "after", "at_most"):
        minutes = None if change is None else getattr(change, name)
        state = "after_at_most" if name == "at_most" else name
        found[f"minutes_{state}"] = None if minutes is None else minutes.possible
        found[f"minutes_certain_{state}"] = None if minutes is None else minutes.certain
        cut_off = (0, 0) if minutes is None else minutes.cut_off
        found[f"unreachable_{state}"] = _bounds(cut_off)
    found["longer"] = _bounds((0, 0) if change is None else change.longer)
    found["shorter"] = _bounds((0, 0) if change is None else change.shorter)
    return found


def _crowds(pair: tuple[Crowd, Crowd]) -> dict[str, dict[str, int]]:
    return {
        name: {"areas": each.areas, "population": each.people, "population_65": each.aged_65}
        for name, each in zip(("at_least", "at_most"), pair, strict=True)
    }


def _sum(total: Sum) -> dict[str, int]:
    return {
        "hospitals": total.hospitals,
        "areas": total.areas,
        "population": total.people,
        "population_65": total.aged_65,
        "population_2050": total.in_2050,
        "areas_without_2050": total.without_2050,
    }
