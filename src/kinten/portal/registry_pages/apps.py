"""Registry pages as an application of Django."""

from django.apps import AppConfig


class RegistryPagesConfig(AppConfig):
    """Protected tables, and findings of edits."""

    name = "kinten.portal.registry_pages"
    label = "registry_pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the record how findings, which are a patient's, are erased."""
        from kinten.portal.record.erasing import register_eraser
        from kinten.portal.registry_pages.findings_services import (
            FINDINGS,
            erase_findings,
            holds_findings,
        )

        register_eraser(FINDINGS, erase_findings, holds_findings)
