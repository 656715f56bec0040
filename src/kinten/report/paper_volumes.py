"""資料3-1-① out: the volumes of a prefecture's hospitals, the earlier year in brackets above the later.

The layout is the one that `printed_layout` reads, so that a paper written here is read back the same.
At most ten hospitals stand on a sheet. A count below K is printed as 「K未満」 unless the paper is for a
closed meeting (``is_exact``); one that came masked stays masked. The layout of 資料3-1-② (local cancer
hospitals) was not seen: it is written like ①, and every sheet says so.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import isfinite
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from kinten.disclosure.masking import DEFAULT_K, protect, protect_range
from kinten.report.cells import DIFFERS
from kinten.report.model import Report
from kinten.report.paper_sheets import Formats, make_formats, set_page
from kinten.vocabulary.given import Given
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.period import write_era_year
from kinten.vocabulary.truth import Reason

ON_A_SHEET = 10
_COLUMNS = (
    ("registry_cases", "院内がん登録数"),
    ("cancer_surgeries", "悪性腫瘍の手術件数"),
    ("drug_therapy_patients", "がんに係る薬物療法のべ患者数"),
    ("radiotherapy_patients", "放射線治療のべ患者数"),
    ("palliative_team_referrals", "緩和ケアチームの新規介入患者数"),
    ("resident_share", "当該2次医療圏に居住するがん患者の診療の割合"),
    ("consultations", "相談支援センターの相談件数"),
)
_NAMES = ("医療圏", "類型", "区分", "病院名")
_MARKS = {Kind.PREF: "★", Kind.SPECIFIC: "◎"}
_LEGEND = "★：都道府県拠点　◇：地域拠点（高度型）　◎：特定領域拠点　特例型は「特例型」と記載"
_SMALL = f"{DEFAULT_K}未満の件数は「{DEFAULT_K}未満」と記載（0を含む）"
_UNREADABLE = "読めない値"
_MARKS_OF_REASONS = {
    Reason.CONTRADICTORY: (
        DIFFERS,
        f"注：「{DIFFERS}」は、同じ病院・同じ提出年の値が二つ以上あり、一致しないもの",
    ),
    Reason.UNREADABLE: (_UNREADABLE, f"注：「{_UNREADABLE}」は、元の資料の値が読み取れないもの"),
}
"""What stands in place of a figure that is neither reported nor left out."""
_NOT_SEEN = "注：資料3-1-②の様式は未確認のため、資料3-1-①の様式で作成した。"


@dataclass(frozen=True, slots=True)
class Pair:
    """One hospital: its reports of the two years of the paper, None for the year without one."""

    later: Report | None
    earlier: Report | None

    @property
    def named(self) -> Report:
        """The report that the names of its row are taken from; ValueError where there is none."""
        found = self.later or self.earlier
        if found is None:
            raise ValueError
        return found


def write_volumes(
    path: Path,
    prefecture: str,
    pairs: Sequence[Pair],
    thresholds: Mapping[str, str],
    *,
    is_local: bool = False,
    is_exact: bool = False,
    remarks: Sequence[str] = (),
) -> None:
    """Write the paper. ``thresholds`` maps a fact to the words printed below its heading.

    The pairs share their years, so that every bracket is of one year. A figure that was not reported
    stays blank, 「-」 stays 「-」, one that could not be read is 「読めない値」, and one on which the reports
    of a hospital and year differ 「食い違い」. ``remarks`` are printed below the table.
    """
    with xlsxwriter.Workbook(str(path)) as book:
        formats = make_formats(book)
        years = _years(pairs)
        for number, start in enumerate(range(0, max(1, len(pairs)), ON_A_SHEET), 1):
            some = pairs[start : start + ON_A_SHEET]
            name = f"資料3-1-{'②' if is_local else '①'}({number})"
            sheet = book.add_worksheet(name)
            shown = _Shown(formats, years, tuple(remarks), is_exact=is_exact)
            _fill(sheet, shown, prefecture, some, thresholds, is_local=is_local)


@dataclass(frozen=True, slots=True)
class _Shown:
    """How figures are shown: looks, the later and the earlier year, notes, small counts as they are or not."""

    formats: Formats
    years: tuple[int, int | None]
    remarks: tuple[str, ...]
    is_exact: bool

    def small(self, fact: str, given: Given) -> str:
        """Give the words of a small count, empty where the figure may be printed."""
        if fact == "resident_share" or given.missing is not None or given.is_dash:
            return ""
        if given.value is None:
            exact = given.low, given.high
            _, most = exact if self.is_exact else protect_range(*exact)
            return f"{most + 1:.0f}未満" if isfinite(most) else ""
        count = protect(int(given.value))
        return "" if self.is_exact or count.below is None else count.told.ja


def _fill(
    sheet: Worksheet,
    shown: _Shown,
    prefecture: str,
    pairs: Sequence[Pair],
    thresholds: Mapping[str, str],
    *,
    is_local: bool,
) -> None:
    formats = shown.formats
    last = len(_NAMES) + len(_COLUMNS) - 1
    sheet.write_string(0, last, f"資料3-1-{'②' if is_local else '①'}", formats.corner)
    kind = "地域がん診療病院" if is_local else "がん診療連携拠点病院"
    sheet.merge_range(1, 0, 1, last, f"{kind}の診療実績（{prefecture}）", formats.title)
    sheet.write_string(2, 0, _tell_years(*shown.years), formats.plain)
    for column, name in enumerate(_NAMES):
        sheet.merge_range(3, column, 4, column, name, formats.head)
    for column, (fact, name) in enumerate(_COLUMNS, len(_NAMES)):
        sheet.write_string(3, column, name, formats.head)
        sheet.write_string(4, column, thresholds.get(fact, ""), formats.head)
    row = 5
    for pair in pairs:
        _hospital(sheet, shown, row, pair)
        row += 2
    notes = [_LEGEND, *(() if shown.is_exact else (_SMALL,)), *((_NOT_SEEN,) if is_local else ())]
    notes += [*shown.remarks, *_told_marks(pairs)]
    for note in notes:
        sheet.write_string(row, 0, note, formats.plain)
        row += 1
    for column, width in enumerate((12, 8, 9, 30, *([13] * len(_COLUMNS)))):
        sheet.set_column(column, column, width)
    sheet.set_row(3, 58)
    sheet.freeze_panes(5, len(_NAMES))
    set_page(sheet, row, last)


def _years(pairs: Sequence[Pair]) -> tuple[int, int | None]:
    """Give the later year of the paper and the earlier one, None where nobody has an earlier report."""
    later = max((pair.later.year for pair in pairs if pair.later is not None), default=0)
    earlier = max((pair.earlier.year for pair in pairs if pair.earlier is not None), default=None)
    return later, earlier


def _tell_years(later: int, earlier: int | None) -> str:
    """Say which figures are whose: the brackets are the earlier year's."""
    told = f"{_era(later)}10月提出"
    if earlier is None:
        return f"{told}の現況報告による"
    return f"上段（　）内は{_era(earlier)}10月提出、下段は{told}の現況報告による"


def _told_marks(pairs: Iterable[Pair]) -> Iterator[str]:
    """Explain the marks that stand in place of figures, where there are any."""
    reports = [each for pair in pairs for each in (pair.later, pair.earlier) if each is not None]
    found = {
        given.missing for each in reports for fact, _ in _COLUMNS if (given := each.facts.get(fact))
    }
    return (note for reason, (_, note) in _MARKS_OF_REASONS.items() if reason in found)


def _era(year: int) -> str:
    return write_era_year(date(year, 10, 1))


def _hospital(sheet: Worksheet, shown: _Shown, row: int, pair: Pair) -> None:
    report, formats = pair.named, shown.formats
    names = (report.area, _mark(report), report.application, report.hospital)
    for column, (text, look) in enumerate(
        zip(names, (formats.text, formats.mark, formats.mark, formats.text), strict=True)
    ):
        if pair.later is None:
            # A name over both rows would make the blank one a report of the later year.
            sheet.write_string(row, column, text, look)
        else:
            sheet.merge_range(row, column, row + 1, column, text, look)
    for column, (fact, _) in enumerate(_COLUMNS, len(_NAMES)):
        before = None if pair.earlier is None else pair.earlier.facts.get(fact)
        is_share = fact == "resident_share"
        above = formats.upper_shares if is_share else (formats.upper,)
        below = formats.lower_shares if is_share else (formats.lower,)
        after = None if pair.later is None else pair.later.facts.get(fact)
        small = ("" if each is None else shown.small(fact, each) for each in (before, after))
        _figure(sheet, above, (row, column), before, f"({next(small) or '-'})")
        _figure(sheet, below, (row + 1, column), after, next(small) or "-")


def _figure(
    sheet: Worksheet, looks: Sequence[Format], at: tuple[int, int], given: Given | None, words: str
) -> None:
    """Write a figure as a number, with the decimals it has; brackets belong to its look.

    ``words`` stand in place of the figure: 「-」, or 「10未満」 for a small count.
    """
    row, column = at
    if given is not None and given.missing in _MARKS_OF_REASONS:
        mark = _MARKS_OF_REASONS[given.missing][0]
        sheet.write_string(row, column, f"({mark})" if words.startswith("(") else mark, looks[0])
        return
    if given is None or given.missing is not None:
        sheet.write_string(row, column, "", looks[0])
        return
    if given.value is None or "未満" in words:
        sheet.write_string(row, column, words, looks[0])
        return
    percent = Decimal(str(given.value)) * 100
    decimals = range(len(looks))
    fits = (place for place in decimals if round(percent, place) == percent)
    sheet.write_number(row, column, given.value, looks[next(fits, decimals[-1])])


def _mark(report: Report) -> str:
    mark = _MARKS.get(report.kind, "")
    if report.kind is Kind.REGIONAL and report.is_advanced:
        mark = "◇"
    return mark + ("特例型" if report.is_exceptional else "")
