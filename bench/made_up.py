"""Made-up records of Japan's registries in a file, the same each time."""

import sys
from pathlib import Path

from kinten.example.record_writing import write_example_records
from kinten.example.records import Records, RecordsAsked

SEED = 20260401
YEARS = (2021, 2022, 2023)


def make_records(path: Path, rows: int, errors: float) -> None:
    """Write so many records, of which a share is faulty."""
    print(f"{rows} made-up records", file=sys.stderr, flush=True)
    truth = path.with_name(f"{path.stem}-truth.csv")
    write_example_records(Records(RecordsAsked(rows, SEED, YEARS, (), errors)), path, truth)
