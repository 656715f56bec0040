"""Reports as an application of Django."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Versions of reports, and decisions."""

    name = "kinten.portal.reports"
    label = "reports"
    default_auto_field = "django.db.models.BigAutoField"
