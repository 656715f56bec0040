"""Meeting papers in the prefectures' own layout, in its many shapes."""

from __future__ import annotations

import io

import openpyxl
import pytest

from kinten.report.model import Severity, Standing
from kinten.report.papers import read_paper
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.truth import Reason
from kinten.vocabulary.wording import FaultError

HEADINGS = (
    "医療圏",
    "種別",
    "医療機関名",
    "申請区分",
    "院内がん登録数\n（500件以上）",
    "悪性腫瘍の手術件数（400件以上）",
    "がんに係る薬物療法のべ患者数（1,000人以上）",
    "放射線治療のべ患者数（200人以上）",
    "緩和ケアチームの新規介入患者数（50人以上）",
    "当該2次医療圏に居住するがん患者の診療の割合（2割程度）",
    "相談件数",
)
FACTS = (
    "registry_cases",
    "cancer_surgeries",
    "drug_therapy_patients",
    "radiotherapy_patients",
    "palliative_team_referrals",
    "resident_share",
    "consultations",
)
TITLE = "資料3-1-①　石川県　上段（　）は令和4年10月提出、下段は令和5年10月提出"
EARLIER = (1870.0, 764.0, 13341.0, 498.0, 117.0, 0.25, 4831.0)
LATER = (1867.0, 478.0, 19778.0, 598.0, 130.0, 0.26, 5481.0)
IN_CELLS = [
    ["石川中央", "★", "金沢大学附属病院", "現況報告", "(1,870)\n1,867", "（764）\n478", "(13341)\n19778",
     "(498) 598", "117".join("()") + "\n130", "(25)\n26", "(4,831)\n5,481"],
]  # fmt: skip
IN_ROWS = [
    [
        "石川中央",
        "★",
        "金沢大学附属病院",
        "現況報告",
        "(1870)",
        "(764)",
        "(13341)",
        "(498)",
        "(117)",
        "(25)",
        "(4831)",
    ],
    ["", "", "", "", "1867", "478", "19778", "598", "130", "26", "5481"],
]


def as_csv(rows, encoding="utf-8") -> bytes:
    import csv

    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode(encoding)


def as_xlsx(rows, merges=(), formats=()) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "石川"
    for row in rows:
        sheet.append([None if cell == "" else cell for cell in row])
    for block in merges:
        sheet.merge_cells(block)
    for cell, number_format in formats:
        sheet[cell].number_format = number_format
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def table(rows, title=TITLE, headings=HEADINGS):
    width = len(headings)
    return [[title, *[""] * (width - 1)], list(headings), *rows]


def values(report):
    return tuple(report.facts[fact].value for fact in FACTS)


def read(data: bytes, name: str = "a.csv"):
    return read_paper(io.BytesIO(data), name)


@pytest.mark.parametrize("rows", [IN_CELLS, IN_ROWS])
@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_both_years_are_read(rows, write):
    """The bracketed figure is the earlier year's, in one cell with the later or in a row above."""
    name = "a.csv" if write is as_csv else "a.xlsx"
    reports = read(write(table(rows)), name).reports
    assert [(one.hospital, one.year, values(one)) for one in reports] == [
        ("金沢大学附属病院", 2022, EARLIER),
        ("金沢大学附属病院", 2023, LATER),
    ]
    assert {(one.prefecture, one.area, one.kind, one.standing, one.staff) for one in reports} == {
        ("17", "石川中央", Kind.PREF, Standing.DESIGNATED, None)
    }


def test_columns_may_stand_in_any_order():
    """Columns are found by their headings, whatever their order and whatever is beside them."""
    order = (10, 9, 2, 8, 4, 5, 6, 7, 0, 1, 3)
    rows = [[row[place] for place in order] for row in (list(HEADINGS), *IN_ROWS)]
    found = read(as_csv([[TITLE, *[""] * 10], *rows])).reports
    assert [values(one) for one in found] == [EARLIER, LATER]


def test_headings_may_have_other_words():
    """新規診療依頼数 is the palliative figure, and thresholds may stand in a row of their own."""
    headings = ["圏域・医療圏", "印", "病院名", "推薦区分", "院内がん登録数", "手術件数", "薬物療法", "放射線治療",
                "緩和ケアチーム新規診療依頼数", "診療割合", "相談支援センターの相談件数"]  # fmt: skip
    thresholds = [
        "",
        "",
        "",
        "",
        "500以上",
        "400件以上",
        "1,000人以上",
        "200以上",
        "50件以上",
        "2割程度",
        "",
    ]
    found = read(as_csv(table([thresholds, *IN_ROWS], headings=headings))).reports
    assert [values(one) for one in found] == [EARLIER, LATER]


def test_merged_cells_hold_for_all_their_rows():
    """A merged area, mark and hospital belong to every row of the block."""
    rows = [
        ["石川中央", "★", "金沢大学附属病院", "現況報告", *IN_ROWS[0][4:]],
        ["", "", "", "", *IN_ROWS[1][4:]],
        ["", "", "石川県立中央病院", "指定更新", *IN_ROWS[0][4:]],
        ["", "", "", "", *IN_ROWS[1][4:]],
    ]
    data = as_xlsx(table(rows), ("A3:A6", "B3:B4", "C3:C4", "C5:C6", "D3:D4", "D5:D6"))
    found = read(data, "a.xlsx").reports
    assert [(one.hospital, one.year, one.area, one.kind) for one in found] == [
        ("金沢大学附属病院", 2022, "石川中央", Kind.PREF),
        ("金沢大学附属病院", 2023, "石川中央", Kind.PREF),
        ("石川県立中央病院", 2022, "石川中央", Kind.REGIONAL),
        ("石川県立中央病院", 2023, "石川中央", Kind.REGIONAL),
    ]
    assert found[2].facts["registry_cases"].at == "a.xlsx!石川!E5"


@pytest.mark.parametrize("below", [("500件以上", "2割程度"), ("必須の目安", "地域の事情による")])
def test_a_heading_merged_over_the_row_of_thresholds_is_no_hospital(below):
    """Whatever the words under the figures, 「病院名」 merged over them is a heading."""
    number, share = below
    thresholds = ["", "", "", "", *[number] * 5, share, ""]
    rows = [thresholds, *(list(row) for row in IN_ROWS)]
    data = as_xlsx(table(rows), ("A2:A3", "B2:B3", "C2:C3", "D2:D3"))
    reading = read(data, "a.xlsx")

    assert [(one.hospital, values(one)) for one in reading.reports] == [
        ("金沢大学附属病院", EARLIER),
        ("金沢大学附属病院", LATER),
    ]
    assert [each.rule for each in reading.remarks if each.rule == "row_left_out"] == []


def test_one_share_merged_over_two_rows_is_the_later_years():
    """A figure printed once for both rows is taken as the later year's; the earlier has none."""
    rows = [list(IN_ROWS[0]), list(IN_ROWS[1])]
    rows[0][9], rows[1][9] = "26", ""
    found = read(as_xlsx(table(rows), ("C3:C4", "J3:J4")), "a.xlsx").reports
    shares = [
        (one.facts["resident_share"].value, one.facts["resident_share"].missing) for one in found
    ]
    assert shares == [(None, Reason.NOT_REPORTED), (0.26, None)]


def test_two_rows_of_one_merged_hospital_need_no_brackets():
    """Two rows without brackets in one merged hospital are the earlier year above the later."""
    rows = [[cell.strip("()") for cell in row] for row in IN_ROWS]
    found = read(as_xlsx(table(rows), ("C3:C4",)), "a.xlsx").reports
    assert [(one.year, values(one)) for one in found] == [(2022, EARLIER), (2023, LATER)]


def test_numbers_shown_in_brackets_are_bracketed():
    """A cell whose format shows brackets is the earlier year's figure."""
    rows = [
        ["石川中央", "★", "金沢大学附属病院", "現況報告", 1870, 764, 13341, 498, 117, 25, 4831],
        ["", "", "", "", 1867, 478, 19778, 598, 130, 26, 5481],
    ]
    formats = [(f"{column}3", "(#,##0)") for column in "EFGHIJK"]
    found = read(as_xlsx(table(rows), formats=formats), "a.xlsx").reports
    assert [values(one) for one in found] == [EARLIER, LATER]


def test_brackets_that_became_minus_signs():
    """A row of nothing but negative figures is what a spreadsheet makes of (1870), and is told."""
    rows = [
        [
            "石川中央",
            "★",
            "金沢大学附属病院",
            "現況報告",
            -1870,
            -764,
            -13341,
            -498,
            -117,
            -25,
            -4831,
        ],
        ["", "", "", "", 1867, 478, 19778, 598, 130, 26, 5481],
    ]
    reading = read(as_xlsx(table(rows)), "a.xlsx")
    assert [values(one) for one in reading.reports] == [EARLIER, LATER]
    assert [one.rule for one in reading.remarks] == ["brackets_became_minus"]


def test_one_negative_figure_is_a_contradiction():
    """A single negative figure among others is no bracket."""
    rows = [["石川中央", "", "甲病院", "", "-5", "478", "1", "2", "3", "26", "4"]]
    reading = read(as_csv(table(rows)))
    assert reading.reports[0].facts["registry_cases"].missing is Reason.CONTRADICTORY


def test_a_hospital_may_have_one_year_only():
    """A hospital without bracketed figures has one report, of the later year."""
    found = read(as_csv(table([["石川中央", "", "甲病院", "新規", *IN_ROWS[1][4:]]]))).reports
    assert [(one.year, one.standing) for one in found] == [(2023, Standing.NOT_KNOWN)]


def test_a_bracketed_row_alone_is_of_the_earlier_year():
    """A bracketed row that no row follows is a report of the earlier year."""
    other = ["", "", "乙病院", "", *IN_ROWS[1][4:]]
    found = read(as_csv(table([IN_ROWS[0], other]))).reports
    assert [(one.hospital, one.year) for one in found] == [
        ("金沢大学附属病院", 2022),
        ("乙病院", 2023),
    ]


def test_a_blank_row_above_is_a_year_without_figures():
    """A hospital named in an empty row above its figures has no report of the earlier year."""
    rows = [["石川中央", "", "甲病院", "新規", *[""] * 7], ["", "", "", "", *IN_ROWS[1][4:]]]
    found = read(as_csv(table(rows))).reports
    assert [(one.hospital, one.year) for one in found] == [("甲病院", 2023)]


def test_totals_and_footnotes_are_passed_over():
    """Rows that begin with a total or a note are no hospitals."""
    rows = [
        *IN_ROWS,
        ["計", "", "", "", *IN_ROWS[1][4:]],
        ["※ 注", *[""] * 10],
        ["", "", "※割合は…", *[""] * 8],
    ]
    assert len(read(as_csv(table(rows))).reports) == 2


def test_a_row_without_a_hospital_is_told():
    """Figures that belong to no hospital are left out, and told."""
    reading = read(as_csv(table([["", "", "", "", *IN_ROWS[1][4:]]])))
    assert (reading.reports, [one.rule for one in reading.remarks]) == ((), ["row_left_out"])


def test_a_blank_is_not_reported_and_a_dash_is_not_applicable():
    """Blank and 「-」 stay two things, and a fact without a column was not asked."""
    rows = [["石川中央", "", "甲病院", "", "", "-", "1", "2", "3", "26", "4"]]
    facts = read(as_csv(table(rows))).reports[0].facts
    assert (facts["registry_cases"].missing, facts["cancer_surgeries"].is_dash) == (
        Reason.NOT_REPORTED,
        True,
    )
    assert set(facts) == set(FACTS)


def test_an_area_stands_above_in_a_csv_of_merged_cells():
    """In a CSV the blank area of a row is the one of the merged cell above."""
    rows = [*IN_ROWS, ["", "", "乙病院", "", *IN_ROWS[1][4:]]]
    assert [one.area for one in read(as_csv(table(rows))).reports] == ["石川中央"] * 3


def test_a_column_of_prefectures():
    """A column of prefectures goes before the title."""
    headings = ["都道府県", *HEADINGS[1:]]
    rows = [["富山県", *IN_ROWS[0][1:]], IN_ROWS[1]]
    assert {one.prefecture for one in read(as_csv(table(rows, headings=headings))).reports} == {
        "16"
    }


def test_a_column_of_years():
    """A column that names the year of each row needs no years in the title."""
    headings = ["提出年", *HEADINGS[1:]]
    rows = [["令和4年10月提出", *[cell.strip("()") for cell in IN_ROWS[0][1:]]],
            ["令和5年", "★", "金沢大学附属病院", "現況報告", *IN_ROWS[1][4:]]]  # fmt: skip
    found = read(as_csv(table(rows, title="石川県", headings=headings))).reports
    assert [(one.year, values(one)) for one in found] == [(2022, EARLIER), (2023, LATER)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_the_encodings(encoding):
    """UTF-8 with and without a mark and Shift_JIS give the same reports."""
    found = read(as_csv(table(IN_ROWS), encoding)).reports
    assert [(one.hospital, values(one)) for one in found] == [
        ("金沢大学附属病院", EARLIER),
        ("金沢大学附属病院", LATER),
    ]


def test_the_earlier_year_is_never_guessed():
    """With one year printed the bracketed figures are left out, and told."""
    reading = read(as_csv(table(IN_ROWS, title="石川県 令和5年10月提出")))
    assert [one.year for one in reading.reports] == [2023]
    assert [(one.rule, one.severity) for one in reading.remarks] == [
        ("year_not_printed", Severity.ERROR)
    ]


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("石川県", "No year of submission (such as 令和6年10月提出) was found"),
        ("令和3年10月提出 令和4年10月提出 令和5年10月提出", "More than two years of submission"),
    ],
)
def test_a_paper_without_its_years_is_refused(title, words):
    """Without a year, or with three, the paper is refused."""
    with pytest.raises(FaultError) as raised:
        read(as_csv(table(IN_ROWS, title=title)))
    assert words in raised.value.what.en


def test_a_doubled_column_is_told():
    """Two columns of one figure that differ in a row are an error, and the values are not used."""
    headings = [*HEADINGS[:10], "緩和ケアチームの新規依頼件数"]
    reading = read(as_csv(table(IN_ROWS, headings=headings)))
    told = [(one.rule, one.severity, one.at) for one in reading.remarks]
    assert told[0] == ("doubled_column", Severity.ERROR, "a.csv:2:9; a.csv:2:11")
    assert [rule for rule, _, _ in told[1:]] == ["duplicate_differs"] * 2
    facts = reading.reports[1].facts
    assert facts["palliative_team_referrals"].missing is Reason.CONTRADICTORY


def test_a_column_that_is_only_like_a_figure_is_told():
    """緩和ケアチームの回診 is another figure; the one beside it is read."""
    headings = [*HEADINGS[:10], "緩和ケアチームの回診"]
    reading = read(as_csv(table(IN_ROWS, headings=headings)))
    assert [(one.rule, one.at) for one in reading.remarks] == [("column_not_read", "a.csv:2:11")]
    assert reading.reports[1].facts["palliative_team_referrals"].value == 130.0


def test_a_printed_row_of_another_width_is_refused():
    """Half a row is a fault of the file, also in the printed layout."""
    with pytest.raises(FaultError) as raised:
        read(as_csv([*table(IN_ROWS), ["石川中央", "★", "甲"]]))
    assert raised.value.place == "a.csv:6:3"


def test_a_share_without_any_sign_may_be_either():
    """0.26 in a column that does not say percent may be 0.26 % or 26 %: it is given up."""
    rows = [["石川中央", "", "甲病院", "", "1", "2", "3", "4", "5", "0.26", "6"]]
    reading = read(as_csv(table(rows)))
    assert reading.reports[0].facts["resident_share"].missing is Reason.UNREADABLE
    assert [one.rule for one in reading.remarks] == ["ambiguous_share"]


def test_a_percent_cell_of_a_sheet_is_a_fraction():
    """A cell formatted as a percentage holds the fraction already."""
    rows = [["石川中央", "", "甲病院", "", 1, 2, 3, 4, 5, 0.26, 6]]
    found = read(as_xlsx(table(rows), formats=[("J3", "0%")]), "a.xlsx").reports
    assert found[0].facts["resident_share"].value == 0.26
