"""The form with which an invited person makes the account: name, language, password."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import (
    password_validators_help_text_html,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from kinten.portal.people.models import Person

_HELP = lazy(password_validators_help_text_html, str)


class NameForm(forms.Form):
    """How somebody is called, and in which language they read."""

    name = forms.CharField(
        label=_("氏名"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(label=_("言語"), choices=settings.LANGUAGES)


class AnswerForm(NameForm):
    """A new account: the password is told twice and held against the rules."""

    password = forms.CharField(
        label=_("パスワード"),
        strip=False,
        max_length=200,
        help_text=_HELP(),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("パスワード（もう一度）"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, email: str, *args: Any, **named: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **named)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """Hold the password against the rules, the person's own name and address among them."""
        told = super().clean() or self.cleaned_data
        password = told.get("password")
        if not password:
            return told
        try:
            validate_password(password, Person(email=self.email, name=told.get("name", "")))
        except ValidationError as error:
            self.add_error("password", error)
        if told.get("again") is not None and told["again"] != password:
            self.add_error("again", _("二つのパスワードが違います。"))
        return told
