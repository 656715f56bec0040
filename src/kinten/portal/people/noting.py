"""What allauth does to an account, told to the record: sign-ins and second factors."""

from allauth.account.signals import user_logged_in
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models.signals import post_delete, post_save

from kinten.portal.people.looks import factor_field
from kinten.portal.people.models import Person
from kinten.portal.record.appending import Actor, Change, append

_BY = "_kinten_removed_by"


def note_acts() -> None:
    """Have each of these acts written down; once in a process."""
    user_logged_in.connect(_note_sign_in, dispatch_uid="kinten.sign_in")
    # allauth tells of a factor after the commit; its row tells within the transaction.
    post_save.connect(_note_added, sender=Authenticator, dispatch_uid="kinten.factor_add")
    post_delete.connect(_note_removed, sender=Authenticator, dispatch_uid="kinten.factor_remove")


def removed_by(factor: Authenticator, actor: Actor) -> None:
    """Say who removes a factor that is not one's own, before it is deleted."""
    setattr(factor, _BY, actor)


def note(
    person: Person,
    act: str,
    kind: str = "",
    by: Actor | None = None,
    *,
    seals: tuple[str, ...] = (),
) -> None:
    """Write down what somebody did to their own account, or another ``by`` to it; never a secret of it.

    ``seals`` names the fields of their look that it changed.
    """
    after = {"kind": kind} if kind else None
    change = Change(act, "person", str(person.pk), None, after, seals=seals)
    with transaction.atomic():
        append(by or Actor(person.pk), change)


def _note_added(*, instance: Authenticator, created: bool, **_: object) -> None:
    if created:  # each use of a factor saves it too
        seals = (factor_field(instance),)
        note(instance.user, "account.factor_add", str(instance.type), seals=seals)


def _note_removed(*, instance: Authenticator, **_: object) -> None:
    by = getattr(instance, _BY, None)
    seals = (factor_field(instance),)
    note(instance.user, "account.factor_remove", str(instance.type), by, seals=seals)


def _note_sign_in(*, user: Person, **_: object) -> None:
    note(user, "account.sign_in")
