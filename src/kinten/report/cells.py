"""Reading one cell as one fact: a figure, はい or いいえ, 「-」, blank, or a fault of the cell.

A fault of a cell loses that fact and nothing else: it becomes unreadable or contradictory, with a
remark that names the cell. What was received stays in ``text``.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from math import inf

from kinten.disclosure.masking import DEFAULT_K, veil
from kinten.report.grid import Cell
from kinten.report.model import Remark, Severity
from kinten.vocabulary.facts import FactDefinition, FactType
from kinten.vocabulary.given import Given, answer, between, dash, missing, number
from kinten.vocabulary.period import NotADay, read_day_of_cell
from kinten.vocabulary.truth import Reason
from kinten.vocabulary.wording import Words

DASHES = frozenset("-‐‑‒–—―−－ーｰ─")
_NUMBER = re.compile(r"(?P<sign>[-−△▲]?)(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<rest>\.\d+)?")
_ENDING = re.compile(r"(?<=\d)\s*(件|人|名|例|台|室|施設|編|回)$")
_BELOW = re.compile(r"(?P<before>[1-9]\d{0,2}) ?[件人名例]?未満|< ?(?P<after>[1-9]\d{0,2})")
DIFFERS = "食い違い"
"""What stands in a paper of ours for a figure on which the reports of one hospital and year differ."""
_YES = frozenset({"はい", "yes", "true"})
_NO = frozenset({"いいえ", "no", "false"})
_LARGEST = 10**9


@dataclass(frozen=True, slots=True)
class Read:
    """A fact as read, and what is to be said about its cell."""

    given: Given
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number found in a cell, how it was written, and whether it carried a percent sign."""

    value: Decimal
    is_percent: bool = False
    is_rewritten: bool = False


def read_fact(fact: FactDefinition, cell: Cell, *, in_percent: bool = False) -> Read:
    """Read a cell as a fact of the catalogue. ``in_percent``: the column's figures are percents."""
    if cell.is_blank:
        return Read(missing(Reason.NOT_REPORTED, cell.at))
    if cell.is_lost or cell.is_formula or cell.is_error:
        return _untrusted(fact, cell)
    if is_dash(cell):
        return Read(dash(cell.at, cell.text))
    if fact.type is FactType.TEXT:
        return Read(text_given(cell))
    if fact.type is FactType.YES_NO:
        return _read_answer(fact, cell)
    if fact.type is FactType.DATE:
        return _read_day(fact, cell)
    if cell.text.strip() == DIFFERS:
        return _contradictory(fact, cell, _DIFFERS)
    figure = figure_of(cell)
    if figure is None:
        below = _below(cell) if fact.type is FactType.COUNT else None
        return _unreadable(fact, cell, _NO_FIGURE) if below is None else _masked(fact, cell, below)
    if fact.type is FactType.SHARE:
        return _share(fact, cell, figure, in_percent=in_percent)
    return _count(fact, cell, figure)


def _untrusted(fact: FactDefinition, cell: Cell) -> Read:
    """Give up a cell in which no value stands, or none that may be trusted."""
    if cell.is_deleted:
        # What was deleted is told once for the whole form, by the names that are left over.
        return Read(missing(Reason.UNREADABLE, cell.at))
    if cell.merged_in:
        return _unreadable(fact, cell, swallowed(cell))
    return _unreadable(fact, cell, _FORMULA if cell.is_formula else _ERROR_VALUE)


def text_given(cell: Cell) -> Given:
    """Give words as received: no figure, and not missing either."""
    return Given(-inf, inf, cell.at, text=cell.text)


def is_dash(cell: Cell) -> bool:
    """Whether the cell holds nothing but the form's 「-」, in any width."""
    return isinstance(cell.value, str) and cell.value.strip() in DASHES


def figure_of(cell: Cell) -> Figure | None:
    """Find the number in a cell; None for words, days and truth values."""
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, int | float):
        exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        return Figure(exact) if exact.is_finite() else None
    return _figure_in(value)


def _is_plain_digit(sign: str) -> bool:
    return "0" <= sign <= "9" or "０" <= sign <= "９"


def _figure_in(text: str) -> Figure | None:
    if any(sign.isnumeric() and not _is_plain_digit(sign) for sign in text):
        # 500① and 50² are a figure and a footnote, never 5001 and 502.
        return None
    plain = unicodedata.normalize("NFKC", text).strip()
    bare = _ENDING.sub("", plain.removesuffix("%").rstrip())
    found = _NUMBER.fullmatch(bare)
    if found is None or len(bare) > 40:
        return None
    value = Decimal(found["digits"].replace(",", "") + (found["rest"] or ""))
    signed = -value if found["sign"] else value
    is_percent = plain.endswith("%")
    as_usual = bare.replace("−", "-") + ("%" if is_percent else "")
    return Figure(signed, is_percent, is_rewritten="," in bare or as_usual != text.strip())


def _below(cell: Cell) -> int | None:
    """Give the 10 of 「10未満」 or <10: a count that came masked; None for anything else."""
    if not isinstance(cell.value, str):
        return None
    found = _BELOW.fullmatch(unicodedata.normalize("NFKC", cell.value).strip("() \t"))
    return None if found is None else int(found["after"] or found["before"])


def _masked(fact: FactDefinition, cell: Cell, below: int) -> Read:
    """Keep a masked count as what it can be; it is never filled in."""
    given = between(0, below - 1, cell.at, cell.text)
    shown = max(below, DEFAULT_K) if fact.counts_patients else below
    return Read(given, (remark(fact, cell, _small(shown)),))


def _count(fact: FactDefinition, cell: Cell, figure: Figure) -> Read:
    if figure.is_percent:
        return _unreadable(fact, cell, _PERCENT_IN_COUNT)
    if figure.value < 0:
        return _contradictory(fact, cell, _NEGATIVE)
    if figure.value != figure.value.to_integral_value():
        return _contradictory(fact, cell, _FRACTION)
    if figure.value > _LARGEST:
        return _contradictory(fact, cell, _TOO_LARGE)
    return _known(fact, cell, figure, figure.value)


def _share(fact: FactDefinition, cell: Cell, figure: Figure, *, in_percent: bool) -> Read:
    """Bring a share to 0-1 by decimals; only then is it made a float."""
    is_percent = figure.is_percent or (in_percent and "%" not in cell.number_format)
    value = figure.value / 100 if is_percent else figure.value
    if value < 0:
        return _contradictory(fact, cell, _NEGATIVE)
    if value > 1:
        return _contradictory(fact, cell, _OVER_ONE)
    read = _known(fact, cell, figure, value)
    if in_percent and is_percent and 0 < value < Decimal("0.01"):
        return Read(read.given, (*read.remarks, remark(fact, cell, _TINY_PERCENT)))
    return read


def _known(fact: FactDefinition, cell: Cell, figure: Figure, value: Decimal) -> Read:
    given = number(value, cell.at, cell.text)
    return Read(given, (remark(fact, cell, _REWRITTEN),) if figure.is_rewritten else ())


def remark_on_share(fact: FactDefinition, cell: Cell, read: Read) -> Read:
    """Give up a share of a paper that may be a percent or a fraction: 0.26 without any sign."""
    if fact.type is not FactType.SHARE or read.given.value is None or "%" in cell.number_format:
        return read
    figure = figure_of(cell)
    if figure is None or figure.is_percent or not 0 < figure.value < 1:
        return read
    return _unreadable(fact, cell, _AMBIGUOUS_SHARE)


def _read_answer(fact: FactDefinition, cell: Cell) -> Read:
    word = unicodedata.normalize("NFKC", cell.text).strip().lower()
    if word in _YES or word in _NO:
        return Read(answer(word in _YES, cell.at, cell.text))
    return _unreadable(fact, cell, NO_ANSWER)


def _read_day(fact: FactDefinition, cell: Cell) -> Read:
    day = read_day_of_cell(cell.value)
    if isinstance(day, NotADay):
        if day.is_impossible:
            return _contradictory(fact, cell, _IMPOSSIBLE_DAY)
        return _unreadable(fact, cell, IMPLAUSIBLE_DAY if day.is_implausible else _NO_DAY)
    return Read(number(day.toordinal(), cell.at, cell.text))


def read_yes(cell: Cell) -> bool | None:
    """Read はい or いいえ from a cell that is no fact; None for anything else."""
    word = unicodedata.normalize("NFKC", cell.text).strip().lower()
    if cell.is_formula or word not in _YES | _NO:
        return None
    return word in _YES


def plain_day(value: object) -> date | None:
    """Give the day in a cell's value where it holds one as a date."""
    return (
        value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None
    )


@dataclass(frozen=True, slots=True)
class Flaw:
    """One way in which a cell can be wrong or odd: the rule, its severity and the words for it."""

    rule: str
    severity: Severity
    ja: str
    en: str


_FORMULA = Flaw(
    "formula",
    Severity.ERROR,
    "数式です。計算結果は読みません。値を入れてください",
    "a formula; its result is not trusted, enter the value",
)
_ERROR_VALUE = Flaw(
    "error_value",
    Severity.ERROR,
    "エラー値です。値を入れてください",
    "an error value; enter the value",
)
_DIFFERS = Flaw(
    "duplicate_differs",
    Severity.ERROR,
    "元の報告の値が食い違っていました。正しい値を確かめて入れてください",
    "the reports that the paper was made from differ; find out the figure and enter it",
)
_NO_FIGURE = Flaw(
    "text_in_number",
    Severity.ERROR,
    "数値として読めません。数字だけを入れてください",
    "cannot be read as a number; enter digits only",
)
_PERCENT_IN_COUNT = Flaw(
    "percent_in_count",
    Severity.ERROR,
    "件数の欄に百分率があります。件数を入れてください",
    "a percentage where a count is due; enter the count",
)
NO_ANSWER = Flaw(
    "no_answer",
    Severity.ERROR,
    "「はい」「いいえ」「-」のいずれでもありません",
    "neither はい, いいえ nor 「-」",
)
_NO_DAY = Flaw("text_in_date", Severity.ERROR, "日付として読めません", "cannot be read as a date")
IMPLAUSIBLE_DAY = Flaw(
    "text_in_date",
    Severity.ERROR,
    "元号にない年月日か、1868〜2100年の外の日付です。読みませんでした",
    "a day that its era does not have, or one outside the years 1868 to 2100; it was not read",
)
_IMPOSSIBLE_DAY = Flaw(
    "impossible_date", Severity.ERROR, "存在しない日付です", "a date that does not exist"
)
_NEGATIVE = Flaw("negative", Severity.ERROR, "負の値です", "a negative figure")
_FRACTION = Flaw("fraction", Severity.ERROR, "件数に端数があります", "a fraction in a count")
_TOO_LARGE = Flaw("too_large", Severity.ERROR, "桁が多すぎます", "far too many digits")
_OVER_ONE = Flaw(
    "share_over_one", Severity.ERROR, "割合が100%を超えています", "a share of more than 100 %"
)
_AMBIGUOUS_SHARE = Flaw(
    "ambiguous_share",
    Severity.ERROR,
    "百分率か小数かわかりません。%を付けてください",
    "a percent or a fraction; add the percent sign",
)
_TINY_PERCENT = Flaw(
    "tiny_percent",
    Severity.WARNING,
    "百分率の列に1未満の値があります。百分率として読みました（0.2は0.2%）",
    "under 1 in a column of percents; it was read as a percent (0.2 is 0.2 %)",
)
_REWRITTEN = Flaw(
    "rewritten",
    Severity.NOTE,
    "全角数字・桁区切り・単位等を除いて数値として読みました",
    "read as a number without full-width digits, separators or unit",
)


def _small(below: int) -> Flaw:
    """Say as what a masked count is taken."""
    return Flaw(
        "masked",
        Severity.NOTE,
        f"伏せられた小さな値です。0〜{below - 1}の範囲として扱います",
        f"a small count that came masked; it counts as the range from 0 to {below - 1}",
    )


def swallowed(cell: Cell) -> Flaw:
    """Say that a cell vanished in a merged block: the block, and how to mend it."""
    return Flaw(
        "merged_cell",
        Severity.ERROR,
        f"この欄は結合セル {cell.merged_in} に含まれ、値が残っていません。"
        "結合を解除し、この欄に値を入れてください",
        f"the cell was merged into {cell.merged_in}, so its value is gone; "
        "unmerge the cells and enter the value here",
    )


def remark(fact: FactDefinition, cell: Cell, flaw: Flaw) -> Remark:
    """Say what is wrong with a cell, in both languages, with what stands in it."""
    text = veil(cell.text) if fact.counts_patients else cell.text
    return replace(_remark_on(fact.label, cell.at, text, flaw), fact=fact.id)


def remark_on(label: Words, cell: Cell, flaw: Flaw) -> Remark:
    """Say what is wrong with a cell that is no fact of the catalogue, by its label."""
    return _remark_on(label, cell.at, cell.text, flaw)


def _remark_on(label: Words, at: str, text: str, flaw: Flaw) -> Remark:
    shown = quoted(text)
    ja, en = (f"「{shown}」", f" “{shown}”") if shown else ("", "")
    words = Words(f"{label.ja}{ja}：{flaw.ja}。", f"{label.en}{en}: {flaw.en}.")
    return Remark(flaw.rule, flaw.severity, words, at)


def quoted(text: str) -> str:
    """Cut what a cell holds to the length that a message can bear."""
    return text if len(text) <= 40 else text[:39] + "…"


def _unreadable(fact: FactDefinition, cell: Cell, flaw: Flaw) -> Read:
    given = missing(Reason.UNREADABLE, cell.at, cell.text)
    return Read(given, (remark(fact, cell, flaw),))


def _contradictory(fact: FactDefinition, cell: Cell, flaw: Flaw) -> Read:
    given = missing(Reason.CONTRADICTORY, cell.at, cell.text)
    return Read(given, (remark(fact, cell, flaw),))
