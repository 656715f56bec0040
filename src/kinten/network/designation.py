"""What is recorded of a designation: an act of the minister, or what a paper states of a day.

Two times are kept apart: when a thing held (``begins``, ``ends``, ``stated``) and when it was
recorded (``recorded``).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.wording import Words

TERM_YEARS = 4
"""A designation lasts four years (renewal every four years; H30.7 W2447 p.32, jmedj 2558)."""
EXCEPTIONAL_TERM_YEARS = 1
"""A designation as 特例型 lasts one year under R4.8 (jmedj 20219); the rule of H30.7 was not seen."""


class Basis(StrEnum):
    """How a kind is known."""

    DECREED = "decreed"
    LISTED = "listed"
    PRINTED = "printed"
    DEDUCED = "deduced"

    @property
    def label(self) -> Words:
        """The words printed to people."""
        return _BASES[self]


_BASES = {
    Basis.DECREED: Words("指定の記録", "recorded designation"),
    Basis.LISTED: Words("一覧に記載（類型の記載なし）", "listed, without its kind"),
    Basis.PRINTED: Words("資料に記載", "printed in a paper"),
    Basis.DEDUCED: Words("公式の数からの推定", "deduced from official counts"),
}


@dataclass(frozen=True, slots=True)
class Designation:
    """One record. ``kind`` is None where the source does not tell it.

    A decree has ``begins`` (and ``ends``, the first day no longer in force, where it ended) and its
    term up to ``term_ends``; a statement has the day it describes in ``stated`` (None where the
    source gives no date). ``printed`` keeps the date as it was printed.
    """

    hospital: str
    kind: Kind | None
    basis: Basis
    source: str
    recorded: date
    begins: date | None = None
    ends: date | None = None
    stated: date | None = None
    term_ends: date | None = None
    is_advanced: bool = False
    is_exceptional: bool = False
    printed: str = ""


class Act(StrEnum):
    """What a prefecture recommends, or only reports."""

    NEW = "new"
    RENEWAL = "renewal"
    KIND_CHANGE = "kind_change"
    WITHDRAWAL = "withdrawal"
    REPORT = "report"

    @property
    def label(self) -> Words:
        """The words printed to people."""
        return _ACTS[self]


_ACTS = {
    Act.NEW: Words("新規指定推薦", "new recommendation"),
    Act.RENEWAL: Words("指定更新推薦", "recommendation of renewal"),
    Act.KIND_CHANGE: Words("類型変更", "change of kind"),
    Act.WITHDRAWAL: Words("指定辞退", "withdrawal"),
    Act.REPORT: Words("現況報告", "status report"),
}


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A hospital in the papers of one panel meeting; ``kind`` is what is asked for, None if not told.

    It is pending until ``decided``. ``prefecture`` is its code where the row names it.
    """

    hospital: str
    act: Act
    meeting: date
    source: str
    recorded: date
    kind: Kind | None = None
    decided: date | None = None
    printed_name: str = ""
    prefecture: str = ""
