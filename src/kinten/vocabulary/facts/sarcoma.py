"""The disclosure criteria for soft-tissue sarcoma of limbs and surface trunk."""

from kinten.vocabulary.facts.definition import (
    CASES_A_YEAR,
    CASES_IN_THREE_YEARS,
    PAPERS,
    FactDefinition,
    FactType,
    Supply,
    Unit,
)
from kinten.vocabulary.wording import Words


def _yes_no(fact: str, ja: str, en: str) -> FactDefinition:
    return FactDefinition(fact, Words(ja, en), FactType.YES_NO, Supply.SARCOMA)


def _count(fact: str, ja: str, en: str, unit: Unit) -> FactDefinition:
    return FactDefinition(fact, Words(ja, en), FactType.COUNT, Supply.SARCOMA, unit)


SARCOMA = (
    _count(
        "sarcoma_cases_first_year",
        "四肢軟部肉腫の新規例（1年目）",
        "new cases, first year",
        CASES_A_YEAR,
    ),
    _count(
        "sarcoma_cases_second_year",
        "四肢軟部肉腫の新規例（2年目）",
        "new cases, second year",
        CASES_A_YEAR,
    ),
    _count(
        "sarcoma_cases_third_year",
        "四肢軟部肉腫の新規例（3年目）",
        "new cases, third year",
        CASES_A_YEAR,
    ),
    _count(
        "sarcoma_cases_three_years",
        "四肢軟部肉腫の新規例（3年間の合計）",
        "new cases, three years together",
        CASES_IN_THREE_YEARS,
    ),
    _count(
        "sarcoma_english_papers",
        "肉腫の英語論文（直近2年、共著を含む）",
        "English papers on sarcoma in two years, co-authored ones included",
        PAPERS,
    ),
    _yes_no(
        "sarcoma_paediatric_link",
        "小児の血液・がんの専門医と連携できる",
        "linked to a specialist in paediatric haematology and oncology",
    ),
    _yes_no(
        "sarcoma_consultant_pathologist_link",
        "骨軟部腫瘍のコンサルテーション病理医と連携できる",
        "linked to a consultant pathologist for bone and soft-tissue tumours",
    ),
    _yes_no(
        "sarcoma_tumour_board", "肉腫の検討会を定期的に開催", "regular tumour board for sarcoma"
    ),
    _yes_no("pet_own", "自施設でPET検査ができる", "PET in the hospital itself"),
    _yes_no("pet_linked", "連携施設でPET検査ができる", "PET through a linked hospital"),
    _yes_no("sarcoma_frozen_section", "術中迅速病理診断ができる", "frozen section"),
    _yes_no("sarcoma_frozen_storage", "検体の凍結保存ができる", "frozen storage of specimens"),
    _yes_no(
        "sarcoma_standard_drug_therapy",
        "標準的な薬物療法を行っている",
        "gives the standard drug therapy",
    ),
    _yes_no("sarcoma_publishes_data", "定められた情報を公開する", "publishes the set data"),
    _yes_no("sarcoma_helps_verification", "情報の検証に協力する", "helps to verify the data"),
)
