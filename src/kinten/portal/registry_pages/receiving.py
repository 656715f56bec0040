"""The pages on which the ministry and the National Cancer Center receive a table, and withdraw one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kinten.disclosure.masking import DEFAULT_K
from kinten.portal.people.placing import hospitals_in
from kinten.portal.people.viewing import viewer_of
from kinten.portal.policy.stating import states
from kinten.portal.policy.viewer import Role, Viewer
from kinten.portal.record.appending import Actor
from kinten.portal.registry_pages.cells import MOST_BYTES, MOST_SENT
from kinten.portal.registry_pages.models import Visibility
from kinten.portal.registry_pages.reading import find_table, place_of_table
from kinten.portal.registry_pages.services import Told, receive_table, withdraw_table
from kinten.portal.uploads.limiting import UPLOADS, limited
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import FaultError

_NONE = ("", "—")


class TableForm(forms.Form):
    """A table and what is told of it."""

    file = forms.FileField(
        label=_("表のファイル（CSV）"),
        help_text=_(
            "kinten registry protect で書き出したCSV。ほかの形は kinten import で取り込めます。"
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
    )
    title = forms.CharField(label=_("表の題"), max_length=200)
    title_en = forms.CharField(label=_("表の題（英語）"), max_length=200, required=False)
    source = forms.CharField(
        label=_("出典"), max_length=400, help_text=_("だれの、何年の、何を数えたものかを書きます。")
    )
    licence = forms.CharField(label=_("利用条件"), max_length=200, required=False)
    year = forms.CharField(label=_("年（表に年の列がないとき）"), max_length=20, required=False)
    visibility = forms.ChoiceField(label=_("見られる人"), initial=str(Visibility.DESK))
    hospital = forms.ChoiceField(
        label=_("病院"), required=False, help_text=_("その病院の表のときだけ選びます。")
    )
    prefecture = forms.ChoiceField(
        label=_("都道府県"), required=False, help_text=_("その都道府県の表のときだけ選びます。")
    )
    threshold = forms.IntegerField(
        label=_("しきい値"), initial=DEFAULT_K, min_value=DEFAULT_K, max_value=1000,
        help_text=_("これより小さい件数が隠してあること。"),
    )  # fmt: skip
    rounding = forms.IntegerField(
        label=_("丸めた表の倍数"), required=False, min_value=2, max_value=1000,
        help_text=_("隠した表なら空欄のままにします。"),
    )  # fmt: skip
    made_up = forms.BooleanField(label=_("例示（架空）の表である"), required=False)

    def __init__(self, *args: Any, **named: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **named)
        lang = get_language() or "ja"
        choices: dict[str, list[tuple[str, str]]] = {
            "visibility": [(str(each), each.label.in_language(lang)) for each in Visibility],
            "prefecture": [
                _NONE, *((code, name.in_language(lang)) for code, name in PREFECTURES.items()),
            ],
            "hospital": [_NONE, *((of, name) for _, of, name in hospitals_in(PREFECTURES))],
        }  # fmt: skip
        for name, listed in choices.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = listed

    def clean_file(self) -> Any:  # noqa: ANN401 - Django's
        """Refuse what is no CSV by its name, or too large; what is in it is read later."""
        file = self.cleaned_data["file"]
        if not file.name.lower().endswith(".csv"):
            raise forms.ValidationError(_("CSVのファイルを選んでください。"))
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("ファイルが大きすぎます。"))
        return file

    @property
    def told(self) -> Told:
        """What the form tells of the table."""
        told = self.cleaned_data
        return Told(
            title=told["title"],
            title_en=told["title_en"],
            source=told["source"],
            licence=told["licence"],
            year=told["year"],
            visibility=Visibility(told["visibility"]),
            hospital=told["hospital"],
            prefecture=told["prefecture"],
            threshold=told["threshold"],
            rounding=told["rounding"] or 0,
            is_made_up=told["made_up"],
        )


class WithdrawForm(forms.Form):
    """Why a table is withdrawn."""

    reason = forms.CharField(
        label=_("取り下げる理由"), max_length=500, help_text=_("記録に残ります。患者の情報は書かないでください。")
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@states("registry.receive")
@never_cache
@limited(UPLOADS, ("POST",))
def receive(request: HttpRequest) -> HttpResponse:
    """Give the form; audit and record the table that was sent."""
    form = TableForm(*_sent(request))
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            actor = _actor(viewer_of(request))
            table, is_new = receive_table(
                actor, file.read(), file.name, form.told, most_rows=MOST_SENT
            )
        except FaultError as fault:
            form.add_error("file", fault.told_in(get_language() or "ja"))
        else:
            told = gettext("表を受け取りました。") if is_new else gettext("同じ表がもうあります。")
            messages.success(request, told)
            return redirect("registry-table", number=table.pk)
    shown = {"section": "registry", "form": form, "most": MOST_BYTES // 1024 // 1024}
    return render(request, "registry/receive.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@states("registry.withdraw", place_of_table)
@never_cache
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Ask for the reason and withdraw a table."""
    table = find_table(number)
    form = WithdrawForm(*_sent(request))
    if form.is_valid():
        withdraw_table(_actor(viewer_of(request)), table, form.cleaned_data["reason"])
        messages.success(request, gettext("表を取り下げました。"))
        return redirect("registry")
    shown = {"section": "registry", "form": form, "table": table}
    return render(request, "registry/withdraw.html", shown, status=422 if form.errors else 200)


def _actor(viewer: Viewer) -> Actor:
    role = Role.MINISTRY if viewer.has(Role.MINISTRY) else Role.NCC
    return Actor(viewer.user, str(role))


def _sent(request: HttpRequest) -> tuple[Any, Any]:
    """Give what a form was sent with; an empty one is one that was sent."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)
