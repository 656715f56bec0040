"""A hospital that is to be designated in a scenario: found in the network or among all hospitals."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date

from kinten.data.loading import open_packaged
from kinten.geography.area import Point
from kinten.network.designation import Basis, Designation
from kinten.network.history import Snapshot, Standing
from kinten.network.hospital import Hospital, Name
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.identity import KnownHospital, find_hospital, prefecture_code, search_key
from kinten.vocabulary.wording import FaultError, Words


def find_standing(asked: str, snapshot: Snapshot) -> Standing:
    """Find a hospital of the network by id or any of its names; FaultError for none or several."""
    by_id = snapshot.of(asked.strip())
    if by_id is not None:
        return by_id
    owner: dict[KnownHospital, Standing] = {}
    for each in snapshot.standings:
        for one in each.hospital.known:
            owner[one] = each
    return owner[find_hospital(asked, owner)]


def find_withdrawing(asked: Iterable[str], snapshot: Snapshot) -> tuple[str, ...]:
    """Give the ids of the hospitals that withdraw.

    Raises FaultError for none or several under a name, and for one that is named twice.
    """
    with _told_at("--without"):
        return tuple(_each_once((name, find_standing(name, snapshot)) for name in asked))


def find_candidates(asked: Iterable[str], snapshot: Snapshot) -> tuple[Standing, ...]:
    """Find the hospitals that are to be designated; FaultError for one that is named twice."""
    with _told_at("--opening"):
        found = _each_once((name, find_candidate(name, snapshot)) for name in asked)
        return tuple(found.values())


def _each_once(found: Iterable[tuple[str, Standing]]) -> dict[str, Standing]:
    """Give the hospitals by id; FaultError for one that is named twice, under whatever names."""
    chosen: dict[str, Standing] = {}
    for asked, standing in found:
        if standing.hospital.id in chosen:
            name = standing.hospital.name
            raise FaultError(
                Words(f"{name}が二度指定されています。", f"{name} is named twice."),
                "",
                Words(f"「{asked}」を一つ外してください。", f"Leave one “{asked}” out."),
            )
        chosen[standing.hospital.id] = standing
    return chosen


@contextmanager
def _told_at(option: str) -> Iterator[None]:
    try:
        yield
    except FaultError as fault:
        raise FaultError(fault.what, option, fault.mend) from fault


def find_candidate(asked: str, snapshot: Snapshot) -> Standing:
    """Find the hospital meant by a registry id, a name, or 「都道府県 名称」, as a regional hub.

    Raises FaultError for none or several, and for one that is designated already.
    """
    head, *rest = asked.split(maxsplit=1) or [""]
    prefecture = prefecture_code(head) if rest else None
    name = rest[0] if prefecture else asked
    known = {
        KnownHospital(each.names[0].text, each.registry_id, each.prefecture): each
        for each in all_hospitals()
        if prefecture is None or each.prefecture == prefecture
    }
    hospital = known[find_hospital(name, known)]
    if any(is_same_hospital(hospital, each.hospital) for each in snapshot.standings):
        raise FaultError(
            Words(
                f"{hospital.name}はすでに指定されています。",
                f"{hospital.name} is designated already.",
            ),
            "--opening",
            Words("ほかの病院を指定してください。", "Name another hospital."),
        )
    record = Designation(
        hospital.id, Kind.REGIONAL, Basis.DECREED, "--opening", date.min, begins=snapshot.day
    )
    return Standing(hospital, True, frozenset({Kind.REGIONAL}), record, record, snapshot.day)


def is_same_hospital(candidate: Hospital, standing: Hospital) -> bool:
    """Whether two records are of one hospital: by registry id, else by name and prefecture."""
    if standing.registry_id:
        return candidate.registry_id == standing.registry_id
    name = search_key(candidate.name)
    # Either may be the longer one: 「国立病院機構東京医療センター」 and 「東京医療センター」.
    return candidate.prefecture == standing.prefecture and any(
        name.endswith(search_key(each.text)) or search_key(each.text).endswith(name)
        for each in standing.names
    )


def all_hospitals() -> tuple[Hospital, ...]:
    """Give every hospital of the packaged list (2025-06), designated or not, under its registry id."""
    import polars as pl

    with open_packaged("all_hospitals.parquet") as stream:
        table = pl.read_parquet(stream)
    return tuple(
        Hospital(
            row["registry_id"],
            (Name(row["name"]),),
            row["municipality"][:2],
            row["area"],
            row["municipality"],
            None if row["lat"] is None else Point(row["lat"], row["lon"]),
            beds=row["beds_total"],
            registry_id=row["registry_id"],
        )
        for row in table.iter_rows(named=True)
    )
