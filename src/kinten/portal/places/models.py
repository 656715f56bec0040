"""Rows of the network's tables, as they were recorded; none is ever changed or taken away."""

from django.db import models


class NetworkRow(models.Model):
    """A row of one of the tables of docs/reference/network-tables, its cells as text.

    ``recorded`` is the day on which it was recorded, ``recording`` the number, from 1 in its table, of the
    recording that it came with (0: of an engine that did not number yet); a correction is a new row.
    """

    table = models.CharField(max_length=20)
    cells = models.JSONField()
    recorded = models.DateField(db_index=True)
    recording = models.PositiveIntegerField(default=0)
    is_made_up = models.BooleanField(default=False)

    class Meta:
        """Read in the order of recording."""

        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.table} {self.cells.get('hospital_id', '')}"


class Reading(models.Model):
    """How a hospital's name is read, as a report gave it; machine readings are hidden search keys only."""

    hospital = models.CharField(max_length=20, db_index=True)
    kana = models.CharField(max_length=200)
    is_machine = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.hospital} {self.kana}"
