"""The mail of an invitation: in the language of the invited, with the address, and nothing about patients."""

from django.conf import settings
from django.core.mail import send_mail
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from kinten.portal.people.models import Invitation
from kinten.portal.people.placing import grant_of, organisation_of


def send_invitation(request: HttpRequest, invitation: Invitation, word: str, language: str) -> None:
    """Send an invitation with its secret word; OSError or SMTPException where it cannot be sent."""
    # Behind a proxy the address of the workspace is the one that is reached from outside.
    at = settings.WORKSPACE.address if settings.WORKSPACE else ""
    here = at or request.build_absolute_uri("/").rstrip("/")
    mail_invitation(invitation, address_of(word, language, here), language)


def address_of(word: str, language: str, here: str) -> str:
    """Give the address at which an invitation is answered, of a portal that is reached ``here``."""
    with translation.override(language):
        return here + reverse("invitation", kwargs={"word": word})


def mail_invitation(invitation: Invitation, address: str, language: str) -> None:
    """Send the mail; OSError or SMTPException where it cannot be sent."""
    grant = grant_of(invitation.role, invitation.hospital, invitation.prefecture)
    with translation.override(language):
        shown = {
            "invitation": invitation,
            "role": grant.role,
            "organisation": organisation_of(grant),
            "address": address,
            "is_made_up": settings.IS_MADE_UP,
        }
        text = render_to_string("people/mail/invitation.txt", shown)
        send_mail(gettext("Kintenへの招待"), text, None, [invitation.email])
