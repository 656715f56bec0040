"""The page of the views that one keeps, keeping one, and removing one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from kinten.portal.people.viewing import person_of, viewer_of
from kinten.portal.policy.stating import states
from kinten.portal.policy.viewer import NOWHERE, Place
from kinten.portal.record.appending import Actor
from kinten.portal.views_kept.addressing import is_of_this_site
from kinten.portal.views_kept.models import KeptView
from kinten.portal.views_kept.recent import recent_of
from kinten.portal.views_kept.services import keep, let_go
from kinten.vocabulary.wording import FaultError


def place_of(number: int) -> Place:
    """Give whose view it is; of one that is not there, nobody's."""
    found = KeptView.objects.filter(pk=number).first()
    return NOWHERE if found is None else Place(owner=found.owner_id)


@require_http_methods(["GET", "POST"])
@states("account.own")
def kept_views(request: HttpRequest) -> HttpResponse:
    """Give one's kept views and the last searches; keep the one whose address comes with the form."""
    told = request.POST if request.method == "POST" else request.GET
    name, address = told.get("name", "")[:200], told.get("at", "")
    fault: FaultError | None = None
    if request.method == "POST":
        try:
            keep(_actor(request), person_of(request), name, address)
        except FaultError as found:
            fault = found
        else:
            messages.success(request, gettext("保存しました。"))
            return redirect("kept-views")
    shown: dict[str, Any] = {
        "section": "account",
        "views": KeptView.objects.filter(owner=person_of(request)),
        "recent": recent_of(request),
        "name": name,
        "at": address if is_of_this_site(address) else "",
        "fault": fault,
    }
    return render(request, "views_kept/kept.html", shown, status=200 if fault is None else 422)


@require_POST
@states("view.remove", place_of)
def kept_view_remove(request: HttpRequest, number: int) -> HttpResponse:
    """Remove a kept view."""
    let_go(_actor(request), get_object_or_404(KeptView, pk=number))
    messages.success(request, gettext("消しました。"))
    return redirect("kept-views")


def _actor(request: HttpRequest) -> Actor:
    viewer = viewer_of(request)
    return Actor(viewer.user, str(viewer.grants[0].role) if viewer.grants else "")
