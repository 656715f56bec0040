"""Items of a registered tumour: their kinds, their codes, and where these were seen.

The names are those of Kinten's neutral layout; each carries the number of the national form (全国がん登録,
26 items) and of the hospital form (院内がん登録 2016) where it has one. A code for which no source was seen
is unconfirmed: it is listed wherever a result rests on it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from kinten.vocabulary.wording import Words


class ItemKind(StrEnum):
    """How the cells of an item are read."""

    TEXT = "text"
    NUMBER = "number"
    CODE = "code"
    DATE = "date"
    TOPOGRAPHY = "topography"
    MORPHOLOGY = "morphology"
    MUNICIPALITY = "municipality"
    STAGE = "stage"
    NAME = "name"
    """Read only to tell whether it has half-width letters; never kept."""
    HIDDEN = "hidden"
    """Never read."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code of an item, what it means, and whether its source was seen."""

    value: int
    meaning: Words
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class Item:
    """An item: its name in Kinten, its title, its kind, its codes and the numbers it has on the forms."""

    name: str
    kind: ItemKind
    title: Words
    codes: tuple[Code, ...]
    national: str
    hospital: str
    evidence: str
    is_reported: bool

    @property
    def is_kept(self) -> bool:
        """Tell whether records hold it: names and addresses are not kept."""
        return self.kind not in {ItemKind.NAME, ItemKind.HIDDEN}

    @property
    def known_codes(self) -> tuple[int, ...]:
        """Give the codes, the unconfirmed ones too."""
        return tuple(code.value for code in self.codes)

    @property
    def unconfirmed_codes(self) -> tuple[int, ...]:
        """Give the codes for which no source was seen."""
        return tuple(code.value for code in self.codes if not code.is_confirmed)

    def with_codes(self, values: Iterable[int]) -> "Item":
        """Give the item with codes that a user confirms; meanings are kept where a code has one."""
        known = {code.value: code.meaning for code in self.codes}
        codes = tuple(
            Code(value, known.get(value, Words("", "")), is_confirmed=True) for value in values
        )
        return replace(self, codes=codes)

    def doubting(self, values: Iterable[int]) -> "Item":
        """Give the item with some of its codes unconfirmed."""
        doubted = frozenset(values)
        codes = tuple(
            replace(code, is_confirmed=code.is_confirmed and code.value not in doubted)
            for code in self.codes
        )
        return replace(self, codes=codes)


def parse_items(
    rows: Iterable[Mapping[str, str]], codes: Iterable[Mapping[str, str]]
) -> tuple[Item, ...]:
    """Make the items from ``registry_items.csv`` and their codes from ``registry_codes.csv``.

    ValueError for a row that cannot be read.
    """
    known: dict[str, list[Code]] = {}
    for row in codes:
        meaning, is_confirmed = Words(row["ja"], row["en"]), row["is_confirmed"] == "1"
        known.setdefault(row["item"], []).extend(
            Code(value, meaning, is_confirmed)
            for value in range(int(row["low"]), int(row["high"]) + 1)
        )
    return tuple(
        Item(
            row["item"],
            ItemKind(row["kind"]),
            Words(row["ja"], row["en"]),
            tuple(known.get(row["item"], ())),
            row["national"],
            row["hospital"],
            row["evidence"],
            row["is_reported"] == "1",
        )
        for row in rows
    )
