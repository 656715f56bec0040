"""Layouts: which column of a received file is which item, and which of its codes are translated.

A layout of one's own is a mapping as YAML or JSON gives it::

    basis: hospital            # codes of 診断根拠: iarc (default) or hospital (院内・全国がん登録)
    encoding: cp932            # of a fixed-width file, else found
    values:                    # codes of an item, confirmed against the form that is used
      case_class: [10, 20, 21, 30, 31, 40, 80]
    columns:
      診療録番号: patient_id
      性別: {item: sex, codes: {M: 1, F: 2}}
    fixed:                     # in the place of columns, for a fixed-width file
      - {item: patient_id, start: 1, width: 16}
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import Any

from kinten.registry.items import Item
from kinten.tables.batches import Field
from kinten.vocabulary.wording import FaultError, Words

HOSPITAL_BASIS = {"1": "7", "2": "6", "3": "5", "4": "4", "5": "2", "6": "1", "9": "9"}
"""診断根拠 of the Japanese forms to the codes of IARC; no source was seen for 5, 6 and 9."""
DOUBTED_BASIS = (2, 1, 9)
"""The codes of IARC that these three become."""


class LayoutName(StrEnum):
    """The layouts that Kinten knows."""

    NEUTRAL = "neutral"
    HOSPITAL = "hospital"
    NATIONAL = "national"


_ALSO = {
    "residence_municipality": "residence",
    "municipality": "residence",
    "vital_status": "status",
    "follow_up_status": "status",
}
"""Other names of columns that the neutral layout takes."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns and their items; ``codes`` translates the cells of an item, ``fixed`` places its columns.

    ``values`` are the codes of items as the user confirms them.
    """

    name: str
    columns: Mapping[str, str]
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    fixed: tuple[Field, ...] = ()
    encoding: str | None = None
    values: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def strict(self) -> frozenset[str]:
        """The items whose codes are all translated: another code is none of theirs."""
        return frozenset(name for name, codes in self.codes.items() if codes is HOSPITAL_BASIS)


def known_layout(name: LayoutName, items: Iterable[Item]) -> Layout:
    """Give a layout of Kinten.

    neutral: columns have the names of items. hospital and national: columns have the Japanese titles of
    items or their numbers on the form (院内 100, 110 ...; 全国 1, 2 ...), and 診断根拠 its Japanese codes.
    """
    columns = dict(_ALSO) if name is LayoutName.NEUTRAL else {}
    for item in items:
        columns[item.name] = item.name
        if name is LayoutName.NEUTRAL:
            continue
        columns[item.title.ja] = item.name
        number = item.hospital if name is LayoutName.HOSPITAL else item.national
        if number:
            columns.setdefault(number, item.name)
    codes = {} if name is LayoutName.NEUTRAL else {"basis": HOSPITAL_BASIS}
    return Layout(str(name), columns, codes)


def parse_layout(given: Any, place: str, items: Iterable[Item]) -> Layout:  # noqa: ANN401 - as read
    """Make a layout of one's own; FaultError names the entry that cannot be read."""
    known = {item.name for item in items}
    if not isinstance(given, Mapping) or not ({"columns", "fixed"} & set(given)):
        raise _wrong(
            place, Words("columns も fixed もありません。", "there are neither columns nor fixed.")
        )
    if more := set(given) - {"columns", "fixed", "basis", "encoding", "values"}:
        raise _wrong(
            place,
            Words(
                f"知らない名です: {' '.join(map(str, more))}",
                f"unknown: {' '.join(map(str, more))}.",
            ),
        )
    columns: dict[str, str] = {}
    codes: dict[str, Mapping[str, str]] = {}
    fixed: list[Field] = []
    entries: list[tuple[str, Any]] = [
        (str(name), entry) for name, entry in _pairs(given.get("columns", {}), place)
    ]
    entries += [(_item_name(entry), entry) for entry in _listed(given.get("fixed", []), place)]
    for column, entry in entries:
        item = entry if isinstance(entry, str) else _item_name(entry)
        if item not in known:
            raise _wrong(
                f"{place}:{column}",
                Words(f"項目「{item}」はありません。", f"there is no item “{item}”."),
            )
        if item in columns.values():
            raise _wrong(
                f"{place}:{column}",
                Words(f"項目「{item}」が二度あります。", f"the item “{item}” is there twice."),
            )
        columns[column] = item
        if isinstance(entry, Mapping):
            if "codes" in entry:
                codes[item] = {str(key): str(value) for key, value in _pairs(entry["codes"], place)}
            if "start" in entry:
                fixed.append(_field(column, entry, place))
    _refuse_overlap(fixed, place)
    basis = str(given.get("basis", "iarc"))
    if basis not in {"iarc", "hospital"}:
        raise _wrong(
            f"{place}:basis",
            Words("iarc か hospital と書いてください。", "it is iarc or hospital."),
        )
    if basis == "hospital":
        codes.setdefault("basis", HOSPITAL_BASIS)
    encoding = given.get("encoding")
    return Layout(
        place,
        columns,
        codes,
        tuple(fixed),
        None if encoding is None else str(encoding),
        dict(_values(given.get("values", {}), place, known)),
    )


def _refuse_overlap(fixed: list[Field], place: str) -> None:
    inside = sorted(fixed, key=lambda one: one.start)
    for one, other in pairwise(inside):
        if one.start + one.width > other.start:
            raise _wrong(
                f"{place}:{other.name}",
                Words(f"{one.name} と重なっています。", f"it overlaps with {one.name}."),
            )


def _values(given: Any, place: str, known: set[str]) -> Iterable[tuple[str, tuple[int, ...]]]:  # noqa: ANN401 - as read
    for item, codes in _pairs(given, place):
        if item not in known or not isinstance(codes, list) or not codes:
            raise _wrong(
                f"{place}:values.{item}",
                Words(
                    "項目の名と符号の並びを書いてください。", "it is no item with a list of codes."
                ),
            )
        if not all(isinstance(code, int) for code in codes):
            raise _wrong(
                f"{place}:values.{item}",
                Words("符号は整数です。", "a code is a whole number."),
            )
        yield str(item), tuple(codes)


def _field(column: str, entry: Mapping[str, Any], place: str) -> Field:
    start, width = entry.get("start"), entry.get("width")
    if not isinstance(start, int) or not isinstance(width, int) or start < 1 or width < 1:
        raise _wrong(
            f"{place}:{column}",
            Words(
                "start と width は1以上の整数です。",
                "start and width are whole numbers from 1.",
            ),
        )
    return Field(column, start, width)


def _pairs(given: Any, place: str) -> Iterable[tuple[Any, Any]]:  # noqa: ANN401 - as read
    if not isinstance(given, Mapping):
        raise _wrong(place, Words("「名: 値」の形ではありません。", "it is no mapping."))
    return given.items()


def _listed(given: Any, place: str) -> list[Any]:  # noqa: ANN401 - as read
    if not isinstance(given, list):
        raise _wrong(f"{place}:fixed", Words("fixed は並びです。", "fixed is a list."))
    return given


def _item_name(entry: Any) -> str:  # noqa: ANN401 - as read
    return str(entry.get("item", "")) if isinstance(entry, Mapping) else str(entry)


def _wrong(place: str, what: Words) -> FaultError:
    return FaultError(
        what,
        place,
        Words(
            "項目の名は kinten registry items で見られます。",
            "The names of items are listed by kinten registry items.",
        ),
    )
