"""Small counts: below K they are not shown, nothing included, and masked cells stay masked."""

from math import inf

import pytest

from kinten.disclosure.masking import (
    DEFAULT_K,
    Count,
    masked,
    protect,
    protect_range,
    tell_most,
    veil,
    veil_given,
)
from kinten.vocabulary.given import missing
from kinten.vocabulary.truth import Reason


@pytest.mark.parametrize(
    ("count", "told", "bounds"),
    [
        (0, ("10未満", "under 10"), (0, 9)),
        (9, ("10未満", "under 10"), (0, 9)),
        (10, ("10", "10"), (10, 10)),
        (12345, ("12,345", "12,345"), (12345, 12345)),
    ],
)
def test_a_count_below_k_shows_only_that_it_is(count, told, bounds):
    shown = protect(count)

    assert shown.told == told
    assert shown.bounds == bounds


def test_what_is_not_known_is_neither_small_nor_masked():
    assert protect(None) == Count(None)
    assert protect(None).told == ("", "")
    assert protect(None).bounds == (0, None)


def test_another_k_can_be_chosen():
    assert protect(4, 5).told.ja == "5未満"
    assert protect(5, 5).value == 5


def test_a_cell_that_came_masked_stays_masked():
    assert masked().told.ja == f"{DEFAULT_K}未満"
    assert masked(5).bounds == (0, 4)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("約500", "約500"),
        ("約５００人", "約５００人"),
        ("1,200くらい", "1,200くらい"),
        ("10", "10"),
        ("500未満", "500未満"),
    ],
)
def test_a_text_with_one_number_of_ten_or_more_is_shown(text, shown):
    assert veil(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        *("約5人", "-3", "9.5", "007", "1 200", "5〜", "1e1", "6%", "７"),
        *("七件", "〇", "八", "約五百", "500①", "⑦", "Ⅶ", "約10と½", "٧"),
        *("seven", "約500（three new）", "500 vii", "ゼロ", "500人中なし"),
        *(
            "=300-295",
            "=3+4",
            "=300",
            "3→4",
            "300/50",
            "12%",
            "300人中295人",
            "10〜20",
            "1,200人（うち3人）",
        ),
        *("不明", "数件", ""),
    ],
)
def test_any_other_text_may_tell_a_small_count_and_is_not_shown(text):
    assert veil(text) == ""


@pytest.mark.parametrize(
    ("at", "text", "told"),
    [
        ("a.csv:2:7", "600 / 4", ""),
        ("a.csv:2:7; a.csv:3:7", "600 / 4", "600 / 10未満"),
        ("a.csv:2:7; a.csv:3:7", "約500 / 八", "約500 / 読取不能"),
        ("a.csv:2:7; a.csv:3:7", "5未満 / 7件", "10未満 / 10未満"),
        ("a.csv:2:7; a.csv:3:7", "600 / -", "600 / -"),
        ("a.csv:2:7; a.csv:3:7", " / <5", " / 10未満"),
    ],
)
def test_of_joined_cells_each_is_told_as_far_as_it_may_be(at, text, told):
    assert veil_given(missing(Reason.CONTRADICTORY, at, text)).ja == told


@pytest.mark.parametrize(
    ("bounds", "shown", "told"),
    [
        ((7, 8), (0, 9), "10未満"),
        ((0, 4), (0, 9), "10未満"),
        ((7, 12), (0, 12), "12以下"),
        ((9, 1500), (0, 1500), "1,500以下"),
        ((10, 12), (10, 12), "12以下"),
    ],
)
def test_a_range_tells_no_bound_below_k(bounds, shown, told):
    assert protect_range(*bounds) == shown
    assert tell_most(int(shown[1])).ja == told


def test_a_range_without_an_end_is_left_without_one():
    assert protect_range(-inf, inf) == (-inf, inf)
    assert protect_range(7, inf) == (0, inf)
