"""What can be done to accounts: each act writes its event in the same transaction."""

import secrets
from datetime import timedelta
from hashlib import sha256

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from kinten.portal.people.looks import role_field
from kinten.portal.people.models import Invitation, Membership, Person
from kinten.portal.policy.viewer import Grant, Role
from kinten.portal.record.appending import EVERY, Actor, Change, append
from kinten.vocabulary.wording import FaultError, Words

VALID_DAYS = 14
"""For how long an invitation can be answered."""
A_DAY = 100
"""How many invitations a person sends within 24 hours: each is a mail to somebody else."""


@transaction.atomic
def make_person(
    actor: Actor,
    email: str,
    name: str,
    password: str | None,
    *,
    language: str = "ja",
    is_made_up: bool = False,
    hashed: str = "",
) -> Person:
    """Make an account without a role; ``hashed`` is a password that is hashed already.

    Its address counts as verified: the invitation went there, or whoever runs the portal gave it.
    """
    person = Person.objects.create_user(
        email, password, hashed=hashed, name=name, language=language, is_made_up=is_made_up
    )
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    told = {"name": name, "language": language, "is_made_up": is_made_up}
    append(
        actor,
        Change(
            "person.make",
            "person",
            str(person.pk),
            {},
            told,
            secret={"email": person.email},
            seals=EVERY,
        ),
    )
    return person


@transaction.atomic
def change_own(actor: Actor, person: Person, name: str, language: str) -> None:
    """Change how somebody is called and in which language they read."""
    before = {"name": person.name, "language": person.language}
    after = {"name": name, "language": language}
    if before == after:
        return
    person.name, person.language = name, language
    person.save(update_fields=["name", "language"])
    append(actor, Change("person.change", "person", str(person.pk), before, after))


@transaction.atomic
def hash_again(person: Person, password: str) -> None:
    """Keep the same password under the way of hashing that is used now."""
    person.set_password(password)
    person.save(update_fields=["password"])
    change = Change("account.rehash", "person", str(person.pk), seals=("password",))
    append(Actor(person.pk), change)


@transaction.atomic
def grant_role(actor: Actor, person: Person, grant: Grant) -> Membership:
    """Give a person a role for an organisation; one that is held already stays as it is."""
    held, is_new = Membership.objects.get_or_create(
        person=person,
        role=str(grant.role),
        hospital=grant.hospital,
        prefecture=grant.prefecture,
        ended=None,
    )
    if is_new:
        append(
            actor,
            Change(
                "role.grant",
                "person",
                str(person.pk),
                {},
                _told(grant),
                seals=(role_field(held),),
                hospital=grant.hospital,
            ),
        )
    return held


@transaction.atomic
def end_role(actor: Actor, membership: Membership, reason: str) -> None:
    """End a role; what was done in it stays in the record."""
    if Membership.objects.select_for_update().get(pk=membership.pk).ended is not None:
        return
    membership.ended = timezone.now()
    membership.save(update_fields=["ended"])
    told = {
        "role": membership.role,
        "hospital": membership.hospital,
        "prefecture": membership.prefecture,
    }
    append(
        actor,
        Change(
            "role.end", "person", str(membership.person_id), told, {}, seals=(role_field(membership),),
            hospital=membership.hospital, reason=reason,
        ),
    )  # fmt: skip


@transaction.atomic
def invite(actor: Actor, by: Person | None, email: str, grant: Grant) -> tuple[Invitation, str]:
    """Invite somebody to a role; gives the invitation and its secret word, which is kept nowhere.

    ``by`` is None for whoever runs the portal. FaultError for somebody who invited very many within a day.
    """
    since = timezone.now() - timedelta(days=1)
    sent = Invitation.objects.filter(invited_by=by, made__gt=since)
    if by is not None and sent.count() >= A_DAY:
        raise FaultError(
            Words(
                f"招待は24時間に{A_DAY}件までです。", f"there are {A_DAY} invitations in 24 hours."
            ),
            "invitation",
            Words("あとで招待してください。", "Invite later."),
        )
    word = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        email=email.strip().lower(),
        role=str(grant.role),
        hospital=grant.hospital,
        prefecture=grant.prefecture,
        word_hash=_hash(word),
        invited_by=by,
        expires=timezone.now() + timedelta(days=VALID_DAYS),
    )
    append(
        actor,
        Change(
            "person.invite", "invitation", str(invitation.pk), {}, _told(grant),
            secret={"email": invitation.email}, seals=EVERY, hospital=grant.hospital,
        ),
    )  # fmt: skip
    return invitation, word


@transaction.atomic
def withdraw(actor: Actor, invitation: Invitation) -> None:
    """Withdraw an invitation; one that was answered or withdrawn already stays as it is."""
    chosen = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if chosen.accepted_by_id is not None or chosen.withdrawn is not None:
        return
    chosen.withdrawn = timezone.now()
    chosen.save(update_fields=["withdrawn"])
    told = {"role": chosen.role, "hospital": chosen.hospital, "prefecture": chosen.prefecture}
    append(
        actor,
        Change(
            "invitation.withdraw",
            "invitation",
            str(chosen.pk),
            told,
            {},
            seals=("withdrawn",),
            hospital=chosen.hospital,
        ),
    )


def find_invitation(word: str) -> Invitation:
    """Give the invitation of a word; FaultError where there is none that can still be answered."""
    found = Invitation.objects.filter(
        word_hash=_hash(word), accepted_by=None, withdrawn=None, expires__gt=timezone.now()
    ).first()
    if found is None:
        raise FaultError(
            Words("この招待は使えません。", "this invitation cannot be used."),
            "invitation",
            Words(
                f"招待は{VALID_DAYS}日で切れ、一度だけ使えます。招待した人に、もう一度頼んでください。",
                f"An invitation ends after {VALID_DAYS} days and is used once. Ask for another.",
            ),
        )
    return found


@transaction.atomic
def accept(
    invitation: Invitation,
    name: str,
    password: str,
    signed_in: Person | None = None,
    language: str = "ja",
) -> Person:
    """Answer an invitation: make the account and grant the role.

    Where the address has an account already, its owner must be ``signed_in``: an invitation is no key to it.
    FaultError otherwise, and for one that was used or withdrawn in the meantime.
    """
    chosen = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if chosen.accepted_by_id is not None or chosen.withdrawn is not None:
        raise FaultError(
            Words(
                "この招待はもう使われたか、取り消されています。",
                "this invitation was used or withdrawn already.",
            ),
            "invitation",
            Words("サインインしてください。", "Sign in."),
        )
    person = Person.objects.filter(email=chosen.email).first()
    if person is None:
        person = make_person(Actor(), chosen.email, name, password, language=language)
    elif signed_in is None or signed_in.pk != person.pk:
        raise FaultError(
            Words("この宛先にはもう利用者がいます。", "this address has an account already."),
            "invitation",
            Words(
                "その利用者でサインインしてから、もう一度開いてください。",
                "Sign in with it and open the invitation again.",
            ),
        )
    actor = Actor(person.pk, chosen.role)
    chosen.accepted_by = person
    chosen.save(update_fields=["accepted_by"])
    change = Change(
        "invitation.accept", "invitation", str(chosen.pk), {}, {"person": person.pk},
        seals=("accepted_by_id",),
    )  # fmt: skip
    append(actor, change)
    grant_role(actor, person, Grant(Role(chosen.role), chosen.hospital, chosen.prefecture))
    return person


def _told(grant: Grant) -> dict[str, str]:
    return {"role": str(grant.role), "hospital": grant.hospital, "prefecture": grant.prefecture}


def _hash(word: str) -> str:
    return sha256(word.encode()).hexdigest()
