"""Conditions of a genome core hospital that a hospital answers with はい, いいえ or 「-」."""

from kinten.vocabulary.facts.definition import FactDefinition, FactType, Supply
from kinten.vocabulary.wording import Words


def _yes_no(fact: str, ja: str, en: str) -> FactDefinition:
    return FactDefinition(fact, Words(ja, en), FactType.YES_NO, Supply.GENOME)


GENOME = (
    _yes_no("designated_hub", "がん診療連携拠点病院の指定を受けている", "is a designated hub"),
    _yes_no("panel_testing_own", "自施設でパネル検査を実施できる", "can do panel testing itself"),
    _yes_no(
        "panel_testing_outsourced",
        "外部への委託によりパネル検査を実施できる",
        "can do panel testing by outsourcing",
    ),
    _yes_no(
        "genome_expert_group",
        "パネル検査結果を解釈する専門家集団がある",
        "has an expert group that interprets panel tests",
    ),
    _yes_no("genetic_counselling", "遺伝カウンセリングができる", "can give genetic counselling"),
    _yes_no(
        "genome_data_collected_securely",
        "検査結果と臨床情報を安全に収集・管理できる",
        "collects test results and clinical data securely",
    ),
    _yes_no(
        "genome_data_registered",
        "必要な情報を情報管理センターに登録する",
        "registers the data with the information centre",
    ),
    _yes_no(
        "fresh_frozen_storage", "検体の新鮮凍結保存ができる", "can store specimens fresh-frozen"
    ),
    _yes_no("genome_patient_desk", "患者に分かりやすい窓口がある", "has a desk for patients"),
)
