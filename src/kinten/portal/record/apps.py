"""The record as an application of Django."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class RecordConfig(AppConfig):
    """The append-only table of events; each application tells in ``looks.py`` how its objects are looked at."""

    name = "kinten.portal.record"
    label = "record"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Get to know how objects are looked at."""
        autodiscover_modules("looks")
