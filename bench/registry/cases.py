"""What is measured: made-up records of Japan's registries, from one seed, in a file of Parquet.

The file is made once for a run and named in KINTEN_BENCH_RECORDS; every case has a process of its own.
"""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import polars as pl
from measuring import memory_of, seconds_of

from kinten.desk.primaries import flag_primaries
from kinten.desk.record_checking import find_failures
from kinten.desk.record_counting import count_frame
from kinten.desk.record_engine import record_engine
from kinten.desk.recording import all_items
from kinten.estimation.life_table import Cohort, LifeTable
from kinten.estimation.net_survival import Method, survive
from kinten.registry.counting import OWN_FIRST, Dimension
from kinten.registry.edits.catalogue import Catalogue, make_catalogue
from kinten.tables.records import write_records

AS_OF = date(2026, 4, 1)
TWENTY = (
    "CODE-SEX",
    "CODE-BEHAVIOUR",
    "CODE-GRADE",
    "CODE-BASIS",
    "CODE-LATERALITY",
    "CODE-CASE-CLASS",
    "DATE-BIRTH",
    "DATE-CONTACT",
    "DATE-FUTURE-DIAGNOSIS",
    "SEX-SITE",
    "AGE-SITE-20",
    "AGE-PROSTATE-40",
    "BEHAVIOUR-SITE",
    "BASIS-HISTOLOGY",
    "GRADE-BEHAVIOUR",
    "LATERALITY-PAIRED",
    "JP-01",
    "JP-03",
    "JP-04",
    "DUPLICATE-KEY",
)
TABLE = (Dimension.HOSPITAL, Dimension.SITE, Dimension.YEAR)
Numbers = dict[str, float]
_RUNS = 5
PATIENTS = 5971
"""As many as in the cohort by which the floor is set (colrec)."""


def records_path() -> Path:
    """Give the file of records of this run."""
    return Path(os.environ["KINTEN_BENCH_RECORDS"])


def catalogue(rules: tuple[str, ...] | None = None) -> Catalogue:
    """Give all edits, or those named."""
    items = all_items()
    columns = frozenset(item.name for item in items if item.is_kept)
    whole = make_catalogue(items, columns, AS_OF, None, is_reported=True)
    if rules is None:
        return whole
    return replace(
        whole,
        edits=tuple(edit for edit in whole.edits if edit.rule in rules),
        across=tuple(edit for edit in whole.across if edit.rule in rules),
    )


def decode(_: int) -> Numbers:
    """Decode all columns of the file with Arrow: what no check can be faster than."""
    from pyarrow.parquet import read_table

    path = records_path()
    memory, table = memory_of(lambda: read_table(path))
    return {
        "seconds": seconds_of(lambda: read_table(path), _RUNS),
        "memory": memory,
        "records": table.num_rows,
    }


def twenty(_: int) -> Numbers:
    """Run twenty edits with their findings, and the table by hospital, site and year."""
    return _checked(catalogue(TWENTY), with_counts=True)


def every(_: int) -> Numbers:
    """Run all edits with their findings, and the table."""
    return _checked(catalogue(), with_counts=False)


def _checked(chosen: Catalogue, *, with_counts: bool) -> Numbers:
    path = records_path()

    def act() -> tuple[pl.DataFrame, pl.DataFrame]:
        with record_engine(path) as engine:
            findings = find_failures(engine, chosen)
            return findings, count_frame(engine, TABLE, None, OWN_FIRST)

    memory, (findings, table) = memory_of(act)
    found: Numbers = {
        "seconds": seconds_of(act, _RUNS),
        "memory": memory,
        "findings": findings.height,
        "edits": len(chosen.all_edits),
        "rows": table.height,
        "registered": float(table["registered"].sum()),
    }
    if with_counts:
        counts = dict(findings.group_by("rule").len().iter_rows())
        found |= {f"rule:{rule}": counts.get(rule, 0) for rule in TWENTY}
    return found


def primaries(tumours: int) -> Numbers:
    """Tell the primaries among registered tumours, reading their file and writing another."""
    columns = (
        "patient_id", "tumour_sequence", "diagnosis_date", "topography", "morphology", "behaviour",
    )  # fmt: skip
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tumours.parquet"
        sound = pl.scan_parquet(records_path()).select(columns).drop_nulls()
        sound.head(tumours).sink_parquet(path)

        def act() -> float:
            flagged = flag_primaries(path)
            write_records(Path(folder) / "flagged.parquet", flagged.frame)
            return flagged.frame.height

        memory, rows = memory_of(act)
        return {"seconds": seconds_of(act, 3), "memory": memory, "tumours": rows}


def pohar_perme(patients: int) -> Numbers:
    """Reckon net survival of made-up patients at five times by a made-up life table."""
    chance = np.random.default_rng(20260401)
    ages = chance.normal(68, 11, patients).clip(20, 99) * 365.241
    days = np.minimum(chance.exponential(2500, patients), chance.uniform(300, 4800, patients))
    cohort = Cohort(
        chance.integers(0, 2, patients),
        ages,
        chance.integers(12500, 15000, patients),
        np.maximum(days.round(), 1.0),
        chance.random(patients) < 0.7,
    )
    years, old = 20, 104
    hazards = np.exp(-9.5 + 0.09 * np.arange(old)) / 365.241
    table = LifeTable(("1", "2"), 1994, np.broadcast_to(hazards, (2, years + 10, old)).copy())

    def act() -> float:
        return float(
            survive(cohort, Method.POHAR_PERME, (1, 2, 3, 5, 10), 0.95, table)[0].estimate or 0
        )

    return {"seconds": seconds_of(act, _RUNS), "estimate": act()}


CASES: dict[str, Callable[[int], Numbers]] = {
    "decode": decode,
    "twenty": twenty,
    "every": every,
    "primaries": primaries,
    "pohar-perme": pohar_perme,
}
