"""What people read: 「-」 and unreadable cells, distances, notes, scope, and both languages."""

import json
import re

import pytest

VOLUME = ("--edition", "R4.8", "--scope", "volume")
RADIOTHERAPY = "放射線治療のべ患者数"
SHARE = "当該医療圏に居住するがん患者の診療割合"
JAPANESE_ONLY = re.compile(r"[※＜＞≧≦；｜〜、。「」／　＿：]")


@pytest.fixture
def told(kinten, paper):
    """Judge rows given as changes; give the printed lines without their frame."""

    def run(*changes, more=()):
        out = kinten("judge", paper(*changes), *VOLUME, *more).out
        return [line.strip(" │").replace("│", " ") for line in out.splitlines()]

    return run


def state_of(lines, hospital="甲病院"):
    (row,) = (line.split() for line in lines if re.search(rf"{hospital}\s+\S+\s+20\d\d", line))
    return row[row.index(hospital) + 3]


def test_a_dash_prints_the_state_it_counts_as(kinten, told, paper):
    """「-」 as the whole answer: 要判断, never 対象外, since JSON and the summary say unknown."""
    dashes = {"radiotherapy_patients": "-", "resident_share_pct": "-"}
    lines = told(dashes)
    document = kinten("judge", paper(dashes), *VOLUME, "--json").document

    assert state_of(lines) == "要判断(概ね)"
    assert document["hospitals"][0]["overall"] == "unknown"
    assert {each["reason"] for each in document["hospitals"][0]["reasons"]} == {"needs_judgement"}
    assert any(line.startswith("集計: 未充足 0 / 判定不能 1") for line in lines)


def test_a_dash_is_listed_on_the_sheet(told):
    """The item stands on the sheet as 「-」, counted apart from what is short."""
    lines = told({"radiotherapy_patients": "-"})

    assert "■ 甲病院 2024　不足1項目、確認1項目" in lines
    assert f"{RADIOTHERAPY}: 値 「-」（対象外と記載）／基準 200／前回の報告なし" in lines


def test_a_dash_in_the_share_is_no_missing_report(told):
    """診療割合 says 「-」, not 未報告; the report before is told too."""
    lines = told(
        {"year_submitted": "2023", "radiotherapy_patients": "-"},
        {"radiotherapy_patients": "190", "resident_share_pct": "-"},
    )

    assert "診療割合 「-」（対象外と記載）　同一医療圏の他の拠点 入力になし" in lines
    expected = (
        f"{RADIOTHERAPY}: 値 190／基準 200／不足 10／基準の95.0%／前回(2023) 「-」（対象外と記載）"
    )
    assert expected in lines
    assert not any("未報告" in line for line in lines if "甲病院" in line)


def test_a_dash_on_one_arm_leaves_the_other_to_decide(told):
    """Where the share is enough, the 「-」 does not matter."""
    assert state_of(told({"radiotherapy_patients": "-", "resident_share_pct": "26"})) == "充足"


def test_an_unreadable_cell_is_shown_with_its_cell(told):
    """The state is 未報告, and the deciding line shows what was received and where."""
    lines = told({"registry_cases": "約500"})

    assert state_of(lines) == "未報告"
    assert any(
        "院内がん登録数 読取不能「約500」（paper.csv:2:7）、基準 ≧ 500" in line for line in lines
    )


def test_an_impossible_value_is_shown_with_its_cell(told):
    """A negative count is contradictory."""
    lines = told({"registry_cases": "-3"})

    assert state_of(lines) == "矛盾"
    assert any("院内がん登録数 矛盾（paper.csv:2:7）、基準 ≧ 500" in line for line in lines)


@pytest.mark.parametrize(
    ("share", "percent", "points"),
    [("19.999", "99.9%", "0.001"), ("19.99", "99.9%", "0.01"), ("14", "70.0%", "6.0")],
)
def test_a_miss_never_reads_as_all_of_the_threshold(told, share, percent, points):
    """19.999 % against 20 % is 99.9 % of the threshold; shares differ in points."""
    lines = told({"radiotherapy_patients": "190", "resident_share_pct": share})

    expected = f"値 {share}%／基準 20%／不足 {points}ポイント／基準の{percent}／前回の報告なし"
    assert f"{SHARE}: {expected}" in lines
    assert not any("100.0%" in line for line in lines)


def test_margins_of_shares_are_points(kinten, paper):
    """26 % against 20 % is a margin of 6.0 points; a count is a count."""
    file = paper({"radiotherapy_patients": "190", "resident_share_pct": "26"})
    out = kinten("explain", file, "--hospital", "甲病院", *VOLUME).out
    english = kinten("explain", file, "--hospital", "甲病院", *VOLUME, "--lang", "en").out

    assert f"  {SHARE}: 余裕6.0ポイント\n" in out
    assert f"  {RADIOTHERAPY}: あと10で基準\n" in out
    assert "margin 6.0 points\n" in english


@pytest.mark.parametrize("typed", ["volume", "R4.8/volume", "/volume/"])
def test_the_scope_is_printed_by_its_whole_id(kinten, paper, typed):
    """However it was typed; `compare` too."""
    call = ("--edition", "R4.8", "--scope", typed)
    file = paper({}, {"year_submitted": "2023"})
    compared = kinten("compare", file, "--from", "2023", "--to", "2024", *call).out

    assert "範囲 R4.8/volume ｜" in kinten("judge", file, *call).out
    assert "2024: R4.8 ｜ R4.8/volume ｜" in compared


def test_a_note_that_hospitals_share_is_printed_once(kinten, rows):
    """The other hub of the area: one note, every hospital named with its years."""
    out = kinten("judge", rows, *VOLUME).out
    note = "※ 同一医療圏に他の拠点あり：H30.7では①の全項目が必要。R4.8本文未確認\n"
    after = out.partition(note)[2].splitlines()[0]

    assert out.count("同一医療圏に他の拠点あり") == 1
    assert "松江市立病院 2019・2021、松江赤十字病院 2019・2021" in after
    assert out.count("遡及判定") == 1


def test_explain_and_the_page_keep_the_note(kinten, rows, tmp_path):
    """松江赤十字 2019 shows it in its own explanation, and on the page."""
    call = ("--hospital", "松江赤十字", "--year", "2019", *VOLUME)
    kinten("judge", rows, *call, "-o", tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    note = "同一医療圏に他の拠点あり：H30.7では①の全項目が必要。R4.8本文未確認"

    assert f"※{note}" in kinten("explain", rows, *call).out
    assert f'<p class="note">{note}</p>' in page


def test_many_hubs_of_one_area_are_named_only_in_part(told):
    """The first five by name, then how many more."""
    one = {"area": "甲府", "radiotherapy_patients": "190"}
    lines = told(*(one | {"hospital": f"第{number}病院"} for number in range(1, 9)))

    assert (
        "診療割合 10%　同一医療圏の他の拠点 第2病院、第3病院、第4病院、第5病院、第6病院、ほか2施設"
        in lines
    )


def test_an_english_terminal_gets_no_japanese_signs(kinten, paper, rows):
    """Our own words, signs and brackets are English; what was received stays as it is."""
    file = paper(
        {"hospital": "A", "radiotherapy_patients": "190", "resident_share_pct": "19.999"},
        {"hospital": "B", "radiotherapy_patients": "-"},
        {"hospital": "C", "registry_cases": "about 500"},
        {"hospital": "D", "year_submitted": "2021", "radiotherapy_patients": ""},
    )
    out = kinten("judge", file, *VOLUME, "--lang", "en").out
    compared = kinten("compare", rows, "--from", "2024", "--to", "2025", "--lang", "en").out

    assert JAPANESE_ONLY.findall(out) == []
    assert JAPANESE_ONLY.findall(compared) == []
    words = " ".join(out.replace("│", " ").split())
    assert "190 < 200 (10 short, 95.0% of the threshold)" in words
    assert '"-" (marked not applicable), threshold ≥ 200' in words


def test_an_english_page_has_no_japanese_signs(kinten, paper, tmp_path):
    """The page of one hospital, but for the titles of the sources."""
    page = tmp_path / "page.html"
    file = paper({"hospital": "B", "radiotherapy_patients": "-"}, {"hospital": "C"})
    kinten("judge", file, *VOLUME, "--lang", "en", "-o", page)
    body = page.read_text(encoding="utf-8").partition("<body>")[2]
    body = re.sub(r'<td class="place">.*?</td>', "", body, flags=re.DOTALL)

    assert JAPANESE_ONLY.findall(body) == []
    assert "（" not in body


@pytest.mark.parametrize(
    ("change", "shown", "hidden"),
    [
        ({}, (), ("判定は変わりません", "誤り")),
        ({"registry_cases": "約500"}, ("「誤り」の値は判定に使わず",), ("判定は変わりません",)),
        ({"registry_cases": "６００"}, ("判定は変わりません。",), ("「誤り」",)),
    ],
)
def test_check_says_that_no_verdict_changes_only_where_it_is_true(
    kinten, paper, change, shown, hidden
):
    """Nothing under no findings; under an error the fact is lost, and mending it may change a verdict."""
    out = kinten("check", paper(change)).out

    assert all(words in out for words in shown)
    assert not any(words in out for words in hidden)


def test_what_check_writes_says_the_same(kinten, paper, tmp_path):
    """The file holds the same note as the terminal."""
    out = tmp_path / "remarks.json"
    kinten("check", paper({"registry_cases": "約500"}), "-o", out)
    text = json.dumps(json.loads(out.read_text(encoding="utf-8")), ensure_ascii=False)

    assert "判定は変わりません" not in text
