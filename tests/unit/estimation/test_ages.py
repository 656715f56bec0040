"""Age groups are read as people write them and collapsed, never split."""

import pytest

from kinten.estimation.ages import (
    AgeGroup,
    common_groups,
    doubled_ages,
    holder_of,
    lacking_ages,
    parse_age_group,
)

FIVES = [*(AgeGroup(low, low + 4) for low in range(0, 85, 5)), AgeGroup(85, None)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("0-4", 0, 4),
        (" 10 - 14 ", 10, 14),
        ("5〜9歳", 5, 9),
        ("7", 7, 7),
        ("0歳", 0, 0),
        ("85+", 85, None),
        ("85歳以上", 85, None),
        ("100以上", 100, None),
        ("95-", 95, None),
    ],
)
def test_what_can_be_read(text, low, high):
    assert parse_age_group(text) == AgeGroup(low, high)


@pytest.mark.parametrize("text", ["", "9-5", "young", "-4", "0-4-5", "1000", "不詳"])
def test_what_is_no_age_group(text):
    assert parse_age_group(text) is None


def test_a_group_is_written_as_it_is_read():
    for group in (AgeGroup(0, 4), AgeGroup(7, 7), AgeGroup(85, None)):
        assert parse_age_group(str(group)) == group


def test_single_years_fall_into_fives_and_the_earliest_open_group_is_kept():
    years = [*(AgeGroup(age, age) for age in range(100)), AgeGroup(100, None)]

    assert common_groups([FIVES, years]) == tuple(FIVES)


def test_a_wider_group_in_one_table_widens_all():
    tens = [AgeGroup(0, 9), AgeGroup(10, 14)]
    common = common_groups([FIVES, tens])

    assert common[:3] == (AgeGroup(0, 9), AgeGroup(10, 14), AgeGroup(15, 19))


def test_an_open_group_below_another_widens_it():
    assert common_groups([FIVES, [AgeGroup(75, None)]])[-1] == AgeGroup(75, None)


def test_groups_across_a_border_are_joined():
    odd = [AgeGroup(3, 7)]

    assert common_groups([FIVES, odd])[0] == AgeGroup(0, 9)


def test_every_group_lies_in_one_common_group():
    odd = [AgeGroup(3, 7), AgeGroup(40, 61)]
    common = common_groups([FIVES, odd])

    for group in [*FIVES, *odd]:
        holder = holder_of(group, common)
        assert holder.low <= group.low
        assert holder.high is None or group.high <= holder.high


def test_gaps_and_overlaps_are_named():
    assert lacking_ages(FIVES) is None
    assert lacking_ages(FIVES[:-1]) == AgeGroup(85, None)
    assert lacking_ages(FIVES[1:]) == AgeGroup(0, 4)
    assert lacking_ages([*FIVES[:3], *FIVES[5:]]) == AgeGroup(15, 24)
    assert lacking_ages([]) == AgeGroup(0, None)
    assert doubled_ages(FIVES) is None
    assert doubled_ages([*FIVES, AgeGroup(3, 3)]) == (AgeGroup(0, 4), AgeGroup(3, 3))
    assert doubled_ages([AgeGroup(85, None), AgeGroup(90, None)]) is not None


def test_widths():
    assert AgeGroup(0, 4).width == 5
    assert AgeGroup(7, 7).width == 1
    assert AgeGroup(85, None).width is None
