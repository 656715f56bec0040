"""Columns of a large table in: CSV (UTF-8 or Shift_JIS) or Parquet, by name."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kinten.tables.reading import read_delimited, read_text
from kinten.vocabulary.wording import FaultError, Words, told_system

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Columns:
    """A table with named columns of text; numbers are taken out of it with their place."""

    frame: pl.DataFrame
    path: Path

    def has(self, name: str) -> bool:
        """Tell whether a column is there."""
        return name in self.frame.columns

    def texts(self, name: str) -> list[str]:
        """Give a column of text without the blanks around it; a blank cell is refused."""
        found = self.frame.get_column(name).fill_null("").str.strip_chars()
        self._refuse(name, found == "", Words("空欄です。", "it is blank."))
        return found.to_list()

    def numbers(self, name: str, least: float = 0.0) -> Floats:
        """Give a column of finite numbers, none below the least."""
        text = self.frame.get_column(name).fill_null("").str.strip_chars()
        found = text.cast(pl.Float64, strict=False)
        self._refuse(
            name,
            found.is_null() | ~found.is_finite(),
            Words("数ではありません。", "it is no number."),
        )
        self._refuse(
            name, found < least, Words(f"{least:g}より小さい数です。", f"it is below {least:g}.")
        )
        return found.to_numpy().astype(np.float64)

    def refuse_at(self, row: int, name: str, what: Words, mend: Words) -> FaultError:
        """Make the fault of one cell."""
        return FaultError(what, f"{self.path}:{row + 2}:{name}", mend)

    def _refuse(self, name: str, is_bad: pl.Series, what: Words) -> None:
        if is_bad.any():
            row = int(is_bad.fill_null(value=True).arg_true()[0])
            cell = self.frame.get_column(name)[row]
            told = Words(f"「{cell or ''}」: {what.ja}", f"“{cell or ''}”: {what.en}")
            raise self.refuse_at(
                row, name, told, Words("このセルを直してください。", "Mend this cell.")
            )


def read_records(path: Path, names: Sequence[str]) -> Columns:
    """Read a table with all its columns, those named among them; faults as for ``read_columns``."""
    return Columns(_whole(path, names).select(pl.all().cast(pl.String)), path)


def read_columns(path: Path, names: Sequence[str], *, also: Sequence[str] = ()) -> Columns:
    """Read a table; FaultError where it cannot be read, with the line, or lacks one of the columns.

    Columns of ``also`` are read where they are there.
    """
    frame = _whole(path, names)
    wanted = [*(name for name in also if name in frame.columns), *names]
    return Columns(frame.select(pl.col(name).cast(pl.String) for name in wanted), path)


def _whole(path: Path, names: Sequence[str]) -> pl.DataFrame:
    try:
        frame = _frame(path)
    except OSError as error:
        why = told_system(error)
        raise _wrong(
            path, Words(f"読めません（{why.ja}）。", f"it cannot be read ({why.en}).")
        ) from error
    except pl.exceptions.PolarsError as error:
        if path.suffix.lower() != ".parquet":
            for _ in read_delimited(path):  # names the line that is wrong
                pass
        raise _wrong(path, Words("表として読めません。", "it is no table.")) from error
    frame = frame.rename({name: name.strip() for name in frame.columns})
    lacking = [name for name in names if name not in frame.columns]
    if lacking:
        listed = " ".join(lacking)
        raise FaultError(
            Words(f"列がありません: {listed}", f"a column is missing: {listed}."),
            f"{path}:1",
            Words(
                f"1行目に {','.join(names)} と書いてください。",
                f"Name the columns {','.join(names)} in the first line.",
            ),
        )
    return frame


def _frame(path: Path) -> pl.DataFrame:
    if path.suffix.lower() == ".parquet":
        return pl.read_parquet(path)
    text = read_text(path)
    return pl.read_csv(io.BytesIO(text.encode()), infer_schema=False, truncate_ragged_lines=False)


def _wrong(path: Path, what: Words) -> FaultError:
    return FaultError(
        what, str(path), Words("CSVかParquetを指定してください。", "Name a CSV or Parquet file.")
    )
