"""How versions of reports, decisions and received files are looked at."""

from collections.abc import Iterable
from hashlib import sha256

from kinten.portal.record.looks import Look, keys_of, look, look_of
from kinten.portal.record.models import Event
from kinten.portal.reports.content import canonical
from kinten.portal.reports.files import FILE, place_of
from kinten.portal.reports.models import Decision, ReportVersion

_VERSION = (
    "hospital", "year", "number", "edition", "file_name", "file_sha256", "sha256", "state",
    "recorded", "published", "is_made_up",
)  # fmt: skip
_DECISION = (
    "hospital", "year", "act", "kind", "outcome", "term_begins", "term_ends", "decided", "meeting",
    "citation", "recorded", "published", "comment_until", "comment", "commented", "withdrawn",
    "why_withdrawn", "is_made_up",
)  # fmt: skip
_AT_ONCE = 50


@look("report")
def look_at_versions(object_id: str | None) -> Iterable[tuple[str, Look]]:
    """Give each version, or the one of an id, with its look."""
    rows = ReportVersion.objects.filter(**keys_of(object_id)).order_by("pk")
    for row in rows.iterator(chunk_size=_AT_ONCE):
        yield str(row.pk), {**look_of(row, *_VERSION), "content": canonical(row.content)}


@look("decision")
def look_at_decisions(object_id: str | None) -> Iterable[tuple[str, Look]]:
    """Give each decision, or the one of an id, with its look."""
    for row in Decision.objects.filter(**keys_of(object_id)).order_by("pk"):
        yield str(row.pk), look_of(row, *_DECISION)


@look(FILE)
def look_at_files(object_id: str | None) -> Iterable[tuple[str, Look]]:
    """Give each received file that is there, with the SHA-256 of its bytes.

    Files are those that events or versions name: one that a broken act left behind is nobody's.
    """
    if object_id is None:
        kept = Event.objects.filter(object_type=FILE).values_list("object_id", flat=True)
        named = {*kept.distinct(), *ReportVersion.objects.values_list("file_sha256", flat=True)}
    else:
        named = {object_id}
    for name in sorted(named):
        path = place_of(name)
        if path.is_file():
            with path.open("rb") as stream:
                digest = sha256()
                while part := stream.read(1 << 20):
                    digest.update(part)
            yield name, {"bytes": digest.hexdigest()}
