"""The recommendation slip: what a prefecture recommends for one hospital, with the hub's opinion.

The official form (新規指定推薦書, 指定更新推薦書) was not seen; this slip gathers what goes with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

from kinten.report.paper_sheets import make_formats, set_page

_NOT_SEEN = "注：公式の推薦書の様式は未確認。これは推薦に添える内容をまとめたものである。"


@dataclass(frozen=True, slots=True)
class Slip:
    """One recommendation: lines of (heading, text). ``opinion`` is the prefectural hub's."""

    title: str
    lines: Sequence[tuple[str, str]]
    opinion: str


def write_slip(path: Path, slip: Slip) -> None:
    """Write the slip on one page; an opinion that is not given leaves an empty box."""
    with xlsxwriter.Workbook(str(path)) as book:
        formats = make_formats(book)
        sheet = book.add_worksheet("推薦書（添付）")
        sheet.merge_range(0, 0, 0, 1, slip.title, formats.title)
        row = 2
        for heading, text in slip.lines:
            sheet.write_string(row, 0, heading, formats.head)
            sheet.write_string(row, 1, text, formats.text)
            sheet.set_row(row, 18 * sum(1 + len(line) // 48 for line in text.split("\n")))
            row += 1
        sheet.write_string(row, 0, "都道府県がん診療連携拠点病院の意見", formats.head)
        sheet.write_string(row, 1, slip.opinion, formats.text)
        sheet.set_row(row, 120)
        sheet.write_string(row + 1, 0, _NOT_SEEN, formats.plain)
        sheet.set_column(0, 0, 26)
        sheet.set_column(1, 1, 80)
        set_page(sheet, row + 1, 1)
        sheet.set_portrait()
