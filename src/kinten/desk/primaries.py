"""Primaries among registered tumours: what `kinten registry primaries` gives."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kinten import __version__
from kinten.coding.icdo import behaviour_within, histology_number
from kinten.data.loading import read_packaged
from kinten.desk.filing import source_of
from kinten.desk.tumour_codes import read_as_given, read_codes, read_each, refuse_twice
from kinten.desk.tumour_doubts import Doubt, are_exchanged, find_doubts, is_again
from kinten.disclosure.masking import protect
from kinten.registry.primaries import (
    DUPLICATE,
    NO_GROUP,
    NOT_COUNTED,
    PRIMARY,
    UNKNOWN_PART,
    UNKNOWN_YEAR,
    Tumours,
    find_primaries,
)
from kinten.report.model import Source
from kinten.tables.columns import Columns, read_records
from kinten.tables.table import Table
from kinten.vocabulary.wording import Words

Ints = NDArray[np.int64]
COLUMNS = (
    "patient_id",
    "tumour_sequence",
    "diagnosis_date",
    "topography",
    "morphology",
    "behaviour",
)
ADDED = ("flag", "site_group", "hist_group", "histology")
EDITIONS = ("3.1", "3.2")
_INVASIVE = 3
_SITE = r"^[Cc]([0-9]{2})(?:\.?[0-9])?$"
_LAST_SITE, _FIRST_HISTOLOGY, _HISTOLOGIES = 80, 8000, 10_000
"""Topographies of ICD-O are C00 to C80, morphologies 8000 and over."""
_DATE = r"^(?<year>[0-9]{4})(?:-?(?<month>[0-9]{2})(?:-?(?<day>[0-9]{2}))?)?$"


@dataclass(frozen=True, slots=True)
class Flagged:
    """The records with their flags, how many there are of each, and what is doubtful.

    ``frame`` has the columns of the file as text, ``typed`` as they came.
    """

    source: Source
    frame: pl.DataFrame
    typed: pl.DataFrame
    counts: dict[int, int]
    edition: str
    doubts: tuple[Doubt, ...]


def flag_primaries(path: Path, edition: str = EDITIONS[0]) -> Flagged:
    """Read registered tumours and flag the primaries; the rows stay in their order.

    ``edition`` is that of ICD-O whose groups of histologies are used for all of them.

    FaultError names the cell of a date that cannot be, a behaviour that is no digit, a number of a tumour
    that is none, a column that would be written twice, and topographies and morphologies that are exchanged.
    """
    table = read_records(path, COLUMNS)
    refuse_twice(table, ADDED)
    frame = table.frame
    histology, within = read_each(frame["morphology"], histology_number, behaviour_within)
    histology = np.where(histology < _FIRST_HISTOLOGY, NO_GROUP, histology)
    if 2 * int((histology == NO_GROUP).sum()) > frame.height and are_exchanged(frame):
        raise table.refuse_at(
            0,
            "topography",
            Words("部位と組織型が入れ替わっています。", "topography and morphology are exchanged."),
            Words("二つの列の名を入れ替えてください。", "Exchange the names of the two columns."),
        )
    year, month, day = _dates(table)
    numbers, bladder = read_each(frame["topography"], _site_number, _is_bladder)
    site_names, sites = _site_groups(numbers)
    behaviour = _behaviours(table)
    patients, sequences = _numbered(table, "patient_id"), _sequences(table)
    tumours = Tumours(
        patients,
        year,
        month,
        day,
        sequences,
        sites,
        _hist_groups(histology, edition),
        histology,
        (behaviour == _INVASIVE) | (bladder == 1),
    )
    found = find_primaries(tumours)
    doubts = find_doubts(
        table,
        (
            ("topography", sites == NO_GROUP),
            ("morphology", histology == NO_GROUP),
            ("behaviour", (within != NO_GROUP) & (within != behaviour)),
            ("sequence_negative", sequences < 0),
            ("sequence_twice", is_again(patients, sequences)),
        ),
    )
    added = [
        pl.Series("flag", found.flag),
        pl.Series("site_group", site_names),
        pl.Series("hist_group", found.hist_group).replace(NO_GROUP, None),
        pl.when(pl.Series(found.histology) != NO_GROUP)
        .then(pl.Series(found.histology).cast(pl.String).str.zfill(4))
        .otherwise(frame["morphology"])
        .alias("histology"),
    ]
    counts = {each: int((found.flag == each).sum()) for each in (PRIMARY, DUPLICATE, NOT_COUNTED)}
    return Flagged(
        source_of(path),
        frame.with_columns(added),
        read_as_given(path, frame).with_columns(added),
        counts,
        edition,
        doubts,
    )


def primaries_document(flagged: Flagged) -> dict[str, Any]:
    """Give the document of `kinten registry primaries --json`."""
    return {
        "kinten": __version__,
        "inputs": [{"name": flagged.source.name, "sha256": flagged.source.sha256}],
        "edition": flagged.edition,
        "tumours": flagged.frame.height,
        "primary": flagged.counts[PRIMARY],
        "duplicate": flagged.counts[DUPLICATE],
        "not_counted": flagged.counts[NOT_COUNTED],
        "doubts": [
            {"what": each.what, "records": each.records, "at": list(each.lines)}
            for each in flagged.doubts
        ],
    }


def primaries_table(flagged: Flagged, lang: str) -> Table:
    """Give how many tumours there are of each flag; small counts are masked."""
    rows = (
        (PRIMARY, Words("原発（IARC/IACR 2004）", "primary (IARC/IACR 2004)")),
        (DUPLICATE, Words("先の原発と同じ", "the same as an earlier primary")),
        (NOT_COUNTED, Words("数えない（浸潤でない）", "not counted (not invasive)")),
    )
    return Table(
        Words("登録された腫瘍と原発", "Registered tumours and primaries").in_language(lang),
        tuple(
            each.in_language(lang)
            for each in (Words("flag", "flag"), Words("意味", "meaning"), Words("腫瘍", "tumours"))
        ),
        tuple(
            (flag, told.in_language(lang), protect(flagged.counts[flag]).told.in_language(lang))
            for flag, told in rows
        ),
        (
            Words(
                "院内がん登録の件数は登録された腫瘍で数えます。原発の数は国際比較のためのもので、登録を変えません",
                "a hospital's registry counts registered tumours; primaries are for international comparison "
                "and change no record",
            ).in_language(lang),
            Words(
                f"組織型のグループは ICD-O-{flagged.edition} のもの",
                f"groups of histologies are those of ICD-O-{flagged.edition}",
            ).in_language(lang),
        ),
    )


def _numbered(table: Columns, name: str) -> Ints:
    """Give a number for each text, the same for the same."""
    texts = table.frame[name].str.strip_chars()
    missing = (texts.is_null() | (texts == "")).arg_true()
    if len(missing):
        raise table.refuse_at(
            int(missing[0]),
            name,
            Words("空欄です。", "it is blank."),
            Words("患者の番号を書いてください。", "Write the number of the patient."),
        )
    return _first_places(texts)


def _sequences(table: Columns) -> Ints:
    texts, places = _distinct(table.frame["tumour_sequence"].fill_null(""))
    bare = texts.str.normalize("NFKC").str.strip_chars()
    numbers = bare.cast(pl.Int64, strict=False)
    bad = np.flatnonzero(numbers.is_null().to_numpy()[places])
    if bad.size:
        raise table.refuse_at(
            int(bad[0]),
            "tumour_sequence",
            Words("整数ではありません。", "it is no whole number."),
            Words("腫瘍の順番を書いてください。", "Write the place of the tumour in its order."),
        )
    return numbers.to_numpy()[places]


def _behaviours(table: Columns) -> Ints:
    numbers = read_codes(
        table.frame["behaviour"], lambda text: text.str.extract(r"^([0-9])$").cast(pl.Int64)
    )
    bad = np.flatnonzero(numbers == NO_GROUP)
    if bad.size:
        raise table.refuse_at(
            int(bad[0]),
            "behaviour",
            Words("性状が一桁の数ではありません。", "the behaviour is no digit."),
            Words("0から9の一桁を書いてください（浸潤は3）。", "Write one digit (3 is invasive)."),
        )
    return numbers


def _dates(table: Columns) -> tuple[Ints, Ints, Ints]:
    """Give year, month and day; parts that are not known as 9999 and 99."""
    texts, places = _distinct(table.frame["diagnosis_date"].fill_null(""))
    texts = texts.str.normalize("NFKC").str.strip_chars()
    parts = texts.str.extract_groups(_DATE).struct.unnest()
    year, month, day = (
        parts[name].cast(pl.Int64).fill_null(unknown)
        for name, unknown in (
            ("year", UNKNOWN_YEAR),
            ("month", UNKNOWN_PART),
            ("day", UNKNOWN_PART),
        )
    )
    ends = pl.Series([31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
    in_year = ((month >= 1) & (month <= 12)) | (month == UNKNOWN_PART)
    last = ends.gather((month.clip(1, 12) - 1).cast(pl.UInt32))
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    short = (month == 2) & ~leap & (year != UNKNOWN_YEAR) & (day == 29)
    in_month = ((day >= 1) & (day <= last) & ~short) | (day == UNKNOWN_PART)
    bad = ((parts["year"].is_null() & (texts != "")) | ~in_year | ~in_month).to_numpy()
    if bad.any():
        row = int(np.flatnonzero(bad[places])[0])
        raise table.refuse_at(
            row,
            "diagnosis_date",
            Words(
                f"「{texts[int(places[row])]}」は日付ではありません。",
                f"“{texts[int(places[row])]}” is no date.",
            ),
            Words(
                "2020-04-01 のように書いてください。分からない月日は99か省略、年は9999か空欄です。",
                "Write it as 2020-04-01; unknown months and days as 99 or left out, years as 9999 or blank.",
            ),
        )
    years, months, days = (each.to_numpy().copy() for each in (year, month, day))
    months[years == UNKNOWN_YEAR] = UNKNOWN_PART
    days[months == UNKNOWN_PART] = UNKNOWN_PART
    return years[places], months[places], days[places]


def _first_places(texts: pl.Series) -> Ints:
    """Give for every row the place of the first with the same text: a number for each text."""
    frame = texts.rename("text").to_frame().with_row_index("place")
    firsts = frame.select(pl.col("place").first().over("text"))["place"]
    return firsts.to_numpy().astype(np.int64)


def _distinct(texts: pl.Series) -> tuple[pl.Series, Ints]:
    """Give each text once, and for every row its place among them: codes and dates are few."""
    once = pl.DataFrame({"text": texts.unique(maintain_order=True)}).with_row_index("place")
    found = texts.rename("text").to_frame().join(once, on="text", how="left", maintain_order="left")
    return once["text"], found["place"].to_numpy().astype(np.int64)


def _site_number(topography: pl.Expr) -> pl.Expr:
    return topography.str.extract(_SITE).cast(pl.Int64)


def _is_bladder(topography: pl.Expr) -> pl.Expr:
    return topography.str.to_uppercase().str.starts_with("C67")


def _site_groups(sites: Ints) -> tuple[pl.Series, Ints]:
    """Give the group of each site: three characters, or what several are joined to; null where it is no code."""
    numbers = np.where(sites > _LAST_SITE, NO_GROUP, sites)
    # One name for each site, and none at the end, which is where NO_GROUP points.
    three = pl.Series([*(f"C{each:02d}" for each in range(_LAST_SITE + 1)), None])
    names = three.replace(_joined_sites())
    groups = names.rank("dense").fill_null(NO_GROUP).cast(pl.Int64).to_numpy()
    places = np.where(numbers == NO_GROUP, _LAST_SITE + 1, numbers)
    return names.gather(places), groups[places]


def _hist_groups(codes: Ints, edition: str) -> Ints:
    """Give the group of each histology; a code of no group is a group of its own."""
    found = np.arange(_HISTOLOGIES + 1)
    found[-1] = NO_GROUP
    for group, low, high in _histology_ranges(edition):
        found[low : high + 1] = group
    return found[codes]


@cache
def _joined_sites() -> dict[str, str]:
    joined = {}
    for row in read_packaged("iarc_groups.csv"):
        if row["kind"] == "site":
            for number in range(int(row["low"][1:]), int(row["high"][1:]) + 1):
                joined[f"C{number:02d}"] = row["group"]
    return joined


@cache
def _histology_ranges(edition: str) -> tuple[tuple[int, int, int], ...]:
    return tuple(
        (int(row["group"]), int(row["low"]), int(row["high"]))
        for row in read_packaged("iarc_groups.csv")
        if row["kind"] == "histology" and row["edition"] == edition
    )
