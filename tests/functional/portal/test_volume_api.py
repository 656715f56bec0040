"""The API's published figures are those of the pages."""

from __future__ import annotations

import json

import pytest

from kinten.desk.incidence import load_incidence
from kinten.desk.volumes import load_discharges

pytestmark = pytest.mark.django_db
DAY = "2026-04-01"


def ask(client, address, status=200, **query):
    answer = client.get(f"/api/v1{address}", query)
    assert answer.status_code == status, (address, answer.status_code, answer.content[:300])
    return json.loads(answer.content)


def test_cancers_come_with_their_totals(visitor):
    told = ask(visitor, "/volumes", on=DAY)

    assert told["on"] == DAY
    assert sum(each["discharges"] for each in told["data"]) == sum(load_discharges().cells.values())
    assert all(each["share_at_least"] <= each["share_at_most"] for each in told["data"])


def test_hospitals_of_a_cancer_are_those_of_the_file(visitor):
    told = ask(visitor, "/volumes/060020", prefecture="17", on=DAY, limit=200)
    file = json.loads(visitor.get("/volumes/060020.json?prefecture=17&on=" + DAY).content)

    assert told["data"] == file["data"]
    assert told["rows"] == file["rows"]
    assert told["disease"] == "060020"
    hidden = [each for each in told["data"] if each["hidden"]]
    assert all(each["discharges"] is None for each in hidden)


def test_new_cancers_of_a_site(visitor):
    told = ask(visitor, "/incidence", site="5", sex="0")
    held = load_incidence()

    assert [(each["year"], each["cases"]) for each in told["data"]] == [
        (year, held.counted[5, 0, year].cases) for year in held.years
    ]
    assert ask(visitor, "/incidence", limit=1)["rows"] == len(held.counted)


@pytest.mark.parametrize(
    ("address", "query", "status", "place"),
    [
        ("/volumes/none", {}, 404, "disease"),
        ("/volumes/060020", {"prefecture": "48"}, 422, "prefecture"),
        ("/volumes/060020", {"on": "1999-01-01"}, 404, "on"),
        ("/volumes", {"on": "2024"}, 422, "on"),
        ("/incidence", {"site": "2"}, 404, "site"),
        ("/incidence", {"site": "５"}, 422, "site"),
        ("/incidence", {"sex": "3"}, 422, "sex"),
        ("/incidence", {"on": DAY}, 422, "on"),
    ],
)
def test_what_cannot_be_answered_is_refused(visitor, address, query, status, place):
    assert ask(visitor, address, status, **query)["error"]["place"] == place
