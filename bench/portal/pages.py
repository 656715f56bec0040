"""The addresses that are asked for, by kind of page; each kind several queries, pages, days and languages."""

from collections.abc import Sequence

_SOME = 8
REAL = ("DCH001", "DCH100", "DCH200")
"""Hospitals of the real network: they have no reports, their pages are short."""


def addresses(examples: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Give the addresses by kind; ``examples`` are the invented hospitals, which have reports."""
    some = examples[:: max(1, len(examples) // _SOME)]
    return {
        "list": (
            "/hospitals/",
            "/hospitals/?page=5",
            "/hospitals/?q=%E5%8C%97%E6%B5%B7%E9%81%93",
            "/hospitals/?q=%E7%9C%8C%E7%AB%8B+%E4%B8%AD%E5%A4%AE",
            "/hospitals/?q=%E4%BE%8B%E7%A4%BA&page=2",
            "/hospitals/?on=2024-04-01&page=3",
            "/en/hospitals/?page=9",
            "/areas/",
            "/areas/?page=4",
            "/areas/?state=open&page=2",
            "/areas/?prefecture=13",
            "/en/areas/?page=7",
        ),
        "map": (
            "/map/",
            *(f"/map/?year={year}" for year in range(2020, 2027)),
            "/map/?on=2025-09-01",
            "/en/map/",
            "/en/map/?year=2023",
        ),
        "hospital": (
            *(f"/hospitals/{each}/" for each in (*REAL, *some)),
            *(f"/en/hospitals/{each}/" for each in some[:3]),
        ),
        "api": (
            "/api/v1/hospitals?limit=50",
            "/api/v1/hospitals?limit=50&offset=200",
            "/api/v1/hospitals?q=%E6%9D%B1%E4%BA%AC&limit=50",
            "/api/v1/areas?limit=50",
            "/api/v1/tables/hospitals/rows?on=2026-04-01&limit=50",
        ),
    }
