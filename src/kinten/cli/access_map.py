"""``kinten map access METHOD``: how well the residents of each area reach the designated hospitals."""

import argparse

from kinten.cli.access_japan import add_japan, measure_asked
from kinten.cli.access_measure import add_measure
from kinten.desk.access_map import access_map
from kinten.desk.atlas import Atlas
from kinten.desk.map_page import write_map
from kinten.vocabulary.wording import FaultError


def add_access_map(parser: argparse.ArgumentParser) -> None:
    """Add the options of the measure, and whom it is of."""
    add_measure(parser)
    add_japan(parser, with_choice=False)


def draw_access(
    options: argparse.Namespace, atlas: Atlas, *, is_page: bool
) -> tuple[FaultError, ...]:
    """Measure the whole country and draw it."""
    access = measure_asked(options, atlas, in_force=False)
    sheet = access_map(access, options.lang, is_page=is_page)
    write_map(options.output, sheet, access.sources, options.lang, can_zoom=options.zoom)
    return ()
