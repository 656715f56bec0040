"""The record as an application of Django."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    """The append-only table of events."""

    name = "kinten.portal.record"
    label = "record"
    default_auto_field = "django.db.models.BigAutoField"
