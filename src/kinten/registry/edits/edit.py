"""One edit: its id, severity, words, source and the expression that is true of a record that fails."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kinten.vocabulary.wording import Words

Frame = Any
"""Records as an Ibis table; Ibis has no types of its own."""
Condition = Any
"""A Boolean Ibis expression over records; nothing known (NULL) is not a failure."""
Fails = Callable[[Frame], Condition]
VERSION = "2026-11"
"""The version of the edits as a whole; a changed edit gets the version in which it changed."""


class Severity(StrEnum):
    """What a failed edit means for a record."""

    ERROR = "error"
    """It cannot be so: the record is to be mended."""
    WARNING = "warning"
    """It is rare: the hospital is asked, and the record stays where the reason is written."""
    QUERY = "query"
    """Kinten's own judgement (自作), or one that rests on an unconfirmed code: it never blocks."""


@dataclass(frozen=True, slots=True)
class Source:
    """The published source of an edit, and its edition."""

    title: Words
    edition: str


TR42 = Source(
    Words("IARC 技術報告42", "IARC Technical Report 42 (Ferlay, Burkhard, Whelan, Parkin)"), "2005"
)
MANUAL = Source(
    Words("全国がん登録 届出マニュアル", "manual of the national cancer registry"), "2025-08-04"
)
OSAKA = Source(Words("大阪府がん登録のページ", "registry pages of Osaka"), "2026-11 に閲覧")
OKINAWA = Source(Words("沖縄県がん登録のページ", "registry pages of Okinawa"), "2026-11 に閲覧")
HOSPITALS = Source(
    Words(
        "病院の院内がん登録のページ（多治見、沖縄）",
        "registry pages of hospitals (Tajimi, Okinawa)",
    ),
    "2026-11 に閲覧",
)
FORM = Source(Words("院内がん登録 標準登録様式", "standard form of hospital registries"), "2016")
ICDO = Source(Words("ICD-O-3", "ICD-O-3"), "3.1")
LAYOUT = Source(
    Words("項目の形式（kinten registry items）", "format of the items (kinten registry items)"),
    VERSION,
)
"""What a cell must be to be read, and what names a record: no judgement of the tumour."""
OWN = Source(Words("自作", "Kinten's own (自作)"), VERSION)


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit. ``items`` are those it reads, the first is where a failure is shown.

    ``rests_on`` names items some of whose codes it needs (item, codes): unconfirmed ones make it a query.
    """

    rule: str
    severity: Severity
    words: Words
    items: tuple[str, ...]
    source: Source
    fails: Fails
    rests_on: tuple[tuple[str, tuple[int, ...]], ...] = ()
    version: str = VERSION

    @property
    def may_be_overridden(self) -> bool:
        """Tell whether a written reason lets a record stay: what cannot be so has none."""
        return self.severity is not Severity.ERROR
