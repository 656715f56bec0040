"""What can be done about a hospital's reports and decisions by the one who looks, each with its form."""

from dataclasses import dataclass

from django import forms
from django.urls import reverse

from kinten.portal.policy.asking import ask
from kinten.portal.policy.viewer import Viewer
from kinten.portal.public.asking import today
from kinten.portal.reports.acting import place_of_hospital
from kinten.portal.reports.forms import AnnounceForm, CommentForm, ReasonForm, WithdrawForm
from kinten.portal.reports.models import Decision, ReportVersion, State
from kinten.portal.reports.services import next_states
from kinten.vocabulary.wording import Words

ACTS = {
    State.RETURNED: "report.return",
    State.ACCEPTED: "report.accept",
    State.PUBLISHED: "report.publish",
}
"""The act that brings a version to a state."""
ROUTES = {
    State.RETURNED: "report-return",
    State.ACCEPTED: "report-accept",
    State.PUBLISHED: "report-publish",
}
BUTTONS = {
    State.RETURNED: Words("差し戻す", "Return"),
    State.ACCEPTED: Words("受理する", "Accept"),
    State.PUBLISHED: Words("公表する", "Publish"),
}


@dataclass(frozen=True, slots=True)
class StepForm:
    """A step that can be taken: where it is sent, its button, its fields (None for none)."""

    address: str
    button: Words
    form: forms.Form | None


@dataclass(frozen=True, slots=True)
class DecisionStep:
    """A decision with the form that its reader can send, and the one that withdraws it."""

    decision: Decision
    address: str
    form: forms.Form
    withdrawal: "DecisionStep | None" = None


@dataclass(frozen=True, slots=True)
class Desk:
    """What can be done on the page of a hospital.

    ``waiting`` are decisions that are not published, ``standing`` those that are and can be withdrawn.
    """

    may_send: bool = False
    may_decide: bool = False
    comments: tuple[DecisionStep, ...] = ()
    waiting: tuple[DecisionStep, ...] = ()
    standing: tuple[DecisionStep, ...] = ()


NO_DESK = Desk()


def form_id(name: str, *parts: object) -> str:
    """Give the pattern of the ids of a form, of which a page can hold several."""
    return "-".join([name, *(str(each) for each in parts)]) + "-%s"


def steps_for(viewer: Viewer, version: ReportVersion) -> tuple[StepForm, ...]:
    """Give the steps that a viewer may take with a version as it stands now."""
    place = place_of_hospital(version.hospital)
    at = (version.hospital, version.year, version.number)
    found = []
    for to in next_states(State(version.state)):
        if ask(viewer, ACTS[to], place).is_allowed:
            form = None
            if to is State.RETURNED:
                form = ReasonForm(auto_id=form_id("return", version.year, version.number))
            found.append(StepForm(reverse(ROUTES[to], args=at), BUTTONS[to], form))
    return tuple(found)


def tell_desk(hospital: str, viewer: Viewer, decisions: list[Decision]) -> Desk:
    """Tell what a viewer can do now; ``decisions`` are the public ones."""
    place = place_of_hospital(hospital)
    if not viewer.is_signed_in or not place.hospital:
        return NO_DESK
    comments: list[DecisionStep] = []
    if ask(viewer, "decision.comment", place).is_allowed:
        comments = [_commenting(each) for each in decisions if is_open(each)]
    waiting: list[DecisionStep] = []
    standing: list[DecisionStep] = []
    if ask(viewer, "decision.publish", place).is_allowed:
        unpublished = Decision.objects.filter(hospital=hospital, published=None, withdrawn=None)
        may_withdraw = ask(viewer, "decision.withdraw", place).is_allowed
        waiting = [
            _publishing(each, may_withdraw=may_withdraw) for each in unpublished.order_by("pk")
        ]
        if may_withdraw:
            standing = [_withdrawing(each) for each in decisions if each.withdrawn is None]
    return Desk(
        ask(viewer, "report.receive", place).is_allowed,
        ask(viewer, "decision.record", place).is_allowed,
        tuple(comments),
        tuple(waiting),
        tuple(standing),
    )


def is_open(decision: Decision) -> bool:
    """Whether the hospital can comment today."""
    last = decision.comment_until
    is_told = decision.published is not None and decision.published <= today()
    is_told = is_told and decision.withdrawn is None
    return is_told and decision.commented is None and last is not None and today() <= last


def _commenting(decision: Decision) -> DecisionStep:
    at = reverse("decision-comment", args=(decision.hospital, decision.pk))
    return DecisionStep(decision, at, CommentForm(auto_id=form_id("comment", decision.pk)))


def _publishing(decision: Decision, *, may_withdraw: bool) -> DecisionStep:
    at = reverse("decision-publish", args=(decision.hospital, decision.pk))
    form = AnnounceForm(auto_id=form_id("announce", decision.pk))
    return DecisionStep(decision, at, form, _withdrawing(decision) if may_withdraw else None)


def _withdrawing(decision: Decision) -> DecisionStep:
    at = reverse("decision-withdraw", args=(decision.hospital, decision.pk))
    return DecisionStep(decision, at, WithdrawForm(auto_id=form_id("withdraw", decision.pk)))
