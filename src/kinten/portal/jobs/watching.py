"""Heartbeats of workers, and the jobs of those that have fallen silent."""

from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from kinten.portal.jobs.models import Job, Worker
from kinten.portal.jobs.services import interrupt, repeat
from kinten.portal.jobs.state import State

EVERY_SECONDS = 10
"""How often a worker says that it is alive."""
SILENT_SECONDS = 60
"""After how long a worker counts as gone."""
MOST_ATTEMPTS = 3
"""How often a repeatable job is tried: one that takes its worker down would else go on for ever."""
_KEPT = timedelta(days=1)


def beat(worker: str) -> None:
    """Say that a worker is alive; forget those that have long been gone."""
    now = timezone.now()
    if not Worker.objects.filter(name=worker).update(at=now):
        Worker.objects.create(name=worker, began=now, at=now)
    Worker.objects.filter(at__lt=now - _KEPT).delete()


def live_workers(now: datetime | None = None) -> frozenset[str]:
    """Name the workers that have been heard of lately."""
    since = (now or timezone.now()) - timedelta(seconds=SILENT_SECONDS)
    return frozenset(Worker.objects.filter(at__gte=since).values_list("name", flat=True))


def is_silent(job: Job, now: datetime | None = None) -> bool:
    """Whether a running job's worker has fallen silent."""
    return job.state == State.RUNNING and job.worker not in live_workers(now)


def take_up_lost(now: datetime | None = None) -> int:
    """Repeat or interrupt the jobs of silent workers; gives how many."""
    live = live_workers(now)
    lost = 0
    for job in Job.objects.filter(state=State.RUNNING).exclude(worker__in=live):
        can_repeat = job.is_repeatable and not job.is_cancel_asked and job.attempt < MOST_ATTEMPTS
        (repeat if can_repeat else interrupt)(job.pk, job.attempt)
        lost += 1
    for job in Job.objects.filter(state=State.WAITING):
        if _was_dropped(job, live):
            repeat(job.pk, job.attempt)
            lost += 1
    return lost


def _was_dropped(job: Job, live: frozenset[str]) -> bool:
    """Whether the task of a waiting job was taken by a worker that was gone before it began."""
    found = DBTaskResult.objects.filter(pk=job.task).values("status", "worker_ids").first()
    if found is None:
        return True
    if found["status"] == "READY":
        return False
    return not (set(found["worker_ids"][-1:]) & live)
