"""The table of events; triggers of the database refuse to change or delete a row of it."""

from django.db import models


class Event(models.Model):
    """One event. ``number`` counts without a gap; ``hash`` covers all other columns and the event before.

    ``before`` and ``after`` hold values of objects that are no patient's; of others only ``fields`` and
    ``hashes`` tell what changed.
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.CharField(max_length=32)
    actor = models.BigIntegerField(null=True)
    role = models.CharField(max_length=20, blank=True)
    act = models.CharField(max_length=60, db_index=True)
    object_type = models.CharField(max_length=40)
    object_id = models.CharField(max_length=80)
    hospital = models.CharField(max_length=20, blank=True, db_index=True)
    fields = models.JSONField(default=list)
    hashes = models.JSONField(default=dict)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.TextField(blank=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        """Read in the order of the chain."""

        ordering = ("number",)
        indexes = (models.Index(fields=("object_type", "object_id"), name="record_object"),)

    def __str__(self) -> str:
        return f"{self.number} {self.act} {self.object_type} {self.object_id}"
