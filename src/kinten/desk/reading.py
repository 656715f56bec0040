"""Inputs read for a command: files and folders, and facts from outside beside them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kinten.guideline.loading import list_editions, load_edition
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
    edition: str | None = None,
    is_strict: bool = False,
    watch: Watch | None = None,
) -> Inputs:
    """Read files and folders, and facts from outside.

    A fault of a single file raises; in a folder the file is refused by name and the rest is read.
    With ``is_strict`` a fault of a cell raises too. ``watch`` is told after each file of a folder.
    A form of an edition that is not held is refused; ``edition`` is the one asked for, by id or by
    its folder, and a form of another one is told.
    """
    held = list_editions()
    asked = edition if edition is None or edition in held else load_edition(edition).id
    known = held if asked is None else (*held, asked)
    intake = join_intakes([read_input(path, watch=watch, editions=known) for path in paths])
    if asked is not None:
        differing = _of_other_editions(intake.reports, asked)
        intake = replace(intake, remarks=(*intake.remarks, *differing))
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


def _of_other_editions(reports: Sequence[Report], asked: str) -> Iterator[Remark]:
    """Tell forms that ask what another edition asks: what the edition asks beside is not on them."""
    for report in reports:
        if report.edition not in ("", asked):
            words = Words(
                f"{report.edition}の様式を{asked}で判定します。{asked}だけが求める項目は未報告（様式に項目なし）です。",
                f"A form of {report.edition}, judged under {asked}: what only {asked} asks was not "
                "asked on it.",
            )
            yield Remark(
                "other_edition", Severity.WARNING, words, report.at, report.hospital, report.year
            )


def refuse_errors(remarks: Sequence[Remark]) -> None:
    """Raise for the first remark that cost a fact."""
    for remark in remarks:
        if remark.severity is Severity.ERROR:
            raise FaultError(
                remark.words,
                remark.at,
                Words("このセルを直してください（--strict）。", "Mend this cell (--strict)."),
            )
