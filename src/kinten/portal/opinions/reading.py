"""Reading opinions: where one stands for the policy, what a viewer may read of a hospital, who may give."""

from dataclasses import dataclass, replace

from django.db.models import Max

from kinten.portal.meetings.sessions import meeting_about
from kinten.portal.opinions.models import Opinion
from kinten.portal.opinions.services import Giver
from kinten.portal.policy.asking import ask
from kinten.portal.policy.viewer import NOWHERE, Place, Role, Viewer
from kinten.portal.reports.acting import place_of_hospital
from kinten.portal.reports.models import ReportVersion
from kinten.portal.reports.reading import REVIEWED, is_decided, is_example


@dataclass(frozen=True, slots=True)
class OpinionLine:
    """A year's opinions on a hospital, as a page links to them: how many the viewer may read."""

    year: int
    count: int
    may_give: bool


def place_of_opinions(identity: str, year: int) -> Place:
    """Give the place of the opinions on a hospital: the meeting about the year, and whether it was decided."""
    at = place_of_hospital(identity)
    if at is NOWHERE:
        return NOWHERE
    return replace(
        at,
        meeting=meeting_about(year, is_made_up=is_example(identity)),
        is_decided=is_decided(identity, year),
    )


def place_of_opinion(identity: str, year: int, number: int) -> Place:
    """Give the place of one opinion: that of its hospital and year, and who gave it; nowhere for none."""
    found = Opinion.objects.filter(pk=number, hospital=identity, year=year).first()
    if found is None:
        return NOWHERE
    return replace(place_of_opinions(identity, year), giver=found.giver)


def readable_opinions(hospital: str, year: int, viewer: Viewer) -> list[Opinion]:
    """Give the opinions that a viewer may read, in the order of recording."""
    at = place_of_opinions(hospital, year)
    return [
        each
        for each in Opinion.objects.filter(hospital=hospital, year=year)
        if ask(viewer, "opinion.read", replace(at, giver=each.giver)).is_allowed
    ]


def giver_at(viewer: Viewer, place: Place) -> Giver | None:
    """Tell for which organisation a viewer gives an opinion on a hospital; None for nobody who may."""
    for grant in viewer.grants:
        alone = Viewer(viewer.user, viewer.name, (grant,))
        if not ask(alone, "opinion.give", place).is_allowed:
            continue
        if grant.role is Role.NCC:
            return Giver(Role.NCC)
        if grant.hospital:
            return Giver(grant.role, grant.hospital)
    return None


def lines_of(hospital: str, viewer: Viewer) -> tuple[OpinionLine, ...]:
    """Give a line for each year with opinions that a viewer may read, and for the one they may give on now."""
    if not viewer.is_signed_in:
        return ()
    given = Opinion.objects.filter(hospital=hospital).order_by()
    years = set(given.values_list("year", flat=True).distinct())
    may_give = giver_at(viewer, place_of_hospital(hospital)) is not None
    newest = newest_year(hospital) if may_give else None
    found = []
    for year in sorted(years | ({newest} if newest else set()), reverse=True):
        read = [each for each in readable_opinions(hospital, year, viewer) if not each.withdrawn]
        if read or year == newest:
            found.append(OpinionLine(year, len(read), year == newest))
    return tuple(found)


def newest_year(hospital: str = "") -> int | None:
    """Give the newest year of which a report is accepted or published, of a hospital or of any; None for none."""
    found = ReportVersion.objects.filter(state__in=REVIEWED)
    found = found.filter(hospital=hospital) if hospital else found
    newest: int | None = found.aggregate(newest=Max("year"))["newest"]
    return newest
