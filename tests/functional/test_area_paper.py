"""資料1: what is not certain on the day widens the numbers and is counted by itself, with its reason."""

import openpyxl
import pytest

from kinten.cli.main import main

HOSPITALS = """hospital_id,name,prefecture,municipality
A,甲病院,石川,17201
B,乙病院,石川,17202
C,丙病院,石川,17204
D,丁病院,石川,
E,戊病院,石川,17203
"""
DESIGNATIONS = """hospital_id,kind,begins,stated
A,pref,2019-04-01,
B,regional,,2024-09-01
D,local,2019-04-01,
"""
RECOMMENDATIONS = """hospital_id,act,meeting,kind
C,new,2023-02-01,local
E,new,2023-02-01,
"""
HUBS, NEW_LOCAL, LOCAL, UNKNOWN, OPEN = 9, 16, 17, 18, 19


@pytest.fixture
def rows(tmp_path):
    """Write 資料1 of Ishikawa from tables of one's own; give its rows by name, notes included."""
    for name, text in (
        ("hospitals", HOSPITALS),
        ("designations", DESIGNATIONS),
        ("recommendations", RECOMMENDATIONS),
    ):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")

    def write(day="2023-03-01", *more):
        out = tmp_path / "資料1.xlsx"
        asked = ["paper", "areas", "--prefecture", "石川", "--as-of", day, "-o", str(out)]
        assert main([*asked, *(more or ("--network", str(tmp_path)))]) == 0
        sheet = openpyxl.load_workbook(out)["資料1"]
        return {str(row[0]): row for row in sheet.iter_rows(min_row=6, values_only=True) if row[0]}

    return write


def test_a_hospital_named_only_later_is_in_no_certain_number(rows):
    """乙病院 of 七尾 is named in a paper of 2024: in March 2023 it may have been designated, as anything."""
    told = rows()

    assert (told["能登中部"][HUBS], told["能登中部"][LOCAL], told["能登中部"][OPEN]) == (
        "0〜1",
        "0〜1",
        1,
    )
    assert (told["石川中央"][HUBS], told["石川中央"][LOCAL], told["石川中央"][OPEN]) == (1, 0, 0)
    assert (told["計"][HUBS], told["計"][OPEN]) == ("1〜2", 1)
    notes = [name for name in told if name.startswith("注")]
    assert any("「指定不明」" in each and "渡された表に" in each for each in notes)
    assert any("「7〜10」は少なくとも7、多くとも10" in each for each in notes)


def test_on_the_day_of_the_paper_it_is_certain_and_the_notes_are_gone(rows):
    """Numbers are numbers again."""
    told = rows("2024-09-01")

    assert (told["能登中部"][HUBS], told["計"][HUBS], told["計"][OPEN]) == (1, 2, 0)
    assert not any("指定不明" in name for name in told)


def test_a_new_recommendation_is_counted_though_the_hospital_is_not_designated(rows):
    """丙病院 by the kind that is recommended; 戊病院, whose kind is not told, apart."""
    told = rows()

    assert (told["能登北部"][NEW_LOCAL], told["能登北部"][LOCAL], told["能登北部"][OPEN]) == (
        1,
        1,
        0,
    )
    assert told["南加賀"][UNKNOWN] == 1


def test_a_hospital_whose_area_is_not_known_is_not_lost(rows):
    """A line of its own, which leaves size and people of the total as they are."""
    told = rows()
    (line,) = (row for name, row in told.items() if name == "医療圏不明")
    places = [told[name] for name in ("石川中央", "能登中部", "能登北部", "南加賀")]

    assert (line[LOCAL], line[2] or None) == (1, None)
    assert told["計"][2] == sum(each[2] for each in places)
    assert told["計"][LOCAL] == "2〜3"


@pytest.mark.parametrize(("day", "areas"), [("2022-03-01", 8), ("2024-04-01", 3)])
def test_the_areas_are_those_in_force_on_the_day(day, areas, tmp_path):
    """秋田 had eight until March 2024 and has three since; hospitals and people are the same in all."""
    out = tmp_path / "資料1.xlsx"
    assert main(["paper", "areas", "--prefecture", "秋田", "--as-of", day, "-o", str(out)]) == 0
    sheet = openpyxl.load_workbook(out)["資料1"]
    told = {str(row[0]): row for row in sheet.iter_rows(min_row=6, values_only=True) if row[0]}
    notes = [name for name in told if name.startswith("注")]

    assert len(told) - len(notes) - 1 == areas
    assert (told["計"][2], told["計"][5]) == (907593, 63)
    assert any("335" in each for each in notes) == (areas == 8)


@pytest.mark.parametrize(
    ("day", "hubs", "is_past"), [("2024-03-01", "3以上", True), ("2026-04-01", 2, False)]
)
def test_a_day_before_the_newest_list_has_no_exact_number(day, hubs, is_past, tmp_path):
    """村山: three hubs are named in papers of March 2024, and another may have left since."""
    out = tmp_path / "資料1.xlsx"
    assert main(["paper", "areas", "--prefecture", "山形", "--as-of", day, "-o", str(out)]) == 0
    sheet = openpyxl.load_workbook(out)["資料1"]
    told = {str(row[0]): row for row in sheet.iter_rows(min_row=6, values_only=True) if row[0]}

    assert told["村山"][HUBS] == hubs
    notes = [name for name in told if name.startswith("注")]
    assert (
        any("一覧を収載していない。その後に指定を外れた病院は" in each for each in notes) is is_past
    )


def test_an_official_blank_area_stays_nought_in_the_past(tmp_path):
    """南檜山 is on the list of blank areas of April 2024."""
    out = tmp_path / "資料1.xlsx"
    asked = ["paper", "areas", "--prefecture", "北海道", "--as-of", "2025-03-01", "-o", str(out)]
    assert main(asked) == 0
    sheet = openpyxl.load_workbook(out)["資料1"]
    told = {str(row[0]): row for row in sheet.iter_rows(min_row=6, values_only=True) if row[0]}

    assert (told["南檜山"][HUBS], told["札幌"][HUBS]) == (0, "7以上")
