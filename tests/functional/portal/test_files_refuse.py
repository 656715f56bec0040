"""A file has no place to say what it left out: what it cannot obey is refused, and areas tell what is made up."""

from __future__ import annotations

import csv
import io

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/hospitals/DCH001/print.pdf?on=x", "on"),
        ("/data/hospitals.csv?foo=1", "foo"),
        ("/data/areas.json?q=a&prefecture=01", "prefecture"),
    ],
)
def test_what_a_file_cannot_obey_is_refused_by_name(visitor, language, address, name):
    answer = visitor.get(language + address)

    assert answer.status_code == 400
    assert name in answer.content.decode()


@pytest.mark.parametrize("address", ["/hospitals/", "/hospitals/DCH001/"])
def test_a_day_before_the_first_is_told_in_the_words_of_the_page(visitor, address):
    answer = visitor.get(address, {"on": "1900-01-01"})

    assert answer.status_code == 400
    assert "on=1900-01-01" in answer.content.decode()
    assert "--as-of" not in answer.content.decode()


def areas(visitor):
    told = visitor.get("/data/areas.csv").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(told)))


def test_areas_tell_how_many_of_their_hospitals_are_made_up(visitor, examples):
    rows = areas(visitor)

    assert sum(int(row["example_hospitals"]) for row in rows) == len(examples)
    for address in ("/areas/", "/map/"):
        assert "架空の病院" in visitor.get(address).content.decode()
        assert "made up for example" in visitor.get(f"/en{address}").content.decode()


def test_without_made_up_hospitals_nothing_is_said_of_them(visitor):
    assert {row["example_hospitals"] for row in areas(visitor)} == {"0"}
    assert "架空の病院" not in visitor.get("/areas/").content.decode()
