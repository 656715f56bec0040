"""Made-up tables and findings of the invented hospitals: records from one seed, counted and protected.

The generator knows real hospitals alone: its records take the ids of invented hospitals before anything
is counted or written, and no file of them is kept.
"""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from kinten.portal.places.reading import current_atlas
from kinten.portal.public.asking import today
from kinten.portal.record.appending import SYSTEM
from kinten.portal.registry_pages.findings_services import receive_findings
from kinten.portal.registry_pages.models import ProtectedTable, Visibility
from kinten.portal.registry_pages.services import Told, receive_table
from kinten.portal.reports.reading import example_hospitals
from kinten.vocabulary.hospital_kind import Kind

if TYPE_CHECKING:
    import polars as pl

    from kinten.example.records import Records

_SEED = 20261201
_YEARS = (2019, 2020, 2021, 2022, 2023)
_ROWS, _CHECKED, _FAULTY = 50_000, 4_000, 0.2
_MOST = 12
_SECONDS = 0.2
_SITES = ("C16", "C18", "C22", "C25", "C33-C34", "C50", "C61")
_TREATMENTS = {
    "surgery": "surgery_cases",
    "radiotherapy": "radiotherapy_first_course",
    "chemotherapy": "chemotherapy_first_course",
}
_SOURCE = "例示（架空）の登録の記録。kinten registry example の種から作り、数え、秘匿したもの"


@dataclass(frozen=True, slots=True)
class FilledTables:
    """What was filled in."""

    tables: int
    findings: int


def can_fill() -> bool:
    """Whether the extra of the registry is installed."""
    return all(find_spec(name) is not None for name in ("ibis", "duckdb"))


@transaction.atomic
def fill_registry(rows: int = _ROWS) -> FilledTables:
    """Give the invented hospitals of the workspace their tables, and the first one its findings.

    Nothing is done in a workspace that is not made up, without invented hospitals, without the extra of
    the registry, and where there are made-up tables already.
    """
    hospitals = tuple(sorted(example_hospitals()))[:_MOST]
    is_there = ProtectedTable.objects.filter(is_made_up=True).exists()
    if not (settings.IS_MADE_UP and hospitals and can_fill()) or is_there:
        return FilledTables(0, 0)
    with TemporaryDirectory(prefix="kinten-example-") as folder:
        records = _records(hospitals, rows)
        tables = _fill_tables(Path(folder), records)
        findings = _fill_findings(Path(folder), records, hospitals[0])
    return FilledTables(tables, findings)


def _fill_tables(folder: Path, records: "Records") -> int:
    from kinten.desk.protected_tables import write_release
    from kinten.desk.protecting import Wish, protect_tables

    paths = _count(folder, records)
    release = protect_tables(list(paths.values()), Wish(10, _SECONDS))
    for at, (name, _) in enumerate(paths.items()):
        told = _told(name)
        path = folder / f"example-protected-{name}.csv"
        write_release(path, release, at, "ja")
        receive_table(SYSTEM, path.read_bytes(), path.name, told, reason=_SOURCE)
    return len(paths)


def _told(name: str) -> Told:
    titles = {
        "group": (
            "部位ごとの初回治療の件数",
            "First treatments by group of sites",
            Visibility.PUBLIC,
        ),
        "extent": ("進展度ごとの初回治療の件数", "First treatments by extent", Visibility.PUBLIC),
        "surgery": (
            "手術等の有無ごとの件数",
            "Cases with and without operation",
            Visibility.PUBLIC,
        ),
        "radiotherapy": ("放射線治療の有無ごとの件数", "Cases by radiotherapy", Visibility.PUBLIC),
        "chemotherapy": ("化学療法の有無ごとの件数", "Cases by chemotherapy", Visibility.DESK),
    }
    title, title_en, visibility = titles[name]
    return Told(
        f"{title}（例示）",
        _SOURCE,
        visibility,
        f"{title_en} (example)",
        "例示のためのもの。統計として使わないこと",
        is_made_up=True,
    )


def _count(folder: Path, records: "Records") -> dict[str, Path]:
    """Count made-up records: tables that share the totals by hospital and year, so that they are linked."""
    from kinten.desk.record_counting import CountAsked, count_file
    from kinten.desk.record_counts import long_table
    from kinten.example.record_writing import write_example_records
    from kinten.registry.counting import Dimension, Measure

    path = folder / "example-records.parquet"
    write_example_records(records, path)
    by = (Dimension.HOSPITAL, Dimension.YEAR)
    found: dict[str, Path] = {}
    whole = count_file(CountAsked(path, None, by, None, scheme="mcij"))
    groups = replace(whole, frame=_fewer(whole.frame))
    extents = count_file(CountAsked(path, None, (*by, Dimension.EXTENT), None))
    for name, counted in (("group", groups), ("extent", extents)):
        found[name] = folder / f"{name}.csv"
        long_table(counted, Measure.REGISTRY_CASES).write_csv(found[name])
    measured = extents.frame.drop("extent").group_by("hospital", "year").sum()
    for name, measure in _TREATMENTS.items():
        found[name] = folder / f"{name}.csv"
        _yes_no(measured, name, measure).write_csv(found[name])
    return found


def _fewer(frame: "pl.DataFrame") -> "pl.DataFrame":
    """Take all but some groups of sites together, so that most cells are no small ones."""
    import polars as pl

    group = pl.col("group").cast(pl.String)
    kept = pl.when(group.is_in(_SITES)).then(group).otherwise(pl.lit("other")).alias("group")
    return frame.with_columns(kept).group_by("hospital", "year", "group").sum().sort(pl.all())


def _yes_no(measured: "pl.DataFrame", name: str, measure: str) -> "pl.DataFrame":
    """Give the cases with a treatment and those without it, with their sums."""
    import polars as pl

    from kinten.desk.record_counts import add_margins
    from kinten.registry.counting import Measure

    own = pl.col(str(Measure.REGISTRY_CASES))
    by = ["hospital", "year", name]
    parts = [
        measured.select(
            pl.col("hospital"),
            pl.col("year").cast(pl.String),
            pl.lit(value).alias(name),
            count.alias("n"),
        )
        for value, count in (("yes", pl.col(measure)), ("no", own - pl.col(measure)))
    ]
    return add_margins(pl.concat(parts).sort(by), by)


def _fill_findings(folder: Path, records: "Records", hospital: str) -> int:
    """Check some more records, one in five with a fault, of one hospital."""
    import polars as pl

    from kinten.desk.record_checking import CheckAsked, check_records
    from kinten.desk.record_findings import placed_findings
    from kinten.example.record_writing import write_example_records
    from kinten.tables.records import write_records

    faulty = copy(records)  # of the same places: to find them takes longer than to draw from them
    faulty.asked = replace(records.asked, rows=_CHECKED, seed=_SEED + 1, errors=_FAULTY)
    drawn, path = folder / "example-drawn.csv", folder / "example-records.csv"
    write_example_records(faulty, drawn)
    of_hospital = pl.read_csv(drawn, infer_schema=False).filter(pl.col("hospital") == hospital)
    of_hospital.write_csv(path)
    checked = check_records(CheckAsked(path, None, today()))
    written = folder / "example-findings.csv"
    write_records(written, placed_findings(checked, "ja"))
    file, _ = receive_findings(SYSTEM, hospital, written.read_bytes())
    return file.rows


def _records(hospitals: Sequence[str], rows: int) -> "Records":
    """Prepare made-up records of invented hospitals, each drawn as a real one of its prefecture would be."""
    from kinten.example.records import Records, RecordsAsked

    as_drawn = _real_ones(hospitals)
    records = Records(RecordsAsked(rows, _SEED, _YEARS, tuple(as_drawn)))
    named = tuple(as_drawn.get(each, "") for each in records.texts["hospital"])
    records.texts = {**records.texts, "hospital": named}
    return records


def _real_ones(hospitals: Sequence[str]) -> Mapping[str, str]:
    """Give for each invented hospital a real one, none twice: the id of the real one to the invented."""
    atlas = current_atlas()
    known = atlas.network.hospitals
    invented = example_hospitals()
    on = atlas.on(date(_YEARS[0], 12, 31))
    real = [
        each.hospital
        for each in on.standings
        if each.hospital.id not in invented
        and each.is_certain
        and each.kind is Kind.REGIONAL
        and each.hospital.area
    ]
    found: dict[str, str] = {}
    for of in hospitals:
        near = [each for each in real if each.prefecture == known[of].prefecture]
        free = [each for each in (*near, *real) if each.id not in found]
        found[free[0].id] = of
    return found
