"""Ending a role, with a reason."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kinten.portal.people.giving import ending_grant
from kinten.portal.people.inviting import EndForm
from kinten.portal.people.models import Membership
from kinten.portal.people.placing import grant_of, organisation_of
from kinten.portal.people.placing import place_of as place_of_grant
from kinten.portal.people.services import end_role
from kinten.portal.people.viewing import viewer_of
from kinten.portal.policy.stating import states
from kinten.portal.policy.viewer import Place
from kinten.portal.record.appending import Actor


def place_of_role(number: int) -> Place:
    """Give the place of a role that is held; Http404 where there is none."""
    found = Membership.objects.filter(pk=number, ended=None).first()
    if found is None:
        raise Http404
    return place_of_grant(grant_of(found.role, found.hospital, found.prefecture))


@require_http_methods(["GET", "POST"])
@states("role.end", place_of_role)
def role_end(request: HttpRequest, number: int) -> HttpResponse:
    """Ask for the reason and end a role; nobody ends their own, so that the last one cannot lock all out."""
    viewer = viewer_of(request)
    held = Membership.objects.select_related("person").get(pk=number)
    grant = grant_of(held.role, held.hospital, held.prefecture)
    by = ending_grant(viewer, grant, place_of_grant(grant))
    if by is None or held.person_id == viewer.user:
        return render(request, "people/not_given.html", {"section": "people"}, status=403)
    form = EndForm(request.POST or None)
    if form.is_valid():
        end_role(Actor(viewer.user, str(by.role)), held, form.cleaned_data["reason"])
        messages.success(request, gettext("役割を終えました。"))
        return redirect("people")
    shown = {
        "section": "people",
        "form": form,
        "held": held,
        "role": grant.role,
        "organisation": organisation_of(grant),
    }
    return render(request, "people/role_end.html", shown, status=422 if form.errors else 200)
