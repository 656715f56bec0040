"""The codes of a file of registered tumours: each distinct combination once, and where it stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from kinten.coding.icdo import behaviour_within, histology_number, site_number
from kinten.coding.ranges import NONE, Ints, disease_number
from kinten.coding.tumours import BEHAVIOURS, DISEASES, HISTOLOGIES, SITES, YEARS, Tumours
from kinten.desk.filing import source_of
from kinten.report.model import Source
from kinten.tables.columns import Columns, read_records
from kinten.vocabulary.wording import FaultError, Words

BY_ICDO = ("topography", "morphology")
BY_ICD10 = ("icd10",)
_SIZES = (SITES, HISTOLOGIES, BEHAVIOURS, DISEASES, YEARS, 3)


YEAR, SEX = "diagnosis_date", "sex"
_ALSO: tuple[tuple[str, Callable[[pl.Expr], pl.Expr]], ...] = (
    (YEAR, lambda text: text.str.slice(0, 4).cast(pl.Int16, strict=False)),
    (SEX, lambda text: text.cast(pl.Int16, strict=False)),
)


@dataclass(frozen=True, slots=True)
class Registered:
    """The records as they were given, and their codes.

    ``tumours`` holds each combination of codes once, ``places`` for each record which one it has, and
    ``counts`` how many records have it.
    """

    source: Source
    frame: pl.DataFrame
    tumours: Tumours
    places: Ints
    counts: Ints


def read_registered(
    path: Path, names: Sequence[str], adds: Sequence[str], also: Sequence[str] = ()
) -> Registered:
    """Read registered tumours with the columns named; the behaviour and those of ``also`` where they are.

    FaultError names a column that is missing, and one that would be written twice.
    """
    table = read_records(path, names)
    refuse_twice(table, adds)
    texts = table.frame
    morphology = _texts(texts, "morphology") if "morphology" in names else None
    behaviour = _read(texts, "behaviour", lambda text: text.cast(pl.Int16, strict=False))
    if morphology is not None:
        within = read_codes(morphology, behaviour_within)
        behaviour = np.where(behaviour == NONE, within, behaviour)
    columns = (
        _read(texts, "topography", site_number) if "topography" in names else _none(texts),
        read_codes(morphology, histology_number) if morphology is not None else _none(texts),
        behaviour,
        _diseases(texts) if "icd10" in names else _none(texts),
        *(_read(texts, name, read) if name in also else _none(texts) for name, read in _ALSO),
    )
    tumours, places, counts = _once(columns)
    return Registered(source_of(path), read_as_given(path, texts), tumours, places, counts)


def refuse_twice(table: Columns, adds: Sequence[str]) -> None:
    """Raise where a column would be written that is there."""
    if twice := [name for name in adds if table.has(name)]:
        listed = " ".join(twice)
        raise FaultError(
            Words(f"列 {listed} がもうあります。", f"there is a column {listed}."),
            f"{table.path}:1",
            Words(
                "この列を外すか、名を変えてください。", "Leave these columns out or rename them."
            ),
        )


def spread(values: Sequence[str | None], places: Ints) -> pl.Series:
    """Give the value of each record from those of the combinations."""
    return pl.Series(values, dtype=pl.String).gather(pl.Series(places))


def told_codes(tumours: Tumours, at: int) -> str:
    """Write the codes of a combination as C187 8140/3, with --- for what could not be read."""
    site, histology, behaviour = (
        int(codes[at]) for codes in (tumours.sites, tumours.histologies, tumours.behaviours)
    )
    topography = "C---" if site == NONE else f"C{site:03d}"
    morphology = "----" if histology == NONE else f"{histology:04d}"
    return f"{topography} {morphology}/{'' if behaviour == NONE else behaviour}"


def read_as_given(path: Path, texts: pl.DataFrame) -> pl.DataFrame:
    """Give the records with the types of their file, so that they are written as they came."""
    if path.suffix.lower() != ".parquet":
        return texts
    frame = pl.read_parquet(path)
    return frame.rename({name: name.strip() for name in frame.columns})


def _texts(frame: pl.DataFrame, name: str) -> pl.Series:
    return frame[name].fill_null("")


def _none(frame: pl.DataFrame) -> Ints:
    return np.full(frame.height, NONE, dtype=np.int64)


def _read(frame: pl.DataFrame, name: str, read: Callable[[pl.Expr], pl.Expr]) -> Ints:
    """Read a column as numbers; NONE everywhere where the column is not there."""
    if name not in frame.columns:
        return _none(frame)
    return read_codes(_texts(frame, name), read)


def read_codes(texts: pl.Series, read: Callable[[pl.Expr], pl.Expr]) -> Ints:
    """Read each distinct text once, full-width signs as the usual ones; NONE where it is no code."""
    return read_each(texts, read)[0]


def read_each(texts: pl.Series, *reads: Callable[[pl.Expr], pl.Expr]) -> tuple[Ints, ...]:
    """Read the same texts in several ways, as ``read_codes``."""
    texts = texts.fill_null("")
    bare = pl.col("text").str.normalize("NFKC").str.strip_chars()
    names = [f"n{place}" for place in range(len(reads))]
    numbers = pl.DataFrame({"text": texts.unique()}).with_columns(
        read(bare).cast(pl.Int64).fill_null(NONE).alias(name)
        for name, read in zip(names, reads, strict=True)
    )
    found = (
        texts.rename("text").to_frame().join(numbers, on="text", how="left", maintain_order="left")
    )
    return tuple(found[name].to_numpy().copy() for name in names)


def _diseases(frame: pl.DataFrame) -> Ints:
    """Read ICD-10 codes: three characters or more; what stands behind the fourth is passed over."""

    def number(texts: pl.Expr) -> pl.Expr:
        bare = texts.str.to_uppercase().str.replace(".", "", literal=True).str.slice(0, 4)
        return bare.map_elements(disease_number, return_dtype=pl.Int64)

    return read_codes(_texts(frame, "icd10"), number)


def _once(columns: Sequence[Ints]) -> tuple[Tumours, Ints, Ints]:
    """Give each combination once, the combination of each record, and how many have it."""
    key = np.zeros(len(columns[0]), dtype=np.int64)
    for codes, size in zip(columns, _SIZES, strict=True):
        known = np.where((codes < 0) | (codes >= size), NONE, codes)
        key = key * (size + 1) + (known + 1)
    once, places, counts = np.unique(key, return_inverse=True, return_counts=True)
    parts = []
    for size in reversed(_SIZES):
        once, part = np.divmod(once, size + 1)
        parts.append(part - 1)
    return Tumours(*reversed(parts)), places.astype(np.int64), counts.astype(np.int64)
