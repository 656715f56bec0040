"""Many writers at once, and processes that are killed while they write: nothing lost, nothing doubled."""

from __future__ import annotations

import http.client
import http.cookiejar
import os
import re
import signal
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import suppress

import pytest

pytestmark = pytest.mark.slow


def test_twenty_writers_make_one_sound_chain(write_together, count, workspace):
    wanted = write_together(workspace)

    found = count(workspace)
    assert found["sound"]
    assert len(found["written"]) == len(set(found["written"])) == wanted


class Writer:
    """A user of the ministry who sends a form, and sends it again when no answer came."""

    def __init__(self, url, password):
        self.url = url
        self.cookies = http.cookiejar.CookieJar()
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        self.send(
            "accounts/login/", "accounts/login/", login="ministry@example.jp", password=password
        )

    def send(self, page, address, **values):
        with self.browser.open(self.url + page, timeout=10) as answer:
            form = answer.read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1], **values}).encode()
        request = urllib.request.Request(self.url + address, data, {"Referer": self.url})  # noqa: S310 - our own
        with self.browser.open(request, timeout=10) as answer:
            return answer.geturl()

    def send_until_answered(self, key, seconds=90):
        deadline = time.monotonic() + seconds
        while True:
            with suppress(OSError, urllib.error.URLError, http.client.HTTPException):
                return self.send("jobs/", "record/verify/", key=key)
            assert time.monotonic() < deadline, "no answer"
            time.sleep(0.1)


def test_server_and_worker_killed_while_a_form_is_sent_lose_and_double_nothing(
    serving, workspace, count, password
):
    keys = [f"key{number}" for number in range(12)]
    with serving(workspace) as served:
        writer = Writer(served.url, password)
        for number, key in enumerate(keys):
            if number in {4, 8}:
                for child in served.descendants():
                    with suppress(ProcessLookupError):
                        os.kill(child, signal.SIGKILL)
            assert "/jobs/" in writer.send_until_answered(key)

    found = count(workspace)
    wanted = {f"record.verify:1:{key}" for key in keys}
    assert found["sound"]
    assert sorted(found["jobs"]) == sorted(found["asked"]) == sorted(wanted)
