"""Loading packaged data by name; only what `sources.yaml` describes can be opened."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, BinaryIO

import yaml

from kinten.vocabulary.wording import FaultError, Words

_SOURCES = "sources.yaml"
# The safe loader in C where PyYAML was built with it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class PackagedSource:
    """Where one packaged file comes from, and how it was made from what was published."""

    name: str
    title: Words
    publisher: Words
    licence: Words
    papers: tuple[str, ...]
    date: str
    collected: str
    rows: int
    source_sha256: str
    derived: Words


def packaged_path(name: str) -> Path:
    """Give the path of a packaged file; a name that no source describes is a fault."""
    if name not in {source.name for source in list_sources()}:
        known = ", ".join(source.name for source in list_sources())
        raise FaultError(
            Words(f"収載データ「{name}」はありません。", f"There is no packaged file “{name}”."),
            "kinten.data",
            Words(f"収載されているのは {known} です。", f"There are: {known}."),
        )
    return Path(str(files("kinten.data").joinpath(name)))


def open_packaged(name: str) -> BinaryIO:
    """Open a packaged file for reading its bytes."""
    return packaged_path(name).open("rb")


def read_packaged(name: str) -> Iterator[dict[str, str]]:
    """Give the rows of a packaged CSV, each by its columns."""
    with io.TextIOWrapper(open_packaged(name), encoding="utf-8", newline="") as text:
        yield from csv.DictReader(text)


@cache
def list_sources() -> tuple[PackagedSource, ...]:
    """List every packaged file with its source, in the order of `sources.yaml`.

    Read once: the package does not change while it runs, and every table that is opened asks here.
    """
    text = files("kinten.data").joinpath(_SOURCES).read_text(encoding="utf-8")
    return tuple(_source(entry) for entry in yaml.load(text, _LOADER)["sources"])  # noqa: S506


def _source(entry: dict[str, Any]) -> PackagedSource:
    return PackagedSource(
        name=entry["name"],
        title=Words(**entry["title"]),
        publisher=Words(**entry["publisher"]),
        licence=Words(**entry["licence"]),
        papers=tuple(entry["papers"]),
        date=str(entry["date"]),
        collected=str(entry["collected"]),
        rows=entry["rows"],
        source_sha256=entry["source_sha256"],
        derived=Words(**entry["derived"]),
    )
