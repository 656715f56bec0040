"""Jobs as an application of Django."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    """Jobs and workers; each application tells in ``works.py`` which kinds of work it has."""

    name = "kinten.portal.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Get to know the kinds of work."""
        autodiscover_modules("works")
