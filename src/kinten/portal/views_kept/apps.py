"""Kept views as an application of Django."""

from django.apps import AppConfig


class ViewsKeptConfig(AppConfig):
    """Views that people keep."""

    name = "kinten.portal.views_kept"
    label = "views_kept"
    default_auto_field = "django.db.models.BigAutoField"
