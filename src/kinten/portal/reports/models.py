"""Versions of reports and the decisions on them. Only the services of this application write them."""

from enum import StrEnum

from django.db import models
from django.db.models import Q
from django.utils import timezone

from kinten.network.designation import Act
from kinten.portal.reports.outcome import NOT_TOLD, Outcome
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.wording import Words


class State(StrEnum):
    """How far a version of a report has come."""

    RECEIVED = "received"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    PUBLISHED = "published"

    @property
    def label(self) -> Words:
        """The words printed to people."""
        return _STATES[self]


_STATES = {
    State.RECEIVED: Words("受け取り済み（確認中）", "received, being checked"),
    State.RETURNED: Words("差し戻し", "returned"),
    State.ACCEPTED: Words("受理済み（公表前）", "accepted, not published yet"),
    State.PUBLISHED: Words("公表済み", "published"),
}


class ReportVersion(models.Model):
    """One version of a hospital's report of one year; a correction is a new version.

    ``content`` is what ``content.content_of`` makes of a report, ``sha256`` the hash of it: neither
    ever changes. ``published`` is the first day on which anybody may read it.
    """

    hospital = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    edition = models.CharField(max_length=40, blank=True)
    file_name = models.CharField(max_length=255)
    file_sha256 = models.CharField(max_length=64)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=[(str(each), each.label.ja) for each in State])
    recorded = models.DateTimeField(default=timezone.now)
    published = models.DateField(null=True)
    is_made_up = models.BooleanField(default=False)

    class Meta:
        """Each version once."""

        constraints = (
            models.UniqueConstraint(
                fields=("hospital", "year", "number"), name="reports_version_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.hospital} {self.year} v{self.number} {self.state}"

    @property
    def state_label(self) -> Words:
        """How far it has come, in words."""
        return State(self.state).label


class Upload(models.Model):
    """A file that was read and is shown to its sender, until they confirm it, discard it or a day has passed.

    ``content`` and ``data`` are emptied once it became a version: they stand there.
    """

    word = models.CharField(max_length=64, unique=True)
    owner = models.BigIntegerField(db_index=True)
    hospital = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    edition = models.CharField(max_length=40, blank=True)
    file_name = models.CharField(max_length=255)
    file_sha256 = models.CharField(max_length=64)
    data = models.BinaryField()
    content = models.JSONField()
    remarks = models.JSONField(default=list)
    sent = models.DateTimeField(default=timezone.now, db_index=True)
    version = models.ForeignKey(ReportVersion, null=True, on_delete=models.PROTECT)

    def __str__(self) -> str:
        return f"{self.hospital} {self.year} {self.file_name}"


class Decision(models.Model):
    """What the panel's meeting led to for one hospital, on the report of a year.

    Public from ``published`` on; the hospital can comment until ``comment_until``, that day included.
    From ``withdrawn`` on it counts no more. ``outcome`` is empty where it was recorded without one;
    ``term_ends`` is the last day of the term.
    """

    hospital = models.CharField(max_length=20, db_index=True)
    year = models.PositiveSmallIntegerField()
    act = models.CharField(max_length=20, choices=[(str(each), each.label.ja) for each in Act])
    kind = models.CharField(
        max_length=20, blank=True, choices=[(str(each), each.label.ja) for each in Kind]
    )
    outcome = models.CharField(
        max_length=20,
        blank=True,
        default="",
        choices=[(str(each), each.label.ja) for each in Outcome],
    )
    term_begins = models.DateField(null=True)
    term_ends = models.DateField(null=True)
    decided = models.DateField()
    meeting = models.CharField(max_length=40)
    citation = models.CharField(max_length=400)
    recorded = models.DateTimeField(default=timezone.now)
    published = models.DateField(null=True)
    comment_until = models.DateField(null=True)
    comment = models.TextField(blank=True)
    commented = models.DateTimeField(null=True)
    withdrawn = models.DateField(null=True)
    why_withdrawn = models.TextField(blank=True, default="")
    is_made_up = models.BooleanField(default=False)

    class Meta:
        """Each decision once, but for what was withdrawn."""

        constraints = (
            models.UniqueConstraint(
                fields=(
                    "hospital", "year", "act", "outcome", "kind", "decided", "meeting", "citation",
                ),
                condition=Q(withdrawn=None) & ~Q(outcome=""),
                name="reports_decision_once",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.hospital} {self.year} {self.act} {self.decided}"

    @property
    def act_label(self) -> Words:
        """What was decided on, in words."""
        return Act(self.act).label

    @property
    def kind_label(self) -> Words | None:
        """The kind in words, None where the decision names none."""
        return Kind(self.kind).label if self.kind else None

    @property
    def outcome_label(self) -> Words:
        """What was decided, in words."""
        return Outcome(self.outcome).label if self.outcome else NOT_TOLD
