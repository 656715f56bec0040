"""`kinten whatif -o`: a page, a workbook and a document hold everything, a flat file says which table."""

from __future__ import annotations

import csv
import json
import re

import polars as pl
import pytest
from openpyxl import load_workbook

DAY = ("--as-of", "2026-11-24")
VOLUME = ("-e", "R4.8", "--scope", "volume")
NO_SHARE = (*VOLUME, "--set", "volume/relative=none", "--reading", "roughly=strict")
CURVE = ("--curve", "volume/absolute/registry")
PARTNER = ("--without", "徳島県立中央病院")
CAUTION = {
    "ja": "計算結果であり、厚生労働省の判断ではありません",
    "en": "A computed result, not a decision of the Ministry of Health, Labour and Welfare",
}


@pytest.fixture
def written(kinten, rows, tmp_path):
    """Write the outcome without the relative arm, and with one hospital less."""

    def write(ending, *more, lang="ja"):
        out = tmp_path / f"whatif.{ending}"
        given = ("whatif", rows, *NO_SHARE, *PARTNER, *DAY, "--lang", lang, *more, "-o", out)
        ran = kinten(*given)
        assert ran.code == 0, ran.err
        return out, ran

    return write


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_page_holds_the_whole_result(written, lang):
    page = written("html", *CURVE, lang=lang)[0].read_text(encoding="utf-8")

    assert f'<html lang="{lang}">' in page
    for told in (
        *(CAUTION[lang], "volume/relative = none", "roughly = strict", "徳島県立中央病院"),
        *("小松市民病院", "いわき市医療センター", "南加賀", "222,923", "1243"),
        *("山形市立病院済生館 2025", "徳島県立三好病院", "sha256"),
    ):
        assert told in page
    sums = {
        "ja": (
            "指定を失う病院",
            "4〜5",
            "住民",
            "477,458〜780,629",
            "推計のない医療圏 0〜1 を除く",
        ),
        "en": ("hospitals that lose it", "4 to 5", "residents", "477,458 to 780,629", "One pass"),
    }
    assert all(told in page for told in sums[lang])


def test_a_page_has_landmarks_names_its_tables_and_asks_nothing_from_elsewhere(written):
    page = written("html", *CURVE)[0].read_text(encoding="utf-8")

    for tag in ("header", "main", "nav", "footer", "h1"):
        assert len(re.findall(rf"<{tag}[ >]", page)) == 1
    assert (
        page.count('<div class="scroll" tabindex="0" role="region"') == page.count("<table>") == 5
    )
    assert set(re.findall(r'href="#([a-z]+)"', page)) <= set(re.findall(r'id="([a-z]+)"', page))
    assert "<script" not in page
    assert not re.search(r'(src|href)="(https?:)?//', page)


def test_an_english_page_has_no_japanese_but_names(written):
    page = written("html", *CURVE, lang="en")[0].read_text(encoding="utf-8")
    text = re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)

    assert not set("〜、。「」（）はの") & set(re.sub(r"いわき\S*", "", text))


def test_where_nothing_changes_the_page_says_so(kinten, rows, tmp_path):
    out = tmp_path / "same.html"
    assert kinten("whatif", rows, *VOLUME, *DAY, "-o", out).code == 0

    page = out.read_text(encoding="utf-8")
    assert "何も変えていません。" in page
    assert page.count("<p>ありません。</p>") == 4


def test_a_workbook_holds_the_scenario_and_every_table(written):
    out, ran = written("xlsx", *CURVE)
    book = load_workbook(out)
    sheets = {
        sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book
    }

    assert ran.out == f"書き出しました: {out}\n"
    assert [name[:6] for name in sheets] == [
        *(
            "シナリオと合",
            "病院への影響",
            "医療圏への影",
            "区分は変わら",
            "次に起こるこ",
            "基準の境目 ",
        )
    ]
    told = {(row[0], row[1], row[2]) for row in sheets["シナリオと合計"]}
    assert {
        ("注意", CAUTION["ja"], None),
        ("範囲", "volume", None),
        ("報告の年", "病院ごとに最も新しい年", None),
        ("シナリオ", "volume/relative = none", None),
        ("シナリオ", "読み方: roughly = strict", None),
        ("シナリオ", "指定がなくなる: 徳島県立中央病院", None),
        ("指定を失う病院", 4, 5),
        ("住民", 477_458, 780_629),
        ("うち推計のない医療圏", 0, 1),
        ("ネットワークに見つからない報告（数に入れていない）", "山形市立病院済生館 2025", None),
    } <= told
    cells = {cell for rows in sheets.values() for row in rows for cell in row}
    assert {"小松市民病院", "南加賀", 222_923, 1118, "徳島県立三好病院"} <= cells


def test_a_json_file_is_the_document(kinten, rows, written):
    out, _ = written("json")

    given = ("whatif", rows, *NO_SHARE, *PARTNER, *DAY, "--json")
    assert json.loads(out.read_text(encoding="utf-8")) == kinten(*given).document


@pytest.mark.parametrize(
    ("more", "title", "others", "cell"),
    [
        ((), "医療圏への影響", "--table hospitals --table ways --table next", "南加賀"),
        (CURVE, "基準の境目", "--table hospitals --table areas --table ways --table next", "1118"),
        (
            ("--table", "hospitals"),
            "病院への影響",
            "--table areas --table ways --table next",
            "小松市民病院",
        ),
        (
            ("--table", "next"),
            "次に起こること",
            "--table hospitals --table areas --table ways",
            "徳島県立三好病院",
        ),
        ((*CURVE, "--table", "areas"), "医療圏への影響", "--table curve", "南加賀"),
        (("--table", "ways"), "区分は変わらず", "--table areas --table next", "県中"),
    ],
)
def test_a_file_for_one_table_says_which_and_how_to_get_the_others(
    written, more, title, others, cell
):
    out, ran = written("csv", *more)

    assert ran.out == f"書き出しました: {out}\n"
    assert f"「{title}" in ran.err
    assert others in ran.err
    assert ".html" in ran.err
    with out.open(encoding="utf-8-sig", newline="") as stream:
        assert cell in {each for row in csv.reader(stream) for each in row}


def test_a_parquet_file_is_told_in_english_too(written):
    out, ran = written("parquet", "--table", "hospitals", lang="en")

    assert ran.err.startswith("Only the table 'Hospitals' was written.")
    assert "小松市民病院" in pl.read_parquet(out)["hospital"].to_list()


@pytest.mark.parametrize(
    ("ending", "more", "told"),
    [
        ("xlsx", ("--table", "areas"), "全部の表が入ります"),
        ("csv", ("--table", "curve"), "--curve に条項を"),
    ],
)
def test_a_table_that_cannot_be_chosen_is_refused(kinten, rows, tmp_path, ending, more, told):
    out = tmp_path / f"whatif.{ending}"
    ran = kinten("whatif", rows, *NO_SHARE, *DAY, *more, "-o", out)

    assert (ran.code, ran.out, out.exists()) == (2, "", False)
    assert ran.err.startswith("kinten: --table")
    assert told in ran.err


def test_a_table_is_not_chosen_for_the_terminal(kinten, rows):
    ran = kinten("whatif", rows, *NO_SHARE, *DAY, "--table", "areas")

    assert (ran.code, ran.out) == (2, "")
    assert "-o 結果.csv" in ran.err
