"""Bodies of requests: refused before they are read where they are too large, or too many wait for theirs."""

from __future__ import annotations

from io import BytesIO

import pytest

from kinten.portal.running.bodies import MOST_BYTES, BoundedBodies


class Told:
    """What an application was asked and what was answered."""

    def __init__(self, at_once=1, *, reads=True):
        self.status = ""
        self.read = None
        self.within = BoundedBodies(self.application, at_once)
        self.reads = reads

    def application(self, environ, start):
        if self.reads:
            self.read = environ["wsgi.input"].read()
        start("200 OK", [])
        return [b"answer"]

    def ask(self, length=None, body=b"", **more):
        environ = {"wsgi.input": BytesIO(body), **more}
        if length is not None:
            environ["CONTENT_LENGTH"] = length
        return self.within(environ, self.start)

    def start(self, status, headers):
        self.status = status
        assert dict(headers) or status.startswith("200")


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({}, "200"),
        ({"length": ""}, "200"),
        ({"length": "3", "body": b"a=1"}, "200"),
        ({"length": str(MOST_BYTES + 1)}, "413"),
        ({"length": "-1"}, "411"),
        ({"length": "９"}, "411"),
        ({"length": "9" * 5000}, "411"),
        ({"HTTP_TRANSFER_ENCODING": "chunked"}, "411"),
    ],
)
def test_a_body_is_passed_on_or_refused_unread(given, status):
    told = Told()
    answer = told.ask(**given)

    assert told.status.startswith(status)
    assert (told.read is not None) == (status == "200")
    assert b"".join(answer)


def test_who_waits_for_a_body_takes_room_until_it_is_read_or_given_up():
    told = Told(at_once=1, reads=False)
    first = told.ask("3", b"a=1")
    told.ask("3", b"a=1")
    assert told.status.startswith("503")
    told.ask()
    assert told.status.startswith("200"), "what has no body needs no room"

    first.close()
    first.close()
    told.ask("3", b"a=1")
    assert told.status.startswith("200")


def test_what_nobody_read_is_read_before_the_answer_goes_out():
    told, body = Told(at_once=1, reads=False), BytesIO(b"x" * 200_000)
    answer = told.within({"wsgi.input": body, "CONTENT_LENGTH": "200000"}, told.start)

    assert b"".join(answer) == b"answer"
    assert body.read() == b""
    told.ask("3", b"a=1")
    assert told.status.startswith("200"), "it takes no room any more"


def test_a_body_that_was_read_takes_no_room():
    told = Told(at_once=1)
    for _ in range(3):
        told.ask("3", b"a=1")
        assert (told.status, told.read) == ("200 OK", b"a=1")


def test_a_fault_of_the_application_gives_the_room_back():
    def fails(environ, start):
        raise ZeroDivisionError

    within = BoundedBodies(fails, 1)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            within({"CONTENT_LENGTH": "3", "wsgi.input": BytesIO(b"a=1")}, print)
