"""Meetings of the panel as an application of Django."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Meetings, with the days on which they are in session."""

    name = "kinten.portal.meetings"
    label = "meetings"
    default_auto_field = "django.db.models.BigAutoField"
