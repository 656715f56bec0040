"""Whom a recommendation is for: a hospital of the network, or any other that is to be designated."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kinten.desk.atlas import Atlas
from kinten.desk.opening import all_hospitals, is_same_hospital
from kinten.network.designation import Basis, Designation, Recommendation
from kinten.network.history import Snapshot, Standing
from kinten.network.hospital import Hospital
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.identity import (
    KnownHospital,
    matching_hospitals,
    prefecture_code,
    search_key,
    similar_names,
)
from kinten.vocabulary.wording import FaultError, Words

_OPTION = "--hospital"
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Recommended:
    """The hospital of a recommendation, standing as it is or as it would.

    ``is_new`` says that it is not designated; its kind is then the one recommended, or ``is_assumed``
    where neither a record nor the user names one. ``recommendation`` is the newest one recorded.
    """

    standing: Standing
    recommendation: Recommendation | None
    is_new: bool = False
    is_assumed: bool = False


def find_recommended(
    asked: str, atlas: Atlas, snapshot: Snapshot, kind: Kind | None = None
) -> Recommended:
    """Find the hospital meant by id, name, or 「都道府県 名称」.

    The whole name goes before a part of it, and the network before the list of all hospitals, whose
    hospitals have to be named whole (but for the founder before a blank): a part may mean anybody.
    ``kind`` is what a new hospital is recommended as. FaultError for none or several, and for a kind
    beside a hospital that is designated already.
    """
    hospital = _find(asked, atlas, snapshot)
    # One of the list of all hospitals may stand in the network under an id and a name of its own.
    standing = snapshot.of(hospital.id) or next(
        (each for each in snapshot.standings if is_same_hospital(hospital, each.hospital)), None
    )
    told = hospital.id if standing is None else standing.hospital.id
    recorded = [each for each in snapshot.pending if each.hospital == told]
    recommendation = max(recorded, key=lambda each: each.meeting, default=None)
    if standing is None:
        named = kind or (None if recommendation is None else recommendation.kind)
        new = _as_designated(hospital, named or Kind.REGIONAL, snapshot.day)
        return Recommended(new, recommendation, is_new=True, is_assumed=named is None)
    if kind is not None:
        raise FaultError(
            Words(
                f"{standing.hospital.name}はすでに指定された病院として収載しています。",
                f"{standing.hospital.name} is held as designated already.",
            ),
            "--kind",
            Words(
                "--kind は新規の推薦だけに使えます。外してください。",
                "--kind is for a new recommendation: leave it out.",
            ),
        )
    return Recommended(standing, recommendation)


def _as_designated(hospital: Hospital, kind: Kind, day: date) -> Standing:
    record = Designation(hospital.id, kind, Basis.DECREED, _OPTION, date.min, begins=day)
    return Standing(hospital, True, frozenset({kind}), record, record, day)


def _find(asked: str, atlas: Atlas, snapshot: Snapshot) -> Hospital:
    head, *rest = asked.split(maxsplit=1) or [""]
    prefecture = prefecture_code(head) if rest else None
    name = rest[0] if prefecture else asked
    pools = [
        {
            known: each
            for each in pool
            if prefecture in (None, each.prefecture)
            for known in each.known
        }
        for pool in _pools(atlas, snapshot)
    ]
    for is_whole, searched in ((True, pools), (False, pools[:-1])):
        for pool in searched:
            found = [
                known
                for known in matching_hospitals(name, pool)
                if not is_whole or _is_whole(name, known)
            ]
            meant = {pool[known].id: pool[known] for known in found}
            if len(meant) == 1:
                return next(iter(meant.values()))
            if meant:
                raise _several(asked, meant.values())
    raise _none(asked, name, pools)


def _pools(atlas: Atlas, snapshot: Snapshot) -> Iterator[Iterable[Hospital]]:
    """Give the hospitals that stand, the others of the network's table, and all others."""
    yield [each.hospital for each in snapshot.standings]
    yield [each for each in atlas.network.hospitals.values() if snapshot.of(each.id) is None]
    yield all_hospitals()


def _is_whole(asked: str, known: KnownHospital) -> bool:
    words = known.name.split()
    tails = (search_key("".join(words[place:])) for place in range(len(words)))
    return known.id == asked.strip() or search_key(asked) in tails


def _several(asked: str, found: Iterable[Hospital]) -> FaultError:
    told = [_told(each) for each in found]
    more = len(told) - 20
    return FaultError(
        Words(
            f"「{asked}」に{len(told)}施設が該当します。",
            f"“{asked}” matches {len(told)} hospitals.",
        ),
        _OPTION,
        Words(
            "次から一つを指定してください："
            + "、".join(told[:20])
            + (f" ほか{more}施設" if more > 0 else ""),
            "Name one of: " + ", ".join(told[:20]) + (f" and {more} more" if more > 0 else ""),
        ),
    )


def _none(asked: str, name: str, pools: Iterable[Mapping[KnownHospital, Hospital]]) -> FaultError:
    near = [_told(each) for each in similar_hospitals(name, pools)]
    mend = Words(
        "名称の全部か、医療情報ネットの符号を書いてください（2025年6月1日の全国の病院から探します）。",
        "Write the whole name, or its registry id (all hospitals of 2025-06-01 are searched).",
    )
    if near:
        mend = Words(f"近い名称：{'、'.join(near)}", f"Names like it: {', '.join(near)}")
    return FaultError(
        Words(f"「{asked}」に該当する病院がありません。", f"No hospital matches “{asked}”."),
        _OPTION,
        mend,
    )


def similar_hospitals(
    name: str, pools: Iterable[Mapping[KnownHospital, Hospital]]
) -> tuple[Hospital, ...]:
    """Give up to five hospitals whose names are like a name, best first.

    A hospital that stands in several pools comes once.
    """
    named = [(known.name, hospital) for pool in pools for known, hospital in pool.items()]
    chosen: list[Hospital] = []
    for place in similar_names(name, [each for each, _ in named]):
        hospital = named[place][1]
        if not any(each.id == hospital.id or is_same_hospital(hospital, each) for each in chosen):
            chosen.append(hospital)
        if len(chosen) == _SHOWN:
            break
    return tuple(chosen)


def _told(hospital: Hospital) -> str:
    return KnownHospital(hospital.name, hospital.id, hospital.prefecture).told
