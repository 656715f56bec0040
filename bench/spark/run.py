"""Run the bench of Spark; `kinten bench spark` starts this in the right environment.

    python run.py [--short]      one JSON document on standard output

The edits and counts of the registry desk on a Spark master with two workers, all started here on
loopback, beside DuckDB: the same records, and every finding and count must be equal. It needs a Java of
17 or newer; without one nothing is measured. Seconds are those of the clock: the work is in other
processes.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cluster import has_java, running
from figuring import figure
from machine import describe_machine
from made_up import make_records

from kinten.desk.record_checking import CheckAsked, check_records
from kinten.desk.record_counting import CountAsked, count_file
from kinten.registry.counting import Dimension

_FULL, _SHORT = 2_000_000, 50_000
_AS_OF = date(2026, 4, 1)
_BY = (Dimension.HOSPITAL, Dimension.YEAR, Dimension.SITE, Dimension.SEX, Dimension.AGE_GROUP)


def main() -> int:
    """Start Spark, ask both engines, and compare."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--no-peer", action="store_true")
    given = parser.parse_args()
    figures: list[dict[str, Any]] = []
    if has_java() and not given.no_peer:
        with TemporaryDirectory(prefix="kinten-bench-") as folder:
            figures = _figures(Path(folder), _SHORT if given.short else _FULL)
    print(json.dumps({"bench": "spark", "machine": describe_machine(), "figures": figures}))
    return 0


def _figures(folder: Path, rows: int) -> list[dict[str, Any]]:
    path = folder / "example.parquet"
    make_records(path, rows, 0.02)
    here = _asked(path, None)
    with running(folder) as address:
        _timed(lambda: count_file(CountAsked(path, None, (Dimension.SEX,), None, spark=address)))
        there = _asked(path, address)
    spark = f"Spark {version('pyspark')}, 2 workers"
    return [
        figure("spark_records", rows, "records"),
        figure("spark_findings", here["findings"].height, "findings"),
        figure(
            "spark_findings_differing", float(not here["findings"].equals(there["findings"])), "tables",
            most=0, peer=spark,
        ),
        figure("spark_cells", here["counts"].height, "cells"),
        figure(
            "spark_counts_differing", float(not here["counts"].equals(there["counts"])), "tables", most=0,
            peer=spark,
        ),
        figure("spark_check", here["check"], "s by the clock", peer=spark, peer_value=there["check"]),
        figure("spark_count", here["count"], "s by the clock", peer=spark, peer_value=there["count"]),
    ]  # fmt: skip


def _asked(path: Path, spark: str | None) -> dict[str, Any]:
    check, checked = _timed(lambda: check_records(CheckAsked(path, None, _AS_OF, spark=spark)))
    count, counted = _timed(lambda: count_file(CountAsked(path, None, _BY, None, spark=spark)))
    return {"check": check, "findings": checked.findings, "count": count, "counts": counted.frame}


def _timed(act: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    made = act()
    return time.perf_counter() - start, made


if __name__ == "__main__":
    sys.exit(main())
