"""Records: registered tumours with typed items, as every later step reads them.

A record keeps what was received: a cell that cannot be read as its item stays, as text, in ``unread``. Codes
are small whole numbers, dates are yyyymmdd with 99 for unknown months and days and 9999 for unknown years.
Added are ``row`` (place of the record in its file, from 1), ``site`` (187 for C18.7) and
``age_at_diagnosis`` (completed years; empty where it cannot be told).
"""

from collections.abc import Mapping, Sequence

import polars as pl

from kinten.coding.icdo import behaviour_within, grade_within, histology_number, site_number
from kinten.registry.items import Item, ItemKind
from kinten.registry.layouts import Layout

ROW, SITE, AGE, UNREAD = "row", "site", "age_at_diagnosis", "unread"
UNKNOWN_DAY = 99999999
_FOREIGN = "\0"
"""Before a code that a strict layout does not know."""
_ONE_MONTH, _ONE_DAY = r"[-/.]([0-9])\b", r"[-/.]([0-9])$"
_DATE = r"^([0-9]{4})[-/.]?([0-9]{2})?[-/.]?([0-9]{2})?$"
_MUNICIPALITY = r"^([0-9]{5})[0-9]?$"
_STAGE = r"^[0-9A-Za-z/+() -]{1,12}$"
_HALF_WIDTH = r"[\x21-\x7e\u{FF61}-\u{FF9F}]"
_TYPES: Mapping[ItemKind, type[pl.DataType]] = {
    ItemKind.TEXT: pl.String,
    ItemKind.NUMBER: pl.Int16,
    ItemKind.CODE: pl.Int16,
    ItemKind.DATE: pl.Int32,
    ItemKind.TOPOGRAPHY: pl.String,
    ItemKind.MORPHOLOGY: pl.Int16,
    ItemKind.MUNICIPALITY: pl.Int32,
    ItemKind.STAGE: pl.String,
}


def record_schema(items: Sequence[Item]) -> dict[str, type[pl.DataType]]:
    """Give the columns of records and their types, in their order."""
    kept = {item.name: _TYPES[item.kind] for item in items if item.is_kept}
    return {ROW: pl.Int32, **kept, SITE: pl.Int16, AGE: pl.Int16, UNREAD: pl.String}


def type_records(
    batch: pl.DataFrame, layout: Layout, items: Sequence[Item], rows: pl.Series
) -> pl.DataFrame:
    """Give a batch of received rows, whose places are ``rows``, as records.

    Columns that the layout does not know are left out (the caller lists them); items without a column
    are empty. A column that has its type already is taken as it is.
    """
    of = {item: column for column, item in layout.columns.items() if column in batch.columns}
    texts = {
        item.name: _translated(
            _as_text(batch, of[item.name]), layout.codes.get(item.name), item.name in layout.strict
        )
        for item in items
        if item.name in of and item.kind is not ItemKind.HIDDEN
    }
    frame = batch.select(column.alias(f"_{name}") for name, column in texts.items())
    frame = frame.with_columns(_read(item).alias(item.name) for item in items if item.name in texts)
    frame = _with_parts(frame, texts)
    present = [item for item in items if item.name in texts]
    unread = pl.concat_str(
        [*(_unread(item) for item in present), *_contradicted(texts)],
        separator="; ",
        ignore_nulls=True,
    )
    frame = frame.with_columns(
        pl.lit(None, dtype=kind).alias(name)
        for name, kind in record_schema(items).items()
        if name not in frame.columns and name not in {ROW, SITE, AGE, UNREAD}
    )
    frame = frame.with_columns(
        unread.replace("", None).alias(UNREAD),
        rows.cast(pl.Int32).alias(ROW),
        pl.col("topography").str.slice(1).cast(pl.Int16, strict=False).alias(SITE),
        _age().alias(AGE),
    )
    schema = record_schema(items)
    return frame.select(pl.col(name).cast(kind) for name, kind in schema.items())


def _as_text(batch: pl.DataFrame, column: str) -> pl.Expr:
    """Give the cells of a column as a CSV would have them, whatever their type in Parquet."""
    cell, kind = pl.col(column), batch.schema[column]
    if kind == pl.String:
        return cell
    if kind.is_temporal():
        return cell.dt.strftime("%Y-%m-%d")
    if kind == pl.Boolean:
        return cell.cast(pl.Int8).cast(pl.String)
    if kind.is_float():
        whole = cell.cast(pl.Int64, strict=False)
        return pl.when(cell == whole).then(whole.cast(pl.String)).otherwise(cell.cast(pl.String))
    return cell.cast(pl.String)


def _translated(cell: pl.Expr, codes: Mapping[str, str] | None, is_strict: bool) -> pl.Expr:  # noqa: FBT001
    """Give the codes of a layout; a strict one leaves no other code, so that it stays unread."""
    if codes is None:
        return cell
    if not is_strict:
        return cell.replace(dict(codes))
    known = cell.replace_strict(dict(codes), default=None, return_dtype=pl.String)
    return pl.when(known.is_null() & cell.is_not_null()).then(_FOREIGN + cell).otherwise(known)


def _read(item: Item) -> pl.Expr:
    """Read the cells of an item; what cannot be read becomes empty."""
    cell = pl.col(f"_{item.name}")
    plain = cell.str.normalize("NFKC")
    match item.kind:
        case ItemKind.NUMBER | ItemKind.CODE:
            return plain.cast(pl.Int16, strict=False)
        case ItemKind.DATE:
            return _date(plain)
        case ItemKind.TOPOGRAPHY:
            return "C" + site_number(plain).cast(pl.String).str.zfill(3)
        case ItemKind.MORPHOLOGY:
            return histology_number(plain)
        case ItemKind.MUNICIPALITY:
            # Excel takes the zero off 01204.
            padded = pl.when(plain.str.len_chars() == 4).then("0" + plain).otherwise(plain)
            return padded.str.extract(_MUNICIPALITY, 1).cast(pl.Int32)
        case ItemKind.STAGE:
            return pl.when(cell.str.contains(_STAGE)).then(cell)
        case ItemKind.NAME:
            return pl.when(~cell.str.contains(_HALF_WIDTH)).then(pl.lit(""))
        case _:
            return cell


def _date(cell: pl.Expr) -> pl.Expr:
    padded = cell.str.replace(_ONE_MONTH, "-0$1").str.replace(_ONE_DAY, "-0$1")
    parts = padded.str.extract_groups(_DATE)
    year, month, day = (
        parts.struct.field(str(at)).cast(pl.Int32).fill_null(99) for at in (1, 2, 3)
    )
    known = parts.struct.field("1").is_not_null()
    february = pl.when((year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))).then(29)
    last = (
        pl.when(month == 2)
        .then(february.otherwise(28))
        .when(month.is_in([4, 6, 9, 11]))
        .then(30)
        .otherwise(31)
    )
    in_year = ((month >= 1) & (month <= 12)) | (month == 99)
    in_month = ((day >= 1) & (day <= last)) | (day == 99)
    vague = (month == 99) & (day != 99)
    read = year * 10000 + month * 100 + pl.when(month == 99).then(99).otherwise(day)
    return (
        pl.when(known & (year == 9999))
        .then(UNKNOWN_DAY)
        .when(known & in_year & in_month & ~vague & (year >= 1800) & (year < 2200))
        .then(read)
    )


def _with_parts(frame: pl.DataFrame, texts: Mapping[str, object]) -> pl.DataFrame:
    """Take behaviour and grade from a morphology such as 8140/3 where they have no cell of their own."""
    if "morphology" not in texts:
        return frame
    morphology = pl.col("_morphology").str.normalize("NFKC")
    taken = {"behaviour": behaviour_within(morphology), "grade": grade_within(morphology)}
    return frame.with_columns(
        pl.when(pl.col(f"_{name}").is_null()).then(value).otherwise(pl.col(name)).alias(name)
        if name in texts
        else value.alias(name)
        for name, value in taken.items()
    )


def _unread(item: Item) -> pl.Expr:
    """Tell of a cell that is there and could not be read; a name is told without itself."""
    cell = pl.col(f"_{item.name}")
    told = pl.lit(f"{item.name}=")
    is_unread = cell.is_not_null() & pl.col(item.name).is_null()
    if item.kind is ItemKind.NAME:
        return pl.when(is_unread).then(told)
    clean = cell.str.strip_prefix(_FOREIGN).str.replace_all("[;=]", " ").str.slice(0, 80)
    return pl.when(is_unread).then(told + clean)


def _contradicted(texts: Mapping[str, object]) -> list[pl.Expr]:
    """Tell of a morphology whose behaviour is another than that of its own cell, which is kept."""
    if not {"morphology", "behaviour"} <= texts.keys():
        return []
    cell = pl.col("_morphology")
    within = behaviour_within(cell.str.normalize("NFKC"))
    own = pl.col("behaviour").cast(pl.String)
    told = pl.lit("morphology=") + cell + pl.lit(" (behaviour ") + own + pl.lit(")")
    return [pl.when(within != pl.col("behaviour")).then(told)]


def _age() -> pl.Expr:
    """Completed years at diagnosis; where a missing month or day leaves them open, the lower number."""
    birth, day = pl.col("birth_date"), pl.col("diagnosis_date")
    first = (
        pl.when(day // 100 % 100 == 99)
        .then(day - 9898)
        .when(day % 100 == 99)
        .then(day - 98)
        .otherwise(day)
    )
    known = (birth // 10000 != 9999) & (day // 10000 != 9999)
    years = (pl.max_horizontal(first, birth) - birth) // 10000
    return pl.when(known & (birth <= day)).then(years).cast(pl.Int16)
