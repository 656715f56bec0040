"""What the page of a hospital tells of its reports, to the one who looks."""

from dataclasses import dataclass

from django.utils.translation import get_language

from kinten.portal.opinions.reading import OpinionLine, lines_of
from kinten.portal.policy.asking import ask
from kinten.portal.policy.viewer import Viewer
from kinten.portal.public.asking import Asked, today
from kinten.portal.reports.desk import NO_DESK, Desk, StepForm, steps_for, tell_desk
from kinten.portal.reports.judging import Computed, compute_verdict
from kinten.portal.reports.models import Decision, ReportVersion, State
from kinten.portal.reports.reading import (
    REVIEWED,
    public_decisions,
    published_versions,
    verdict_place,
    verdict_place_for,
    versions_under_review,
)
from kinten.portal.reports.telling import (
    MOST_YEARS,
    Section,
    tell_consultations,
    tell_sections,
)
from kinten.vocabulary.wording import Words


@dataclass(frozen=True, slots=True)
class Judged:
    """A version with the verdict computed of it; None where it cannot be computed."""

    version: ReportVersion
    computed: Computed | None
    is_public: bool


@dataclass(frozen=True, slots=True)
class Review:
    """A version that was not public on the day, for those who may see it; ``steps`` can be taken now."""

    judged: Judged
    sections: tuple[Section, ...]
    state: Words
    steps: tuple[StepForm, ...] = ()

    @property
    def versions(self) -> tuple[ReportVersion, ...]:
        """The one version, as the columns of its tables."""
        return (self.judged.version,)


@dataclass(frozen=True, slots=True)
class Told:
    """Everything about reports on one page."""

    versions: tuple[ReportVersion, ...]
    sections: tuple[Section, ...]
    consultations: Words | None
    decisions: tuple[Decision, ...]
    verdict: Judged | None
    reviews: tuple[Review, ...]
    desk: Desk = NO_DESK
    opinions: tuple[OpinionLine, ...] = ()


def tell_reports(hospital: str, viewer: Viewer, asked: Asked, *, is_public: bool = False) -> Told:
    """Tell what was published by the day asked about, and to its own what is not public yet.

    ``is_public`` leaves out what not everybody may read, whoever looks: for print and files.
    """
    lang = get_language() or "ja"
    by_year = published_versions(hospital, asked.day, asked.recorded_by)
    versions = tuple(by_year[year] for year in sorted(by_year, reverse=True)[:MOST_YEARS])
    decisions = public_decisions(hospital, asked.day, asked.recorded_by)
    is_now = asked.day >= today() and asked.recorded_by is None
    return Told(
        versions,
        tell_sections(versions, lang),
        tell_consultations(versions[0]) if versions else None,
        tuple(decisions),
        _verdict(hospital, viewer, versions),
        () if is_public else _reviews(hospital, viewer, asked, lang),
        tell_desk(hospital, viewer, decisions) if is_now and not is_public else NO_DESK,
        lines_of(hospital, viewer) if is_now and not is_public else (),
    )


def _verdict(hospital: str, viewer: Viewer, versions: tuple[ReportVersion, ...]) -> Judged | None:
    """Give the newest verdict of a published report that the viewer may read."""
    for version in versions:
        place = verdict_place_for(viewer, hospital, version)
        if ask(viewer, "verdict.read", place).is_allowed:
            return Judged(version, compute_verdict(version), place.is_published)
    return None


def _reviews(hospital: str, viewer: Viewer, asked: Asked, lang: str) -> tuple[Review, ...]:
    """Give what is not public, where the viewer is of the hospital, its prefecture or the ministry.

    A member of the panel in session is given what was accepted of the year that the meeting is about.
    """
    may_see = ask(viewer, "verdict.read", verdict_place(hospital, None)).is_allowed
    if not (may_see or viewer.in_session):
        return ()
    found = versions_under_review(
        hospital, asked.day, asked.recorded_by, tuple(State) if may_see else REVIEWED
    )
    is_now = asked.day >= today() and asked.recorded_by is None
    return tuple(
        Review(
            Judged(each, compute_verdict(each), is_public=False),
            tell_sections((each,), lang),
            state.label,
            steps_for(viewer, each) if is_now else (),
        )
        for each, state in found
        if may_see or ask(viewer, "verdict.read", verdict_place(hospital, each)).is_allowed
    )
