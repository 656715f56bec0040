"""The list of hospitals as a file: the same rows in the same order as the page, all of them, with their grounds."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from kinten.portal.opendata.shapes import Source, day_cell
from kinten.portal.opendata.sourcing import sources_of
from kinten.portal.opendata.tables import TABLES
from kinten.portal.public.listing import Listing
from kinten.portal.reports.reading import is_example
from kinten.tables.table import Table, Value
from kinten.tables.writing import write_table
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words

COLUMNS = (
    "id",
    "name",
    "kind",
    "kind_ja",
    "kind_en",
    "certain",
    "prefecture",
    "prefecture_ja",
    "prefecture_en",
    "area",
    "area_name",
    "since",
    "figure",
    "grounds_ja",
    "grounds_en",
    "example",
)
_TITLE = Words("病院の一覧", "list of hospitals")
_survey = sources_of("dpc_discharges.parquet")
_papers = sources_of("meeting_paper_volumes.csv")


def write_list(listing: Listing, ending: str, lang: str) -> bytes:
    """Write a list as .csv, .xlsx or .json."""
    table = Table(
        _TITLE.in_language(lang),
        COLUMNS,
        tuple(_rows(listing)),
        tuple(each.in_language(lang) for each in _notes(listing)),
    )
    with TemporaryDirectory(prefix="kinten-") as folder:
        path = Path(folder) / f"hospitals{ending}"
        write_table(path, table)
        return path.read_bytes()


def name_list(listing: Listing, ending: str) -> tuple[str, str]:
    """Name a file of a list: in Japanese, and plainly for old programs."""
    day = listing.asked.day.isoformat()
    choice = listing.choice
    is_chosen = listing.asked.words or choice.prefecture or choice.kind
    return f"{_TITLE.ja}_{day}{'_抽出' if is_chosen else ''}{ending}", f"hospitals_{day}{ending}"


def _rows(listing: Listing) -> Iterator[tuple[Value, ...]]:
    areas = listing.seen.atlas.frame.areas
    for found in listing.found:
        standing, hospital = found.standing, found.standing.hospital
        kind = standing.kind
        prefecture, area = PREFECTURES[hospital.prefecture], areas.get(hospital.area)
        yield (
            hospital.id,
            hospital.name,
            None if kind is None else str(kind),
            None if kind is None else kind.label.ja,
            None if kind is None else kind.label.en,
            str(standing.is_certain).lower(),
            hospital.prefecture,
            prefecture.ja,
            prefecture.en,
            hospital.area or None,
            None if area is None else area.name,
            day_cell(standing.since),
            found.figure,
            " / ".join(each.told.ja for each in found.grounds) or None,
            " / ".join(each.told.en for each in found.grounds) or None,
            str(is_example(hospital.id)).lower(),
        )


def _notes(listing: Listing) -> Iterator[Words]:
    asked, choice = listing.asked, listing.choice
    count = len(listing.found)
    yield Words(f"{asked.day} の時点、{count} 行", f"As of {asked.day}, {count} rows")
    chosen = (asked.words, choice.prefecture, choice.kind, choice.sort)
    if any(chosen):
        told = " ".join(each for each in chosen if each)
        yield Words(f"選んだ条件: {told}", f"chosen: {told}")
    if listing.has_figures:
        yield Words(
            "figure は、最初のがん・治療について最初に示す数です。",
            "figure is the first count told of the first cancer or treatment.",
        )
    yield NOT_SAID
    sources: list[Source] = [*TABLES["hospitals"].sources()]
    if listing.finding.topics:
        sources += [*_survey(), *_papers()]
    for each in dict.fromkeys(sources):
        yield Words(
            f"出典: {each.title.ja}（{each.publisher.ja}、{each.date}、{each.licence.ja}）",
            f"Source: {each.title.en} ({each.publisher.en}, {each.date}, {each.licence.en})",
        )


NOT_SAID = Words(
    "10未満の数は公表されません。出ていない病院は、公表された数や報告がないだけで、治療していないという意味ではありません。",
    "Counts under 10 are not published. A hospital that is not listed has no published figure or report; "
    "that does not mean that it does not treat.",
)
