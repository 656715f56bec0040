"""Rows of a paper that stand for no hospital: totals, averages, targets."""

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
_NO_HOSPITAL = re.compile(
    r"[【\[(<]*(?:(?:目標|基準|要件|必要数|参考)(?:値|数|件数)?|(?:[RＲ]\d{1,2}|令和\d{1,2}年?)?(?:整備)?指針(?:の?要件)?"
    r"|全国(?:値|計|の?平均)?|(?:県|府|都|道|圏域)?内?(?:の)?全(?:病院|施設|拠点病院))[】\])>]*"
)
_ENDS = re.compile(r".+(?:計|平均|平均値|中央値)")


def is_total(text: str) -> bool:
    """Whether a cell where a hospital is due names none: 県計, 石川中央 小計, 県平均, 目標値, 全国."""
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    if not folded:
        return False
    patterns = (_TOTAL, _ENDS, _NO_HOSPITAL)
    return any(pattern.fullmatch(folded) is not None for pattern in patterns)


def total_left_out(cell: Cell) -> Remark:
    """Tell a row of totals: it is no hospital and was not read."""
    shown = quoted(" ".join(cell.text.split()))
    words = Words(
        f"「{shown}」は合計・平均・基準などの行なので、病院として読みませんでした。",
        f"“{shown}” is a row of totals, averages or standards; it was not read as a hospital.",
    )
    return Remark("row_left_out", Severity.NOTE, words, cell.at)
