"""資料1 out: the areas of a prefecture, their people, and the hospitals designated in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from kinten.report.paper_sheets import Formats, make_formats, set_page

_FIRST = ("医療圏名", "面積（km²）", "人口", "人口割合（%）", "人口密度（人/km²）", "病院数")
_GROUPS = ("がん診療連携拠点病院", "特定領域がん診療連携拠点病院", "地域がん診療病院")
_ACTS = ("現況報告", "今回更新", "新規申請", "計")
_UNKNOWN = ("類型不明", "指定不明")


@dataclass(frozen=True, slots=True)
class Acts:
    """Hospitals of one group of kinds: with a report only, with a renewal, newly recommended."""

    report: int = 0
    renewal: int = 0
    new: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.report + self.renewal + self.new

    def __add__(self, other: "Acts") -> "Acts":
        return Acts(self.report + other.report, self.renewal + other.renewal, self.new + other.new)


@dataclass(frozen=True, slots=True)
class Group:
    """Hospitals of one group of kinds: those designated for certain, and those that may be besides.

    One that may be designated stands in every group to which it can belong, so the numbers of
    different groups cannot all be reached at once.
    """

    certain: Acts = Acts()
    possible: Acts = Acts()

    def __add__(self, other: "Group") -> "Group":
        return Group(self.certain + other.certain, self.possible + other.possible)


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One area.

    ``unknown`` counts hospitals designated for certain whose kind no source tells: they are in no
    group. ``open`` counts those that may have been designated on the day: no number of ``certain``
    holds them. ``is_area`` is False for the line of hospitals whose area is not known, which takes no
    part in the sums of size and people. ``is_listed`` is False where the list of hospitals names none
    and may lack one: there is no upper number.
    """

    name: str
    km2: float | None
    people: int | None
    hospitals: int | None
    hubs: Group
    specific: Group
    local: Group
    unknown: int = 0
    open: int = 0
    is_area: bool = True
    is_listed: bool = True


def write_areas(
    path: Path, prefecture: str, day: str, lines: Sequence[AreaLine], notes: Sequence[str]
) -> None:
    """Write the paper: one row for each area, the prefecture's total below, notes at the foot.

    A number that may be larger, since it is not certain who was designated on the day, is written as a
    pair 「7〜10」, one without an upper number as 「7以上」.
    """
    with xlsxwriter.Workbook(str(path)) as book:
        formats = make_formats(book)
        sheet = book.add_worksheet("資料1")
        last = len(_FIRST) + len(_GROUPS) * len(_ACTS) + len(_UNKNOWN) - 1
        sheet.write_string(0, last, "資料1", formats.corner)
        title = f"がんの医療圏の概要（{prefecture}）"
        sheet.merge_range(1, 0, 1, last, title, formats.title)
        sheet.write_string(2, 0, f"{day}現在", formats.plain)
        _head(sheet, formats, last)
        total = _total(lines)
        for row, line in enumerate((*lines, total), 5):
            _line(sheet, formats, row, line, total)
            sheet.set_row(row, 20)
        foot = 7 + len(lines)
        for place, note in enumerate(notes):
            sheet.write_string(foot + place, 0, f"注{place + 1}：{note}", formats.plain)
        sheet.set_column(0, 0, 16)
        sheet.set_column(1, last, 9)
        sheet.set_row(3, 32)
        sheet.freeze_panes(5, 1)
        set_page(sheet, foot + len(notes), last)


def _head(sheet: Worksheet, formats: Formats, last: int) -> None:
    for column, name in enumerate(_FIRST):
        sheet.merge_range(3, column, 4, column, name, formats.head)
    for place, name in enumerate(_GROUPS):
        left = len(_FIRST) + place * len(_ACTS)
        sheet.merge_range(3, left, 3, left + len(_ACTS) - 1, name, formats.head)
        for step, act in enumerate(_ACTS):
            sheet.write_string(4, left + step, act, formats.head)
    for column, name in enumerate(_UNKNOWN, last - len(_UNKNOWN) + 1):
        sheet.merge_range(3, column, 4, column, name, formats.head)


def _line(sheet: Worksheet, formats: Formats, row: int, line: AreaLine, total: AreaLine) -> None:
    sheet.write_string(row, 0, line.name, formats.text)
    _number(sheet, formats, row, 1, None if line.km2 is None else round(line.km2, 2), 2)
    _number(sheet, formats, row, 2, line.people)
    share = None
    if line.people is not None and total.people:
        share = round(100 * line.people / total.people, 1)
    _number(sheet, formats, row, 3, share, 1)
    density = None if line.people is None or not line.km2 else round(line.people / line.km2, 1)
    _number(sheet, formats, row, 4, density, 1)
    _number(sheet, formats, row, 5, line.hospitals)
    column = len(_FIRST)
    for group in (line.hubs, line.specific, line.local):
        for at_least, at_most in _bounds(group, is_listed=line.is_listed):
            _pair(sheet, formats, row, column, at_least, at_most)
            column += 1
    for count in (line.unknown, line.open):
        _number(sheet, formats, row, column, count)
        column += 1


def _bounds(group: Group, *, is_listed: bool) -> Iterator[tuple[int, int | None]]:
    """Give the least and the most of each column; a hospital that is not listed would only report."""
    certain, both = group.certain, group.certain + group.possible
    yield certain.report, both.report if is_listed else None
    yield certain.renewal, both.renewal
    yield certain.new, both.new
    yield certain.total, both.total if is_listed else None


def _pair(
    sheet: Worksheet, formats: Formats, row: int, column: int, at_least: int, at_most: int | None
) -> None:
    if at_most is None:
        sheet.write_string(row, column, f"{at_least}以上", formats.number)
    elif at_least == at_most:
        _number(sheet, formats, row, column, at_least)
    else:
        sheet.write_string(row, column, f"{at_least}〜{at_most}", formats.number)


def _number(
    sheet: Worksheet,
    formats: Formats,
    row: int,
    column: int,
    value: float | None,
    decimals: int = 0,
) -> None:
    if value is None:
        sheet.write_string(row, column, "", formats.text)
    else:
        sheet.write_number(row, column, value, formats.decimals[decimals])


def _total(lines: Sequence[AreaLine]) -> AreaLine:
    areas = [line for line in lines if line.is_area]
    people = [line.people for line in areas]
    sizes = [line.km2 for line in areas]
    return AreaLine(
        "計",
        None if None in sizes else sum(size for size in sizes if size is not None),
        None if None in people else sum(each for each in people if each is not None),
        sum(line.hospitals or 0 for line in areas),
        sum((line.hubs for line in lines), Group()),
        sum((line.specific for line in lines), Group()),
        sum((line.local for line in lines), Group()),
        sum(line.unknown for line in lines),
        sum(line.open for line in lines),
        is_listed=all(line.is_listed for line in lines),
    )
