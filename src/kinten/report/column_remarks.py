"""What is told of the columns of a printed table: doubled, abbreviated, or not read."""

from collections.abc import Iterable, Iterator

from kinten.report import faults
from kinten.report.doubled_columns import tell_doubled
from kinten.report.grid import Sheet
from kinten.report.headings import fold, is_short_heading, resembled_fact
from kinten.report.model import Remark, Severity
from kinten.report.printed_cells import holds_figure
from kinten.report.printed_columns import Column, Header
from kinten.vocabulary.facts import CATALOGUE
from kinten.vocabulary.wording import Words


def remarks_on_columns(
    sheet: Sheet, header: Header, last_row: int, differing: Iterable[str], *, by_column: bool
) -> Iterator[Remark]:
    """Tell doubled columns, short headings, and every column with figures that was not read.

    ``differing`` are the facts whose columns differ in a row; there the doubled column is an error.
    """
    yield from _doubled(sheet, header, set(differing), by_column=by_column)
    for each in header.figures:
        if is_short_heading(each.text):
            yield _short(sheet, header, each)
    read = {each.fact for each in header.figures}
    for each in header.columns:
        if each.fact is None and each.role is None:
            yield from _not_read(sheet, header, each, last_row, read)
    first = header.roles
    for each in header.columns:
        if each.role not in (None, "number") and first[str(each.role)] != each.column:
            yield _second_role(sheet, header, each, first[str(each.role)])


def _doubled(
    sheet: Sheet, header: Header, differing: set[str], *, by_column: bool
) -> Iterator[Remark]:
    if by_column:
        return
    seen: dict[str, str] = {}
    for each in header.figures:
        fact = str(each.fact)
        at = sheet.at(header.row, each.column)
        first = seen.setdefault(fact, at)
        if first != at:
            both = f"{first}; {at}"
            yield tell_doubled(fact, fold(each.text), both, differs=fact in differing)


def _short(sheet: Sheet, header: Header, column: Column) -> Remark:
    label = CATALOGUE[str(column.fact)].label
    shown = fold(column.text)[:60]
    words = Words(
        f"見出し「{shown}」は何を数えたかを略しています。「{label.ja}」として読みました。",
        f"The heading “{shown}” leaves out what is counted; it was read as {label.en}.",
    )
    at = sheet.at(header.row, column.column)
    return Remark("short_heading", Severity.WARNING, words, at, fact=str(column.fact))


def _not_read(
    sheet: Sheet, header: Header, column: Column, last_row: int, read: set[str | None]
) -> Iterator[Remark]:
    rows = range(header.first_row, last_row + 1)
    count = sum(holds_figure(sheet.cell(row, column.column)) for row in rows)
    if not count:
        return
    at = sheet.at(header.row, column.column)
    shown = fold(column.text)[:60]
    if not shown:
        words = Words(
            f"見出しのない列に値が{count}個あります。読みませんでした。見出しを書いてください。",
            f"A column without a heading holds {count} figures; it was not read. Give it a heading.",
        )
        yield Remark("column_without_heading", Severity.WARNING, words, at)
        return
    alike = resembled_fact(column.text)
    if alike is None:
        words = Words(
            f"「{shown}」の列は診療実績の項目ではないため、読みませんでした。",
            f"The column “{shown}” is none of the volumes; it was not read.",
        )
        yield Remark("column_not_read", Severity.NOTE, words, at)
        return
    label = CATALOGUE[alike].label
    words = Words(
        f"「{shown}」の列は「{label.ja}」に似ていますが、別の語があるため読みませんでした。"
        f"同じものなら、見出しを「{label.ja}」にしてください。",
        f"The column “{shown}” is like {label.en} but has other words as well; it was not read. If it is "
        f"that figure, make the heading {label.ja}.",
    )
    severity = Severity.NOTE if alike in read else Severity.WARNING
    yield Remark("column_not_read", severity, words, at, fact=alike)


def _second_role(sheet: Sheet, header: Header, column: Column, first: int) -> Remark:
    """Tell a second column of hospitals; where figures follow it as well, it is another table."""
    facts = {
        side: {each.fact for each in header.figures if (each.column > column.column) == side}
        for side in (False, True)
    }
    at = sheet.at(header.row, column.column)
    if column.role == "hospital" and facts[False] & facts[True]:
        raise faults.unknown_layout(
            at,
            Words(
                "病院名の列が二つあり、表が左右に並んでいます。一つずつ別のシートかファイルにしてください。",
                "There are two columns of hospitals: two tables stand side by side. Put each into a sheet "
                "or a file of its own.",
            ),
        )
    shown = fold(column.text)
    words = Words(
        f"「{shown}」の列は二つ目なので読みませんでした。左の列を読みました。",
        f"The column “{shown}” is a second one of its kind; the left one was read.",
    )
    both = f"{sheet.at(header.row, first)}; {at}"
    return Remark("doubled_column", Severity.WARNING, words, both)
