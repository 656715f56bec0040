"""Accounts as an application of Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People, organisations and invitations."""

    name = "kinten.portal.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the acts of allauth written to the record."""
        from kinten.portal.people.noting import note_acts

        note_acts()
