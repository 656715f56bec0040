"""What allauth is told: nobody signs up by themselves, invitations do that."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

from kinten.portal.people.looks import outside_field
from kinten.portal.people.models import Person
from kinten.portal.people.noting import note


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by invitation alone; a limit of failures is one of the account, under any host."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's shape
        """Nobody makes an account without an invitation."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Go to the page of one's roles, in the language of the one who signed in."""
        language = getattr(request.user, "language", "ja")
        with translation.override(language):
            return reverse("desk")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        """Go to one's own page."""
        return reverse("account")

    def set_password(self, user: Any, password: str) -> None:  # noqa: ANN401
        """Set a password, and tell the record that it was set."""
        with transaction.atomic():
            super().set_password(user, password)
            note(user, "account.password", seals=("password",))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:  # noqa: ANN401, ARG002
        # allauth counts for each host name; ours has several, and each would allow five more.
        return f"kinten:{str(credentials.get('email', '')).lower()}"


class OutsideAdapter(DefaultSocialAccountAdapter):
    """A sign-in by OpenID Connect reaches an account that is there; it makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ANN401, ARG002
        """Nobody makes an account without an invitation."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:  # noqa: ANN401
        """Let through only to the account with the verified address of the one who comes.

        The address is asked for each time: whoever has another one at the provider by now comes no further.
        """
        verified = [each.email.lower() for each in sociallogin.email_addresses if each.verified]
        person = Person.objects.filter(email__in=verified).first() if verified else None
        is_entering = sociallogin.state.get("process", AuthProcess.LOGIN) == AuthProcess.LOGIN
        is_other = sociallogin.is_existing and (person is None or sociallogin.user.pk != person.pk)
        if person is None or not is_entering or is_other:
            shown = {"provider": sociallogin.account.get_provider().name, "verified": verified}
            raise ImmediateHttpResponse(
                render(request, "people/no_account.html", shown, status=403)
            )
        if not sociallogin.is_existing:
            with transaction.atomic():
                sociallogin.connect(request, person)
                seals = (outside_field(sociallogin.account),)
                note(person, "account.connect", sociallogin.account.provider, seals=seals)
