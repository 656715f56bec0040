"""Appending events: within the transaction of the change that they tell of, one writer at a time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction
from django.utils.crypto import salted_hmac

from kinten.portal.record.chain import START, hash_of
from kinten.portal.record.looks import look_at
from kinten.portal.record.models import Event

EVERY = ("*",)
"""As the ``seals`` of a change: every field of the object, which was just made."""
_SALT = "kinten.record"
_LOCK = 8412
"""The number of PostgreSQL's advisory lock of the chain; SQLite has one writer anyway."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a user in a role, or the system itself (None)."""

    user: int | None = None
    role: str = ""


SYSTEM = Actor()


@dataclass(frozen=True, slots=True)
class Change:
    """What was done to one object. ``before`` and ``after`` are left out (None) for an object of a patient.

    ``secret`` has values that are told by name and hash alone; the hash is keyed by the workspace, since few
    values are possible for a sex or a date. ``hospital`` may read the event. ``seals`` names fields of the
    object's look that were changed and are not in ``before`` and ``after``, or is ``EVERY``.
    """

    act: str
    object_type: str
    object_id: str
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None
    secret: Mapping[str, str] = field(default_factory=dict)
    seals: tuple[str, ...] = ()
    hospital: str = ""
    reason: str = ""


def keyed_hash(value: str) -> str:
    """Hash a value that is told by its hash alone; only who holds the workspace's secret can compute it."""
    return salted_hmac(_SALT, value, algorithm="sha256").hexdigest()


def lock_chain() -> None:
    """Keep every other writer from the chain until the transaction ends."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def append(actor: Actor, change: Change) -> Event:
    """Append an event, after the rows were written; TransactionManagementError outside of a transaction.

    The fields of the object that were changed are sealed as they are now (``looks``).
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("an event is written with its change")
    lock_chain()
    last = Event.objects.order_by("-number").values("number", "hash").first()
    before, after = change.before or {}, change.after or {}
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    columns: dict[str, Any] = {
        "number": last["number"] + 1 if last else 1,
        "at": datetime.now(UTC).isoformat(timespec="microseconds"),
        "actor": actor.user,
        "role": actor.role,
        "act": change.act,
        "object_type": change.object_type,
        "object_id": change.object_id,
        "hospital": change.hospital,
        "fields": sorted({*changed, *change.secret}),
        "hashes": _seals(change, changed),
        "before": None if change.before is None else dict(change.before),
        "after": None if change.after is None else dict(change.after),
        "reason": change.reason,
        "previous": last["hash"] if last else START,
    }
    return Event.objects.create(**columns, hash=hash_of(columns))


def _seals(change: Change, changed: set[str]) -> dict[str, str]:
    """Hash what is told by its hash alone, and the changed fields of the look as they are now."""
    look = look_at(change.object_type, change.object_id)
    names = look if change.seals == EVERY else {*changed, *change.secret, *change.seals}
    # A field named by ``seals`` that the look has no more is sealed as nothing.
    sealed = {name: look.get(name, "") for name in names if name in look or name in change.seals}
    return {name: keyed_hash(value) for name, value in {**change.secret, **sealed}.items()}
