"""Words of the domain, counts and addresses in templates."""

from typing import Any

from django import template
from django.utils.translation import get_language

from kinten.portal.policy.asking import ask
from kinten.portal.policy.viewer import Viewer
from kinten.vocabulary.wording import Words

register = template.Library()


@register.filter
def told(words: Words | str | None) -> str:
    """Tell words of the domain in the language of the page."""
    return "" if not isinstance(words, Words) else words.in_language(get_language() or "ja")


@register.filter
def may(viewer: Viewer, act: str) -> bool:
    """Tell whether a viewer may do an act that is about nothing in particular."""
    return ask(viewer, act).is_allowed


@register.simple_tag(takes_context=True)
def under_a_name(context: dict[str, Any]) -> str:
    """Give this page under the name localhost where it was asked for under a number; else "".

    Browsers tie passkeys to names alone.
    """
    request = context["request"]
    host = request.get_host()
    for number in ("127.0.0.1", "[::1]"):
        if host == number or host.startswith(f"{number}:"):
            port = host.removeprefix(number)
            return f"{request.scheme}://localhost{port}{request.get_full_path()}"
    return ""


@register.simple_tag(takes_context=True)
def query(context: dict[str, Any], **changes: object) -> str:
    """Give the query of this page with some of its values changed; None takes one away."""
    values = context["request"].GET.copy()
    for name, value in changes.items():
        values.pop(name, None)
        if value is not None:
            values[name] = str(value)
    return f"?{values.urlencode()}" if values else "?"
