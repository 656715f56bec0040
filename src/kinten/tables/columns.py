"""Columns of a large table in: CSV (UTF-8 or Shift_JIS), the first sheet of a workbook, or Parquet, by name."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kinten.tables.batches import LINE, read_batches
from kinten.tables.reading import read_delimited, read_text
from kinten.vocabulary.wording import FaultError, Words, told_system

Floats = NDArray[np.float64]
Lines = NDArray[np.int64]
_WHOLE_BELOW = 2.0**53


@dataclass(frozen=True, slots=True)
class Columns:
    """A table with named columns of text; numbers are taken out of it with their place.

    ``lines`` tells the line of each record, shape (records,); where there is none they follow the header.
    """

    frame: pl.DataFrame
    path: Path
    lines: Lines | None = None

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

    def line(self, row: int) -> int:
        """Give the line of a record in the file."""
        return row + 2 if self.lines is None else int(self.lines[row])

    def refuse_at(self, row: int, name: str, what: Words, mend: Words) -> FaultError:
        """Make the fault of one cell."""
        return FaultError(what, f"{self.path}:{self.line(row)}:{name}", mend)

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
    frame, lines = _whole(path, names)
    return Columns(_as_texts(frame, path), path, lines)


def read_columns(path: Path, names: Sequence[str], *, also: Sequence[str] = ()) -> Columns:
    """Read a table; rows without any cell are passed over.

    Columns of ``also`` are read where they are there. Cells of Parquet become text: whole numbers without a
    point, true and false as 1 and 0, dates as 2020-04-01. FaultError where the table cannot be read, with
    the line, has a column twice, or lacks one of those named.
    """
    frame, lines = _whole(path, names)
    wanted = [*(name for name in also if name in frame.columns), *names]
    return Columns(_as_texts(frame.select(wanted), path), path, lines)


def _whole(path: Path, names: Sequence[str]) -> tuple[pl.DataFrame, Lines | None]:
    """Give the columns, and the line of each record where rows were passed over."""
    try:
        frame, lines = _frame(path)
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
    _refuse_twice(path, frame.columns)
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
    return (frame, None) if path.suffix.lower() == ".parquet" else _without_blank(frame, lines)


def _without_blank(frame: pl.DataFrame, lines: Lines | None) -> tuple[pl.DataFrame, Lines | None]:
    """Leave out the rows without any cell; ``lines`` are those of the rows where they are known."""
    filled = frame.select(
        pl.any_horizontal(pl.all().str.strip_chars().fill_null("") != "").alias("filled")
    )["filled"]
    if not frame.width or filled.all():
        return frame, lines
    kept = np.flatnonzero(filled.to_numpy())
    return frame.filter(filled), kept + 2 if lines is None else lines[kept]


def _as_texts(frame: pl.DataFrame, path: Path) -> pl.DataFrame:
    texts = []
    for column in frame:
        try:
            texts.append(_as_text(column))
        except pl.exceptions.PolarsError as error:
            raise _wrong(
                path,
                Words(
                    f"列「{column.name}」は文字でも数でも日付でもありません。",
                    f"the column '{column.name}' is neither text nor number nor date.",
                ),
            ) from error
    return pl.DataFrame(texts)


def _as_text(column: pl.Series) -> pl.Series:
    kind = column.dtype
    if kind == pl.Boolean:
        return column.cast(pl.Int8).cast(pl.String)
    texts = column.cast(pl.String)
    if kind.is_float():
        known = column.fill_nan(None)
        is_whole = (known == known.round()) & (known.abs() < _WHOLE_BELOW)
        whole = known.cast(pl.Int64, strict=False).cast(pl.String)
        return texts.zip_with(known.is_not_null(), pl.Series([None], dtype=pl.String)).zip_with(
            ~is_whole.fill_null(value=False), whole
        )
    if kind.is_decimal():
        return texts.str.replace(r"\.0+$", "")
    if isinstance(kind, pl.Datetime):
        return texts.str.replace(r"[ T]00:00:00(?:\.0+)?(?:Z|[+-]\d{2}:?\d{2})?$", "")
    return texts


def _frame(path: Path) -> tuple[pl.DataFrame, Lines | None]:
    if path.suffix.lower() == ".parquet":
        return pl.read_parquet(path), None
    if path.suffix.lower() == ".xlsx":
        found = list(read_batches(path))
        if not found:
            raise _wrong(path, Words("データの行がありません。", "it has no rows."))
        frame = pl.concat(found)
        lines = frame[LINE].to_numpy() if LINE in frame.columns else None
        return frame.drop(LINE, strict=False), lines
    text = read_text(path)
    if "\n" not in text:  # lines that end in a carriage return alone
        text = text.replace("\r", "\n")
    _check_header(path, text)
    _check_cells(path, text)
    return pl.read_csv(io.BytesIO(text.encode()), infer_schema=False), None


def _check_cells(path: Path, text: str) -> None:
    """Refuse a line that has more or fewer cells than the header, which polars would fill with blanks."""
    widths = _widths_by_reader(text) if '"' in text else _widths_by_commas(text)
    if widths is not None:
        line, width, header = widths
        raise FaultError(
            Words(
                f"見出しは{header}列ですが、この行は{width}列です。",
                f"there are {header} columns, but this line has {width}.",
            ),
            f"{path}:{line}",
            Words("この行を直してください。", "Mend this line."),
        )


def _widths_by_commas(text: str) -> tuple[int, int, int] | None:
    """Give the first line with another number of cells, its number and that of the header."""
    lines = pl.Series(text.split("\n"))
    cells = lines.str.count_matches(",", literal=True) + 1
    header = int(cells[0])
    odd = ((cells != header) & (lines.str.strip_chars() != "")).arg_true()
    return (int(odd[0]) + 1, int(cells[odd[0]]), header) if len(odd) else None


def _widths_by_reader(text: str) -> tuple[int, int, int] | None:
    """Do the same where a cell may hold a comma or a line of its own."""
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        header = len(next(reader, []))
        for row in reader:
            if row and len(row) != header:
                return reader.line_num, len(row), header
    except csv.Error:
        return None  # told by the reading of the whole
    return None


def _check_header(path: Path, text: str) -> None:
    """Refuse a column that is there twice: polars gives the second another name."""
    try:
        names = next(csv.reader(io.StringIO(text, newline="")), [])
    except csv.Error:
        return  # told by the reading of the whole
    if text and not any(name.strip() for name in names):
        raise FaultError(
            Words("見出しの行がありません。", "the line of column names is missing."),
            f"{path}:1",
            Words("1行目に列の名を書いてください。", "Name the columns in the first line."),
        )
    _refuse_twice(path, names)


def _refuse_twice(path: Path, names: Sequence[str]) -> None:
    bare = [name.strip() for name in names]
    if twice := [name for name in dict.fromkeys(bare) if name and bare.count(name) > 1]:
        listed = " ".join(twice)
        raise FaultError(
            Words(f"同じ列が二つあります: {listed}", f"a column is there twice: {listed}."),
            f"{path}:1",
            Words("一つだけを残してください。", "Keep one of them."),
        )


def _wrong(path: Path, what: Words) -> FaultError:
    return FaultError(
        what,
        str(path),
        Words(
            "CSVかExcel（xlsx）かParquetを指定してください。", "Name a CSV, xlsx or Parquet file."
        ),
    )
