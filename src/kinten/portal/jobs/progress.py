"""The progress of a job, told by the work itself; telling it is also how the work hears that it is to stop."""

from time import monotonic

from kinten.portal.jobs.models import Job
from kinten.portal.jobs.state import State

EVERY = 0.5
"""Seconds between two writings."""


class StoppedError(Exception):
    """The work is to stop: somebody cancelled it, or another try has taken its place."""


class Progress:
    """How far one try of a job has come."""

    def __init__(self, job: int, attempt: int) -> None:
        self._job = job
        self._attempt = attempt
        self._told = -EVERY

    def tell(self, done: int, total: int | None = None) -> None:
        """Write how far it has come, at most twice a second; StoppedError where the work is to stop."""
        now = monotonic()
        if now - self._told < EVERY and done != total:
            return
        self._told = now
        mine = Job.objects.filter(pk=self._job, attempt=self._attempt, state=State.RUNNING)
        if not mine.filter(is_cancel_asked=False).update(done=done, total=total):
            raise StoppedError
