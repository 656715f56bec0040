"""Reading whatever is handed in: a form, a paper in any layout, areas, or a folder of them."""

import hashlib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from kinten.report import faults
from kinten.report.areas import AreaRow, areas_of_sheet, is_areas_layout
from kinten.report.delimited import read_delimited
from kinten.report.duplicates import merge_duplicates
from kinten.report.identifying import identify
from kinten.report.model import Reading, Remark, Report, Source
from kinten.report.opening import Content, Place, open_input
from kinten.report.own_results import refuse_result
from kinten.report.papers import paper_of_sheet, paper_of_workbook
from kinten.report.spreadsheet import read_spreadsheet
from kinten.report.workbook import is_form, report_of_form
from kinten.vocabulary.wording import FaultError

# Told after each file of a folder: how many are done, of how many.
Watch = Callable[[int, int], None]

ENDINGS = (".xlsx", ".xlsm", ".csv")
# Reports come in these too; they cannot be read, and in a folder that is said by name.
_UNREADABLE = (".xls", ".xlsb", ".ods", ".numbers", ".pdf")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file of a folder that was refused, and why."""

    name: str
    fault: FaultError


@dataclass(frozen=True, slots=True)
class Intake:
    """Everything that was handed in.

    ``reports`` holds one report per hospital and year, duplicates joined. ``areas`` are rows of
    資料1 and serve plausibility only. ``refused`` is empty for a single file: its fault is raised.
    """

    sources: tuple[Source, ...] = ()
    reports: tuple[Report, ...] = ()
    remarks: tuple[Remark, ...] = ()
    areas: tuple[AreaRow, ...] = ()
    refused: tuple[Refusal, ...] = ()


def read_input(
    place: Place,
    name: str = "",
    watch: Watch | None = None,
    editions: Collection[str] | None = None,
) -> Intake:
    """Read one input, told by its content: a form by its custom property, a table by its headings.

    A folder is read file by file; a bad file in it is refused by name and the rest is read. The
    fault of a single file is raised. ``editions`` are those of the guideline that are known: a form
    of another one is refused. None knows of none and refuses none.
    """
    if isinstance(place, str | Path) and Path(place).is_dir():
        return read_folder(place, watch, editions)
    return join_intakes([_read_file(place, name, editions)])


def read_folder(
    place: str | Path, watch: Watch | None = None, editions: Collection[str] | None = None
) -> Intake:
    """Read every workbook and CSV of a folder, in the order of their names, without its folders.

    Workbooks and papers of a kind that cannot be read are refused by name; other files are left out.
    """
    folder = Path(place)
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise faults.cannot_open(folder.name, error.strerror or str(error)) from error
    paths = [path for path in entries if _is_wanted(path)]
    if not paths:
        raise faults.nothing_to_read(folder.name or str(folder), len(entries))
    intakes: list[Intake] = []
    for done, path in enumerate(paths, 1):
        try:
            # A pipe would be waited for, and a link to nothing looks like a file that was left out.
            if not path.is_file():
                raise faults.no_file(path.name)
            intakes.append(_read_file(path, "", editions))
        except FaultError as fault:
            intakes.append(Intake(refused=(Refusal(path.name, fault),)))
        if watch is not None:
            watch(done, len(paths))
    return join_intakes(intakes)


def join_intakes(intakes: Iterable[Intake]) -> Intake:
    """Join several inputs: reports of one hospital and year become one, wherever they came from."""
    every = list(intakes)
    known, told_of_ids = identify(report for intake in every for report in intake.reports)
    reports, told_of_twice = merge_duplicates(known)
    return Intake(
        sources=tuple(source for intake in every for source in intake.sources),
        reports=reports,
        remarks=(
            *(remark for intake in every for remark in intake.remarks),
            *told_of_ids,
            *told_of_twice,
        ),
        areas=tuple(area for intake in every for area in intake.areas),
        refused=tuple(refusal for intake in every for refusal in intake.refused),
    )


def source_of_folder(sources: Iterable[Source], name: str) -> Source:
    """Give a folder one checksum, made of its files' names and checksums."""
    listed = "\n".join(f"{source.sha256}  {source.name}" for source in sources)
    return Source(name, hashlib.sha256(listed.encode("utf-8")).hexdigest())


def _is_wanted(path: Path) -> bool:
    """Leave out hidden files and the lock files that a spreadsheet program leaves beside."""
    is_beside = path.name.startswith((".", "~$"))
    return path.suffix.lower() in (*ENDINGS, *_UNREADABLE) and not is_beside


def _read_file(place: Place, name: str, editions: Collection[str] | None) -> Intake:
    opened = open_input(place, name)
    if opened.content is Content.WORKBOOK:
        book = read_spreadsheet(opened)
        if is_form(book):
            return _of_reading(report_of_form(book, opened, editions))
        for each in book.sheets:
            refuse_result(each)
        return _of_reading(paper_of_workbook(book, opened))
    sheet = read_delimited(opened)
    refuse_result(sheet)
    if is_areas_layout(sheet):
        areas = areas_of_sheet(sheet, opened.source)
        return Intake((areas.source,), remarks=areas.remarks, areas=areas.rows)
    return _of_reading(paper_of_sheet(sheet, opened))


def _of_reading(reading: Reading) -> Intake:
    return Intake((reading.source,), reading.reports, reading.remarks)
