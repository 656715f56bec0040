"""`kinten form`: made, filled in as a hospital would, read back and judged."""

import re

import pytest
from openpyxl import load_workbook

from kinten.data.loading import packaged_path
from kinten.guideline.loading import load_edition
from kinten.vocabulary.facts import CATALOGUE
from kinten.vocabulary.people import ROLES


def cell_of(book, name):
    sheet, _, place = book.defined_names[name].attr_text.partition("!")
    return book[sheet.strip("'")][place.replace("$", "")]


def fill(path, values):
    """Write values into the cells of these names and save."""
    book = load_workbook(path)
    for name, value in values.items():
        cell_of(book, name).value = value
    book.save(path)


COVER = {"cover_hospital": "甲病院", "cover_prefecture": "石川県", "cover_year": 2015}
VOLUMES = {
    "fact_registry_cases": 600,
    "fact_cancer_surgeries": 500,
    "fact_chemotherapy_patients": 1200,
    "fact_radiotherapy_patients": 210,
    "fact_resident_share": 0.1,
}


@pytest.fixture
def form(kinten, tmp_path):
    path = tmp_path / "form.xlsx"
    assert kinten("form", "--edition", "H26.1", "--kind", "regional", "-o", path).code == 0
    fill(path, COVER)
    return path


def judged(kinten, path, *options):
    ran = kinten("judge", path, "--edition", "H26.1", "--json", *options)
    assert ran.code == 0, ran.err
    return ran.document["hospitals"][0]


def clause(hospital, path):
    return next(each for each in hospital["clauses"] if each["id"] == f"H26.1/{path}")


def test_an_empty_form_is_not_reported_everywhere(kinten, form):
    """Blank is not reported: nothing is unmet, and the missing facts are listed."""
    hospital = judged(kinten, form)
    verdicts = {each["verdict"] for each in hospital["clauses"]}

    assert verdicts <= {"unknown", "not_applicable"}
    assert clause(hospital, "facility/icu")["reason"] == "not_reported"
    assert "icu" in hospital["settle"]


def test_volumes_filled_in_are_judged_with_their_cells(kinten, form):
    """The figures are found by the names of their cells."""
    fill(form, VOLUMES)
    hospital = judged(kinten, form, "--scope", "volume")

    assert hospital["overall"] == "met"
    place = clause(hospital, "volume/absolute/surgery")["facts"][0]["at"]
    assert place.startswith("form.xlsx!診療実績!")


def test_yes_no_and_dash_are_three_answers(kinten, form):
    """はい is met, いいえ is unmet, 「-」 is shown as not applicable and left to a person."""
    fill(
        form,
        {
            "fact_outpatient_chemo_room": "はい",
            "fact_pathology_room_frozen_section": "いいえ",
            "fact_regional_liaison": "-",
        },
    )
    hospital = judged(kinten, form)
    told = {
        path: (clause(hospital, path)["verdict"], clause(hospital, path)["reason"])
        for path in ("facility/outpatient-chemo", "facility/pathology-room", "regional/liaison")
    }

    assert told == {
        "facility/outpatient-chemo": ("met", None),
        "facility/pathology-room": ("unmet", None),
        "regional/liaison": ("not_applicable", "needs_judgement"),
    }


def test_people_are_counted_and_their_names_never_leave(kinten, form):
    """One dedicated full-time pathologist; the name in the sheet is in no output."""
    role = ROLES["pathologist"].ja
    fill(
        form,
        {
            "staff_01_name": "秘密太郎",
            "staff_01_employment": "常勤",
            "staff_01_role_1": role,
            "staff_01_effort_1": "専従",
        },
    )
    ran = kinten("judge", form, "--edition", "H26.1", "--json")
    pathologist = clause(ran.document["hospitals"][0], "staff/pathologist")

    assert pathologist["verdict"] == "met"
    assert "秘密太郎" not in ran.out
    assert "秘密太郎" not in kinten("check", form, "--json").out
    assert (
        "秘密太郎" not in kinten("explain", form, "--hospital", "甲病院", "--edition", "H26.1").out
    )


def test_a_person_who_leaves_is_missing_from_that_day(kinten, form):
    """`--as-of` shows who will be missing."""
    fill(
        form,
        {
            "staff_declared_complete": "はい",
            "staff_01_employment": "常勤",
            "staff_01_role_1": ROLES["pathologist"].ja,
            "staff_01_effort_1": "専従",
            "staff_01_until": "令和8年3月31日",
        },
    )
    before = clause(judged(kinten, form, "--as-of", "2026-03-31"), "staff/pathologist")
    after = clause(judged(kinten, form, "--as-of", "2026-04-01"), "staff/pathologist")

    assert (before["verdict"], after["verdict"]) == ("met", "unmet")


def test_one_person_dedicated_twice_cannot_hold_both(kinten, form):
    """Two dedicated posts, one person: the clauses and the person's number are named."""
    fill(
        form,
        {
            "staff_01_employment": "常勤",
            "staff_01_role_1": ROLES["pathologist"].ja,
            "staff_01_effort_1": "専従",
            "staff_01_role_2": ROLES["radiotherapy_technologist"].ja,
            "staff_01_effort_2": "専従",
        },
    )
    hospital = judged(kinten, form)

    assert hospital["staff_conflict"] == {
        "clauses": ["H26.1/staff/rt-technologist", "H26.1/staff/pathologist"],
        "people": [1],
        "in_principle": [],
    }


def test_a_recorded_reason_is_read_for_a_clause_in_principle(kinten, form):
    """原則: いいえ without a reason asks for one; with a reason a person judges."""
    fill(form, {"fact_icu": "いいえ"})
    without = clause(judged(kinten, form), "facility/icu")
    fill(form, {"reason_facility.icu": "改築中のため隣接棟のICUを使用"})
    given = clause(judged(kinten, form), "facility/icu")

    assert (without["verdict"], without["reason"]) == ("unknown", "reason_not_reported")
    assert (given["verdict"], given["reason"]) == ("unknown", "needs_judgement")


def test_last_year_stands_beside(kinten, form, tmp_path):
    """The values of last year's report are printed beside the empty cells."""
    fill(form, VOLUMES)
    this = tmp_path / "this.xlsx"
    ran = kinten("form", "-e", "H26.1", "--kind", "regional", "--last", form, "-o", this)
    values = {cell.value for row in load_workbook(this)["診療実績"].iter_rows() for cell in row}

    assert ran.code == 0
    assert {600, 500, 1200} <= values


@pytest.mark.parametrize("kind", ["pref", "regional", "specific", "local"])
@pytest.mark.parametrize("edition", ["H26.1", "H30.7", "R4.8", "genome-core-2017", "sarcoma-2018"])
def test_every_form_can_be_made_filled_and_read(kinten, tmp_path, edition, kind):
    """Every edition and kind that asks anything has a form that reads back as its hospital."""
    path = tmp_path / "form.xlsx"
    ran = kinten("form", "--edition", edition, "--kind", kind, "-o", path)
    if ran.code == 2:
        assert load_edition(edition).id in ran.err
        return
    fill(path, COVER)
    document = kinten("judge", path, "--edition", edition, "--json").document

    assert [each["hospital"] for each in document["hospitals"]] == ["甲病院"]
    assert document["hospitals"][0]["kind"] == kind


def last_of(path) -> str:
    book = load_workbook(path)
    return " ".join(
        str(cell.value) for sheet in book for row in sheet for cell in row if cell.value is not None
    )


def test_last_year_is_the_newest_report_before_the_year_of_the_form(kinten, tmp_path):
    """松江赤十字 has reports of 2019 and 2021: a form of 2020 is given the one of 2019."""
    rows = packaged_path("meeting_paper_volumes.csv")
    path = tmp_path / "form.xlsx"
    call = ("form", "-e", "R4.8", "--kind", "regional", "--last", rows, "--hospital", "松江赤")

    assert kinten(*call, "--year", 2020, "-o", path).code == 0
    assert "2019年" in last_of(path)
    assert "2021年" not in last_of(path)

    early = kinten(*call, "--year", 2018, "-o", tmp_path / "early.xlsx")
    assert early.code == 2
    assert "2018" in early.err


def test_another_kind_than_last_year_is_told(kinten, tmp_path):
    rows = packaged_path("meeting_paper_volumes.csv")
    call = ("form", "-e", "R4.8", "--kind", "pref", "--last", rows, "--hospital", "松江赤")

    done = kinten(*call, "--lang", "ja", "-o", tmp_path / "form.xlsx")

    assert done.code == 0
    assert "地域がん診療連携拠点病院" in done.err
    assert "都道府県がん診療連携拠点病院" in done.err


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("ja", ("適用される必須・原則の要件はありません", "国立がん研究センターに課す条項2件")),
        ("en", ("binds this hospital", "2 clauses that bind the National Cancer Center")),
    ],
)
def test_what_binds_the_ncc_is_asked_and_no_part_of_a_hospitals_verdict(
    kinten, tmp_path, lang, words
):
    """Said on the form, with the verdict and with the clause; it is not called a must there."""
    path = tmp_path / "ncc.xlsx"
    assert kinten("form", "--edition", "H26.1", "--kind", "ncc", "-o", path).code == 0
    fill(path, COVER | {"cover_hospital": "国立甲病院", "fact_ncc_training": "はい"})
    told = kinten("judge", path, "--edition", "H26.1", "--lang", lang).out
    place = cell_of(load_workbook(path), "fact_ncc_training")
    row = [str(each.value) for each in place.parent[place.row]]

    assert judged(kinten, path)["overall"] == "not_applicable"
    assert all(word in told for word in words)
    assert "判定外" in row
    assert not any(each == "必須" for each in row)
    assert any("病院の判定に入れない" in each for each in row)
    shown = kinten("guideline", "show", "H26.1", "ncc/training", "--lang", lang).out
    assert {"ja": "の判定に入れ", "en": "binds"}[lang] in re.sub(r"[\s│]", "", shown)


def test_a_clause_that_the_later_edition_does_not_hold_is_never_called_gone(kinten, tmp_path):
    """2021 under H30.7, 2023 under R4.8: what R4.8 does not hold cannot be compared."""
    files = []
    for year, edition in ((2021, "H30.7"), (2023, "R4.8")):
        files.append(tmp_path / f"{year}.xlsx")
        asked = ("form", "--edition", edition, "--kind", "regional", "-o", files[-1])
        assert kinten(*asked).code == 0
        fill(files[-1], COVER | {"cover_year": year})
    call = ("compare", *files, "--from", "2021", "--to", "2023")
    document = kinten(*call, "--json").document
    fates = {(each["from"] or each["to"])["id"]: each["fate"] for each in document["findings"]}

    assert document["counts"]["gone"] == 0
    assert fates["H30.7/care/second-opinion"] == "not_held"
    assert fates["H30.7/volume/absolute/registry"] == "unchanged"
    assert fates["R4.8/care/council"] == "new"
    assert "条文未収載・比べられない" in kinten(*call).out


@pytest.mark.parametrize("edition", ["H26.1", "H30.7", "R4.8"])
@pytest.mark.parametrize("kind", ["pref", "regional", "specific", "local"])
def test_the_form_asks_everything_that_is_judged(kinten, tmp_path, edition, kind):
    """Also what a hub has to meet of another kind; only facts of the network come from outside."""
    path = tmp_path / "form.xlsx"
    if kinten("form", "--edition", edition, "--kind", kind, "-o", path).code == 2:
        assert (edition, kind) == ("H30.7", "specific")  # the edition asks nothing of it
        return
    fill(path, COVER)
    names = {each.removeprefix("fact_") for each in load_workbook(path).defined_names}
    ran = kinten("judge", path, "--edition", edition, "--json")
    (hospital,) = ran.document["hospitals"]
    judged_facts = {fact["fact"] for each in hospital["clauses"] for fact in each["facts"]}
    asked = {each for each in judged_facts if CATALOGUE.get(each) and CATALOGUE[each].is_asked}

    assert asked
    assert asked <= names


@pytest.mark.parametrize(
    ("day", "told"),
    [("来春", "日付として読めません"), ("2026-02-30", "存在しない日付です")],
)
def test_a_person_whose_last_day_cannot_be_read_is_not_counted_for_certain(kinten, form, day, told):
    """Whether they are still there on that day is not known; without a day they count."""
    fill(
        form,
        {
            "staff_declared_complete": "はい",
            "staff_01_employment": "常勤",
            "staff_01_role_1": ROLES["pathologist"].ja,
            "staff_01_effort_1": "専従",
            "staff_01_until": day,
        },
    )
    on_day = clause(judged(kinten, form, "--as-of", "2026-04-01"), "staff/pathologist")

    assert (on_day["verdict"], on_day["reason"]) == ("unknown", "not_reported")
    assert clause(judged(kinten, form), "staff/pathologist")["verdict"] == "met"
    assert told in kinten("check", form).out.replace("│", "").replace(" ", "")


def test_a_declaration_that_is_no_answer_is_told(kinten, form):
    """○ is not はい: the sheet does not count as complete, and that is said with the cell."""
    fill(form, {"staff_declared_complete": "○", "staff_01_role_1": ROLES["pathologist"].ja})
    remarks = kinten("check", form, "--json").document["remarks"]

    assert any("○" in each["words"]["ja"] and each["severity"] == "error" for each in remarks)


def test_a_role_that_the_form_did_not_offer_is_not_asked_however_complete(kinten, tmp_path):
    """The R4.8 form has few roles: under H30.7 the others are not unmet, but not on this form."""
    path = tmp_path / "form.xlsx"
    assert kinten("form", "--edition", "R4.8", "--kind", "regional", "-o", path).code == 0
    fill(path, COVER | {"cover_year": 2024, "staff_declared_complete": "はい"})
    ran = kinten("judge", path, "--edition", "H30.7", "--scope", "staff", "--json")
    (hospital,) = ran.document["hospitals"]
    surgeon = next(each for each in hospital["clauses"] if each["id"] == "H30.7/staff/surgeon")

    assert (surgeon["verdict"], surgeon["reason"]) == ("unknown", "not_asked")
    own = kinten("judge", path, "--edition", "R4.8", "--scope", "staff", "--json").document
    verdicts = {each["verdict"] for each in own["hospitals"][0]["clauses"] if each["facts"]}
    assert "unmet" in verdicts


@pytest.mark.parametrize("row", [67, 80])
def test_a_person_written_below_the_rows_is_told_and_nobody_is_surely_missing(kinten, form, row):
    """The entries are not read, so the declaration does not hold: unknown, never unmet."""
    fill(form, {"staff_declared_complete": "はい"})
    book = load_workbook(form)
    role = cell_of(book, "staff_01_role_1")
    role.parent.cell(row, role.column).value = ROLES["pathologist"].ja
    book.save(form)
    hospital = judged(kinten, form, "--scope", "staff/pathologist")
    told = kinten("check", form, "--json").document["remarks"]

    assert clause(hospital, "staff/pathologist")["verdict"] == "unknown"
    assert [(each["rule"], each["severity"]) for each in told] == [("outside_the_form", "error")]
    assert told[0]["at"].endswith(f"{role.column_letter}{row}")


def test_a_person_without_a_role_is_told(kinten, form):
    """A clause may look for this very person, so nobody is surely missing."""
    fill(form, {"staff_declared_complete": "はい", "staff_03_employment": "常勤"})
    told = kinten("check", form, "--json").document["remarks"]

    assert [each["rule"] for each in told] == ["no_role"]
    assert clause(judged(kinten, form), "staff/pathologist")["verdict"] == "unknown"
