"""Opinions on recommendations. Only the services of this application write them."""

from django.db import models
from django.utils import timezone

from kinten.portal.policy.viewer import Role
from kinten.vocabulary.wording import Words


class Opinion(models.Model):
    """What a hub or the National Cancer Center says of a hospital and the report of a year.

    ``role`` is that of its giver, ``organisation`` the id of the hub, "" for the National Cancer Center.
    A later one stands beside those before; from ``withdrawn`` on its text is shown to nobody.
    """

    hospital = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    role = models.CharField(
        max_length=20, choices=[(str(each), each.label.ja) for each in (Role.HUB, Role.NCC)]
    )
    organisation = models.CharField(max_length=20, blank=True)
    text = models.TextField()
    recorded = models.DateTimeField(default=timezone.now)
    withdrawn = models.DateField(null=True)
    why_withdrawn = models.TextField(blank=True, default="")
    is_made_up = models.BooleanField(default=False)

    class Meta:
        """Read by hospital and year, in the order of recording."""

        ordering = ("pk",)
        indexes = (models.Index(fields=("year", "hospital"), name="opinions_of_a_report"),)

    def __str__(self) -> str:
        return f"{self.hospital} {self.year} {self.role} {self.organisation}"

    @property
    def giver(self) -> str:
        """The organisation that gave it, as the policy knows it."""
        return f"{self.role}:{self.organisation}"

    @property
    def role_label(self) -> Words:
        """The role of its giver, in words."""
        return Role(self.role).label
