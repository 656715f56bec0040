"""Inviting, withdrawing an invitation, and answering one."""

from smtplib import SMTPException

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kinten.portal.people.answering import AnswerForm
from kinten.portal.people.giving import giving_grant
from kinten.portal.people.inviting import InvitationForm
from kinten.portal.people.mailing import send_invitation
from kinten.portal.people.models import Invitation, Person
from kinten.portal.people.placing import grant_of, organisation_of
from kinten.portal.people.placing import place_of as place_of_grant
from kinten.portal.people.services import accept, find_invitation, invite, withdraw
from kinten.portal.people.viewing import person_of, viewer_of
from kinten.portal.policy.stating import states
from kinten.portal.policy.viewer import Place
from kinten.portal.record.appending import Actor
from kinten.vocabulary.wording import FaultError


def place_of_invitation(number: int) -> Place:
    """Give the place of an invitation; Http404 where there is none."""
    found = Invitation.objects.filter(pk=number).first()
    if found is None:
        raise Http404
    return place_of_grant(grant_of(found.role, found.hospital, found.prefecture))


@require_http_methods(["GET", "POST"])
@states("people.invite")
def people_invite(request: HttpRequest) -> HttpResponse:
    """Give the form of an invitation; send it by mail in the language of the invited."""
    viewer = viewer_of(request)
    form = InvitationForm(viewer, request.POST or None)
    if form.is_valid() and form.grant is not None:
        given = giving_grant(viewer, form.grant, place_of_grant(form.grant))
        actor = Actor(viewer.user, "" if given is None else str(given.role))
        told = form.cleaned_data
        try:
            invitation, word = invite(actor, person_of(request), told["email"], form.grant)
        except FaultError as fault:
            form.add_error(None, fault.told_in(get_language() or "ja"))
        else:
            return _send(request, actor, invitation, word, told["language"])
    shown = {"section": "people", "form": form}
    return render(request, "people/invite.html", shown, status=422 if form.errors else 200)


@require_POST
@states("invitation.withdraw", place_of_invitation)
def invitation_withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Withdraw an invitation that nobody answered yet."""
    viewer = viewer_of(request)
    chosen = Invitation.objects.get(pk=number)
    grant = grant_of(chosen.role, chosen.hospital, chosen.prefecture)
    given = giving_grant(viewer, grant, place_of_grant(grant))
    if given is None:
        return render(request, "people/not_given.html", {"section": "people"}, status=403)
    withdraw(Actor(viewer.user, str(given.role)), chosen)
    messages.success(request, gettext("招待を取り消しました。"))
    return redirect("people")


@never_cache
@require_http_methods(["GET", "POST"])
@states("invitation.answer")
def invitation(request: HttpRequest, word: str) -> HttpResponse:
    """Let the invited answer: with a new account, or signed in with the one that they have."""
    try:
        found = find_invitation(word)
    except FaultError as fault:
        return render(request, "people/invitation_gone.html", {"fault": fault}, status=404)
    viewer = viewer_of(request)
    known = Person.objects.filter(email=found.email).first()
    grant = grant_of(found.role, found.hospital, found.prefecture)
    is_own = known is not None and viewer.user == known.pk
    form = None
    if known is None and not viewer.is_signed_in:
        form = AnswerForm(found.email, request.POST or None, initial={"language": get_language()})
    if request.method == "POST" and (is_own or (form is not None and form.is_valid())):
        told = form.cleaned_data if form is not None else {"name": "", "password": ""}
        try:
            accept(
                found,
                told["name"],
                told["password"],
                signed_in=known if is_own else None,
                language=told.get("language", "ja"),
            )
        except FaultError as fault:
            return render(request, "people/invitation_gone.html", {"fault": fault}, status=404)
        if is_own:
            messages.success(request, gettext("役割を受けました。"))
            return redirect("account")
        messages.success(request, gettext("利用者ができました。サインインしてください。"))
        return redirect("account_login")
    shown = {
        "invitation": found,
        "role": grant.role,
        "organisation": organisation_of(grant),
        "form": form,
        "is_own": is_own,
        "has_account": known is not None,
    }
    is_refused = request.method == "POST"
    return render(request, "people/invitation.html", shown, status=422 if is_refused else 200)


def _send(
    request: HttpRequest, actor: Actor, invitation: Invitation, word: str, language: str
) -> HttpResponse:
    """Send the mail; where it cannot be sent the invitation is withdrawn, since nobody knows its word."""
    try:
        send_invitation(request, invitation, word, language)
    except (OSError, SMTPException):
        withdraw(actor, invitation)
        messages.error(request, gettext("メールを送れなかったので、招待を取り消しました。"))
        return redirect("people_invite")
    messages.success(request, gettext("招待のメールを送りました。"))
    return redirect("people")
