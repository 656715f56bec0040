"""Verifying: every event as it was written, none missing, the last one the one that is expected; all else as told."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from kinten.portal.record.chain import COLUMNS, START, hash_of
from kinten.portal.record.comparing import Compared, compare
from kinten.portal.record.models import Event

_AT_ONCE, _TOLD_EVERY = 2000, 100


@dataclass(frozen=True, slots=True)
class Verified:
    """``events`` are sound up to ``head``; ``broken`` is the number of the first that is not, None for none.

    ``lacks_head`` tells that the head expected is nowhere in the chain: its end was cut off. ``compared``
    is how the objects stand to the events, None where they were not compared.
    """

    events: int
    head: str
    broken: int | None = None
    lacks_head: bool = False
    compared: Compared | None = None

    @property
    def is_sound(self) -> bool:
        """Whether nothing was changed, taken out, cut off or put in."""
        is_told = self.compared is None or not self.compared.differing
        return self.broken is None and not self.lacks_head and is_told


def verify(
    expected_head: str | None = None, tell: Callable[[int], None] = lambda _: None
) -> Verified:
    """Walk the chain; ``expected_head`` is a hash that was noted elsewhere, such as in a backup.

    ``tell`` is told how far it has come, and ends the walk where it raises.
    """
    previous, number, is_seen = START, 0, expected_head in {None, START}
    for event in Event.objects.order_by("number").iterator(chunk_size=_AT_ONCE):
        columns = {name: getattr(event, name) for name in COLUMNS}
        is_next = event.number == number + 1 and event.previous == previous
        if not is_next or hash_of(columns) != event.hash:
            return Verified(number, previous, number + 1)
        number, previous = event.number, event.hash
        is_seen = is_seen or previous == expected_head
        if number % _TOLD_EVERY == 0:
            tell(number)
    return Verified(number, previous, None, not is_seen)


def verify_all(
    expected_head: str | None = None, tell: Callable[[int], None] = lambda _: None
) -> Verified:
    """Walk the chain, and hold every object and file against it; ``tell`` counts both."""
    found = verify(expected_head, tell)
    return replace(found, compared=compare(lambda done: tell(found.events + done)))
