"""What can be done to jobs: each change of state writes its event in the same transaction.

Progress and heartbeats are no events: they tell nothing that anybody has done.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from kinten.portal.jobs.models import Job
from kinten.portal.jobs.state import State
from kinten.portal.jobs.work import WORKS
from kinten.portal.record.appending import SYSTEM, Actor, Change, append
from kinten.vocabulary.wording import Words


@transaction.atomic
def ask_for(
    actor: Actor,
    work: str,
    key: str,
    arguments: Mapping[str, Any] | None = None,
    *,
    hospital: str = "",
) -> Job:
    """Ask for work under a key; a key that was used gives the job that is there, and nothing is done twice."""
    kind = WORKS[work]
    given = {
        "work": work,
        "arguments": dict(arguments or {}),
        "owner": actor.user,
        "hospital": hospital,
        "is_repeatable": kind.is_repeatable,
        "asked": timezone.now(),
    }
    job, is_new = Job.objects.get_or_create(key=key, defaults=given)
    if is_new:
        enqueue(job)
        told = {"work": work, "key": key, "state": str(State.WAITING)}
        append(actor, Change("job.ask", "job", str(job.pk), {}, told, hospital=hospital))
    return job


def enqueue(job: Job) -> None:
    """Let a worker take the job; written with the change that it belongs to."""
    from kinten.portal.jobs.tasks import run_job

    job.task = str(run_job.enqueue(job.pk, job.attempt).id)
    job.save(update_fields=["task"])


@transaction.atomic
def cancel(actor: Actor, number: int) -> Job:
    """Cancel a job: one that waits ends at once, one that runs when its work next tells its progress."""
    job = Job.objects.select_for_update().get(pk=number)
    if not State(job.state).is_open or job.is_cancel_asked:
        return job
    job.is_cancel_asked = True
    job.save(update_fields=["is_cancel_asked"])
    append(
        actor,
        Change(
            "job.cancel",
            "job",
            str(job.pk),
            {"is_cancel_asked": False},
            {"is_cancel_asked": True},
            hospital=job.hospital,
        ),
    )
    if job.state == State.WAITING:
        _move(job, State.CANCELLED)
    return job


@transaction.atomic
def begin(number: int, attempt: int, worker: str) -> Job | None:
    """Begin a try of a job; None where it was cancelled, done, or given to another try."""
    job = Job.objects.select_for_update().filter(pk=number).first()
    if job is None or job.attempt != attempt or job.state != State.WAITING:
        return None
    job.worker, job.began = worker, timezone.now()
    job.done, job.total = 0, None
    job.save(update_fields=["worker", "began", "done", "total"])
    _move(job, State.RUNNING)
    return job


@transaction.atomic
def end(
    number: int,
    attempt: int,
    state: State,
    result: Mapping[str, Any] | None = None,
    fault: Words | None = None,
) -> None:
    """End a try of a job; what a try says that another has replaced is not heard."""
    job = Job.objects.select_for_update().get(pk=number)
    if job.attempt != attempt or job.state != State.RUNNING:
        return
    job.result = None if result is None else dict(result)
    if fault is not None:
        job.fault_ja, job.fault_en = fault
    job.save(update_fields=["result", "fault_ja", "fault_en"])
    _move(job, state)


@transaction.atomic
def repeat(number: int, attempt: int) -> None:
    """Give a job whose try was lost to another one."""
    job = Job.objects.select_for_update().get(pk=number)
    if job.attempt != attempt or not State(job.state).is_open:
        return
    job.attempt += 1
    job.worker = ""
    job.save(update_fields=["attempt", "worker"])
    _move(job, State.WAITING)
    enqueue(job)


@transaction.atomic
def interrupt(number: int, attempt: int) -> None:
    """Show a job as interrupted whose worker is silent and that is not to be done again by itself."""
    job = Job.objects.select_for_update().get(pk=number)
    if job.attempt == attempt and job.state == State.RUNNING:
        _move(job, State.CANCELLED if job.is_cancel_asked else State.INTERRUPTED)


def _move(job: Job, state: State) -> None:
    before = {"state": str(job.state)}
    job.state = state
    if not state.is_open:
        job.ended = timezone.now()
    job.save(update_fields=["state", "ended"])
    after = {"state": str(state), "attempt": job.attempt}
    act = "job.repeat" if state is State.WAITING else f"job.{state}"
    append(SYSTEM, Change(act, "job", str(job.pk), before, after, hospital=job.hospital))
