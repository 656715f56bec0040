"""The last searches of somebody who is signed in: kept in their session alone, and gone with it."""

from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from django.http import HttpRequest

from kinten.portal.people.viewing import viewer_of
from kinten.portal.views_kept.addressing import is_of_this_site

MOST = 10
_KEY = "recent_searches"


@dataclass(frozen=True, slots=True)
class Recent:
    """A search: the words of its box and its address."""

    words: str
    address: str


def remember(request: HttpRequest, words: str) -> None:
    """Put the page at the head of the last searches; nothing is kept of a visitor, nor of an empty box."""
    if not words or not viewer_of(request).is_signed_in:
        return
    query = request.GET.copy()
    query.pop("page", None)
    address = f"{request.path}?{query.urlencode()}"
    held = request.session.get(_KEY, [])
    if not is_of_this_site(address) or (held and held[0] == address):
        return
    request.session[_KEY] = [address, *(each for each in held if each != address)][:MOST]


def recent_of(request: HttpRequest) -> list[Recent]:
    """Give the last searches, the newest first."""
    return [
        Recent(" ".join(parse_qs(urlsplit(each).query).get("q", [])), each)
        for each in request.session.get(_KEY, [])
    ]
