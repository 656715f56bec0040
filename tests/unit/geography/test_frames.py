"""Areas are found in the frame that is meant, or the fault says what there is instead."""

from datetime import date

import pytest

from kinten.geography.area import Layer
from kinten.geography.frame import frame_on
from kinten.geography.loading import FRAME_2020, FRAME_2024, FRAME_FLOW
from kinten.vocabulary.wording import FaultError


@pytest.fixture
def frame(geography):
    return geography.frame


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("1704", "1704"),
        ("101", "0101"),
        ("０１０１", "0101"),
        (" 1704 ", "1704"),
        ("能登北部", "1704"),
        ("能登北部医療圏", "1704"),
        ("能登北部 保健医療圏", "1704"),
        ("石川 能登北部", "1704"),
        ("石川県能登北部", "1704"),
        ("石川県　能登北部", "1704"),
        ("Ishikawa 能登北部", "1704"),
        ("17 能登北部", "1704"),
        ("静岡 西部", "2208"),
        ("東京都 区中央部", "1301"),
        ("西北五", "0204"),
        ("西北五地域", "0204"),
        ("京都・乙訓", "2604"),
    ],
)
def test_an_area_is_found_by_code_by_name_and_behind_its_prefecture(frame, asked, code):
    """Width, blanks and the endings that papers add make no difference."""
    assert frame.find(asked).code == code


def test_a_name_that_recurs_is_refused_and_its_areas_are_listed(frame):
    """県南 is in four prefectures."""
    with pytest.raises(FaultError) as raised:
        frame.find("県南")

    assert raised.value.place == "--area"
    assert raised.value.what.ja == "「県南」という医療圏は4あります。"
    for told in ("0503 秋田県 県南", "0703 福島県 県南", "0905 栃木県 県南", "4204 長崎県 県南"):
        assert told in raised.value.mend.ja
    assert "0703 県南 (Fukushima)" in raised.value.mend.en


def test_a_prefecture_beside_the_name_decides(frame):
    """As `--prefecture 42 --area 県南` asks; the prefecture written before the name does the same."""
    assert frame.find("県南", "42").code == frame.find("長崎県 県南").code == "4204"


@pytest.mark.parametrize("asked", ["1704", "石川県 能登北部"])
def test_an_area_outside_the_prefecture_asked_for_is_refused(frame, asked):
    """Neither of two options that contradict each other is dropped silently."""
    with pytest.raises(FaultError) as raised:
        frame.find(asked, "13")

    assert raised.value.what.ja == "1704 石川県 能登北部は東京都の医療圏ではありません。"
    assert "no area of Tokyo" in raised.value.what.en


def test_a_code_of_another_frame_is_refused_with_the_frame_and_a_code_that_fits(geography):
    """秋田 went from eight areas to three in 2024: 0508 has no meaning any more, 0501 another one."""
    old, new = geography.frames[FRAME_2020], geography.frames[FRAME_2024]
    with pytest.raises(FaultError) as raised:
        new.find("0508", place="hospitals.csv:2:area")

    assert raised.value.place == "hospitals.csv:2:area"
    assert new.title.ja in raised.value.what.ja
    assert "0501" in raised.value.mend.ja
    assert old.find("0508").name == "湯沢・雄勝"
    assert (old.find("0501").name, new.find("0501").name) == ("大館・鹿角", "県北")


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("能登", "1704 石川県 能登北部"),
        ("石川 どこか", "1702 石川県 石川中央"),
        ("秋田県 0508", "0501 秋田県 県北"),
        ("どこか", "--list areas"),
        ("", "--list areas"),
        ("²", "0101"),
    ],
)
def test_a_name_that_is_not_there_leads_to_the_nearest_ones(frame, asked, listed):
    """Names that hold it, else those of the prefecture, else how to see the names."""
    with pytest.raises(FaultError) as raised:
        frame.find(asked)

    assert listed in raised.value.mend.ja
    assert raised.value.mend.en


@pytest.mark.parametrize(
    ("day", "held"),
    [
        (date(2018, 4, 1), FRAME_2020),
        (date(2024, 3, 31), FRAME_2020),
        (date(2024, 4, 1), FRAME_2024),
        (date(2026, 11, 24), FRAME_2024),
    ],
)
def test_a_day_has_its_frame(geography, day, held):
    """The 8th medical plans began in April 2024."""
    assert frame_on(geography.frames.values(), day).id == held


def test_a_day_before_the_first_frame_is_refused(geography):
    """The 344 areas before April 2018 are not held."""
    with pytest.raises(FaultError) as raised:
        frame_on(geography.frames.values(), date(2018, 3, 31))

    assert raised.value.place == "--as-of"
    assert "2018-03-31" in raised.value.what.ja
    assert "2018-04-01" in raised.value.mend.ja
    assert "2018-04-01" in raised.value.mend.en


def test_a_layer_has_frames_of_its_own(geography):
    """Regional-care areas never answer for medical areas."""
    flow = frame_on(geography.frames.values(), date(2026, 1, 1), Layer.REGIONAL_CARE)

    assert (flow.id, len(flow), flow.layer.label.ja) == (FRAME_FLOW, 339, "構想区域")


def test_a_prefecture_has_its_areas_in_the_order_of_their_codes(frame):
    """And none of a neighbour."""
    assert [each.code for each in frame.in_prefecture("05")] == ["0501", "0502", "0503"]
    assert sum(len(frame.in_prefecture(f"{code:02d}")) for code in range(1, 48)) == len(frame)
