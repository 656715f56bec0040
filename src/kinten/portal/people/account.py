"""One's own page: name and language, roles held, second factors and sessions."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kinten.portal.people.answering import NameForm
from kinten.portal.people.models import Membership
from kinten.portal.people.placing import grant_of, organisation_of
from kinten.portal.people.services import change_own
from kinten.portal.people.viewing import person_of, viewer_of
from kinten.portal.policy.asking import ask
from kinten.portal.policy.stating import states
from kinten.portal.record.appending import Actor


@require_http_methods(["GET", "POST"])
@states("account.own")
def account(request: HttpRequest) -> HttpResponse:
    """Give one's own settings; change name and language."""
    person = person_of(request)
    held = {"name": person.name, "language": person.language}
    form = NameForm(request.POST or None, initial=held)
    if form.is_valid():
        told = form.cleaned_data
        change_own(Actor(person.pk), person, told["name"], told["language"])
        with translation.override(told["language"]):
            messages.success(request, gettext("変えました。"))
            return redirect("account")
    roles = [
        (grant.role, organisation_of(grant), row.began)
        for row in Membership.objects.filter(person=person, ended=None).order_by("pk")
        for grant in (grant_of(row.role, row.hospital, row.prefecture),)
    ]
    factors = Authenticator.objects.filter(user=person)
    shown = {
        "section": "account",
        "person": person,
        "form": form,
        "roles": roles,
        "may_list": ask(viewer_of(request), "people.list").is_allowed,
        "has_app": factors.filter(type=Authenticator.Type.TOTP).exists(),
        "keys": factors.filter(type=Authenticator.Type.WEBAUTHN).count(),
        "sessions": len(UserSession.objects.purge_and_list(person)),
    }
    return render(request, "people/account.html", shown, status=422 if form.errors else 200)
