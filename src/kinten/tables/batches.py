"""Large tables in, batch by batch, as text: CSV, fixed width, a sheet of a workbook, Parquet.

Memory does not grow with the file. Every record of the file is in one batch, once; rows without any cell
are passed over and counted.
"""

import csv
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any

import polars as pl

from kinten.tables.encodings import find_encoding
from kinten.vocabulary.wording import FaultError, Words, told_system

BATCH_ROWS = 131_072
LINE = "\0line"
"""A column that some batches of a CSV have: the line on which each record begins."""
_BLOCK = 8 << 20
_NOTES = 20
"""Lines of notes that may stand above the column names of a sheet."""
_Row = tuple[int, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a fixed-width file: its name, where it starts (from 1) and how many bytes it has."""

    name: str
    start: int
    width: int


def read_batches(path: Path) -> Iterator[pl.DataFrame]:
    """Give a table by its ending: .csv, .txt or .tsv, .xlsx (its first sheet), .parquet.

    Cells of a CSV or a sheet are text without the blanks around them; empty ones are null. A CSV whose
    records are not simply its lines, and a sheet with notes above the names of its columns, have the column
    ``LINE`` too. Columns of a Parquet file keep their types. FaultError names the line that has more or
    fewer cells than the header, a column that is named twice or not at all, and a file that cannot be read.
    """
    ending = path.suffix.lower()
    if ending == ".parquet":
        return _parquet(path)
    if ending == ".xlsx":
        return _sheet(path)
    return _delimited(path, "\t" if ending == ".tsv" else ",")


def read_fixed(
    path: Path, fields: Sequence[Field], encoding: str | None = None
) -> Iterator[pl.DataFrame]:
    """Give a fixed-width file: a record a line, columns by bytes. FaultError names a line that is too short."""
    needed = max(field.start - 1 + field.width for field in fields)
    encoding = encoding or find_encoding(path)
    with _opened(path), path.open("rb") as file:
        lines = enumerate(file, 1)
        while rows := list(islice(lines, BATCH_ROWS)):
            cells: list[list[str]] = []
            for number, line in rows:
                bare = line.rstrip(b"\r\n")
                if not bare.strip():
                    continue
                if len(bare) < needed:
                    raise _wrong(
                        f"{path}:{number}",
                        Words(
                            f"{len(bare)}バイトしかありません（レイアウトは{needed}バイト）。",
                            f"it has {len(bare)} bytes, the layout {needed}.",
                        ),
                        Words(
                            "この行かレイアウトを直してください。", "Mend this line or the layout."
                        ),
                    )
                try:
                    cells.append(
                        [
                            bare[field.start - 1 : field.start - 1 + field.width].decode(encoding)
                            for field in fields
                        ]
                    )
                except UnicodeDecodeError as error:
                    raise _wrong(
                        f"{path}:{number}",
                        Words(
                            "列の境が文字の途中にあります。",
                            "a column begins or ends within a character.",
                        ),
                        Words(
                            "レイアウトの開始と幅（バイト）を確かめてください。",
                            "Look at the start and width (bytes) of the layout.",
                        ),
                    ) from error
            names = [field.name for field in fields]
            yield _texts(
                pl.DataFrame(cells, schema=dict.fromkeys(names, pl.String), orient="row"), path
            )


def bytes_left(path: Path, fields: Sequence[Field]) -> tuple[str, ...]:
    """Name the bytes of a fixed-width file that no field reads and some line has, such as 11-14 or 20-."""
    gaps: list[tuple[int, int | None]] = []
    end = 0
    for start, width in sorted((field.start - 1, field.width) for field in fields):
        if start > end:
            gaps.append((end, start))
        end = max(end, start + width)
    gaps.append((end, None))
    found: list[tuple[int, int | None]] = []
    with path.open("rb") as file:
        for line in file:
            here = [each for each in gaps if line[each[0] : each[1]].strip()]
            found += here
            gaps = [each for each in gaps if each not in here]
            if not gaps:
                break
    return tuple(
        f"{start + 1}-{stop or ''}" for start, stop in sorted(found, key=lambda each: each[0])
    )


def count_lines(path: Path) -> int | None:
    """Count the records of a file by its lines, apart from how they are read.

    None where a line is not a record: a workbook, Parquet, a CSV with quotation marks.
    """
    if path.suffix.lower() in {".parquet", ".xlsx"}:
        return None
    if _has(path, b'"') or not _has(path, b"\n"):
        return None
    with path.open("rb") as file:
        return sum(1 for line in file if line.strip())


def _delimited(path: Path, sign: str) -> Iterator[pl.DataFrame]:
    encoding = find_encoding(path)
    names = _header(path, encoding, sign)
    with _opened(path):
        # Without a quotation mark or an empty line a record is a line, which the fast reader cannot mistake.
        if _has(path, b'"', b"\n\n", b"\n\r\n") or not _has(path, b"\n"):
            yield from _quoted(path, encoding, sign, names)
        else:
            yield from _plain(path, encoding, sign, names)


def _plain(path: Path, encoding: str, sign: str, names: list[str]) -> Iterator[pl.DataFrame]:
    from pyarrow import ArrowInvalid, string
    from pyarrow import csv as arrow_csv

    try:
        with arrow_csv.open_csv(
            path,
            arrow_csv.ReadOptions(
                use_threads=False,
                block_size=_BLOCK,
                encoding=encoding,
                column_names=names,
                skip_rows=1,
            ),
            arrow_csv.ParseOptions(delimiter=sign, quote_char=False),
            arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, string()), strings_can_be_null=False
            ),
        ) as reader:
            for batch in reader:
                yield _texts(_framed(batch), path)
    except ArrowInvalid as error:
        if "Empty CSV" in str(error):
            return
        raise _misshapen(path, encoding, sign, len(names)) from error


def _quoted(path: Path, encoding: str, sign: str, names: list[str]) -> Iterator[pl.DataFrame]:
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, delimiter=sign, strict=True)
        try:
            next(reader, None)
            rows = _numbered(reader)
            while found := list(islice(rows, BATCH_ROWS)):
                if any(len(row) != len(names) for _, row in found):
                    raise _misshapen(path, encoding, sign, len(names))
                cells = pl.DataFrame(
                    [row for _, row in found], schema=dict.fromkeys(names, pl.String), orient="row"
                )
                lines = pl.Series(LINE, [line for line, _ in found], dtype=pl.Int64)
                yield _texts(cells, path).with_columns(lines)
        except csv.Error as error:
            raise _wrong(
                f"{path}:{reader.line_num}",
                Words(
                    "CSVとして読めません（引用符が閉じていない等）。",
                    "it is no CSV (a quotation mark is not closed, or such).",
                ),
                Words("この行を直してください。", "Mend this line."),
            ) from error


def _numbered(reader: Any) -> Iterator[tuple[int, list[str]]]:  # noqa: ANN401 - no public type
    """Give the rows that are no empty lines, each with the line on which it begins."""
    begins = reader.line_num + 1
    for row in reader:
        if row:
            yield begins, row
        begins = reader.line_num + 1


def _misshapen(path: Path, encoding: str, sign: str, columns: int) -> FaultError:
    """Find the first line that has more or fewer cells than the header."""
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, delimiter=sign)
        for row in reader:
            if row and len(row) != columns:
                return _wrong(
                    f"{path}:{reader.line_num}",
                    Words(
                        f"見出しは{columns}列ですが、この行は{len(row)}列です。",
                        f"there are {columns} columns, but this line has {len(row)}.",
                    ),
                    Words("この行を直してください。", "Mend this line."),
                )
    return _wrong(
        str(path),
        Words("CSVとして読めません。", "it is no CSV."),
        Words("書き出し直してください。", "Export it again."),
    )


def _has(path: Path, *signs: bytes) -> bool:
    """Tell whether a file has one of these; one that falls between two blocks is found too."""
    reach = max(len(sign) for sign in signs) - 1
    with path.open("rb") as file:
        tail = b""
        while chunk := file.read(_BLOCK):
            block = tail + chunk
            if any(sign in block for sign in signs):
                return True
            tail = block[-reach:] if reach else b""
    return False


def _header(path: Path, encoding: str, sign: str) -> list[str]:
    with _opened(path), path.open(encoding=encoding, newline="") as file:
        names = [name.strip() for name in next(csv.reader(file, delimiter=sign), [])]
    _check_names(path, names)
    return names


def _sheet(path: Path) -> Iterator[pl.DataFrame]:
    from openpyxl import load_workbook

    with _opened(path), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = load_workbook(path, read_only=True, data_only=True)
        except OSError:
            raise
        except Exception as error:  # openpyxl raises anything on a damaged part
            raise _wrong(
                str(path),
                Words("Excelファイルとして読めません。", "it is no workbook."),
                Words("CSVで書き出してください。", "Export it as CSV."),
            ) from error
        top, names, rows = _sheet_header(
            iter(enumerate(book.worksheets[0].iter_rows(values_only=True), 1))
        )
        _check_names(path, names)
        while found := list(islice(rows, BATCH_ROWS)):
            cells = [
                [_cell(value) for value in (*row, *[None] * len(names))[: len(names)]]
                for _, row in found
            ]
            frame = _texts(
                pl.DataFrame(cells, schema=dict.fromkeys(names, pl.String), orient="row"), path
            )
            lines = pl.Series(LINE, [line for line, _ in found], dtype=pl.Int64)
            yield frame.with_columns(lines) if top > 1 else frame
        book.close()


def _sheet_header(rows: Iterator[_Row]) -> tuple[int, list[str], Iterator[_Row]]:
    """Give the line of the column names, these, and the rows below; notes above have one cell each."""
    first = list(islice(rows, _NOTES + 1))
    filled = [sum(value is not None for value in row) for _, row in first]
    at = next((at for at, cells in enumerate(filled) if cells > 1), 0)
    if any(not cells for cells in filled[:at]):
        at = 0  # a line without any cell is the end of notes, or of a table of one column
    names = [_cell(value) or "" for value in (first[at][1] if first else ())]
    while names and not names[-1]:
        names.pop()
    return at + 1, names, chain(first[at + 1 :], rows)


def _cell(value: Any) -> str | None:  # noqa: ANN401 - whatever a workbook holds
    if value is None:
        return None
    if hasattr(value, "strftime"):
        return str(value.strftime("%Y-%m-%d"))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _parquet(path: Path) -> Iterator[pl.DataFrame]:
    from pyarrow import ArrowInvalid
    from pyarrow.parquet import ParquetFile

    with _opened(path):
        try:
            with ParquetFile(path) as file:
                _check_names(path, list(file.schema_arrow.names))
                for batch in file.iter_batches(BATCH_ROWS):
                    yield _framed(batch)
        except ArrowInvalid as error:
            raise _wrong(
                str(path),
                Words("Parquetとして読めません。", "it is no Parquet file."),
                Words("書き出し直してください。", "Export it again."),
            ) from error


def _framed(batch: Any) -> pl.DataFrame:  # noqa: ANN401 - pyarrow has no types
    found = pl.from_arrow(batch)
    if not isinstance(found, pl.DataFrame):
        raise TypeError
    return found


def _texts(frame: pl.DataFrame, path: Path) -> pl.DataFrame:
    """Strip the cells, make empty ones null, and refuse what no cell may hold."""
    stripped = frame.with_columns(
        pl.all().str.strip_chars().replace("", None),
    )
    if stripped.width and stripped.select(
        pl.any_horizontal(pl.all().str.contains("\ufffd", literal=True)).any()
    ).item(0, 0):
        raise _wrong(
            str(path),
            Words("文字化け（U+FFFD）があります。", "it has signs that were lost (U+FFFD)."),
            Words("元の表から書き出し直してください。", "Export it again from the source."),
        )
    return stripped


def _check_names(path: Path, names: Sequence[str]) -> None:
    if not any(names):
        raise _wrong(
            f"{path}:1",
            Words("見出しの行がありません。", "the line of column names is missing."),
            Words("1行目に列の名を書いてください。", "Name the columns in the first line."),
        )
    if "" in names:
        at = list(names).index("") + 1
        raise _wrong(
            f"{path}:1",
            Words(f"{at}列目に名がありません。", f"column {at} has no name."),
            Words("列の名を書いてください。", "Name the column."),
        )
    if twice := [name for name in dict.fromkeys(names) if list(names).count(name) > 1]:
        listed = " ".join(twice)
        raise _wrong(
            f"{path}:1",
            Words(f"同じ列が二つあります: {listed}", f"a column is there twice: {listed}."),
            Words("一つだけを残してください。", "Keep one of them."),
        )


@contextmanager
def _opened(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = told_system(error)
        raise _wrong(
            str(path),
            Words(f"読めません（{why.ja}）。", f"it cannot be read ({why.en})."),
            Words(
                "ファイルの有無と権限を確かめてください。",
                "Look whether it is there and may be read.",
            ),
        ) from error


def _wrong(place: str, what: Words, mend: Words) -> FaultError:
    return FaultError(what, place, mend)
