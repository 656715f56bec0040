"""Reading reports back: the versions as of a day, the domain's report of a version, what is public."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from kinten.portal.places.models import NetworkRow
from kinten.portal.places.reading import current_atlas, newest_row
from kinten.portal.policy.viewer import NOWHERE, Place
from kinten.portal.public.asking import today
from kinten.portal.reports.content import report_from
from kinten.portal.reports.models import Decision, ReportVersion, State
from kinten.report.model import Report, Source

_TOKYO = ZoneInfo("Asia/Tokyo")


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
    return {each.year: each for each in public.order_by("year", "number")}


def versions_under_review(hospital: str, recorded_by: date | None = None) -> list[ReportVersion]:
    """Give the newest version of each year that is not public, the newest year first."""
    newest = {each.year: each for each in _recorded(hospital, recorded_by).order_by("number")}
    waiting = (each for each in newest.values() if each.state != State.PUBLISHED)
    return sorted(waiting, key=lambda each: each.year, reverse=True)


def public_decisions(hospital: str, day: date, recorded_by: date | None = None) -> list[Decision]:
    """Give the decisions on a hospital that were public on a day, the newest first."""
    found = Decision.objects.filter(hospital=hospital, published__lte=min(day, today()))
    if recorded_by is not None:
        found = found.filter(recorded__lt=_end_of(recorded_by))
    return list(found.order_by("-decided", "-pk"))


def is_verdict_public(version: ReportVersion) -> bool:
    """Whether anybody may read what is computed of a version.

    It is once the version and the decision on its year are published, and the hospital has commented
    or the last day for it has passed. The newest decision of the year counts.
    """
    if version.state != State.PUBLISHED or version.published is None:
        return False
    decision = (
        Decision.objects.filter(hospital=version.hospital, year=version.year)
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
    """Tell the policy whose verdict it is and whether it is public.

    No meeting is named: before it is public only the hospital, its prefecture and the ministry read it
    here; the panel has its papers elsewhere.
    """
    known = current_atlas().network.hospitals.get(hospital)
    if known is None:
        return NOWHERE
    is_public = version is not None and is_verdict_public(version)
    return Place(hospital, known.prefecture, is_published=is_public)


def _recorded(hospital: str, recorded_by: date | None) -> QuerySet[ReportVersion]:
    found = ReportVersion.objects.filter(hospital=hospital)
    return found if recorded_by is None else found.filter(recorded__lt=_end_of(recorded_by))


def _end_of(day: date) -> datetime:
    """Give the end of a day in Tokyo; the last day that there is has none and ends as it begins."""
    after = day if day == date.max else day + timedelta(days=1)
    return datetime.combine(after, time.min, _TOKYO)
