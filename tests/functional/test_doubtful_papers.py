"""Tables that are another thing than they look: refused with the cell, never a verdict on a guess."""

import pytest

VOLUME = ("--edition", "R4.8", "--scope", "R4.8/volume")
TITLE = "令和6年10月提出　石川県"
HEAD = (
    "医療圏,病院名,院内がん登録数,悪性腫瘍の手術件数,がんに係る薬物療法のべ患者数,"
    "放射線治療のべ患者数,緩和ケアチームの新規介入患者数,当該医療圏に居住するがん患者の診療割合"
)
LOW = "中央,甲病院,600,450,1100,150,60,12%"
TWO = "中央,甲病院,610 (510),460 (410),1200 (1001),150 (220),61 (51),12% (3%)"


@pytest.fixture
def paper(tmp_path):
    """Write lines as a CSV, each padded to the width of the headings."""

    def write(*lines: str):
        width = max(line.count(",") for line in lines)
        path = tmp_path / "paper.csv"
        padded = (line + "," * (width - line.count(",")) for line in lines)
        path.write_text("\n".join(padded) + "\n", encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize(
    "said",
    [
        "括弧内は令和5年10月提出からの増減",
        "括弧内は令和5年10月提出との差",
        "（　）内は前年（令和5年10月提出）比",
        "括弧内は令和5年10月提出分の県平均",
        "括弧内は令和5年10月提出時の目標値",
        "括弧外は令和5年10月提出",
        "括弧外が令和5年10月提出の値",
    ],
)
@pytest.mark.parametrize(("lang", "words"), [("ja", "括弧"), ("en", "brackets")])
def test_brackets_that_hold_something_else_or_whose_year_is_not_settled(
    kinten, paper, said, lang, words
):
    """Neither a difference nor an average is last year's report, and no year is swapped."""
    ran = kinten("judge", paper(f"{TITLE}　{said}", HEAD, TWO), *VOLUME, "--lang", lang)

    assert (ran.code, ran.out) == (2, "")
    assert "paper.csv:1:1" in ran.err
    assert words in ran.err


@pytest.mark.parametrize(
    "said", ["括弧内は令和5年10月提出", "（　）内は令和5年10月提出の現況報告による"]
)
def test_brackets_of_the_year_before_are_read(kinten, paper, said):
    """The usual words: two reports."""
    ran = kinten("judge", paper(f"{TITLE}　{said}", HEAD, TWO), *VOLUME, "--json")

    assert [each["year"] for each in ran.document["hospitals"]] == [2023, 2024]


@pytest.mark.parametrize(
    ("above", "below", "at"),
    [
        (",,目標値,目標値,目標値,目標値,目標値,目標値", None, "2:3"),
        (",,実績,,,目標値,実績,", None, "2:6"),
        (",,グループ病院の診療実績", None, "2:3"),
        (None, ",,,,,基準", "3:6"),
    ],
)
def test_a_group_or_a_heading_of_another_quantity(kinten, paper, above, below, at):
    """Targets, standards and another hospital's figures are no volumes of the hospital."""
    lines = [TITLE, *([above] if above else []), HEAD, *([below] if below else []), LOW]
    ran = kinten("judge", paper(*lines), *VOLUME)

    assert (ran.code, f"paper.csv:{at}:" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("within", "at"),
    [
        ("【令和5年10月提出】", "4:1"),
        ("参考：令和5年10月提出の値", "4:1"),
        ("（２）令和5年度の目標", "4:1"),
        ("医療圏,病院名,病床数,医師数,看護師数,薬剤師数", "4:2"),
        ("中央,前年度,600,450,1100,250,60,12%", "4:2"),
        ("中央,（令和5年）,600,450,1100,250,60,12%", "4:2"),
        ("中央,増減,0,0,0,100,0,0%", "4:2"),
        ("中央,〃,600,450,1100,250,60,12%", "4:2"),
        ("中央,甲病院（令和5年10月提出）,600,450,1100,250,60,12%", "4:2"),
    ],
)
def test_a_row_within_the_table_that_begins_another_thing(kinten, paper, within, at):
    """Another year, other headings or no hospital: what follows is not read as this year's."""
    after = "中央,乙病院,600,450,1100,250,60,12%"
    ran = kinten("judge", paper(TITLE, HEAD, LOW, within, after), *VOLUME)

    assert (ran.code, f"paper.csv:{at}:" in ran.err) == (2, True)


@pytest.mark.parametrize("name", ["目標値", "要件", "全国", "県内全病院", "R4指針", "県平均"])
def test_a_row_of_targets_or_of_the_country_is_no_hospital(kinten, paper, name):
    """Left out with a note; the hospitals are judged."""
    file = paper(TITLE, HEAD, LOW, f"中央,{name},900,900,9000,900,90,50%")
    hospitals = kinten("judge", file, *VOLUME, "--json").document["hospitals"]

    assert [each["hospital"] for each in hospitals] == ["甲病院"]
    assert "row_left_out" in {
        each["rule"] for each in kinten("check", file, "--json").document["remarks"]
    }


@pytest.mark.parametrize(
    ("column", "value"), [("区分", "目標"), ("区分", "県平均"), ("実績年", "令和4年")]
)
def test_a_word_beside_the_figures_that_makes_them_others(kinten, paper, column, value):
    """A column that says target, average or another year is never passed over."""
    lines = (TITLE, f"{HEAD},{column}", f"{LOW},", f"中央,乙病院,600,450,1100,250,60,12%,{value}")
    ran = kinten("judge", paper(*lines), *VOLUME)

    assert (ran.code, "paper.csv:4:9:" in ran.err) == (2, True)


def test_a_column_of_years_that_the_title_does_not_print(kinten, paper):
    """The title says 2024, the rows 2022: of which report they are is not settled."""
    head = HEAD.replace("医療圏,", "年,")
    ran = kinten("judge", paper(TITLE, head, LOW.replace("中央", "令和4年")), *VOLUME)

    assert (ran.code, "paper.csv:3:1:" in ran.err) == (2, True)


def test_a_share_that_does_not_say_treated_is_doubted(kinten, paper):
    """「がん患者の居住割合」 may be the share among the hospital's own patients."""
    head = HEAD.replace("当該医療圏に居住するがん患者の診療割合", "医療圏に居住するがん患者の割合")
    remarks = kinten("check", paper(TITLE, head, LOW), "--json").document["remarks"]

    assert "short_heading" in {each["rule"] for each in remarks}


LONG = (
    "year_submitted,hospital,hospital_id,prefecture,registry_cases,surgeries,drug_therapy_patients,"
    "radiotherapy_patients,palliative_referrals,resident_share_pct\n"
)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (
            (
                "2024,甲病院,,石川県,600,500,1200,250,60,12",
                "2024,甲病院,,石川県,600,500,1200,約150,60,12",
            ),
            "unreadable",
        ),
        (
            (
                "2024,甲病院,0012,石川県,600,500,1200,250,60,12",
                "2024,甲病院,12,石川県,600,500,1200,150,60,12",
            ),
            "contradictory",
        ),
    ],
)
def test_two_rows_of_one_hospital_that_may_differ_settle_nothing(kinten, tmp_path, rows, reason):
    """One that cannot be read, or that has another id: the readable one does not win."""
    file = tmp_path / "rows.csv"
    file.write_text(LONG + "\n".join(rows) + "\n", encoding="utf-8")
    (hospital,) = kinten("judge", file, *VOLUME, "--json").document["hospitals"]
    clause = next(each for each in hospital["clauses"] if "radiotherapy" in each["id"])

    assert (clause["verdict"], clause["reason"]) == ("unknown", reason)
    assert kinten("judge", file, *VOLUME, "--strict").code == 2


def test_a_row_of_two_years_is_left_out(kinten, tmp_path):
    """`year_submitted` and `year` that differ: neither is taken."""
    file = tmp_path / "rows.csv"
    head = LONG.replace("hospital_id", "year")
    good = "2024,甲病院,2024,石川県,600,500,1200,250,60,12\n"
    file.write_text(
        head + good + good.replace("甲", "乙").replace(",2024,", ",2023,"), encoding="utf-8"
    )
    hospitals = kinten("judge", file, *VOLUME, "--json").document["hospitals"]

    assert [each["hospital"] for each in hospitals] == ["甲病院"]


def test_a_sheet_that_is_none_of_the_form_is_told(kinten, tmp_path):
    """A copy with other figures is not read, and that is said."""
    from openpyxl import load_workbook

    path = tmp_path / "form.xlsx"
    assert kinten("form", "--edition", "R4.8", "--kind", "regional", "-o", path).code == 0
    book = load_workbook(path)
    for name, value in (("cover_hospital", "甲病院"), ("cover_year", 2024)):
        sheet, _, place = book.defined_names[name].attr_text.partition("!")
        book[sheet.strip("'")][place.replace("$", "")].value = value
    book.copy_worksheet(book["診療実績"]).title = "診療実績（訂正）"
    book.save(path)
    remarks = kinten("check", path, "--json").document["remarks"]

    assert [each["at"] for each in remarks if each["rule"] == "sheet_not_read"] == [
        "form.xlsx!診療実績（訂正）"
    ]
