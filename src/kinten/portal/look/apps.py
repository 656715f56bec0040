"""Templates and style as an application of Django."""

from django.apps import AppConfig


class LookConfig(AppConfig):
    """Templates and style."""

    name = "kinten.portal.look"
    label = "look"
