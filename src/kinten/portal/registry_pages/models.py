"""Protected tables, which hold no patient, and findings of edits, which are of patients and can be erased.

Only the services of this application write them.
"""

from enum import StrEnum
from uuid import uuid4

from django.db import models
from django.utils import timezone

from kinten.vocabulary.wording import Words


class Visibility(StrEnum):
    """Who a protected table is for."""

    PUBLIC = "public"
    DESK = "desk"

    @property
    def label(self) -> Words:
        """The words printed to people."""
        return _VISIBILITIES[self]


_VISIBILITIES = {
    Visibility.PUBLIC: Words("だれでも", "anybody"),
    Visibility.DESK: Words("行政とその病院だけ", "the desks and that hospital alone"),
}


class ProtectedTable(models.Model):
    """A table that `kinten registry protect` wrote, as it was received; ``content`` never changes.

    ``content`` has a row ``[value of each dimension, ..., n, status]`` for each cell, ``n`` None where it
    is hidden. ``rounding`` is the base of a rounded table, else 0. ``hospital`` and ``prefecture`` tell
    whose a table of the desks is, "" for the whole country.
    """

    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=400)
    licence = models.CharField(max_length=200, blank=True)
    dimensions = models.JSONField()
    years = models.JSONField(default=list)
    content = models.JSONField()
    rows = models.PositiveIntegerField()
    hidden = models.PositiveIntegerField()
    threshold = models.PositiveSmallIntegerField()
    rounding = models.PositiveSmallIntegerField(default=0)
    file_name = models.CharField(max_length=255)
    file_sha256 = models.CharField(max_length=64, db_index=True)
    visibility = models.CharField(
        max_length=6, choices=[(str(each), each.label.ja) for each in Visibility]
    )
    hospital = models.CharField(max_length=20, blank=True)
    prefecture = models.CharField(max_length=2, blank=True)
    received = models.DateTimeField(default=timezone.now)
    withdrawn = models.DateTimeField(null=True)
    is_made_up = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.pk} {self.visibility} {self.title}"

    @property
    def words(self) -> Words:
        """The title, in English where it was given."""
        return Words(self.title, self.title_en or self.title)

    @property
    def visibility_label(self) -> Words:
        """Who it is for, in words."""
        return Visibility(self.visibility).label

    @property
    def is_public(self) -> bool:
        """Whether anybody may read it."""
        return self.visibility == Visibility.PUBLIC and self.withdrawn is None


class FindingsFile(models.Model):
    """The findings of one check of a hospital's records; its rows go with it.

    ``file_sha256`` goes with it too: it would tell whether somebody holds the same file.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    hospital = models.CharField(max_length=20, db_index=True)
    file_sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    received = models.DateTimeField(default=timezone.now)
    is_made_up = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.hospital} {self.id}"


class Finding(models.Model):
    """One finding: a record that fails an edit, with the place in the registrar's own file."""

    file = models.ForeignKey(FindingsFile, models.CASCADE, related_name="findings")
    number = models.PositiveIntegerField()
    rule = models.CharField(max_length=40)
    severity = models.CharField(max_length=10)
    patient = models.CharField(max_length=60, blank=True)
    tumour = models.CharField(max_length=10, blank=True)
    at = models.CharField(max_length=200, blank=True)
    text = models.CharField(max_length=1000, blank=True)
    reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        """Read in the order of the file."""

        ordering = ("number",)
        indexes = (models.Index(fields=("file", "severity", "rule"), name="findings_by_rule"),)

    def __str__(self) -> str:
        return f"{self.file_id} {self.number}"
