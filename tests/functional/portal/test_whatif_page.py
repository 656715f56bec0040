"""The what-if page: a number is moved, verdicts are counted before and after, changes are listed and drawn."""

from __future__ import annotations

import json
import re
from io import BytesIO

import openpyxl
import pytest

from kinten.portal.public.asking import today

pytestmark = pytest.mark.django_db
CLAUSE = "R4.8/volume/absolute/registry"
CAUTION = "計算結果であり、厚生労働省の判断ではありません"


def table(page, caption):
    """Give the rows of a table by its caption, each cell as text."""
    body = page.split(f"<caption>{caption}")[1].split("</table>")[0].split("<tbody>")[1]
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", body, re.DOTALL)
    return [
        [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", row)]
        for row in rows
    ]


def test_the_page_is_headed_by_the_caution_and_says_what_it_is_reckoned_on(
    visitor, three_reports, read_page
):
    page = read_page(visitor)

    assert f"<strong>{CAUTION}</strong>" in page
    assert "計算結果を公開できる最も新しい現況報告" in page
    assert "判定した3病院" in page


def test_verdicts_are_counted_before_and_after_and_who_has_no_report_is_unknown(
    visitor, three_reports, read_page
):
    rows = table(read_page(visitor, clause=CLAUSE, value=700), "病院の判定")

    assert rows[0] == ["充足", "3", "3", "1", "1"]
    assert rows[1] == ["未充足", "0", "0", "2", "2"]
    assert rows[4][0] == "判定する報告のない指定病院（不明）"
    assert int(rows[4][1].replace(",", "")) > 400


def test_a_weaker_number_takes_nothing_away(visitor, three_reports, read_page):
    rows = table(read_page(visitor, clause=CLAUSE, value=400), "失われるもの")

    assert {tuple(row[1:]) for row in rows} == {("0", "0")}


def test_the_hospitals_that_lose_it_are_named_and_lead_to_their_pages(
    visitor, three_reports, examples, read_page
):
    page = read_page(visitor, clause=CLAUSE, value=700)
    rows = table(page, "病院への影響")

    assert [row[5] for row in rows] == ["はい", "はい"]
    listed = page.split('id="hospitals"')[1].split('id="areas"')[0]
    assert set(re.findall(r'href="/hospitals/(\w+)/"', listed)) == set(examples[:2])


def test_the_map_marks_what_changes_by_pattern_and_words(visitor, three_reports, read_page):
    svg = re.search(
        r'<svg class="atlas".*?</svg>', read_page(visitor, clause=CLAUSE, value=700), re.DOTALL
    )[0]
    losing = re.findall(r'aria-label="([^"]*指定を失う病院がある[^"]*)"', svg)

    assert 1 <= len(losing) <= 2
    assert all("例示" in each for each in losing)
    assert svg.count('fill="url(#p-loses)"') == len(losing)
    assert '<pattern id="p-loses"' in svg


def test_the_curve_has_its_table_with_the_step_of_this_number(visitor, three_reports, read_page):
    page = read_page(visitor, clause=CLAUSE, value=700)
    rows = table(page, f"基準の境目 {CLAUSE}")

    assert [row[1] for row in rows] == ["520", "612", "900", ""]
    assert [row[3:5] for row in rows] == [["3", "0"], ["2", "1"], ["1", "2"], ["0", "3"]]
    assert rows[2][0].startswith("この計算")
    assert '<svg class="steps"' in page
    assert "条文 500" in page
    assert "この計算 700" in page


@pytest.mark.parametrize(
    ("clause", "value"),
    [
        ("R4.8/volume/relative", 25),
        ("R4.8/staff/rt-physics", 2),
        ("R4.8/dedicated", 90),
        ("H30.7/volume/absolute/drug", 2000),
        ("H26.1/facility/linac", 3),
        ("H26.1/staff/chemo-physician", 1),
    ],
)
def test_every_kind_of_number_can_be_moved(visitor, three_reports, clause, value, read_page):
    page = read_page(visitor, clause=clause, value=value)

    assert f'value="{clause}" selected' in page
    assert "判定した3病院" in page


def test_one_clause_alone_is_judged_whatever_else_lets_the_hospital_pass(
    visitor, decided_report, read_page
):
    decided_report(0, 520, share=0.4)
    section, alone = (
        table(read_page(visitor, clause=CLAUSE, value=700, scope=scope), "病院の判定")
        for scope in ("section", "clause")
    )

    assert section[1] == ["未充足", "0", "0", "0", "0"]
    assert alone[1] == ["未充足", "0", "0", "1", "1"]


def test_a_kind_that_the_clause_does_not_bind_is_told(
    visitor, three_reports, decided_report, read_page
):
    page = read_page(visitor, clause=CLAUSE, kind="local", value=700)

    assert "適用されません" in page
    assert "判定する報告がありません" in page


def test_htmx_gets_the_part_with_the_words_read_aloud(visitor, three_reports):
    part = visitor.get("/whatif/", {"value": 700}, headers={"HX-Request": "true"})
    told = part.content.decode()

    assert "<html" not in told
    assert re.search(r'id="whatif-told" hx-swap-oob="innerHTML">500 から 700 に変えると', told)
    assert '<svg class="atlas"' in told
    assert "HX-Request" in part["Vary"]


def test_what_falls_short_of_a_rough_number_is_for_a_person_to_judge(
    visitor, three_reports, read_page
):
    rows = table(read_page(visitor, clause=CLAUSE, value=700, roughly=""), "病院の判定")

    assert rows[0] == ["充足", "3", "3", "1", "3"]
    assert rows[2][3:] == ["2", "2"]


def test_the_form_works_without_scripts(visitor, three_reports, read_page):
    page = read_page(visitor, clause=CLAUSE, value=700)
    form = re.search(r'<form[^>]*id="moving".*?</form>', page, re.DOTALL)[0]

    assert 'type="number"' in form
    assert '<button type="submit">' in form
    assert f'name="clause" value="{CLAUSE}"' in form
    assert '<div id="slide" hidden>' in form


@pytest.mark.parametrize("address", ["/whatif/", "/en/whatif/"])
def test_nothing_in_the_page_needs_an_unsafe_policy(visitor, three_reports, address, read_page):
    page = read_page(visitor, address, clause=CLAUSE, value=700)

    assert not re.search(r"<[^>]+\sstyle=", page)
    assert "<style" not in page
    assert not re.search(r"<[^>]+\son\w+=", page)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", page))


def test_the_english_page_is_english(visitor, three_reports, read_page):
    page = read_page(visitor, "/en/whatif/", clause=CLAUSE, value=700)

    assert "Moved from 500 to 700: of 3 hospitals judged, met 3 → 1" in page
    assert "not a decision of the Ministry" in page
    assert "もし基準を変えたら" not in page


def test_the_address_of_a_result_gives_it_again(visitor, three_reports, read_page):
    page = read_page(visitor, clause=CLAUSE, value=700, roughly="strict")
    address = re.search(r'<a href="(/whatif/\?[^"]*)">この結果の住所', page)[1]
    again = read_page(visitor, address.replace("&amp;", "&"))

    assert f"on={today()}" in address
    assert table(again, "病院の判定") == table(page, "病院の判定")
    assert "文言の数値どおり" in again


def test_a_result_names_edition_and_change_with_their_hashes(visitor, three_reports, read_page):
    from kinten.guideline.loading import load_edition

    page = read_page(visitor, clause=CLAUSE, value=700)
    document = json.loads(read_page(visitor, "/whatif/result.json", clause=CLAUSE, value=700))

    assert load_edition("R4.8").hash in page
    assert "重ねた変更" in page
    assert "重ねた変更" not in read_page(visitor, clause=CLAUSE, value=500, roughly="")
    assert document["editions"]["after"]["hash"] == load_edition("R4.8").hash
    assert document["call"]["set"] == {"volume/absolute/registry": "700"}


def test_files_hold_what_the_page_shows(visitor, three_reports, read_page):
    query = {"clause": CLAUSE, "value": 700, "roughly": "strict"}
    answer = visitor.get("/whatif/counts.csv", query)
    lines = answer.content.decode("utf-8-sig").splitlines()
    book = openpyxl.load_workbook(BytesIO(visitor.get("/whatif/result.xlsx", query).content))
    first = [row[0] for row in book.worksheets[0].values]
    document = json.loads(read_page(visitor, "/whatif/result.json", **query))

    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert [line.split(",") for line in lines[1:]] == [
        [cell.replace(",", "") for cell in row]
        for row in table(read_page(visitor, **query), "病院の判定")
    ]
    assert CAUTION in first
    assert any("架空" in str(each) for each in first)
    assert document["counts"]["after"]["met"] == {"at_least": 1, "at_most": 1}
    assert document["data"]["made_up"]["ja"]
    assert len([each for each in document["inputs"] if each["name"] == "form.xlsx"]) == 1


def test_an_unknown_table_is_none(visitor, three_reports):
    assert visitor.get("/whatif/secrets.csv").status_code == 404
