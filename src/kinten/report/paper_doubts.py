"""What makes a printed table another one than it looks: refused with its cell, never read on a guess.

Brackets may hold a difference instead of a year, a group of columns may be targets or another
hospital's, and a row within the table may begin another year.
"""

import re
import unicodedata
from collections.abc import Iterator

from kinten.report.cells import quoted
from kinten.report.grid import Cell, Sheet
from kinten.report.headings import fold, is_threshold, role_of_heading
from kinten.report.printed_cells import holds_figure
from kinten.report.printed_columns import Header
from kinten.report.printed_years import only_year_tag, read_year_tag
from kinten.vocabulary.period import read_submission_years, read_year
from kinten.vocabulary.wording import FaultError, Words

_BRACKETS = re.compile(r"括弧|カッコ|かっこ|\(\s*\)\s*内")
_INSIDE = re.compile(r"(?:括弧|カッコ|かっこ|\(\s*\))(?!\s*外)\s*内?[はがのを:=\s]*")
_OUTSIDE = re.compile(r"(?:括弧|カッコ|かっこ|\(\s*\))\s*外")
_OTHER_FIGURES = re.compile(
    r"増減|差|比|平均|目標|基準|要件|累計|合計|割合|率|再掲|うち|増加|減少|予定|見込"
)
_OTHER_GROUP = re.compile(
    r"目標|基準|要件|指針|必要数|平均|全国|県内|グループ|合計|累計|予定|計画|見込|増減|差|前年比|連携病院"
)
_NO_NAME = re.compile(r"[(（]?(?:増減|差|前年比|対前年比?|増減率|〃|同上|々)[)）]?")
_QUALIFIES = re.compile(
    r"(?:目標|基準|要件|予定|計画|見込み?|増減|差|前年比?|前年度|前回|昨年度?|.{0,6}平均)(?:値|数)?"
)
_OF_THE_HOSPITAL = re.compile(r"指定|更新|認定|開設|承認|取得")
_A_YEAR = re.compile(r"(?:令和|平成|[RH])(?:\d{1,2}|元)年?度?|(?:19|20)\d{2}年度?")
_NOTE = ("※", "*", "注", "(注", "出典")


def refuse_doubts(sheet: Sheet, top: int, header: Header, last_row: int) -> None:
    """Raise where words beside, above or within a table make its figures uncertain."""
    for cell in _texts(sheet, top, last_row):
        _refuse_brackets(cell)
    _refuse_groups(sheet, top, header)
    title = {
        year
        for cell in _texts(sheet, top, header.row - 1)
        for year in read_submission_years(cell.text)
    }
    _refuse_rows(sheet, header, last_row, title)


def _texts(sheet: Sheet, top: int, bottom: int) -> Iterator[Cell]:
    for (row, _), cell in sorted(sheet.cells.items()):
        if top <= row <= bottom and isinstance(cell.value, str):
            yield cell


def _refuse_brackets(cell: Cell) -> None:
    """Refuse brackets that are said to hold something else than the figures of a year."""
    plain = unicodedata.normalize("NFKC", cell.text)
    if _BRACKETS.search(plain) is None or not read_submission_years(plain):
        return
    inside = _INSIDE.search(plain)
    if _OUTSIDE.search(plain) is not None and not _starts_with_year(plain, inside):
        raise _fault(cell, *_WHICH_YEAR)
    if inside is not None:
        clause = re.split(r"[。、,;\n]", plain[inside.end() :], maxsplit=1)[0]
        if _starts_with_year(plain, inside) and _OTHER_FIGURES.search(clause) is not None:
            raise _fault(cell, *_NO_FIGURES)


def _starts_with_year(plain: str, inside: re.Match[str] | None) -> bool:
    if inside is None:
        return False
    clause = re.split(r"[。、,;\n)]", plain[inside.end() :], maxsplit=1)[0]
    return bool(read_submission_years(clause))


def _refuse_groups(sheet: Sheet, top: int, header: Header) -> None:
    """Refuse words of another quantity in the rows of headings above and below the figures."""
    columns = {column.column for column in header.figures}
    for (row, column), cell in sorted(sheet.cells.items()):
        is_beside = top <= row < header.first_row and row != header.row
        text = fold(cell.text)
        if not (is_beside and column in columns and isinstance(cell.value, str)):
            continue
        if _OTHER_GROUP.search(text) is not None and not is_threshold(cell.text):
            raise _fault(cell, *_ANOTHER)


def _refuse_rows(sheet: Sheet, header: Header, last_row: int, title: set[int]) -> None:
    """Refuse a heading, a year or another quantity that stands within the rows of the table."""
    for row in range(header.first_row, last_row + 1):
        filled = [cell for cell in _row(sheet, row) if not cell.is_blank]
        name = sheet.cell(row, header.roles.get("hospital", 1))
        if _has_figures(sheet, header, row):
            _refuse_name(name)
            _refuse_words_beside(sheet, header, row, title)
        elif role_of_heading(name.text) == "hospital" and len(filled) > 1:
            raise _fault(name, *_HEADINGS_WITHIN)
        elif len(filled) == 1 and not fold(filled[0].text).startswith(_NOTE):
            below = range(row + 1, last_row + 1)
            tag, _ = read_year_tag(fold(filled[0].text))
            if not tag.says_nothing and any(_has_figures(sheet, header, each) for each in below):
                raise _fault(filled[0], *_YEAR_WITHIN)


def _refuse_name(name: Cell) -> None:
    text = fold(name.text)
    if _NO_NAME.fullmatch(text) is not None:
        raise _fault(name, *_ANOTHER_ROW)
    if only_year_tag(text.strip("()（）")) is not None or read_submission_years(name.text):
        raise _fault(name, *_YEAR_WITHIN)


def _refuse_words_beside(sheet: Sheet, header: Header, row: int, title: set[int]) -> None:
    """Refuse a word beside the figures that makes them a target's, an average's or another year's."""
    taken = {each.column for each in header.figures} | {header.roles.get("hospital", 1)}
    names = {each.column: each.text for each in header.columns}
    for column in range(1, sheet.column_count + 1):
        text = fold(sheet.cell(row, column).text)
        if column in taken or not text:
            continue
        if _QUALIFIES.fullmatch(text) is not None:
            raise _fault(sheet.cell(row, column), *_ANOTHER_ROW)
        year = read_year(text.removesuffix("度")) if _A_YEAR.fullmatch(text) else None
        if year is None or _OF_THE_HOSPITAL.search(names.get(column, "")) is not None:
            continue
        if column != header.roles.get("year") or (title and year not in title):
            raise _fault(sheet.cell(row, column), *_YEAR_WITHIN)


def _row(sheet: Sheet, row: int) -> Iterator[Cell]:
    return (sheet.cell(row, column) for column in range(1, sheet.column_count + 1))


def _has_figures(sheet: Sheet, header: Header, row: int) -> bool:
    return any(holds_figure(sheet.cell(row, each.column)) for each in header.figures)


def _fault(cell: Cell, what: Words, remedy: Words) -> FaultError:
    shown = quoted(" ".join(cell.text.split()))
    told = Words(f"「{shown}」：{what.ja}", f"“{shown}”: {what.en}")
    return FaultError(told, cell.at, remedy)


_PLAIN_TITLE = Words(
    "「令和6年10月提出（括弧内は令和5年10月提出）」の形に直すか、括弧の値を除いてください。",
    "Write it as 令和6年10月提出（括弧内は令和5年10月提出）, or take the bracketed figures out.",
)
_WHICH_YEAR = (
    Words(
        "括弧の内と外がどの提出年の値か決まりません。",
        "of which year the figures in brackets and outside are, is not settled.",
    ),
    _PLAIN_TITLE,
)
_NO_FIGURES = (
    Words(
        "括弧内は診療実績の値でないとみえます。読みません。",
        "the brackets seem to hold no volumes; the paper is not read.",
    ),
    _PLAIN_TITLE,
)
_ANOTHER = (
    Words(
        "この列は病院の診療実績の値でないとみえます。読みません。",
        "the columns here seem to hold no volumes of the hospital; the paper is not read.",
    ),
    Words(
        "目標値・基準・平均などの列を除くか、見出しを診療実績の項目名だけにしてください。",
        "Take columns of targets, standards or averages out, or let the headings name the volume alone.",
    ),
)
_HEADINGS_WITHIN = (
    Words(
        "表の途中に、診療実績の見出しとして読めない別の見出しの行があります。下の行がどの列の値か決まりません。",
        "a row of other headings stands within the table; what the rows below it hold is not settled.",
    ),
    Words(
        "別の表はほかのシートかファイルに分けてください。",
        "Put the other table on a sheet, or into a file, of its own.",
    ),
)
_ANOTHER_ROW = (
    Words(
        "この行は病院の診療実績の値でないとみえます。読みません。",
        "this row seems to hold no volumes of a hospital; the paper is not read.",
    ),
    Words(
        "目標・平均・前年などの行を除いてください。",
        "Take rows of targets, averages or other years out.",
    ),
)
_YEAR_WITHIN = (
    Words(
        "表の途中に別の提出年が書かれています。どの行がどの年か決まりません。",
        "another year of submission stands within the table; which rows are of which year is not settled.",
    ),
    Words(
        "提出年ごとに表（見出しと表題）を分けるか、年の列を作ってください。",
        "Give each year a table with headings and title of its own, or a column of years.",
    ),
)
