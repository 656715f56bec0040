"""Which rows are of one hospital, and what is decided where the input states two kinds of it."""

import pytest

VOLUME = ("--edition", "R4.8", "--scope", "R4.8/volume")
HEAD = (
    "year_submitted,hospital,hospital_id,prefecture,type_mark,registry_cases,surgeries,"
    "drug_therapy_patients,radiotherapy_patients,palliative_referrals,resident_share_pct\n"
)


@pytest.fixture
def table(tmp_path):
    """Write rows in the long layout."""

    def write(*rows: str, name: str = "rows.csv"):
        path = tmp_path / name
        path.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
        return path

    return write


def hospitals(kinten, *call):
    return kinten("judge", *call, *VOLUME, "--json").document["hospitals"]


def test_an_id_stated_once_holds_for_the_name(kinten, table, tmp_path):
    """One paper has the id, the other has not: one hospital, and its figures contradict."""
    table("2024,甲病院,17001,石川県,,600,500,1200,150,60,12", name="a.csv")
    table("2024,甲病院,,石川県,,600,500,1200,250,60,12", name="b.csv")
    (hospital,) = hospitals(kinten, tmp_path)
    radiotherapy = next(each for each in hospital["clauses"] if "radio" in each["id"])

    assert (radiotherapy["verdict"], radiotherapy["reason"]) == ("unknown", "contradictory")


@pytest.mark.parametrize(
    "rows",
    [
        (
            "2024,甲病院,,石川県,,600,500,1200,105,60,12",
            "2025,甲病院,17001,石川県,,600,500,1200,205,60,22",
        ),
        ("2024,甲病院,,,,600,500,1200,105,60,12", "2025,甲病院,,石川県,,600,500,1200,205,60,22"),
    ],
)
def test_two_years_of_one_hospital_are_compared(kinten, table, rows):
    """With the id, or the prefecture, in one of the years only."""
    ran = kinten("compare", table(*rows), "--from", "2024", "--to", "2025", "--json")

    assert ran.document["only_in_one_year"] == []
    assert ran.document["counts"]["gone"] == 2


def test_one_id_of_two_hospitals_does_not_lose_the_second(kinten, table):
    """Both are judged, told apart by name, and the id is told as an error."""
    rows = table(
        "2024,甲病院,1,石川県,,600,500,1200,250,60,12",
        "2024,乙病院,1,石川県,,600,500,1200,150,60,12",
    )
    found = {each["hospital"]: each["overall"] for each in hospitals(kinten, rows)}
    remarks = kinten("check", rows, "--json").document["remarks"]

    assert found == {"甲病院": "met", "乙病院": "unknown"}
    assert [each["severity"] for each in remarks if each["rule"] == "id_of_two_hospitals"] == [
        "error"
    ]
    assert kinten("judge", rows, *VOLUME, "--strict").code == 2


def test_a_hospital_renamed_from_year_to_year_keeps_its_id(kinten, table):
    """One id under two names in different years is one hospital."""
    rows = table(
        "2024,甲病院,17001,石川県,,600,500,1200,250,60,12",
        "2025,新甲病院,17001,石川県,,600,500,1200,250,60,12",
    )
    document = kinten("compare", rows, "--from", "2024", "--to", "2025", "--json").document

    assert document["only_in_one_year"] == []


@pytest.mark.parametrize("marks", [("", "◎"), ("◎", "")])
@pytest.mark.parametrize(("lang", "words"), [("ja", "類型が二つ"), ("en", "two kinds")])
def test_two_kinds_decide_nothing_whatever_their_order(kinten, table, marks, lang, words):
    """The verdict is contradictory, the judgement says so, and --kind settles it."""
    rows = table(*(f"2024,甲病院,,石川県,{mark},600,500,1200,250,60,12" for mark in marks))
    (hospital,) = hospitals(kinten, rows)
    (named,) = hospitals(kinten, rows, "--kind", "regional")

    assert (hospital["overall"], named["overall"]) == ("unknown", "met")
    assert {each["reason"] for each in hospital["reasons"]} == {"contradictory"}
    assert words in kinten("judge", rows, *VOLUME, "--lang", lang).out
    assert kinten("judge", rows, *VOLUME, "--strict").code == 2


def test_the_note_on_several_hubs_wants_another_regional_hub(kinten, table, tmp_path):
    """A prefectural hub in the same area is none, and a fact that says one says so."""
    text = (
        "year_submitted,prefecture,area,hospital,type_mark,registry_cases\n"
        "2024,石川県,石川中央,甲病院,,600\n2024,石川県,石川中央,乙病院,{mark},600\n"
    )
    rows, facts = tmp_path / "rows.csv", tmp_path / "facts.csv"
    facts.write_text(
        "hospital,year,fact,value\n甲病院,2024,regional_hubs_in_area,1\n", encoding="utf-8"
    )
    told = {}
    for mark in ("★", ""):
        rows.write_text(text.format(mark=mark), encoding="utf-8")
        told[mark] = "①の全項目が必要" in kinten("judge", rows, *VOLUME, "--hospital", "甲病院").out
    with_fact = kinten("judge", rows, *VOLUME, "--hospital", "甲病院", "--facts", facts).out

    assert told == {"★": False, "": True}
    assert "①の全項目が必要" not in with_fact


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_result_among_the_inputs_is_no_report(kinten, table, tmp_path, ending, lang):
    """It is refused by name, the reports are judged: exit 1."""
    folder = table("2024,甲病院,,石川県,,600,500,1200,250,60,12").parent
    assert (
        kinten("judge", folder, *VOLUME, "--lang", lang, "-o", folder / f"out.{ending}").code == 0
    )
    ran = kinten("judge", folder, *VOLUME, "--json")

    assert (ran.code, len(ran.document["hospitals"])) == (1, 1)
    assert f"out.{ending}" in ran.err
    assert "報告ではありません" in ran.err


@pytest.mark.parametrize("name", ["old.xls", "paper.pdf", "book.ods", "table.xlsb"])
def test_a_report_of_a_kind_that_cannot_be_read_is_refused_by_name(kinten, table, name):
    """Never left out in silence; a text beside the reports is no report."""
    folder = table("2024,甲病院,,石川県,,600,500,1200,250,60,12").parent
    (folder / name).write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    (folder / "readme.txt").write_text("memo", encoding="utf-8")
    ran = kinten("judge", folder, *VOLUME, "--json")

    assert (ran.code, name in ran.err, "readme" in ran.err) == (1, True, False)


def test_what_only_a_person_can_settle_is_on_the_list_of_the_panel(kinten, table):
    """No answer to what is missing could settle it, so the state is that of the judgement."""
    rows = table("2024,甲病院,,石川県,,,399,,,,19")
    out = kinten("judge", rows, *VOLUME).out

    assert "■ 甲病院 2024" in out
    assert "（要判断 1）" in out


def test_a_clause_that_refers_to_itself_is_an_error_of_the_edition(kinten, tmp_path):
    """`guideline check` finds what `judge` would refuse."""
    folder = tmp_path / "loop"
    folder.mkdir()
    head = "id: loop\ntitle: {ja: 案, en: draft}\nsources: {me: {title: 案}}\n"
    clause = (
        "clauses:\n- id: a\n  ja: 自身\n  en: itself\n  citation: {source: me}\n"
        "  meets: {clause: a, manner: exactly}\n"
    )
    (folder / "edition.yaml").write_text(head, encoding="utf-8")
    (folder / "a.yaml").write_text(clause, encoding="utf-8")
    ran = kinten("guideline", "check", folder, "--json")

    assert ran.code == 1
    assert [(each["clause"], each["place"]) for each in ran.document["errors"]] == [
        ("loop/a", "loop/a.yaml:2")
    ]
