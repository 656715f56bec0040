"""How people, with their roles, passwords and second factors, and invitations are looked at."""

from collections import defaultdict
from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from kinten.portal.people.models import Invitation, Membership, Person
from kinten.portal.record.looks import Look, keys_of, look, look_of, text_of

Fields = dict[str, str]
_INVITATION = (
    "email", "role", "hospital", "prefecture", "word_hash", "invited_by_id", "expires",
    "accepted_by_id", "withdrawn",
)  # fmt: skip
_USED = ("used_mask", "viewed_at", "name", "migrated_codes")
"""What of a second factor its owner changes by using, seeing or naming it."""


def role_field(membership: Membership) -> str:
    """Name the field of a person that a role is."""
    return f"role {membership.pk}"


def factor_field(factor: Authenticator) -> str:
    """Name the field of a person that a second factor is."""
    return f"factor {factor.pk}"


def outside_field(account: SocialAccount) -> str:
    """Name the field of a person that an account at a provider is."""
    return f"outside {account.pk}"


@look("person")
def look_at_people(object_id: str | None) -> Iterable[tuple[str, Look]]:
    """Give each person, or the one of an id, with a field for each role, second factor and outside account."""
    of = {f"user_{key}": value for key, value in keys_of(object_id).items()}
    factors, outside = defaultdict[int, Fields](dict), defaultdict[int, Fields](dict)
    for factor in Authenticator.objects.filter(**of):
        told = text_of([str(factor.type), _lasting(factor)])
        factors[factor.user_id][factor_field(factor)] = told
    for account in SocialAccount.objects.filter(**of):
        outside[account.user_id][outside_field(account)] = text_of([account.provider, account.uid])
    rows = Person.objects.filter(**keys_of(object_id)).order_by("pk")
    for row in rows.prefetch_related("memberships"):
        own = look_of(row, "email", "name", "language", "is_active", "is_made_up", "password")
        roles = {role_field(each): _role(each) for each in row.memberships.all()}
        yield str(row.pk), {**own, **roles, **factors[row.pk], **outside[row.pk]}


@look("invitation")
def look_at_invitations(object_id: str | None) -> Iterable[tuple[str, Look]]:
    """Give each invitation, or the one of an id, with its look."""
    for row in Invitation.objects.filter(**keys_of(object_id)).order_by("pk"):
        yield str(row.pk), look_of(row, *_INVITATION)


def _role(held: Membership) -> str:
    return text_of([held.role, held.hospital, held.prefecture, text_of(held.ended)])


def _lasting(factor: Authenticator) -> dict[str, object]:
    return {name: value for name, value in factor.data.items() if name not in _USED}
