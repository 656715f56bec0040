"""The part of a hospital's page that tells what was published of it elsewhere; nothing for an invented one."""

from dataclasses import dataclass
from datetime import date

from kinten.desk.volumes import NOT_A_REQUIREMENT
from kinten.portal.opendata.shapes import Source
from kinten.portal.opendata.sourcing import sources_of
from kinten.portal.reports.reading import is_example
from kinten.portal.volume_pages.meeting_papers import FACTS, Printed, fact_label, papers_of
from kinten.portal.volume_pages.published import PublishedCell, cells_of, is_surveyed
from kinten.vocabulary.wording import Words

_SURVEY = sources_of("dpc_discharges.parquet", "dpc_hospitals.csv")
_PAPERS = sources_of("meeting_paper_volumes.csv")


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One fact of the papers over the years; None where a paper does not print it."""

    label: Words
    values: tuple[Words | None, ...]


@dataclass(frozen=True, slots=True)
class PublishedPart:
    """The published discharges of a hospital by cancer, and its rows in meeting papers by year."""

    cells: tuple[PublishedCell, ...]
    is_surveyed: bool
    caution: Words
    sources: tuple[Source, ...]
    papers: tuple[Printed, ...]
    rows: tuple[PaperRow, ...]
    paper_sources: tuple[Source, ...]

    @property
    def total(self) -> int:
        """The published discharges of all cancers: at least so many."""
        return sum(each.discharges for each in self.cells)


def tell_published(hospital: str, day: date) -> PublishedPart | None:
    """Tell what was published of a real hospital; None for an invented one.

    Rows of papers of years after the day asked about are left out. The survey is of one year, whatever
    the day.
    """
    if is_example(hospital):
        return None
    papers = tuple(each for each in papers_of(hospital) if each.year <= day.year)
    rows = (PaperRow(fact_label(fact), tuple(each.told(fact) for each in papers)) for fact in FACTS)
    return PublishedPart(
        cells_of(hospital),
        is_surveyed(hospital),
        NOT_A_REQUIREMENT,
        _SURVEY(),
        papers,
        tuple(each for each in rows if any(value is not None for value in each.values)),
        _PAPERS() if papers else (),
    )
