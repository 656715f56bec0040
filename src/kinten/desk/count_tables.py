"""Tables of counts in long form: dimension columns, ``n``, margins as ``total``, figures made of counts."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kinten.disclosure.cells import TOTAL, Cells, Layout, join_tables
from kinten.tables.columns import Columns, read_records
from kinten.vocabulary.wording import FaultError, Words

Floats = NDArray[np.float64]
COUNT, STATUS = "n", "status"
_DECIMAL = re.compile(r"[-+]?[0-9]*\.[0-9]+%?|[-+]?[0-9]+(?:\.[0-9]+)?%")
_TOLD = 0.5
_MANY = 9e15


@dataclass(frozen=True, slots=True)
class CountTable:
    """A table as it was read: its layout, its counts (NaN where the cell is empty), its statuses.

    ``columns`` names all columns but the status in their order; ``further`` holds the texts of those
    that are neither a dimension nor the count, ``population`` names the one of people among them.
    """

    path: Path
    layout: Layout
    counts: Floats
    statuses: tuple[str, ...] | None
    columns: tuple[str, ...]
    further: Mapping[str, tuple[str, ...]]
    population: str | None


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
    values = [table.texts(name) for name in dimensions]
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
    statuses = table.frame[STATUS].fill_null("").to_list() if table.has(STATUS) else None
    return CountTable(
        path,
        layout,
        _counts(table, may_be_empty=may_be_empty),
        None if statuses is None else tuple(statuses),
        columns,
        {
            name: tuple(table.frame[name].fill_null("").str.strip_chars().to_list())
            for name in further
            if table.has(name)
        },
        population if population is not None and table.has(population) else None,
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
    row = sums[[int(wrong[0])]].tocoo()
    total = int(row.coords[1][row.data < 0][0])
    parts = float(known[row.coords[1][row.data > 0]].sum())
    place = (
        "、".join(f"{name}={value}" for name, value in sorted(joined.cells.keys[total])) or TOTAL
    )
    raise FaultError(
        Words(
            f"合計が内訳と合いません（合計 {known[total]:g}、内訳の和 {parts:g}）。",
            f"the total is not the sum of its parts (total {known[total]:g}, parts {parts:g}).",
        ),
        f"{joined.tables[0].path}:{place}",
        Words(
            "合計か内訳を直してください。ない内訳があれば行を加えてください。",
            "Mend the total or its parts; add the rows of parts that are missing.",
        ),
    )


def _two_counts(table: CountTable, row: int, other: CountTable, there: int) -> FaultError:
    return FaultError(
        Words(
            f"同じセルの値が二つあります（{table.counts[row]:g} と {other.path.name} の {other.counts[there]:g}）。",
            f"a cell has two counts ({table.counts[row]:g}, and {other.counts[there]:g} in {other.path.name}).",
        ),
        f"{table.path}:{row + 2}:{COUNT}",
        Words("どちらかの表を直してください。", "Mend one of the two tables."),
    )
