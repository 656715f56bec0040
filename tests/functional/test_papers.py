"""Meeting papers out: read back the same, ten hospitals a sheet, what was not seen is said."""

import re
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from kinten.cli.main import main
from kinten.data.loading import packaged_path
from kinten.desk.reading import read_inputs
from kinten.report.model import Report, Source
from kinten.report.paper_volumes import Pair, write_volumes
from kinten.vocabulary.given import dash, number
from kinten.vocabulary.identity import prefecture_code
from kinten.vocabulary.truth import Reason

ROWS = packaged_path("meeting_paper_volumes.csv")
FIGURES = (
    "registry_cases",
    "cancer_surgeries",
    "drug_therapy_patients",
    "radiotherapy_patients",
    "palliative_team_referrals",
    "resident_share",
    "consultations",
)
PREFECTURES = ("06", "07", "12", "16", "17", "32")


def figures_of(reports, prefecture: str) -> dict[tuple[str, int], list[float | None]]:
    return {
        (each.hospital, each.year): [
            None if (given := each.facts.get(fact)) is None else given.value for fact in FIGURES
        ]
        for each in reports
        if each.prefecture == prefecture
    }


@pytest.mark.parametrize("prefecture", PREFECTURES)
def test_a_paper_written_is_read_back_with_the_same_figures_of_both_years(prefecture, tmp_path):
    path = tmp_path / "資料3-1.xlsx"

    assert main(["paper", "volumes", str(ROWS), "--prefecture", prefecture, "-o", str(path)]) == 0

    before = figures_of(read_inputs([ROWS]).reports, prefecture)
    after = figures_of(read_inputs([path]).reports, prefecture)
    assert after == before


def test_the_earlier_year_stands_in_brackets_above_the_later(tmp_path):
    path = tmp_path / "資料3-1.xlsx"
    main(["paper", "volumes", str(ROWS), "--prefecture", "石川", "-o", str(path)])

    sheet = openpyxl.load_workbook(path).active

    assert sheet["A3"].value == (
        "上段（　）内は令和4年10月提出、下段は令和5年10月提出の現況報告による"
    )
    assert [sheet.cell(5, column).value for column in range(5, 11)] == [
        "500件以上",
        "400件以上",
        "1,000人以上",
        "200人以上",
        "50人以上",
        "2割程度",
    ]
    assert (sheet["D6"].value, sheet["E6"].value, sheet["E7"].value) == (
        "金沢大学附属病院",
        1870,
        1867,
    )
    looks = [sheet[cell].number_format for cell in ("E6", "E7", "J7")]
    assert looks == ["(#,##0)", "#,##0", "0%"]


@pytest.mark.parametrize(
    ("share", "look"), [(0.2, "0%"), (0.26, "0%"), (0.194, "0.0%"), (0.1945, "0.00%")]
)
def test_a_share_is_shown_with_the_decimals_it_has(share, look, tmp_path):
    path = tmp_path / "paper.xlsx"
    facts = {"resident_share": number(share)}
    pair = Pair(replace(report(1), facts=facts), replace(report(1, 2024), facts=facts))

    write_volumes(path, "島根県", [pair], {})

    sheet = openpyxl.load_workbook(path).active
    assert (sheet["J6"].number_format, sheet["J7"].number_format) == (f"({look})", look)
    assert (sheet["J6"].value, sheet["J7"].value) == (share, share)
    read = [each.facts["resident_share"].value for each in read_inputs([path]).reports]
    assert read == [share, share]


def test_nothing_of_a_paper_of_ours_had_to_be_rewritten_to_be_read(tmp_path):
    path = tmp_path / "資料3-1.xlsx"
    main(["paper", "volumes", str(ROWS), "--prefecture", "石川", "-o", str(path)])

    assert "rewritten" not in [each.rule for each in read_inputs([path]).remarks]


@pytest.mark.libreoffice
def test_a_paper_survives_libreoffice(tmp_path, soffice):
    """Opened and saved again: brackets, percents and merged headings are read back the same."""
    written, saved = tmp_path / "資料3-1.xlsx", tmp_path / "saved" / "資料3-1.xlsx"
    main(["paper", "volumes", str(ROWS), "--prefecture", "福島", "-o", str(written)])

    convert(soffice, written, "xlsx:Calc MS Excel 2007 XML", saved.parent)

    assert figures_of(read_inputs([saved]).reports, "07") == figures_of(
        read_inputs([ROWS]).reports, "07"
    )


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    "asked",
    [
        ["volumes", str(ROWS), "--prefecture", "石川"],
        ["areas", "--prefecture", "北海道", "--as-of", "2026-04-01"],
        ["slip", "--hospital", "小松市民病院", "--as-of", "2026-04-01"],
    ],
)
def test_libreoffice_prints_each_paper_on_one_page(asked, tmp_path, soffice):
    path = tmp_path / "paper.xlsx"
    main(["paper", *asked, "-o", str(path)])

    convert(soffice, path, "pdf", tmp_path)

    printed = path.with_suffix(".pdf").read_bytes()
    assert printed.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1


def convert(soffice: str, path: Path, into: str, folder: Path) -> None:
    profile = f"-env:UserInstallation=file://{folder.parent}/profile"
    command = [soffice, profile, "--headless", "--convert-to", into, "--outdir", str(folder)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=120)


def report(place: int, year: int = 2025) -> Report:
    return Report(
        f"例示病院{place:02d}",
        year,
        Source("example", "0" * 64),
        "example",
        prefecture="32",
        facts={"registry_cases": number(600 + place), "cancer_surgeries": dash()},
    )


def test_at_most_ten_hospitals_stand_on_a_sheet_and_a_dash_stays_a_dash(tmp_path):
    path = tmp_path / "paper.xlsx"
    pairs = [Pair(report(place), report(place, 2024)) for place in range(1, 24)]

    write_volumes(path, "島根県", pairs, {})

    book = openpyxl.load_workbook(path)
    names = [
        [sheet.cell(row, 4).value for row in range(6, 26, 2) if sheet.cell(row, 4).value]
        for sheet in book
    ]
    assert [len(each) for each in names] == [10, 10, 3]
    assert (book.worksheets[0]["F6"].value, book.worksheets[0]["F7"].value) == ("(-)", "-")


def test_the_paper_of_local_hospitals_says_that_its_layout_was_not_seen(tmp_path, capsys):
    rows = tmp_path / "local.csv"
    rows.write_text(
        "year_submitted,prefecture,hospital,kind,registry_cases,cancer_surgeries,"
        "drug_therapy_patients,radiotherapy_patients,palliative_referrals,resident_share\n"
        "2025,島根県,例示病院,local,300,150,500,0,20,30%\n",
        encoding="utf-8",
    )
    path = tmp_path / "資料3-1-2.xlsx"
    asked = ["paper", "volumes", str(rows), "--prefecture", "32", "--kind", "local", "--lang", "ja"]

    assert main([*asked, "-o", str(path)]) == 0

    sheet = openpyxl.load_workbook(path).active
    told = [cell.value for row in sheet for cell in row if isinstance(cell.value, str)]
    assert any("資料3-1-②の様式は未確認" in each for each in told)
    assert "未確認" in capsys.readouterr().err


def cells(path: Path) -> dict[str, list[object]]:
    sheet = openpyxl.load_workbook(path)["資料1"]
    return {
        str(row[0].value): [cell.value for cell in row[1:]]
        for row in sheet.iter_rows(min_row=6)
        if row[0].value
    }


@pytest.mark.parametrize(("prefecture", "areas"), [("青森", 6), ("秋田", 3), ("島根", 7)])
def test_the_areas_add_up_to_the_prefecture(prefecture, areas, tmp_path):
    path = tmp_path / "資料1.xlsx"
    asked = ["paper", "areas", "--prefecture", prefecture, "--as-of", "2026-04-01"]

    assert main([*asked, "-o", str(path)]) == 0

    rows = {name: row for name, row in cells(path).items() if not name.startswith("注")}
    total = rows.pop("計")
    assert len(rows) == areas
    for column in (1, 4, *range(5, 18)):  # people, hospitals, every count of the designated
        assert total[column] == sum(row[column] for row in rows.values())
    for row in rows.values():
        assert row[8] == row[5] + row[6] + row[7]
        assert row[3] == pytest.approx(row[1] / row[0], abs=0.06)


@pytest.mark.parametrize("prefecture", ["秋田", "愛知"])
def test_hospitals_of_unknown_kind_stand_apart(prefecture, tmp_path, atlas):
    """In no group of kinds, in a column of their own; all columns together are the designated ones."""
    path = tmp_path / "資料1.xlsx"
    main(["paper", "areas", "--prefecture", prefecture, "--as-of", "2026-04-01", "-o", str(path)])
    snapshot = atlas.on(date(2026, 4, 1))
    total = cells(path)["計"]
    code = prefecture_code(prefecture)
    here = [
        each for each in snapshot.standings if each.is_certain and each.hospital.area[:2] == code
    ]

    assert total[17] == sum(each.kind is None for each in here) > 0
    assert total[8] + total[12] + total[16] + total[17] == len(here)


def test_the_slip_shows_the_area_with_and_without_the_hospital(tmp_path):
    path = tmp_path / "slip.xlsx"
    asked = ["paper", "slip", "--hospital", "小松市民病院", "--as-of", "2026-04-01"]

    assert main([*asked, "--opinion", "当県には必要。", "-o", str(path)]) == 0

    sheet = openpyxl.load_workbook(path).active
    rows = {row[0].value: row[1].value for row in sheet.iter_rows(min_row=3, max_col=2)}
    assert "拠点病院あり" in rows["この病院がある場合"]
    assert "一覧に病院なし" in rows["この病院がない場合"]
    assert rows["都道府県がん診療連携拠点病院の意見"] == "当県には必要。"


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize(
    ("asked", "place"),
    [
        (["areas", "--prefecture", "石"], "--prefecture"),
        (["volumes", str(ROWS), "--prefecture", "沖縄"], "INPUT"),
        (["slip", "--hospital", "ない病院"], "--hospital"),
    ],
)
def test_what_cannot_be_written_is_told_and_leaves_no_file(asked, place, lang, tmp_path, capsys):
    path = tmp_path / "paper.xlsx"

    assert main(["paper", *asked, "--lang", lang, "-o", str(path)]) == 2

    assert capsys.readouterr().err.startswith(f"kinten: {place}: ")
    assert list(tmp_path.iterdir()) == []


SMALL = (
    "year_submitted,prefecture,area,hospital,type_mark,application,registry_cases,surgeries,"
    "drug_therapy_patients,radiotherapy_patients,palliative_referrals,resident_share_pct,consultations\n"
    "2024,石川県,,甲病院,,現況,600,500,1200,0,10未満,10,100\n"
    "2025,石川県,,甲病院,,現況,601,502,1203,7,<10,10.5,9\n"
)


@pytest.mark.parametrize(
    ("more", "printed"),
    [
        ((), ["(10未満)", "(10未満)", "10未満", "10未満", "10未満"]),
        (("--exact",), [0, "(10未満)", 7, "10未満", 9]),
    ],
)
def test_small_counts_are_masked_and_what_came_masked_stays_so(more, printed, tmp_path):
    """Nothing is small too; a closed meeting may see what was reported, never what came masked."""
    rows, path = tmp_path / "rows.csv", tmp_path / "資料3-1.xlsx"
    rows.write_text(SMALL, encoding="utf-8")
    call = ["paper", "volumes", str(rows), "--prefecture", "石川", "-o", str(path), *more]
    assert main(call) == 0
    sheet = openpyxl.load_workbook(path).active

    assert [sheet[cell].value for cell in ("H6", "I6", "H7", "I7", "K7")] == printed
    given = {
        (each.year, fact): each.facts[fact]
        for each in read_inputs([path]).reports
        for fact in FIGURES
    }
    assert (given[2024, FIGURES[4]].low, given[2024, FIGURES[4]].high) == (0, 9)
    assert given[2025, "registry_cases"].value == 601


HEADER, *_ = SMALL.splitlines()


def paper_of(tmp_path, *rows):
    """Write 資料3-1 of rows (year, hospital, registry cases); gives its path."""
    source, path = tmp_path / "rows.csv", tmp_path / "資料3-1.xlsx"
    lines = [
        f"{year},石川県,,{name},,現況,{cases},502,1203,217,61,10.5,99" for year, name, cases in rows
    ]
    source.write_text("\n".join((HEADER, *lines)) + "\n", encoding="utf-8")
    assert main(["paper", "volumes", str(source), "--prefecture", "石川", "-o", str(path)]) == 0
    return path


def rows_of(path):
    sheet = openpyxl.load_workbook(path).active
    below = [
        row for row in sheet.iter_rows(min_row=6, values_only=True) if row[0] is None or not row[0]
    ]
    return {
        above[3]: (above[4], lower[4]) for above, lower in zip(below[::2], below[1::2], strict=True)
    }


def notes_of(path):
    sheet = openpyxl.load_workbook(path).active
    return [
        row[0]
        for row in sheet.iter_rows(min_row=6, values_only=True)
        if str(row[0]).startswith("注") and "類型の空欄" not in row[0]
    ]


def test_a_hospital_without_a_report_of_the_newest_year_keeps_its_row(tmp_path):
    path = paper_of(tmp_path, (2024, "甲病院", 600), (2025, "甲病院", 601), (2024, "乙病院", 700))

    assert rows_of(path) == {"甲病院": (600, 601), "乙病院": (700, "")}
    assert notes_of(path) == ["注：令和7年の報告がない病院（下段は空欄）：乙病院"]
    read = {(each.hospital, each.year) for each in read_inputs([path]).reports}
    assert read == {("甲病院", 2024), ("甲病院", 2025), ("乙病院", 2024)}


def test_every_bracket_of_a_paper_is_of_one_year(tmp_path):
    """丙 was last in the paper of 2021: its bracket stays blank, and a note says why."""
    path = paper_of(
        tmp_path,
        *((2024, "甲病院", 600), (2025, "甲病院", 601)),
        *((2021, "丙病院", 800), (2025, "丙病院", 801)),
        (2021, "丁病院", 900),
    )
    sheet = openpyxl.load_workbook(path).active

    assert (
        sheet["A3"].value == "上段（　）内は令和6年10月提出、下段は令和7年10月提出の現況報告による"
    )
    assert rows_of(path) == {"甲病院": (600, 601), "丙病院": ("", 801)}
    assert notes_of(path) == [
        "注：令和6年の報告がない病院（上段は空欄）：丙病院（令和3年の報告はある）",
        "注：上段・下段どちらの年の報告もない病院（表にない）：丁病院（令和3年の報告はある）",
    ]
    reports = read_inputs([path]).reports
    read = {
        (each.hospital, each.year): each.facts["registry_cases"].value
        for each in reports
        if each.year != 2021
    }
    assert read == {("甲病院", 2024): 600, ("甲病院", 2025): 601, ("丙病院", 2025): 801}
    assert len(reports) == 3


def test_figures_that_contradict_each_other_are_no_blank(tmp_path):
    """Blank is not reported: two figures for one year are told apart from that, and read back so."""
    path = paper_of(tmp_path, (2024, "甲病院", "x"), (2025, "甲病院", 300), (2025, "甲病院", 999))

    assert rows_of(path) == {"甲病院": ("(読めない値)", "食い違い")}
    assert len(notes_of(path)) == 2
    inputs = read_inputs([path])
    reasons = {each.year: each.facts["registry_cases"].missing for each in inputs.reports}
    assert reasons == {2024: Reason.UNREADABLE, 2025: Reason.CONTRADICTORY}
    assert "duplicate_differs" in {each.rule for each in inputs.remarks}


@pytest.mark.libreoffice
def test_a_paper_with_gaps_survives_libreoffice(tmp_path, soffice):
    path = paper_of(tmp_path, (2024, "甲病院", 600), (2025, "甲病院", 601), (2024, "乙病院", 700))
    saved = tmp_path / "saved" / path.name
    convert(soffice, path, "xlsx:Calc MS Excel 2007 XML", saved.parent)

    read = {(each.hospital, each.year) for each in read_inputs([saved]).reports}
    assert read == {("甲病院", 2024), ("甲病院", 2025), ("乙病院", 2024)}
