"""資料1: the areas of a prefecture and the hospitals designated in them on a day."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from kinten.coverage.blank import Cover
from kinten.data.loading import open_packaged
from kinten.desk.atlas import Atlas
from kinten.desk.network_notes import recording_note
from kinten.network.designation import Act, Recommendation
from kinten.network.history import Snapshot, Standing
from kinten.report.paper_areas import Acts, AreaLine, Group, write_areas
from kinten.tables.files import write_whole
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.period import write_day

_GROUPS = ("hubs", "specific", "local")


def write_areas_paper(path: Path, prefecture: str, atlas: Atlas, snapshot: Snapshot) -> None:
    """Write 資料1 of a prefecture in the areas of the atlas, as of the day of the snapshot.

    A hospital of which it is not certain that it was designated on the day is in no certain number: it
    widens the numbers it may belong to, and is counted by itself.
    """
    lines = tuple(_lines(prefecture, atlas, snapshot))
    notes = tuple(_notes(lines, atlas, snapshot))
    day = write_day(snapshot.day).ja
    name = PREFECTURES[prefecture].ja
    write_whole(path, lambda beside: write_areas(beside, name, day, lines, notes))


def _lines(prefecture: str, atlas: Atlas, snapshot: Snapshot) -> Iterator[AreaLine]:
    registered = _hospital_counts(atlas)
    acts, is_past = _acts(snapshot), atlas.may_lack(snapshot.day)
    applying = _applying(acts, atlas, snapshot)
    for cover in atlas.covers(snapshot):
        area = cover.area
        if area.prefecture != prefecture:
            continue
        counted = _count(cover.hospitals, applying.get((prefecture, area.code), ()), acts)
        # A user's own tables are taken as whole; the packaged list is not, nor was it ever before its day.
        may_lack = atlas.official is not None and cover.cover is Cover.NOT_LISTED
        may_lack |= is_past and cover.cover is not Cover.BLANK
        yield AreaLine(
            area.name,
            area.km2,
            area.people.now,
            registered[area.code],
            *counted,
            is_listed=not may_lack,
        )
    nowhere = [each for each in snapshot.in_area("") if each.hospital.prefecture == prefecture]
    new = applying.get((prefecture, ""), ())
    if nowhere or new:
        counted = _count(nowhere, new, acts)
        yield AreaLine(
            "医療圏不明", None, None, None, *counted, is_area=False, is_listed=not is_past
        )


def _count(
    standings: Iterable[Standing],
    applying: Iterable[Recommendation],
    acts: Mapping[str, Recommendation],
) -> tuple[Group, Group, Group, int, int]:
    """Count the hospitals of one area: three groups, those of unknown kind, those of unknown standing."""
    groups = dict.fromkeys(_GROUPS, Group())
    unknown = possible = 0
    for standing in standings:
        recommended = acts.get(standing.hospital.id)
        act = Act.REPORT if recommended is None else recommended.act
        if standing.is_certain and standing.kind is None:
            unknown += 1
        elif standing.is_certain and standing.kind is not None:
            groups[_group(standing.kind)] += Group(certain=_one(act))
        elif act is not Act.NEW:
            possible += 1
            for name in {_group(kind) for kind in standing.kinds}:
                groups[name] += Group(possible=_one(act))
    for each in applying:
        if each.kind is None:
            unknown += 1
        else:
            groups[_group(each.kind)] += Group(certain=_one(Act.NEW))
    return groups["hubs"], groups["specific"], groups["local"], unknown, possible


def _group(kind: Kind) -> str:
    return {Kind.SPECIFIC: "specific", Kind.LOCAL: "local"}.get(kind, "hubs")


def _one(act: Act) -> Acts:
    return Acts(
        report=int(act not in {Act.RENEWAL, Act.NEW, Act.KIND_CHANGE}),
        renewal=int(act is Act.RENEWAL),
        new=int(act in {Act.NEW, Act.KIND_CHANGE}),
    )


def _acts(snapshot: Snapshot) -> dict[str, Recommendation]:
    """Give each hospital's recommendation in the newest meeting that is recorded."""
    newest = max((each.meeting for each in snapshot.pending), default=date.min)
    return {
        each.hospital: each for each in snapshot.pending if each.meeting == newest and each.hospital
    }


def _applying(
    acts: Mapping[str, Recommendation], atlas: Atlas, snapshot: Snapshot
) -> dict[tuple[str, str], list[Recommendation]]:
    """Give the new recommendations of hospitals not designated for certain, by prefecture and area."""
    found: dict[tuple[str, str], list[Recommendation]] = {}
    for hospital, each in acts.items():
        standing = snapshot.of(hospital)
        if each.act is Act.NEW and (standing is None or not standing.is_certain):
            place = atlas.network.hospitals[hospital]
            found.setdefault((place.prefecture, place.area), []).append(each)
    return found


def _hospital_counts(atlas: Atlas) -> Counter[str]:
    """Count all hospitals of the packaged list by their area in the atlas's frame."""
    import polars as pl

    with open_packaged("all_hospitals.parquet") as stream:
        table = pl.read_parquet(stream, columns=["municipality"])
    places = atlas.geography.municipalities
    return Counter(places[code].areas[atlas.frame.id] for code in table["municipality"])


def _notes(lines: Iterable[AreaLine], atlas: Atlas, snapshot: Snapshot) -> Iterator[str]:
    listed = tuple(lines)
    yield "人口は住民基本台帳（2025年1月1日）、面積は厚生労働省の表による。"
    yield "病院数は医療情報ネット（2025年6月1日）に報告した病院の数であり、報告のない病院は含まれない。"
    yield from (each.ja for each in recording_note(atlas, snapshot))
    if atlas.official is not None:
        yield "指定と類型は公表資料から確認できた範囲。どの資料にも名のない病院は数えていない。"
    if any(each.unknown for each in listed):
        yield (
            "「類型不明」は類型を確認できない病院。どの類型の欄にも入れていないので、"
            "各類型の病院はその数だけ多いことがある。"
        )
    if any(each.open for each in listed):
        yield _why_open(atlas, snapshot)
        if not atlas.may_lack(snapshot.day):
            yield (
                "「7〜10」は少なくとも7、多くとも10（「指定不明」の病院がすべてその欄に当たる場合）。"
                "一つの病院が、なりうる類型すべての幅に入る。"
            )
    if atlas.may_lack(snapshot.day):
        blank = any(each.is_area and each.is_listed for each in listed)
        yield (
            f"{write_day(snapshot.day).ja}の指定病院をすべて挙げた一覧を収載していない。その後に指定を外れた病院は、"
            "資料に名のあるものだけを数えた。「3以上」は、少なくとも3であり、名のない病院の分だけ多いことがある。"
            + ("「以上」のない医療圏は、公表の空白の医療圏。" if blank else "")
        )
    elif not all(each.is_listed for each in listed):
        yield (
            "「0以上」は、収載した病院がなく、その日に空白の医療圏であったかどうかも確かめられない医療圏。"
            "その後に指定を外れた病院は、収載した資料に名のないことがある。計もその分だけ多いことがある。"
        )
    yield "「今回更新」「新規申請」は記録された推薦による。記録のない病院は「現況報告」に数えた。"
    yield f"医療圏は{atlas.frame.title.ja}による。"


def _why_open(atlas: Atlas, snapshot: Snapshot) -> str:
    day = write_day(snapshot.day).ja
    whose = (
        "渡された表に、その日の指定の記録がない"
        if atlas.official is None
        else f"{day}の指定病院をすべて挙げた一覧を収載していない"
    )
    return (
        f"「指定不明」は、その日に指定されていたか確かめられない病院"
        f"（後の日の記録にだけある病院、指定が推定にとどまる病院）。{whose}ためである。"
    )
