"""What a scenario may ask: options that say nothing, twice, or against each other are refused."""

from __future__ import annotations

import pytest

DAY = ("--as-of", "2026-04-01")
VOLUME = ("-e", "R4.8", "--scope", "volume")
ROWS = "ROWS"  # stands for the packaged rows


@pytest.mark.parametrize(
    ("arguments", "place", "ja", "en"),
    [
        (("--to", "R4.8", ROWS), "--edition", "--from H26.1 --to R4.8", "Give either"),
        (
            (ROWS, *VOLUME, "--reading", "chemotherapy_patients=resident_share"),
            "--reading chemotherapy_patients=resident_share", "型と単位の同じ", "same type and unit",
        ),
        (
            (
                *(ROWS, *VOLUME, "--reading", "chemotherapy_patients=drug_therapy_patients"),
                *("--reading", "drug_therapy_patients=chemotherapy_patients"),
            ),
            "--reading chemotherapy_patients=drug_therapy_patients", "一巡して", "in a circle",
        ),
        (
            (ROWS, *VOLUME, "--reading", "registry_cases=registry_cases"),
            "--reading registry_cases=registry_cases", "一巡して", "in a circle",
        ),
        (
            (ROWS, *VOLUME, "--set", "volume/relative=none", "--curve", "volume/relative"),
            "--curve R4.8/volume/relative",
            "指定された変更 R4.8/volume/relative = none により", "because of your own change",
        ),
        (
            (ROWS, *VOLUME, "--set", "volume/absolute=none", "--curve", "volume/absolute/registry"),
            "--curve R4.8/volume/absolute/registry", "R4.8/volume/absolute = none", "your own change",
        ),
        (
            ("-e", "R4.8", "--without", "松江市立病院", "--without", "DCH274"),
            "--without", "松江市立病院が二度指定されています", "松江市立病院 is named twice",
        ),
        (
            ("-e", "R4.8", *(("--opening", "秩父市立病院") * 2)),
            "--opening", "秩父市立病院が二度指定されています", "named twice",
        ),
        (
            ("-e", "R4.8", "--without", "松江赤十字医院"),
            "--without", "近い名称：松江赤十字病院 (", "Names like it: 松江赤十字病院 (",
        ),
        (
            ("-e", "R4.8", "--opening", "秩父市民医療センタ"),
            "--opening", "近い名称：", "Names like it: ",
        ),
    ],
)  # fmt: skip
def test_wrong_use_says_what_is_wrong(kinten, rows, arguments, place, ja, en):
    given = [rows if each == ROWS else each for each in arguments]
    for lang, told in (("ja", ja), ("en", en)):
        ran = kinten("whatif", *given, *DAY, "--lang", lang)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(f"kinten: {place}: ")
        assert told in ran.err
        assert "ほか" not in ran.err


@pytest.mark.parametrize("verb", [("whatif",), ("map", "whatif")])
def test_an_input_without_a_report_is_refused_as_by_judge(kinten, paper, tmp_path, verb):
    path, out = paper(), tmp_path / "out.html"
    ran = kinten(*verb, path, "-e", "R4.8", *DAY, "-o", out)
    judged = kinten("judge", path, "-e", "R4.8")

    assert (ran.code, ran.out, out.exists()) == (2, "", False)
    assert ran.err == judged.err
    assert "入力に報告がありません" in ran.err


def test_a_hospital_under_two_of_its_names_is_counted_once(kinten):
    """駒込病院 is listed under four names: one hospital of those that 「東京都立」 may mean."""
    ran = kinten("whatif", "-e", "R4.8", "--without", "東京都立", *DAY)

    assert ran.err.count("DCH096") == 1
    listed = ran.err.partition("：")[2].split("、")
    assert f"{len(listed)}施設が該当します" in ran.err


def test_reports_are_not_counted_as_hospitals(kinten, rows):
    ran = kinten(
        "whatif", rows, "-e", "R4.8", "--year", "all", "--set", "volume/relative=none", *DAY
    )

    assert "ほかに19施設の報告35件は、条項の判定だけが変わり" in ran.out


def test_between_two_editions_it_is_not_said_that_nothing_was_changed(kinten, rows, tmp_path):
    given = (rows, "--from", "H30.7", "--to", "R4.8", "--scope", "volume", *DAY)
    out = tmp_path / "whatif.html"
    ran = kinten("whatif", *given)
    assert kinten("whatif", *given, "-o", out).code == 0

    for told in (ran.out, out.read_text(encoding="utf-8")):
        assert "何も変えていません" not in told
        assert "版: H30.7 → R4.8" in told
