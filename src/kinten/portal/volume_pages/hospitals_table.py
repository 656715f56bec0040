"""The hospitals of one cancer as rows of a file: the choice of the page, all of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from kinten.coverage.volume import HIDDEN_BELOW
from kinten.desk.volumes import NOT_A_REQUIREMENT, tell_day, tell_disease
from kinten.desk.volumes_ranks import Ranked
from kinten.portal.opendata.shapes import Column, Form, OpenTable, Row, coded, coding
from kinten.portal.opendata.volume_tables import DISCHARGE_SOURCES
from kinten.portal.volume_pages.choosing import DESIGNATIONS, Choice
from kinten.portal.volume_pages.seeing import VolumesSeen
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words

COLUMNS = (
    Column("rank", Words("順位", "rank"), Form.NUMBER),
    Column("name", Words("病院（調査での名称）", "hospital (name in the survey)")),
    Column("hospital", Words("病院の符号", "hospital id")),
    *coded("prefecture", Words("都道府県", "prefecture"), "JIS X 0401"),
    Column("area", Words("医療圏の符号", "area (code)")),
    Column("area_name", Words("医療圏", "area"), is_japanese=True),
    *coded("designated", Words("指定", "designation"), "yes perhaps no"),
    *coded("kind", Words("種類", "kind"), "ncc pref regional specific local"),
    Column("discharges", Words("公表された退院件数", "published discharges"), Form.NUMBER),
    Column(
        "hidden",
        Words("非公表", "not published"),
        Form.YES_NO,
        Words(
            f"{HIDDEN_BELOW}未満で公表されていない（0件かもしれない）ならtrue",
            f"true where it is under {HIDDEN_BELOW} and not published (perhaps none)",
        ),
    ),
)


def choose(seen: VolumesSeen, disease: str, choice: Choice) -> OpenTable:
    """Make the table of a cancer; what it is about tells the choice."""
    told, chosen, day = (
        tell_disease(disease, seen.discharges),
        choice.told,
        tell_day(seen.snapshot),
    )
    return replace(
        HOSPITALS_OF,
        title=Words(f"退院件数_{told.ja}", f"Discharges, {told.en}"),
        about=Words(
            f"{NOT_A_REQUIREMENT.ja}{day.ja}選んだもの: {chosen.ja}",
            f"{NOT_A_REQUIREMENT.en} {day.en} Chosen: {chosen.en}",
        ),
    )


def rows_of_hospitals(seen: VolumesSeen, hospitals: tuple[Ranked, ...]) -> tuple[Row, ...]:
    """Give a row for each hospital."""
    return tuple(_row(seen, each) for each in hospitals)


def designation_of(seen: VolumesSeen, each: Ranked) -> tuple[str, Words]:
    """Give the key and the words of a hospital's designation."""
    held = seen.is_designated(each)
    found = next(choice for choice in DESIGNATIONS[1:] if choice.is_designated is held)
    return found.key, found.words


def _row(seen: VolumesSeen, each: Ranked) -> Row:
    area = seen.atlas.frame.areas.get(each.hospital.area)
    kind = None if each.standing is None else each.standing.kind
    return (
        each.rank,
        each.hospital.name,
        each.hospital.hospital or None,
        *coding(each.hospital.prefecture, PREFECTURES[each.hospital.prefecture]),
        each.hospital.area or None,
        None if area is None else area.name,
        *coding(*designation_of(seen, each)),
        *coding(kind, None if kind is None else kind.label),
        each.discharges,
        each.discharges is None,
    )


def _nothing(day: date, recorded_by: date | None) -> Iterator[Row]:  # noqa: ARG001
    """Give no rows: those of a cancer are chosen by the page."""
    yield from ()


HOSPITALS_OF = OpenTable(
    "discharges_of",
    Words("病院ごとの退院件数", "Discharges by hospital"),
    NOT_A_REQUIREMENT,
    COLUMNS,
    _nothing,
    DISCHARGE_SOURCES,
    frozenset({"on", "recorded"}),
)
