"""What allauth does to an account, told to the record: sign-ins, passwords, second factors."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import Signal

from kinten.portal.people.models import Person
from kinten.portal.record.appending import Actor, Change, append

_ACTS: tuple[tuple[Signal, str], ...] = (
    (account.user_logged_in, "account.sign_in"),
    (account.password_changed, "account.password"),
    (account.password_set, "account.password"),
    (account.password_reset, "account.password"),
)
_BY = "_kinten_removed_by"


def note_acts() -> None:
    """Have each of these acts written down; once in a process."""
    for signal, act in _ACTS:
        signal.connect(_noting(act), weak=False, dispatch_uid=f"kinten.{act}.{id(signal)}")
    # allauth tells of a factor after the commit; its row tells within the transaction.
    post_save.connect(_note_added, sender=Authenticator, dispatch_uid="kinten.factor_add")
    post_delete.connect(_note_removed, sender=Authenticator, dispatch_uid="kinten.factor_remove")


def removed_by(factor: Authenticator, actor: Actor) -> None:
    """Say who removes a factor that is not one's own, before it is deleted."""
    setattr(factor, _BY, actor)


def note(person: Person, act: str, kind: str = "", by: Actor | None = None) -> None:
    """Write down what somebody did to their own account, or another ``by`` to it; never a secret of it."""
    after = {"kind": kind} if kind else None
    with transaction.atomic():
        append(by or Actor(person.pk), Change(act, "person", str(person.pk), None, after))


def _note_added(*, instance: Authenticator, created: bool, **_: object) -> None:
    if created:  # each use of a factor saves it too
        note(instance.user, "account.factor_add", str(instance.type))


def _note_removed(*, instance: Authenticator, **_: object) -> None:
    by = getattr(instance, _BY, None)
    note(instance.user, "account.factor_remove", str(instance.type), by)


def _noting(act: str) -> Any:  # noqa: ANN401 - a receiver of signals
    def receive(*, user: Person, **_: object) -> None:
        note(user, act)

    return receive
