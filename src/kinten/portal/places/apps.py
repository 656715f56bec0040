"""The network as an application of Django."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Rows of the network."""

    name = "kinten.portal.places"
    label = "places"
    default_auto_field = "django.db.models.BigAutoField"
