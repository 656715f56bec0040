"""Operations about places: hospitals and areas, as they stood on a day."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from ninja import Router

from kinten.portal.api.parameters import (
    AreaCode,
    Identity,
    KindAsked,
    Limit,
    Offset,
    On,
    Prefecture,
    Recorded,
    Words200,
    asking,
)
from kinten.portal.api.refusing import RefusedError, not_found
from kinten.portal.api.serving import operation
from kinten.portal.api.shapes import Areas, Hospitals, OneArea, OneHospital
from kinten.portal.opendata.shapes import Row
from kinten.portal.opendata.tables import TABLES, Asking, rows_of
from kinten.portal.opendata.writing import records
from kinten.portal.places.reading import current_atlas
from kinten.vocabulary.wording import FaultError, Words

router = Router(tags=["places"])
Document = dict[str, Any]


@operation(
    router,
    "/hospitals",
    Hospitals,
    Words("ある日の病院の一覧", "list the hospitals of a day"),
    "/api/v1/hospitals?prefecture=17&on=2026-04-01&limit=5",
)
def hospitals(
    request: HttpRequest,  # noqa: ARG001
    q: Words200 = "",
    prefecture: Prefecture = None,
    kind: KindAsked = None,
    on: On = None,
    recorded: Recorded = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Document:
    """Give the hospitals designated on a day, chosen by words, prefecture and kind."""
    asked = asking(on, recorded, q)
    found = [
        row
        for row in _told("hospitals", asked)
        if (prefecture is None or row["prefecture"] == prefecture)
        and (kind is None or row["kind"] == kind)
    ]
    return page_of(asked, found, limit, offset)


@operation(
    router,
    "/hospitals/{identity}",
    OneHospital,
    Words("病院の一つと、その記録", "one hospital and what is recorded of it"),
    "/api/v1/hospitals/DCH001?on=2026-04-01",
)
def hospital(
    request: HttpRequest,  # noqa: ARG001
    identity: Identity,
    on: On = None,
    recorded: Recorded = None,
) -> Document:
    """Give a hospital as it stood on a day, every record of it, and its groups."""
    if identity not in current_atlas().network.hospitals:
        raise not_found(
            "identity", Words("その符号の病院はありません。", "there is no hospital with this id.")
        )
    asked = asking(on, recorded)
    standing = [row for row in _told("hospitals", asked) if row["id"] == identity]
    groups = _told("groups", asked)
    return {
        "on": asked.day.isoformat(),
        "recorded": _iso(recorded),
        "hospital": standing[0] if standing else None,
        "records": [row for row in _told("designations", asked) if row["hospital"] == identity],
        "groups": [row for row in groups if identity in {row["hospital"], row["partner"]}],
        "page": reverse("hospital", args=[identity]),
    }


@operation(
    router,
    "/areas",
    Areas,
    Words("ある日の医療圏と、病院の有無", "list the areas of a day and what stands in each"),
    "/api/v1/areas?prefecture=32&on=2026-04-01",
)
def areas(
    request: HttpRequest,  # noqa: ARG001
    prefecture: Prefecture = None,
    on: On = None,
    recorded: Recorded = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Document:
    """Give the secondary medical areas in force on a day, with what stands in each."""
    asked = asking(on, recorded)
    found = [
        row
        for row in _told("areas", asked)
        if prefecture is None or row["prefecture"] == prefecture
    ]
    return page_of(asked, found, limit, offset)


@operation(
    router,
    "/areas/{code}",
    OneArea,
    Words("医療圏の一つと、そこにある病院", "one area and the hospitals in it"),
    "/api/v1/areas/1702?on=2026-04-01",
)
def area(
    request: HttpRequest,  # noqa: ARG001
    code: AreaCode,
    on: On = None,
    recorded: Recorded = None,
) -> Document:
    """Give an area of the frame in force on a day, and the hospitals that stand in it."""
    asked = asking(on, recorded)
    found = [row for row in _told("areas", asked) if row["code"] == code]
    if not found:
        raise not_found(
            "code",
            Words(
                f"{asked.day}の版に、その符号の医療圏はありません。",
                f"the frame of {asked.day} has no area with this code.",
            ),
        )
    inside = set((found[0]["hospitals"] or "").split())
    return {
        "on": asked.day.isoformat(),
        "recorded": _iso(recorded),
        "area": found[0],
        "hospitals": [row for row in _told("hospitals", asked) if row["id"] in inside],
    }


def page_of(asked: Asking, rows: Sequence[Document], limit: int, offset: int) -> Document:
    """Give a page of rows, with how many there are in all."""
    return {
        "on": asked.day.isoformat(),
        "recorded": _iso(asked.recorded_by),
        "rows": len(rows),
        "limit": limit,
        "offset": offset,
        "data": rows[offset : offset + limit],
    }


def rows_asked(name: str, asked: Asking) -> tuple[Row, ...]:
    """Give the rows of a table; a day of which nothing is held is refused as not found."""
    try:
        return rows_of(TABLES[name], asked)
    except FaultError as fault:
        raise RefusedError(404, fault.what, "on", fault.mend) from fault


def _told(name: str, asked: Asking) -> list[Document]:
    return records(TABLES[name], rows_asked(name, asked))


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
