"""Open tables of the network: hospitals of a day, what is recorded of designations, groups."""

from collections.abc import Container, Iterator
from datetime import date

from kinten.network.designation import Designation
from kinten.network.history import Standing
from kinten.portal.opendata.shapes import Column, Form, OpenTable, Row, coded, coding, day_cell
from kinten.portal.opendata.sourcing import sources_of
from kinten.portal.places.finding import find_hospitals
from kinten.portal.places.reading import Seen, current_atlas, see_network
from kinten.portal.reports.reading import example_hospitals
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words

_KIND = coded("kind", Words("種類", "kind"), "ncc pref regional specific local")
_PREFECTURE = coded("prefecture", Words("都道府県", "prefecture"), "JIS X 0401")
EXAMPLE = Column(
    "example",
    Words("例示", "example"),
    Form.YES_NO,
    Words("架空の病院ならtrue", "true for a made-up hospital"),
)
_RECORDED = Column(
    "recorded",
    Words("記録した日", "recorded on"),
    Form.DAY,
    Words("この行が記録された日", "day on which the row was recorded"),
)
_SOURCE = Column("source", Words("出典", "source"), is_japanese=True)
_HOSPITAL = (
    Column(
        "hospital",
        Words("病院の符号", "hospital id"),
        meaning=Words("変わらない符号", "permanent id of the hospital"),
        is_key=True,
    ),
    Column("hospital_name", Words("病院", "hospital"), is_japanese=True),
)


def _hospitals(day: date, recorded_by: date | None) -> Iterator[Row]:
    seen = see_network(day, recorded_by)
    made_up = example_hospitals()
    for standing in seen.snapshot.standings:
        yield _hospital(standing, seen, is_example=standing.hospital.id in made_up)


def _hospital(standing: Standing, seen: Seen, *, is_example: bool) -> Row:
    hospital = standing.hospital
    area = seen.atlas.frame.areas.get(hospital.area)
    municipality = seen.atlas.geography.municipalities.get(hospital.municipality)
    point = hospital.point
    told = standing.last or standing.record
    return (
        hospital.id,
        hospital.name,
        "、".join(each.text for each in hospital.names[1:]) or None,
        *coding(standing.kind, None if standing.kind is None else standing.kind.label),
        " ".join(sorted(standing.kinds)),
        standing.is_certain,
        *coding(hospital.prefecture, PREFECTURES[hospital.prefecture]),
        hospital.area or None,
        None if area is None else area.name,
        hospital.municipality or None,
        None if municipality is None else municipality.full_name or municipality.name,
        hospital.address or None,
        None if point is None else point.lat,
        None if point is None else point.lon,
        hospital.beds,
        day_cell(standing.since),
        day_cell(told.begins or told.stated),
        told.source or None,
        day_cell(told.recorded),
        is_example,
    )


def _find(day: date, recorded_by: date | None, words: str) -> Container[str]:
    seen = see_network(day, recorded_by)
    return {each.hospital.id for each in find_hospitals(seen.snapshot, seen.keys, words)}


def _designations(day: date, recorded_by: date | None) -> Iterator[Row]:  # noqa: ARG001 - of every day
    network, made_up = current_atlas().network, example_hospitals()
    for each in network.designations:
        if recorded_by is None or each.recorded <= recorded_by:
            name = network.hospitals[each.hospital].name
            yield _designation(each, name, is_example=each.hospital in made_up)


def _designation(each: Designation, name: str, *, is_example: bool) -> Row:
    return (
        each.hospital,
        name,
        *coding(each.kind, None if each.kind is None else each.kind.label),
        each.is_advanced,
        each.is_exceptional,
        *coding(each.basis, each.basis.label),
        day_cell(each.begins),
        day_cell(each.ends),
        day_cell(each.term_ends),
        day_cell(each.stated),
        each.printed or None,
        each.source or None,
        day_cell(each.recorded),
        is_example,
    )


def _groups(day: date, recorded_by: date | None) -> Iterator[Row]:  # noqa: ARG001 - of every day
    network, made_up = current_atlas().network, example_hospitals()
    for each in network.groups:
        if recorded_by is None or each.recorded <= recorded_by:
            partner = network.hospitals.get(each.partner)
            yield (
                each.hospital,
                network.hospitals[each.hospital].name,
                each.partner or None,
                None if partner is None else partner.name,
                each.partner_printed or None,
                day_cell(each.begins),
                day_cell(each.ends),
                day_cell(each.stated),
                each.source or None,
                day_cell(each.recorded),
                each.hospital in made_up,
            )


HOSPITALS = OpenTable(
    "hospitals",
    Words("病院", "Hospitals"),
    Words(
        "その日に指定されている病院。種類が不明なら空欄で、ファイルの possible_kinds にありうる種類があります。",
        "The hospitals designated on the day. A kind that is not known is blank; "
        "what it can be is in possible_kinds of the files.",
    ),
    (
        Column(
            "id",
            Words("符号", "id"),
            meaning=Words("病院の変わらない符号", "permanent id of the hospital"),
            is_key=True,
        ),
        Column("name", Words("病院", "hospital"), is_japanese=True),
        Column("other_names", Words("ほかの名称", "other names"), is_japanese=True),
        *_KIND,
        Column(
            "possible_kinds",
            Words("ありうる種類の符号", "possible kinds (codes)"),
            meaning=Words("空白で区切った符号", "codes, separated by blanks"),
            only="file",
        ),
        Column(
            "certain",
            Words("指定は確か", "certain"),
            Form.YES_NO,
            Words(
                "その日に指定されていたことが確かならtrue",
                "true where it is certain that it was designated on the day",
            ),
        ),
        *_PREFECTURE,
        Column(
            "area",
            Words("医療圏の符号", "area (code)"),
            meaning=Words("二次医療圏、2024年の版の符号", "secondary medical area, frame of 2024"),
        ),
        Column("area_name", Words("二次医療圏", "medical area"), is_japanese=True),
        Column(
            "municipality",
            Words("市区町村の符号", "municipality (code)"),
            meaning=Words("全国地方公共団体コード5桁", "code of local governments, five digits"),
            only="file",
        ),
        Column("municipality_name", Words("市区町村", "municipality"), is_japanese=True),
        Column("address", Words("所在地", "address"), is_japanese=True),
        Column("lat", Words("緯度", "latitude"), Form.NUMBER, Words("十進の度", "degrees")),
        Column("lon", Words("経度", "longitude"), Form.NUMBER, Words("十進の度", "degrees")),
        Column("beds", Words("病床数", "beds"), Form.NUMBER),
        Column(
            "since",
            Words("記録にある最も古い日", "oldest day on record"),
            Form.DAY,
            Words(
                "今の続きの指定について、記録にある最も古い日。指定の始まりとは限らない",
                "oldest day on record of the present standing; it may have begun before",
            ),
        ),
        Column(
            "stated",
            Words("種類の資料の日", "kind stated on"),
            Form.DAY,
            Words("種類を述べる最も新しい資料の日", "day of the newest paper that tells the kind"),
        ),
        _SOURCE,
        _RECORDED,
        EXAMPLE,
    ),
    _hospitals,
    sources_of("network_hospitals.csv", "network_designations.csv"),
    frozenset({"on", "recorded"}),
    find=_find,
)
DESIGNATIONS = OpenTable(
    "designations",
    Words("指定の記録", "Records of designations"),
    Words(
        "指定と、公表資料が病院の種類について述べること。1行が1つの記録です。",
        "Designations, and what published papers say of a hospital's kind. A row is one record.",
    ),
    (
        *_HOSPITAL,
        *_KIND,
        Column("advanced", Words("高度型", "advanced type"), Form.YES_NO),
        Column("exceptional", Words("特例型", "exceptional type"), Form.YES_NO),
        *coded("basis", Words("根拠", "basis"), "decreed listed printed deduced"),
        Column("begins", Words("始まり", "begins"), Form.DAY),
        Column(
            "ends",
            Words("終わり", "ends"),
            Form.DAY,
            Words("効力がなくなる最初の日", "first day no longer in force"),
        ),
        Column(
            "term_ends",
            Words("期間の最後の日", "last day of the term"),
            Form.DAY,
        ),
        Column(
            "stated",
            Words("資料の日", "stated on"),
            Form.DAY,
            Words("資料が述べる日", "day that the paper describes"),
        ),
        Column("printed", Words("印字された日付", "day as printed"), is_japanese=True),
        _SOURCE,
        _RECORDED,
        EXAMPLE,
    ),
    _designations,
    sources_of("network_designations.csv"),
    frozenset({"recorded"}),
)
GROUPS = OpenTable(
    "groups",
    Words("グループ", "Groups"),
    Words(
        "地域がん診療病院と、グループを組む拠点病院。",
        "Local cancer hospitals and the hub with which each forms a group.",
    ),
    (
        *_HOSPITAL,
        Column("partner", Words("相手の符号", "partner id")),
        Column("partner_name", Words("相手の病院", "partner"), is_japanese=True),
        Column(
            "partner_printed", Words("印字された相手の名称", "partner as printed"), is_japanese=True
        ),
        Column("begins", Words("始まり", "begins"), Form.DAY),
        Column("ends", Words("終わり", "ends"), Form.DAY),
        Column("stated", Words("資料の日", "stated on"), Form.DAY),
        _SOURCE,
        _RECORDED,
        EXAMPLE,
    ),
    _groups,
    sources_of("network_groups.csv", "network_hospitals.csv"),
    frozenset({"recorded"}),
)
