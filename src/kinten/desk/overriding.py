"""Written reasons for which a record stays although an edit failed."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from kinten.desk.filing import source_of
from kinten.registry.edits.catalogue import Catalogue
from kinten.report.model import Source
from kinten.tables.reading import read_delimited
from kinten.vocabulary.wording import FaultError, Words

_COLUMNS = ("rule", "patient_id", "tumour_sequence", "reason")


@dataclass(frozen=True, slots=True)
class Override:
    """A reason for one rule and one tumour, and the line of its file."""

    rule: str
    patient: str
    sequence: int | None
    hospital: str
    reason: str
    line: int


@dataclass(frozen=True, slots=True)
class Overrides:
    """Reasons and the file they were read from."""

    rows: tuple[Override, ...]
    path: Path | None
    source: Source | None

    @classmethod
    def none(cls) -> "Overrides":
        """Give no reasons."""
        return cls((), None, None)


def load_overrides(path: Path) -> Overrides:
    """Read rule, patient_id, tumour_sequence, reason (and hospital); FaultError for a row without a reason."""
    rows = []
    for line, row in read_delimited(path):
        if lacking := [name for name in _COLUMNS if name not in row]:
            listed = " ".join(lacking)
            raise _wrong(
                f"{path}:1", Words(f"列がありません: {listed}", f"a column is missing: {listed}.")
            )
        cells = {name: cell.strip() for name, cell in row.items()}
        if not cells["reason"] or not cells["rule"] or not cells["patient_id"]:
            raise _wrong(
                f"{path}:{line}",
                Words("規則、患者、理由のどれかが空欄です。", "rule, patient or reason is blank."),
            )
        sequence = cells["tumour_sequence"]
        if sequence and not sequence.isdecimal():
            raise _wrong(
                f"{path}:{line}:tumour_sequence",
                Words("整数ではありません。", "it is no whole number."),
            )
        rows.append(
            Override(
                cells["rule"],
                cells["patient_id"],
                int(sequence) if sequence else None,
                cells.get("hospital", ""),
                cells["reason"],
                line,
            )
        )
    return Overrides(tuple(rows), path, source_of(path))


def mark_overrides(
    findings: pl.DataFrame, overrides: Overrides, catalogue: Catalogue
) -> tuple[pl.DataFrame, tuple[int, ...]]:
    """Put the reasons beside the findings, and give the lines of those that no finding needs.

    FaultError for a rule that is not there, and for one that no reason can put aside.
    """
    known = {edit.rule: edit for edit in catalogue.all_edits}
    left_out = {rule for rule, _ in catalogue.left_out}
    for row in overrides.rows:
        if row.rule in left_out:
            continue
        if row.rule not in known:
            raise _wrong(
                f"{overrides.path}:{row.line}:rule",
                Words(f"規則「{row.rule}」はありません。", f"there is no rule “{row.rule}”."),
            )
        if not known[row.rule].may_be_overridden:
            raise _wrong(
                f"{overrides.path}:{row.line}:rule",
                Words(
                    f"規則「{row.rule}」は誤りを示すので、理由を書いても残せません。",
                    f"the rule “{row.rule}” tells of an error, which no reason puts aside.",
                ),
            )
    marked = findings.with_columns(pl.lit(None, dtype=pl.String).alias("reason"))
    unused = []
    for row in overrides.rows:
        fits = (pl.col("rule") == row.rule) & (pl.col("id") == row.patient)
        if row.sequence is not None:
            fits &= pl.col("tumour_sequence") == row.sequence
        if row.hospital:
            fits &= pl.col("hospital") == row.hospital
        fits = fits.fill_null(value=False)
        if not marked.select(fits.any()).item():
            unused.append(row.line)
        marked = marked.with_columns(
            pl.when(fits).then(pl.lit(row.reason)).otherwise(pl.col("reason")).alias("reason")
        )
    return marked, tuple(unused)


def _wrong(place: str, what: Words) -> FaultError:
    return FaultError(
        what,
        place,
        Words(
            "rule,patient_id,tumour_sequence,reason の列に一件一行で書いてください。",
            "Write rule,patient_id,tumour_sequence,reason, one a line.",
        ),
    )
