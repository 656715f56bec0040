"""How opinions are looked at."""

from collections.abc import Iterable

from kinten.portal.opinions.models import Opinion
from kinten.portal.record.looks import Look, keys_of, look, look_of

_FIELDS = (
    "hospital", "year", "role", "organisation", "text", "recorded", "withdrawn", "why_withdrawn",
    "is_made_up",
)  # fmt: skip


@look("opinion")
def look_at_opinions(object_id: str | None) -> Iterable[tuple[str, Look]]:
    """Give each opinion, or the one of an id, with its look."""
    for row in Opinion.objects.filter(**keys_of(object_id)).order_by("pk"):
        yield str(row.pk), look_of(row, *_FIELDS)
