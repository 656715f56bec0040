"""`kinten demo`: the main job on real rows."""

import re
import time

import pytest

SECTIONS = ("集計", "病院ごとの判定", "報告の確からしさ", "入力と出典", "公式の扱い")


def test_the_demo_judges_the_packaged_rows_and_says_where_the_report_is(kinten, tmp_path):
    """It prints the caution, the table and the summary, and names report.html."""
    ran = kinten("demo", "--no-serve", "--folder", tmp_path)
    page = tmp_path / "report.html"

    assert ran.code == 0
    assert ran.out.startswith("計算結果であり、厚生労働省の判断ではありません")
    assert str(page.resolve()) in ran.out.replace("\n", "")
    assert "48件中" in ran.out
    assert all(section in page.read_text(encoding="utf-8") for section in SECTIONS)


def test_the_report_loads_nothing_from_anywhere(kinten, tmp_path):
    """Hospital networks are closed: no script, no style, no picture from outside."""
    kinten("demo", "--no-serve", "--folder", tmp_path)
    page = (tmp_path / "report.html").read_text(encoding="utf-8")

    assert re.findall(r"(?:src|srcset)\s*=|<link|@import|url\(|<script", page) == []


def test_the_report_holds_every_hospital_with_its_official_handling(kinten, tmp_path):
    """24 hospitals in two years each; the one that withdrew is told so."""
    kinten("demo", "--no-serve", "--folder", tmp_path)
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    saiseikan = re.search(r"山形市立病院済生館</h3>.*?公式の扱い: (.*?)<", page, re.DOTALL)

    assert len(re.findall(r'<article class="hospital"', page)) == 48
    assert saiseikan is not None
    assert saiseikan.group(1) == "指定辞退"


@pytest.mark.bench
def test_the_demo_is_ready_within_twenty_seconds(kinten, tmp_path):
    """Under 20 s after installation, the workspace of the portal included."""
    begun = time.monotonic()
    kinten("demo", "--no-serve", "--folder", tmp_path)

    assert time.monotonic() - begun < 20
