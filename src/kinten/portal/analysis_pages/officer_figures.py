"""What officers see of areas: the desk's five figures with all that stands behind them, kept a while."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from kinten.coverage.flow import Phase
from kinten.desk.atlas import load_flows, packaged_source
from kinten.desk.coverage_table import POSSIBLE_NOTE, READING_NOTE, flow_note
from kinten.desk.covering import AreaView, Coverage, tell_five, view_coverage
from kinten.desk.officer_page import tell_methods
from kinten.portal.atlas_pages.days import medical_frames, view_day
from kinten.portal.places.reading import current_atlas, newest_row
from kinten.portal.policy.viewer import NOWHERE, Place
from kinten.report.model import Source
from kinten.tables.table import Table
from kinten.vocabulary.wording import Words


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which areas, on which day, as recorded by when, with which phase of care of the flows.

    ``prefecture`` is "" for the whole country.
    """

    frame: str
    prefecture: str
    day: date
    recorded_by: date | None
    phase: Phase = Phase.ACUTE


def within_frame(frame: str, day: date) -> date:
    """Give the day, or the nearest one on which the areas of the frame are in force."""
    begins, ends = medical_frames()[frame]
    last = date.max if ends is None else ends - timedelta(days=1)
    return min(max(day, begins), last)


def cover_areas(wanted: Wanted) -> Coverage:
    """Give the figures of the areas of a prefecture; kept until something else is recorded."""
    return _covered(newest_row(), wanted)


@lru_cache(maxsize=24)
def _covered(newest: int, wanted: Wanted) -> Coverage:  # noqa: ARG001 - the key of what is kept
    view = view_day(wanted.day, wanted.recorded_by, wanted.prefecture, wanted.frame)
    asked = frozenset(each.area.code for each in view.covers)
    return view_coverage(view.atlas, view.snapshot, _flows(wanted.phase), asked)


_flows = lru_cache(maxsize=2)(load_flows)


def place_of_area(frame: str, code: str, ending: str = "") -> Place:  # noqa: ARG001 - of a file
    """Tell the policy in which prefecture an area lies; nowhere for one that is not held."""
    if frame not in medical_frames():
        return NOWHERE
    area = current_atlas().geography.frames[frame].areas.get(code)
    return NOWHERE if area is None else Place(prefecture=area.prefecture)


def area_of(coverage: Coverage, code: str) -> AreaView | None:
    """Give one area of those covered."""
    return next((each for each in coverage.areas if each.cover.area.code == code), None)


def area_table(view: AreaView, coverage: Coverage, lang: str) -> Table:
    """Give the five figures of an area and all others as one table for a file."""
    area = view.cover.area
    title = Words(
        f"{area.name}（{coverage.snapshot.day}）", f"{area.told.en} ({coverage.snapshot.day})"
    )
    columns = (Words("項目", "item"), Words("値", "value"))
    sources = (
        (_SOURCE.in_language(lang), f"{each.name} {each.sha256}") for each in sources_of(coverage)
    )
    rows = (*tell_five(view, coverage.atlas, lang), *tell_methods(view, coverage, lang), *sources)
    return Table(
        title.in_language(lang),
        tuple(each.in_language(lang) for each in columns),
        rows,
        tuple(each.in_language(lang) for each in notes_of(coverage)),
    )


_SOURCE = Words("入力と出典", "input and source")


def sources_of(coverage: Coverage) -> tuple[Source, ...]:
    """Give the packaged tables behind the figures, the flows included."""
    return (*coverage.atlas.sources, packaged_source("patient_flow.parquet"))


def notes_of(coverage: Coverage) -> tuple[Words, ...]:
    """Give what has to stand with the figures."""
    told = (coverage.ways.told, flow_note(coverage.flows.phase), POSSIBLE_NOTE, READING_NOTE)
    return (*coverage.notes, *told)


def tell_missing(view: AreaView) -> Iterator[Words]:
    """Tell what no source gives of an area, or gives as a range only."""
    if view.access != view.widest:
        yield Words(
            "類型またはこの日の指定が分からない病院があるため、分と割合は幅です。",
            "The kind or standing of a hospital is not known: minutes and shares are ranges.",
        )
    if view.widest.unreachable:
        yield Words(
            f"分の分からない市区町村が{len(view.widest.unreachable)}あります（{view.no_way.ja}）。",
            f"Of {len(view.widest.unreachable)} municipalities no minutes are known ({view.no_way.en}).",
        )
    if not view.outflow:
        yield Words(
            "受診先の医療圏の割合は公表されていません。",
            "No shares of the areas in which residents are treated are published.",
        )
    if any(each.localisation is None for each in view.indices.values()):
        yield Words(
            "自足率は公表値から分かりません。", "Published shares do not tell localisation."
        )
    people = view.cover.area.people
    if people.in_2050 is None:
        yield Words("2050年の推計人口がありません。", "There is no projection for 2050.")
    if people.now is None:
        yield Words("住民の数の資料がありません。", "There is no source for its residents.")
