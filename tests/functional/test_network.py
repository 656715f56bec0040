"""`kinten network`: hospitals and blank areas of a day, from the packaged list or one's own tables."""

import csv
import json
from datetime import date

import polars as pl
import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from kinten.cli import network
from kinten.desk.describing import load_schema

HOSPITALS = """hospital_id,name,prefecture,municipality,area,lat,lon,certainty
A,甲病院,石川,17201,,36.56,136.65,
B,髙﨑[/]病院,石川,17204,能登北部,,,
C,=丙病院,17,,,,,likely
"""
DESIGNATIONS = """hospital_id,kind,flag,begins,ends,term_ends,recorded,source
A,pref,,2019-04-01,2023-04-01,2023-03-31,2019-04-10,告示1
A,pref,exceptional,2023-04-01,,2027-03-31,2023-04-10,告示2
B,local,,2023-04-01,,2027-03-31,2023-04-10,告示2
C,,,2023-04-01,,,2023-04-10,告示2
"""
GROUPS = "hospital_id,partner_id,partner_printed,begins\nB,A,甲病院,2023-04-01\n"
PROVISIONS = "hospital_id,cancer,modality,giver\nB,lung,surgery,partner\nB,breast,surgery,neither\n"
RECOMMENDATIONS = "hospital_id,act,meeting,source\nB,kind_change,2026-02-09,推薦書\n"
TABLES = {
    "hospitals": HOSPITALS,
    "designations": DESIGNATIONS,
    "groups": GROUPS,
    "provisions": PROVISIONS,
    "recommendations": RECOMMENDATIONS,
}
DAY = ("--as-of", "2026-11-24")


@pytest.fixture
def own(tmp_path):
    """Write a user's tables, some of them changed (None leaves one out); give the folder."""

    def write(encoding="utf-8", **changes):
        folder = tmp_path / "own"
        folder.mkdir(exist_ok=True)
        for name, text in {**TABLES, **changes}.items():
            if text is not None:
                (folder / f"{name}.csv").write_text(text, encoding=encoding)
        return folder

    return write


# ------------------------------------------------------------------------------- the results


def test_the_table_names_hospitals_kinds_counts_and_what_is_not_known(kinten):
    """A prefecture: each hospital with the paper its kind stands in, counts below, the limits last."""
    ran = kinten("network", "--prefecture", "石川", *DAY)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("2026-11-24現在のネットワーク\n")
    for told in ("DCH154", "金沢大学附属病院", "石川中央", "2024-02 資料に記載"):
        assert told in ran.out
    for told in (
        "都道府県がん診療連携拠点病院: 1（収載した病院のうち）",
        "地域がん診療連携拠点病院: 4（収載した病院のうち）",
        "合計: 5（収載した病院のうち）",
        "空白の医療圏: 0〜2",
    ):
        assert f"\n{told}\n" in ran.out
    assert "468施設" in ran.out


def test_the_table_is_told_in_english(kinten):
    """Every word but the names."""
    ran = kinten("network", "--prefecture", "Ishikawa", *DAY, "--lang", "en")

    for told in (
        "the network on 2026-11-24",
        "prefectural hub: 1",
        "blank areas: 0〜2",
        "hospital",
    ):
        assert told in ran.out
    assert "空白" not in ran.out


def test_areas_are_listed_with_their_people(kinten):
    """`--list areas`: class, hospitals, residents of today and of 2050."""
    ran = kinten("network", "--prefecture", "石川", "--list", "areas", *DAY)

    assert "能登北部" in ran.out
    assert "一覧に病院なし（空白の可能性）" in ran.out
    assert "53,540" in ran.out
    assert "金沢大学附属病院" not in ran.out


def test_the_document_follows_its_schema(kinten):
    """The whole country, valid against `kinten schema network`; sums agree."""
    document = kinten("network", *DAY, "--json").document
    Draft202012Validator(load_schema("network")).validate(document)

    assert (document["as_of"], document["recorded_by"]) == ("2026-11-24", None)
    assert document["frame"] == "2024"
    assert document["counts"]["all"] == {"at_least": 465, "at_most": 467}
    assert document["areas"]["blank"] == {"at_least": 51, "at_most": 61}
    assert document["areas"]["covers"]["blank"] == 51
    assert sum(document["areas"]["covers"].values()) == 330
    assert len(document["hospitals"]) == 467
    assert [each["is_official"] for each in document["blank"]].count(True) == 51
    assert len(document["blank"]) == 61
    assert len(document["blank_cancer_areas"]) == 5
    assert {each["name"] for each in document["inputs"]} >= {
        "network_hospitals.csv",
        "blank_cancer_areas.csv",
    }


@pytest.mark.parametrize(
    ("asked", "hospitals", "areas"),
    [
        (("--area", "石川中央"), 4, {"1702"}),
        (("--area", "1704"), 0, {"1704"}),
        (("--area", "県南", "--prefecture", "長崎"), 1, {"4204"}),
        (("--prefecture", "17"), 5, {"1701", "1702", "1703", "1704"}),
    ],
)
def test_an_area_or_a_prefecture_is_shown_alone(kinten, asked, hospitals, areas):
    """By code or name; counts are of what is shown."""
    document = kinten("network", *asked, *DAY, "--json").document

    assert len(document["hospitals"]) == document["counts"]["all"]["at_most"] == hospitals
    assert {each["area"] for each in document["hospitals"]} <= areas
    assert sum(document["areas"]["covers"].values()) == len(areas)


def test_days_of_stating_and_of_recording_can_be_asked(kinten):
    """Kinds of before 2024 left out; nothing was recorded before the collection."""
    older = kinten("network", *DAY, "--kinds-since", "2024-01-01", "--json").document
    nothing = kinten("network", *DAY, "--recorded-by", "2020-01-01", "--json").document

    assert older["counts"]["pref"]["at_least"] < 50
    assert older["counts"]["ncc"] == {"at_least": 2, "at_most": 2}
    assert nothing["recorded_by"] == "2020-01-01"
    assert (nothing["hospitals"], nothing["blank_cancer_areas"]) == ([], [])
    assert nothing["areas"]["blank"] == {"at_least": 0, "at_most": 330}


def test_without_a_day_it_is_today_in_japan(kinten, monkeypatch):
    """The edge alone reads the clock."""
    monkeypatch.setattr(network, "today", lambda: date(2025, 1, 2))

    assert kinten("network", "--json").document["as_of"] == "2025-01-02"


# ------------------------------------------------------------------------------- files out


@pytest.mark.parametrize("kind", ["hospitals", "areas"])
def test_a_workbook_holds_the_whole_table(kinten, tmp_path, kind):
    """`-o` writes .xlsx and one line on standard output; figures stay figures."""
    out = tmp_path / "network.xlsx"
    ran = kinten("network", "--list", kind, *DAY, "-o", out)
    sheet = load_workbook(out).active
    rows = [row for row in sheet.iter_rows(values_only=True) if row[0]]

    assert (ran.code, ran.out) == (0, f"書き出しました: {out}\n")
    if kind == "hospitals":
        assert sum(str(row[0]).startswith(("DCH", "DCM")) for row in rows) == 467
    else:
        (noto,) = (row for row in rows if row[0] == "1704")
        assert noto[4:] == (0, 53540, 27162, 16608, 25739)


@pytest.mark.parametrize("ending", ["csv", "json", "parquet", "html"])
def test_every_ending_is_written(kinten, tmp_path, ending):
    """Codes keep their leading zero, islands their name."""
    out = tmp_path / f"areas.{ending}"
    assert kinten("network", "--list", "areas", *DAY, "-o", out).code == 0

    if ending == "csv":
        with out.open(encoding="utf-8-sig", newline="") as stream:
            assert next(csv.DictReader(stream))["符号"] == "0101"
    elif ending == "json":
        document = json.loads(out.read_text(encoding="utf-8"))
        Draft202012Validator(load_schema("network")).validate(document)
    elif ending == "parquet":
        table = pl.read_parquet(out)
        assert (table["符号"][0], table.height) == ("0101", 330)
        assert table["人口2050"].null_count() == 2
    else:
        assert "<td>0101</td>" in out.read_text(encoding="utf-8")


# ------------------------------------------------------------------------- one's own tables


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932", "utf-8"])
def test_own_tables_are_read_in_the_usual_encodings(kinten, own, encoding):
    """Names stay as they were written; the document names the files, not the folder."""
    ran = kinten("network", "--network", own(encoding), *DAY, "--json")
    Draft202012Validator(load_schema("network")).validate(ran.document)
    first, second, third = ran.document["hospitals"]

    assert [each["hospital"] for each in (first, second, third)] == [
        "甲病院", "髙﨑[/]病院", "=丙病院",
    ]  # fmt: skip
    assert (first["kind"], first["exceptional"], first["term_ends"]) == ("pref", True, "2027-03-31")
    assert (second["area"], second["partners"]) == (
        "1704",
        [{"hospital_id": "A", "printed": "甲病院"}],
    )
    assert [each["giver"] for each in second["provisions"]] == ["partner", "neither"]
    assert [each["act"] for each in second["recommendations"]] == ["kind_change"]
    assert (third["is_designated"], third["kind"], third["area"]) == (None, None, None)
    assert ran.document["counts"]["all"] == {"at_least": 2, "at_most": 3}
    assert ran.document["areas"]["blank"]["at_least"] == 0
    assert [each["name"] for each in ran.document["inputs"]] == [f"{name}.csv" for name in TABLES]


def test_own_tables_tell_what_held_and_what_was_known(kinten, own):
    """Two decrees end to end; the second one was recorded on 10 April 2023."""

    def flag(day, *more):
        ran = kinten("network", "--network", own(), "--as-of", day, *more, "--json")
        return [
            each["exceptional"] for each in ran.document["hospitals"] if each["hospital_id"] == "A"
        ]

    assert flag("2023-03-31") == [False]
    assert flag("2023-04-01") == [True]
    assert flag("2023-04-01", "--recorded-by", "2023-04-09") == []


def test_a_name_is_neither_markup_nor_a_formula(kinten, own, tmp_path):
    """[/] stays on the terminal, = gets its apostrophe in a CSV."""
    folder, out = own(), tmp_path / "out.csv"

    assert "髙﨑[/]病院" in kinten("network", "--network", folder, *DAY).out
    kinten("network", "--network", folder, *DAY, "-o", out)
    assert "'=丙病院" in out.read_text(encoding="utf-8-sig")


def test_the_output_never_overwrites_a_table_that_is_read(kinten, own):
    """The same file as input and output is refused, and stays as it was."""
    folder = own()
    ran = kinten("network", "--network", folder, *DAY, "-o", folder / "hospitals.csv")

    assert (ran.code, "hospitals.csv" in ran.err) == (2, True)
    assert (folder / "hospitals.csv").read_text(encoding="utf-8") == HOSPITALS


# -------------------------------------------------------------------------------- bad input


def refused(kinten, tmp_path, *arguments):
    """Expect exit 2 in both languages: one line each on standard error, and no file left."""
    out = tmp_path / "result.csv"
    told = []
    for lang in ("ja", "en"):
        ran = kinten("network", *arguments, "--lang", lang, "-o", out)
        assert (ran.code, ran.out, out.exists()) == (2, "", False)
        assert ran.err.startswith("kinten: ")
        assert ran.err.count("\n") == 1
        told.append(ran.err)
    assert told[0] != told[1]
    return told


@pytest.mark.parametrize(
    ("arguments", "place", "ja", "en"),
    [
        (("--area", "0508"), "--area", "0503 県南", "its place is 0503"),
        (("--area", "県南"), "--area", "4204 長崎県 県南", "4204 県南 (Nagasaki)"),
        (("--area", "能登"), "--area", "1704 石川県 能登北部", "Name one of"),
        (("--area", "1704", "--prefecture", "13"), "--area", "東京都", "no area of Tokyo"),
        (("--prefecture", "加賀"), "--prefecture", "石川県、Ishikawa", "Write 17"),
        (("--as-of", "2018-03-31"), "--as-of", "2018-04-01以後", "from 2018-04-01 on"),
        (("--as-of", "soon"), "--as-of", "令和8年4月1日 のように", "like 2026-04-01"),
        (("--as-of", "2026-02-30"), "--as-of", "2026-02-30", "not a date"),
        (("--recorded-by", "2026"), "--recorded-by", "「2026」", "“2026”"),
        (("--kinds-since", "令和6年"), "--kinds-since", "令和6年", "not a date"),
        (
            ("--network", "nowhere"),
            "nowhere",
            "hospitals.csv と designations.csv は必須",
            "are needed",
        ),
    ],
)
def test_wrong_use_names_the_option_and_what_to_do(kinten, tmp_path, arguments, place, ja, en):
    """A code of another frame, a name of several areas, a day before the first frame, and the like."""
    told = refused(kinten, tmp_path, *arguments)

    assert all(f"kinten: {place}: " in each for each in told)
    assert ja in told[0]
    assert en in told[1]


@pytest.mark.parametrize(
    ("change", "place", "ja", "en"),
    [
        (
            {"hospitals": HOSPITALS.replace("17204", "17299")},
            "hospitals.csv:3:municipality", "5桁", "five-digit code",
        ),
        (
            {"hospitals": HOSPITALS.replace("能登北部", "0508")},
            "hospitals.csv:3:area", "版ごとに異なります", "from frame to frame",
        ),
        (
            {"hospitals": HOSPITALS.replace("能登北部", "南加賀")},
            "hospitals.csv:3:area", "どちらかを直して", "mend one of the two",
        ),
        (
            {"hospitals": HOSPITALS + "A,甲病院,石川,17203,,,,\n"},
            "hospitals.csv:5:area", "一行だけ", "Keep one",
        ),
        (
            {"hospitals": HOSPITALS.replace("likely", "surely")},
            "hospitals.csv:4:certainty", "listed named", "Write one of",
        ),
        (
            {"designations": DESIGNATIONS.replace("B,local", "B,clinic")},
            "designations.csv:4:kind", "ncc pref regional specific local", "Write one of",
        ),
        (
            {"designations": DESIGNATIONS.replace("C,,", "Z,,")},
            "designations.csv:5:hospital_id", "hospitals.csvに行を加える", "Add it to hospitals.csv",
        ),
        (
            {"designations": DESIGNATIONS.replace("2027-03-31,2023-04-10,告示2\nB", "R9.3.31,2023-04-10,告示2\nB")},
            "designations.csv:3:term_ends", "R9.3.31", "Write year-month-day",
        ),
        (
            {"groups": GROUPS.replace("B,A", "B,Q")},
            "groups.csv:2:partner_id", "「Q」", "“Q”",
        ),
        (
            {"provisions": PROVISIONS.replace("neither", "nobody")},
            "provisions.csv:3:giver", "own partner neither", "Write one of",
        ),
        (
            {"recommendations": RECOMMENDATIONS.replace("2026-02-09", "")},
            "recommendations.csv:2:meeting", "検討会の日", "day of the meeting",
        ),
        (
            {"designations": DESIGNATIONS + "A,regional,2024-"},
            "designations.csv:6", "この行は3列", "this line has 3",
        ),
        (
            {"hospitals": HOSPITALS.replace("prefecture", "name")},
            "hospitals.csv:1", "同じ列", "twice: name",
        ),
        ({"hospitals": ""}, "hospitals.csv:1", "見出し", "column names"),
        ({"hospitals": None}, "hospitals.csv", "置いてください", "Put hospitals.csv there"),
        ({"designations": None}, "designations.csv", "置いてください", "Put designations.csv there"),
    ],
)  # fmt: skip
def test_a_wrong_table_names_the_line_the_column_and_what_to_do(
    kinten, own, tmp_path, change, place, ja, en
):
    """An unknown municipality, a code of another frame, a hospital in two areas, half a row, ..."""
    told = refused(kinten, tmp_path, "--network", own(**change), *DAY)

    assert all(f"{place}: " in each for each in told)
    assert ja in told[0]
    assert en in told[1]


def test_an_encoding_that_is_neither_is_refused(kinten, own, tmp_path):
    """UTF-16, as a spreadsheet's 'Unicode text' writes it."""
    folder = own()
    (folder / "groups.csv").write_text(GROUPS, encoding="utf-16")
    told = refused(kinten, tmp_path, "--network", folder, *DAY)

    assert all("groups.csv: " in each and "UTF-8" in each for each in told)


def test_an_ending_that_cannot_be_written_is_told_before_any_work(kinten, tmp_path):
    """.docx is not among the endings; nothing is written."""
    ran = kinten("network", "-o", tmp_path / "out.docx")

    assert (ran.code, ".docx" in ran.err, ".xlsx" in ran.err) == (2, True, True)
    assert list(tmp_path.iterdir()) == []
