"""How protected tables are looked at. Findings of edits are not: nothing of a patient's is sealed."""

from collections.abc import Iterable

from kinten.portal.record.looks import Look, keys_of, look, look_of
from kinten.portal.registry_pages.models import ProtectedTable

_FIELDS = (
    "title", "title_en", "source", "licence", "dimensions", "years", "content", "rows", "hidden",
    "threshold", "rounding", "file_name", "file_sha256", "visibility", "hospital", "prefecture",
    "received", "withdrawn", "is_made_up",
)  # fmt: skip


@look("registry_table")
def look_at_tables(object_id: str | None) -> Iterable[tuple[str, Look]]:
    """Give each protected table, or the one of an id, with its look."""
    rows = ProtectedTable.objects.filter(**keys_of(object_id)).order_by("pk")
    for row in rows.iterator(chunk_size=50):
        yield str(row.pk), look_of(row, *_FIELDS)
