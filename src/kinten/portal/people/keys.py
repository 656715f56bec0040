"""The forms of security keys, in the words of the portal."""

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class AddKeyForm(AddWebAuthnForm):
    """Add a key under a name of one's own; with a passkey no password is asked for."""

    name = forms.CharField(label=_("鍵の名前"), required=False, max_length=100)
    passwordless = forms.BooleanField(
        label=_("パスキーとして使う（パスワードなしでサインインする）"),
        required=False,
        help_text=_("指紋・顔・暗証番号のどれかで持ち主を確かめる鍵だけが、パスキーになります。"),
    )


class RenameKeyForm(EditWebAuthnForm):
    """Give a key another name."""

    name = forms.CharField(label=_("鍵の名前"), max_length=100)
