"""The kinds of work that belong to the portal as a whole."""

from typing import Any

from kinten.portal.jobs.progress import Progress
from kinten.portal.jobs.work import work
from kinten.portal.record.models import Event
from kinten.portal.record.verifying import verify
from kinten.vocabulary.wording import Words

VERIFY = "record.verify"


@work(VERIFY, Words("記録の鎖を確かめる", "verify the record"), is_repeatable=True)
def verify_record(progress: Progress) -> dict[str, Any]:
    """Walk the chain of the record."""
    total = Event.objects.count()
    progress.tell(0, total)
    # An event may be appended meanwhile; the total is that of the beginning, or more.
    found = verify(tell=lambda done: progress.tell(done, max(done, total)))
    progress.tell(found.events, max(found.events, total))
    return {
        "is_sound": found.is_sound,
        "events": found.events,
        "head": found.head,
        "broken": found.broken,
    }
