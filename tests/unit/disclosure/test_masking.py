"""Small counts: below K they are not shown, nothing included, and masked cells stay masked."""

import pytest

from kinten.disclosure.masking import DEFAULT_K, Count, masked, protect, veil


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
        ("約5人", "約●人"),
        ("約５００", "約５００"),
        ("1,200人（うち3人）", "1,200人（うち●人）"),
        ("-3", "-●"),
        ("9.5", "●"),
        ("10", "10"),
        ("不明", "不明"),
    ],
)
def test_small_numbers_of_a_received_text_are_veiled(text, shown):
    assert veil(text) == shown
