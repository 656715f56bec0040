"""Small meeting papers written out in the tests."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

import openpyxl

from kinten.report.model import Reading, Report
from kinten.report.papers import read_paper

Rows = Sequence[Sequence[object]]
TITLE = "令和6年10月提出　石川県"
BOTH = "令和6年10月提出（括弧内は令和5年10月提出）　石川県"
FIGURES = ("院内がん登録数", "悪性腫瘍の手術件数", "放射線治療のべ患者数")
FACTS = ("registry_cases", "cancer_surgeries", "radiotherapy_patients")


def read_csv(rows: Rows) -> Reading:
    """Read a paper as CSV; short rows are filled up."""
    width = max(map(len, rows))
    text = io.StringIO(newline="")
    csv.writer(text).writerows([[*row, *[""] * (width - len(row))] for row in rows])
    return read_paper(io.BytesIO(text.getvalue().encode()), "a.csv")


def read_xlsx(rows: Rows, merges: Iterable[str] = ()) -> Reading:
    """Read a paper as a workbook with merged blocks."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "石川"
    for row in rows:
        sheet.append([None if cell == "" else cell for cell in row])
    for block in merges:
        sheet.merge_cells(block)
    stream = io.BytesIO()
    book.save(stream)
    return read_paper(io.BytesIO(stream.getvalue()), "a.xlsx")


def told(reading: Reading) -> list[tuple[str, str, str]]:
    """Give each remark's rule, severity and place."""
    return [(one.rule, one.severity.value, one.at) for one in reading.remarks]


def values(report: Report, facts: Iterable[str] = FACTS) -> list[object]:
    """Give the values of some facts; the reason where there is none, None where it was not asked."""
    given = [report.facts.get(fact) for fact in facts]
    return [None if each is None else each.missing or each.value for each in given]


def of_years(reading: Reading) -> dict[tuple[str, int], list[object]]:
    """Give the figures of every hospital and year."""
    return {(one.hospital, one.year): values(one) for one in reading.reports}
