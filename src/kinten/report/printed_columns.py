"""The headings of a printed table: its columns by their whole heading, groups and sub-headings included."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kinten.report.grid import Cell, Sheet
from kinten.report.heading_words import OF_OTHERS
from kinten.report.headings import (
    fact_of_heading,
    fold,
    is_threshold,
    resembled_fact,
    role_of_heading,
    year_of_heading,
)
from kinten.report.printed_cells import holds_figure
from kinten.report.printed_years import YearTag, only_year_tag

_LONGEST_ROLE = 24
_NO_YEAR = YearTag()
_ROWS_OF_HEADINGS = 3


@dataclass(frozen=True, slots=True)
class Column:
    """One column as its headings say: the text, the fact or the role, and the words for a year."""

    column: int
    text: str
    fact: str | None = None
    role: str | None = None
    tag: YearTag = _NO_YEAR


@dataclass(frozen=True, slots=True)
class Header:
    """The headings of one table: its rows, and every column that has some."""

    row: int
    first_row: int
    columns: tuple[Column, ...]

    @property
    def figures(self) -> tuple[Column, ...]:
        """The columns that name a figure."""
        return tuple(column for column in self.columns if column.fact is not None)

    @property
    def roles(self) -> dict[str, int]:
        """The other columns by what they hold; the first of two."""
        found: dict[str, int] = {}
        for column in self.columns:
            if column.role is not None:
                found.setdefault(column.role, column.column)
        return found


def read_header(sheet: Sheet, row: int, top: int, bottom: int) -> Header:
    """Read the headings of a table at a row; ``top`` and ``bottom`` bound what belongs to it."""
    every = range(1, sheet.column_count + 1)
    plain = [_column(sheet, row, top, column) for column in every]
    hospital = next((each.column for each in plain if each.role == "hospital"), 1)
    figures = [each.column for each in plain if each.fact or resembled_fact(each.text)]
    first = _first_row(sheet, row, bottom, hospital, figures)
    below = {column: _below(sheet, row, first, column) for column in every}
    groups = _group_rows(sheet, row, top, hospital, figures)
    spread = _without_empty(sheet, range(first, bottom + 1), _spread(plain, below), below)
    columns = [
        _with_words_around(
            each,
            below[each.column],
            _above(sheet, groups, each.column, figures),
            is_shared=_shares_its_heading(each, spread),
        )
        for each in spread
    ]
    return Header(row, first, tuple(columns))


def _column(sheet: Sheet, row: int, top: int, column: int) -> Column:
    cell = sheet.shown(row, column)
    text = cell.text if isinstance(cell.value, str) else ""
    fact = fact_of_heading(text) if text else None
    if fact is not None:
        return Column(column, text, fact, tag=year_of_heading(text))
    over = text or _heading_over(sheet, row, top, column)
    return Column(column, over, role=role_of_heading(over) if over.strip() else None)


def _heading_over(sheet: Sheet, header: int, top: int, column: int) -> str:
    """Find a heading that is merged downwards and stands a row or two above."""
    for row in range(header - 1, max(header - _ROWS_OF_HEADINGS, top - 1), -1):
        text = sheet.cell(row, column).text
        if text.strip():
            is_role = len(fold(text)) <= _LONGEST_ROLE and role_of_heading(text) is not None
            return text if is_role else ""
    return ""


def _first_row(
    sheet: Sheet, header: int, bottom: int, hospital: int, figures: Sequence[int]
) -> int:
    """Pass over the rows of thresholds, units and sub-headings that may stand under the headings.

    A row over which the heading of the hospitals is merged belongs to the headings, whatever its
    words: 「病院名」 is no hospital.
    """
    for row in range(header + 1, bottom + 1):
        merge = sheet.merge_of(row, hospital)
        if merge is not None and merge.top <= header:
            continue
        if not sheet.cell(row, hospital).is_blank:
            return row
        every = [sheet.cell(row, column) for column in range(1, sheet.column_count + 1)]
        filled = [cell for cell in every if not cell.is_blank]
        in_figures = [cell for column in figures if not (cell := every[column - 1]).is_blank]
        if not in_figures and not any(holds_figure(cell) for cell in filled):
            continue
        if in_figures and all(is_threshold(cell.text) for cell in in_figures):
            continue
        if _is_line_of_headings(row - header, filled):
            continue
        return row
    return bottom + 1


def _is_line_of_headings(below: int, filled: Sequence[Cell]) -> bool:
    if below > _ROWS_OF_HEADINGS:
        return False
    tags = [only_year_tag(fold(cell.text)) for cell in filled]
    if filled and all(tag is not None for tag in tags):
        return len(filled) > 1
    return not any(holds_figure(cell) for cell in filled if only_year_tag(fold(cell.text)) is None)


def _below(sheet: Sheet, header: int, first: int, column: int) -> str:
    """Join what stands under a heading before the first hospital, without thresholds and units."""
    texts: list[str] = []
    for row in range(header + 1, min(first, header + 1 + _ROWS_OF_HEADINGS)):
        merge = sheet.merge_of(row, column)
        if merge is not None and merge.top <= header:
            continue
        text = sheet.shown(row, column).text
        if text.strip() and not is_threshold(text):
            texts.append(text)
    return " ".join(dict.fromkeys(texts))


def _group_rows(
    sheet: Sheet, header: int, top: int, hospital: int, figures: Sequence[int]
) -> tuple[int, ...]:
    """Find the rows above the headings that group columns: 「前回」 and 「今回」, or a merged block."""
    found: list[int] = []
    for row in range(max(top, header - _ROWS_OF_HEADINGS + 1), header):
        cells = [cell for column in figures if not (cell := sheet.cell(row, column)).is_blank]
        tags = {fold(cell.text) for cell in cells if only_year_tag(fold(cell.text)) is not None}
        merges = [merge for merge in sheet.merges if merge.top <= row <= merge.bottom]
        is_grouped = any(
            merge.right > merge.left
            and not merge.left <= hospital <= merge.right
            and merge.left in figures
            and len(fold(sheet.cell(merge.top, merge.left).text)) <= _LONGEST_ROLE
            for merge in merges
        )
        if len(tags) > 1 or is_grouped:
            found.append(row)
    return tuple(found)


def _above(sheet: Sheet, groups: Iterable[int], column: int, figures: Sequence[int]) -> str:
    """Join the words of the groups that a column stands in; a group goes on to the next one."""
    texts: list[str] = []
    for row in groups:
        text = sheet.shown(row, column).text
        if not text.strip() and not any(merge.top <= row <= merge.bottom for merge in sheet.merges):
            left = range(column - 1, min(figures, default=1) - 1, -1)
            text = next(
                (found for other in left if (found := sheet.cell(row, other).text).strip()), ""
            )
        if text.strip():
            texts.append(text)
    return " ".join(texts)


def _spread(plain: Sequence[Column], below: dict[int, str]) -> list[Column]:
    """Let a heading hold for the blank ones right of it that have a sub-heading of their own."""
    found: list[Column] = []
    for each in plain:
        left = found[-1] if found else None
        is_blank = not each.text.strip()
        has_group = left is not None and (left.fact or resembled_fact(left.text))
        if is_blank and left is not None and has_group and below[each.column]:
            found.append(replace(left, column=each.column))
        else:
            found.append(each)
    return found


def _shares_its_heading(column: Column, spread: Sequence[Column]) -> bool:
    beside = (each for each in spread if abs(each.column - column.column) == 1)
    return any(each.text == column.text for each in beside)


def _without_empty(
    sheet: Sheet, rows: range, spread: Sequence[Column], below: dict[int, str]
) -> list[Column]:
    """Leave out what a heading merged to the right covers where nothing stands below it."""
    found: list[Column] = []
    for each in spread:
        is_covered = bool(found) and bool(each.text.strip()) and found[-1].text == each.text
        is_empty = not below[each.column] and all(
            sheet.cell(row, each.column).is_blank for row in rows
        )
        found.append(Column(each.column, "") if is_covered and is_empty else each)
    return found


def _with_words_around(column: Column, below: str, above: str, *, is_shared: bool) -> Column:
    """Take the sub-heading and the group of a column into what it names.

    Under a heading that several columns share, a sub-heading that is not understood makes it another
    figure; under one of its own it may be a remark (必須の目安).
    """
    if column.role is not None or not column.text.strip():
        return column
    tag, text = column.tag, column.text
    fact = column.fact
    for around in (above, below):
        if not around.strip():
            continue
        found = only_year_tag(fold(around))
        if found is not None:
            tag = _joined_tags(tag, found)
            continue
        joined = f"{text} {around}"
        whole = fact_of_heading(joined)
        tag = _joined_tags(tag, year_of_heading(around))
        if whole is not None and (fact is None or whole == fact):
            fact, text = whole, joined
        elif OF_OTHERS.search(fold(around)) is not None or (is_shared and around is below):
            fact, text = None, joined
    return replace(column, fact=fact, text=text, tag=tag)


def _joined_tags(one: YearTag, other: YearTag) -> YearTag:
    return YearTag(
        other.place or one.place,
        tuple(dict.fromkeys((*one.submitted, *other.submitted))),
        tuple(dict.fromkeys((*one.periods, *other.periods))),
        tuple(dict.fromkeys((*one.bare, *other.bare))),
    )
