"""Care, leadership and group items that a report answers with はい, いいえ or 「-」."""

from kinten.vocabulary.facts.definition import TIMES_A_MONTH, FactDefinition, FactType, Supply
from kinten.vocabulary.wording import Words


def _yes_no(fact: str, ja: str, en: str) -> FactDefinition:
    return FactDefinition(fact, Words(ja, en), FactType.YES_NO, Supply.CARE)


# Read by the first edition held; what later editions add stands below.
_FROM_H26_1 = (
    _yes_no("palliative_care_centre", "緩和ケアセンターの整備", "palliative care centre"),
    _yes_no(
        "training_for_other_hubs",
        "都道府県内の他の拠点病院への研修",
        "trains the other hubs of the prefecture",
    ),
    _yes_no("pdca_lead", "都道府県内のPDCAサイクル確保の中心", "leads the prefecture's PDCA cycle"),
    _yes_no(
        "quality_lead", "都道府県内の診療の質の向上の中心", "leads the improvement of care quality"
    ),
    _yes_no(
        "liaison_lead",
        "都道府県内の連携協力体制の構築の中心",
        "leads the liaison system of the prefecture",
    ),
    _yes_no(
        "regional_specialised_care", "専門的ながん医療の提供", "provides specialised cancer care"
    ),
    _yes_no("regional_liaison", "診療の連携協力体制の整備", "liaison system for cancer care"),
    _yes_no(
        "regional_consultation_information",
        "患者への相談支援と情報提供",
        "consultation support and information for patients",
    ),
    _yes_no("group_partner_hub", "グループ指定の拠点病院がある", "has a group partner hub"),
    _yes_no(
        "role_split_plan",
        "提供できない集学的治療等をグループ拠点との役割分担で対応",
        "care it cannot give is covered by the group hub under an agreed split of roles",
    ),
    _yes_no(
        "ncc_training",
        "医師その他の診療従事者の育成",
        "trains physicians and other staff (National Cancer Center)",
    ),
    _yes_no(
        "ncc_national_council",
        "都道府県拠点病院連絡協議会の開催",
        "holds the national liaison council (National Cancer Center)",
    ),
)

_FROM_H30_7 = (
    FactDefinition(
        "cancer_boards_a_month",
        Words("キャンサーボードの開催回数", "cancer boards held a month"),
        FactType.COUNT,
        Supply.CARE,
        TIMES_A_MONTH,
    ),
    _yes_no(
        "care_for_five_cancers",
        "肺・胃・肝・大腸・乳がんの集学的治療と標準的治療の提供",
        "combined and standard care for lung, stomach, liver, colorectal and breast cancer",
    ),
    _yes_no(
        "cancer_board_members",
        "手術・放射線診断・放射線治療・薬物療法・病理・緩和ケアの医師によるキャンサーボード",
        "cancer board with surgery, diagnosis, radiotherapy, drug, pathology, palliative members",
    ),
    _yes_no(
        "cancer_board_body_named",
        "キャンサーボードの実施主体が明らか",
        "the body in charge of the cancer board is named",
    ),
    _yes_no(
        "cancer_board_several_departments",
        "キャンサーボードに複数の診療科の医師が参加",
        "several departments take part in the cancer board",
    ),
    _yes_no(
        "cancer_board_palliative_and_pathology",
        "キャンサーボードに緩和ケア医と病理医が参加",
        "palliative physician and pathologist take part in the cancer board",
    ),
    _yes_no(
        "referral_to_supporting_teams",
        "緩和ケア・口腔ケア・栄養サポート・感染防止の各チームへの紹介体制",
        "referral to the palliative, oral-care, nutrition and infection teams",
    ),
    _yes_no(
        "joint_conference_with_group",
        "グループの地域がん診療病院との合同カンファレンス",
        "joint conference with the grouped local cancer hospital",
    ),
    _yes_no(
        "nuclear_and_particle_referral",
        "核医学治療・粒子線治療の情報提供と紹介",
        "informs about and refers for nuclear-medicine and particle therapy",
    ),
    _yes_no(
        "regimen_committee",
        "レジメンの審査・登録委員会（必要に応じキャンサーボードと連携）",
        "regimen committee, linked to the cancer board as needed",
    ),
    _yes_no(
        "supports_group_regimens",
        "グループの地域がん診療病院のレジメンの支援",
        "supports the regimens of the grouped local hospital",
    ),
    _yes_no("palliative_team", "緩和ケアチームの設置", "palliative care team"),
    _yes_no(
        "palliative_care_from_diagnosis",
        "診断時からの緩和ケアの提供",
        "palliative care from diagnosis on",
    ),
    _yes_no(
        "palliative_referral_by_any_profession",
        "医師以外の職種からも緩和ケアチームに依頼できる",
        "other professions may refer to the palliative team too",
    ),
    _yes_no(
        "palliative_procedure_known",
        "緩和ケアチームへの依頼手順の院内周知と患者への方針提示",
        "referral procedure known to all staff, policy shown to patients",
    ),
    _yes_no(
        "palliative_link_staff",
        "病棟に緩和ケアのリンク担当者を置く",
        "link persons for palliative care on the wards",
    ),
    _yes_no(
        "second_opinion_without_disadvantage",
        "セカンドオピニオンの提示（不利益のない旨の説明を含む）",
        "second opinion, saying that asking for one brings no disadvantage",
    ),
    _yes_no(
        "immunotherapy_in_trials_only",
        "保険適応外の免疫療法は治験・先進医療等の枠組みに限る",
        "off-label immunotherapy only inside trials or 先進医療",
    ),
    _yes_no("smoke_free_grounds", "敷地内禁煙", "smoke-free grounds"),
    _yes_no("pathology_room", "病理診断室の設置", "pathology room"),
    _yes_no(
        "frozen_section_by_group_hub",
        "グループ拠点による遠隔での術中迅速病理診断",
        "frozen section done remotely through the group hub",
    ),
    _yes_no(
        "joins_policy_research",
        "政策的公衆衛生的研究への協力",
        "co-operates with policy research",
    ),
    _yes_no("keeps_clinical_trials_act", "臨床研究法の遵守", "follows the Clinical Trials Act"),
    _yes_no("publishes_trials", "臨床研究の公表", "publishes its clinical research"),
    _yes_no("lists_trials", "実施中の治験・臨床研究の一覧の公開", "lists the trials under way"),
    _yes_no(
        "trial_coordinator",
        "治験コーディネーター（CRC）の配置",
        "clinical research coordinator",
    ),
    _yes_no(
        "informs_patients_of_trials",
        "患者への治験・臨床研究の情報提供",
        "informs patients of trials",
    ),
    _yes_no("runs_clinical_trials", "治験・臨床研究を実施している", "runs clinical trials"),
    _yes_no(
        "trial_contact_registered",
        "治験・臨床研究の問い合わせ窓口を国立がん研究センターに登録",
        "trial contact registered with the National Cancer Center",
    ),
    _yes_no(
        "quality_assessment",
        "診療機能・実績・地域連携・QOL等の把握と評価",
        "assesses function, volume, links and quality of life",
    ),
    _yes_no(
        "quality_shared_and_improved",
        "課題の院内共有と改善",
        "shares the findings in the hospital and improves",
    ),
    _yes_no(
        "quality_methods",
        "QIの利用・第三者評価・相互訪問等の工夫",
        "uses quality indicators, third-party review or mutual visits",
    ),
    _yes_no(
        "quality_published",
        "都道府県拠点を通じた実施状況の共有と広報",
        "shares and publishes the work through the prefectural hub",
    ),
    _yes_no(
        "new_technique_prior_review",
        "高難度新規技術等の事前審査",
        "prior review of new, off-label or highly difficult techniques",
    ),
    _yes_no(
        "new_technique_consent",
        "高難度新規技術等の文書による同意",
        "written consent to new, off-label or highly difficult techniques",
    ),
    _yes_no(
        "new_technique_after_review",
        "高難度新規技術等の事後評価",
        "after-review of new, off-label or highly difficult techniques",
    ),
    _yes_no("patient_safety_desk", "医療安全の患者相談窓口", "patient desk for medical safety"),
    _yes_no(
        "advanced_radiotherapy",
        "強度変調放射線治療・核医学治療等の提供",
        "intensity-modulated radiotherapy, nuclear medicine and the like",
    ),
    _yes_no(
        "palliative_set_up_like_centre",
        "緩和ケアセンターに準じた緩和ケア体制",
        "palliative set-up like that of a prefectural centre",
    ),
    _yes_no("counsellor_training", "相談員の研修の実施", "trains counsellors"),
    _yes_no(
        "palliative_centre_manager",
        "緩和ケアセンターのジェネラルマネージャーによる多職種の連携調整",
        "general manager of the palliative centre links the professions",
    ),
    _yes_no(
        "registry_improvement",
        "都道府県内の院内がん登録の質の向上",
        "improves cancer registration in the prefecture",
    ),
    _yes_no(
        "council_registry_analysis",
        "都道府県協議会での院内がん登録の分析",
        "prefectural council: registry analysis",
    ),
    _yes_no(
        "council_doctor_dispatch",
        "都道府県協議会での医師派遣の調整",
        "prefectural council: dispatch of doctors",
    ),
    _yes_no(
        "council_training_plan",
        "都道府県協議会での研修計画",
        "prefectural council: training plan",
    ),
    _yes_no(
        "council_publishes_access",
        "都道府県協議会での受療情報の公表",
        "prefectural council: publishes access information",
    ),
    _yes_no(
        "council_national_link",
        "都道府県協議会と全国の協議会との連携",
        "prefectural council: link to the national council",
    ),
    _yes_no(
        "runs_prefectural_council",
        "都道府県協議会を他の拠点病院と共に運営",
        "runs the prefectural council together with the other hubs",
    ),
    _yes_no(
        "ncc_visits",
        "国立がん研究センターによる訪問",
        "visits hospitals (National Cancer Center)",
    ),
    _yes_no(
        "ncc_proposals",
        "国立がん研究センターから厚生労働省への提言",
        "proposes to the ministry (National Cancer Center)",
    ),
    _yes_no(
        "surveillance_of_surgical_infection",
        "手術部位感染（SSI）のサーベイランス",
        "surveillance of surgical-site infection",
    ),
    _yes_no("takes_part_in_janis", "JANISへの参加", "takes part in JANIS"),
    _yes_no(
        "third_party_dosimetry",
        "第三者機関による放射線治療の出力線量測定",
        "output dosimetry by a third party",
    ),
    _yes_no("business_continuity_plan", "業務継続計画（BCP）の策定", "business continuity plan"),
    _yes_no(
        "assesses_older_patients",
        "高齢のがん患者の機能評価",
        "functional assessment of older patients",
    ),
)

CARE = (*_FROM_H26_1, *_FROM_H30_7)
