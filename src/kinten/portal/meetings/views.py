"""The meetings of the panel: their list, what stands before one, and the ministry's forms."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kinten.portal.meetings.forms import ChangeForm, MeetingForm, WithdrawForm
from kinten.portal.meetings.listing import reviewed_of, rows_of
from kinten.portal.meetings.models import Meeting
from kinten.portal.meetings.services import (
    Called,
    change_days,
    record_meeting,
    withdraw_meeting,
)
from kinten.portal.people.viewing import viewer_of
from kinten.portal.policy.asking import ask
from kinten.portal.policy.stating import states
from kinten.portal.policy.viewer import NOWHERE, Place
from kinten.portal.public.asking import PER_PAGE, today
from kinten.portal.reports.acting import actor_for


def place_of_meeting(number: int) -> Place:
    """Give the place of a meeting: itself."""
    return Place(meeting=str(number))


@states("meeting.list")
def meetings(request: HttpRequest) -> HttpResponse:
    """List the meetings; the panel is not told of those that were withdrawn or have not begun."""
    viewer, day = viewer_of(request), today()
    is_ministry = ask(viewer, "meeting.record").is_allowed
    found = Meeting.objects.all()
    if not is_ministry:
        found = found.filter(withdrawn=None, begins__lte=day)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = [
        {
            "meeting": each,
            "is_open": each.is_in_session(day),
            "is_coming": each.begins > day,
            "may_read": ask(viewer, "meeting.read", place_of_meeting(each.pk)).is_allowed,
        }
        for each in page
    ]
    shown = {"section": "meetings", "page": page, "rows": rows, "is_ministry": is_ministry}
    return render(request, "meetings/meetings.html", shown)


@require_http_methods(["GET", "POST"])
@states("meeting.record")
def meeting_new(request: HttpRequest) -> HttpResponse:
    """Ask for a meeting and record it."""
    form = MeetingForm(
        request.POST if request.method == "POST" else None, initial={"year": today().year}
    )
    if form.is_valid():
        told = form.cleaned_data
        called = Called(told["title"], told["year"], told["begins"], told["ends"])
        actor = actor_for(viewer_of(request), "meeting.record", NOWHERE)
        made = record_meeting(actor, called, is_made_up=settings.IS_MADE_UP)
        messages.success(request, gettext("会議を記録しました。"))
        return redirect("meeting", made.pk)
    shown = {"section": "meetings", "form": form}
    return render(request, "meetings/new.html", shown, status=422 if form.is_bound else 200)


@states("meeting.read", place_of_meeting)
def meeting(request: HttpRequest, number: int) -> HttpResponse:
    """Give the hospitals with an accepted or published report of the meeting's year, fifty a page."""
    held, viewer = _find(number), viewer_of(request)
    found = reviewed_of(held.year, lambda _: True, is_made_up=held.is_made_up)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    may_change = ask(viewer, "meeting.change", place_of_meeting(number)).is_allowed
    shown = {
        "section": "meetings",
        "meeting": held,
        "is_open": held.is_in_session(today()),
        "page": page,
        "rows": rows_of(list(page), has_unpublished=ask(viewer, "decision.publish").is_allowed),
        "may_change": may_change and held.withdrawn is None,
    }
    return render(request, "meetings/meeting.html", shown)


@require_http_methods(["GET", "POST"])
@states("meeting.change", place_of_meeting)
def meeting_change(request: HttpRequest, number: int) -> HttpResponse:
    """Ask for other days and change them; a last day before today ends the meeting."""
    held = _find(number)
    initial = {"begins": held.begins, "ends": held.ends}
    form = ChangeForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        told = form.cleaned_data
        actor = actor_for(viewer_of(request), "meeting.change", place_of_meeting(number))
        change_days(actor, held, told["begins"], told["ends"], told["reason"])
        messages.success(request, gettext("会議の日を変えました。"))
        return redirect("meeting", number)
    shown = {"section": "meetings", "meeting": held, "form": form}
    return render(request, "meetings/change.html", shown, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@states("meeting.withdraw", place_of_meeting)
def meeting_withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Ask for the reason and withdraw a meeting; one that was withdrawn stays as it is."""
    held = _find(number)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actor = actor_for(viewer_of(request), "meeting.withdraw", place_of_meeting(number))
        if held.withdrawn is None:
            withdraw_meeting(actor, held, form.cleaned_data["reason"])
        messages.success(request, gettext("会議を取り下げました。"))
        return redirect("meetings")
    shown = {"section": "meetings", "meeting": held, "form": form}
    return render(request, "meetings/withdraw.html", shown, status=422 if form.is_bound else 200)


def _find(number: int) -> Meeting:
    found = Meeting.objects.filter(pk=number).first()
    if found is None:
        raise Http404
    return found
