"""What the worker runs: one try of a job."""

import logging

from django_tasks import TaskContext, task

from kinten.portal.jobs.progress import Progress, StoppedError
from kinten.portal.jobs.services import begin, end
from kinten.portal.jobs.state import State
from kinten.portal.jobs.work import WORKS
from kinten.vocabulary.wording import FaultError, Words

_log = logging.getLogger(__name__)


@task(takes_context=True)
def run_job(context: TaskContext, job: int, attempt: int) -> None:
    """Do a try of a job as the worker that took the task."""
    workers = context.task_result.worker_ids
    perform(job, attempt, workers[-1] if workers else "")


def perform(job: int, attempt: int, worker: str) -> None:
    """Do a try of a job; how it ended is told by the job itself.

    A worker that is ended on the way tells nothing: its silence is seen (``watching``).
    """
    begun = begin(job, attempt, worker)
    if begun is None:
        return
    kind = WORKS.get(begun.work)
    if kind is None:
        unknown = Words("このKintenにはない処理です。", "this Kinten does not know the work.")
        end(job, attempt, State.FAILED, fault=unknown)
        return
    try:
        result = kind.run(Progress(job, attempt), **begun.arguments)
    except StoppedError:
        end(job, attempt, State.CANCELLED)
    except FaultError as fault:
        told = Words(fault.told_in("ja"), fault.told_in("en"))
        end(job, attempt, State.FAILED, fault=told)
    except Exception:  # noqa: BLE001 - whatever the work raises, the job is to show that it ended
        # The text of an error may hold what it was about; the log of the machine has it, the page not.
        _log.exception("job %s failed", job)
        told = Words("思わぬ誤りです。", "an unexpected error.")
        end(job, attempt, State.FAILED, fault=told)
    else:
        end(job, attempt, State.DONE, result)
