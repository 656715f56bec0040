"""Pages of jobs: one's own, the progress of one, and cancelling it."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from kinten.portal.jobs.models import Job
from kinten.portal.jobs.services import ask_for, cancel
from kinten.portal.jobs.state import State
from kinten.portal.jobs.watching import is_silent
from kinten.portal.jobs.work import words_of
from kinten.portal.jobs.works import VERIFY
from kinten.portal.people.viewing import viewer_of
from kinten.portal.policy.asking import ask
from kinten.portal.policy.stating import states
from kinten.portal.policy.viewer import NOWHERE, Place
from kinten.portal.record.appending import Actor

_SHOWN = 50


def place_of(number: int) -> Place:
    """Give whose job it is; of one that is not there, nobody's."""
    found = Job.objects.filter(pk=number).first()
    return NOWHERE if found is None else Place(hospital=found.hospital, owner=found.owner)


@states("account.own")
def jobs(request: HttpRequest) -> HttpResponse:
    """Give the jobs that one has asked for, the newest first."""
    viewer = viewer_of(request)
    own = Job.objects.filter(owner=viewer.user)[:_SHOWN]
    shown = {
        "section": "jobs",
        "rows": [_told(each) for each in own],
        "can_verify": ask(viewer, "record.verify").is_allowed,
        "key": uuid4().hex,
    }
    return render(request, "jobs/jobs.html", shown)


@states("jobs.read", place_of)
def job(request: HttpRequest, number: int) -> HttpResponse:
    """Give the page of a job, or its progress alone where the page asks again for it."""
    found = get_object_or_404(Job, pk=number)
    shown = {"section": "jobs", **_told(found)}
    is_part = request.headers.get("HX-Request") == "true"
    return render(request, "jobs/progress.html" if is_part else "jobs/job.html", shown)


@states("jobs.cancel", place_of)
@require_POST
def cancel_job(request: HttpRequest, number: int) -> HttpResponse:
    """Cancel a job."""
    get_object_or_404(Job, pk=number)
    cancel(_actor(request), number)
    return redirect("job", number=number)


@states("record.verify")
@require_POST
def verify_record(request: HttpRequest) -> HttpResponse:
    """Ask for a verification of the record; the key of the form makes a second sending no second job."""
    actor = _actor(request)
    key = request.POST.get("key", "").strip()[:64]
    if not key.isalnum():
        return redirect("jobs")
    asked = ask_for(actor, VERIFY, f"{VERIFY}:{actor.user}:{key}")
    return redirect("job", number=asked.pk)


def _actor(request: HttpRequest) -> Actor:
    viewer = viewer_of(request)
    return Actor(viewer.user, str(viewer.grants[0].role) if viewer.grants else "")


def _told(found: Job) -> dict[str, object]:
    state = State(found.state)
    is_lost = is_silent(found)
    if is_lost and not found.is_repeatable:
        state = State.INTERRUPTED
    return {
        "job": found,
        "words": words_of(found.work),
        "state": state,
        "is_lost": is_lost,
        "is_open": State(found.state).is_open,
    }
