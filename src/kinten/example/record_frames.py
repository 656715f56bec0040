"""Blocks of made-up records as frames: as Kinten keeps records, as a file is received, and the truth."""

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from kinten.desk.recording import all_items
from kinten.example.record_faults import Change
from kinten.example.records import MARK, Block
from kinten.example.wheel import EMPTY, Ints
from kinten.registry.items import Item, ItemKind
from kinten.registry.records import AGE, ROW, SITE, UNKNOWN_DAY, UNREAD, record_schema

Texts = Mapping[str, Sequence[str]]
TRUTH = ("row", "kind", "item", "was", "now")
ABSENT = ("age", "informed", MARK)
"""Items that no made-up record has."""
_PATIENT = "EX"
_PATIENT_DIGITS = 9


class Shape:
    """Which columns made-up records have, and of which kind."""

    def __init__(self, texts: Texts) -> None:
        """Take the texts that places of columns stand for."""
        self.items: tuple[Item, ...] = all_items()
        self.kinds = {item.name: item.kind for item in self.items}
        self.schema: dict[str, type[pl.DataType]] = record_schema(self.items)
        self.present = tuple(
            item.name for item in self.items if item.is_kept and item.name not in ABSENT
        )
        self.texts = {
            name: pl.Series(list(listed), dtype=pl.String) for name, listed in texts.items()
        }

    def kept(self, block: Block) -> pl.DataFrame:
        """Give a block as Kinten keeps records; a cell made unreadable is in ``unread``."""
        size = len(block.columns["patient_id"])
        columns = {name: self._typed(name, column) for name, column in block.columns.items()}
        site = columns["topography"].str.slice(1).cast(pl.Int16)
        made: dict[str, pl.Series] = {
            **columns,
            ROW: pl.int_range(block.first_row, block.first_row + size, dtype=pl.Int32, eager=True),
            SITE: site,
            AGE: _numbers(_ages(block.columns)),
            UNREAD: _unread(block.changes, size),
            MARK: pl.repeat(1, size, dtype=pl.Int16, eager=True),
        }
        return pl.DataFrame(
            {
                name: made[name].cast(kind)
                if name in made
                else pl.repeat(None, size, dtype=kind, eager=True)
                for name, kind in self.schema.items()
            }
        )

    def received(self, block: Block) -> pl.DataFrame:
        """Give a block as a file is received: every cell as text, only the columns that have any."""
        size = len(block.columns["patient_id"])
        cells = {name: self._told(name, block.columns[name]) for name in self.present}
        for change in block.changes:
            if isinstance(change.now, tuple):
                cells[change.item] = cells[change.item].scatter(
                    change.rows.tolist(), list(change.now)
                )
        return pl.DataFrame({**cells, MARK: pl.repeat("1", size, dtype=pl.String, eager=True)})

    def truth(self, block: Block) -> pl.DataFrame:
        """Give what was changed in a block, by row."""
        frames = [
            pl.DataFrame(
                {
                    "row": change.rows + block.first_row,
                    "kind": pl.repeat(change.kind, len(change.rows), dtype=pl.String, eager=True),
                    "item": pl.repeat(change.item, len(change.rows), dtype=pl.String, eager=True),
                    "was": self._told(change.item, change.was),
                    "now": pl.Series(change.now, dtype=pl.String)
                    if isinstance(change.now, tuple)
                    else self._told(change.item, change.now),
                },
                schema_overrides={"row": pl.Int64},
            )
            for change in block.changes
        ]
        empty = pl.DataFrame(schema={"row": pl.Int64} | dict.fromkeys(TRUTH[1:], pl.String))
        return pl.concat([empty, *frames]).sort("row", maintain_order=True)

    def _typed(self, name: str, column: Ints) -> pl.Series:
        if name == "patient_id":
            return _patients(column)
        if name in self.texts:
            return self._looked_up(name, column)
        return _numbers(column)

    def _told(self, name: str, column: Ints) -> pl.Series:
        if name == "patient_id" or name in self.texts:
            return self._typed(name, column)
        texts = _numbers(column).cast(pl.String)
        match self.kinds.get(name):
            case ItemKind.DATE:
                return (
                    texts.str.slice(0, 4) + "-" + texts.str.slice(4, 2) + "-" + texts.str.slice(6)
                )
            case ItemKind.MUNICIPALITY:
                return texts.str.zfill(5)
            case _ if name == "residence_prefecture":
                return texts.str.zfill(2)
            case _:
                return texts

    def _looked_up(self, name: str, column: Ints) -> pl.Series:
        return self.texts[name].gather(_numbers(column).cast(pl.UInt32))


def _numbers(column: Ints) -> pl.Series:
    """Give numbers, the empty ones as none."""
    series = pl.Series(column)
    return series.set(series == EMPTY, None)


def _patients(column: Ints) -> pl.Series:
    return _PATIENT + pl.Series(column).cast(pl.String).str.zfill(_PATIENT_DIGITS)


def _ages(columns: Mapping[str, Ints]) -> Ints:
    """Give completed years at diagnosis as records have them: of two possible ages the lower."""
    birth, day = columns["birth_date"], columns["diagnosis_date"]
    first = np.where(day // 100 % 100 == 99, day - 9898, np.where(day % 100 == 99, day - 98, day))
    unknown = UNKNOWN_DAY // 10000
    known = (birth // 10000 != unknown) & (day // 10000 != unknown) & (birth <= day)
    known &= (birth != EMPTY) & (day != EMPTY)
    years = (np.maximum(first, birth) - birth) // 10000
    return np.where(known, years, EMPTY).astype(np.int32)


def _unread(changes: Sequence[Change], size: int) -> pl.Series:
    told = pl.repeat(None, size, dtype=pl.String, eager=True)
    for change in changes:
        if isinstance(change.now, tuple):
            told = told.scatter(
                change.rows.tolist(), [f"{change.item}={text}" for text in change.now]
            )
    return told
