"""Sealing what an engine left that did not seal yet: how it is found at the upgrade is taken as it is."""

from django.db import transaction

from kinten.portal.record.appending import EVERY, SYSTEM, Change, append
from kinten.portal.record.looks import LOOKERS

SINCE = "places.0002_recording"
"""The change of tables that came with the engine that seals: what lacks it has nothing sealed."""


@transaction.atomic
def seal_all() -> int:
    """Seal every object as it is; gives how many."""
    done = 0
    for object_type in sorted(LOOKERS):
        found = [object_id for object_id, _ in LOOKERS[object_type](None)]
        for object_id in found:
            append(SYSTEM, Change("record.seal", object_type, object_id, seals=EVERY))
        done += len(found)
    return done
