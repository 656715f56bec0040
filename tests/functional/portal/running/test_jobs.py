"""Jobs: done once for a key, with progress and cancel, and taken up again when their worker is gone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from kinten.portal.jobs import work as kinds
from kinten.portal.jobs.models import Job, Worker
from kinten.portal.jobs.services import ask_for, begin, cancel, end
from kinten.portal.jobs.state import State
from kinten.portal.jobs.tasks import perform
from kinten.portal.jobs.watching import MOST_ATTEMPTS, beat, is_silent, take_up_lost
from kinten.portal.policy.viewer import Role
from kinten.portal.record.appending import Actor
from kinten.portal.record.models import Event
from kinten.portal.record.verifying import verify
from kinten.vocabulary.wording import FaultError, Words

pytestmark = pytest.mark.django_db
LATER = timedelta(seconds=61)


@pytest.fixture
def done(monkeypatch):
    """Kinds of work that say what they did."""
    told = []
    monkeypatch.setattr(kinds, "WORKS", dict(kinds.WORKS))
    monkeypatch.setattr("kinten.portal.jobs.services.WORKS", kinds.WORKS)
    monkeypatch.setattr("kinten.portal.jobs.tasks.WORKS", kinds.WORKS)

    @kinds.work("test.count", Words("数える", "count"), is_repeatable=True)
    def count(progress, upto=3):
        for number in range(1, upto + 1):
            progress.tell(number, upto)
            told.append(number)
        return {"counted": upto}

    @kinds.work("test.once", Words("一度", "once"))
    def once(progress):
        told.append("once")

    @kinds.work("test.fault", Words("誤り", "fault"))
    def fault(progress):
        raise FaultError(
            Words("セルが空です。", "the cell is empty."), "A1", Words("書く。", "Fill.")
        )

    @kinds.work("test.break", Words("壊れる", "break"))
    def broken(progress):
        raise ZeroDivisionError("patient 12345")

    return told


def asked(work="test.count", key="k", actor=None, **arguments):
    return ask_for(actor or Actor(), work, key, arguments)


def now_of(job):
    return Job.objects.get(pk=job.pk)


def test_a_key_is_one_job_however_often_it_is_asked_for(done):
    first, second = asked(), asked()

    assert first.pk == second.pk
    assert DBTaskResult.objects.count() == 1
    assert Event.objects.filter(act="job.ask").count() == 1


def test_a_job_is_done_with_progress_and_result_and_its_states_are_in_the_record(done):
    job = asked(upto=5)
    perform(job.pk, 1, "w")
    perform(job.pk, 1, "w")  # a task that is delivered twice

    found = now_of(job)
    assert (found.state, found.done, found.total) == (State.DONE, 5, 5)
    assert found.result == {"counted": 5}
    assert done == [1, 2, 3, 4, 5]
    acts = Event.objects.filter(object_type="job", object_id=str(job.pk)).values_list(
        "act", flat=True
    )
    assert list(acts) == ["job.ask", "job.running", "job.done"]
    assert verify().is_sound


def test_a_fault_is_told_and_the_text_of_another_error_is_not(done):
    fault, broken = asked("test.fault", "a"), asked("test.break", "b")
    perform(fault.pk, 1, "w")
    perform(broken.pk, 1, "w")

    assert "セルが空です。" in now_of(fault).fault_ja
    assert (now_of(broken).state, "12345" in now_of(broken).fault_ja) == (State.FAILED, False)


def test_one_that_waits_is_cancelled_at_once_and_not_done(done):
    job = asked()
    cancel(Actor(), job.pk)
    cancel(Actor(), job.pk)
    perform(job.pk, 1, "w")

    assert (now_of(job).state, done) == (State.CANCELLED, [])
    assert Event.objects.filter(act="job.cancel").count() == 1


def test_one_that_runs_is_cancelled_when_it_tells_its_progress(done, monkeypatch):
    job = asked()
    tell = kinds.WORKS["test.count"].run

    def cancelled_on_the_way(progress, **arguments):
        cancel(Actor(), job.pk)
        return tell(progress, **arguments)

    kinds.WORKS["test.count"] = kinds.Work("test.count", Words("", ""), cancelled_on_the_way, True)
    perform(job.pk, 1, "w")

    assert (now_of(job).state, done) == (State.CANCELLED, [])


def test_a_job_of_a_silent_worker_is_done_again_where_it_may_be(done):
    job = asked()
    beat("gone")
    assert begin(job.pk, 1, "gone") is not None
    assert take_up_lost() == 0

    assert is_silent(now_of(job), timezone.now() + LATER)
    assert take_up_lost(timezone.now() + LATER) == 1
    assert (now_of(job).state, now_of(job).attempt) == (State.WAITING, 2)
    end(job.pk, 1, State.DONE, {"counted": 0})  # the silent one comes back
    assert now_of(job).state == State.WAITING
    perform(job.pk, 2, "new")
    assert (now_of(job).state, now_of(job).result) == (State.DONE, {"counted": 3})


def test_one_that_takes_its_worker_down_is_not_tried_for_ever(done):
    job = asked()
    for attempt in range(1, MOST_ATTEMPTS + 1):
        assert begin(job.pk, attempt, f"gone{attempt}") is not None
        take_up_lost()

    assert (now_of(job).state, now_of(job).attempt) == (State.INTERRUPTED, MOST_ATTEMPTS)


def test_one_that_may_not_be_repeated_is_shown_as_interrupted(done):
    job = asked("test.once")
    begin(job.pk, 1, "gone")
    take_up_lost()

    assert now_of(job).state == State.INTERRUPTED
    assert Event.objects.filter(act="job.interrupted").exists()


def test_one_whose_worker_died_before_it_began_is_given_to_another(done):
    job = asked("test.once")
    DBTaskResult.objects.get(pk=job.task).claim("gone")
    take_up_lost()
    again = now_of(job)
    perform(job.pk, again.attempt, "new")

    assert (now_of(job).state, done) == (State.DONE, ["once"])


def test_one_that_waits_for_its_turn_is_left_alone(done):
    asked()

    assert take_up_lost(timezone.now() + LATER) == 0


def test_workers_long_gone_are_forgotten():
    long_ago = timezone.now() - timedelta(days=2)
    Worker.objects.create(name="old", began=long_ago, at=long_ago)
    beat("new")
    beat("new")

    assert list(Worker.objects.values_list("name", flat=True)) == ["new"]


def test_a_page_shows_the_progress_to_its_owner_and_cancels(client_as, done):
    from kinten.portal.people.models import Person

    client = client_as(Role.HOSPITAL)
    owner = Person.objects.get(email="hospital@example.jp")
    job = asked(actor=Actor(owner.pk, "hospital"))

    page = client.get(f"/jobs/{job.pk}/").content.decode()
    assert "順番を待っています" in page
    assert "処理を止める" in page
    assert "waiting" in client.get(f"/en/jobs/{job.pk}/").content.decode()
    part = client.get(f"/jobs/{job.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "順番を待っています" in part
    token = client.cookies["csrftoken"].value
    answer = client.post(f"/jobs/{job.pk}/cancel/", {"csrfmiddlewaretoken": token})
    assert answer.status_code == 302
    assert "止めました" in client.get(f"/jobs/{job.pk}/").content.decode()
    assert "止めました" in client.get("/jobs/").content.decode()


@pytest.mark.parametrize("number", [None, 99999, 10**30])
def test_the_job_of_another_is_as_one_that_is_not_there(client_as, visitor, done, number):
    number = asked(actor=Actor(10**6)).pk if number is None else number
    client = client_as(Role.HOSPITAL)

    assert client.get(f"/jobs/{number}/").status_code == 403
    assert visitor.get(f"/jobs/{number}/").status_code == 302
    assert client.post(f"/jobs/{number}/cancel/").status_code == 403


def test_the_ministry_has_the_record_verified(client_as):
    client = client_as(Role.MINISTRY)
    page = client.get("/jobs/").content.decode()
    assert "記録の鎖を確かめる" in page
    sent = {"csrfmiddlewaretoken": client.cookies["csrftoken"].value, "key": "a" * 32}
    first, second = (client.post("/record/verify/", sent) for _ in range(2))
    assert first["Location"] == second["Location"]

    job = Job.objects.get()
    perform(job.pk, 1, "w")
    assert (
        f"{job.result or now_of(job).result['events']}"
        in client.get(first["Location"]).content.decode()
    )
    assert client.post("/record/verify/", {**sent, "key": "\0;"}).status_code == 302
    assert Job.objects.count() == 1


def test_others_have_no_record_verified(client_as):
    client = client_as(Role.HOSPITAL)

    assert "記録の鎖を確かめる" not in client.get("/jobs/").content.decode()
    assert client.post("/record/verify/", {"key": "a"}).status_code == 403
