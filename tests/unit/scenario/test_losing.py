"""Who loses the designation: surely, at most, and whom the change leaves as they were."""

import numpy as np
import pytest

from kinten.scenario.losing import changed_clauses, find_losses
from kinten.scenario.panel import MET, UNKNOWN, UNMET, Judged

A, B = "R4.8/a", "R4.8/b"


def judged(overall, a, b) -> Judged:
    return Judged(*(np.int8([overall]),), {A: np.int8([a]), B: np.int8([b])})


@pytest.mark.parametrize(
    ("before", "after", "surely", "possibly"),
    [
        ((MET, MET, MET), (UNMET, UNMET, MET), True, True),
        ((MET, MET, MET), (UNKNOWN, UNKNOWN, MET), False, True),
        ((UNKNOWN, MET, UNKNOWN), (UNMET, UNMET, UNKNOWN), True, True),
        ((UNMET, UNMET, MET), (UNMET, UNMET, MET), False, False),
        ((UNMET, UNMET, MET), (MET, MET, MET), False, False),
        # Open both times, but the touched clause is decided and nothing moved: as it was.
        ((UNKNOWN, MET, UNKNOWN), (UNKNOWN, MET, UNKNOWN), False, False),
        # Open both times for the touched clause itself: the number may matter.
        ((UNKNOWN, UNKNOWN, MET), (UNKNOWN, UNKNOWN, MET), False, True),
    ],
)
def test_a_loss_is_sure_possible_or_none(before, after, surely, possibly):
    losses = find_losses(judged(*before), judged(*after), [A])

    assert (bool(losses.surely[0]), bool(losses.possibly[0])) == (surely, possibly)


def test_scenarios_lie_along_the_first_axis():
    before = judged(MET, MET, MET)
    after = Judged(
        np.int8([[MET], [UNKNOWN], [UNMET]]),
        {A: np.int8([[MET], [UNKNOWN], [UNMET]]), B: np.int8([MET])},
    )

    losses = find_losses(before, after, [A])

    assert losses.surely[:, 0].tolist() == [False, False, True]
    assert losses.possibly[:, 0].tolist() == [False, True, True]


def test_clauses_of_two_editions_are_the_same_where_their_paths_are():
    before = Judged(np.int8([MET]), {"H26.1/a": np.int8([MET]), "H26.1/c": np.int8([MET])})
    after = Judged(np.int8([MET]), {"R4.8/a": np.int8([MET]), "R4.8/b": np.int8([MET])})

    assert changed_clauses(before, after, 0) == ("R4.8/b", "H26.1/c")
