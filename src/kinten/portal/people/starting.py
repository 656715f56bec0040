"""The page on which one stands after signing in: what is there for the roles that one holds."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kinten.portal.people.viewing import viewer_of
from kinten.portal.people.ways import parts_of
from kinten.portal.policy.stating import states


@states("account.own")
def desk(request: HttpRequest) -> HttpResponse:
    """Give the ways of each role that is held."""
    shown = {"section": "desk", "parts": parts_of(viewer_of(request))}
    return render(request, "people/desk.html", shown)
