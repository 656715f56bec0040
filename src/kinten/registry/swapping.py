"""Columns that were exchanged: neither can be read as its own item, each as that of the other."""

from collections.abc import Mapping, Sequence
from itertools import combinations

import polars as pl

from kinten.registry.items import Item, ItemKind

_MOST = 0.9
_LEAST_ROWS = 3
_LEAST_NAMES = 20


def find_swapped(
    batch: pl.DataFrame, columns: Mapping[str, str], items: Sequence[Item], typed: pl.DataFrame
) -> tuple[str, str] | None:
    """Name two columns of a batch that were most likely exchanged, None where there are none.

    ``columns`` gives the column of each item, ``typed`` the batch as records. Of three rows or more nine in
    ten must speak for it; dates are exchanged where most people were born after their diagnosis, patient and
    hospital where most of many records have a hospital of their own and patients are few.
    """
    if batch.height < _LEAST_ROWS:
        return None
    if (dates := _swapped_dates(columns, typed)) is not None:
        return columns[dates[0]], columns[dates[1]]
    if _has_hospitals_as_patients(columns, typed):
        return columns["patient_id"], columns["hospital"]
    unread = [item for item in items if item.name in columns and _is_unread(batch, columns, item)]
    for one, other in combinations(unread, 2):
        if _fits(batch[columns[one.name]], other) and _fits(batch[columns[other.name]], one):
            return columns[one.name], columns[other.name]
    texts = [item for item in items if item.name in columns and item.kind is ItemKind.TEXT]
    for item in unread:
        for other in texts:
            if item.kind in _TELLING and _fits(batch[columns[other.name]], item):
                return columns[item.name], columns[other.name]
    return None


def _swapped_dates(columns: Mapping[str, str], typed: pl.DataFrame) -> tuple[str, str] | None:
    """Name the two dates that run against each other in most records, those of all lives first."""

    def against(earlier: str, later: str) -> bool:
        if earlier not in columns or later not in columns:
            return False
        known = typed.select(earlier, later).drop_nulls()
        late = known.filter(pl.col(earlier) > pl.col(later)).height
        return known.height >= _LEAST_ROWS and late >= _MOST * known.height

    birth, diagnosis, death, contact = (
        "birth_date",
        "diagnosis_date",
        "death_date",
        "follow_up_date",
    )
    if against(birth, diagnosis):
        return (birth, death) if against(diagnosis, death) else (birth, diagnosis)
    for last in (contact, death):
        if against(diagnosis, last):
            return diagnosis, last
    return None


def _has_hospitals_as_patients(columns: Mapping[str, str], typed: pl.DataFrame) -> bool:
    if "patient_id" not in columns or "hospital" not in columns:
        return False
    known = typed.select("patient_id", "hospital").drop_nulls()
    patients, hospitals = known["patient_id"].n_unique(), known["hospital"].n_unique()
    return known.height >= _LEAST_NAMES and hospitals > max(known.height / 2, 2 * patients)


def _is_unread(batch: pl.DataFrame, columns: Mapping[str, str], item: Item) -> bool:
    cells = batch[columns[item.name]].drop_nulls()
    if cells.dtype != pl.String or cells.len() < _LEAST_ROWS or item.kind in _ANYTHING:
        return False
    return int(_reads(cells, item).sum()) <= (1 - _MOST) * cells.len()


def _fits(cells: pl.Series, item: Item) -> bool:
    known = cells.drop_nulls()
    if known.dtype != pl.String or not known.len():
        return False
    return int(_reads(known, item).sum()) >= _MOST * known.len()


def _reads(cells: pl.Series, item: Item) -> pl.Series:
    if item.kind is ItemKind.CODE:
        return (
            cells.cast(pl.Int16, strict=False).is_in(list(item.known_codes)).fill_null(value=False)
        )
    return cells.str.contains(_SHAPES[item.kind]).fill_null(value=False)


_ANYTHING = frozenset({ItemKind.TEXT, ItemKind.NAME, ItemKind.HIDDEN, ItemKind.STAGE})
_TELLING = frozenset({ItemKind.TOPOGRAPHY, ItemKind.MORPHOLOGY, ItemKind.DATE})
_SHAPES = {
    ItemKind.NUMBER: r"^[0-9]{1,4}$",
    ItemKind.DATE: r"^(1[89]|20|9999)[0-9][0-9][-/.]?[0-9][0-9][-/.]?[0-9][0-9]$",
    ItemKind.TOPOGRAPHY: r"^[Cc][0-9][0-9]\.?[0-9]$",
    ItemKind.MORPHOLOGY: r"^[89][0-9]{3}(/?[0-9]){0,2}$",
    ItemKind.MUNICIPALITY: r"^[0-9]{5,6}$",
    ItemKind.TEXT: r"",
    ItemKind.STAGE: r"^[0-9IV][0-9A-Za-z]{0,4}$",
}
