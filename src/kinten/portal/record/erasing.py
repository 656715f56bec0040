"""Erasing what is a patient's: an object is gone for good, the record tells that it was, and no backup brings it back.

An application that keeps anything of patients registers, once, in ``ready`` of its AppConfig::

    register_eraser("registry.findings", erase_findings, holds_findings)

    def erase_findings(object_id: str) -> None:   # in the transaction of the erasure
        ...delete the rows, and the file at once: what is not there (any more) is no error
    def holds_findings() -> bool:                 # whether there is any such object now
        ...

and its service erases by ``erase(actor, "registry.findings", object_id, reason)``, which calls the eraser and
appends the event (act "object.erase"; no value, no name of a field). ``object_id`` is used once for all time,
a UUID for one: the number of a row is given again after a restore, so digits alone are refused (ValueError).
``reason`` is read by others: it names no patient.

Erasures stand in the record and, once more, in ``erasures.jsonl`` of the workspace: a backup that is older
than an erasure is restored together with that list (``kinten restore --erasures``), before anybody is served.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from kinten.portal.record.appending import Actor, Change, append
from kinten.portal.record.erasure_list import ACT
from kinten.portal.record.erasures import list_erasures
from kinten.portal.record.models import Event
from kinten.portal.workspace import workspace_folder


@dataclass(frozen=True, slots=True)
class Eraser:
    """How objects of a type are erased, and whether there are any."""

    erase: Callable[[str], None]
    holds: Callable[[], bool]


ERASERS: dict[str, Eraser] = {}
"""The erasers by type of object; filled when Django starts."""


def register_eraser(
    object_type: str, erase: Callable[[str], None], holds: Callable[[], bool] = lambda: True
) -> None:
    """Tell how objects of a type are erased; without ``holds`` there may always be some."""
    ERASERS[object_type] = Eraser(erase, holds)


def erase(
    actor: Actor, object_type: str, object_id: str, reason: str, *, hospital: str = ""
) -> Event:
    """Erase an object and append the event; KeyError for a type without an eraser.

    One that is not there is erased all the same: the event keeps a backup from bringing it back.
    """
    eraser = ERASERS[object_type]
    if not object_id or object_id.isdigit():
        raise ValueError("an object to erase has an id that is used once for all time")
    with transaction.atomic():
        eraser.erase(object_id)
        change = Change(ACT, object_type, object_id, hospital=hospital, reason=reason)
        made = append(actor, change)
        transaction.on_commit(_list, robust=True)
    return made


def holds_erasable() -> bool:
    """Tell whether there is anything that somebody may have had erased since."""
    return any(each.holds() for each in ERASERS.values())


def _list() -> None:
    list_erasures(workspace_folder())
