"""A process of the server has read the network before it answers its first reader."""

from __future__ import annotations

import logging

import pytest

from kinten.portal.running import warming

KNOWN = """
from kinten.portal.running import application
from kinten.portal.atlas_pages import drawing
from kinten.portal.places import reading
print(reading._seen.cache_info().currsize, drawing._drawn.cache_info().currsize)
"""


@pytest.fixture
def closed(monkeypatch):
    """How often the connections of the database were closed."""
    times = []

    class Connections:
        def close_all(self):
            times.append(1)

    monkeypatch.setattr(warming, "connections", Connections())
    return times


class Answer(list):
    """An answer that counts how often it was closed, as Django's must be."""

    closed = 0

    def close(self):
        Answer.closed += 1


def test_it_asks_for_a_few_pages_and_leaves_no_connection_open(closed):
    asked = []

    def application(environment, begin):
        asked.append((environment["REQUEST_METHOD"], environment["PATH_INFO"]))
        begin("200 OK", [])
        return Answer([b"a page"])

    before = Answer.closed
    warming.warm_up(application)

    assert asked == [("GET", page) for page in warming.PAGES]
    assert Answer.closed - before == len(warming.PAGES)
    assert closed == [1]


def test_a_page_that_cannot_be_made_stops_nothing(closed, caplog):
    def application(environment, begin):
        raise OSError("the database is away")

    with caplog.at_level(logging.WARNING):
        warming.warm_up(application)

    assert len(caplog.records) == len(warming.PAGES)
    assert closed == [1]


@pytest.mark.slow
def test_a_process_that_begins_to_answer_knows_the_network(python, workspace):
    served = {
        "KINTEN_WORKSPACE": str(workspace),
        "DJANGO_SETTINGS_MODULE": "kinten.portal.settings",
    }
    known = python(KNOWN, **served)

    assert known == "1 1\n"
