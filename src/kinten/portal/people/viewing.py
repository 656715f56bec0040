"""Who looks at a page: the viewer of a request."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from kinten.portal.meetings.sessions import in_session
from kinten.portal.people.models import Membership, Person
from kinten.portal.policy.viewer import VISITOR, Grant, Role, Viewer

_KEPT = "_kinten_viewer"


def viewer_of(request: HttpRequest) -> Viewer:
    """Give who looks; the roles are read once for each request."""
    kept = getattr(request, _KEPT, None)
    if kept is None:
        user = getattr(request, "user", None)
        kept = VISITOR if user is None or not user.is_authenticated else viewer_for(user.pk)
        setattr(request, _KEPT, kept)
    return kept


def person_of(request: HttpRequest) -> Person:
    """Give the account of who looks; PermissionDenied for a visitor."""
    user = viewer_of(request).user
    if user is None:
        raise PermissionDenied
    return Person.objects.get(pk=user)


def viewer_for(person: int) -> Viewer:
    """Give the viewer that a person is: the roles that have not ended, and to the panel its open meetings."""
    held = Membership.objects.filter(person=person, person__is_active=True, ended=None)
    rows = held.values_list("role", "hospital", "prefecture", "person__name")
    grants = tuple(
        Grant(Role(role), hospital, prefecture) for role, hospital, prefecture, _ in rows
    )
    is_member = any(grant.role is Role.PANEL for grant in grants)
    open_to = in_session() if is_member else frozenset[str]()
    return Viewer(person, rows[0][3] if rows else "", grants, open_to)
