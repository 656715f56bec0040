"""Views state their policy; one that states none is shown to nobody."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin
from django.utils.http import urlencode

from kinten.portal.people.viewing import viewer_of
from kinten.portal.policy.asking import Answer, ask
from kinten.portal.policy.foreign import FOREIGN
from kinten.portal.policy.viewer import NOWHERE, Place

View = Callable[..., HttpResponseBase]
PlaceOf = Callable[..., Place]
"""What gives the place of the object from the arguments of a route."""


def states(act: str, place_of: PlaceOf | None = None) -> Callable[[View], View]:
    """Let a view be reached by those alone who may do the act at the place of its object."""

    def made(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:  # noqa: ANN401
            place = NOWHERE if place_of is None else place_of(**named)
            answer = ask(viewer_of(request), act, place)
            return view(request, *args, **named) if answer.is_allowed else refuse(request, answer)

        guarded.policy = act  # type: ignore[attr-defined]
        guarded.place_of = place_of  # type: ignore[attr-defined]
        return guarded

    return made


def refuse(request: HttpRequest, answer: Answer) -> HttpResponse:
    """Send a visitor to sign in; tell anybody else which ground is lacking."""
    if not viewer_of(request).is_signed_in and request.method == "GET":
        back = urlencode({"next": request.get_full_path()})
        return redirect(f"{reverse('account_login')}?{back}")
    return render(request, "refused.html", {"answer": answer}, status=403)


def act_of(view: View, name: str) -> str | None:
    """Give the act that a view, or the name of another package's route, states; None where it states none."""
    found = getattr(view, "policy", None)
    return str(found) if found is not None else FOREIGN.get(name)


class StatedPolicies(MiddlewareMixin):
    """Middleware: a view without a stated policy is shown to nobody."""

    def process_view(
        self,
        request: HttpRequest,
        view: View,
        args: tuple[Any, ...],  # noqa: ARG002 - the shape that Django calls
        named: dict[str, Any],  # noqa: ARG002
    ) -> HttpResponseBase | None:
        """Refuse what states no policy, and ask for other packages' routes, which cannot ask themselves."""
        match = request.resolver_match
        name = match.view_name if match is not None else ""
        act = act_of(view, name)
        if act is None:
            return render(request, "refused.html", {"answer": None}, status=403)
        if getattr(view, "policy", None) is None:
            answer = ask(viewer_of(request), act)
            return None if answer.is_allowed else refuse(request, answer)
        return None
