"""Taking a version of a report one step on: returned, accepted, published; each its own act."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from kinten.portal.people.viewing import viewer_of
from kinten.portal.places.reading import current_atlas
from kinten.portal.policy.stating import states
from kinten.portal.policy.viewer import Place
from kinten.portal.record.appending import Actor
from kinten.portal.reports.acting import actor_for, place_of_hospital
from kinten.portal.reports.desk import ACTS, BUTTONS
from kinten.portal.reports.forms import ReasonForm
from kinten.portal.reports.models import ReportVersion, State
from kinten.portal.reports.reading import find_version
from kinten.portal.reports.services import accept, publish, return_report


def place_of_version(identity: str, year: int, number: int) -> Place:  # noqa: ARG001 - of the route
    """Give the place of what is done to a version: its hospital."""
    return place_of_hospital(identity)


@require_POST
@states(ACTS[State.RETURNED], place_of_version)
def return_view(request: HttpRequest, identity: str, year: int, number: int) -> HttpResponse:
    """Return a version to its hospital, with the reason."""
    version = _find(identity, year, number)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        shown = {
            "section": "hospitals",
            "hospital": current_atlas().network.hospitals[identity],
            "title": BUTTONS[State.RETURNED],
            "form": form,
        }
        return render(request, "reports/mend.html", shown, status=422)
    if version.state != State.RETURNED:
        return_report(
            _actor(request, State.RETURNED, identity), version, form.cleaned_data["reason"]
        )
    messages.success(request, gettext("報告を差し戻しました。"))
    return redirect("hospital-report", identity, year, number)


@require_POST
@states(ACTS[State.ACCEPTED], place_of_version)
def accept_view(request: HttpRequest, identity: str, year: int, number: int) -> HttpResponse:
    """Accept a version."""
    version = _find(identity, year, number)
    if version.state != State.ACCEPTED:
        accept(_actor(request, State.ACCEPTED, identity), version)
    messages.success(request, gettext("報告を受理しました。"))
    return redirect("hospital-report", identity, year, number)


@require_POST
@states(ACTS[State.PUBLISHED], place_of_version)
def publish_view(request: HttpRequest, identity: str, year: int, number: int) -> HttpResponse:
    """Publish an accepted version."""
    version = _find(identity, year, number)
    if version.state != State.PUBLISHED:
        publish(_actor(request, State.PUBLISHED, identity), version)
    messages.success(request, gettext("報告を公表しました。"))
    return redirect("hospital-report", identity, year, number)


def _find(identity: str, year: int, number: int) -> ReportVersion:
    version = find_version(identity, year, number)
    if version is None:
        raise Http404
    return version


def _actor(request: HttpRequest, to: State, identity: str) -> Actor:
    return actor_for(viewer_of(request), ACTS[to], place_of_hospital(identity))
