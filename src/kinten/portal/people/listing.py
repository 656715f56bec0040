"""Who has an account in one's own organisation, and which invitations are open."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kinten.portal.people.giving import ending_grant, giving_grant, roles_to_give
from kinten.portal.people.models import Invitation, Membership
from kinten.portal.people.placing import Organisation, grant_of, hospitals_in, organisation_of
from kinten.portal.people.placing import place_of as place_of_grant
from kinten.portal.people.viewing import viewer_of
from kinten.portal.policy.stating import states
from kinten.portal.policy.viewer import Role, Viewer

_PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """A row of either list with what can be done to it."""

    row: Membership | Invitation
    role: Role
    organisation: Organisation
    may_end: bool


@states("people.list")
def people(request: HttpRequest) -> HttpResponse:
    """Give the people of the viewer's organisations, and the invitations that nobody answered yet."""
    viewer = viewer_of(request)
    seen = seen_by(viewer)
    held = Membership.objects.filter(seen, ended=None).select_related("person")
    asked = Invitation.objects.filter(seen, accepted_by=None, withdrawn=None)
    # get_page() answers an odd number with the first or the last page.
    members = Paginator(held.order_by("prefecture", "hospital", "role", "pk"), _PER_PAGE)
    open_ones = Paginator(asked.select_related("invited_by").order_by("-pk"), _PER_PAGE)
    page = members.get_page(request.GET.get("page"))
    waiting = open_ones.get_page(request.GET.get("waiting"))
    shown = {
        "section": "people",
        "page": page,
        "lines": [_line(viewer, row) for row in page],
        "waiting": waiting,
        "invitations": [_line(viewer, row) for row in waiting],
        "now": timezone.now(),
        "may_invite": bool(roles_to_give(viewer)),
    }
    return render(request, "people/people.html", shown)


def seen_by(viewer: Viewer) -> Q:
    """Give which rows a viewer sees: the ministry all, a prefecture its hospitals' and its own."""
    if viewer.has(Role.MINISTRY):
        return Q()
    found = Q(pk__in=())
    for grant in viewer.grants:
        if grant.role is Role.HOSPITAL and grant.hospital:
            found |= Q(hospital=grant.hospital)
        if grant.role is Role.PREFECTURE and grant.prefecture:
            within = [identity for _, identity, _ in hospitals_in((grant.prefecture,))]
            found |= Q(hospital="", prefecture=grant.prefecture) | Q(hospital__in=within)
    return found


def _line(viewer: Viewer, row: Membership | Invitation) -> Line:
    grant = grant_of(row.role, row.hospital, row.prefecture)
    place = place_of_grant(grant)
    if isinstance(row, Membership):
        may_end = row.person_id != viewer.user and ending_grant(viewer, grant, place) is not None
    else:
        may_end = giving_grant(viewer, grant, place) is not None
    return Line(row, grant.role, organisation_of(grant), may_end)
