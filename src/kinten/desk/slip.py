"""What goes with a recommendation: who the hospital is, and what the area has with and without it."""

from dataclasses import replace

from kinten.coverage.flow import Flows
from kinten.desk.atlas import Atlas
from kinten.desk.covering import tell_five, view_coverage
from kinten.desk.networking import tell_basis, tell_kind
from kinten.desk.recommending import Recommended
from kinten.network.history import Snapshot
from kinten.network.hospital import Hospital
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.period import write_day


def slip_lines(
    recommended: Recommended, atlas: Atlas, snapshot: Snapshot, flows: Flows
) -> list[tuple[str, str]]:
    """Give the lines of the slip.

    With and without it the area is shown as if the hospital were designated for certain, and not at
    all. Where the area of the hospital is not known these lines are missing.
    """
    standing = recommended.standing
    hospital = standing.hospital
    area = atlas.frame.areas.get(hospital.area)
    lines = [
        ("病院", hospital.name),
        ("所在地", _address(hospital, atlas)),
        ("医療圏", "不明" if area is None else area.told.ja),
        ("推薦区分", _act(recommended)),
        ("類型", _kind(recommended)),
    ]
    if area is not None:
        without = snapshot.without([hospital.id])
        having = without.adding([replace(standing, is_certain=True)])
        lines += _coverage("この病院がある場合", atlas, having, flows, area.code)
        lines += _coverage("この病院がない場合", atlas, without, flows, area.code)
    return lines


def _act(recommended: Recommended) -> str:
    recorded = recommended.recommendation
    if recorded is not None:
        return f"{recorded.act.label.ja}（{write_day(recorded.meeting).ja}の検討会）"
    return "新規（推薦の記録なし）" if recommended.is_new else "記録なし"


def _kind(recommended: Recommended) -> str:
    standing = recommended.standing
    if recommended.is_new and standing.kind is not None:
        why = "推薦する類型。示されていないための仮定" if recommended.is_assumed else "推薦する類型"
        return f"{standing.kind.label.ja}（{why}）"
    kind = tell_kind(standing, "ja")
    basis = tell_basis(standing, "ja")
    told = f"{kind}（{basis}）" if basis else kind
    return told if standing.is_certain else f"{told}。この日に指定されていたかは確かめられない"


def _address(hospital: Hospital, atlas: Atlas) -> str:
    """Give the address, else the municipality, which the list of all hospitals has alone."""
    if hospital.address:
        return hospital.address
    lies_in = atlas.geography.municipalities.get(hospital.municipality)
    if lies_in is None:
        return "不明"
    name = lies_in.full_name or lies_in.name
    return f"{PREFECTURES[hospital.prefecture].ja}{name}（番地は収載していない）"


def _coverage(
    head: str, atlas: Atlas, snapshot: Snapshot, flows: Flows, area: str
) -> list[tuple[str, str]]:
    coverage = view_coverage(atlas, snapshot, flows, frozenset({area}))
    (view,) = coverage.areas
    told = [f"{name}：{words}" for name, words in tell_five(view, atlas, "ja")]
    return [(head, "\n".join(told))]
