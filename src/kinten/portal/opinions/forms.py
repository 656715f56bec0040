"""The forms of opinions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kinten.portal.opinions.services import LONGEST


class OpinionForm(forms.Form):
    """What is said of a hospital."""

    text = forms.CharField(
        label=_("意見"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "4000字まで。患者の情報は書かないでください。文は記録にも残り、取り下げても記録からは消えません。"
        ),
    )


class WithdrawForm(forms.Form):
    """Why an opinion is withdrawn."""

    reason = forms.CharField(
        label=_("意見を取り下げる理由"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("意見を読める人に示され、記録に残ります。患者の情報は書かないでください。"),
    )
