"""The forms about reports and decisions: what is chosen, why, until when."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kinten.network.designation import Act
from kinten.portal.people.placing import hospitals_in
from kinten.portal.policy.viewer import Role, Viewer
from kinten.portal.public.asking import today
from kinten.portal.reports.acting import is_of_ncc
from kinten.portal.reports.comment_days import comment_days
from kinten.portal.reports.outcome import Outcome
from kinten.portal.uploads.kinds import REPORTS
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.period import FIRST_REPORT_YEAR
from kinten.vocabulary.wording import Words

LONGEST = 4000
"""Letters of a reason or a comment."""
_NONE = ("", "—")
_ACCEPT = ",".join(ending for kind in sorted(REPORTS) for ending in kind.endings)


def _day_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class SendForm(forms.Form):
    """Which year's report of which hospital, and its file; only hospitals that are the viewer's can be chosen."""

    year = forms.IntegerField(label=_("提出の年（西暦）"), min_value=FIRST_REPORT_YEAR)
    hospital = forms.ChoiceField(label=_("病院"))
    file = forms.FileField(
        label=_("報告のファイル"),
        help_text=_("kinten form の様式（.xlsx）か、表（.csv）。8 MBまで。"),
        widget=forms.FileInput(attrs={"accept": _ACCEPT}),
    )

    def __init__(self, viewer: Viewer, *args: Any, **named: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **named)
        choices = _hospitals(viewer)
        field = self.fields["hospital"]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices if len(choices) == 1 else [_NONE, *choices]
        self.fields["year"].widget.attrs["max"] = today().year

    def clean_year(self) -> int:
        """Refuse a year that has not come."""
        year = int(self.cleaned_data["year"])
        if year > today().year:
            raise forms.ValidationError(_("まだ来ていない年です。"))
        return year


class ReasonForm(forms.Form):
    """Why a report is returned."""

    reason = forms.CharField(
        label=_("差し戻す理由"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("病院に示され、記録に残ります。患者の情報は書かないでください。"),
    )


class DecisionForm(forms.Form):
    """What the panel's meeting led to. The source is needed: a decision without one is not recorded."""

    year = forms.IntegerField(label=_("もとになった報告の年"), min_value=FIRST_REPORT_YEAR)
    act = forms.ChoiceField(label=_("内容"))
    outcome = forms.ChoiceField(label=_("決定"))
    kind = forms.ChoiceField(label=_("病院の類型"), required=False)
    term_begins = forms.DateField(
        label=_("指定の期間の最初の日"), required=False, widget=_day_input()
    )
    term_ends = forms.DateField(
        label=_("指定の期間の最後の日"), required=False, widget=_day_input()
    )
    decided = forms.DateField(label=_("決定の日"), widget=_day_input())
    meeting = forms.CharField(
        label=_("検討会"), max_length=40, help_text=_("開催日（2027-02-16）か回（第20回）。")
    )
    citation = forms.CharField(
        label=_("出典"), max_length=400, help_text=_("資料の名前と頁。公表のとき一緒に示されます。")
    )

    def __init__(self, *args: Any, **named: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **named)
        self._choose("act", [_NONE, *((str(each), _told(each.label)) for each in Act)])
        self._choose("outcome", [_NONE, *((str(each), _told(each.label)) for each in Outcome)])
        self._choose("kind", [_NONE, *((str(each), _told(each.label)) for each in Kind)])
        self.fields["decided"].widget.attrs["max"] = today().isoformat()

    def _choose(self, name: str, choices: Sequence[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def clean_year(self) -> int:
        """Refuse a year that has not come."""
        year = int(self.cleaned_data["year"])
        if year > today().year:
            raise forms.ValidationError(_("まだ来ていない年です。"))
        return year

    def clean_decided(self) -> date:
        """Refuse a day that has not come."""
        day: date = self.cleaned_data["decided"]
        if day > today():
            raise forms.ValidationError(_("まだ来ていない日です。"))
        return day

    def clean(self) -> dict[str, Any]:
        """Ask for both days of a term or none, the last after the first."""
        told = super().clean() or self.cleaned_data
        days = {name: told.get(name) for name in ("term_begins", "term_ends")}
        if self.errors.keys() & days.keys():
            return told
        first, last = days.values()
        if (first is None) != (last is None):
            lacking = "term_begins" if first is None else "term_ends"
            self.add_error(lacking, _("指定の期間は、最初の日と最後の日の両方を書いてください。"))
        elif first is not None and last is not None and last <= first:
            self.add_error("term_ends", _("最初の日より後の日を選んでください。"))
        return told


class AnnounceForm(forms.Form):
    """Until when the hospital can comment on a decision that is published."""

    comment_until = forms.DateField(
        label=_("病院が意見を述べられる最後の日"),
        widget=_day_input(),
        help_text=_("この日が過ぎるか、意見が出るまで、計算結果は公表されません。"),
    )

    def __init__(self, *args: Any, **named: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **named)
        first, last = comment_days(today())
        attributes = {"min": first.isoformat(), "max": last.isoformat()}
        self.fields["comment_until"].widget.attrs.update(attributes)

    def clean_comment_until(self) -> date:
        """Refuse a day on which the hospital could hardly comment, and one that is a slip of the pen."""
        day: date = self.cleaned_data["comment_until"]
        first, last = comment_days(today())
        if not first <= day <= last:
            raise forms.ValidationError(_("明日から1年後までの日を選んでください。"))
        return day


class WithdrawForm(forms.Form):
    """Why a decision is withdrawn."""

    reason = forms.CharField(
        label=_("取り消す理由"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "公表した決定では、理由もだれにでも示されます。患者の情報は書かないでください。直すときは、取り消してから新しい決定を記録します。"
        ),
    )


class CommentForm(forms.Form):
    """What the hospital says to a decision and to what is computed of its report."""

    text = forms.CharField(
        label=_("病院の意見"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("一度だけ送れ、決定とともに公表されます。患者の情報は書かないでください。"),
    )


def _told(words: Words) -> str:
    return words.in_language(get_language() or "ja")


def _hospitals(viewer: Viewer) -> list[Any]:
    """Give the hospitals whose report a viewer may send, under the names of their prefectures."""
    own = {grant.hospital for grant in viewer.grants if grant.role is Role.HOSPITAL}
    whole = (
        frozenset(PREFECTURES)
        if viewer.has(Role.MINISTRY)
        else {grant.prefecture for grant in viewer.grants if grant.role is Role.PREFECTURE}
    )
    is_ncc = viewer.has(Role.NCC)
    found: dict[str, list[tuple[str, str]]] = {}
    for prefecture, identity, name in hospitals_in(PREFECTURES):
        if prefecture in whole or identity in own or (is_ncc and is_of_ncc(identity)):
            found.setdefault(_told(PREFECTURES[prefecture]), []).append((identity, name))
    groups = list(found.items())
    return groups[0][1] if len(groups) == 1 else groups
