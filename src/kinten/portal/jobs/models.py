"""Jobs and the workers that do them. Only the services of this application write them."""

from django.db import models

from kinten.portal.jobs.state import State


class Worker(models.Model):
    """A worker; ``at`` is when it last said that it is alive."""

    name = models.CharField(max_length=64, primary_key=True)
    began = models.DateTimeField()
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.name


class Job(models.Model):
    """Work asked for once under its ``key``. ``arguments`` and ``result`` refer to patients by id alone.

    ``attempt`` counts the tries: what an earlier try still says is not heard.
    """

    key = models.CharField(max_length=120, unique=True)
    work = models.CharField(max_length=60)
    arguments = models.JSONField(default=dict)
    result = models.JSONField(null=True)
    owner = models.BigIntegerField(null=True, db_index=True)
    hospital = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=20, default=State.WAITING, db_index=True)
    is_repeatable = models.BooleanField(default=False)
    attempt = models.IntegerField(default=1)
    task = models.CharField(max_length=36, blank=True)
    worker = models.CharField(max_length=64, blank=True)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(null=True)
    is_cancel_asked = models.BooleanField(default=False)
    asked = models.DateTimeField()
    began = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)
    fault_ja = models.TextField(blank=True)
    fault_en = models.TextField(blank=True)

    class Meta:
        """The newest first."""

        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.work} {self.key} {self.state}"
