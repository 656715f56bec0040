"""A heading is a figure only where every word of it is known; another figure's heading is told, not taken."""

from __future__ import annotations

import pytest
from example_papers import FACTS, FIGURES, TITLE, read_csv, read_xlsx, told, values

from kinten.report.headings import fact_of_heading, is_short_heading, role_of_heading
from kinten.vocabulary.truth import Reason
from kinten.vocabulary.wording import FaultError


@pytest.mark.parametrize(
    ("heading", "fact"),
    [
        ("院内がん登録数\n（500件以上）", "registry_cases"),
        ("がん登録数", "registry_cases"),
        ("院内ｶﾞﾝ登録数（件）", "registry_cases"),
        ("① 院内がん登録数※1", "registry_cases"),
        ("院内がん登録数（自施設初回治療分）", "registry_cases"),
        ("悪性腫瘍の手術件数（４００件以上）", "cancer_surgeries"),
        ("がんの手術件数", "cancer_surgeries"),
        ("手術件数", "cancer_surgeries"),
        ("がんに係る薬物療法のべ患者数（1,000人以上）", "drug_therapy_patients"),
        ("薬物療法", "drug_therapy_patients"),
        ("放射線治療延べ患者数［人］", "radiotherapy_patients"),
        ("放射線治療", "radiotherapy_patients"),
        ("緩和ケアチームの新規介入患者数（50人以上）", "palliative_team_referrals"),
        ("緩和ケアチーム新規診療依頼数", "palliative_team_referrals"),
        ("緩和ケアチームに対する\n新規診療症例数", "palliative_team_referrals"),
        ("当該2次医療圏に居住するがん患者の診療の割合（2割程度）", "resident_share"),
        ("当該医療圏居住がん患者の割合", "resident_share"),
        ("当該がん医療圏に居住するがん患者のうち診療した割合（％）", "resident_share"),
        ("診療割合", "resident_share"),
        ("相談支援センターの相談件数", "consultations"),
        ("年間入院がん患者数", "inpatient_cancer_patients"),
        ("年間入院患者に占めるがん患者の割合", "inpatient_cancer_share"),
        ("がんに係る化学療法のべ患者数", "chemotherapy_patients"),
    ],
)
def test_the_wordings_of_the_papers_are_taken(heading, fact):
    """Units, thresholds, numbers, footnote signs and line breaks are no other words."""
    assert fact_of_heading(heading) == fact


@pytest.mark.parametrize(
    "heading",
    [
        "全身麻酔手術件数",
        "全手術件数",
        "良性腫瘍の手術件数",
        "放射線診断件数",
        "放射線治療装置台数",
        "放射線治療件数",
        "放射線治療実患者数",
        "外来の放射線治療患者数",
        "薬物療法専門医数",
        "外来薬物療法のべ患者数",
        "緩和ケア研修修了者数",
        "緩和ケア病床数",
        "緩和ケアチームの回診",
        "外来緩和ケアチーム新規患者数",
        "居住外来患者割合",
        "県外に居住するがん患者の割合",
        "院内がん登録の実務者数",
        "全国がん登録数",
        "相談員数",
        "放射線治療のべ患者数の前年比",
        "がん患者件数" * 40,
    ],
)
def test_other_figures_are_not_taken(heading):
    """One word too many makes it another figure."""
    assert fact_of_heading(heading) is None


@pytest.mark.parametrize("heading", ["手術件数", "放射線治療", "薬物療法", "診療割合"])
def test_a_heading_that_leaves_out_what_is_counted_is_short(heading):
    """It is read, and told."""
    assert is_short_heading(heading)
    assert not is_short_heading("悪性腫瘍の手術件数")


@pytest.mark.parametrize(
    "heading", ["連携病院名", "旧病院名", "医療圏人口", "設置年度", "指定年度"]
)
def test_columns_beside_are_named_strictly(heading):
    """A hospital that works with another, or the year of a designation, is no column of the table."""
    assert role_of_heading(heading) is None


def test_all_operations_before_those_for_cancer():
    """全身麻酔手術件数 to the left does not hide the figure, and is told."""
    reading = read_csv(
        [
            [TITLE],
            ["病院名", "院内がん登録数", "全身麻酔手術件数", "悪性腫瘍の手術件数", FIGURES[2]],
            ["甲", 600, 9000, 300, 250],
        ]
    )
    assert values(reading.reports[0]) == [600.0, 300.0, 250.0]
    assert told(reading) == [("column_not_read", "note", "a.csv:2:3")]


def test_a_figure_that_is_only_resembled_was_not_asked():
    """放射線診断件数 and 緩和ケア研修修了者数 are told as warnings: nothing else has the figure."""
    reading = read_csv(
        [
            [TITLE],
            ["病院名", "院内がん登録数", "悪性腫瘍の手術件数", "薬物療法のべ患者数", "放射線診断件数",
             "緩和ケア研修修了者数", "居住するがん患者の診療割合"],
            ["甲", 600, 450, 1100, 9250, 60, "15%"],
        ]
    )  # fmt: skip
    facts = reading.reports[0].facts
    assert not {"radiotherapy_patients", "palliative_team_referrals"} & set(facts)
    assert told(reading) == [
        ("column_not_read", "warning", "a.csv:2:5"),
        ("column_not_read", "warning", "a.csv:2:6"),
    ]


def test_a_table_of_other_figures_is_refused_with_its_headings():
    """The place is the row of headings, and those not understood are quoted."""
    headings = ["病院名", "院内がん登録の実務者数", "悪性腫瘍の手術件数", "薬物療法専門医数",
                "放射線治療装置台数", "緩和ケア病床数", "居住外来患者割合"]  # fmt: skip
    with pytest.raises(FaultError) as raised:
        read_csv([[TITLE], headings, ["甲", 6, 450, 3, 2, 20, "35%"]])
    assert raised.value.place == "a.csv:2:1"
    assert "「院内がん登録の実務者数」「薬物療法専門医数」" in raised.value.what.ja


@pytest.mark.parametrize("order", [(3, 4), (4, 3)])
def test_two_columns_of_one_fact_contradict_where_they_differ(order):
    """Whichever stands first; the years in their headings settle nothing here."""
    headings = ["病院名", *FIGURES[:2], f"{FIGURES[2]}（令和4年）", f"{FIGURES[2]}（令和5年）"]
    row = ["甲", 600, 450, 250, 150]
    places = (0, 1, 2, *order)
    reading = read_csv(
        [[TITLE], [headings[each] for each in places], [row[each] for each in places]]
    )
    assert values(reading.reports[0]) == [600.0, 450.0, Reason.CONTRADICTORY]
    assert told(reading) == [
        ("doubled_column", "error", "a.csv:2:4; a.csv:2:5"),
        ("duplicate_differs", "error", "a.csv:3:4; a.csv:3:5"),
    ]


@pytest.mark.parametrize(
    ("pair", "value"),
    [((250, 250), 250.0), ((250, ""), Reason.CONTRADICTORY), (("", 150), Reason.CONTRADICTORY)],
)
def test_of_two_columns_of_different_years_a_lone_value_is_of_no_certain_year(pair, value):
    """Equal values are one; one of two may be the other year's."""
    headings = ["病院名", *FIGURES[:2], f"{FIGURES[2]}（令和4年）", f"{FIGURES[2]}（令和5年）"]
    reading = read_csv([[TITLE], headings, ["甲", 600, 450, *pair]])
    assert values(reading.reports[0])[2] == value


@pytest.mark.parametrize(
    ("year", "value"),
    [("令和6年", 250.0), ("令和5年1月～12月", 250.0), ("令和4年", Reason.UNREADABLE), ("前回", Reason.UNREADABLE)],
)  # fmt: skip
def test_a_single_column_of_another_year_is_not_read(year, value):
    """A report of 令和6年 is of the figures of 令和5年; a column of 令和4年 is none of it."""
    headings = ["病院名", *FIGURES[:2], f"{FIGURES[2]}（{year}）"]
    reading = read_csv([[TITLE], headings, ["甲", 600, 450, 250]])
    if year == "前回":
        assert "year_not_printed" in [one.rule for one in reading.remarks]
        assert all(values(one)[2] != 250.0 for one in reading.reports)
        return
    assert values(reading.reports[0])[2] == value
    assert ("year_not_printed", "error", "a.csv:2:4") in told(reading) or value == 250.0


def test_a_column_without_a_heading_is_told():
    """Its figures are not dropped in silence."""
    reading = read_csv([[TITLE], ["病院名", *FIGURES, ""], ["甲", 600, 450, 250, 150]])
    assert told(reading) == [("column_without_heading", "warning", "a.csv:2:5")]


def test_a_merged_heading_over_two_figures_is_two_columns_of_one_fact():
    """Without sub-headings neither of them is the figure for certain."""
    rows = [[TITLE], ["病院名", *FIGURES, ""], ["甲", 600, 450, 250, 150]]
    reading = read_xlsx(rows, ["D2:E2"])
    assert values(reading.reports[0])[2] is Reason.CONTRADICTORY


def test_a_heading_merged_over_an_empty_column_is_one():
    """Cells merged for their looks are no second column."""
    rows = [
        [TITLE],
        ["病院名", *FIGURES[:2], FIGURES[2], "", "備考"],
        ["甲", 600, 450, 250, "", "なし"],
    ]
    reading = read_xlsx(rows, ["D2:E2", "D3:E3"])
    assert (values(reading.reports[0]), told(reading)) == ([600.0, 450.0, 250.0], [])


def test_sub_headings_make_a_figure_or_another():
    """放射線治療 over のべ患者数 and 装置台数: the first is the figure, the second is told."""
    rows = [
        [TITLE],
        ["病院名", *FIGURES[:2], "放射線治療", ""],
        ["", "", "", "のべ患者数", "装置台数"],
        ["甲", 600, 450, 250, 2],
    ]
    for reading in (read_xlsx(rows, ["A2:A3", "B2:B3", "C2:C3", "D2:E2"]), read_csv(rows)):
        assert values(reading.reports[0]) == [600.0, 450.0, 250.0]
        assert [one.rule for one in reading.remarks] == ["column_not_read"]


def test_two_tables_side_by_side_are_refused():
    """The second hospital of a row has its own figures."""
    rows = [[TITLE], ["病院名", *FIGURES, "病院名", *FIGURES], ["甲", 1, 2, 3, "乙", 4, 5, 6]]
    with pytest.raises(FaultError) as raised:
        read_csv(rows)
    assert raised.value.place == "a.csv:2:5"


def test_a_sheet_that_is_only_like_a_paper_is_told():
    """Beside a sheet that is read, it is passed over by name."""
    import io

    import openpyxl

    from kinten.report.papers import read_paper

    book = openpyxl.Workbook()
    for row in ([TITLE], ["病院名", *FIGURES], ["甲", 600, 450, 250]):
        book.active.append(row)
    other = book.create_sheet("その他")
    other.append(["病院名", "院内がん登録の実務者数", "放射線診断件数", "緩和ケア病床数"])
    stream = io.BytesIO()
    book.save(stream)
    reading = read_paper(io.BytesIO(stream.getvalue()), "a.xlsx")
    assert told(reading) == [("sheet_not_read", "warning", "a.xlsx!その他!A1")]
    assert set(reading.reports[0].facts) == set(FACTS)
