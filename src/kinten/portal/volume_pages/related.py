"""Cancers of the discharge survey beside sites of the registry; the two are not divided alike."""

from collections.abc import Mapping
from types import MappingProxyType

SITES: Mapping[str, int] = MappingProxyType(
    {
        "040040": 12,
        "060010": 4,
        "060020": 5,
        "060035": 6,
        "060040": 7,
        "060050": 8,
        "060060": 9,
        "06007x": 10,
        "090010": 14,
        "100020": 24,
        "110070": 21,
        "110080": 20,
        "120010": 19,
        "12002x": 16,
        "130040": 26,
    }
)
"""Code in the survey to the site of the registry that is nearest to it by name, where one is."""


def disease_of(site: int) -> str | None:
    """Give the cancer of the survey that is nearest to a site, None where none is."""
    return next((disease for disease, each in SITES.items() if each == site % 100), None)
