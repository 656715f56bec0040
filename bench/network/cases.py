"""What is measured: the packaged network with made-up reports of all its hospitals."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import numpy as np
from measuring import memory_of, seconds_of

from kinten.desk.atlas import Atlas, load_atlas
from kinten.desk.call import Call, make_overlay
from kinten.desk.drawing.shapes import Shapes, draw_shapes
from kinten.desk.drawing.svg import draw_svg
from kinten.desk.joining import join_reports
from kinten.desk.mapping import coverage_map
from kinten.desk.whatif import Asked, WhatIf, what_if
from kinten.desk.whatif_map import whatif_map
from kinten.example.reports import make_network_reports
from kinten.geography.loading import load_outlines
from kinten.guideline.loading import load_edition
from kinten.guideline.overlaying import lay_over
from kinten.network.placement import place
from kinten.report.model import Report
from kinten.scenario.losing import compare
from kinten.scenario.panel import seat
from kinten.scenario.standing import draw_map

AT = date(2026, 4, 1)
SEED = 20260401
CLAUSE = "R4.8/volume/absolute/registry"
CALL = Call("R4.8", scope="volume", readings={"roughly": "strict"}, changes={CLAUSE: "900"})
Numbers = dict[str, float]
_RUNS = 5


def whatif(_: int) -> Numbers:
    """Carry one scenario through the whole chain, and draw what it changes."""
    atlas, reports = _atlas_and_reports()
    shapes = draw_shapes(load_outlines())

    def act() -> str:
        return _draw(what_if(reports, Asked(CALL), atlas, AT), shapes)

    memory, _svg = memory_of(act)
    return {"seconds": seconds_of(act, _RUNS), "memory": memory, "hospitals": len(reports)}


def sweep(scenarios: int) -> Numbers:
    """Judge every hospital under many thresholds, with the areas and people each leaves."""
    act, count = _thresholds(scenarios)
    memory, people = memory_of(act)
    return {
        "seconds": seconds_of(act, _RUNS),
        "memory": memory,
        "hospitals": count,
        "most_people": people,
    }


def picture(_: int) -> Numbers:
    """Decode the outlines and draw the national map."""
    atlas = load_atlas()
    snapshot = atlas.on(AT)

    def act() -> str:
        sheet = coverage_map(atlas, snapshot, "ja", is_page=True)
        return draw_svg(sheet.picture, draw_shapes(load_outlines()))

    memory, svg = memory_of(act)
    size = len(svg.encode()) / 1024
    return {"seconds": seconds_of(act, _RUNS), "memory": memory, "kb": size}


def _atlas_and_reports() -> tuple[Atlas, tuple[Report, ...]]:
    atlas = load_atlas()
    snapshot = atlas.on(AT)
    return atlas, make_network_reports(load_edition("R4.8"), snapshot.standings, AT, SEED)


def _draw(result: WhatIf, shapes: Shapes) -> str:
    return draw_svg(whatif_map(result, "ja", is_page=True).picture, shapes)


def _thresholds(scenarios: int) -> tuple[Callable[[], float], int]:
    atlas, reports = _atlas_and_reports()
    snapshot = atlas.on(AT)
    joined = join_reports(reports, place(snapshot, atlas.geography.adjacency))
    plain = load_edition("R4.8")
    reading = Call("R4.8", scope="volume", readings=CALL.readings)
    edition = lay_over(plain, make_overlay(reading, plain))
    panel = seat(joined.reports, edition, None, "volume")
    contrast = compare(panel, panel)
    land = draw_map(atlas.frame, snapshot)
    rows = land.row_of(joined.hospitals)
    seen = rows >= 0
    numbers = {CLAUSE: [Decimal(step * 3) for step in range(scenarios)]}

    def act() -> float:
        losses = contrast.losses(panel.sweep(numbers), numbers)
        most = 0.0
        for gone, for_certain in ((losses.surely, True), (losses.possibly, False)):
            flags = np.zeros((scenarios, len(land.hospitals)), dtype=bool)
            flags[:, rows[seen]] = gone[:, seen]
            emptied = land.emptied(flags, for_certain=for_certain)
            for people in (land.people, land.aged_65, land.in_2050):
                most = max(most, float((emptied @ people).max()))
        return most

    return act, len(reports)


CASES: dict[str, Callable[[int], Numbers]] = {"whatif": whatif, "sweep": sweep, "map": picture}
