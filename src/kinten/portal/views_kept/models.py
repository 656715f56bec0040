"""The views that people keep; only their owners see them."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class KeptView(models.Model):
    """One view: the name that its owner gave it, and the address within this site with its query."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    name = models.CharField(max_length=100)
    address = models.CharField(max_length=500)
    made = models.DateTimeField(default=timezone.now)

    class Meta:
        """The newest first; each name once to its owner."""

        ordering = ("-made", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("owner", "name"), name="views_kept_name_once"),
        )

    def __str__(self) -> str:
        return f"{self.owner_id} {self.name}"
