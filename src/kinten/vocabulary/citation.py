"""Where a clause was read, and how sure that reading is."""

from dataclasses import dataclass
from enum import StrEnum

from kinten.vocabulary.wording import Words


class Provenance(StrEnum):
    """How the text of a clause is known."""

    PRINTED = "printed"
    EXCERPT = "excerpt"
    CARRIED_BACK = "carried_back"
    CARRIED_FORWARD = "carried_forward"
    UNCONFIRMED = "unconfirmed"

    @property
    def label(self) -> Words:
        """The words printed to people."""
        return _PROVENANCES[self]


_PROVENANCES = {
    Provenance.PRINTED: Words("原典に記載", "printed in the source"),
    Provenance.EXCERPT: Words("抜粋で確認", "read in an excerpt"),
    Provenance.CARRIED_BACK: Words("後の版から推定", "carried back from a later edition"),
    Provenance.CARRIED_FORWARD: Words(
        "前の版から引継ぎ", "carried forward from an earlier edition"
    ),
    Provenance.UNCONFIRMED: Words("未確認", "unconfirmed"),
}


@dataclass(frozen=True, slots=True)
class Citation:
    """One place in one source: ``source`` is the source's short name, ``place`` page or section."""

    source: str
    title: str
    place: str
    address: str | None = None

    def __str__(self) -> str:
        return f"{self.title} {self.place}".strip()
