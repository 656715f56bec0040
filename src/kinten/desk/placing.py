"""Reports with the facts of their place in the network: which hubs stand in their area on their day."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kinten.desk.atlas import Atlas, load_atlas
from kinten.desk.joining import join_reports
from kinten.desk.judging import reference_day
from kinten.network.placement import Placement, place
from kinten.report.model import Report

PUBLISHED = "published"
"""The word for the packaged network, where a folder of one's own could stand."""


def load_named(network: str) -> Atlas:
    """Load the packaged network (``published``) or that of a folder."""
    return load_atlas(None if network == PUBLISHED else Path(network))


@dataclass(frozen=True, slots=True)
class Placed:
    """Reports with their network facts, and those that no hospital of the network matches."""

    reports: tuple[Report, ...]
    unmatched: tuple[Report, ...]


def place_reports(reports: tuple[Report, ...], atlas: Atlas, as_of: date | None) -> Placed:
    """Add the network facts of ``as_of``, or of the first of September of each report's year.

    A fact that the report or ``--facts`` gives is kept. FaultError for a day before the first frame of
    areas that is held.
    """
    days = [as_of or reference_day(each.year) for each in reports]
    placements = {day: _placement(atlas, day) for day in sorted(set(days))}
    placed = list(reports)
    unmatched: list[Report] = []
    for day, placement in placements.items():
        rows = [row for row, of in enumerate(days) if of == day]
        joined = join_reports([reports[row] for row in rows], placement)
        for row, report in zip(rows, joined.reports, strict=True):
            placed[row] = report
        unmatched.extend(joined.unmatched)
    return Placed(tuple(placed), tuple(unmatched))


def _placement(atlas: Atlas, day: date) -> Placement:
    """Give the places of a day, in the areas in force on it."""
    then = atlas.in_force(day)
    return place(then.on(day), then.geography.adjacency)
