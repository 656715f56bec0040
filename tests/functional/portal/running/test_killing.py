"""Processes that are killed while they write, and a backup of what is written meanwhile: nothing lost or doubled."""

from __future__ import annotations

import http.client
import http.cookiejar
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
TOLD = """
import json, sys
from collections import Counter
from pathlib import Path
from kinten.portal.running.reaching import open_portal
open_portal(Path(sys.argv[1]), is_migrated=False)
from kinten.portal.jobs.models import Job
from kinten.portal.people.models import Invitation
from kinten.portal.record.appending import keyed_hash
from kinten.portal.record.models import Event
from kinten.portal.record.verifying import verify
invited = dict(Invitation.objects.values_list("pk", "email"))
events = Event.objects.filter(act="person.invite").values_list("object_id", "hashes")
of_jobs = Event.objects.filter(object_type="job").values_list("object_id", "act")
print(json.dumps({
    "sound": verify().is_sound,
    "numbers": list(Event.objects.order_by("number").values_list("number", flat=True)),
    "invited": sorted(invited.values()),
    "told": sorted(number for number, _ in events),
    "rows": sorted(map(str, invited)),
    "fitting": all(hashes["email"] == keyed_hash(invited[int(number)]) for number, hashes in events),
    "jobs": [[each.key, each.state, each.attempt, each.result] for each in Job.objects.order_by("pk")],
    "of_jobs": [list(each) for each in of_jobs],
    "sign_ins": Event.objects.filter(act="person.sign_in").count(),
}))
"""
MANY_EVENTS = """
import sys
from pathlib import Path
from kinten.portal.running.reaching import open_portal
open_portal(Path(sys.argv[1]), is_migrated=False)
from django.db import transaction
from kinten.portal.record.appending import SYSTEM, Change, append
with transaction.atomic():
    for number in range(4000):
        append(SYSTEM, Change("test.write", "test", str(number)))
"""
KILL_AT_WORK = """
import os, signal, sys, time
from pathlib import Path
from kinten.portal.running.reaching import open_portal
open_portal(Path(sys.argv[1]), is_migrated=False)
from datetime import timedelta
from django.db import transaction
from django.utils import timezone
from kinten.portal.jobs.models import Job, Worker
from kinten.portal.jobs.state import State
key, worker = sys.argv[2], int(sys.argv[3])
print("ready", flush=True)
deadline = time.monotonic() + 60
while time.monotonic() < deadline:
    found = Job.objects.filter(key=key).first()
    if found is None or found.state == State.WAITING:
        time.sleep(0.005)
        continue
    with transaction.atomic():  # while this holds the row nothing of the job can be written
        job = Job.objects.select_for_update().get(key=key)
        if job.state == State.RUNNING:
            os.kill(worker, signal.SIGKILL)
            # As if a minute had gone by since it was last heard of.
            Worker.objects.filter(name=job.worker).update(at=timezone.now() - timedelta(minutes=2))
            print("killed")
    break
"""
WRITERS, EACH = 4, 6
# One account each: a sign-in that is killed counts as a failed one of its account until another succeeds.
WRITERS_MADE = """
import sys
from pathlib import Path
from kinten.portal.running.reaching import open_portal
open_portal(Path(sys.argv[1]), is_migrated=False)
from kinten.portal.people.services import grant_role, make_person
from kinten.portal.policy.viewer import Grant, Role
from kinten.portal.record.appending import SYSTEM
for each in range(int(sys.argv[3])):
    person = make_person(SYSTEM, f"writer{each}@example.jp", "例示 記録", sys.argv[2], is_made_up=True)
    grant_role(SYSTEM, person, Grant(Role.MINISTRY))
"""


class Writer:
    """A user of the ministry who sends forms, and sends them again when no answer came."""

    def __init__(self, url, password, login):
        self.url, self.password, self.login = url, password, login
        self.cookies = http.cookiejar.CookieJar()
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def send(self, page, address, **values):
        """Send the form of a page; gives where it led, and what stands there."""
        with self.browser.open(self.url + page, timeout=20) as answer:
            form = answer.read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1], **values}).encode()
        request = urllib.request.Request(self.url + address, data, {"Referer": self.url})  # noqa: S310 - our own
        try:
            with self.browser.open(request, timeout=20) as answer:
                return answer.geturl(), answer.read().decode()
        except urllib.error.HTTPError as refused:
            if refused.code >= 500:
                raise
            return refused.url, refused.read().decode()

    def until_answered(self, act, seconds=120):
        """Do something until the server answers."""
        deadline = time.monotonic() + seconds
        while True:
            with suppress(OSError, http.client.HTTPException):
                return act()
            assert time.monotonic() < deadline, "no answer"
            time.sleep(0.1)

    def sign_in(self):
        page = "accounts/login/"
        told = {"login": self.login, "password": self.password}
        return self.send(page, page, **told)

    def ask_for_verifying(self, key):
        return self.send("jobs/", "record/verify/", key=key)

    def invite(self, email):
        """Invite somebody; one who was invited before no answer came is told to be, and that is well."""
        page = "people/invite/"
        told = {"email": email, "language": "ja", "role": "prefecture", "prefecture": "01"}
        where, text = self.send(page, page, **told)
        assert where.endswith("/people/") or "同じ招待がもう出ています" in text, text


@pytest.fixture
def writers(python, workspace, password):
    """A workspace in which each of several users of the ministry has an account."""
    python(WRITERS_MADE, workspace, password, WRITERS)
    return workspace


@pytest.fixture
def writer(password):
    """Give a user of the ministry who has signed in."""

    def make(served, login="ministry@example.jp"):
        made = Writer(served.url, password, login)
        made.until_answered(made.sign_in)
        return made

    return make


@pytest.fixture
def look(python):
    """Tell what is in a workspace, counted from the tables and from the record."""
    return lambda folder: json.loads(python(TOLD, folder))


def kill_all(served):
    for child in served.descendants():
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)


def worker_of(served):
    """Give the process of the worker."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        for child in served.descendants():
            with suppress(FileNotFoundError):
                if b"kinten.portal.running.worker" in Path(f"/proc/{child}/cmdline").read_bytes():
                    return child
        time.sleep(0.1)
    pytest.fail("there is no worker")


def invite_together(served, writer, between):
    """Let several users sign in and invite people at once; gives who was invited, each answered for.

    ``between`` is called all the while, with how many have been answered.
    """
    answered, faults = [], []

    def write(of):
        try:
            one = writer(served, f"writer{of}@example.jp")
            for number in range(EACH):
                email = f"invited{of}-{number}@example.jp"
                one.until_answered(lambda email=email: one.invite(email))
                answered.append(email)
        except BaseException as error:
            faults.append(error)
            raise

    threads = [threading.Thread(target=write, args=(of,)) for of in range(WRITERS)]
    for each in threads:
        each.start()
    while any(each.is_alive() for each in threads):
        between(len(answered))
        time.sleep(0.05)
    for each in threads:
        each.join()
    assert faults == []
    return sorted(answered)


def assert_whole(found):
    """Every row has its one event, every event its row, and the numbers count without a gap."""
    assert found["sound"]
    assert found["numbers"] == list(range(1, len(found["numbers"]) + 1))
    assert found["told"] == found["rows"]
    assert found["fitting"]


def test_a_server_killed_under_many_who_sign_in_and_invite(
    serving, writers, workspace, writer, look
):
    waiting = [1, WRITERS * EACH // 2]
    with serving(workspace, "--workers", "2") as served:

        def between(number):
            if waiting and number >= waiting[0]:
                waiting.pop(0)
                kill_all(served)

        answered = invite_together(served, writer, between)

    found = look(workspace)
    assert waiting == []
    assert found["invited"] == answered
    assert len(answered) == len(set(answered)) == WRITERS * EACH
    assert_whole(found)


def test_server_and_worker_killed_while_a_form_is_sent(serving, workspace, writer, look):
    keys = [f"key{number}" for number in range(12)]
    with serving(workspace) as served:
        one = writer(served)
        for number, key in enumerate(keys):
            if number in {4, 8}:
                kill_all(served)
            where, _ = one.until_answered(lambda key=key: one.ask_for_verifying(key))
            assert "/jobs/" in where

    found = look(workspace)
    assert [each[0] for each in found["jobs"]] == [f"record.verify:1:{key}" for key in keys]
    assert sum(act == "job.ask" for _, act in found["of_jobs"]) == len(keys)
    assert_whole(found)


@pytest.mark.full  # a minute and more
def test_a_worker_killed_in_the_middle_of_a_job_has_it_done_once_by_another(
    serving, workspace, writer, look, python
):
    python(MANY_EVENTS, workspace)  # so that verifying the record takes a while
    killed = []
    with serving(workspace) as served:
        one = writer(served)
        for number in range(5):
            key = f"middle{number}"
            told = (workspace, f"record.verify:1:{key}", str(worker_of(served)))
            killer = subprocess.Popen(
                [sys.executable, "-c", KILL_AT_WORK, *told],
                stdout=subprocess.PIPE,
                encoding="utf-8",
            )
            with killer:
                assert killer.stdout.readline() == "ready\n"
                one.until_answered(lambda key=key: one.ask_for_verifying(key))
                did = killer.stdout.read()
            if did == "killed\n":
                killed.append(key)
                break
        deadline = time.monotonic() + 120
        while any(each[1] in {"waiting", "running"} for each in look(workspace)["jobs"]):
            assert time.monotonic() < deadline, look(workspace)["jobs"]
            time.sleep(1)

    found = look(workspace)
    assert len(killed) == 1
    key, state, attempt, result = found["jobs"][-1]
    assert (key, state, attempt) == (f"record.verify:1:{killed[0]}", "done", 2)
    assert result["events"] > 4000
    last = max(int(number) for number, _ in found["of_jobs"])
    acts = [act for number, act in found["of_jobs"] if int(number) == last]
    assert acts == ["job.ask", "job.running", "job.repeat", "job.running", "job.done"]
    assert_whole(found)


@pytest.mark.full  # a minute and more
def test_a_backup_taken_while_many_write_holds_what_was_answered_and_is_whole(
    serving, writers, workspace, writer, look, command, restored_into, tmp_path
):
    backup, restored, before = tmp_path / "one.tar.gz", tmp_path / "restored", []
    made = []
    with serving(workspace, "--workers", "2") as served:

        def between(number):
            if number >= WRITERS and not made:
                before.append(number)
                made.append(command("backup", backup, "--workspace", workspace, "--json"))

        answered = invite_together(served, writer, between)
        assert made[0].code == 0, made[0].err

    assert command("restore", backup, *restored_into(restored)).code == 0
    found, later = look(restored), look(workspace)
    assert before[0] <= len(found["invited"]) <= len(answered)
    assert set(found["invited"]) <= set(answered)
    assert later["invited"] == answered
    assert_whole(found)
    assert_whole(later)
    head = made[0].document["head"]
    for folder in (restored, workspace):
        assert command("audit", "verify", "--workspace", folder, "--head", head).code == 0
    assert command("doctor", "--strict", "--workspace", restored).code == 0
