"""Patients who have several records, found in a file of any size within a bound of memory.

A first pass keeps a number of 64 bits for each record, made of its hospital and patient; a second pass
writes the records whose number comes twice. Two patients may share a number, so what is written holds
every record of a patient who has several, and now and then one of another.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kinten.registry.edits.across import KEYS, UNKNOWN

_AT_ONCE = 8_000_000
"""Numbers held at once, 64 MB: a longer file is passed over again for each further part of them."""
_NUMBER, _SEED = "_number", 1


def write_several(name: str, items: Sequence[str], written: Path, at_once: int = _AT_ONCE) -> None:
    """Write the records of patients who have several, with the items named; as ``several_records``."""
    records = pl.scan_parquet(name, glob=False)
    size = records.select(pl.len()).collect().item()
    parts = max(1, -(-size // at_once))
    kept = tuple(dict.fromkeys((*KEYS, *items)))
    known = records.filter(pl.col("patient_id").is_not_null()).select(
        *(
            pl.col(item).fill_null(UNKNOWN[item]) if item in UNKNOWN else pl.col(item)
            for item in kept
        )
    )
    number = pl.col("patient_id").hash(0) ^ pl.col("hospital").hash(_SEED)
    numbered = known.with_columns(number.alias(_NUMBER))
    repeated = np.concatenate([_repeated(numbered, part, parts) for part in range(parts)])
    again = pl.LazyFrame({_NUMBER: repeated})
    numbered.join(again, on=_NUMBER, how="semi").drop(_NUMBER).sink_parquet(written)


def _repeated(numbered: pl.LazyFrame, part: int, parts: int) -> NDArray[np.uint64]:
    """Give the numbers of one part that come more than once."""
    mine = numbered.select(_NUMBER)
    if parts > 1:
        mine = mine.filter(pl.col(_NUMBER) % parts == part)
    ordered = np.sort(mine.collect(engine="streaming")[_NUMBER].to_numpy())
    return np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
