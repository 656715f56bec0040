"""Accounts as an application of Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People, organisations and invitations."""

    name = "kinten.portal.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
