"""Rows of the network tables turned into a network; what is wrong is told with its row.

The packaged list and a user's own folder have the same five tables (docs/reference/network-tables).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kinten.geography.area import Point
from kinten.geography.loading import FRAME_2024, Geography
from kinten.geography.municipality import Municipality, find_municipality
from kinten.network.cells import (
    Row,
    read_choice,
    read_day,
    read_hospital,
    read_needed,
    read_number,
    read_span,
    refuse_without_id,
)
from kinten.network.designation import Act, Basis, Designation, Recommendation
from kinten.network.history import Network
from kinten.network.hospital import Certainty, Hospital, Name
from kinten.network.locating import Offices, Place, list_offices
from kinten.network.reading_groups import read_group, read_provisions
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.identity import PREFECTURES, prefecture_code
from kinten.vocabulary.wording import FaultError, Words


class Flag(StrEnum):
    """The two flags beside a kind: 高度型 and 特例型."""

    ADVANCED = "advanced"
    EXCEPTIONAL = "exceptional"


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a network, as rows."""

    hospitals: Iterable[Row]
    designations: Iterable[Row]
    groups: Iterable[Row] = field(default=())
    provisions: Iterable[Row] = field(default=())
    recommendations: Iterable[Row] = field(default=())


def read_network(tables: Tables, geography: Geography, recorded: date) -> Network:
    """Turn tables into a network; rows without a day of recording were recorded on ``recorded``.

    Raises FaultError for an unknown municipality, a code of another frame, a hospital in two areas or
    prefectures or with its point far from where it is said to lie, an unknown hospital, kind, flag or
    date, a term or record that ends before it begins, and two kinds of a hospital from one day on.
    """
    offices = list_offices(geography.municipalities.values())
    hospitals: dict[str, Hospital] = {}
    for row in tables.hospitals:
        hospital = _hospital(row, geography, offices)
        if (twin := hospitals.get(hospital.id)) is not None:
            raise _two(row, twin, hospital)
        hospitals[hospital.id] = hospital
    known = frozenset(hospitals)
    return Network(
        hospitals,
        _designations(tables.designations, known, recorded),
        tuple(read_group(row, known, recorded) for row in tables.groups),
        read_provisions(tables.provisions, known, recorded),
        tuple(_recommendation(row, known, recorded) for row in tables.recommendations),
    )


def _hospital(row: Row, geography: Geography, offices: Offices) -> Hospital:
    identity = row.get("hospital_id") or refuse_without_id(row)
    prefecture = prefecture_code(row.get("prefecture"))
    if prefecture is None:
        raise row.wrong(
            "prefecture",
            Words(
                f"「{row.get('prefecture')}」は都道府県ではありません。",
                f"“{row.get('prefecture')}” is no prefecture.",
            ),
            Words("01〜47の符号か名称を書いてください。", "Write a code 01 to 47 or a name."),
        )
    printed = [row.get("name"), *row.get("also_called").split("|")]
    names = tuple(Name(text) for text in dict.fromkeys(map(str.strip, printed)) if text)
    lies_in = _municipality(row, geography, prefecture)
    area = _area(row, geography, prefecture, lies_in)
    point = _point(row)
    if point is not None:
        offices.refuse_misplaced(row, point, Place(prefecture, area, lies_in))
    return Hospital(
        identity,
        names,
        prefecture,
        area,
        "" if lies_in is None else lies_in.code,
        point,
        row.get("address"),
        _beds(row),
        row.get("registry_id"),
        read_choice(row, "certainty", Certainty) or Certainty.LISTED,
    )


def _municipality(row: Row, geography: Geography, prefecture: str) -> Municipality | None:
    """Give the municipality of the row, None where it names none; it lies in the row's prefecture."""
    if not row.get("municipality"):
        return None
    place = f"{row.at}:municipality"
    found = find_municipality(geography.municipalities, row.get("municipality"), place)
    if found.prefecture != prefecture:
        there, here = PREFECTURES[found.prefecture], PREFECTURES[prefecture]
        raise row.wrong(
            "municipality",
            Words(
                f"{found.code} {found.name}は{there.ja}にありますが、都道府県は{here.ja}です。",
                f"{found.code} {found.name} lies in {there.en}, but the prefecture is {here.en}.",
            ),
            Words("どちらかを直してください。", "Mend one of the two."),
        )
    return found


def _area(row: Row, geography: Geography, prefecture: str, lies_in: Municipality | None) -> str:
    """Give the area of the row; it has to be the one in which its municipality lies."""
    code = row.get("area")
    stated = geography.frame.find(code, prefecture, f"{row.at}:area").code if code else ""
    if lies_in is None:
        return stated
    by_municipality = lies_in.areas.get(FRAME_2024, "")
    if not stated and not by_municipality:
        raise row.wrong(
            "area",
            Words(
                f"{lies_in.name}だけでは医療圏が決まりません。",
                f"{lies_in.name} alone does not tell the area.",
            ),
            Words(
                "医療圏を書くか、区の符号を書いてください。",
                "Write the area, or the code of the ward.",
            ),
        )
    if stated and by_municipality and stated != by_municipality:
        there = geography.frame.areas[by_municipality]
        raise row.wrong(
            "area",
            Words(
                f"医療圏は{stated}ですが、{lies_in.name}は{by_municipality}（{there.name}）にあります。",
                f"the area is {stated}, but {lies_in.name} lies in {by_municipality} ({there.name}).",
            ),
            Words(
                "一つの病院は一つの医療圏に置きます。どちらかを直してください。",
                "A hospital stands in one area: mend one of the two.",
            ),
        )
    return stated or by_municipality


def _two(row: Row, first: Hospital, second: Hospital) -> FaultError:
    if first.area != second.area:
        return row.wrong(
            "area",
            Words(
                f"病院{first.id}が二つの医療圏（{first.area}と{second.area}）にあります。",
                f"the hospital {first.id} stands in two areas ({first.area} and {second.area}).",
            ),
            Words("一行だけを残してください。", "Keep one of the rows."),
        )
    return row.wrong(
        "hospital_id",
        Words(f"病院{first.id}が二度あります。", f"the hospital {first.id} is there twice."),
        Words("一行だけを残してください。", "Keep one of the rows."),
    )


def _designations(
    rows: Iterable[Row], known: frozenset[str], recorded: date
) -> tuple[Designation, ...]:
    """Read the records; a hospital that takes two kinds or flags on one day is refused."""
    found: list[Designation] = []
    first: dict[tuple[str, date], Designation] = {}
    for row in rows:
        each = _designation(row, known, recorded)
        found.append(each)
        if each.begins is None or each.kind is None:
            continue
        twin = first.setdefault((each.hospital, each.begins), each)
        if (twin.kind, twin.is_advanced, twin.is_exceptional) != (
            each.kind,
            each.is_advanced,
            each.is_exceptional,
        ):
            raise _two_kinds(row, twin, each)
    return tuple(found)


def _two_kinds(row: Row, first: Designation, second: Designation) -> FaultError:
    kinds = [each.kind.label for each in (first, second) if each.kind is not None]
    if first.kind is second.kind:
        column, told = "flag", Words("異なる区分の指定", "designations that differ in their flag")
    else:
        column = "kind"
        told = Words(
            f"異なる類型（{kinds[0].ja}と{kinds[1].ja}）の指定",
            f"designations of two kinds ({kinds[0].en} and {kinds[1].en})",
        )
    return row.wrong(
        column,
        Words(
            f"病院{second.hospital}に、同じ日（{second.begins}）に始まる{told.ja}があります。",
            f"the hospital {second.hospital} has {told.en} that begin on one day ({second.begins}).",
        ),
        Words(
            "一行だけを残すか、始まりの日を直してください。",
            "Keep one of the rows, or mend the day on which it begins.",
        ),
    )


def _designation(row: Row, known: frozenset[str], recorded: date) -> Designation:
    begins, ends = read_span(row)
    term_ends = read_day(row, "term_ends")
    if begins is not None and term_ends is not None and term_ends < begins:
        raise row.wrong(
            "term_ends",
            Words(
                f"指定の期間の最後の日（{term_ends}）が始まり（{begins}）より前です。",
                f"the last day of the term ({term_ends}) is before its beginning ({begins}).",
            ),
            Words(
                "term_endsには期間の最後の日（2023-04-01からの4年なら2027-03-31）を書きます。",
                "term_ends is the last day of the term (of four years from 2023-04-01: 2027-03-31).",
            ),
        )
    flag = read_choice(row, "flag", Flag)
    return Designation(
        read_hospital(row, known),
        read_choice(row, "kind", Kind),
        read_choice(row, "basis", Basis) or (Basis.DECREED if begins else Basis.PRINTED),
        row.get("source"),
        read_day(row, "recorded") or recorded,
        begins,
        ends,
        read_day(row, "stated"),
        term_ends,
        flag is Flag.ADVANCED,
        flag is Flag.EXCEPTIONAL,
        row.get("printed"),
    )


def _recommendation(row: Row, known: frozenset[str], recorded: date) -> Recommendation:
    meeting = read_day(row, "meeting")
    if meeting is None:
        raise row.wrong(
            "meeting",
            Words("検討会の日がありません。", "the day of the meeting is missing."),
            Words("年-月-日で書いてください。", "Write it as year-month-day."),
        )
    decided = read_day(row, "decided")
    if decided is not None and decided < meeting:
        raise row.wrong(
            "decided",
            Words(
                f"決まった日（{decided}）が検討会の日（{meeting}）より前です。",
                f"the day of the decision ({decided}) is before the meeting ({meeting}).",
            ),
            Words("どちらかの日を直してください。", "Mend one of the two days."),
        )
    return Recommendation(
        read_hospital(row, known) if row.get("hospital_id") else "",
        read_needed(row, "act", Act),
        meeting,
        row.get("source"),
        read_day(row, "recorded") or recorded,
        read_choice(row, "kind", Kind),
        decided,
        row.get("printed"),
        prefecture_code(row.get("prefecture")) or "",
    )


def _point(row: Row) -> Point | None:
    lat, lon = (read_number(row, column, float) for column in ("lat", "lon"))
    if lat is None and lon is None:
        return None
    if lat is None or lon is None:
        raise row.wrong(
            "lat" if lat is None else "lon",
            Words(
                "緯度と経度の一方しかありません。", "only one of latitude and longitude is there."
            ),
            Words("両方を書くか、両方を空欄にしてください。", "Write both, or leave both blank."),
        )
    if not (20 <= lat <= 46 and 122 <= lon <= 154):
        raise row.wrong(
            "lat",
            Words(
                f"座標（{lat}, {lon}）は日本の外です。",
                f"the point ({lat}, {lon}) lies outside Japan.",
            ),
            Words(
                "緯度と経度を十進の度で書いてください。", "Write latitude and longitude in degrees."
            ),
        )
    return Point(lat, lon)


def _beds(row: Row) -> int | None:
    beds = read_number(row, "beds_total", int)
    if beds is not None and beds < 0:
        raise row.wrong(
            "beds_total",
            Words(f"病床数が負（{beds}）です。", f"there are {beds} beds."),
            Words("0以上の数を書いてください。", "Write a number from 0 on."),
        )
    return beds
