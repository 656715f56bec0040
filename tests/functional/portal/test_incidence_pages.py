"""New cancers of the registry: published counts, reckoned rates, small counts kept back, files, odd input."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from defusedxml.ElementTree import fromstring

from kinten.desk.incidence import BANDS, SEXES, load_incidence, merged_bands
from kinten.desk.incidence_categories import categories_of, load_categories
from kinten.portal.volume_pages.drawing import Series, draw_lines

pytestmark = pytest.mark.django_db


def text(client, address, **query):
    answer = client.get(address, query)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def tables_of(page):
    """Give the rows of every table, each as the plain words of its cells."""
    return [
        [
            [
                re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", cell)).strip()
                for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
            ]
            for row in re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
        ]
        for body in re.findall(r"<tbody>(.*?)</tbody>", page, re.DOTALL)
    ]


def read_csv(client, address, **query):
    answer = client.get(address, query)
    assert answer.status_code == 200, (address, answer.status_code)
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_sites_of_a_year_have_counts_and_rates(visitor, prefix):
    plain, in_situ = tables_of(text(visitor, f"{prefix}/cancer/", year=2023))

    assert (len(plain), len(in_situ)) == (26, 11)
    assert plain[0][2] == "993,469"
    assert float(plain[0][4]) > 300
    prostate = next(row for row in plain if row[0] in {"前立腺", "prostate"})
    assert len(prostate) == 4  # no rate for both sexes of a site of one
    assert f'href="{prefix}/cancer/5/"' in text(visitor, f"{prefix}/cancer/")


def test_a_sex_and_a_year_are_chosen(visitor):
    men = tables_of(text(visitor, "/cancer/", year=2016, sex=1))[0]
    names = [row[0] for row in men]

    assert "前立腺" in names
    assert "卵巣" not in names
    assert all(len(row) == 6 for row in men)


def test_rates_are_those_that_the_source_prints(visitor):
    """World standard, both sexes, all sites: 293.16657776816544 in 2016, 272.543405302602 in 2023."""
    rows = {row["year"]: row for row in read_csv(visitor, "/cancer/1.csv", sex=0)}

    assert float(rows["2016"]["asr_world"]) == pytest.approx(293.1666, abs=1e-4)
    assert float(rows["2023"]["asr_world"]) == pytest.approx(272.5434, abs=1e-4)
    assert float(rows["2016"]["crude"]) == pytest.approx(783.9813, abs=1e-4)
    assert rows["2023"]["cases"] == "993469"
    for row in rows.values():
        ends = (row["asr_japan_2015_low"], row["asr_japan_2015"], row["asr_japan_2015_high"])
        assert sorted(map(float, ends)) == list(map(float, ends))


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_site_is_told_by_year_age_and_category(visitor, prefix):
    page = text(visitor, f"{prefix}/cancer/12/")
    years, changes, ages, categories = tables_of(page)

    assert [row[0] for row in years] == [str(year) for year in range(2023, 2015, -1)]
    assert len(changes) == 3
    assert all("%" in row[1] for row in changes)
    assert [row[0] for row in categories] == ["C33", "C34"]
    assert len(ages) > 8
    assert page.count('<svg class="trend"') == 2
    assert f'href="{prefix}/cancer/112/"' in page
    assert f'href="{prefix}/volumes/040040/"' in page
    assert ("by prefecture" if prefix else "都道府県別") in page


def test_the_lines_are_drawn_of_what_the_table_says(visitor):
    page = text(visitor, "/cancer/5/")
    svg = re.search(r'<svg class="trend".*?</svg>', page, re.DOTALL)[0]
    drawn = fromstring(svg)

    assert len(drawn.findall(".//polyline")) == 3
    assert all(len(each.get("points").split()) == 8 for each in drawn.findall(".//polyline"))
    named = {each.text for each in drawn.iter("text")}
    assert {words.ja for words in SEXES.values()} <= named
    assert page.index("<tbody>") < page.index('<svg class="trend"')


def test_ages_hold_no_small_count_and_leave_nobody_out():
    held = load_incidence()
    for site in held.sites.values():
        for year in held.years:
            counted = [held.counted[site.code, sex, year] for sex in held.rates_of(site)]
            spans = list(merged_bands(counted, 10))
            assert [band for first, last in spans for band in range(first, last + 1)] == list(
                range(len(BANDS))
            )
            for each in counted:
                sums = [each.by_band[first : last + 1].sum() for first, last in spans]
                assert min(sums) >= 10, (site.code, year)
                assert sum(sums) + each.unknown == each.cases


def test_counts_of_a_site_are_the_sums_of_its_categories():
    held = load_incidence()
    for site in held.sites.values():
        for year in held.years if categories_of(site) else ():
            parts = sum(each.counts[0, year] for each in categories_of(site))
            assert parts == held.counted[site.code, 0, year].cases, (site.code, year)


def test_a_small_count_of_one_sex_takes_the_other_with_it(visitor):
    rows = read_csv(visitor, "/cancer/categories.csv")
    known = {(row["icd10"], row["sex"], row["year"]): row for row in rows}

    assert len(rows) == 2_824
    assert min(int(row["cases"]) for row in rows if row["cases"]) >= 10
    hidden = [key for key, row in known.items() if row["hidden"] == "true"]
    assert len(hidden) > 100
    for icd10, sex, year in hidden:
        other = known.get((icd10, "2" if sex == "1" else "1", year))
        if sex != "0" and other is not None:
            assert other["hidden"] == "true"
    for each in load_categories().values():
        for sex, year in each.counts:
            shown = known[each.icd10, str(sex), str(year)]["cases"]
            assert shown in {"", str(each.counts[sex, year])}


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_categories_come_fifty_a_page_with_small_ones_told(visitor, prefix):
    pages = [
        tables_of(text(visitor, f"{prefix}/cancer/categories/", year=2023, page=number))[0]
        for number in (1, 2, 3)
    ]
    rows = [row for page in pages for row in page]

    assert [len(page) for page in pages] == [50, 50, len(load_categories()) - 100]
    cells = {cell for row in rows for cell in row[2:]}
    assert ("under 10" if prefix else "10未満") in cells
    assert ("not shown" if prefix else "示さない") in cells
    assert not cells & {str(number) for number in range(10)}


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_categories_are_found_by_words_and_told_over_the_years(visitor, prefix):
    words = "mesothelioma" if prefix else "中皮腫"
    page = text(visitor, f"{prefix}/cancer/categories/", q=words, year=2023)
    (rows,) = tables_of(page)

    assert [row[0] for row in rows] == ["C45"]
    assert f'href="{prefix}/cancer/categories/C45/"' in page
    file = read_csv(visitor, "/cancer/categories.csv", q="中皮腫", year=2023)
    assert {row["icd10"] for row in file} == {"C45"}
    assert {row["year"] for row in file} == {"2023"}
    (years,) = tables_of(text(visitor, f"{prefix}/cancer/categories/C45/"))
    counts = {int(row[0]): int(row[1].replace(",", "")) for row in years}
    held = load_categories()["C45"].counts
    assert counts == {year: held[0, year] for year in counts}
    assert len(read_csv(visitor, "/cancer/categories/C45.csv")) == 24
    assert '<svg class="trend"' in text(visitor, f"{prefix}/cancer/categories/C45/")


def test_a_hidden_year_is_in_neither_table_nor_line(visitor):
    each = next(
        each
        for each in load_categories().values()
        if any(each.is_hidden(0, year) for year in range(2016, 2024))
    )
    page = text(visitor, f"/cancer/categories/{each.icd10}/")

    assert "10未満" in page
    for year in range(2016, 2024):
        if each.is_hidden(0, year):
            assert f">{each.counts[0, year]}<" not in page


@pytest.mark.parametrize("code", ["C00-C96%20D00-D47", "C00-C96", "D352"])
def test_every_code_is_an_address(visitor, code):
    assert visitor.get(f"/cancer/categories/{code}/").status_code == 200
    assert visitor.get(f"/cancer/categories/{code}.json").status_code == 200


@pytest.mark.parametrize("q", ["\0", "病" * 300, "<script>", "zz"])
def test_odd_words_find_nothing_and_are_no_error(visitor, q):
    page = text(visitor, "/cancer/categories/", q=q)

    assert "<script>" not in page.split("<main", 1)[1]
    assert "見つかりませんでした" in page or q == "\0"


def test_every_site_and_category_has_english(visitor):
    japanese = re.compile("[぀-ヿ一-鿿]")
    for address in ("/en/cancer/", "/en/cancer/12/", "/en/cancer/categories/"):
        for table in tables_of(text(visitor, address)):
            assert not japanese.search(str(table))
    assert not any(japanese.search(each.label.en) for each in load_categories().values())
    assert not any(japanese.search(each.label.en) for each in load_incidence().sites.values())


@pytest.mark.parametrize("address", ["/cancer", "/cancer/5", "/cancer/categories"])
def test_files_obey_the_choice_of_their_page(visitor, address):
    rows = read_csv(visitor, f"{address}.csv", year=2020, sex=2)
    told = json.loads(visitor.get(f"{address}.json", {"year": 2020, "sex": 2}).content)

    assert {(row["year"], row["sex"]) for row in rows} == {("2020", "2")}
    assert told["rows"] == len(told["data"]) == len(rows) > 0
    assert told["licence"]
    assert visitor.get(f"{address}.xlsx", {"year": 2020})["Content-Type"].startswith(
        "application/vnd.openxml"
    )


@pytest.mark.parametrize(
    "query", [{"year": "2015"}, {"sex": "3"}, {"year": "\0"}, {"sex": "9" * 9999}]
)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_an_odd_query_is_told_by_the_page_and_refused_by_the_file(visitor, query, prefix):
    assert 'role="alert"' in text(visitor, f"{prefix}/cancer/", **query)
    assert visitor.get(f"{prefix}/cancer.csv", query).status_code == 400
    assert visitor.get(f"{prefix}/cancer/5.json", query).status_code == 400
    assert visitor.get(f"{prefix}/cancer/categories/", query).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/cancer/2/",
        "/cancer/0.csv",
        f"/cancer/{'9' * 5000}/",
        f"/cancer/{'9' * 30}/",
        "/cancer/x/",
        "/cancer/categories/X1/",
        "/cancer/categories/%00.csv",
    ],
)
def test_what_is_no_site_is_not_found(visitor, address):
    assert visitor.get(address).status_code == 404


def test_a_year_without_a_figure_breaks_its_line():
    years = (2016, 2017, 2018, 2019)
    broken = draw_lines([Series("a<b", (1.0, None, 2.5, 3.0))], years, "a<b", "x")

    assert broken.count("<polyline") == 2
    assert "a&lt;b" in broken
    assert "a<b" not in broken
    assert draw_lines([Series("a", (1.0, None, None, None))], years, "a", "x") == ""
    assert draw_lines([], years, "a", "x") == ""
    fromstring(draw_lines([Series("a", (0.0,) * 4)], years, "a", "x"))


def test_no_figure_of_a_prefecture_is_made_up(visitor):
    page = text(visitor, "/cancer/")

    assert "都道府県別・病院別・病期別の罹患数は、この資料にないため示しません" in page
