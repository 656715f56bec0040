"""概ね and 程度: no tolerance is published, so a person decides unless a reading is chosen."""

from __future__ import annotations

import pytest

SHARE = "manner: roughly, at_least: {fact: resident_share, number: 0.2}"
NESTED = """
- id: volume
  ja: いずれかを概ね満たすこと
  en: roughly one of
  manner: roughly
  any:
  - id: relative
    ja: 2割程度
    en: about 20%
    manner: roughly
    at_least: {fact: resident_share, number: 0.2}
"""


def test_roughly_without_a_reading(verdicts_on):
    """Strictly met is met; strictly unmet is for a person to judge; a blank is not reported.

    A range that is surely short is for a person too, one that may reach it is not reported.
    """
    expected, actual = verdicts_on(
        SHARE,
        """
        | resident_share | verdict                 |
        | 0.2            | met                     |
        | 0.199          | unknown needs_judgement |
        | 0              | unknown needs_judgement |
        |                | unknown not_reported    |
        | 0.1..0.19      | unknown needs_judgement |
        | 0.1..0.21      | unknown not_reported    |
        """,
    )
    assert expected == actual


def test_roughly_strict(verdicts_on):
    """The reading `strict` (1) takes the printed number as it is."""
    expected, actual = verdicts_on(
        SHARE,
        """
        | resident_share | verdict              |
        | 0.2            | met                  |
        | 0.199          | unmet                |
        |                | unknown not_reported |
        """,
        roughly="1",
    )
    assert expected == actual


def test_roughly_nine_tenths(verdicts_on):
    """18 % is 0.9 x 20 %: met. In binary 0.9 x 0.2 is above 0.18, so decimals are multiplied."""
    assert 0.9 * 0.2 > 0.18
    expected, actual = verdicts_on(
        SHARE,
        """
        | resident_share | verdict |
        | 0.18           | met     |
        | 0.179          | unmet   |
        | 0.2            | met     |
        """,
        roughly="0.9",
    )
    assert expected == actual


def test_roughly_eight_tenths_of_a_count(verdicts_on):
    """Every number below 概ね is multiplied: 0.8 x 500 = 400."""
    expected, actual = verdicts_on(
        "manner: roughly, at_least: {fact: registry_cases, number: 500}",
        """
        | registry_cases | verdict |
        | 400            | met     |
        | 399            | unmet   |
        """,
        roughly="0.8",
    )
    assert expected == actual


def test_nested_roughly_is_multiplied_once(make_edition, judge, facts_in):
    """程度 below 概ね is one tolerance, not two: 0.18 is met and 0.17 (above 0.162) is not."""
    edition = make_edition(NESTED)
    judged = {
        share: judge(edition, facts_in({"resident_share": share}), roughly="0.9").overall
        for share in ("0.2", "0.18", "0.179", "0.17", "0.162")
    }
    assert judged == {
        "0.2": "met",
        "0.18": "met",
        "0.179": "unmet",
        "0.17": "unmet",
        "0.162": "unmet",
    }


def test_roughly_on_a_maximum(verdicts_on):
    """A maximum is loosened upwards: 9 read at 0.9 allows 10."""
    expected, actual = verdicts_on(
        "manner: roughly, at_most: {fact: hubs_in_area, number: 9}",
        """
        | hubs_in_area | verdict |
        | 9            | met     |
        | 10           | met     |
        | 11           | unmet   |
        """,
        roughly="0.9",
    )
    assert expected == actual


def test_roughly_on_an_equal_number(verdicts_on):
    """An equal number has no side to loosen: a reading leaves it as it is."""
    expected, actual = verdicts_on(
        "manner: roughly, equals: {fact: hubs_in_area, number: 10}",
        """
        | hubs_in_area | verdict |
        | 10           | met     |
        | 9            | unmet   |
        """,
        roughly="0.9",
    )
    assert expected == actual


def test_roughly_on_a_ratio(verdicts_on):
    """The number of a ratio is multiplied too, its denominator is not."""
    expected, actual = verdicts_on(
        "manner: roughly, ratio: {of: registry_cases, to: cancer_surgeries, times: 10, at_least: 0.2}",
        """
        | registry_cases | cancer_surgeries | verdict |
        | 180            | 100              | met     |
        | 179            | 100              | unmet   |
        """,
        roughly="0.9",
    )
    assert expected == actual


@pytest.mark.parametrize(("share", "verdict"), [("0.2", "met"), ("0.19", "unmet")])
def test_exactly_below_roughly(make_edition, judge, facts_in, share, verdict):
    """A clause that states its own manner is not loosened by the one above."""
    edition = make_edition(
        NESTED.replace("    manner: roughly\n    at", "    manner: exactly\n    at")
    )
    judged = judge(edition, facts_in({"resident_share": share}), roughly="0.5")
    assert judged.of("volume/relative") == verdict


def test_roughly_reaches_a_scope_inside(make_edition, judge, facts_in):
    """Judged alone, a clause below 概ね is still read roughly."""
    edition = make_edition(NESTED.replace("    manner: roughly\n    at", "    at"))
    judged = judge(edition, facts_in({"resident_share": "0.1"}), scope="volume/relative")
    assert judged.reasons == [("t/volume/relative", "unknown", "needs_judgement")]
