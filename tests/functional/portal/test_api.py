"""The API: what the pages show as JSON, one shape of refusal, its own page without another host."""

from __future__ import annotations

import html
import json
import re

import pytest
from django.urls import get_resolver

from kinten.portal.api import throttling
from kinten.portal.opendata.tables import TABLES
from kinten.portal.policy.acts import POLICIES

pytestmark = pytest.mark.django_db
DAY = "2026-04-01"


def ask(client, address, *, lang="ja", status=200, **query):
    answer = client.get(f"/api/v1{address}", query, headers={"Accept-Language": lang})
    assert answer.status_code == status, (address, answer.status_code, answer.content[:300])
    return json.loads(answer.content)


@pytest.fixture
def document(visitor):
    """The OpenAPI document as anybody gets it."""
    return ask(visitor, "/openapi.json")


def operations(document):
    return [each for methods in document["paths"].values() for each in methods.values()]


def test_every_operation_states_a_policy_that_exists(document):
    told = operations(document)

    assert len(told) == 12
    assert {each["x-policy"] for each in told} <= set(POLICIES)


def test_every_address_states_the_policy_of_its_operation(document):
    acts = {each["operationId"]: each["x-policy"] for each in operations(document)}
    api = next(
        each for each in get_resolver().url_patterns if getattr(each, "namespace", "") == "api"
    )
    stated = {each.name: each.callback.policy for each in api.url_patterns}

    assert acts.items() <= stated.items()


def test_an_operation_asks_the_policy(visitor, monkeypatch):
    from kinten.portal.policy.acts import Policy
    from kinten.vocabulary.wording import Words

    monkeypatch.setitem(POLICIES, "public.read", Policy("public.read", Words("a", "b"), ()))

    assert ask(visitor, "/tables", status=403)["error"]["what"]


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_examples_of_the_page_run(visitor, document, lang):
    page = visitor.get("/api/v1/docs/", {"lang": lang}).content.decode()
    shown = [html.unescape(each) for each in re.findall(r'href="(/api/v1/[^"]*)"><code>', page)]

    assert f'<html lang="{lang}">' in page
    assert shown == [each["x-example"] for each in operations(document)]
    for address in shown:
        answer = visitor.get(address)
        assert answer.status_code == 200, address
        told = json.loads(answer.content)
        assert told.get("rows", 1) > 0, address


def test_the_page_loads_nothing_from_another_host(visitor):
    answer = visitor.get("/api/v1/docs/")
    page = answer.content.decode()

    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)
    assert "<script>" not in page
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert 'href="/api/v1/docs/?lang=en"' in page


def test_hospitals_are_chosen_by_words_prefecture_kind_and_day(visitor):
    every = ask(visitor, "/hospitals", on=DAY, limit=200)
    ishikawa = ask(visitor, "/hospitals", on=DAY, prefecture="17")
    hub = ask(visitor, "/hospitals", on=DAY, prefecture="17", kind="pref")

    assert every["rows"] > 400
    assert len(every["data"]) == 200
    assert {each["prefecture"] for each in ishikawa["data"]} == {"17"}
    assert [each["name"] for each in hub["data"]] == ["金沢大学附属病院"]
    assert ask(visitor, "/hospitals", on=DAY, q="金沢大学")["rows"] == 1
    assert ask(visitor, "/hospitals", recorded="2000-01-01")["rows"] == 0


def test_pages_of_rows_make_the_whole_without_a_row_twice(visitor):
    total = ask(visitor, "/tables/designations/rows", limit=1)["rows"]
    found = [
        row
        for offset in range(0, total, 200)
        for row in ask(visitor, "/tables/designations/rows", limit=200, offset=offset)["data"]
    ]
    whole = json.loads(visitor.get("/data/designations.json").content)

    assert found == whole["data"]


def test_a_hospital_is_told_with_its_records(visitor):
    told = ask(visitor, "/hospitals/DCH001", on=DAY)

    assert told["hospital"]["name"] == "旭川医科大学病院"
    assert len(told["records"]) > 1
    assert all(each["source"] for each in told["records"])
    assert told["page"] == "/hospitals/DCH001/"


def test_an_area_is_told_with_its_hospitals(visitor):
    told = ask(visitor, "/areas/0112", on=DAY)

    assert "DCH001" in {each["id"] for each in told["hospitals"]}
    assert told["area"]["blank"] is False
    assert ask(visitor, "/areas", on=DAY, prefecture="01")["rows"] == 21


def test_tables_tell_their_rows_sources_and_files(visitor):
    told = ask(visitor, "/tables")

    assert [each["table"] for each in told["data"]] == list(TABLES)
    for each in told["data"]:
        assert each["licence"]
        assert visitor.head(each["files"]["csv"]).status_code == 200
        assert ask(visitor, f"/tables/{each['table']}")["rows"] == each["rows"]


def test_an_edition_has_clauses(visitor):
    assert "R4.8" in {each["edition"] for each in ask(visitor, "/editions")["data"]}
    assert ask(visitor, "/editions/R4.8/clauses")["rows"] > 50
    assert ask(visitor, "/editions/2001/clauses")["data"] == []


@pytest.mark.parametrize(
    ("address", "query", "status", "place"),
    [
        ("/hospitals", {"on": "2024"}, 422, "on"),
        ("/hospitals", {"on": "20240401"}, 422, "on"),
        ("/hospitals", {"on": "1700000000"}, 422, "on"),
        ("/hospitals", {"on": "1999-01-01"}, 404, "on"),
        ("/hospitals", {"prefecture": "48"}, 422, "prefecture"),
        ("/hospitals", {"kind": "best"}, 422, "kind"),
        ("/hospitals", {"limit": "201"}, 422, "limit"),
        ("/hospitals", {"offset": "-1"}, 422, "offset"),
        ("/hospitals", {"q": "病" * 201}, 422, "q"),
        ("/hospitals", {"prefectur": "17"}, 422, "prefectur"),
        ("/hospitals/NONE", {}, 404, "identity"),
        ("/areas/9999", {}, 404, "code"),
        ("/tables/none", {}, 404, "table"),
        ("/tables/none/rows", {}, 404, "table"),
        ("/tables/editions/rows", {"on": DAY}, 409, "on"),
        ("/editions/none/clauses", {}, 404, "edition"),
        ("/nowhere", {}, 404, "/api/v1/nowhere"),
        ("/", {}, 404, "/api/v1/"),
    ],
)
def test_a_refusal_has_one_shape_in_both_languages(visitor, address, query, status, place):
    ja = ask(visitor, address, status=status, **query)
    en = ask(visitor, address, lang="en-GB,en;q=0.8", status=status, **query)

    for told in (ja, en):
        assert set(told) == {"error"}
        assert set(told["error"]) == {"what", "place", "mend"}
        assert told["error"]["place"] == place
    assert ja["error"]["what"] != en["error"]["what"]
    assert not re.search("[ぁ-ん一-龠]", en["error"]["what"] + en["error"]["mend"])


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(visitor, method):
    answer = getattr(visitor, method)("/api/v1/hospitals")

    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"
    assert json.loads(answer.content)["error"]["place"] == "/api/v1/hospitals"


def test_who_asks_too_often_is_told_how_long_to_wait(visitor, monkeypatch):
    monkeypatch.setattr(throttling, "MOST", 2)
    monkeypatch.setattr(throttling, "time", lambda: 1_000_000_010.0)
    asked = [visitor.get("/api/v1/editions", REMOTE_ADDR="192.0.2.1") for _ in range(3)]
    another = visitor.get("/api/v1/editions", REMOTE_ADDR="192.0.2.2")
    forged = visitor.get(
        "/api/v1/editions", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR="192.0.2.9"
    )

    assert [each.status_code for each in asked] == [200, 200, 429]
    assert another.status_code == 200
    assert forged.status_code == 429
    assert int(asked[-1]["Retry-After"]) == throttling.SPAN - 1_000_000_010 % throttling.SPAN
    assert set(json.loads(asked[-1].content)["error"]) == {"what", "place", "mend"}


def test_an_answer_is_kept_until_it_changes(visitor):
    first = visitor.get("/api/v1/areas", {"on": DAY})
    again = visitor.get("/api/v1/areas", {"on": DAY}, headers={"If-None-Match": first["ETag"]})
    other = visitor.get("/api/v1/areas", {"on": "2025-04-01"})

    assert (again.status_code, again.content) == (304, b"")
    assert other["ETag"] != first["ETag"]
    assert "max-age" in first["Cache-Control"]
