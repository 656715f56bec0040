"""The yearly volumes (診療実績) and the figures printed beside them."""

from kinten.vocabulary.facts.definition import (
    CASES_A_YEAR,
    CONSULTATIONS_A_YEAR,
    OPERATIONS_A_YEAR,
    PATIENTS_A_YEAR,
    REFERRALS_A_YEAR,
    SHARE,
    VISIT_PATIENTS_A_YEAR,
    FactDefinition,
    FactType,
    Supply,
)
from kinten.vocabulary.wording import Words

VOLUMES = (
    FactDefinition(
        "registry_cases",
        Words("院内がん登録数", "hospital-based cancer registry cases"),
        FactType.COUNT,
        Supply.VOLUMES,
        CASES_A_YEAR,
        Words(
            "暦年の院内がん登録件数（H30.7以降は自施設初回治療分、入院・外来を問わない）",
            "registered cases of a calendar year; from H30.7 on, first treatment at this hospital only",
        ),
    ),
    FactDefinition(
        "cancer_surgeries",
        Words("悪性腫瘍の手術件数", "operations for malignant tumours"),
        FactType.COUNT,
        Supply.VOLUMES,
        OPERATIONS_A_YEAR,
    ),
    FactDefinition(
        "chemotherapy_patients",
        Words("がんに係る化学療法のべ患者数", "chemotherapy patients (cumulative)"),
        FactType.COUNT,
        Supply.VOLUMES,
        VISIT_PATIENTS_A_YEAR,
        Words(
            "H26.1のみ。のべの数え方は原典に見当たらない",
            "H26.1 only; how the cumulative count is made was not found in any source",
        ),
    ),
    FactDefinition(
        "drug_therapy_patients",
        Words("がんに係る薬物療法のべ患者数", "drug-therapy patients (cumulative)"),
        FactType.COUNT,
        Supply.VOLUMES,
        VISIT_PATIENTS_A_YEAR,
        Words(
            "H30.7以降。のべの数え方は原典に見当たらない",
            "from H30.7 on; how the cumulative count is made was not found in any source",
        ),
    ),
    FactDefinition(
        "radiotherapy_patients",
        Words("放射線治療のべ患者数", "radiotherapy patients (cumulative)"),
        FactType.COUNT,
        Supply.VOLUMES,
        VISIT_PATIENTS_A_YEAR,
    ),
    FactDefinition(
        "palliative_team_referrals",
        Words(
            "緩和ケアチームの新規介入・新規診療依頼数", "new referrals to the palliative care team"
        ),
        FactType.COUNT,
        Supply.VOLUMES,
        REFERRALS_A_YEAR,
        Words(
            "県の資料では新規介入患者数とも新規診療依頼数とも書かれる",
            "the prefectures' papers print it as new patients or as new referrals",
        ),
    ),
    FactDefinition(
        "resident_share",
        Words(
            "当該医療圏に居住するがん患者の診療割合", "share of the area's cancer patients treated"
        ),
        FactType.SHARE,
        Supply.VOLUMES,
        SHARE,
        Words(
            "当該医療圏に居住する新入院がん患者数 ÷（患者調査の推計退院患者数×12）。報告値をそのまま使う",
            "new inpatient cancer patients living in the area / (Patient Survey discharges x 12), as reported",
        ),
    ),
    FactDefinition(
        "consultations",
        Words("相談支援センターの相談件数", "consultations at the support centre"),
        FactType.COUNT,
        Supply.VOLUMES,
        CONSULTATIONS_A_YEAR,
        Words("基準値はない", "no threshold anywhere"),
    ),
    FactDefinition(
        "inpatient_cancer_patients",
        Words("年間入院がん患者数", "inpatient cancer patients of the year"),
        FactType.COUNT,
        Supply.VOLUMES,
        PATIENTS_A_YEAR,
    ),
    FactDefinition(
        "inpatient_cancer_share",
        Words("年間入院患者に占めるがん患者の割合", "share of cancer among inpatients"),
        FactType.SHARE,
        Supply.VOLUMES,
        SHARE,
    ),
    FactDefinition(
        "share_of_area_cancer_patients_treated",
        Words("当該医療圏のがん患者の診療割合", "share of the area's cancer patients treated"),
        FactType.SHARE,
        Supply.VOLUMES,
        SHARE,
    ),
)
