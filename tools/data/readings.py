"""Read the packaged names aloud by machine: hidden keys of the portal's search, never shown to anybody.

    python tools/data/readings.py

Needs ``sudachipy`` and ``sudachidict_core`` (both Apache-2.0) in the environment that runs it; the
program itself needs neither. Reads network_hospitals.csv, areas.csv and municipalities.parquet as
they are packaged, and writes name_readings.csv with its entry in sources.yaml.
"""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from packing import PACKAGE, Packed, as_csv, put, read_rows

from kinten.vocabulary.identity import PREFECTURES

NAMED = ("network_hospitals.csv", "areas.csv", "municipalities.parquet")
_KANA = re.compile(r"[ァ-ヶー]+")


def readings(_: Path) -> Packed:
    """One reading in katakana of each name that has one."""
    from sudachipy import Dictionary, SplitMode

    tokenizer = Dictionary(dict="core").tokenizer(mode=SplitMode.C)
    rows = []
    for name in sorted(set(_names())):
        plain = unicodedata.normalize("NFKC", name)
        parts = (each.reading_form() or each.surface() for each in tokenizer.tokenize(plain))
        read = "".join(_KANA.findall("".join(part for part in parts if part != "キゴウ")))
        if read and read != plain:
            rows.append((name, read))
    sources = tuple(PACKAGE / name for name in NAMED)
    return Packed("name_readings.csv", as_csv(("name", "reading"), rows), len(rows), sources)


def _names() -> Iterator[str]:
    import polars as pl

    for row in read_rows(PACKAGE / "network_hospitals.csv"):
        yield from (row["name"].strip(), *(each.strip() for each in row["also_called"].split("|")))
    yield from (row["name"] for row in read_rows(PACKAGE / "areas.csv"))
    places = pl.read_parquet(PACKAGE / "municipalities.parquet", columns=["name"])
    yield from places["name"]
    yield from (each.ja for each in PREFECTURES.values())


DERIVATIONS = (readings,)

if __name__ == "__main__":
    put(derive(PACKAGE) for derive in DERIVATIONS)
