"""Records of a registry read from whatever file they came in: what `kinten registry read` does.

Everything later works on one file of records (`kinten.registry.records`), in Parquet. A file that is that
already is taken as it is.
"""

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from kinten import __version__
from kinten.data.loading import read_packaged
from kinten.desk.filing import source_of
from kinten.registry.items import Item, parse_items
from kinten.registry.layouts import DOUBTED_BASIS, Layout, LayoutName, known_layout, parse_layout
from kinten.registry.records import UNREAD, record_schema, type_records
from kinten.registry.swapping import find_swapped
from kinten.report.model import Source
from kinten.tables.batches import LINE, bytes_left, count_lines, read_batches, read_fixed
from kinten.tables.files import write_whole
from kinten.tables.table import Table, Value
from kinten.vocabulary.wording import FaultError, Words

ROW_GROUP = 65_536
_UNREAD_PARTS = r"(\w+)="
_LAYOUT, _ITEMS, _DOUBTED = b"kinten.layout", b"kinten.items", b"kinten.doubted"


@dataclass(frozen=True, slots=True)
class Intake:
    """How a file was read: rows in and out, what no item took, what could not be read, by item.

    ``lines`` is the number of records by an independent count of lines, None where there is none;
    ``items`` are those that the file has, ``header_lines`` the lines before its first record,
    ``columns`` gives the column of each item; ``is_made_up`` tells that some records are example data.
    """

    source: Source
    layout: str
    read: int
    blank: int
    written: int
    lines: int | None
    columns_left: tuple[str, ...]
    items: tuple[str, ...]
    unread: dict[str, int]
    header_lines: int = 1
    columns: dict[str, str] = field(default_factory=dict)
    is_made_up: bool = False


@dataclass(frozen=True, slots=True)
class Records:
    """A file of records and how it came to be; ``path`` is gone when the reading context ends."""

    path: Path
    intake: Intake
    items: tuple[Item, ...]


@contextmanager
def open_records(path: Path, layout: str | None = None) -> Iterator[Records]:
    """Read a file as records, in a file of its own that is removed afterwards.

    FaultError as ``read_batches``, for a layout that does not fit the file, and where rows are lost.
    """
    require_registry()
    chosen = _layout(layout)
    items = _confirmed(all_items(), chosen)
    if path.suffix.lower() == ".parquet" and _is_records(path):
        yield Records(path, _intake_of(path), _as_kept(path, items, chosen))
        return
    with tempfile.TemporaryDirectory(prefix="kinten-") as folder:
        into = Path(folder) / "records.parquet"
        yield Records(into, _write(path, chosen, items, into), items)


def write_records_file(records: Records, target: Path) -> None:
    """Keep records: a file in Parquet, whole or not at all."""
    write_whole(target, lambda beside: _copy(records.path, beside))


def _copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)


@cache
def all_items() -> tuple[Item, ...]:
    """Give the items of Kinten's neutral layout."""
    return parse_items(read_packaged("registry_items.csv"), read_packaged("registry_codes.csv"))


def require_registry() -> None:
    """Raise where the extra of the registry desk is not installed."""
    try:
        for name in ("ibis", "duckdb", "pyarrow"):
            import_module(name)
    except ImportError as error:
        raise FaultError(
            Words(
                "がん登録の追加部品（registry）が入っていません。",
                "the extra “registry” is not installed.",
            ),
            "kinten registry",
            Words(
                "pip install 'kinten[registry]' で入れてください。",
                "Install it with pip install 'kinten[registry]'.",
            ),
        ) from error


def _layout(name: str | None) -> Layout:
    if name is None:
        return known_layout(LayoutName.NEUTRAL, all_items())
    if name in set(LayoutName):
        return known_layout(LayoutName(name), all_items())
    path = Path(name)
    try:
        given = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise FaultError(
            Words("そのレイアウトはありません。", "there is no such layout."),
            f"--layout {name}",
            Words(
                f"{' '.join(LayoutName)} か、YAMLのファイルを指定してください。",
                f"Name {', '.join(LayoutName)} or a file in YAML.",
            ),
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        raise FaultError(
            Words("YAMLとして読めません。", "it is no YAML."),
            f"{name}:{mark.line + 1}" if mark else name,
            Words("この行を直してください。", "Mend this line."),
        ) from error
    return parse_layout(given, name, all_items())


def _confirmed(items: tuple[Item, ...], layout: Layout) -> tuple[Item, ...]:
    """Give the items with the codes that a layout confirms."""

    def known(item: Item) -> Item:
        if item.name in layout.values:
            return item.with_codes(layout.values[item.name])
        return item.doubting(DOUBTED_BASIS) if item.name in layout.strict else item

    return tuple(known(item) for item in items)


def _as_kept(path: Path, items: tuple[Item, ...], layout: Layout) -> tuple[Item, ...]:
    """Give the items of kept records: a code that was translated by an unconfirmed one stays so."""
    from pyarrow.parquet import read_metadata

    told = (read_metadata(path).metadata or {}).get(_DOUBTED, b"").decode().split()
    return tuple(
        item.doubting(DOUBTED_BASIS)
        if item.name in told and item.name not in layout.values
        else item
        for item in items
    )


def _is_records(path: Path) -> bool:
    try:
        schema = pl.read_parquet_schema(path)
    except (OSError, pl.exceptions.PolarsError):
        return False
    return all(schema.get(name) == kind for name, kind in record_schema(all_items()).items())


def _intake_of(path: Path) -> Intake:
    from pyarrow.parquet import read_metadata

    found = read_metadata(path)
    told = found.metadata or {}
    every = [item.name for item in all_items() if item.is_kept]
    items = told.get(_ITEMS, " ".join(every).encode()).decode().split()
    layout = told.get(_LAYOUT, str(LayoutName.NEUTRAL).encode()).decode()
    rows = found.num_rows
    return Intake(
        source_of(path),
        layout,
        rows,
        0,
        rows,
        None,
        (),
        tuple(items),
        _unread(path),
        0,
        {},
        _is_made_up(path),
    )


def _write(path: Path, layout: Layout, items: tuple[Item, ...], into: Path) -> Intake:
    from pyarrow.parquet import ParquetWriter

    schema = pl.DataFrame(schema=record_schema(items)).to_arrow().schema
    read = blank = written = 0
    columns: list[str] = []
    told: set[str] = set()
    batches = (
        read_fixed(path, layout.fixed, layout.encoding) if layout.fixed else read_batches(path)
    )
    with ParquetWriter(into, schema, compression="zstd", compression_level=3) as writer:
        for batch in batches:
            places = _places(batch, read)
            batch = batch.drop(LINE, strict=False)  # noqa: PLW2901 - what is left of the same batch
            if not columns:
                columns = batch.columns
                _refuse_foreign(path, layout, columns)
            is_blank = batch.select(pl.all_horizontal(pl.all().is_null())).to_series()
            read, blank = read + batch.height, blank + int(is_blank.sum())
            typed = type_records(batch.filter(~is_blank), layout, items, places.filter(~is_blank))
            if not written:
                _refuse_swapped(path, batch, layout, items, typed)
            written += typed.height
            told |= {name for name in ("behaviour", "grade") if typed[name].count()}
            writer.write_table(typed.to_arrow().cast(schema), row_group_size=ROW_GROUP)
        known = {layout.columns[column] for column in columns if column in layout.columns} | told
        kept = tuple(item.name for item in items if item.is_kept and item.name in known)
        doubted = " ".join(sorted(layout.strict - set(layout.values)))
        writer.add_key_value_metadata(
            {_ITEMS: " ".join(kept), _LAYOUT: layout.name, _DOUBTED: doubted}
        )
    kept_rows = pl.scan_parquet(into).select(pl.len()).collect().item()
    lines = count_lines(path)
    if lines is not None and not layout.fixed:
        lines = max(lines - 1, 0)
    _refuse_lost(path, read, blank, kept_rows, lines)
    return Intake(
        source_of(path),
        layout.name,
        read,
        blank,
        kept_rows,
        lines,
        (
            *(column for column in columns if column not in layout.columns),
            *(bytes_left(path, layout.fixed) if layout.fixed else ()),
        ),
        kept,
        _unread(into),
        0 if layout.fixed or path.suffix.lower() == ".parquet" else 1,
        {item: column for column, item in layout.columns.items() if column in columns},
        _is_made_up(into),
    )


def _places(batch: pl.DataFrame, read: int) -> pl.Series:
    """Give the places of the records in their file: by its lines, the header left out, where these are known."""
    if LINE in batch.columns:
        return batch[LINE] - 1
    return pl.int_range(read + 1, read + batch.height + 1, eager=True)


def _refuse_foreign(path: Path, layout: Layout, columns: list[str]) -> None:
    if any(column in layout.columns for column in columns):
        return
    raise FaultError(
        Words(
            f"レイアウト {layout.name} の列が一つもありません。",
            f"it has no column of the layout {layout.name}.",
        ),
        f"{path}:1",
        Words(
            f"列は {' '.join(list(layout.columns)[:6])} … です。違う形なら --layout を指定してください。",
            f"Its columns are {' '.join(list(layout.columns)[:6])} ...; name another with --layout.",
        ),
    )


def _refuse_swapped(
    path: Path, batch: pl.DataFrame, layout: Layout, items: tuple[Item, ...], typed: pl.DataFrame
) -> None:
    columns = {item: column for column, item in layout.columns.items() if column in batch.columns}
    swapped = find_swapped(batch, columns, items, typed)
    if swapped is None:
        return
    one, other = swapped
    raise FaultError(
        Words(
            f"列「{one}」と「{other}」が入れ替わっています（ほとんどの行で、互いの値が入っています）。",
            f"the columns “{one}” and “{other}” are exchanged: in most rows each holds the other's values.",
        ),
        f"{path}:1:{one}",
        Words(
            "見出しか列を入れ替えてください。何も点検していません。",
            "Exchange their names or cells. Nothing was checked.",
        ),
    )


def _refuse_lost(path: Path, read: int, blank: int, written: int, lines: int | None) -> None:
    is_short = lines is not None and not lines <= read <= lines + blank
    if read == written + blank and not is_short:
        return
    raise FaultError(
        Words(
            f"行の数が合いません（行 {lines}、読んだ行 {read}、空の行 {blank}、書いた行 {written}）。",
            f"rows do not add up ({lines} lines, {read} read, {blank} blank, {written} written).",
        ),
        str(path),
        Words(
            "何も書いていません。ファイルを書き出し直してください。",
            "Nothing was written. Export the file again.",
        ),
    )


def _is_made_up(path: Path) -> bool:
    return bool(pl.scan_parquet(path).select((pl.col("synthetic") == 1).any()).collect().item())


def _unread(path: Path) -> dict[str, int]:
    found = (
        pl.scan_parquet(path).filter(pl.col(UNREAD).is_not_null()).select(UNREAD).collect()[UNREAD]
    )
    names = found.str.extract_all(_UNREAD_PARTS).explode().drop_nulls().str.strip_chars("=")
    return dict(sorted(Counter(names.to_list()).items()))


MADE_UP = Words(
    "架空の記録（例示用）です。実在の患者・病院の値ではありません",
    "made-up example records: no figure is of a real patient or hospital",
)


def intake_document(intake: Intake) -> dict[str, Any]:
    """Give what was read, as the documents of the registry desk hold it."""
    return {
        "layout": intake.layout,
        "lines": intake.lines,
        "read": intake.read,
        "blank": intake.blank,
        "written": intake.written,
        "columns_left": list(intake.columns_left),
        "items": list(intake.items),
        "made_up": intake.is_made_up,
        "unread": [{"item": item, "cells": cells} for item, cells in intake.unread.items()],
    }


def read_document(intake: Intake) -> dict[str, Any]:
    """Give the document of `kinten registry read --json`."""
    return {
        "kinten": __version__,
        "inputs": [{"name": intake.source.name, "sha256": intake.source.sha256}],
        **intake_document(intake),
    }


def read_table(intake: Intake, lang: str) -> Table:
    """Give what was read: rows in and out, columns that are no item, cells that could not be read."""
    rows: list[tuple[Words, Value]] = [
        (Words("レイアウト", "layout"), intake.layout),
        (Words("行（行の数え直し）", "lines, counted apart"), intake.lines),
        (Words("読んだ行", "rows read"), intake.read),
        (Words("空の行", "blank rows"), intake.blank),
        (Words("記録", "records"), intake.written),
        (
            Words(
                "項目ではない列（固定長ではバイト）",
                "columns that are no item (bytes of fixed width)",
            ),
            " ".join(intake.columns_left),
        ),
    ]
    rows += [
        (Words(f"読めないセル: {item}", f"cells not read: {item}"), cells)
        for item, cells in intake.unread.items()
    ]
    return Table(
        Words("記録の読み取り", "Records read").in_language(lang),
        ("", ""),
        tuple((name.in_language(lang), value) for name, value in rows),
        (
            *((MADE_UP.in_language(lang),) if intake.is_made_up else ()),
            Words(
                "読めないセルは unread の列にそのまま残ります。氏名・住所は残しません",
                "cells that could not be read stay as they are in the column unread; names and addresses do not",
            ).in_language(lang),
        ),
    )
