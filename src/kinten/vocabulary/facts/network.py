"""Facts about a hospital's place in the network: never on its form, supplied from outside."""

from kinten.vocabulary.facts.definition import (
    HOSPITALS,
    NO_UNIT,
    FactDefinition,
    FactType,
    Supply,
    Unit,
)
from kinten.vocabulary.wording import Words


def _count(fact: str, ja: str, en: str, unit: Unit = HOSPITALS) -> FactDefinition:
    return FactDefinition(fact, Words(ja, en), FactType.COUNT, Supply.NETWORK, unit)


NETWORK = (
    _count(
        "regional_hubs_in_area",
        "同一医療圏の地域拠点病院の数（自施設を含む）",
        "regional hubs in the hospital's area, itself included",
    ),
    _count("hubs_in_area", "医療圏内の拠点病院の数", "hubs in the area"),
    _count(
        "local_hospitals_in_area", "医療圏内の地域がん診療病院の数", "local hospitals in the area"
    ),
    _count(
        "pref_hospitals_in_prefecture",
        "都道府県内の都道府県拠点病院の数",
        "prefectural hubs in the prefecture",
    ),
    FactDefinition(
        "partner_area_is_adjacent",
        Words("グループ拠点の医療圏が隣接する", "the group partner's area is adjacent"),
        FactType.YES_NO,
        Supply.NETWORK,
    ),
    _count(
        "patients_of_named_cancer_rank",
        "特定のがんの患者数の都道府県内順位",
        "rank in the prefecture by patients of the named cancer",
        NO_UNIT,
    ),
)
