"""Where the expressions over records are run: on this machine, or on a Spark Connect server.

The expressions are the same. On this machine Polars passes over the records, stream by stream, and DuckDB
groups those of patients who have several, within a bound of memory. A server reads the file of records by
its path, so it must see it.
"""

import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import polars as pl

from kinten.desk.record_patients import write_several
from kinten.registry.edits.across import several_records
from kinten.vocabulary.wording import FaultError, Words

Frame = Any
"""An Ibis table; Ibis has no types of its own."""


_PORT, _PATIENCE = 15002, 10
_PATTERN = frozenset("*?[]{}")
MEMORY = "160MB"
"""What DuckDB may hold at once, however large the file."""


@dataclass(frozen=True, slots=True)
class Engine:
    """The records as an Ibis table, and ``several``: it gives those of patients who have several.

    ``several`` is given the items to keep; on this machine, now and then, it gives a record of another patient.
    """

    records: Frame
    several: Callable[[Sequence[str]], Frame]


@contextmanager
def record_engine(path: Path, spark: str | None = None) -> Iterator[Engine]:
    """Give records on this machine, or on the server of an address such as sc://localhost:15002.

    FaultError where there is no server at the address, or the extra for it is not installed.
    """
    import ibis

    with TemporaryDirectory(prefix="kinten-") as folder, ExitStack() as opened:
        name = _plain(path, folder)
        if spark is None:
            records = ibis.polars.connect().read_parquet(name)
            yield Engine(records, lambda items: _narrowed(name, items, folder, opened))
            return
        backend = _spark(spark)
        opened.callback(backend.disconnect)
        records = backend.read_parquet(name)
        yield Engine(records, lambda items: several_records(records, items))


def _narrowed(name: str, items: Sequence[str], folder: str, opened: ExitStack) -> Frame:
    """Write the records of patients who have several beside, and open them in DuckDB."""
    narrowed = Path(folder) / "several.parquet"
    write_several(name, items, narrowed)
    backend = _duckdb(folder)
    opened.callback(backend.disconnect)
    return backend.read_parquet(str(narrowed))


def _plain(path: Path, folder: str) -> str:
    """Give a name of the file that no engine takes for a pattern of names."""
    if not _PATTERN & set(str(path)):
        return str(path)
    link = Path(folder) / "records.parquet"
    link.symlink_to(path.resolve())
    return str(link)


def fetch(expression: Frame) -> pl.DataFrame:
    """Run an expression and give its rows."""
    backend = expression.get_backend()
    if backend.name == "polars":
        plan: pl.LazyFrame = backend.compile(expression)
        return plan.collect(engine="streaming")
    found = pl.from_arrow(expression.to_pyarrow())
    if not isinstance(found, pl.DataFrame):
        raise TypeError
    return found


def _duckdb(folder: str) -> Any:  # noqa: ANN401 - a backend of Ibis
    """Open DuckDB within a bound of memory: what is more goes to a folder that is gone afterwards."""
    import ibis

    return ibis.duckdb.connect(
        preserve_insertion_order=False, memory_limit=MEMORY, temp_directory=folder
    )


def _spark(address: str) -> Any:  # noqa: ANN401 - a backend of Ibis
    try:
        import ibis
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise FaultError(
            Words(
                "Sparkの追加部品（spark）が入っていません。",
                "the extra “spark” is not installed.",
            ),
            f"--spark {address}",
            Words(
                "pip install 'kinten[spark]' で入れてください。",
                "Install it with pip install 'kinten[spark]'.",
            ),
        ) from error
    try:
        _reach(address)
        session = SparkSession.builder.remote(address).create()
        return ibis.pyspark.connect(session)
    except Exception as error:  # whatever the client of the server raises
        raise FaultError(
            Words("Sparkのサーバーにつながりません。", "there is no answer of a Spark server."),
            f"--spark {address}",
            Words(
                "Spark Connect の住所（sc://ホスト:ポート）を確かめてください。",
                "Look at the address of Spark Connect (sc://host:port).",
            ),
        ) from error


def _reach(address: str) -> None:
    """Try the port of an address: the client itself would try for many minutes. OSError without an answer."""
    parts = urlsplit(address)
    if parts.scheme != "sc" or not parts.hostname:
        raise OSError(address)
    with socket.create_connection((parts.hostname, parts.port or _PORT), timeout=_PATIENCE):
        return
