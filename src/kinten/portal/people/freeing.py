"""Freeing an account whose owner lost the second factor: factors are taken away, and every session ends."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from kinten.portal.people.models import Person
from kinten.portal.people.noting import removed_by
from kinten.portal.record.appending import Actor, Change, append


@transaction.atomic
def free_account(actor: Actor, person: Person, reason: str) -> tuple[int, int]:
    """Take the second factors away and end all sessions; the password stays. Gives how many of each.

    Who asks for it has to be known to be the owner: afterwards the password alone opens the account.
    """
    factors = list(Authenticator.objects.filter(user=person))
    for each in factors:
        removed_by(each, actor)
        each.delete()
    sessions = list(UserSession.objects.filter(user=person))
    for each in sessions:
        each.end()
    told = {"factors": len(factors), "sessions": len(sessions)}
    nothing = dict.fromkeys(told, 0)
    append(actor, Change("account.free", "person", str(person.pk), told, nothing, reason=reason))
    return len(factors), len(sessions)
