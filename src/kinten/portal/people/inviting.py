"""The forms of inviting somebody and of ending a role: only what the viewer may give can be chosen."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kinten.portal.people.giving import OF_HOSPITAL, may_give, roles_to_give
from kinten.portal.people.models import Invitation, Membership
from kinten.portal.people.placing import hospitals_in, place_of
from kinten.portal.policy.viewer import Grant, Role, Viewer
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words

_NONE = ("", "—")


class InvitationForm(forms.Form):
    """Whom to invite, to which role and for which organisation; ``grant`` is there once it is valid."""

    email = forms.EmailField(label=_("招待する人のメールの宛先"), max_length=254)
    language = forms.ChoiceField(
        label=_("メールの言語"), choices=settings.LANGUAGES, initial=settings.LANGUAGE_CODE
    )
    role = forms.ChoiceField(label=_("役割"))
    hospital = forms.ChoiceField(
        label=_("病院"), required=False, help_text=_("病院の役割のときに選びます。")
    )
    prefecture = forms.ChoiceField(
        label=_("都道府県"), required=False, help_text=_("都道府県の役割のときに選びます。")
    )

    def __init__(self, viewer: Viewer, *args: Any, **named: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **named)
        self.viewer = viewer
        self.grant: Grant | None = None
        roles = roles_to_give(viewer)
        self._choose("role", [(str(role), _told(role.label)) for role in roles])
        self._choose("hospital", _hospitals(viewer))
        if Role.PREFECTURE in roles:
            self._choose("prefecture", _prefectures(viewer))
        else:
            del self.fields["prefecture"]

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def clean_email(self) -> str:
        """Fold the address to small letters, as accounts are known by them."""
        return str(self.cleaned_data["email"]).lower()

    def clean(self) -> dict[str, Any]:
        """Make the grant, and refuse one that is incomplete, not the viewer's to give or there already."""
        told = super().clean() or self.cleaned_data
        if "role" not in told or "hospital" not in told or self.errors.get("prefecture"):
            return told
        role = Role(told["role"])
        hospital = told["hospital"] if role in (*OF_HOSPITAL, Role.HUB) else ""
        prefecture = told.get("prefecture", "") if role is Role.PREFECTURE else ""
        if role in (*OF_HOSPITAL, Role.HUB) and not hospital:
            self.add_error("hospital", _("この役割には病院を選んでください。"))
            return told
        if role is Role.PREFECTURE and not prefecture:
            self.add_error("prefecture", _("この役割には都道府県を選んでください。"))
            return told
        if role is Role.HUB:
            prefecture = place_of(Grant(role, hospital)).prefecture
        grant = Grant(role, hospital, prefecture)
        if not may_give(self.viewer, grant, place_of(grant)):
            self.add_error("role", _("この組織のこの役割には、あなたは招待できません。"))
        elif "email" in told:
            self._refuse_doubled(told["email"], grant)
        self.grant = grant
        return told

    def _refuse_doubled(self, email: str, grant: Grant) -> None:
        if holds(email, grant):
            self.add_error("email", _("この人はもうこの役割を持っています。"))
        if is_invited(email, grant):
            self.add_error("email", _("同じ招待がもう出ています。取り消してから招待してください。"))


def holds(email: str, grant: Grant) -> bool:
    """Tell whether somebody holds a role."""
    held = Membership.objects.filter(person__email=email, ended=None, **_same(grant))
    return held.exists()


def is_invited(email: str, grant: Grant) -> bool:
    """Tell whether somebody has an open invitation to a role."""
    asked = Invitation.objects.filter(email=email, accepted_by=None, withdrawn=None, **_same(grant))
    return asked.filter(expires__gt=timezone.now()).exists()


def _same(grant: Grant) -> dict[str, str]:
    return {"role": str(grant.role), "hospital": grant.hospital, "prefecture": grant.prefecture}


class EndForm(forms.Form):
    """Why a role ends."""

    reason = forms.CharField(
        label=_("終える理由"), max_length=500, help_text=_("記録に残ります。患者の情報は書かないでください。")
    )  # fmt: skip


def _told(words: Words) -> str:
    return words.in_language(get_language() or "ja")


def _hospitals(viewer: Viewer) -> list[Any]:
    """Give the hospitals a viewer may choose, under the names of their prefectures."""
    own = {grant.hospital for grant in viewer.grants if grant.role is Role.HOSPITAL}
    whole = _whole(viewer)
    found: dict[str, list[tuple[str, str]]] = {}
    for prefecture, identity, name in hospitals_in(PREFECTURES):
        if prefecture in whole or identity in own:
            found.setdefault(_told(PREFECTURES[prefecture]), []).append((identity, name))
    return [_NONE, *found.items()]


def _prefectures(viewer: Viewer) -> list[tuple[str, str]]:
    whole = _whole(viewer)
    return [_NONE, *((code, _told(name)) for code, name in PREFECTURES.items() if code in whole)]


def _whole(viewer: Viewer) -> frozenset[str]:
    if viewer.has(Role.MINISTRY):
        return frozenset(PREFECTURES)
    return frozenset(grant.prefecture for grant in viewer.grants if grant.role is Role.PREFECTURE)
