"""What allauth is told: nobody signs up by themselves, invitations do that."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by invitation alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's shape
        """Nobody makes an account without an invitation."""
        return False


class OutsideAdapter(DefaultSocialAccountAdapter):
    """A sign-in by OpenID Connect reaches an account that is there; it makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ANN401, ARG002
        """Nobody makes an account without an invitation."""
        return False
