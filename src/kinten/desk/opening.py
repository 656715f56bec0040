"""A hospital that is to be designated in a scenario: found in the network or among all hospitals."""

from datetime import date

from kinten.data.loading import open_packaged
from kinten.geography.area import Point
from kinten.network.designation import Basis, Designation
from kinten.network.history import Snapshot, Standing
from kinten.network.hospital import Hospital, Name
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.identity import KnownHospital, find_hospital, prefecture_code
from kinten.vocabulary.wording import FaultError, Words


def find_candidate(asked: str, snapshot: Snapshot) -> Standing:
    """Find the hospital meant by a registry id, a name, or 「都道府県 名称」, as a regional hub.

    Raises FaultError for none or several, and for one that is designated already.
    """
    head, _, rest = asked.strip().partition(" ")
    prefecture = prefecture_code(head) if rest else None
    name = rest.strip() if prefecture else asked
    known = {
        KnownHospital(each.names[0].text, each.registry_id, each.prefecture): each
        for each in _all_hospitals()
        if prefecture is None or each.prefecture == prefecture
    }
    hospital = known[find_hospital(name, known)]
    standing = {each.hospital.registry_id: each for each in snapshot.standings}
    if hospital.registry_id in standing:
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


def _all_hospitals() -> tuple[Hospital, ...]:
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
