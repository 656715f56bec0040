"""Inputs read for a command: files and folders, and facts from outside beside them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kinten.report.intake import Intake, Watch, join_intakes, read_input
from kinten.report.model import Remark, Report, Severity, Source
from kinten.report.outside_facts import add_facts, read_facts
from kinten.vocabulary.wording import FaultError, Words


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything read. ``refused`` are the files of a folder that could not be read, by fault."""

    sources: tuple[Source, ...]
    reports: tuple[Report, ...]
    remarks: tuple[Remark, ...]
    refused: tuple[FaultError, ...]
    intake: Intake


def read_inputs(
    paths: Sequence[Path],
    facts: Path | None = None,
    *,
    is_strict: bool = False,
    watch: Watch | None = None,
) -> Inputs:
    """Read files and folders, and facts from outside.

    A fault of a single file raises; in a folder the file is refused by name and the rest is read.
    With ``is_strict`` a fault of a cell raises too. ``watch`` is told after each file of a folder.
    """
    intake = join_intakes([read_input(path, watch=watch) for path in paths])
    if facts is not None:
        outside = read_facts(facts)
        reports, found = add_facts(intake.reports, outside)
        intake = replace(
            intake,
            sources=(*intake.sources, outside.source),
            reports=reports,
            remarks=(*intake.remarks, *found),
        )
    if is_strict:
        refuse_errors(intake.remarks)
    refused = tuple(refusal.fault for refusal in intake.refused)
    return Inputs(intake.sources, intake.reports, intake.remarks, refused, intake)


def refuse_errors(remarks: Sequence[Remark]) -> None:
    """Raise for the first remark that cost a fact."""
    for remark in remarks:
        if remark.severity is Severity.ERROR:
            raise FaultError(
                remark.words,
                remark.at,
                Words("このセルを直してください（--strict）。", "Mend this cell (--strict)."),
            )
