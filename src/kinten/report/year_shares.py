"""Whose a figure is: the years of a paper's brackets, rows and columns, as its title says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kinten.report import faults
from kinten.report.grid import Cell
from kinten.report.long_layout import YEAR
from kinten.report.model import Remark, Severity
from kinten.report.printed_years import (
    Place,
    Statement,
    bracketed_submission_years,
    read_statements,
)
from kinten.vocabulary.period import find_wrong_submission_years, read_submission_years
from kinten.vocabulary.wording import FaultError, Words

_MANY_YEARS = Words(
    "提出年が三つ以上書かれています。上段（括弧内）と下段の年だけを残してください。",
    "More than two years of submission are printed; keep only those of the two figures.",
)
_PLAIN_YEARS = Words(
    "表題の提出年を、元号にある年か西暦2000〜2100年に直してください（例：令和6年10月提出）。",
    "Mend the year in the title: one that its era has, or 2000 to 2100 (such as 令和6年10月提出).",
)
_ONE_MEANING = Words(
    "「令和6年10月提出（括弧内は令和5年10月提出）」のように、括弧内と括弧外の提出年を一つずつ書いてください。",
    "Print one year of submission for the brackets and one for the rest, as in "
    "令和6年10月提出（括弧内は令和5年10月提出）.",
)


@dataclass(frozen=True, slots=True)
class Years:
    """The years of submission of a paper's figures; None where the paper does not settle one.

    ``places`` gives those that the words, or else the usual layout, settle: the brackets, a figure
    without brackets (``plain``), the upper and lower of two rows, 前回 and 今回. ``is_by_row`` tells
    that the words speak of 上段 and 下段; ``brackets_below`` that the bracketed row is the lower one.
    """

    printed: tuple[int, ...] = ()
    plain: int | None = None
    places: tuple[tuple[Place, int | None], ...] = ()
    is_by_row: bool = False
    brackets_below: bool = False
    remarks: tuple[Remark, ...] = ()

    def of(self, place: Place) -> int | None:
        """Give the year of the figures at a place."""
        return dict(self.places).get(place)


def printed_years(cells: Iterable[Cell]) -> set[int]:
    """Find the years of submission in some cells; one that no report is of is a fault.

    Without it the other year would be misplaced.
    """
    found: set[int] = set()
    for cell in cells:
        if not isinstance(cell.value, str):
            continue
        wrong = find_wrong_submission_years(cell.value)
        if wrong:
            raise faults.unreadable_entry(cell.at, YEAR, wrong[0], _PLAIN_YEARS)
        found.update(read_submission_years(cell.value))
    return found


def settle_years(file: str, found: set[int], told: Sequence[Cell], notes: Sequence[Cell]) -> Years:
    """Give the printed years to the places of figures, as the words say.

    ``told`` are the cells of the title, ``notes`` those around the table; these are heard where the
    title does not speak of brackets. Without words the brackets and the upper row are of the earlier
    year. More than two years, or two for one place, are a fault.
    """
    statements = _statements(told)
    if not any(each.place is Place.BRACKETS for each, _ in statements):
        statements += [each for each in _statements(notes) if each[0].place is Place.BRACKETS]
    stated = _stated(statements)
    years = sorted(found | set(stated.values()))
    if len(years) > 2:
        raise faults.unknown_layout(file, _MANY_YEARS)
    early, late = (years[0] if len(years) == 2 else None), (years[-1] if years else None)
    unclear = [
        cell for each, cell in statements if each.place is Place.BRACKETS and each.year is None
    ]
    relative = {each.is_earlier for each, _ in statements if each.place is Place.BRACKETS}
    upper, lower = _pair(stated, years, Place.UPPER, Place.LOWER)
    if Place.BRACKETS in stated:
        brackets: int | None = stated[Place.BRACKETS]
    elif unclear and None in relative:
        if len(years) == 2:
            raise _not_settled(unclear[0])
        brackets = None
    elif unclear:
        brackets = early if True in relative else late
    else:
        brackets = _without_words(told, years, upper, early)
    is_by_row = Place.UPPER in stated or Place.LOWER in stated
    is_turned = brackets is not None and brackets == late and len(years) == 2
    if is_by_row and brackets is None and len(years) == 2:
        plain = None
    elif brackets is None:
        plain = late
    else:
        plain = next((year for year in reversed(years) if year != brackets), None)
    if not is_by_row:
        upper, lower = (None, None) if is_turned else (early, late)
    earlier, later = _pair(stated, years, Place.EARLIER, Place.LATER)
    return Years(
        tuple(years),
        plain,
        (
            (Place.BRACKETS, brackets),
            (Place.UPPER, upper),
            (Place.LOWER, lower),
            (Place.EARLIER, earlier or (early if later != early else None)),
            (Place.LATER, later or (late if earlier != late else None)),
        ),
        is_by_row,
        is_by_row and brackets is not None and brackets == lower,
        _remarks(statements, unclear, brackets, plain, is_turned=is_turned),
    )


def _statements(cells: Sequence[Cell]) -> list[tuple[Statement, Cell]]:
    return [
        (each, cell)
        for cell in cells
        if isinstance(cell.value, str)
        for each in read_statements(cell.value)
    ]


def _stated(statements: Sequence[tuple[Statement, Cell]]) -> dict[Place, int]:
    stated: dict[Place, int] = {}
    for each, cell in statements:
        if each.year is None:
            continue
        if stated.setdefault(each.place, each.year) != each.year:
            raise _not_settled(cell)
    for one, other in ((Place.UPPER, Place.LOWER), (Place.EARLIER, Place.LATER)):
        if one in stated and stated.get(one) == stated.get(other):
            raise _not_settled(statements[0][1])
    return stated


def _not_settled(cell: Cell) -> FaultError:
    return FaultError(
        Words(
            "括弧内や上段・下段がどの提出年の値なのか、表題から決まりません。",
            "The title does not settle of which year the bracketed, upper or lower figures are.",
        ),
        cell.at,
        _ONE_MEANING,
    )


def _pair(
    stated: dict[Place, int], years: Sequence[int], one: Place, other: Place
) -> tuple[int | None, int | None]:
    """Give the years of two places; where one is stated and two years are printed, both are known."""
    first, second = stated.get(one), stated.get(other)
    if first is None and second is not None:
        first = next((year for year in years if year != second), None)
    elif second is None and first is not None:
        second = next((year for year in years if year != first), None)
    return first, second


def _without_words(
    told: Sequence[Cell], years: Sequence[int], upper: int | None, early: int | None
) -> int | None:
    """Take the earlier year; a turned order of the rows, or of printed brackets, settles none."""
    for cell in told if len(years) == 2 else ():
        if not isinstance(cell.value, str):
            continue
        inner = bracketed_submission_years(cell.value)
        if inner == (years[-1],) and read_submission_years(cell.value) == tuple(years):
            # 令和5年10月提出（令和6年10月提出）: the later year itself stands in brackets.
            raise _not_settled(cell)
    return None if upper is not None and upper != early else early


def _remarks(
    statements: Sequence[tuple[Statement, Cell]],
    unclear: Sequence[Cell],
    brackets: int | None,
    plain: int | None,
    *,
    is_turned: bool,
) -> tuple[Remark, ...]:
    if is_turned:
        at = next((cell.at for each, cell in statements if each.place is Place.BRACKETS), "")
        words = Words(
            f"表題の言葉どおり、括弧内を{brackets}年、括弧外を{plain}年の値と読みました"
            "（ふつうは括弧内が前の年です）。",
            f"As the title says, the bracketed figures were read as those of {brackets} and the others as "
            f"those of {plain} (usually the brackets hold the earlier year).",
        )
        return (Remark("brackets_of_later_year", Severity.WARNING, words, at),)
    if unclear and brackets is None:
        words = Words(
            "括弧内が何の値か、提出年で書かれていません。括弧内の値は読みません。",
            "Of which year of submission the bracketed figures are is not printed; they are not read.",
        )
        return (Remark("year_not_printed", Severity.WARNING, words, unclear[0].at),)
    return ()
