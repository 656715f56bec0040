"""Edits over a file of records: what `kinten registry check` does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from kinten.desk.code_tables import read_codes
from kinten.desk.family_loading import load_families
from kinten.desk.filing import source_of
from kinten.desk.overriding import Overrides, load_overrides, mark_overrides
from kinten.desk.record_engine import Engine, fetch, record_engine
from kinten.desk.recording import Intake, open_records
from kinten.registry.edits.across import AcrossEdit
from kinten.registry.edits.catalogue import Catalogue, make_catalogue
from kinten.registry.edits.edit import Edit
from kinten.registry.edits.running import MASK, PER_MASK, failing_records
from kinten.registry.edits.single import UNREADABLE
from kinten.registry.edits.treatment import NAMES
from kinten.registry.layouts import LayoutName
from kinten.report.model import Source

RULE, SEVERITY, ID, SEQUENCE, HOSPITAL = "rule", "severity", "id", "tumour_sequence", "hospital"
ROW, ITEM, TEXT, TEXT_EN, REASON = "row", "item", "text_ja", "text_en", "reason"
_SCHEMA = {
    **dict.fromkeys((RULE, SEVERITY, ID), pl.String),
    SEQUENCE: pl.Int16,
    HOSPITAL: pl.String,
    ROW: pl.Int32,
    **dict.fromkeys((ITEM, TEXT, TEXT_EN), pl.String),
}
_NAMES = ("name", "kana_name")
_KEYS = (ROW, "patient_id", SEQUENCE, HOSPITAL)
_PART = r"^(\w+)=(.*)$"
_REPORTED = frozenset({str(LayoutName.HOSPITAL), str(LayoutName.NATIONAL)})


@dataclass(frozen=True, slots=True)
class CheckAsked:
    """What is asked: the file and its layout, the day of the check, what is loaded beside it."""

    path: Path
    layout: str | None
    as_of: date
    families: Path | None = None
    overrides: Path | None = None
    codes: tuple[Path, ...] = ()
    spark: str | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """Findings, one for each record and edit that it fails, in the order of the records.

    ``findings`` has the columns rule, severity, id, tumour_sequence, hospital, row, item, text_ja, text_en
    and reason, which is empty but where a written reason lets the record stay.
    """

    asked: CheckAsked
    intake: Intake
    catalogue: Catalogue
    sources: tuple[Source, ...]
    findings: pl.DataFrame
    overrides_unused: tuple[int, ...]

    @property
    def standing(self) -> pl.DataFrame:
        """Give the findings for which there is no written reason."""
        return self.findings.filter(pl.col(REASON).is_null())


def check_records(asked: CheckAsked) -> Checked:
    """Run all edits that the file has the items for.

    FaultError as ``open_records``, and for families or overrides that cannot be read.
    """
    families = None if asked.families is None else load_families(asked.families)
    overrides = None if asked.overrides is None else load_overrides(asked.overrides)
    with open_records(asked.path, asked.layout) as records:
        catalogue = make_catalogue(
            records.items,
            frozenset(records.intake.items),
            asked.as_of,
            None if families is None else families.families,
            is_reported=records.intake.layout in _REPORTED,
            codes=read_codes(asked.codes).codes if asked.codes else (),
        )
        with record_engine(records.path, asked.spark) as engine:
            findings = find_failures(engine, catalogue)
    findings, unused = mark_overrides(findings, overrides or Overrides.none(), catalogue)
    sources = (
        records.intake.source,
        *(source_of(path) for path in asked.codes),
        *(families.sources if families else ()),
        *((overrides.source,) if overrides and overrides.source else ()),
    )
    return Checked(asked, records.intake, catalogue, sources, findings, unused)


def find_failures(engine: Engine, catalogue: Catalogue) -> pl.DataFrame:
    """Give the findings of a catalogue over records, in the order of records, then of edits."""
    shown = dict.fromkeys((*_KEYS, "unread", *(i for e in catalogue.all_edits for i in e.items)))
    failing = fetch(failing_records(engine.records, catalogue.edits, tuple(shown)))
    found = [
        finding
        for place, edit in enumerate(catalogue.edits)
        if not (finding := _of_edit(failing, edit, place)).is_empty()
    ]
    if catalogue.across:
        read = (item for edit in catalogue.across for item in (*edit.items, *edit.beside))
        several = engine.several((SEQUENCE, *read))
        nameless = pl.col(HOSPITAL).replace("", None)
        found += [
            _told(fetch(several.semi_join(edit.finds(several), "row")).with_columns(nameless), edit)
            for edit in catalogue.across
        ]
    if not found:
        return pl.DataFrame(schema=_SCHEMA)
    order = pl.Enum([edit.rule for edit in catalogue.all_edits])
    whole = pl.concat(found)
    return whole.sort(pl.col(ROW), pl.col(RULE).cast(order), pl.col(ITEM))


def _of_edit(failing: pl.DataFrame, edit: Edit, place: int) -> pl.DataFrame:
    bit = 1 << (place % PER_MASK)
    rows = failing.filter(pl.col(f"{MASK}{place // PER_MASK}") & bit != 0)
    if edit.rule == UNREADABLE:
        return _unreadable(rows, edit, are_names=False)
    return _unreadable(rows, edit, are_names=True) if edit.rule == NAMES else _told(rows, edit)


def _told(rows: pl.DataFrame, edit: Edit | AcrossEdit) -> pl.DataFrame:
    """Give the findings of one edit, each with the values of its items."""
    values = pl.concat_str(
        [
            pl.lit(f"{name}=") + pl.col(name).cast(pl.String)
            for name in edit.items
            if name != "unread"
        ]
        or [pl.lit("")],
        separator=", ",
        ignore_nulls=True,
    )
    return _shaped(rows, edit, pl.lit(edit.items[0]), values)


def _unreadable(rows: pl.DataFrame, edit: Edit, *, are_names: bool) -> pl.DataFrame:
    """Give a finding for every cell that could not be read, of names or of all else."""
    cells = rows.with_columns(pl.col("unread").str.split("; ")).explode("unread")
    parts = cells.with_columns(
        pl.col("unread").str.extract(_PART, 1).alias("_item"),
        pl.col("unread").str.extract(_PART, 2).alias("_text"),
    ).filter(pl.col("_item").is_in(_NAMES) == are_names)
    return _shaped(parts, edit, pl.col("_item"), pl.lit("") if are_names else pl.col("unread"))


def _shaped(
    rows: pl.DataFrame, edit: Edit | AcrossEdit, item: pl.Expr, values: pl.Expr
) -> pl.DataFrame:
    def text(words: str) -> pl.Expr:
        return pl.when(values == "").then(pl.lit(words)).otherwise(pl.lit(f"{words}: ") + values)

    return rows.select(
        pl.lit(edit.rule).alias(RULE),
        pl.lit(str(edit.severity)).alias(SEVERITY),
        pl.col("patient_id").alias(ID),
        pl.col(SEQUENCE).cast(pl.Int16),
        pl.col(HOSPITAL),
        pl.col(ROW).cast(pl.Int32),
        item.alias(ITEM),
        text(edit.words.ja).alias(TEXT),
        text(edit.words.en).alias(TEXT_EN),
    )


def failed_by_rule(findings: pl.DataFrame, rules: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Give for each rule how many findings it has, and how many of them have a written reason."""
    counts = {
        rule: (n, reasoned)
        for rule, n, reasoned in findings.group_by(RULE)
        .agg(pl.len(), pl.col(REASON).count().alias("reasoned"))
        .iter_rows()
    }
    return {rule: counts.get(rule, (0, 0)) for rule in rules}
