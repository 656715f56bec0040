"""What goes with a recommendation: who the hospital is, and what the area has without it."""

from kinten.coverage.flow import Flows
from kinten.desk.atlas import Atlas
from kinten.desk.covering import tell_five, view_coverage
from kinten.desk.networking import tell_basis, tell_kind
from kinten.network.designation import Recommendation
from kinten.network.history import Snapshot, Standing
from kinten.vocabulary.identity import KnownHospital, find_hospital
from kinten.vocabulary.period import write_day


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


def slip_lines(
    standing: Standing, atlas: Atlas, snapshot: Snapshot, flows: Flows
) -> tuple[list[tuple[str, str]], Recommendation | None]:
    """Give the lines of the slip, and the recommendation that is recorded for the hospital."""
    hospital = standing.hospital
    found = [each for each in snapshot.pending if each.hospital == hospital.id]
    recommendation = max(found, key=lambda each: each.meeting, default=None)
    area = atlas.frame.areas.get(hospital.area)
    lines = [
        ("病院", hospital.name),
        ("所在地", hospital.address or "不明"),
        ("医療圏", "不明" if area is None else area.told.ja),
        ("類型", f"{tell_kind(standing, 'ja')}（{tell_basis(standing, 'ja')}）"),
        (
            "推薦",
            "記録なし"
            if recommendation is None
            else f"{recommendation.act.label.ja}（{write_day(recommendation.meeting).ja}の検討会）",
        ),
    ]
    if area is not None:
        lines += _coverage("この病院がある場合", atlas, snapshot, flows, area.code)
        without = snapshot.without([hospital.id])
        lines += _coverage("この病院がない場合", atlas, without, flows, area.code)
    return lines, recommendation


def _coverage(
    head: str, atlas: Atlas, snapshot: Snapshot, flows: Flows, area: str
) -> list[tuple[str, str]]:
    coverage = view_coverage(atlas, snapshot, flows, frozenset({area}))
    (view,) = coverage.areas
    told = [f"{name}：{words}" for name, words in tell_five(view, atlas, "ja")]
    return [(head, "\n".join(told))]
