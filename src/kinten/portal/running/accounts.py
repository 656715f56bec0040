"""Accounts from the command line: the first invitation of a portal, who has which role, and ending one.

Whoever runs the machine acts here as the system: the record tells no person for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinten import __version__
from kinten.portal.policy.viewer import Grant, Role
from kinten.portal.running.reaching import open_portal
from kinten.vocabulary.identity import KnownHospital, find_hospital
from kinten.vocabulary.wording import FaultError, Words

if TYPE_CHECKING:
    from kinten.portal.people.models import Membership

_HERE = "http://localhost:8000"
"""Where a portal is by default that only its own machine reaches; passkeys work under this name."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose account and which role is meant; the hospital by id or name, the prefecture by its code."""

    email: str
    role: Role
    hospital: str = ""
    prefecture: str = ""


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation with the one address at which it is answered, and until when."""

    email: str
    role: str
    at: str
    address: str
    expires: str
    is_mailed: bool


@dataclass(frozen=True, slots=True)
class Held:
    """A role that somebody holds."""

    name: str
    email: str
    role: str
    hospital: str
    prefecture: str
    began: str


def invite_somebody(folder: Path, asked: Asked, language: str, *, is_mailed: bool) -> Invited:
    """Invite somebody to a role; FaultError where it is held already, or names not just its organisation."""
    workspace = open_portal(folder)
    from smtplib import SMTPException

    from django.db import transaction

    from kinten.portal.people.inviting import holds, is_invited
    from kinten.portal.people.mailing import address_of, mail_invitation
    from kinten.portal.people.placing import organisation_of
    from kinten.portal.people.services import invite
    from kinten.portal.record.appending import SYSTEM

    email, grant = _email(asked.email), _grant(asked)
    if holds(email, grant) or is_invited(email, grant):
        raise FaultError(
            Words(
                "この人はもうこの役割を持っているか、招待されています。",
                "they hold the role, or are invited to it, already.",
            ),
            email,
            Words("kinten account list で確かめてください。", "Look with kinten account list."),
        )
    with transaction.atomic():
        invitation, word = invite(SYSTEM, None, email, grant)
        address = address_of(word, language, workspace.address or _HERE)
        if is_mailed:
            try:
                mail_invitation(invitation, address, language)
            except (OSError, SMTPException) as error:
                raise _unsent(email, error) from error
    told = organisation_of(grant)
    return Invited(
        email,
        str(grant.role),
        told.hospital or told.words.in_language(language),
        address,
        invitation.expires.isoformat(timespec="seconds"),
        is_mailed,
    )


def who_holds(folder: Path) -> tuple[Held, ...]:
    """Give every role that is held, those without a place first."""
    open_portal(folder)
    from kinten.portal.people.models import Membership

    rows = Membership.objects.filter(ended=None).select_related("person")
    return tuple(
        Held(
            row.person.name,
            row.person.email,
            row.role,
            row.hospital,
            row.prefecture,
            row.began.isoformat(timespec="seconds"),
        )
        for row in rows.order_by("prefecture", "hospital", "role", "pk")
    )


def end_somebody(folder: Path, asked: Asked, reason: str) -> Held:
    """End a role, the last one of the ministry too; FaultError where it is not held or no reason is given."""
    open_portal(folder)
    from kinten.portal.people.services import end_role
    from kinten.portal.record.appending import SYSTEM

    _check_reason(reason)
    held = _held(_email(asked.email), _grant(asked))
    end_role(SYSTEM, held, reason.strip())
    began = held.began.isoformat(timespec="seconds")
    person = held.person
    return Held(person.name, person.email, held.role, held.hospital, held.prefecture, began)


def free_somebody(folder: Path, email: str, reason: str) -> tuple[int, int]:
    """Take somebody's second factors away and end their sessions; gives how many of each."""
    open_portal(folder)
    from kinten.portal.people.freeing import free_account
    from kinten.portal.people.models import Person
    from kinten.portal.record.appending import SYSTEM

    _check_reason(reason)
    person = Person.objects.filter(email=_email(email)).first()
    if person is None:
        raise FaultError(
            Words("この宛先の利用者はいません。", "nobody has an account under this address."),
            email,
            Words("kinten account list で確かめてください。", "Look with kinten account list."),
        )
    return free_account(SYSTEM, person, reason.strip())


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise FaultError(
            Words("理由がありません。", "there is no reason."),
            "--reason",
            Words("理由は記録に残ります。", "The reason stands in the record."),
        )


def account_document(folder: Path, **told: object) -> dict[str, Any]:
    """Give what was done or found as a document."""
    return {"kinten": __version__, "workspace": str(folder), **told}


def _email(told: str) -> str:
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    email = told.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise FaultError(
            Words("メールの宛先ではありません。", "it is no address of mail."),
            f"--email {told}",
            Words("a@example.jp のように書いてください。", "Write it like a@example.jp."),
        ) from error
    return email


def _grant(asked: Asked) -> Grant:
    from kinten.portal.people.giving import is_whole
    from kinten.portal.people.placing import place_of

    hospital, prefecture = asked.hospital and _hospital(asked.hospital), asked.prefecture
    if asked.role is Role.HUB and hospital:
        prefecture = place_of(Grant(asked.role, hospital)).prefecture
    grant = Grant(asked.role, hospital, prefecture)
    if not is_whole(grant, place_of(grant)):
        raise FaultError(
            Words(
                "役割と組織が合いません。",
                "the role and its organisation do not fit.",
            ),
            f"--role {asked.role}",
            Words(
                "病院とその窓口・拠点病院の役割には --hospital、都道府県には --prefecture が要り、"
                "ほかの役割にはどちらも付けません。",
                "A role of a hospital, its desks or a hub needs --hospital, one of a prefecture --prefecture, "
                "any other neither.",
            ),
        )
    return grant


def _hospital(asked: str) -> str:
    from kinten.portal.places.reading import current_atlas

    hospitals = current_atlas().network.hospitals.values()
    known = [
        KnownHospital(name.text, each.id, each.prefecture)
        for each in hospitals
        for name in each.names
    ]
    return find_hospital(asked, known).id


def _held(email: str, grant: Grant) -> Membership:
    from kinten.portal.people.models import Membership

    found = (
        Membership.objects.filter(
            person__email=email,
            role=str(grant.role),
            hospital=grant.hospital,
            prefecture=grant.prefecture,
            ended=None,
        )
        .select_related("person")
        .first()
    )
    if found is None:
        raise FaultError(
            Words("この人はこの役割を持っていません。", "they do not hold this role."),
            email,
            Words("kinten account list で確かめてください。", "Look with kinten account list."),
        )
    return found


def _unsent(email: str, error: Exception) -> FaultError:
    why = str(error).strip().partition("\n")[0] or type(error).__name__
    return FaultError(
        Words(f"メールを送れません（{why}）。", f"the mail cannot be sent ({why})."),
        email,
        Words(
            "--mail を外すと、住所が印字されます。何も記録していません。",
            "Without --mail the address is printed. Nothing was recorded.",
        ),
    )
