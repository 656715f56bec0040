"""Published discharges by cancer and hospital: the pages, their files, and what is never in them."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date

import openpyxl
import pytest

from kinten.desk.drawing.curves import STYLE
from kinten.desk.volumes import load_discharges
from kinten.portal.reports.reading import example_hospitals
from kinten.portal.volume_pages.published import cells_of, diseases_of, is_surveyed
from kinten.portal.volume_pages.seeing import see_volumes, totals_on

pytestmark = pytest.mark.django_db
DAY = "2026-04-01"
STOMACH, EYE = "060020", "02001x"


def text(client, address, **query):
    answer = client.get(address, query)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def rows_of(page, label):
    """Give the rows of the table with a label, each as the plain words of its cells."""
    label = re.escape(label)
    table = re.search(rf'aria-label="{label}">.*?<tbody>(.*?)</tbody>', page, re.DOTALL)[1]
    return [
        [
            re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", cell)).strip()
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        ]
        for row in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
    ]


def read_csv(client, address, **query):
    answer = client.get(address, query)
    assert answer.status_code == 200, (address, answer.status_code)
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


@pytest.fixture(scope="module")
def discharges():
    return load_discharges()


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_cancer_has_its_published_discharges(visitor, discharges, prefix):
    page = text(visitor, f"{prefix}/volumes/", on=DAY)
    label = "Discharges by cancer" if prefix else "がんの種類ごとの退院件数"
    rows = rows_of(page, label)

    assert len(rows) == len({disease for _, disease in discharges.cells})
    assert sum(int(row[1].replace(",", "")) for row in rows) == sum(discharges.cells.values())
    counts = [int(row[1].replace(",", "")) for row in rows]
    assert counts == sorted(counts, reverse=True)
    assert f'href="{prefix}/volumes/{STOMACH}/?on={DAY}"' in page
    assert ("standard terms of use" if prefix else "政府標準利用規約") in page
    assert "2026-11-22" in page
    assert all("%" in row[3] for row in rows)


def test_the_share_in_designated_hospitals_is_the_range_of_the_command(visitor):
    from kinten.desk.atlas import load_atlas
    from kinten.desk.volumes_linking import lacking_in
    from kinten.desk.volumes_national import COUNTRY, share_everywhere

    atlas = load_atlas()
    snapshot = atlas.on(date(2026, 4, 1))
    found = share_everywhere(
        load_discharges(), snapshot.standings, STOMACH, lacking_in(atlas, snapshot)
    )
    share = found[COUNTRY]
    told = f"{share.at_least:.1%}〜{share.at_most:.1%}"

    assert share.at_least < share.at_most
    assert told in text(visitor, "/volumes/", on=DAY)
    assert told in text(visitor, f"/volumes/{STOMACH}/", on=DAY)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_hospitals_of_a_cancer_come_fifty_a_page_the_most_first(visitor, discharges, prefix):
    label = "Hospitals and discharges" if prefix else "病院と退院件数"
    first = rows_of(text(visitor, f"{prefix}/volumes/{STOMACH}/", on=DAY), label)
    second = rows_of(text(visitor, f"{prefix}/volumes/{STOMACH}/", on=DAY, page=2), label)
    counts = [int(row[5].replace(",", "")) for row in first + second]

    assert (len(first), len(second)) == (50, 50)
    assert counts == sorted(counts, reverse=True)
    assert counts[0] == max(discharges.by_hospital(STOMACH).values())
    assert first[0][0] == "1"


def test_a_linked_hospital_leads_to_its_page(visitor):
    page = text(visitor, f"/volumes/{STOMACH}/", prefecture="01", on=DAY)

    assert f'href="/hospitals/DCH001/?on={DAY}"' in page
    # One that the network does not have stands without a link.
    assert re.search(r'<th scope="row" lang="ja">[^<]+</th>', page)


def test_the_order_is_told_and_turned(visitor):
    most = text(visitor, f"/volumes/{STOMACH}/")
    fewest = text(visitor, f"/volumes/{STOMACH}/", sort="fewest")
    placed = text(visitor, f"/volumes/{STOMACH}/", sort="-prefecture")

    assert most.count("aria-sort=") == fewest.count("aria-sort=") == placed.count("aria-sort=") == 1
    assert 'aria-sort="descending"><a href="?sort=fewest">退院' in most
    assert 'aria-sort="ascending"><a href="?">退院' in fewest
    assert 'aria-sort="descending"><a href="?sort=prefecture">都道府県' in placed
    assert rows_of(fewest, "病院と退院件数")[0][5] == "10"
    assert rows_of(placed, "病院と退院件数")[0][2] == "沖縄県"


def test_what_is_not_published_is_told_so_and_never_a_figure(visitor):
    rows = read_csv(visitor, f"/volumes/{EYE}.csv", designated="yes", on=DAY)
    hidden = [row for row in rows if row["hidden"] == "true"]

    assert hidden
    assert all(row["discharges"] == "" and row["rank"] == "" for row in hidden)
    assert all(int(row["discharges"]) >= 10 for row in rows if row["hidden"] == "false")
    # They come last, whatever the order.
    assert [row["hidden"] for row in rows] == sorted(row["hidden"] for row in rows)
    page = text(visitor, f"/volumes/{EYE}/", designated="yes", on=DAY, page=9)
    assert "10未満（非公表）" in page
    assert ">0<" not in page


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".json"])
def test_a_file_has_the_rows_that_the_page_chose(visitor, ending):
    query = {"prefecture": "17", "designated": "yes", "sort": "fewest", "on": DAY}
    page = text(visitor, f"/volumes/{STOMACH}/", **query)
    link = re.search(rf'href="(/volumes/{STOMACH}{ending}[^"]*)"', page)[1].replace("&amp;", "&")
    count = int(re.search(r"(\d+) 病院", page)[1])
    answer = visitor.get(link)

    assert answer.status_code == 200
    assert "_%E6%8A%BD%E5%87%BA" in answer["Content-Disposition"]
    if ending == ".csv":
        rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
        assert {row["prefecture"] for row in rows} == {"17"}
        assert {row["designated"] for row in rows} == {"yes"}
        shown = [row["name"] for row in rows]
        assert shown == [row[1] for row in rows_of(page, "病院と退院件数")]
    elif ending == ".json":
        told = json.loads(answer.content)
        assert told["rows"] == len(told["data"]) == count
        assert "石川" in told["about"]["ja"]
        assert told["licence"]
        return
    else:
        book = openpyxl.load_workbook(io.BytesIO(answer.content))
        cells = [cell.value for cell in book.worksheets[0]["A"]]
        assert f"行数: {count}" in cells
        return
    assert len(rows) == count


def test_the_list_is_a_file_as_well(visitor, discharges):
    rows = read_csv(visitor, "/volumes.csv", on=DAY)

    assert sum(int(row["discharges"]) for row in rows) == sum(discharges.cells.values())
    assert all(0 < float(row["share_at_least"]) <= float(row["share_at_most"]) <= 1 for row in rows)


@pytest.mark.parametrize("ending", [".csv", ".json"])
def test_the_list_of_a_prefecture_counts_its_hospitals(visitor, discharges, ending):
    page = text(visitor, "/volumes/", prefecture="17", on=DAY)
    link = re.search(rf'href="(/volumes{ending}[^"]*)"', page)[1].replace("&amp;", "&")
    rows = rows_of(page, "がんの種類ごとの退院件数")
    there = {code for code, each in discharges.hospitals.items() if each.prefecture == "17"}
    total = sum(count for (code, _), count in discharges.cells.items() if code in there)

    assert sum(int(row[1].replace(",", "")) for row in rows) == total
    assert "石川県" in page
    assert f'href="/volumes/{STOMACH}/?on={DAY}&amp;prefecture=17"' in page
    if ending == ".csv":
        file = read_csv(visitor, link)
    else:
        told = json.loads(visitor.get(link).content)
        assert "石川県" in told["about"]["ja"]
        file = told["data"]
    assert len(file) == len(rows)
    assert sum(int(row["discharges"]) for row in file) == total
    assert visitor.get("/volumes.csv", {"prefecture": "99"}).status_code == 400


@pytest.mark.parametrize(
    "query",
    [
        {"prefecture": "48"},
        {"prefecture": "\0"},
        {"designated": "maybe"},
        {"sort": "name" * 999},
        {"on": "x"},
        {"recorded": "9" * 99},
    ],
)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_an_odd_query_is_told_by_the_page_and_refused_by_the_file(visitor, query, prefix):
    assert 'role="alert"' in text(visitor, f"{prefix}/volumes/{STOMACH}/", **query)
    assert visitor.get(f"{prefix}/volumes/{STOMACH}.csv", query).status_code == 400


@pytest.mark.parametrize(
    "address", ["/volumes/none/", "/volumes/none.csv", "/volumes/%00/", "/volumes/%00.json"]
)
def test_what_is_no_cancer_is_not_found(visitor, address):
    assert visitor.get(address).status_code == 404


@pytest.mark.parametrize("page", ["x", "0", "9" * 50])
def test_an_odd_page_is_no_error(visitor, page):
    assert visitor.get(f"/volumes/{STOMACH}/", {"page": page}).status_code == 200


def test_a_row_that_may_be_a_lost_hospital_is_not_told_to_be_undesignated(visitor):
    seen = see_volumes(date(2026, 4, 1))
    rows = read_csv(visitor, f"/volumes/{STOMACH}.csv", on=DAY)
    open_rows = [
        row for row in rows if row["area"] in seen.open_areas and not row["hospital"]
    ]  # fmt: skip

    assert open_rows
    assert {row["designated"] for row in open_rows} == {"perhaps"}
    assert {row["designated"] for row in rows} == {"yes", "perhaps", "no"}
    there = open_rows[0]["prefecture"]
    page = text(visitor, f"/volumes/{STOMACH}/", prefecture=there, designated="perhaps", on=DAY)
    assert "調査のどの病院か分からない指定病院" in page


def test_an_earlier_day_has_other_designations(visitor):
    now = read_csv(visitor, f"/volumes/{STOMACH}.csv", designated="yes", on=DAY)
    then = read_csv(visitor, f"/volumes/{STOMACH}.csv", designated="yes", on="2021-04-01")

    assert {row["hospital"] for row in now} != {row["hospital"] for row in then}


def test_the_pages_rules_are_those_of_the_drawing(root):
    sheet = root / "src/kinten/portal/look/static/kinten/volumes.css"
    plain = re.sub(r"\s+", "", sheet.read_text(encoding="utf-8")).replace(";}", "}")

    for rule in STYLE.replace("}", "}\n").splitlines():
        assert re.sub(r"\s+", "", rule) in plain


def test_pages_hold_no_style_or_script_of_their_own(visitor):
    for address in (f"/volumes/{STOMACH}/", "/volumes/", "/cancer/5/", "/cancer/"):
        main = text(visitor, address).split("<main", 1)[1]
        assert "<style" not in main
        assert "style=" not in main
        assert "<script" not in main


def test_a_hospitals_page_has_its_published_discharges(visitor):
    cells = cells_of("DCH001")
    page = text(visitor, "/hospitals/DCH001/")
    rows = rows_of(page, "がんの種類ごとの退院件数（2021年度）")

    assert [(row[0], row[1]) for row in rows] == [
        (each.name.ja, f"{each.discharges:,}") for each in cells
    ]
    assert f'href="/volumes/{cells[0].disease}/"' in page
    assert "2021年度" in page
    link = re.search(r'href="(/data/discharges\.csv[^"]*)"', page)[1]
    assert len(read_csv(visitor, link)) == len(cells)
    assert diseases_of("DCH001")[0] == cells[0].name
    assert "Published cancer discharges" in text(visitor, "/en/hospitals/DCH001/")


def test_a_hospital_without_a_published_cell_says_why(visitor, discharges):
    surveyed = {each.hospital for each in discharges.hospitals.values() if each.hospital}
    silent = next(each for each in surveyed if not cells_of(each))
    lost = next(
        each.hospital.id
        for each in see_volumes(date(2026, 4, 1)).snapshot.standings
        if not is_surveyed(each.hospital.id)
    )

    assert "どれも10未満" in text(visitor, f"/hospitals/{silent}/")
    assert "確かめられない" in text(visitor, f"/hospitals/{lost}/")


def test_volumes_of_meeting_papers_stand_by_year(visitor):
    page = text(visitor, "/hospitals/DCH154/", on="2026-11-30")
    rows = {row[0]: row[1:] for row in rows_of(page, "検討会の資料に印字された診療実績")}
    cases = next(cells for name, cells in rows.items() if "院内がん登録" in name)

    assert cases == ["1,870", "1,867"]
    assert "第24回検討会の資料" in page
    assert "material/document/13471/133" in page
    # A cell that is not printed is no nought.
    assert any("–" in cells for cells in rows.values())
    earlier = text(visitor, "/hospitals/DCH154/", on="2022-04-01")
    assert "1,867" not in earlier


def test_nothing_published_stands_under_an_invented_hospital(examples, visitor):
    page = text(visitor, f"/hospitals/{examples[0]}/")

    assert "公表されたがんの退院数" not in page
    assert diseases_of(examples[0]) == []


def test_invented_hospitals_change_no_share(visitor, examples):
    day = date(2026, 11, 30)
    standing = {each.hospital.id for each in see_volumes(day).snapshot.standings}

    assert not standing & example_hospitals()
    assert {each.share.unlinked for each in totals_on(day)} == {
        each.share.unlinked for each in totals_on(date(2026, 4, 1))
    }


@pytest.mark.parametrize(("language", "word"), [("", "乳房の悪性腫瘍 "), ("/en", "breast")])
def test_the_page_for_paper_has_them_too(visitor, language, word):
    page = visitor.get(f"{language}/hospitals/DCH001/print/").content.decode()

    assert word in page.lower()
    assert "2021" in page
