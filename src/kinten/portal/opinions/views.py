"""The opinions on a hospital and the year of its report: read, given, withdrawn, and the list of hospitals."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from kinten.network.hospital import Hospital
from kinten.portal.meetings.listing import kinds_of, reviewed_of
from kinten.portal.opinions.forms import OpinionForm, WithdrawForm
from kinten.portal.opinions.models import Opinion
from kinten.portal.opinions.reading import (
    giver_at,
    newest_year,
    place_of_opinion,
    place_of_opinions,
    readable_opinions,
)
from kinten.portal.opinions.services import Giver, give_opinion, withdraw_opinion
from kinten.portal.people.placing import Organisation, organisation_of
from kinten.portal.people.viewing import viewer_of
from kinten.portal.places.reading import current_atlas
from kinten.portal.policy.asking import ask
from kinten.portal.policy.stating import states
from kinten.portal.policy.viewer import Grant, Place, Role, Viewer
from kinten.portal.public.asking import PER_PAGE, today
from kinten.portal.reports.acting import actor_for
from kinten.portal.reports.reading import is_example, is_reviewed
from kinten.vocabulary.period import is_report_year


@states("opinion.list")
def opinions(request: HttpRequest) -> HttpResponse:
    """List the hospitals with an accepted or published report of a year, and whether one gave an opinion."""
    viewer = viewer_of(request)
    asked = request.GET.get("year", "")
    is_year = asked.isascii() and asked.isdigit() and len(asked) == 4
    year = int(asked) if is_year else newest_year() or today().year
    found = reviewed_of(year, lambda each: _may_give(viewer, each))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    given, kinds = _given(viewer, year), kinds_of(each.hospital.id for each in page)
    rows = [
        {
            "reviewed": each,
            "kind": kinds[each.hospital.id],
            "given": given.get(each.hospital.id, 0),
        }
        for each in page
    ]
    shown = {
        "section": "opinions",
        "year": year,
        "is_odd": bool(asked) and not is_year,
        "page": page,
        "rows": rows,
    }
    return render(request, "opinions/opinions.html", shown)


@states("opinion.open", place_of_opinions)
def opinion_page(request: HttpRequest, identity: str, year: int) -> HttpResponse:
    """Give the opinions that the viewer may read, and the form to those who may give one."""
    return _page(request, identity, year, OpinionForm())


@require_POST
@states("opinion.give", place_of_opinions)
def opinion_give(request: HttpRequest, identity: str, year: int) -> HttpResponse:
    """Record an opinion; the same one sent twice is recorded once."""
    _known(identity, year)
    place, viewer = place_of_opinions(identity, year), viewer_of(request)
    form = OpinionForm(request.POST)
    giver = giver_at(viewer, place)
    if giver is None:
        raise PermissionDenied
    if not form.is_valid():
        return _page(request, identity, year, form)
    actor = actor_for(viewer, "opinion.give", place)
    text = form.cleaned_data["text"]
    _, is_new = give_opinion(actor, giver, identity, year, text, is_made_up=is_example(identity))
    if is_new:
        messages.success(request, gettext("意見を記録しました。"))
    else:
        messages.info(request, gettext("同じ意見がもうあるので、新しい意見は記録しませんでした。"))
    return redirect("opinion-page", identity, year)


@require_http_methods(["GET", "POST"])
@states("opinion.withdraw", place_of_opinion)
def opinion_withdraw(request: HttpRequest, identity: str, year: int, number: int) -> HttpResponse:
    """Ask for the reason and withdraw an opinion; one that was withdrawn stays as it is."""
    hospital = _known(identity, year)
    held = Opinion.objects.filter(pk=number, hospital=identity, year=year).first()
    if held is None:
        raise Http404
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        place = place_of_opinion(identity, year, number)
        actor = actor_for(viewer_of(request), "opinion.withdraw", place)
        if held.withdrawn is None:
            withdraw_opinion(actor, held, form.cleaned_data["reason"])
        messages.success(request, gettext("意見を取り下げました。"))
        return redirect("opinion-page", identity, year)
    shown = {"hospital": hospital, "year": year, "opinion": held, "form": form}
    return render(request, "opinions/withdraw.html", shown, status=422 if form.is_bound else 200)


def _page(request: HttpRequest, identity: str, year: int, form: OpinionForm) -> HttpResponse:
    hospital = _known(identity, year)
    place, viewer = place_of_opinions(identity, year), viewer_of(request)
    rows = [
        {
            "opinion": each,
            "organisation": _organisation(each),
            "may_withdraw": each.withdrawn is None
            and ask(
                viewer, "opinion.withdraw", place_of_opinion(identity, year, each.pk)
            ).is_allowed,
        }
        for each in readable_opinions(identity, year, viewer)
    ]
    may_give = ask(viewer, "opinion.give", place).is_allowed
    shown = {
        "section": "opinions",
        "hospital": hospital,
        "is_example": is_example(identity),
        "year": year,
        "rows": rows,
        "may_list": ask(viewer, "opinion.list").is_allowed,
        "may_give": may_give and is_reviewed(identity, year),
        "is_early": may_give and not is_reviewed(identity, year),
        "form": form,
    }
    return render(request, "opinions/page.html", shown, status=422 if form.is_bound else 200)


def _known(identity: str, year: int) -> Hospital:
    found = current_atlas().network.hospitals.get(identity)
    if found is None or not is_report_year(year):
        raise Http404
    return found


def _organisation(opinion: Opinion) -> Organisation:
    return organisation_of(Grant(Role(opinion.role), opinion.organisation))


def _may_give(viewer: Viewer, hospital: Hospital) -> bool:
    return giver_at(viewer, Place(hospital.id, hospital.prefecture)) is not None


def _given(viewer: Viewer, year: int) -> dict[str, int]:
    """Count by hospital the opinions that the viewer's own organisations gave."""
    own = {
        (str(giver.role), giver.organisation)
        for grant in viewer.grants
        if grant.role in {Role.HUB, Role.NCC}
        for giver in (Giver(grant.role, grant.hospital if grant.role is Role.HUB else ""),)
    }
    found: dict[str, int] = {}
    rows = Opinion.objects.filter(year=year, withdrawn=None)
    for hospital, role, organisation in rows.values_list("hospital", "role", "organisation"):
        if (role, organisation) in own:
            found[hospital] = found.get(hospital, 0) + 1
    return found
