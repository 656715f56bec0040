"""Rows of a paper that stand for no hospital: totals and averages."""

import re
import unicodedata

from kinten.report.cells import quoted
from kinten.report.grid import Cell
from kinten.report.model import Remark, Severity
from kinten.vocabulary.wording import Words

_TOTAL = re.compile(
    r"[【\[(<〈■●◆○〇・]*(?:.*(?:県|府|都|道|圏|圏域|全|施設|病院))?(?:の)?"
    r"(?:計|合計|小計|総計|累計|総数|全体|全県|県全体|平均|平均値|中央値|最大|最大値|最小|最小値|標準偏差|"
    r"total|sum|average|mean|median)"
    r"(?:値|数|\(.*\)|[0-9]+施設|[】\])>〉:])*",
    re.IGNORECASE,
)
_ENDS = re.compile(r".+(?:計|平均|平均値|中央値)")


def is_total(text: str) -> bool:
    """Whether a cell where a hospital is due names a total: 県計, 合計, 石川中央 小計, 県平均."""
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    if not folded:
        return False
    return _TOTAL.fullmatch(folded) is not None or _ENDS.fullmatch(folded) is not None


def total_left_out(cell: Cell) -> Remark:
    """Tell a row of totals: it is no hospital and was not read."""
    shown = quoted(" ".join(cell.text.split()))
    words = Words(
        f"「{shown}」は合計や平均の行なので、病院として読みませんでした。",
        f"“{shown}” is a row of totals or averages; it was not read as a hospital.",
    )
    return Remark("row_left_out", Severity.NOTE, words, cell.at)
