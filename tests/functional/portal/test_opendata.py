"""Open data: every table as page, CSV, workbook and JSON, with the same rows in each of them."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from urllib.parse import unquote

import openpyxl
import pytest

from kinten.portal.opendata.tables import TABLES, Asking, rows_of
from kinten.portal.places.services import record_rows
from kinten.portal.public.asking import today
from kinten.portal.record.appending import SYSTEM

pytestmark = pytest.mark.django_db
DAY = "2026-04-01"
SMALL = sorted(set(TABLES) - {"discharges", "clauses", "incidence_categories"})


@pytest.fixture
def recorded(db):
    """Record rows for one test; what a process keeps of a network is let go before and after."""
    from kinten.portal.opendata import freshness, tables, writing
    from kinten.portal.places import reading
    from kinten.portal.reports import reading as reports

    def forget():
        # A test is rolled back, and the next one gives the same numbers to other rows.
        for kept in (
            reading._atlas,
            reading._seen,
            reports._examples,
            tables._whole,
            writing._kept,
            freshness._recorded_at,
        ):
            kept.cache_clear()

    forget()
    yield record_rows
    forget()


def content(client, address, **query):
    answer = client.get(address, query)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content


def text(client, address, **query):
    return content(client, address, **query).decode()


def read_csv(raw):
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_index_lists_every_table_with_rows_date_and_licence(visitor, prefix):
    page = text(visitor, f"{prefix}/data/")

    for name, table in TABLES.items():
        assert f'href="{prefix}/data/{name}/"' in page
        assert (table.title.en if prefix else table.title.ja) in page
        assert f'href="{prefix}/data/{name}.csv"' in page
    assert ("standard terms of use" if prefix else "政府標準利用規約") in page
    assert "2026-11-22" in page


@pytest.mark.parametrize("name", sorted(TABLES))
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_page_of_a_table_prints_its_rows_and_links_its_files(visitor, name, prefix):
    page = text(visitor, f"{prefix}/data/{name}/")
    rows = len(rows_of(TABLES[name], Asking(today())))

    assert f"{rows} " in page
    assert rows > 0
    for ending in (".csv", ".xlsx", ".json", ".metadata.json"):
        assert f"/data/{name}{ending}" in page
    assert page.count('<th scope="col"') > 4


@pytest.mark.parametrize("name", SMALL)
def test_every_form_of_a_table_has_the_same_rows(visitor, name):
    query = {"on": DAY} if "on" in TABLES[name].obeys else {}
    names = [column.name for column in TABLES[name].columns]
    header, *rows = read_csv(content(visitor, f"/data/{name}.csv", **query))
    document = json.loads(content(visitor, f"/data/{name}.json", **query))
    told = json.loads(content(visitor, f"/data/{name}.metadata.json", **query))

    assert header == names
    assert [each["name"] for each in document["columns"]] == names
    assert len(rows) == document["rows"] == len(document["data"]) == told["rows"]
    assert f"{len(rows)} 行" in text(visitor, f"/data/{name}/", **query)
    assert document["licence"]
    assert document["sources"][0]["publisher"]["ja"]
    assert told["date"] >= "2026-11-22"
    for row, record in zip(rows, document["data"], strict=True):
        assert [cell == "" for cell in row] == [value is None for value in record.values()]


@pytest.mark.parametrize("name", ["hospitals", "published_counts"])
def test_the_workbook_has_its_source_licence_and_rows_above_the_table(visitor, name):
    rows = len(rows_of(TABLES[name], Asking(date(2026, 4, 1))))
    query = {"on": DAY} if name == "hospitals" else {}
    book = openpyxl.load_workbook(
        io.BytesIO(content(visitor, f"/data/{name}.xlsx", **query)), read_only=False
    )
    sheet = book.worksheets[0]
    first = [cell.value for cell in sheet["A"]]
    head = first.index(TABLES[name].columns[0].title.ja)

    notes = "\n".join(filter(None, first[:head]))
    assert f"行数: {rows}" in notes
    assert "出典" in notes
    assert "政府標準利用規約" in notes
    assert sheet.max_row - head - 1 == rows
    assert book.worksheets[1]["B2"].value == TABLES[name].columns[0].name


def test_the_name_of_a_file_is_japanese_with_the_day(visitor):
    answer = visitor.get("/data/hospitals.csv", {"on": DAY, "q": "石川"})
    header = answer["Content-Disposition"]

    assert header.startswith("attachment;")
    assert unquote(header.partition("filename*=UTF-8''")[2]) == f"病院_{DAY}_抽出.csv"
    assert f'filename="hospitals_{DAY}.csv"' in header


def test_a_file_obeys_the_words_that_the_page_obeys(visitor):
    page = text(visitor, "/hospitals/", q="石川", on=DAY)
    rows = read_csv(content(visitor, "/data/hospitals.csv", q="石川", on=DAY))[1:]

    assert 0 < len(rows) < 60
    assert f"{len(rows)} 病院" in page
    assert "q=%E7%9F%B3%E5%B7%9D" in text(visitor, "/data/hospitals/", q="石川", on=DAY)
    assert len(read_csv(content(visitor, "/data/designations.csv", q="金沢大学 DCH"))) > 1


def test_a_file_obeys_the_day_and_the_day_of_recording(visitor):
    earlier = json.loads(content(visitor, "/data/areas.json", on="2023-04-01"))
    later = json.loads(content(visitor, "/data/areas.json", on=DAY))
    nothing = json.loads(content(visitor, "/data/designations.json", recorded="2000-01-01"))

    assert (earlier["rows"], later["rows"]) == (335, 330)
    assert (earlier["on"], later["on"]) == ("2023-04-01", DAY)
    assert (nothing["rows"], nothing["recorded"]) == (0, "2000-01-01")


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json", "metadata.json"])
@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("hospitals", {"on": "2024"}),
        ("hospitals", {"recorded": "yesterday"}),
        ("hospitals", {"on": "1999-01-01"}),
        ("hospitals", {"q": "病" * 201}),
        ("editions", {"on": DAY}),
        ("designations", {"on": DAY}),
    ],
)
def test_a_file_refuses_what_it_cannot_obey(visitor, name, query, ending):
    assert visitor.get(f"/data/{name}.{ending}", query).status_code == 400


@pytest.mark.parametrize(
    "query", [{"on": "x"}, {"page": "x"}, {"page": "99999"}, {"q": "\0"}, {"recorded": "9" * 99}]
)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_page_tells_an_odd_query(visitor, query, prefix):
    page = text(visitor, f"{prefix}/data/hospitals/", **query)

    assert ('role="alert"' in page) == bool({"on", "recorded"} & set(query))


@pytest.mark.parametrize(
    "address",
    ["/data/none/", "/data/none.csv", "/data/hospitals.parquet", "/data/none.metadata.json"],
)
def test_what_is_no_table_is_not_found(visitor, address):
    assert visitor.get(address).status_code == 404


def test_a_cell_that_a_spreadsheet_would_run_is_escaped(visitor, recorded):
    row = {"hospital_id": "EX1", "kind": "regional", "stated": DAY, "source": '=HYPERLINK("x")'}
    hospital = {"hospital_id": "EX1", "name": "+1+1", "prefecture": "17", "address": "@SUM(A1)"}
    recorded(SYSTEM, "hospitals", [hospital], date(2026, 11, 30), is_made_up=True)
    recorded(SYSTEM, "designations", [row], date(2026, 11, 30), is_made_up=True)

    header, *rows = read_csv(content(visitor, "/data/hospitals.csv", on=DAY))
    made = dict(zip(header, next(each for each in rows if each[0] == "EX1"), strict=True))
    assert made["name"] == "'+1+1"
    assert made["address"] == "'@SUM(A1)"
    assert made["source"] == '\'=HYPERLINK("x")'
    assert made["example"] == "true"
    book = openpyxl.load_workbook(io.BytesIO(content(visitor, "/data/hospitals.xlsx", on=DAY)))
    cells = [cell for line in book.worksheets[0].iter_rows() for cell in line if cell.value]
    assert "+1+1" in {cell.value for cell in cells}
    assert all(cell.data_type != "f" for cell in cells)


def test_real_hospitals_are_no_examples(visitor):
    document = json.loads(content(visitor, "/data/hospitals.json", on=DAY))

    assert {each["example"] for each in document["data"]} == {False}


def test_clauses_have_a_citation_each(visitor):
    document = json.loads(content(visitor, "/data/clauses.json", q="R4.8"))

    assert document["rows"] > 50
    assert all(each["citation"] and each["strength"] for each in document["data"])


def test_no_count_below_ten_is_shown(visitor):
    rows = read_csv(content(visitor, "/data/discharges.csv"))

    assert len(rows) == 22_303
    assert min(int(row[-1]) for row in rows[1:]) >= 10


def test_who_holds_the_newest_is_told_so(visitor, recorded):
    first = visitor.get("/data/groups.csv")
    mark = {"HTTP_IF_NONE_MATCH": first["ETag"]}

    assert (
        visitor.get("/data/groups.csv", headers={"If-None-Match": first["ETag"]}).status_code == 304
    )
    since = {"If-Modified-Since": first["Last-Modified"]}
    assert visitor.get("/data/groups.csv", headers=since).status_code == 304
    hospital = {"hospital_id": "EX1", "name": "例示病院", "prefecture": "17"}
    recorded(SYSTEM, "hospitals", [hospital], date(2026, 11, 30), is_made_up=True)
    assert visitor.get("/data/groups.csv", **mark).status_code == 200
