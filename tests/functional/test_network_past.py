"""`kinten network` of a past day: hospitals that left, numbers that are at least, the day of recording."""

import pytest

from kinten.network.loading import recorded_on

DAY = ("--as-of", "2026-11-24")


@pytest.mark.parametrize(
    ("lang", "first", "none"),
    [
        ("ja", "2026-11-22からあります", "2026-03-01までに記録されたものはありません"),
        ("en", "were recorded from 2026-11-22 on", "Nothing was recorded by 2026-03-01"),
    ],
)
def test_a_day_before_the_recording_is_told_and_no_blank_area(kinten, lang, first, none):
    asked = ("network", "--area", "村山", *DAY, "--lang", lang, "--recorded-by")
    before = kinten(*asked, "2026-03-01").out
    after = kinten(*asked, "2026-11-22").out

    assert first in before
    assert none in before
    assert first in after
    assert none not in after
    assert "一覧に病院なし" not in before
    assert "no hospital listed" not in before


def test_the_help_names_the_day_of_recording(kinten, capsys):
    with pytest.raises(SystemExit):
        kinten("network", "--help")
    told = "".join(capsys.readouterr().out.split())
    assert recorded_on("network_designations.csv").isoformat() in told


def test_the_official_number_of_blank_areas_of_the_year_stands_beside(kinten):
    """58 cancer areas in 2023, read from the order of a chart; 56 in April 2024, not told of March."""
    whole = kinten("network", "--as-of", "2023-04-01", "--list", "areas").out
    english = kinten("network", "--as-of", "2023-04-01", "--list", "areas", "--lang", "en").out
    march = kinten("network", "--as-of", "2024-03-01").out
    document = kinten("network", "--as-of", "2024-04-01", "--json").document

    assert "公表は58（2023、がん医療圏、図の並びから読んだ年、W22318/10）" in whole
    assert "published: 58 (2023, cancer area" in english
    assert "公表は56" not in march
    assert document["official_counts"]["blank_areas"][0]["count"] == 56


def test_numbers_of_an_area_before_the_newest_list_are_at_least(kinten):
    asked = ("network", "--area", "村山", "--as-of")
    assert "拠点病院の計: 3以上（収載した病院は3）" in kinten(*asked, "2024-03-01").out
    assert "拠点病院の計: 2（収載した病院のうち）" in kinten(*asked, "2026-04-01").out
    check = ("network", "check", "--prefecture", "山形", "--json", "--as-of")
    past, now = (
        {each["words"]["ja"] for each in kinten(*check, day).document["findings"]}
        for day in ("2024-03-01", "2026-04-01")
    )
    assert any("医療圏内の拠点病院の数 3以上" in each for each in past)
    assert any("医療圏内の拠点病院の数 2）" in each for each in now)


@pytest.mark.parametrize(
    ("day", "designated"),
    [
        ("2019-12-31", None),
        ("2020-04-01", True),
        ("2021-06-01", True),
        ("2022-04-01", True),
        ("2022-04-02", None),
        ("2023-03-31", None),
        ("2023-04-01", "gone"),
    ],
)
def test_one_that_left_is_certain_between_its_papers_only(kinten, tmp_path, day, designated):
    """Stated in 2020 and 2022; a list of 2023-04-01 is without it: when it left nobody tells."""
    for name, text in (
        ("hospitals", "hospital_id,name,prefecture,municipality,certainty\nA,甲,石川,17201,left\n"),
        (
            "designations",
            "hospital_id,kind,stated,ends\nA,regional,2020-04-01,\nA,regional,2022-04-01,\nA,,,2023-04-01\n",
        ),
    ):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    ran = kinten("network", "--network", tmp_path, "--as-of", day, "--json")

    told = [each["is_designated"] for each in ran.document["hospitals"]]
    assert told == ([] if designated == "gone" else [designated])
