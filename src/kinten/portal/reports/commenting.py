"""Decisions as the ministry enters, publishes and withdraws them, and the hospital's comment on one."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from kinten.network.designation import Act
from kinten.portal.people.viewing import viewer_of
from kinten.portal.places.reading import current_atlas
from kinten.portal.policy.stating import states
from kinten.portal.policy.viewer import Place
from kinten.portal.public.asking import today
from kinten.portal.record.appending import Actor
from kinten.portal.reports.acting import actor_for, place_of_hospital
from kinten.portal.reports.deciding import (
    Decided,
    comment,
    find_decision,
    publish_decision,
    record_decision,
    withdraw_decision,
)
from kinten.portal.reports.forms import AnnounceForm, CommentForm, DecisionForm, WithdrawForm
from kinten.portal.reports.models import Decision
from kinten.portal.reports.outcome import Outcome
from kinten.portal.reports.reading import is_example
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.wording import Words


def place_of_decision(identity: str, number: int) -> Place:  # noqa: ARG001 - of the route
    """Give the place of what is done to a decision: its hospital."""
    return place_of_hospital(identity)


@require_http_methods(["GET", "POST"])
@states("decision.record", place_of_hospital)
def decision_new(request: HttpRequest, identity: str) -> HttpResponse:
    """Ask for a decision and record it; it is not public yet."""
    known = current_atlas().network.hospitals.get(identity)
    if known is None:
        raise Http404
    form = DecisionForm(
        request.POST if request.method == "POST" else None, initial={"year": today().year}
    )
    if form.is_valid():
        told = form.cleaned_data
        kind = Kind(told["kind"]) if told["kind"] else None
        decided = Decided(
            identity, told["year"], Act(told["act"]), Outcome(told["outcome"]), told["decided"],
            told["meeting"], told["citation"], kind, told["term_begins"], told["term_ends"],
        )  # fmt: skip
        actor = _actor(request, "decision.record", identity)
        was_there = find_decision(decided) is not None
        record_decision(actor, decided, is_made_up=is_example(identity))
        if was_there:
            messages.info(
                request, gettext("同じ決定がもうあるので、新しい決定は記録しませんでした。")
            )
        else:
            messages.success(request, gettext("決定を記録しました。まだ公表されていません。"))
        return redirect("hospital", identity)
    shown = {"section": "hospitals", "hospital": known, "form": form}
    return render(request, "reports/decision.html", shown, status=422 if form.is_bound else 200)


@require_POST
@states("decision.publish", place_of_decision)
def decision_publish(request: HttpRequest, identity: str, number: int) -> HttpResponse:
    """Publish a decision, with the last day for the hospital's comment."""
    decision = _find(identity, number)
    form = AnnounceForm(request.POST)
    if not form.is_valid():
        return _mend(request, identity, Words("決定を公表する", "Publish a decision"), form)
    actor = _actor(request, "decision.publish", identity)
    publish_decision(actor, decision, form.cleaned_data["comment_until"])
    messages.success(request, gettext("決定を公表しました。"))
    return redirect("hospital", identity)


@require_POST
@states("decision.withdraw", place_of_decision)
def decision_withdraw(request: HttpRequest, identity: str, number: int) -> HttpResponse:
    """Withdraw a decision, with the reason; one that was withdrawn stays as it is."""
    decision = _find(identity, number)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _mend(request, identity, Words("決定を取り消す", "Withdraw a decision"), form)
    if decision.withdrawn is None:
        actor = _actor(request, "decision.withdraw", identity)
        withdraw_decision(actor, decision, form.cleaned_data["reason"])
    messages.success(request, gettext("決定を取り消しました。"))
    return redirect("hospital", identity)


@require_POST
@states("decision.comment", place_of_decision)
def decision_comment(request: HttpRequest, identity: str, number: int) -> HttpResponse:
    """Record what the hospital says to a decision, once."""
    decision = _find(identity, number)
    if decision.published is None:  # nobody but the ministry knows of it yet
        raise Http404
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _mend(request, identity, Words("病院の意見", "The hospital's comment"), form)
    comment(_actor(request, "decision.comment", identity), decision, form.cleaned_data["text"])
    messages.success(request, gettext("意見を記録しました。決定とともに公表されます。"))
    return redirect("hospital", identity)


def _find(identity: str, number: int) -> Decision:
    known = current_atlas().network.hospitals.get(identity)
    found = known and Decision.objects.filter(hospital=known.id, pk=number).first()
    if not found:
        raise Http404
    return found


def _mend(request: HttpRequest, identity: str, title: Words, form: forms.Form) -> HttpResponse:
    shown = {
        "section": "hospitals",
        "hospital": current_atlas().network.hospitals[identity],
        "title": title,
        "form": form,
    }
    return render(request, "reports/mend.html", shown, status=422)


def _actor(request: HttpRequest, act: str, identity: str) -> Actor:
    return actor_for(viewer_of(request), act, place_of_hospital(identity))
