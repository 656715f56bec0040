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
    grant = grant_of(invitation.role, invitation.hospital, invitation.prefecture)
    with translation.override(language):
        path = reverse("invitation", kwargs={"word": word})
        at = settings.WORKSPACE.address if settings.WORKSPACE else ""
        shown = {
            "invitation": invitation,
            "role": grant.role,
            "organisation": organisation_of(grant),
            # Behind a proxy the address of the workspace is the one that is reached from outside.
            "address": f"{at}{path}" if at else request.build_absolute_uri(path),
            "is_made_up": settings.IS_MADE_UP,
        }
        text = render_to_string("people/mail/invitation.txt", shown)
        send_mail(gettext("Kintenへの招待"), text, None, [invitation.email])
