"""Comparing: every object against what its events sealed, and what was received against its SHA-256."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kinten.portal.record.appending import keyed_hash
from kinten.portal.record.erasing import ACT
from kinten.portal.record.looks import LOOKERS, Look
from kinten.portal.record.models import Event

_AT_ONCE, _TOLD_EVERY, _TRIES = 2000, 100, 3
_Key = tuple[str, str]


class How(StrEnum):
    """How an object differs from what its events tell."""

    CHANGED = "changed"
    GONE = "gone"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Difference:
    """An object that differs; ``fields`` names what was changed, and is empty for one that is gone or unknown."""

    object_type: str
    object_id: str
    how: How
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """How many objects were compared, and those that differ."""

    objects: int
    differing: tuple[Difference, ...] = ()


def compare(tell: Callable[[int], None] = lambda _: None) -> Compared:
    """Compare every object with its newest seals. What is changed meanwhile by an act is looked at again.

    ``tell`` is told how many were compared, and ends it where it raises.
    """
    seals = _newest_seals()
    differing: list[Difference] = []
    compared = 0
    for object_type in sorted(LOOKERS):
        gone = {key for key, held in seals.items() if key[0] == object_type and held}
        for object_id, look in LOOKERS[object_type](None):
            key = (object_type, object_id)
            gone.discard(key)
            compared += 1
            if compared % _TOLD_EVERY == 0:
                tell(compared)
            if found := _differs(key, look, seals.get(key)):
                differing += _again(found)
        for key in sorted(gone):
            differing += _again(Difference(*key, How.GONE))
    return Compared(compared, tuple(differing))


def _newest_seals(object_type: str = "", object_id: str = "") -> dict[_Key, dict[str, str]]:
    """Give the newest seal of each field by object; none for an object that was erased."""
    events = Event.objects.filter(object_type__in=LOOKERS)
    if object_type:
        events = events.filter(object_type=object_type, object_id=object_id)
    seals: dict[_Key, dict[str, str]] = {}
    told = events.order_by("number").values_list("object_type", "object_id", "act", "hashes")
    for kind, identity, act, hashes in told.iterator(chunk_size=_AT_ONCE):
        if act == ACT:
            seals.pop((kind, identity), None)
        else:
            seals.setdefault((kind, identity), {}).update(hashes)
    return seals


def _differs(key: _Key, look: Look, held: Mapping[str, str] | None) -> Difference | None:
    if not held:
        return Difference(*key, How.UNKNOWN)
    nothing = keyed_hash("")
    changed = [
        field
        for field in sorted({*look, *held})
        if keyed_hash(look.get(field, "")) != held.get(field, nothing)
    ]
    return Difference(*key, How.CHANGED, tuple(changed)) if changed else None


def _again(found: Difference) -> Iterator[Difference]:
    """Give a difference that is still there when its object alone is looked at, and at its newest events."""
    key = (found.object_type, found.object_id)
    for _ in range(_TRIES):
        seals = _newest_seals(*key).get(key)
        look = next((each for _, each in LOOKERS[key[0]](key[1])), None)
        if look is None and not seals:
            return
        still = Difference(*key, How.GONE) if look is None else _differs(key, look, seals)
        if still is None:
            return
        found = still
    yield found
