"""Why may I, or may I not, see this page?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve

from kinten.portal.meetings.sessions import in_session
from kinten.portal.people.viewing import viewer_of
from kinten.portal.policy.asking import Answer, ask
from kinten.portal.policy.stating import act_of, states
from kinten.portal.policy.viewer import NOWHERE, VISITOR, Grant, Place, Role, Viewer
from kinten.vocabulary.wording import Words


@states("why.ask")
def why(request: HttpRequest) -> HttpResponse:
    """Tell of an address which grounds there are, and which of them hold for the one who asks."""
    at = request.GET.get("at", "")[:500]
    act, place = _stated(at)
    answer = None if act is None else ask(viewer_of(request), act, place)
    shown = {"at": at, "answer": answer, "by_role": _by_role(answer, place)}
    return render(request, "why.html", shown)


def _stated(at: str) -> tuple[str | None, Place]:
    try:
        match = resolve(at.split("?", maxsplit=1)[0])
    except Resolver404:
        return None, NOWHERE
    place_of = getattr(match.func, "place_of", None)
    place = NOWHERE if place_of is None else place_of(**match.kwargs)
    return act_of(match.func, match.view_name), place


def _by_role(answer: Answer | None, place: Place) -> list[tuple[Words, bool]]:
    """Tell who else may: a visitor, and each role at the place itself."""
    if answer is None:
        return []
    act = answer.policy.act
    found = [
        (
            Words("だれでも（サインインなし）", "anybody, not signed in"),
            ask(VISITOR, act, place).is_allowed,
        )
    ]
    open_to = in_session() if place.meeting else frozenset[str]()
    for role in Role:
        grant = Grant(role, place.hospital, place.prefecture)
        invented = Viewer(-1, "", (grant,), open_to)
        found.append((role.label, ask(invented, act, place).is_allowed))
    return found
