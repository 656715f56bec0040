"""Tables of counts in long form: dimension columns, ``n``, margins as ``total``, figures made of counts."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan
from pathlib import Path
from unicodedata import normalize

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import csr_array

from kinten.disclosure.book import COMPLEMENTARY, PRIMARY
from kinten.disclosure.cells import TOTAL, Cells, Layout, join_tables
from kinten.tables.columns import Columns, read_records
from kinten.vocabulary.wording import FaultError, Words

Floats = NDArray[np.float64]
COUNT, STATUS = "n", "status"
_DECIMAL = re.compile(r"[-+]?[0-9]*\.[0-9]+%?|[-+]?[0-9]+(?:\.[0-9]+)?%")
_WHOLE = re.compile(r"[-+]?[0-9][0-9,]*(?:[eE][-+]?[0-9]+)?")
_LEADING = re.compile(r"[-+]?0[0-9]")
_TOTALS = frozenset(
    "合計 総計 小計 計 総数 総和 全体 全数 全部 全国 全病院 全施設 全部位 全年齢 男女計 男女合計 "
    "total totals subtotal sub-total grandtotal overall all sum".split()
)
_TOTAL_ENDS = ("合計", "総計", "小計", "総数")
_OF_COUNTS, _OF_BLANKS = ("shown", "rounded"), (PRIMARY, COMPLEMENTARY, "hidden")
_TOLD = 0.5
_MANY = 9e15


@dataclass(frozen=True, slots=True)
class CountTable:
    """A table as it was read: its layout, its counts (NaN where the cell is empty), its statuses.

    ``columns`` names all columns but the status in their order; ``further`` holds the texts of those
    that are neither a dimension nor the count, ``population`` names the one of people among them.
    ``lines`` tells the line of each row in the file.
    """

    path: Path
    layout: Layout
    counts: Floats
    statuses: tuple[str, ...] | None
    columns: tuple[str, ...]
    further: Mapping[str, tuple[str, ...]]
    population: str | None
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """Tables and their cells: one count for each cell, NaN where no table shows it."""

    tables: tuple[CountTable, ...]
    cells: Cells
    counts: Floats


def read_count_tables(
    paths: Sequence[Path],
    *,
    may_be_empty: bool,
    derived: Sequence[str] = (),
    population: str | None = None,
    is_rounded: bool = False,
) -> Joined:
    """Read tables and join the cells that they have in common.

    ``derived`` names columns of figures that are made of counts (rates, percentages, means),
    ``population`` one of people or person-years; each must be in one table at least.
    FaultError names the cell that is no whole number or is there twice, a sum that is not that of its
    parts (not asked of rounded tables), a cell for which two
    tables give two counts, and a column of decimal numbers of which nothing was said.
    """
    further = (*derived, *(() if population is None else (population,)))
    tables = tuple(_read(path, further, population, may_be_empty=may_be_empty) for path in paths)
    for name in further:
        if all(name not in table.further for table in tables):
            raise _no_column(paths[0], name)
    cells = join_tables([table.layout for table in tables])
    counts = np.full(len(cells), np.nan)
    seen: dict[int, tuple[CountTable, int]] = {}
    for table, places in zip(tables, cells.places, strict=True):
        for row, cell in enumerate(places.tolist()):
            count = table.counts[row]
            if cell in seen and not np.isnan(count) and not np.isnan(counts[cell]):
                if count != counts[cell]:
                    raise _two_counts(table, row, *seen[cell])
            elif not np.isnan(count):
                counts[cell], seen[cell] = count, (table, row)
    joined = Joined(tables, cells, counts)
    if not is_rounded:
        _refuse_wrong_sums(joined)
    return joined


def _read(
    path: Path, further: Sequence[str], population: str | None, *, may_be_empty: bool
) -> CountTable:
    table = read_records(path, (COUNT,))
    columns = tuple(name for name in table.frame.columns if name != STATUS)
    dimensions = tuple(name for name in columns if name not in {COUNT, *further})
    if not dimensions:
        raise FaultError(
            Words("区分の列がありません。", "there is no column of a dimension."),
            f"{path}:1",
            Words("病院、部位などの列と n を書いてください。", "Write dimension columns and n."),
        )
    if not table.frame.height:
        raise FaultError(
            Words("行がありません。", "it has no rows."),
            str(path),
            Words("一行に一つのセルを書いてください。", "Write one cell a row."),
        )
    for name in dimensions:
        _refuse_decimals(table, name, table.frame[name].fill_null("").str.strip_chars().to_list())
    _refuse_figures(table, dimensions)
    values = [table.texts(name) for name in dimensions]
    for name, texts in zip(dimensions, values, strict=True):
        _refuse_other_totals(table, name, texts)
    layout = Layout(dimensions, tuple(zip(*values, strict=True)))
    rows = pl.Series(["\0".join(row) for row in layout.rows])
    twice = rows.is_first_distinct().not_().arg_true()
    if len(twice):
        raise table.refuse_at(
            int(twice[0]),
            dimensions[0],
            Words("同じセルの行が二度あります。", "this cell is there twice."),
            Words("一行だけを残してください。", "Keep one of the rows."),
        )
    counts = _counts(table, may_be_empty=may_be_empty)
    statuses = (
        table.frame[STATUS].fill_null("").str.strip_chars().to_list() if table.has(STATUS) else None
    )
    if statuses is not None and may_be_empty:
        _refuse_odd_statuses(table, statuses, counts)
    return CountTable(
        path,
        layout,
        counts,
        None if statuses is None else tuple(statuses),
        columns,
        {
            name: tuple(table.frame[name].fill_null("").str.strip_chars().to_list())
            for name in further
            if table.has(name)
        },
        population if population is not None and table.has(population) else None,
        tuple(table.line(row) for row in range(table.frame.height)),
    )


def _refuse_decimals(table: Columns, name: str, texts: Sequence[str]) -> None:
    """Refuse a dimension with a decimal number or a percentage: it may be made of the counts."""
    bad = next((row for row, text in enumerate(texts) if _DECIMAL.fullmatch(text)), None)
    if bad is not None:
        raise table.refuse_at(
            bad,
            name,
            Words(
                f"「{texts[bad]}」は、区分の値でなく、件数から求めた値のように見えます。隠した件数が逆算されます。",
                f"“{texts[bad]}” looks made of counts, not like a value of a dimension: hidden counts "
                "could be reckoned from it.",
            ),
            Words(
                f"--derived {name}（人口なら --population {name}）を付けるか、列を除いてください。",
                f"Add --derived {name} (for people --population {name}), or leave the column out.",
            ),
        )


def _refuse_figures(table: Columns, dimensions: Sequence[str]) -> None:
    """Refuse a column of whole numbers that tells no rows apart: figures, and no dimension.

    Numbers that tell rows apart (years, codes), that are the same in every row, have a ``total`` or a
    leading nought are values of a dimension.
    """
    texts = {
        name: table.frame[name].fill_null("").str.strip_chars().to_list() for name in dimensions
    }
    figures = [name for name in dimensions if _are_figures(texts[name])]
    telling = [name for name in dimensions if name not in figures]
    for name in figures:
        rows = list(zip(*(texts[each] for each in telling), strict=True))
        if not rows or len(set(rows)) < len(rows):
            telling.append(name)
            continue
        row = next(at for at, text in enumerate(texts[name]) if text)
        raise table.refuse_at(
            row,
            name,
            Words(
                "区分の列でなく、数を数えた列のように見えます（この列がなくても、同じセルの行はありません）。",
                "it looks like a column of figures, not a dimension: rows differ without it.",
            ),
            Words(
                f"件数から求めた列なら --derived {name}、人口なら --population {name} を付けてください。"
                "別の件数（死亡数など）なら、n の行に分けてください（区分「転帰」の死亡と生存のように）。",
                f"Add --derived {name} where it is made of the counts, --population {name} for people. "
                "Other counts, such as deaths, are rows with n of their own (a dimension outcome: dead, "
                "alive).",
            ),
        )


def _are_figures(texts: Sequence[str]) -> bool:
    told = {normalize("NFKC", text) for text in texts if text}
    return (
        len(told) > 1
        and all(_WHOLE.fullmatch(text) for text in told)
        and not any(_LEADING.match(text) for text in told)
    )


def _refuse_other_totals(table: Columns, name: str, texts: Sequence[str]) -> None:
    """Refuse a total that is not written ``total``: what it gives away would not be seen."""
    for row, text in enumerate(texts):
        told = "".join(normalize("NFKC", text).casefold().split()).strip("()[]【】<>")
        if text != TOTAL and (told in _TOTALS or told.endswith(_TOTAL_ENDS)):
            raise table.refuse_at(
                row,
                name,
                Words(
                    f"「{text}」は合計のように見えますが、total と書かれていません。",
                    f"“{text}” looks like a total, but is not written total.",
                ),
                Words(
                    "合計は total と書いてください（引き算で分かるセルを見つけるため）。",
                    "Write totals as total, so that what can be subtracted is seen.",
                ),
            )


def _refuse_odd_statuses(table: Columns, statuses: Sequence[str], counts: Floats) -> None:
    """Refuse a status that is none, or that does not go with a count or with a blank."""
    for row, (status, count) in enumerate(zip(statuses, counts.tolist(), strict=True)):
        is_blank = isnan(count)
        if status == "" or (status in _OF_BLANKS and is_blank):
            continue
        if status in _OF_COUNTS and not is_blank:
            continue
        if status not in _OF_COUNTS + _OF_BLANKS:
            told = Words(f"「{status}」という status はありません。", f"no status is “{status}”.")
        elif is_blank:
            told = Words(f"{status} なのに n が空欄です。", f"{status}, but n is blank.")
        else:
            told = Words(f"{status} なのに n があります。", f"{status}, but n is there.")
        raise table.refuse_at(
            row,
            STATUS,
            told,
            Words(
                f"示したセルは {_OF_COUNTS[0]}、n が空欄のセルは {' '.join(_OF_BLANKS)} のいずれかです。",
                f"A cell that is shown is {_OF_COUNTS[0]}, one with a blank n {' or '.join(_OF_BLANKS)}.",
            ),
        )


def _no_column(path: Path, name: str) -> FaultError:
    return FaultError(
        Words(f"「{name}」の列がありません。", f"there is no column '{name}'."),
        f"{path}:1",
        Words("列の名前を確かめてください。", "Look at the names of the columns."),
    )


def _counts(table: Columns, *, may_be_empty: bool) -> Floats:
    texts = table.frame[COUNT].fill_null("").str.strip_chars()
    numbers = texts.cast(pl.Float64, strict=False)
    is_empty = texts == ""
    is_whole = (
        numbers.is_not_null() & (numbers == numbers.floor()) & (numbers >= 0) & (numbers < _MANY)
    )
    bad = (~is_whole.fill_null(value=False) & ~(is_empty & may_be_empty)).arg_true()
    if len(bad):
        row = int(bad[0])
        told = (
            Words("空欄です。", "it is blank.")
            if is_empty[row]
            else Words(
                f"「{texts[row]}」は0以上の整数ではありません。",
                f"“{texts[row]}” is no whole number.",
            )
        )
        raise table.refuse_at(row, COUNT, told, Words("件数を書いてください。", "Write the count."))
    return numbers.fill_null(np.nan).to_numpy().astype(np.float64)


def _refuse_wrong_sums(joined: Joined) -> None:
    sums = joined.cells.sums
    is_hidden = np.isnan(joined.counts)
    known = np.where(is_hidden, 0.0, joined.counts)
    away = sums @ known
    is_whole = (abs(sums) @ is_hidden.astype(np.float64)) == 0
    wrong = np.flatnonzero(is_whole & (np.abs(away) > _TOLD))
    if not wrong.size:
        return
    first = sums[[int(wrong[0])]].tocoo()
    total = int(first.coords[1][first.data < 0][0])
    parts = float(known[first.coords[1][first.data > 0]].sum())
    cell = _likely_wrong(sums, wrong, np.flatnonzero(is_whole & (np.abs(away) <= _TOLD)), total)
    table, row = next(
        (table, int(np.flatnonzero(places == cell)[0]))
        for table, places in zip(joined.tables, joined.cells.places, strict=True)
        if (places == cell).any()
    )
    named = _named(joined, cell)
    raise FaultError(
        Words(
            f"合計が内訳と合いません（{_named(joined, total)} の合計 {known[total]:g}、内訳の和 {parts:g}）。",
            f"the total is not the sum of its parts (total {known[total]:g} of "
            f"{_named(joined, total)}, parts {parts:g}).",
        ),
        f"{table.path}:{table.lines[row]}:{COUNT}",
        Words(
            f"合計か内訳（まずこの行：{named}）を直してください。ない内訳があれば行を加えてください。",
            f"Mend the total or its parts (this row first: {named}); add the rows of parts that are "
            "missing.",
        ),
    )


def _likely_wrong(
    sums: csr_array, wrong: NDArray[np.int64], right: NDArray[np.int64], total: int
) -> int:
    """Give the cell in the most wrong sums and of these in the fewest right ones; else the total."""
    size = abs(sums)
    in_wrong = np.asarray(size[wrong].sum(axis=0)).ravel()
    in_right = np.asarray(size[right].sum(axis=0)).ravel()
    score = in_wrong * (1.0 + in_right.max(initial=0.0)) - in_right
    best = np.flatnonzero(score == score.max())
    return total if total in best or wrong.size == 1 else int(best[0])


def _named(joined: Joined, cell: int) -> str:
    pairs = sorted(joined.cells.keys[cell])
    return "、".join(f"{name}={value}" for name, value in pairs) or TOTAL


def _two_counts(table: CountTable, row: int, other: CountTable, there: int) -> FaultError:
    return FaultError(
        Words(
            f"同じセルの値が二つあります（{table.counts[row]:g} と {other.path.name} の {other.counts[there]:g}）。",
            f"a cell has two counts ({table.counts[row]:g}, and {other.counts[there]:g} in {other.path.name}).",
        ),
        f"{table.path}:{table.lines[row]}:{COUNT}",
        Words("どちらかの表を直してください。", "Mend one of the two tables."),
    )
