"""The list of hospitals: kept to a prefecture and a kind, put in order, and taken as a file."""

from __future__ import annotations

import csv
import io
import re

import pytest
from openpyxl import load_workbook

pytestmark = pytest.mark.django_db


def page(client, address="/hospitals/", **query):
    answer = client.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


def ids(client, **query):
    return [row["id"] for row in client.get("/hospitals.json", query).json()["rows"]]


def ids_shown(text):
    return re.findall(r'<th scope="row"><a href="/hospitals/([^/]+)/"', text)


def test_a_list_is_kept_to_a_prefecture_and_a_kind(visitor):
    everywhere, there = ids(visitor), ids(visitor, prefecture="17")
    of_kind = ids(visitor, prefecture="17", kind="pref")

    assert set(of_kind) < set(there) < set(everywhere)
    rows = visitor.get("/hospitals.json", {"prefecture": "17", "kind": "pref"}).json()["rows"]
    assert {(row["prefecture"], row["kind"]) for row in rows} == {("17", "pref")}


def test_the_page_holds_its_filter_in_its_forms_and_links(visitor):
    text = page(visitor, prefecture="13", kind="regional", q="病院")

    assert '<option value="13" selected>' in text
    assert '<option value="regional" selected>' in text
    assert 'href="?prefecture=13&amp;kind=regional&amp;q=%E7%97%85%E9%99%A2&amp;sort=area"' in text
    assert "/hospitals.csv?prefecture=13&amp;kind=regional&amp;q=%E7%97%85%E9%99%A2" in text
    assert '<input type="hidden" name="prefecture" value="13">' in text


@pytest.mark.parametrize("column", ["kind", "prefecture", "area"])
def test_a_list_is_put_in_order_either_way(visitor, column):
    for sort, way in ((column, "ascending"), (f"-{column}", "descending")):
        rows = visitor.get("/hospitals.json", {"sort": sort, "prefecture": "13"}).json()["rows"]
        kinds = ["ncc", "pref", "regional", "specific", "local"]
        known = [row[column] for row in rows if row[column] is not None]
        places = [kinds.index(each) if column == "kind" else each for each in known]
        assert places == sorted(places, reverse=sort.startswith("-"))
        # What is not known comes last, either way round.
        assert [row[column] for row in rows][: len(known)] == known
        text = page(visitor, sort=sort)
        assert text.count("aria-sort") == 1
        assert f'aria-sort="{way}"' in text


def test_figures_are_put_in_order_with_the_greatest_first(visitor):
    text = page(visitor, q="乳がん")
    assert "sort=-figure" in text

    rows = visitor.get("/hospitals.json", {"q": "乳がん", "sort": "-figure"}).json()["rows"]
    figures = [row["figure"] for row in rows if row["figure"] is not None]
    assert figures == sorted(figures, reverse=True)
    assert len(set(figures)) > 10


def test_a_list_without_grounds_has_no_column_of_them(visitor):
    assert "見つかった理由" not in page(visitor)
    assert "見つかった理由" in page(visitor, q="乳がん")


@pytest.mark.parametrize(
    "query", [{}, {"q": "乳がん 東京", "sort": "-figure"}, {"prefecture": "01"}]
)
def test_the_files_hold_the_rows_of_the_page_in_its_order(visitor, query):
    pages = [ids_shown(page(visitor, **query, page=number)) for number in range(1, 12)]
    shown = list(dict.fromkeys(each for some in pages for each in some))
    raw = visitor.get("/hospitals.csv", query).content
    table = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    sheet = load_workbook(io.BytesIO(visitor.get("/hospitals.xlsx", query).content)).worksheets[0]

    assert raw.startswith(b"\xef\xbb\xbf")
    assert [row["id"] for row in table] == shown == ids(visitor, **query)
    cells = [row[0] for row in sheet.iter_rows(values_only=True)]
    assert [each for each in cells if each in set(shown)] == shown


def test_a_file_tells_its_day_rows_and_sources(visitor):
    document = visitor.get("/hospitals.json", {"q": "乳がん", "on": "2026-04-01"}).json()
    told = "\n".join(document["notes"])

    assert f"2026-04-01 の時点、{len(document['rows'])} 行" in told
    assert "出典: " in told
    assert "退院患者" in told
    answer = visitor.get("/hospitals.csv", {"q": "乳がん", "on": "2026-04-01"})
    assert "hospitals_2026-04-01.csv" in answer["Content-Disposition"]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ({"prefecture": "99"}, "prefecture"),
        ({"prefecture": "\0"}, "prefecture"),
        ({"kind": "x" * 900}, "kind"),
        ({"sort": "name; drop"}, "sort"),
        ({"sort": "--kind"}, "sort"),
        ({"on": "2026-99-99"}, "on"),
        ({"page": "x"}, "page"),
    ],
)
def test_what_means_nothing_is_left_out_and_said(visitor, query, name):
    text = page(visitor, **query)

    assert re.search(rf'role="alert".*{name} は読めないので', text, re.DOTALL)
    assert ids_shown(text)
    for ending in ("csv", "xlsx", "json"):
        assert visitor.get(f"/hospitals.{ending}", query).status_code == 200


@pytest.mark.parametrize(
    "words", ["乳がん 東京", "大腸がん 上川中部", "緑が丘東", "放射線治療 石川"]
)
def test_english_pages_have_no_japanese_words_but_names(visitor, words):
    text = page(visitor, "/en/hospitals/", q=words)
    main = text[text.index("<main") : text.index("</main")]
    bare = re.sub(r'<[^>]+lang="ja"[^>]*>[^<]*', "", main)
    bare = re.sub(r'value="[^"]*"|href="[^"]*"', "", bare)

    assert re.findall(r"[ぁ-んァ-ヶ一-龠]+", bare) == []


def test_a_formula_in_a_name_is_no_formula_in_a_file(visitor, examples):
    from datetime import date

    from kinten.portal.places.services import record_rows
    from kinten.portal.record.appending import SYSTEM

    row = {"hospital_id": "EX9001", "name": "=1+1例示病院", "prefecture": "13"}
    record_rows(SYSTEM, "hospitals", [row], date(2026, 1, 1), is_made_up=True)
    stated = {"hospital_id": "EX9001", "kind": "local", "begins": "2024-04-01", "source": "例示"}
    record_rows(SYSTEM, "designations", [stated], date(2026, 1, 1), is_made_up=True)

    assert "'=1+1例示病院" in visitor.get("/hospitals.csv", {"q": "EX9001"}).content.decode()
