"""The meetings of the panel. Only the services of this application write them."""

from datetime import date

from django.db import models
from django.utils import timezone


class Meeting(models.Model):
    """A meeting about the reports of a year: in session from ``begins`` to ``ends``, both days included.

    One that was withdrawn is in session on no day. ``is_made_up`` is that of the reports that it is about.
    """

    title = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    begins = models.DateField()
    ends = models.DateField()
    withdrawn = models.DateField(null=True)
    why_withdrawn = models.TextField(blank=True, default="")
    recorded = models.DateTimeField(default=timezone.now)
    is_made_up = models.BooleanField(default=False)

    class Meta:
        """The last one first."""

        ordering = ("-begins", "-pk")

    def __str__(self) -> str:
        return f"{self.title} {self.begins}..{self.ends}"

    def is_in_session(self, day: date) -> bool:
        """Whether its members read the reports of its year on a day."""
        return self.withdrawn is None and self.begins <= day <= self.ends
