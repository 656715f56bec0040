"""Who looks: a person with grants, each a role that an organisation gives, or a visitor without any."""

from dataclasses import dataclass, field
from enum import StrEnum

from kinten.vocabulary.wording import Words


class Role(StrEnum):
    """What a person is to the network; a visitor has none of them."""

    HOSPITAL = "hospital"
    PREFECTURE = "prefecture"
    MINISTRY = "ministry"
    PANEL = "panel"
    GENOME = "genome"
    PATHOLOGY = "pathology"
    CONSULTATION = "consultation"
    NCC = "ncc"
    HUB = "hub"
    INFORMATION = "information"

    @property
    def label(self) -> Words:
        """The words printed to people."""
        return _ROLES[self]


_ROLES = {
    Role.HOSPITAL: Words("病院", "hospital"),
    Role.PREFECTURE: Words("都道府県", "prefecture"),
    Role.MINISTRY: Words("厚生労働省", "ministry"),
    Role.PANEL: Words("検討会の構成員", "panel member"),
    Role.GENOME: Words("ゲノムの窓口", "genome desk"),
    Role.PATHOLOGY: Words("病理の窓口", "pathology desk"),
    Role.CONSULTATION: Words("がん相談支援センター", "consultation centre"),
    Role.NCC: Words("国立がん研究センター", "National Cancer Center"),
    Role.HUB: Words("都道府県拠点病院", "prefectural hub"),
    Role.INFORMATION: Words("がんゲノム情報管理センター", "genome information centre"),
}


@dataclass(frozen=True, slots=True)
class Grant:
    """One role of a person. ``hospital`` is an id of the network, ``prefecture`` two JIS digits, "" for none."""

    role: Role
    hospital: str = ""
    prefecture: str = ""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks; ``user`` is None for a visitor. ``in_session`` names the panel meetings open to them."""

    user: int | None = None
    name: str = ""
    grants: tuple[Grant, ...] = ()
    in_session: frozenset[str] = field(default=frozenset())

    @property
    def is_signed_in(self) -> bool:
        """Whether somebody is signed in."""
        return self.user is not None

    def has(self, *roles: Role) -> bool:
        """Whether one of the roles is held, wherever."""
        return any(grant.role in roles for grant in self.grants)

    @property
    def hospitals(self) -> tuple[str, ...]:
        """The hospitals of which one is a user."""
        return tuple(grant.hospital for grant in self.grants if grant.role is Role.HOSPITAL)


VISITOR = Viewer()
"""Anybody, not signed in."""


@dataclass(frozen=True, slots=True)
class Place:
    """What an act is about: whose it is and how far it has come. What is not told is ""."""

    hospital: str = ""
    prefecture: str = ""
    meeting: str = ""
    owner: int | None = None
    is_published: bool = False
    is_ncc: bool = False
    """Whether it is a hospital of the National Cancer Center, which reports without a prefecture."""
    is_decided: bool = False
    """Whether the decision on the hospital and the year that it is about is published."""
    giver: str = ""
    """Who gave an opinion: role and hospital, with a colon between them."""


NOWHERE = Place()
"""The object of an act that is about nothing in particular."""
