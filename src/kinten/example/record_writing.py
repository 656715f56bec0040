"""Made-up records to a file, block after block: memory does not grow with them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
from polars.io.plugins import register_io_source

from kinten.example.record_frames import TRUTH, Shape
from kinten.example.records import BLOCK, Block, Records
from kinten.tables.files import write_whole
from kinten.tables.writing import check_ending
from kinten.vocabulary.wording import FaultError, Words

RECORD_FILES = (".parquet", ".csv")
TRUTH_FILES = (".csv",)
MARKED_NAMES = ("example", "synthetic", "例")
Watch = Callable[[int, int], None]


@dataclass(slots=True)
class Written:
    """What was written: records, patients, records of each hospital, records with each kind of fault."""

    rows: int = 0
    patients: int = 0
    hospitals: dict[str, int] = field(default_factory=dict)
    faults: dict[str, int] = field(default_factory=dict)


def refuse_unmarked(path: Path, endings: tuple[str, ...]) -> None:
    """Raise for an ending that cannot be written, and for a name that does not say what is in the file."""
    check_ending(path, endings)
    if not any(mark in path.name.lower() for mark in MARKED_NAMES):
        raise FaultError(
            Words(
                "架空の記録のファイル名は、架空と分かるものに限ります。",
                "a file of made-up records must say so in its name.",
            ),
            str(path),
            Words(
                f"名前に {' '.join(MARKED_NAMES)} のどれかを入れてください（例: example-{path.name}）。",
                f"Put one of {' '.join(MARKED_NAMES)} into it, as in example-{path.name}.",
            ),
        )


def write_example_records(
    records: Records, path: Path, truth: Path | None = None, watch: Watch | None = None
) -> Written:
    """Write records to .parquet (as Kinten keeps them) or .csv (as received), and the truth to .csv.

    Both files are written whole or not at all, the truth last.
    """
    if truth is None:
        return _write(records, path, None, watch)
    written: list[Written] = []
    write_whole(truth, lambda beside: written.append(_write(records, path, beside, watch)))
    return written[0]


def _write(records: Records, path: Path, truth: Path | None, watch: Watch | None) -> Written:
    shape, written = Shape(records.texts), Written()
    if truth is not None:
        truth.write_text(",".join(TRUTH) + "\n", encoding="utf-8-sig")

    def blocks() -> Iterator[Block]:
        written.rows, written.patients = 0, 0
        for block in records.blocks():
            _count(written, block, records)
            if truth is not None and block.changes:
                _append(truth, shape.truth(block))
            yield block
            if watch is not None:
                watch(written.rows, records.asked.rows)

    if path.suffix.lower() == ".parquet":
        write_whole(path, lambda beside: _parquet(beside, shape, blocks()))
    else:
        write_whole(path, lambda beside: _csv(beside, shape, blocks()))
    return written


def _count(written: Written, block: Block, records: Records) -> None:
    columns = block.columns
    written.rows += len(columns["patient_id"])
    written.patients += int(pl.Series(columns["patient_id"]).n_unique())
    for place, count in pl.Series(columns["hospital"]).value_counts().iter_rows():
        name = records.texts["hospital"][place]
        written.hospitals[name] = written.hospitals.get(name, 0) + count
    rows: dict[str, set[int]] = {}
    for change in block.changes:
        rows.setdefault(change.kind, set()).update(change.rows.tolist())
    for kind, faulty in rows.items():
        written.faults[kind] = written.faults.get(kind, 0) + len(faulty)


def _parquet(path: Path, shape: Shape, blocks: Iterator[Block]) -> None:
    """Stream blocks into a Parquet file, in their order."""

    def give(
        with_columns: list[str] | None,
        predicate: pl.Expr | None,  # noqa: ARG001 - nothing filters what is only written
        n_rows: int | None,  # noqa: ARG001
        batch_size: int | None,  # noqa: ARG001
    ) -> Iterator[pl.DataFrame]:
        for block in blocks:
            frame = shape.kept(block)
            yield frame if with_columns is None else frame.select(with_columns)

    source = register_io_source(give, schema=shape.schema)
    source.sink_parquet(
        path,
        compression="zstd",
        compression_level=3,
        row_group_size=BLOCK,
        maintain_order=True,
        metadata={"kinten.items": " ".join(shape.present), "kinten.layout": "neutral"},
    )


def _csv(path: Path, shape: Shape, blocks: Iterator[Block]) -> None:
    with path.open("wb") as stream:
        for block in blocks:
            is_first = block.first_row == 1
            shape.received(block).write_csv(
                stream, include_bom=is_first, include_header=is_first, line_terminator="\r\n"
            )


def _append(path: Path, frame: pl.DataFrame) -> None:
    with path.open("ab") as stream:
        frame.write_csv(stream, include_header=False)
