"""Who loses the designation: surely, at most, and whom the change leaves as they were."""

from decimal import Decimal
from types import SimpleNamespace

import numpy as np
import pytest

from kinten.guideline.edition import Overlay
from kinten.guideline.overlaying import lay_over
from kinten.scenario.losing import Contrast, changed_clauses, compare
from kinten.scenario.panel import MET, NOT_APPLICABLE, UNKNOWN, UNMET, Judged, seat


def losers(before, after, *, scenarios=None):
    """Tell (surely, possibly) of verdicts, where no hospital is open before."""
    panel = SimpleNamespace(parts=())
    contrast = Contrast(panel, panel, Judged(np.int8(before), {}))
    losses = contrast.losses(Judged(np.int8(after), {}), scenarios)
    return losses.surely.tolist(), losses.possibly.tolist()


@pytest.mark.parametrize(
    ("before", "after", "surely", "possibly"),
    [
        (MET, UNMET, True, True),
        (MET, UNKNOWN, False, True),
        (MET, MET, False, False),
        (NOT_APPLICABLE, UNMET, True, True),
        (UNMET, UNMET, False, False),
        (UNMET, UNKNOWN, False, False),
        (UNMET, MET, False, False),
    ],
)
def test_a_loss_is_sure_possible_or_none(before, after, surely, possibly):
    assert losers([before], [after]) == ([surely], [possibly])


def test_scenarios_lie_along_the_first_axis():
    assert losers([MET], [[MET], [UNKNOWN], [UNMET]]) == (
        [[False], [False], [True]],
        [[False], [True], [True]],
    )


@pytest.mark.parametrize(
    ("number", "possibly"), [(150, False), (200, False), (201, True), (5000, True)]
)
def test_who_is_open_before_may_lose_by_a_stricter_number_alone(number, possibly, report, strict):
    """Of a hospital with a gap: what is missing has one value, before and after."""
    clause = "R4.8/volume/absolute/radiotherapy"
    over = Overlay(numbers={clause: Decimal(number)}, roughly=Decimal(1))
    reports = [report(radiotherapy_patients=None)]
    first, second = (
        seat(reports, edition, None, "volume") for edition in (strict(), lay_over(strict(), over))
    )
    losses = compare(first, second).losses(second.judge())

    assert (losses.surely.tolist(), losses.possibly.tolist()) == ([False], [possibly])


def test_who_is_open_before_and_unmet_after_does_not_lose_for_certain(report, strict):
    """It may have been unmet before already."""
    clause = "R4.8/volume/absolute/registry"
    over = Overlay(numbers={clause: Decimal(901)}, roughly=Decimal(1))
    reports = [report(radiotherapy_patients=None)]
    first, second = (
        seat(reports, edition, None, "volume") for edition in (strict(), lay_over(strict(), over))
    )
    contrast, after = compare(first, second), second.judge()
    losses = contrast.losses(after)

    assert (contrast.before.overall.tolist(), after.overall.tolist()) == ([UNKNOWN], [UNMET])
    assert (losses.surely.tolist(), losses.possibly.tolist()) == ([False], [True])


def test_clauses_of_two_editions_are_the_same_where_their_paths_are():
    before = Judged(np.int8([MET]), {"H26.1/a": np.int8([MET]), "H26.1/c": np.int8([MET])})
    after = Judged(np.int8([MET]), {"R4.8/a": np.int8([MET]), "R4.8/b": np.int8([MET])})

    assert changed_clauses(before, after, 0) == ("R4.8/b", "H26.1/c")
