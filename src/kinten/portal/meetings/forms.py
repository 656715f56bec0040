"""The forms about meetings of the panel."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kinten.portal.meetings.services import LONGEST, LONGEST_TITLE
from kinten.portal.public.asking import today
from kinten.vocabulary.period import FIRST_REPORT_YEAR


def _day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def _lines() -> forms.Textarea:
    return forms.Textarea(attrs={"rows": 4})


_KEPT = _("記録に残ります。患者の情報は書かないでください。")


class _DaysForm(forms.Form):
    """The first and the last day."""

    def clean(self) -> dict[str, Any]:
        """Refuse a last day before the first."""
        told = super().clean() or self.cleaned_data
        first: date | None = told.get("begins")
        last: date | None = told.get("ends")
        if first is not None and last is not None and last < first:
            self.add_error("ends", _("最初の日か、それより後の日を選んでください。"))
        return told


class MeetingForm(_DaysForm):
    """A meeting: what it is called, which year's reports it is about, on which days."""

    title = forms.CharField(
        label=_("会議の名称"),
        max_length=LONGEST_TITLE,
        help_text=_("例: 第25回がん診療連携拠点病院等の指定に関する検討会"),
    )
    year = forms.IntegerField(label=_("対象の報告の年"), min_value=FIRST_REPORT_YEAR)
    begins = forms.DateField(label=_("構成員が見られる最初の日"), widget=_day())
    ends = forms.DateField(label=_("構成員が見られる最後の日"), widget=_day())

    def clean_year(self) -> int:
        """Refuse a year that has not come."""
        year = int(self.cleaned_data["year"])
        if year > today().year:
            raise forms.ValidationError(_("まだ来ていない年です。"))
        return year


class ChangeForm(_DaysForm):
    """Other days for a meeting, and why."""

    begins = forms.DateField(label=_("構成員が見られる最初の日"), widget=_day())
    ends = forms.DateField(label=_("構成員が見られる最後の日"), widget=_day())
    reason = forms.CharField(
        label=_("日を変える理由"), max_length=LONGEST, widget=_lines(), help_text=_KEPT
    )


class WithdrawForm(forms.Form):
    """Why a meeting is withdrawn."""

    reason = forms.CharField(
        label=_("会議を取り下げる理由"), max_length=LONGEST, widget=_lines(), help_text=_KEPT
    )
