"""How often one address may ask: generously, for a whole hospital may stand behind it."""

from math import ceil
from time import time

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from ninja.throttling import BaseThrottle

SPAN = 60
"""Seconds of a window."""
MOST = 600
"""Requests of one address in a window, counted by each process of the server."""


class ByAddress(BaseThrottle):
    """Counts the requests of an address in fixed windows; the count lives in the process, and is atomic there."""

    def allow_request(self, request: HttpRequest) -> bool:
        """Count a request; False where it is one too many."""
        window = int(time() // SPAN)
        key = f"api-asked:{address_of(request)}:{window}"
        counted = caches["memory"]
        if counted.add(key, 1, SPAN * 2):
            return True
        try:
            return counted.incr(key) <= MOST
        except ValueError:  # thrown out of a full cache between the two
            return True

    def wait(self) -> float:
        """Give the seconds to the next window."""
        return max(1, ceil(SPAN - time() % SPAN))


def address_of(request: HttpRequest) -> str:
    """Give the address that asks; behind our own proxy the one that the proxy saw.

    What stands further left in X-Forwarded-For anybody can write.
    """
    is_proxied = settings.WORKSPACE is not None and bool(settings.WORKSPACE.address)
    seen = request.META.get("HTTP_X_FORWARDED_FOR", "") if is_proxied else ""
    return (seen.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", ""))[:64]
