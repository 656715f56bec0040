"""What every derivation shares: reading the folder of shared data, writing a packaged file and its entry.

A packaged file is the same, byte for byte, whenever it is derived from the same source, so that a
test can derive it again and compare.
"""

import csv
import gzip
import hashlib
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parents[1] / "src" / "kinten" / "data"
COLLECTED = "2026-11-22"


@dataclass(frozen=True)
class Packed:
    """A packaged file: its name, its bytes, its rows, and the files it was derived from."""

    name: str
    content: bytes
    rows: int
    sources: tuple[Path, ...]

    def entry(self) -> dict[str, Any]:
        """Give its entry in sources.yaml; what is said of it stands in described.yaml."""
        described = yaml.safe_load((HERE / "described.yaml").read_text(encoding="utf-8"))[self.name]
        derived = described.pop("derived")
        return {
            "name": self.name,
            **described,
            "collected": COLLECTED,
            "rows": self.rows,
            "source_sha256": _digest(self.sources),
            "derived": derived,
        }


Derivation = Callable[[Path], Packed]


def read_rows(path: Path) -> list[dict[str, str]]:
    """Read a CSV in UTF-8, plain or gzipped."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def as_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Give a CSV in UTF-8, lines ended by a line feed."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


def as_parquet(columns: Mapping[str, Sequence[object]], types: Mapping[str, Any]) -> bytes:
    """Give a Parquet file."""
    import polars as pl

    out = io.BytesIO()
    frame = pl.DataFrame(dict(columns), schema=dict(types))
    frame.write_parquet(out, compression="zstd", compression_level=19, statistics=False)
    return out.getvalue()


def put(files: Iterable[Packed]) -> None:
    """Write packaged files, and their entries in the place of the former ones."""
    packed = list(files)
    listing = PACKAGE / "sources.yaml"
    known = (
        yaml.safe_load(listing.read_text(encoding="utf-8"))["sources"] if listing.exists() else []
    )
    fresh = {each.name: each.entry() for each in packed}
    for each in packed:
        (PACKAGE / each.name).write_bytes(each.content)
    kept = [fresh.pop(one["name"], one) for one in known]
    text = yaml.dump(
        {"sources": [*kept, *fresh.values()]},
        Dumper=_Plain,
        allow_unicode=True,
        sort_keys=False,
        width=100,
    )
    listing.write_text(text, encoding="utf-8")


class _Plain(yaml.SafeDumper):
    """Every entry stands for itself: no anchors."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - the library's signature
        return True


def _digest(paths: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for path in paths:
        total.update(path.read_bytes())
    return total.hexdigest()
