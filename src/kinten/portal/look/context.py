"""What every page is told."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language

from kinten import __version__
from kinten.portal.people.viewing import viewer_of


def page(request: HttpRequest) -> dict[str, Any]:
    """Give version, language and its switch, who looks, and whether all is made up."""
    lang = get_language() or "ja"
    other = "en" if lang == "ja" else "ja"
    return {
        "version": __version__,
        "lang": lang,
        "other_lang": other,
        "other_lang_url": translate_url(request.get_full_path(), other),
        "viewer": viewer_of(request),
        "is_made_up": settings.IS_MADE_UP,
        "contact": settings.CONTACT,
    }
