"""The history of a hospital's reports: which versions there were, each as it was, and what differs."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from kinten.desk.states import CAUTION
from kinten.portal.opinions.reading import lines_of
from kinten.portal.people.viewing import viewer_of
from kinten.portal.policy.asking import ask
from kinten.portal.policy.stating import refuse, states
from kinten.portal.policy.viewer import Place, Viewer
from kinten.portal.public.asking import Asked, read_query, today
from kinten.portal.reports.acting import place_of_hospital
from kinten.portal.reports.desk import steps_for
from kinten.portal.reports.differing import tell_differences
from kinten.portal.reports.history import Step, state_on, steps_of
from kinten.portal.reports.models import ReportVersion, State
from kinten.portal.reports.reading import (
    find_version,
    meeting_of,
    verdict_place,
    versions_then,
)
from kinten.portal.reports.standing import tell_hospital
from kinten.portal.reports.telling import tell_sections


def place_of_report(identity: str, year: int, number: int) -> Place:
    """Give the place of a version: its hospital, and whether anybody may read it."""
    at = place_of_hospital(identity)
    version = find_version(identity, year, number)
    if version is None or _is_public(version):
        return replace(at, is_published=version is not None)
    return replace(at, meeting=meeting_of(version))


def _is_public(version: ReportVersion | None) -> bool:
    if version is None or version.state != State.PUBLISHED or version.published is None:
        return False
    return version.published <= today()


@states("public.read")
def versions(request: HttpRequest, identity: str) -> HttpResponse:
    """List the versions that were there on a day: how far each had come then, and has come now."""
    asked, viewer = read_query(request), viewer_of(request)
    known = tell_hospital(identity, asked)
    rows = [
        {"version": version, "then": state.label, "label": _name(version)}
        for version, state in versions_then(identity, asked.day, asked.recorded_by)
        if _may_read(viewer, identity, version, state)
    ]
    shown = {
        **known,
        "section": "hospitals",
        "rows": rows,
        "is_inside": _is_inside(viewer, identity),
        "is_now": asked.day >= today() and asked.recorded_by is None,
        "may_send": ask(viewer, "report.receive", place_of_hospital(identity)).is_allowed,
    }
    return render(request, "reports/versions.html", shown)


@states("report.read", place_of_report)
def version(request: HttpRequest, identity: str, year: int, number: int) -> HttpResponse:
    """Give one version as it was received, with how far it had come on a day."""
    found, asked, viewer = (
        find_version(identity, year, number),
        read_query(request),
        viewer_of(request),
    )
    if found is None:
        raise Http404
    steps = steps_of((found,))[found.pk]
    then = state_on(steps, asked.day, asked.recorded_by)
    is_told = then is not None and _may_read(viewer, identity, found, then)
    is_inside = _is_inside(viewer, identity)
    is_now = asked.day >= today() and asked.recorded_by is None
    shown = {
        **tell_hospital(identity, asked),
        "section": "hospitals",
        "reported": found,
        "then": then.label if then is not None and is_told else None,
        "is_now": is_now,
        "is_inside": is_inside,
        "history": _known(steps, asked) if is_inside else (),
        "steps": steps_for(viewer, found) if is_now else (),
        "sections": tell_sections((found,), get_language() or "ja") if is_told else (),
        "versions": (found,),
        "may_judge": ask(viewer, "verdict.read", verdict_place(identity, found)).is_allowed,
        "opinions": tuple(each for each in lines_of(identity, viewer) if each.year == year),
        "caution": CAUTION,
    }
    return render(request, "reports/version.html", shown)


@states("public.read")
def compare(request: HttpRequest, identity: str) -> HttpResponse:
    """Tell what differs between two versions, both of which the viewer may read."""
    asked, viewer = read_query(request), viewer_of(request)
    known = tell_hospital(identity, asked)
    readable = [
        each
        for each, state in versions_then(identity, today())
        if _may_read(viewer, identity, each, state)
    ]
    first, second = (_chosen(request.GET.get(name, ""), readable) for name in ("from", "to"))
    for name, one in (("from", first), ("to", second)):
        if one is None and request.GET.get(name):
            return refuse(request, ask(viewer, "report.read", place_of_hospital(identity)))
    differences = None
    if first is not None and second is not None:
        differences = tell_differences(first, second)
    shown = {
        **known,
        "section": "hospitals",
        "options": [(_name(each), each) for each in readable],
        "first": first,
        "second": second,
        "from_name": "" if first is None else _name(first),
        "to_name": "" if second is None else _name(second),
        "differences": differences,
    }
    return render(request, "reports/compare.html", shown)


def _name(version: ReportVersion) -> str:
    """Name a version as an address does: year and number."""
    return f"{version.year}-{version.number}"


def _chosen(name: str, readable: list[ReportVersion]) -> ReportVersion | None:
    return next((each for each in readable if _name(each) == name), None)


def _may_read(viewer: Viewer, identity: str, version: ReportVersion, then: State) -> bool:
    """Whether a viewer may read a version as it stood: what was not public then is for its own."""
    at = place_of_hospital(identity)
    is_public = then is State.PUBLISHED and _is_public(version)
    # A meeting is looked for only for its members: everybody opens these pages.
    meeting = meeting_of(version, then) if viewer.in_session and not is_public else ""
    place = replace(at, is_published=is_public, meeting=meeting)
    return ask(viewer, "report.read", place).is_allowed


def _is_inside(viewer: Viewer, identity: str) -> bool:
    """Whether a viewer is of the hospital, its prefecture or the ministry."""
    return ask(viewer, "desk.hospital", place_of_hospital(identity)).is_allowed


def _known(steps: tuple[Step, ...], asked: Asked) -> tuple[Step, ...]:
    """Give the steps that were recorded and held by the day that is asked about."""
    last = asked.recorded_by or asked.day
    return tuple(each for each in steps if each.at.date() <= last and each.valid <= asked.day)
