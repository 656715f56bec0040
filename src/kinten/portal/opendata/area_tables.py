"""Open tables of areas: what stands in each on a day, and which are blank or may be."""

from collections.abc import Iterator
from datetime import date

from kinten.coverage.blank import AreaCover, Cover
from kinten.desk.atlas import Atlas
from kinten.desk.cancer_areas import other_cancer_areas
from kinten.geography.area import Layer
from kinten.network.history import Snapshot
from kinten.portal.opendata.shapes import Column, Form, OpenTable, Row, coded, coding
from kinten.portal.opendata.sourcing import sources_of
from kinten.portal.places.reading import see_network
from kinten.portal.reports.reading import example_hospitals
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words

_CODES = " ".join(Cover)
_PREFECTURE = coded("prefecture", Words("都道府県", "prefecture"), "JIS X 0401")
_COVER = coded("cover", Words("病院の有無", "what stands there"), _CODES)
_FRAME = Column(
    "frame",
    Words("医療圏の版", "frame of areas"),
    meaning=Words("符号の意味は版ごとに異なる", "what a code means differs from frame to frame"),
)
_NAME = Column("name", Words("医療圏", "area"), is_japanese=True)
_OFFICIAL = Column(
    "official",
    Words("公表の一覧にある", "on the official list"),
    Form.YES_NO,
    Words(
        "厚生労働省の空白のがん医療圏の一覧（2024年4月）にあるならtrue",
        "true where the ministry's list of blank cancer areas (April 2024) has it",
    ),
)


def _number(name: str, ja: str, en: str) -> Column:
    return Column(name, Words(ja, en), Form.NUMBER)


def _in_force(day: date, recorded_by: date | None) -> tuple[Atlas, Snapshot]:
    """Give the network told in the areas in force on the day."""
    seen = see_network(day, recorded_by)
    atlas = seen.atlas.in_force(day)
    snapshot = seen.snapshot if atlas is seen.atlas else atlas.on(day, recorded_by)
    return atlas, snapshot


def _areas(day: date, recorded_by: date | None) -> Iterator[Row]:
    atlas, snapshot = _in_force(day, recorded_by)
    made_up = example_hospitals()
    for each in atlas.covers(snapshot):
        yield _area(each, made_up)


def _area(each: AreaCover, made_up: frozenset[str]) -> Row:
    area, people = each.area, each.area.people
    certain = [standing for standing in each.hospitals if standing.is_certain]
    return (
        area.code,
        area.frame,
        *coding(area.prefecture, PREFECTURES[area.prefecture]),
        area.name,
        area.km2,
        people.census_2020,
        people.now,
        people.aged_65,
        people.aged_75,
        *coding(each.cover, each.label),
        each.is_blank,
        each.is_official,
        len(certain),
        len(each.hospitals),
        each.hubs.at_least,
        each.hubs.at_most,
        sum(standing.hospital.id in made_up for standing in each.hospitals),
        " ".join(standing.hospital.id for standing in each.hospitals) or None,
    )


def _blank_areas(day: date, recorded_by: date | None) -> Iterator[Row]:
    atlas, snapshot = _in_force(day, recorded_by)
    for each in atlas.covers(snapshot):
        if each.is_blank is not False:
            area = each.area
            yield (
                area.code,
                area.frame,
                *coding(Layer.MEDICAL, Layer.MEDICAL.label),
                *coding(area.prefecture, PREFECTURES[area.prefecture]),
                area.name,
                *coding(each.cover, each.label),
                each.is_official,
                None,
            )
    for odd in other_cancer_areas(atlas, snapshot, PREFECTURES):
        yield (
            None,
            None,
            *coding(Layer.CANCER, Layer.CANCER.label),
            *coding(odd.prefecture, PREFECTURES[odd.prefecture]),
            odd.name,
            *coding(Cover.BLANK, Cover.BLANK.label),
            True,
            " ".join(odd.municipalities) or None,
        )


AREAS = OpenTable(
    "areas",
    Words("医療圏と病院の有無", "Areas and what stands there"),
    Words(
        "その日に施行されている二次医療圏と、そこにある指定病院。「一覧に病院なし」は空白とは言い切れません。",
        "The secondary medical areas in force on the day and what stands in each. "
        "“No hospital listed” does not say that it is blank.",
    ),
    (
        Column("code", Words("符号", "code"), is_key=True),
        _FRAME,
        *_PREFECTURE,
        _NAME,
        _number("km2", "面積（平方キロメートル）", "square kilometres"),
        _number("population_2020", "人口（2020年国勢調査）", "population, census 2020"),
        _number("population_2025", "住民（2025年1月1日）", "residents, 2025-01-01"),
        _number("aged_65_2025", "65歳以上（2025年1月1日）", "65 and over, 2025-01-01"),
        _number("aged_75_2025", "75歳以上（2025年1月1日）", "75 and over, 2025-01-01"),
        *_COVER,
        Column(
            "blank",
            Words("空白", "blank"),
            Form.YES_NO,
            Words("空白ならtrue、分からなければ空欄", "true where blank, missing where not known"),
        ),
        _OFFICIAL,
        _number("hospitals_at_least", "指定病院（少なくとも）", "hospitals, at least"),
        _number("hospitals_at_most", "指定病院（多くとも）", "hospitals, at most"),
        _number("hubs_at_least", "拠点病院（少なくとも）", "hubs, at least"),
        _number("hubs_at_most", "拠点病院（多くとも）", "hubs, at most"),
        _number("example_hospitals", "うち例示（架空）の病院", "made up among the hospitals"),
        Column(
            "hospitals",
            Words("病院の符号", "hospital ids"),
            meaning=Words("空白で区切った符号", "ids, separated by blanks"),
            only="file",
        ),
    ),
    _areas,
    sources_of("areas.csv", "network_hospitals.csv", "network_designations.csv"),
    frozenset({"on", "recorded"}),
)
BLANK_AREAS = OpenTable(
    "blank_areas",
    Words("空白の医療圏", "Blank areas"),
    Words(
        "その日に空白か、空白かもしれない医療圏。二次医療圏と範囲の違う公表の空白も含みます。",
        "Areas that are blank on the day or may be, those official ones included that are no secondary area.",
    ),
    (
        Column("code", Words("符号", "code")),
        _FRAME,
        *coded("layer", Words("区域", "layer"), "medical cancer"),
        *_PREFECTURE,
        _NAME,
        *_COVER,
        _OFFICIAL,
        Column(
            "municipalities",
            Words("市区町村の符号", "municipalities (codes)"),
            meaning=Words(
                "二次医療圏でないもので、分かる場合だけ",
                "of those that are no secondary area, where they are published",
            ),
        ),
    ),
    _blank_areas,
    sources_of("blank_cancer_areas.csv", "areas.csv", "network_hospitals.csv"),
    frozenset({"on", "recorded"}),
)
