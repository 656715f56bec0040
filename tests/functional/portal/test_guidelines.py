"""The editions as pages: every clause under its own anchor, holes shown as holes, differences as they are."""

from __future__ import annotations

import re
from html import unescape

import pytest

from kinten.desk.guidelines import diff_document
from kinten.guideline.checking import examine
from kinten.guideline.loading import list_editions, load_edition

pytestmark = pytest.mark.django_db
HELD = [name for name in list_editions() if load_edition(name).clauses_are_held]


def text(client, address, **query):
    answer = client.get(address, query)
    assert answer.status_code == 200, address
    return answer.content.decode()


def anchors(page):
    return [unescape(each) for each in re.findall(r'<tr id="([^"]+)"', page)]


def rows_of(page):
    return re.findall(r'<tr class="is-(\w+)">', page)


def test_the_list_has_every_edition_with_its_holes_counted(visitor):
    page = text(visitor, "/guidelines/")
    rows = {
        re.search(r'/guidelines/([^/"]+)/', row)[1]: re.findall(r'class="number">(\d+)<', row)
        for row in re.findall(r"<tr>\s*<th.*?</tr>", page, re.DOTALL)
        if "/guidelines/" in row
    }
    examined = {name: examine(load_edition(name)) for name in HELD}

    assert {name: rows[name] for name in HELD} == {
        name: [str(each.clauses), str(len(each.holes))] for name, each in examined.items()
    }
    assert set(rows) == set(list_editions())
    assert not any(rows[name] for name in set(rows) - set(HELD))


@pytest.mark.parametrize("name", HELD)
def test_an_edition_has_every_clause_in_order_and_its_holes_named(visitor, name):
    edition = load_edition(name)
    page = text(visitor, f"/guidelines/{name}/")
    holes = [each for each in edition.walk() if each.is_hole]

    assert anchors(page) == [each.path for each in edition.walk()]
    assert page.count('class="hole"') == len(holes)
    for each in holes:
        assert f'<a href="#{each.path}">' in page


def test_a_clause_tells_strength_source_and_how_it_is_known(visitor):
    clause = load_edition("H30.7").clause("volume/absolute/surgery")
    page = text(visitor, "/guidelines/H30.7/")
    row = re.search(r'<tr id="volume/absolute/surgery".*?</tr>', page, re.DOTALL)[0]

    for words in (clause.label, clause.strength.label, clause.provenance.label):
        assert words.ja in row
    assert clause.citation.place in row


def test_an_edition_known_by_its_title_says_so(visitor):
    page = text(visitor, "/guidelines/H20.3/")

    assert "名称だけ" in page
    assert "2008-03-01" in page


def test_the_last_day_in_force_is_the_day_before_the_next_edition(visitor):
    assert "2018-07-31 – 2022-07-31" in text(visitor, "/guidelines/H30.7/")


@pytest.mark.parametrize(
    ("address", "anchor"),
    [
        ("/guidelines/H30.7/volume/absolute/surgery/", "volume/absolute/surgery"),
        ("/guidelines/H30.7/volume/", "section-volume"),
        ("/en/guidelines/R4.8/hole/council/", "hole/council"),
    ],
)
def test_a_clause_has_an_address_that_leads_to_its_anchor(visitor, address, anchor):
    answer = visitor.get(address)

    assert answer.status_code == 302
    page, _, found = answer["Location"].partition("#")
    assert found == anchor
    assert f'id="{anchor}"' in text(visitor, page)


@pytest.mark.parametrize(
    "address",
    [
        "/guidelines/none/",
        "/guidelines/src/",
        "/guidelines/../",
        "/guidelines/%2Ftmp/",
        "/guidelines/..%2F..%2Fsrc/",
        "/guidelines/R4.8/none/",
        "/guidelines/R4.8/https://example.com/",
        "/guidelines/%00/",
    ],
)
def test_what_is_no_packaged_edition_or_clause_is_not_found(visitor, address):
    assert visitor.get(address).status_code == 404


@pytest.mark.parametrize(
    ("old", "new"), [("H30.7", "R4.8"), ("H26.1", "R4.8"), ("sarcoma-2017", "sarcoma-2018")]
)
def test_two_editions_differ_as_the_command_tells(visitor, old, new):
    document = diff_document(old, new, with_unchanged=False)
    page = text(visitor, "/guidelines/compare/", **{"from": old, "to": new})

    assert rows_of(page) == [each["change"] for each in document["differences"]]
    holes = {each.path for each in load_edition(new).walk() if each.is_hole}
    for row in re.findall(r'<tr class="is-.*?</tr>', page, re.DOTALL):
        found = re.search(rf'/guidelines/{re.escape(new)}/#([^"]+)">[^<]*</a>(.*?)</td>', row)
        if found:
            assert ("条文未収載" in found[2]) == (found[1] in holes)
    linked = set(re.findall(rf'href="/guidelines/{re.escape(new)}/#([^"]+)"', page))
    assert linked
    assert linked <= set(anchors(text(visitor, f"/guidelines/{new}/")))


def test_unchanged_clauses_are_shown_when_asked_for(visitor):
    query = {"from": "H30.7", "to": "R4.8"}
    few, all_of_them = (
        rows_of(text(visitor, "/guidelines/compare/", **query, **more)) for more in ({}, {"all": 1})
    )

    assert "unchanged" not in few
    assert len(all_of_them) > len(few)


def test_the_other_way_round_it_says_that_there_is_no_mapping(visitor):
    page = text(visitor, "/guidelines/compare/", **{"from": "R4.8", "to": "H30.7"})

    assert "この向きの対応表はありません" in page


def test_without_a_choice_the_form_offers_successive_editions(visitor):
    page = text(visitor, "/guidelines/compare/")

    assert "from=H30.7&amp;to=R4.8" in page
    assert "aria-invalid" not in page


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"from": "none", "to": "R4.8"}, "from"),
        ({"from": "2001", "to": "R4.8"}, "from"),
        ({"from": "R4.8"}, "to"),
        ({"from": "R4.8", "to": "sarcoma-2018"}, "to"),
        ({"from": "/etc", "to": "R4.8"}, "from"),
        ({"from": "\0" * 500, "to": "R4.8"}, "from"),
    ],
)
def test_a_choice_that_cannot_be_compared_is_told_at_its_field(visitor, query, field):
    page = text(visitor, "/guidelines/compare/", **query)

    assert f'aria-invalid="true" aria-describedby="{field}-error"' in page
    assert f'id="{field}-error"' in page
    assert not rows_of(page)


@pytest.mark.parametrize(
    "address", ["/en/guidelines/", "/en/guidelines/R4.8/", "/en/guidelines/2001/"]
)
def test_english_pages_are_told_in_english(visitor, address):
    page = text(visitor, address)

    assert '<html lang="en">' in page
    assert "<style" not in page
    assert not re.search(r"<[^>]+\sstyle=", page)


def test_an_english_difference_is_told_in_english(visitor):
    query = {"from": "H30.7", "to": "R4.8"}
    page = text(visitor, "/en/guidelines/compare/", **query)

    assert "withdrawn" in page
    assert "/en/guidelines/R4.8/#" in page
