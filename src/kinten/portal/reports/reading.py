"""Reading reports back: the versions as of a day, the domain's report of a version, what is public."""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from kinten.portal.meetings.sessions import meeting_about
from kinten.portal.places.models import NetworkRow
from kinten.portal.places.reading import current_atlas, newest_row
from kinten.portal.policy.viewer import NOWHERE, Place, Viewer
from kinten.portal.public.asking import today
from kinten.portal.record.models import Event
from kinten.portal.reports.acting import place_of_hospital
from kinten.portal.reports.content import report_from
from kinten.portal.reports.history import state_on, steps_of
from kinten.portal.reports.models import Decision, ReportVersion, State
from kinten.report.model import Report, Source

_TOKYO = ZoneInfo("Asia/Tokyo")
REVIEWED = (State.ACCEPTED, State.PUBLISHED)
"""How far a version has come that the panel has before it: not one that was just received, or returned."""


def example_hospitals() -> frozenset[str]:
    """Name the invented hospitals of the workspace."""
    return _examples(newest_row())


def is_example(hospital: str) -> bool:
    """Whether a hospital is invented."""
    return hospital in example_hospitals()


@lru_cache(maxsize=2)
def _examples(newest: int) -> frozenset[str]:  # noqa: ARG001 - the key of what is kept
    rows = NetworkRow.objects.filter(table="hospitals", is_made_up=True)
    return frozenset(cells.get("hospital_id", "") for cells in rows.values_list("cells", flat=True))


def report_of(version: ReportVersion) -> Report:
    """Give the report that a version keeps, as the domain judges it."""
    return report_from(
        version.content,
        hospital=version.hospital,
        year=version.year,
        edition=version.edition,
        source=Source(version.file_name, version.file_sha256),
    )


def published_versions(
    hospital: str, day: date, recorded_by: date | None = None
) -> dict[int, ReportVersion]:
    """Give what of a hospital's reports was public on a day, by year: the newest version of each.

    Nothing is public before it is: a day to come counts as today.
    """
    public = _recorded(hospital, recorded_by).filter(
        state=State.PUBLISHED, published__lte=min(day, today())
    )
    found = {
        each.year: each for each in _known_public(list(public.order_by("number")), recorded_by)
    }
    return dict(sorted(found.items()))


def _known_public(versions: list[ReportVersion], recorded_by: date | None) -> list[ReportVersion]:
    """Leave out what was received by the day of recording, and published only after it."""
    if recorded_by is None:
        return versions
    steps = steps_of(versions)
    return [
        each
        for each in versions
        if state_on(steps[each.pk], date.max, recorded_by) is State.PUBLISHED
    ]


def versions_then(
    hospital: str, day: date, recorded_by: date | None = None
) -> list[tuple[ReportVersion, State]]:
    """Give every version that was there on a day with how far it had come, the newest first."""
    versions = list(_recorded(hospital, recorded_by).order_by("-year", "-number"))
    if day >= today() and recorded_by is None:
        return [(each, State(each.state)) for each in versions]
    steps = steps_of(versions)
    found = ((each, state_on(steps[each.pk], day, recorded_by)) for each in versions)
    return [(each, state) for each, state in found if state is not None]


def versions_under_review(
    hospital: str,
    day: date,
    recorded_by: date | None = None,
    states: Collection[State] = tuple(State),
) -> list[tuple[ReportVersion, State]]:
    """Give the newest version of each year that was not public on a day, the newest year first.

    Only those are looked at that were in one of ``states`` on the day and are in one of them now.
    """
    newest: dict[int, tuple[ReportVersion, State]] = {}
    for version, state in versions_then(hospital, day, recorded_by):
        if state in states and State(version.state) in states:
            newest.setdefault(version.year, (version, state))
    return [found for found in newest.values() if found[1] is not State.PUBLISHED]


def public_decisions(hospital: str, day: date, recorded_by: date | None = None) -> list[Decision]:
    """Give the decisions on a hospital that were public on a day, the newest first.

    One that was withdrawn stands among them, marked. A comment or a withdrawal that came later is
    left out of what is given.
    """
    found = Decision.objects.filter(hospital=hospital, published__lte=min(day, today()))
    decisions = list(found.order_by("-decided", "-pk"))
    if recorded_by is not None:
        known = _published_by(decisions, recorded_by)
        decisions = [each for each in decisions if each.pk in known]
    last = day if recorded_by is None else min(day, recorded_by)
    for each in decisions:
        if each.commented is not None and each.commented.astimezone(_TOKYO).date() > last:
            each.comment = ""
        if each.withdrawn is not None and each.withdrawn > last:
            each.withdrawn, each.why_withdrawn = None, ""
    return decisions


def _published_by(decisions: list[Decision], recorded_by: date) -> set[int]:
    """Give the decisions whose publication was recorded by a day."""
    told = Event.objects.filter(
        object_type="decision",
        object_id__in=[str(each.pk) for each in decisions],
        act="decision.publish",
        at__lt=_end_of(recorded_by).astimezone(UTC).isoformat(),
    )
    return {int(key) for key in told.values_list("object_id", flat=True)}


def is_verdict_public(version: ReportVersion) -> bool:
    """Whether anybody may read what is computed of a version.

    It is once the version and the decision on its year are published, and the hospital has commented
    or the last day for it has passed. The newest decision of the year that is not withdrawn counts.
    """
    if version.state != State.PUBLISHED or version.published is None:
        return False
    decision = (
        Decision.objects.filter(hospital=version.hospital, year=version.year, withdrawn=None)
        .order_by("-decided", "-pk")
        .first()
    )
    if decision is None or decision.published is None or decision.comment_until is None:
        return False
    now = today()
    has_had_time = decision.commented is not None or decision.comment_until < now
    return has_had_time and max(version.published, decision.published) <= now


def find_version(hospital: str, year: int, number: int) -> ReportVersion | None:
    """Give one version; None for a hospital that the network does not have, and where there is none."""
    if hospital not in current_atlas().network.hospitals:
        return None
    return ReportVersion.objects.filter(hospital=hospital, year=year, number=number).first()


def verdict_place(hospital: str, version: ReportVersion | None) -> Place:
    """Tell the policy whose verdict it is, whether it is public, and which meeting has it before it.

    Before it is public the hospital, its prefecture and the ministry read it, and the panel in session.
    """
    at = place_of_hospital(hospital)
    if at is NOWHERE or version is None:
        return at
    if is_verdict_public(version):
        return replace(at, is_published=True)
    return replace(at, meeting=meeting_of(version))


def verdict_place_for(viewer: Viewer, hospital: str, version: ReportVersion) -> Place:
    """Give the same place on a page that everybody opens: a meeting is looked for only for its members."""
    if viewer.in_session:
        return verdict_place(hospital, version)
    return replace(place_of_hospital(hospital), is_published=is_verdict_public(version))


def meeting_of(version: ReportVersion, then: State | None = None) -> str:
    """Name the meeting in session that has a version before it: accepted or published, now and ``then``.

    "" for none.
    """
    if State(version.state) not in REVIEWED or (then or State.ACCEPTED) not in REVIEWED:
        return ""
    return meeting_about(version.year, is_made_up=version.is_made_up)


def is_reviewed(hospital: str, year: int) -> bool:
    """Whether a report of a year is accepted or published."""
    found = ReportVersion.objects.filter(hospital=hospital, year=year, state__in=REVIEWED)
    return found.exists()


def is_decided(hospital: str, year: int) -> bool:
    """Whether a decision on the report of a year is published and not withdrawn."""
    found = Decision.objects.filter(hospital=hospital, year=year, withdrawn=None)
    return found.filter(published__lte=today()).exists()


def _recorded(hospital: str, recorded_by: date | None) -> QuerySet[ReportVersion]:
    found = ReportVersion.objects.filter(hospital=hospital)
    return found if recorded_by is None else found.filter(recorded__lt=_end_of(recorded_by))


def _end_of(day: date) -> datetime:
    """Give the end of a day in Tokyo; the last day that there is has none and ends as it begins."""
    after = day if day == date.max else day + timedelta(days=1)
    return datetime.combine(after, time.min, _TOKYO)
