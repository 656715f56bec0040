"""Which addresses can be kept: those of pages of this site that are read, and no other host's."""

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language_from_path, override

from kinten.portal.policy.stating import act_of

LONGEST = 500
# Pages that are a step of signing in or a secret of one person lead nowhere later.
_NEVER = ("account.enter", "invitation.answer")


def is_of_this_site(address: str) -> bool:
    """Whether an address is that of a page here: a path with a query, no host, no scheme, no odd sign."""
    if not address.startswith("/") or len(address) > LONGEST or not address.isprintable():
        return False
    if not url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        return False
    try:
        path = urlsplit(address).path
        # Which addresses there are depends on the language; that of an address is told by its beginning.
        with override(get_language_from_path(path) or settings.LANGUAGE_CODE):
            match = resolve(path)
    except (Resolver404, ValueError):
        return False
    act = act_of(match.func, match.view_name)
    return act is not None and act not in _NEVER
