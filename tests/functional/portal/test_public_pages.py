"""Pages that anybody may read: found by any spelling, in both languages, as of any day."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db


def text(client, address, **query):
    answer = client.get(address, query)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("旭川医科", "旭川医科大学病院"),
        ("国立 がん", "国立がん研究センター"),
        ("病院 東京", "がん研"),
        ("Ishikawa", "金沢大学附属病院"),
        ("DCH001", "旭川医科大学病院"),
        ("ｄｃｈ００１", "旭川医科大学病院"),
    ],
)
def test_one_box_finds_a_hospital_by_any_spelling(visitor, words, name):
    assert name in text(visitor, "/hospitals/", q=words)


def test_words_that_find_nothing_say_so(visitor):
    assert "見つかりませんでした" in text(visitor, "/hospitals/", q="ありえない病院名")


def test_the_list_pages_and_keeps_its_words(visitor):
    first, second = (text(visitor, "/hospitals/", q="病院", page=page) for page in (1, 2))

    assert 'rel="next"' in first
    assert "q=%E7%97%85%E9%99%A2" in first
    assert first.count('<th scope="row">') == second.count('<th scope="row">') == 50


def test_the_page_of_a_hospital_tells_its_records_with_their_source(visitor):
    page = text(visitor, "/hospitals/DCH001/")

    assert "<h1>" in page
    assert "旭川医科大学病院" in page
    assert "mixonline.jp" in page


def test_before_anything_was_recorded_no_hospital_is_known(visitor):
    assert "0 病院" in text(visitor, "/hospitals/", recorded="2000-01-01")


def test_english_pages_keep_japanese_names(visitor):
    page = text(visitor, "/en/hospitals/", q="旭川医科")

    assert '<html lang="en">' in page
    assert 'lang="ja">旭川医科大学病院' in page
    assert "Hokkaido" in page


def test_the_language_switch_keeps_the_page(visitor):
    assert 'href="/en/hospitals/DCH001/?on=2024-04-01"' in text(
        visitor, "/hospitals/DCH001/", on="2024-04-01"
    )


@pytest.mark.parametrize(
    "query", [{"page": "x"}, {"page": "-1"}, {"page": "99999"}, {"on": "2024"}, {"q": "\0" * 900}]
)
def test_odd_queries_are_no_error(visitor, query):
    assert visitor.get("/hospitals/", query).status_code == 200


def test_an_unknown_hospital_is_not_found(visitor):
    assert visitor.get("/hospitals/NONE/").status_code == 404


@pytest.mark.parametrize("address", ["/", "/hospitals/", "/accounts/login/", "/nowhere/"])
def test_every_answer_is_held_to_its_own_host(visitor, address):
    policy = visitor.get(address)["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_a_day_before_anything_is_held_is_told_with_its_mend(visitor):
    answer = visitor.get("/hospitals/", {"on": "1900-01-01"})

    assert answer.status_code == 400
    assert "どう直すか" in answer.content.decode()


def test_a_page_that_is_not_there_leads_on(visitor):
    page = visitor.get("/hospitals/NONE/").content.decode()

    assert "その頁はありません" in page
    assert 'role="search"' in page
