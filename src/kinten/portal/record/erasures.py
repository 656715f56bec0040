"""What the record tells to be erased, and the list beside the database brought up to it."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from kinten.portal.record.erasure_list import ACT, LIST, Erasure, bring_up
from kinten.portal.record.models import Event


def list_erasures(folder: Path) -> tuple[Erasure, ...]:
    """Bring the list of a workspace up to its record, and give it; what it has beyond the record stays."""
    return bring_up(folder / LIST, _beyond)


def erased() -> frozenset[tuple[str, str]]:
    """Give type and id of all that the record tells to be erased."""
    found = Event.objects.filter(act=ACT).values_list("object_type", "object_id")
    return frozenset(found)


def _beyond(held: Sequence[Erasure]) -> Iterable[Erasure]:
    known = {each.key for each in held}
    line = len(held)
    events = Event.objects.filter(act=ACT).order_by("number")
    for number, at, kind, identity in events.values_list(
        "number", "at", "object_type", "object_id"
    ):
        if (kind, identity) not in known:
            known.add((kind, identity))
            line += 1
            yield Erasure(line, number, at, kind, identity)
