"""How meetings are looked at."""

from collections.abc import Iterable

from kinten.portal.meetings.models import Meeting
from kinten.portal.record.looks import Look, keys_of, look, look_of

_FIELDS = (
    "title", "year", "begins", "ends", "withdrawn", "why_withdrawn", "recorded", "is_made_up",
)  # fmt: skip


@look("meeting")
def look_at_meetings(object_id: str | None) -> Iterable[tuple[str, Look]]:
    """Give each meeting, or the one of an id, with its look."""
    for row in Meeting.objects.filter(**keys_of(object_id)).order_by("pk"):
        yield str(row.pk), look_of(row, *_FIELDS)
