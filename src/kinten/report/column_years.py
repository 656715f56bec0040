"""Of which year each column of a printed table is, where its headings name one: 前回, 今回, 令和5年."""

from collections.abc import Sequence
from dataclasses import replace

from kinten.report.grid import Sheet
from kinten.report.headings import Heading, fold
from kinten.report.model import Remark, Severity
from kinten.report.printed_columns import Column, Header
from kinten.report.printed_years import YearTag
from kinten.report.year_shares import Years
from kinten.vocabulary.wording import Words


def headings_with_years(
    sheet: Sheet, header: Header, years: Years
) -> tuple[tuple[Heading, ...], tuple[Remark, ...]]:
    """Give each column of a figure the year that its headings name, or say that it is not certain.

    A paper whose columns are of two years has no column without one. Two columns of one fact whose
    years are not settled must agree. With a column of years, that column decides.
    """
    figures = header.figures
    counts = {each.fact: sum(other.fact == each.fact for other in figures) for each in figures}
    named = {each.column: _year_named(each.tag, figures, years) for each in figures}
    in_columns = "year" not in header.roles and _are_by_column(figures, named, counts)
    headings: list[Heading] = []
    remarks: list[Remark] = []
    for each in figures:
        heading = Heading(each.column, str(each.fact), each.text)
        year, is_named = named[each.column]
        is_double = counts[each.fact] > 1
        if in_columns and is_named:
            heading = replace(heading, year=year, has_year=True)
        elif in_columns or (not is_double and _is_of_another_year(each.tag, header, years)):
            heading = replace(heading, is_uncertain=True)
            remarks.append(_year_not_clear(sheet, header, each))
        elif is_double and not each.tag.says_nothing:
            heading = replace(heading, must_agree=True)
        headings.append(heading)
    return tuple(headings), tuple(remarks)


def _are_by_column(
    figures: Sequence[Column],
    named: dict[int, tuple[int | None, bool]],
    counts: dict[str | None, int],
) -> bool:
    """Whether the columns are told apart by their years: two of one fact, or 前回 beside others."""
    pairs: dict[str | None, list[tuple[int | None, bool]]] = {}
    for each in figures:
        pairs.setdefault(each.fact, []).append(named[each.column])
    doubles = [pair for fact, pair in pairs.items() if counts[fact] > 1]
    are_apart = [
        all(is_named for _, is_named in pair) and len({year for year, _ in pair}) == len(pair)
        for pair in doubles
    ]
    if doubles:
        return all(are_apart)
    return any(each.tag.place is not None for each in figures)


def _year_named(tag: YearTag, figures: Sequence[Column], years: Years) -> tuple[int | None, bool]:
    """Give the year of submission that a heading settles, and whether it settles one."""
    if len(tag.submitted) == 1:
        return tag.submitted[0], True
    if tag.place is not None:
        return years.of(tag.place), True
    if len(tag.periods) == 1 and not tag.submitted:
        year = tag.periods[0] + 1
        return (year, True) if year in years.printed else (None, False)
    if len(tag.bare) == 1 and not tag.submitted:
        return _year_of_bare(tag.bare[0], figures, years)
    return None, False


def _year_of_bare(year: int, figures: Sequence[Column], years: Years) -> tuple[int | None, bool]:
    """Take 令和5年 as a year of submission, or of the figures, where all the headings fit just one."""
    bare = {each.tag.bare[0] for each in figures if len(each.tag.bare) == 1}
    if bare == set(years.printed):
        return year, True
    if {each + 1 for each in bare} == set(years.printed):
        return year + 1, True
    return None, False


def _is_of_another_year(tag: YearTag, header: Header, years: Years) -> bool:
    """Whether a heading names a year that is neither of a printed report nor of its figures."""
    if "year" in header.roles:
        return tag.place is not None
    fits = {*years.printed, *(year - 1 for year in years.printed)}
    if any(year not in years.printed for year in tag.submitted):
        return True
    if any(year + 1 not in years.printed for year in tag.periods):
        return True
    if len(years.printed) == 2 and len(tag.bare) == 1 and not tag.submitted:
        # Of two years, 令和5年 may be that of the earlier report, or of the later one's figures.
        return True
    return any(year not in fits for year in tag.bare)


def _year_not_clear(sheet: Sheet, header: Header, column: Column) -> Remark:
    shown = fold(column.text)[:60]
    words = Words(
        f"「{shown}」の列がどの提出年の値か決まりません。読みませんでした。"
        "見出しに「令和6年10月提出」のように提出年を書いてください。",
        f"Of which year of submission the column “{shown}” is, is not settled; it was not read. Print the "
        "year in the heading, as in 令和6年10月提出.",
    )
    at = sheet.at(header.row, column.column)
    return Remark("year_not_printed", Severity.ERROR, words, at, fact=column.fact or "")
