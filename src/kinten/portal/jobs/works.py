"""The kinds of work that belong to the portal as a whole."""

from typing import Any

from kinten.portal.jobs.progress import Progress
from kinten.portal.jobs.work import work
from kinten.portal.record.comparing import Compared
from kinten.portal.record.models import Event
from kinten.portal.record.verifying import verify_all
from kinten.vocabulary.wording import Words

VERIFY = "record.verify"
_NAMED = 20


@work(VERIFY, Words("記録の鎖を確かめる", "verify the record"), is_repeatable=True)
def verify_record(progress: Progress) -> dict[str, Any]:
    """Walk the chain of the record, and hold all that it tells of against it."""
    total = Event.objects.count()
    progress.tell(0, total)
    # An event may be appended meanwhile; the total is that of the beginning, or more.
    found = verify_all(tell=lambda done: progress.tell(done, max(done, total)))
    compared = found.compared or Compared(0)
    done = found.events + compared.objects
    progress.tell(done, max(done, total))
    return {
        "is_sound": found.is_sound,
        "events": found.events,
        "head": found.head,
        "broken": found.broken,
        "compared": compared.objects,
        "differing": [
            f"{each.object_type} {each.object_id}" for each in compared.differing[:_NAMED]
        ],
    }
