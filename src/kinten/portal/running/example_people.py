"""Invented users of every role, for a workspace that is made up; their passwords are new in every run."""

import secrets
from collections.abc import Iterable
from concurrent.futures import Executor, Future
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import transaction

from kinten.portal.people.models import Person
from kinten.portal.people.services import grant_role, make_person
from kinten.portal.policy.viewer import Grant, Role
from kinten.portal.record.appending import SYSTEM, Change, append
from kinten.portal.running.example_hospitals import ExampleHospital
from kinten.vocabulary.hospital_kind import Kind

MOST = 12
"""How many invented users a workspace has at most."""


@dataclass(frozen=True, slots=True)
class Account:
    """An invented user with the password of this run."""

    email: str
    password: str
    role: Role
    at: str


@dataclass(frozen=True, slots=True)
class Password:
    """A new password, and its hash as soon as that is reckoned."""

    plain: str
    hashed: Future[str]


def draw_passwords(beside: Executor) -> tuple[Password, ...]:
    """Draw the passwords of this run; their slow hashes are reckoned beside what else is done."""
    drawn = [secrets.token_urlsafe(12) for _ in range(MOST)]
    return tuple(Password(each, beside.submit(make_password, each)) for each in drawn)


def make_accounts(
    hospitals: Iterable[ExampleHospital], passwords: tuple[Password, ...]
) -> tuple[Account, ...]:
    """Make the invented users, or give those that are there new passwords."""
    made = []
    invented = _invented(tuple(hospitals))
    for (email, name, grant, at), drawn in zip(invented, passwords, strict=False):
        password, hashed = drawn.plain, drawn.hashed.result()
        known = Person.objects.filter(email=email, is_made_up=True).first()
        if known is None:
            known = make_person(SYSTEM, email, name, None, hashed=hashed, is_made_up=True)
        else:
            _renew(known, hashed)
        grant_role(SYSTEM, known, grant)
        made.append(Account(email, password, grant.role, at))
    return tuple(made)


@transaction.atomic
def _renew(person: Person, hashed: str) -> None:
    person.password = hashed
    person.save(update_fields=["password"])
    told = {"password": "renewed"}
    append(SYSTEM, Change("person.password", "person", str(person.pk), {}, told))


def _invented(
    hospitals: tuple[ExampleHospital, ...],
) -> Iterable[tuple[str, str, Grant, str]]:
    first, second = (each for each in hospitals if each.kind is Kind.REGIONAL and each.id < "EX003")
    hub = next(each for each in hospitals if each.kind is Kind.PREF)
    local = next(each for each in hospitals if each.kind is Kind.LOCAL)
    for number, each in enumerate((first, second, local), 1):
        yield (
            f"hospital{number}@example.jp",
            f"例示 病院{number}",
            Grant(Role.HOSPITAL, each.id),
            each.name,
        )
    prefecture = Grant(Role.PREFECTURE, "", first.prefecture)
    yield "prefecture@example.jp", "例示 都道府県", prefecture, first.area.told.ja
    for role in (Role.GENOME, Role.PATHOLOGY, Role.CONSULTATION):
        yield f"{role}@example.jp", f"例示 {role.label.ja}", Grant(role, first.id), first.name
    of_hub = Grant(Role.HUB, hub.id, hub.prefecture)
    yield "hub@example.jp", "例示 都道府県拠点病院", of_hub, hub.name
    for role in (Role.MINISTRY, Role.PANEL, Role.NCC, Role.INFORMATION):
        yield f"{role}@example.jp", f"例示 {role.label.ja}", Grant(role), ""
