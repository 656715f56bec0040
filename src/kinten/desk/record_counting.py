"""Counts over a file of records: what `kinten registry count` does."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from kinten.coding.ranges import NONE
from kinten.coding.recodes import Scheme, load_scheme
from kinten.coding.tumours import Tumours
from kinten.desk.record_engine import Engine, fetch, record_engine
from kinten.desk.recording import Intake, open_records
from kinten.desk.resident_shares import ResidentShare, SharesAsked, reckon_shares
from kinten.registry.counting import (
    CODES,
    OWN_FIRST,
    Dimension,
    Measure,
    count_records,
    count_residents,
    count_years,
)
from kinten.report.model import Source
from kinten.vocabulary.wording import FaultError, Words

GROUP = "group"
_NEEDED = {
    Dimension.HOSPITAL: "hospital",
    Dimension.YEAR: "diagnosis_date",
    Dimension.SEX: "sex",
    Dimension.AGE_GROUP: "birth_date",
    Dimension.SITE: "topography",
    Dimension.BEHAVIOUR: "behaviour",
    Dimension.CASE_CLASS: "case_class",
    Dimension.EXTENT: "extent_before",
    Dimension.BASIS: "basis",
    Dimension.PREFECTURE: "residence_prefecture",
    Dimension.MUNICIPALITY: "residence",
}


@dataclass(frozen=True, slots=True)
class CountAsked:
    """What is asked: the file, by what it is counted, the year, the classes of own first treatment.

    ``scheme`` is a packaged list of groups of sites and histologies, counted by as ``group``.
    """

    path: Path
    layout: str | None
    by: tuple[Dimension, ...]
    year: int | None
    classes: tuple[int, ...] = OWN_FIRST
    scheme: str | None = None
    shares: SharesAsked | None = None
    spark: str | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """Counts in the order of their dimensions; ``frame`` has these (the group last), then the measures.

    Every record is told of: ``in_year`` are counted, ``other_years`` and ``year_unknown`` are not.
    """

    asked: CountAsked
    intake: Intake
    sources: tuple[Source, ...]
    frame: pl.DataFrame
    in_year: int
    other_years: int
    year_unknown: int
    shares: tuple[ResidentShare, ...]
    unplaced: tuple[str, ...]

    @property
    def by(self) -> tuple[str, ...]:
        """The columns by which it is counted."""
        return (*(str(one) for one in self.asked.by), *((GROUP,) if self.asked.scheme else ()))


def count_file(asked: CountAsked) -> Counted:
    """Read records and count them; FaultError where the file lacks an item that a dimension needs."""
    scheme = None if asked.scheme is None else _by_icdo(load_scheme(asked.scheme))
    with open_records(asked.path, asked.layout) as records:
        _refuse_lacking(asked, records.intake)
        with record_engine(records.path, asked.spark) as engine:
            years = fetch(count_years(engine.records))
            frame = count_frame(engine, asked.by, asked.year, asked.classes, scheme)
            residents = (
                None
                if asked.shares is None
                else fetch(count_residents(engine.records, asked.year, asked.classes))
            )
    unknown = int(years.filter(pl.col("year").is_null())["n"].sum())
    here = years.filter(pl.col("year") == asked.year) if asked.year is not None else years
    in_year = int(here["n"].sum())
    found = (
        None
        if residents is None or asked.shares is None
        else reckon_shares(residents, asked.shares)
    )
    return Counted(
        asked,
        records.intake,
        (records.intake.source, *(found.sources if found else ())),
        frame,
        in_year,
        records.intake.written - in_year - (unknown if asked.year is not None else 0),
        unknown if asked.year is not None else 0,
        found.shares if found else (),
        found.unplaced if found else (),
    )


def count_frame(
    engine: Engine,
    by: Sequence[Dimension],
    year: int | None,
    classes: Sequence[int],
    scheme: Scheme | None = None,
) -> pl.DataFrame:
    """Give the counts in the order of their dimensions, cells without a value last."""
    names = [str(one) for one in by]
    found = fetch(count_records(engine.records, by, year, classes, with_codes=scheme is not None))
    measures = [str(each) for each in Measure]
    if Dimension.SITE in by:
        site = pl.col(str(Dimension.SITE)).cast(pl.String).str.zfill(2)
        found = found.with_columns("C" + site)
    if Dimension.MUNICIPALITY in by:
        code = pl.col(str(Dimension.MUNICIPALITY)).cast(pl.String).str.zfill(5)
        found = found.with_columns(code)
    if scheme is not None:
        found = found.with_columns(_groups(found, scheme))
        names.append(GROUP)
        found = found.group_by(names).agg(pl.col(measures).sum())
    return found.select(*names, pl.col(measures).cast(pl.Int64)).sort(names, nulls_last=True)


def _groups(found: pl.DataFrame, scheme: Scheme) -> pl.Series:
    """Give the group of each row, in the order of the scheme; none where it is in none."""
    site, morphology, behaviour, year = (
        found[f"_{name}"].to_numpy().astype(np.int64) for name in CODES
    )
    none = np.full(found.height, NONE, dtype=np.int64)
    places = scheme.assign(Tumours(site, morphology, behaviour, none, year, none))
    codes = pl.Series([*scheme.groups, None], dtype=pl.Enum(list(scheme.groups)))
    return codes.gather(places.tolist()).alias(GROUP)


def _by_icdo(scheme: Scheme) -> Scheme:
    if scheme.by_disease:
        raise FaultError(
            Words(
                "ICD-10による区分では数えられません。", "a scheme by ICD-10 cannot be counted by."
            ),
            f"--scheme {scheme.name}",
            Words(
                "ICD-O-3による区分（mcij など）を選んでください。",
                "Choose one by ICD-O-3, such as mcij.",
            ),
        )
    return scheme


def _refuse_lacking(asked: CountAsked, intake: Intake) -> None:
    needed = {_NEEDED[one] for one in asked.by}
    if asked.year is not None:
        needed.add("diagnosis_date")
    if asked.scheme is not None:
        needed |= {"topography", "morphology", "behaviour"}
    if asked.shares is not None:
        needed |= {"hospital", "residence", "case_class", "behaviour"}
    lacking = sorted(needed - set(intake.items))
    if lacking:
        raise FaultError(
            Words(
                f"項目がありません: {' '.join(lacking)}",
                f"the file lacks the item {' '.join(lacking)}.",
            ),
            str(asked.path),
            Words(
                "列を加えるか、--layout で列の名を対応させてください。",
                "Add the column, or name it in a layout (--layout).",
            ),
        )
