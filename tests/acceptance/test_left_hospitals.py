"""Hospitals that papers of the past name and no list of the present has."""

from datetime import date

from kinten.network.counting import Pair, count_hubs
from kinten.network.hospital import Certainty


def test_hospitals_that_left_are_told_of_their_days_only(atlas):
    """What papers state: 済生館 in 2022, 2024 and at the meeting of 2026-02-09; the list of 2026-04 has none."""
    left = {
        each.id for each in atlas.network.hospitals.values() if each.certainty is Certainty.LEFT
    }

    def certain(day):
        standings = atlas.network.as_of(date.fromisoformat(day)).standings
        return {each.hospital.id: each.is_certain for each in standings if each.hospital.id in left}

    assert certain("2026-04-01") == {}
    assert certain("2022-04-01")["DCL001"] is certain("2024-03-01")["DCL001"] is True
    assert certain("2026-02-09")["DCL001"] is True
    assert certain("2026-02-10") == dict.fromkeys(certain("2026-02-10"), False)
    assert (certain("2022-03-01")["DCL002"], certain("2022-03-02")["DCL002"]) == (True, False)
    assert certain("2015-04-01") == {each: each == "DCL004" for each in left}
    assert "DCL012" not in certain("2024-04-01")


def test_murayama_had_three_hubs_in_march_2024(atlas):
    """The table of hubs of the 24th meeting: 県立中央, 山形大学, 済生館; two in April 2026."""

    def hubs(day):
        return count_hubs(atlas.on(date.fromisoformat(day)).in_area("0601"))

    assert (hubs("2024-03-01"), hubs("2026-04-01")) == (Pair(3, 3), Pair(2, 2))
