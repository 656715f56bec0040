"""Many writers at once: nothing lost, nothing doubled."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow


def test_twenty_writers_make_one_sound_chain(write_together, count, workspace):
    wanted = write_together(workspace)

    found = count(workspace)
    assert found["sound"]
    assert len(found["written"]) == len(set(found["written"])) == wanted
