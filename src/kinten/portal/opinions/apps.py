"""Opinions as an application of Django."""

from django.apps import AppConfig


class OpinionsConfig(AppConfig):
    """Opinions on hospitals and the years of their reports."""

    name = "kinten.portal.opinions"
    label = "opinions"
    default_auto_field = "django.db.models.BigAutoField"
