"""資料1 out: the areas of a prefecture, their people, and the hospitals designated in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from kinten.report.paper_sheets import Formats, make_formats, set_page

_FIRST = ("医療圏名", "面積（km²）", "人口", "人口割合（%）", "人口密度（人/km²）", "病院数")
_GROUPS = ("がん診療連携拠点病院", "特定領域がん診療連携拠点病院", "地域がん診療病院")
_ACTS = ("現況報告", "今回更新", "新規申請", "計")
_UNKNOWN = "類型不明"


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
class AreaLine:
    """One area. ``unknown`` counts designated hospitals whose kind no source tells."""

    name: str
    km2: float | None
    people: int | None
    hospitals: int
    hubs: Acts
    specific: Acts
    local: Acts
    unknown: int = 0


def write_areas(
    path: Path, prefecture: str, day: str, lines: Sequence[AreaLine], notes: Sequence[str]
) -> None:
    """Write the paper: one row for each area, the prefecture's total below, notes at the foot."""
    with xlsxwriter.Workbook(str(path)) as book:
        formats = make_formats(book)
        sheet = book.add_worksheet("資料1")
        last = len(_FIRST) + len(_GROUPS) * len(_ACTS)
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
    sheet.merge_range(3, last, 4, last, _UNKNOWN, formats.head)


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
    for acts in (line.hubs, line.specific, line.local):
        for count in (acts.report, acts.renewal, acts.new, acts.total):
            _number(sheet, formats, row, column, count)
            column += 1
    _number(sheet, formats, row, column, line.unknown)


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
    people = [line.people for line in lines]
    sizes = [line.km2 for line in lines]
    return AreaLine(
        "計",
        None if None in sizes else sum(size for size in sizes if size is not None),
        None if None in people else sum(each for each in people if each is not None),
        sum(line.hospitals for line in lines),
        sum((line.hubs for line in lines), Acts()),
        sum((line.specific for line in lines), Acts()),
        sum((line.local for line in lines), Acts()),
        sum(line.unknown for line in lines),
    )
