"""Looks: what an object is like now, field by field, so that a change behind the record is seen.

An application has, in ``looks.py``, one function for each type of object that services alone write::

    @look("report")
    def look_at_reports(object_id: str | None) -> Iterable[tuple[str, Look]]:
        ...each object of the type with its look, or the one of the id (none where it is not there)

When an event of such an object is appended, the fields that it changed are sealed: the event keeps the keyed
hash of each as it is then. ``comparing`` holds every object against the newest seal of each of its fields.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from django.db.models import Model

Look = Mapping[str, str]
"""A text by field, another one for another value. A field that is not there is like one of ""."""
Looker = Callable[[str | None], Iterable[tuple[str, Look]]]

LOOKERS: dict[str, Looker] = {}
"""The functions by type of object; filled when Django starts."""


def look(object_type: str) -> Callable[[Looker], Looker]:
    """Make a function the one that looks at the objects of a type."""

    def register(looker: Looker) -> Looker:
        LOOKERS[object_type] = looker
        return looker

    return register


def look_at(object_type: str, object_id: str) -> Look:
    """Give the look of one object; an empty one where it is not there or its type is not looked at."""
    looker = LOOKERS.get(object_type)
    found = () if looker is None else looker(object_id)
    return next((each for _, each in found), {})


def look_of(row: Model, *fields: str) -> dict[str, str]:
    """Give the look of some fields of a row."""
    return {field: text_of(getattr(row, field)) for field in fields}


def text_of(value: Any) -> str:  # noqa: ANN401 - a value of whatever column
    """Give a value's text; None is like "", and a moment is told in UTC."""
    if value is None:
        return ""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def keys_of(object_id: str | None) -> dict[str, int]:
    """Give the filter of rows for an id that is the number of a row; none fits what is no number."""
    if object_id is None:
        return {}
    return {"id": int(object_id) if object_id.isdecimal() else -1}
