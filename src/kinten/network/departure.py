"""A departure of the network from the rules: how grave, by which rule, at which hospitals."""

from dataclasses import dataclass
from enum import StrEnum

from kinten.network.history import Standing
from kinten.vocabulary.citation import Citation
from kinten.vocabulary.wording import Words


class Gravity(StrEnum):
    """A rule that is broken, one that needs a reason, and one that cannot be told."""

    BREACH = "breach"
    REASON = "reason"
    NOT_KNOWN = "not_known"

    @property
    def label(self) -> Words:
        """The words printed to people."""
        return _GRAVITIES[self]


_GRAVITIES = {
    Gravity.BREACH: Words("規則に反する", "breach"),
    Gravity.REASON: Words(
        "原則の例外（理由を要する）", "exception to a principle (needs a reason)"
    ),
    Gravity.NOT_KNOWN: Words("確認できない", "cannot be told"),
}


@dataclass(frozen=True, slots=True)
class Departure:
    """One departure. ``rule`` is a clause's id or the name of a rule of ours, with its citation.

    ``carried_from`` is the edition whose text stands behind a rule of ours where the edition asked
    about holds none, empty otherwise.
    """

    gravity: Gravity
    rule: str
    words: Words
    hospitals: tuple[Standing, ...]
    area: str
    citation: Citation | None = None
    carried_from: str = ""


@dataclass(frozen=True, slots=True)
class RuleText:
    """The text behind a rule of ours: where it was read, and in which edition.

    ``is_carried`` says that this is not the edition asked about, whose text holds no such clause.
    """

    citation: Citation
    edition: str
    is_carried: bool = False


GROUP_RULE, PROVISION_RULE = "network/group", "network/provision"
TERM_RULE, EXCEPTIONAL_TERM_RULE = "network/term", "network/exceptional-term"
OWN_RULES = frozenset({GROUP_RULE, PROVISION_RULE, TERM_RULE, EXCEPTIONAL_TERM_RULE})
"""Rules that are our own reading of several clauses, each about single hospitals."""
