"""A table that `kinten judge` wrote, lying among the inputs: a result is no report."""

from kinten.report.grid import Sheet
from kinten.vocabulary.wording import FaultError, Words

_HEADS = (frozenset({"判定", "決め手"}), frozenset({"verdict", "what decided"}))
_ROWS_SEEN = 20  # the notes above the heading are fewer


def refuse_result(sheet: Sheet) -> None:
    """Raise where a row near the top has the headings of a result."""
    for row in range(1, min(sheet.row_count, _ROWS_SEEN) + 1):
        texts = {sheet.cell(row, column).text for column in range(1, sheet.column_count + 1)}
        if any(head <= texts for head in _HEADS):
            raise FaultError(
                Words(
                    "kinten が書いた判定の結果で、報告ではありません。",
                    "this is a result written by kinten, not a report.",
                ),
                sheet.at(row, 1),
                Words(
                    "結果は、報告のフォルダーの外に書いてください。",
                    "Write results outside the folder of reports.",
                ),
            )
