"""Every shape of test told in Japanese and English."""

from __future__ import annotations

import pytest

from kinten.guideline.loading import list_editions, load_edition
from kinten.guideline.shapes import Comparison
from kinten.guideline.telling import tell_condition, tell_test

SHAPES = [
    (
        "at_least: {fact: registry_cases, number: 500}",
        "院内がん登録数が500以上",
        "hospital-based cancer registry cases at least 500",
    ),
    (
        "at_least: {fact: drug_therapy_patients, number: 1000}",
        "が1,000以上",
        "at least 1,000",
    ),
    (
        "at_least: {fact: resident_share, number: 0.2}",
        "当該医療圏に居住するがん患者の診療割合が20%以上",
        "share of the area's cancer patients treated at least 20%",
    ),
    (
        "at_least: {fact: resident_share, number: 0.155}",
        "が15.5%以上",
        "at least 15.5%",
    ),
    (
        "at_most: {fact: hubs_in_area, number: 0}",
        "医療圏内の拠点病院の数が0以下",
        "hubs in the area at most 0",
    ),
    (
        "equals: {fact: hubs_in_area, number: 1}",
        "医療圏内の拠点病院の数が1",
        "hubs in the area equal to 1",
    ),
    ("is: {fact: icu, value: true}", "：はい", ": yes"),
    ("is: {fact: icu, value: false}", "：いいえ", ": no"),
    ("all_facts: [icu, outpatient_chemo_room]", "・", ", "),
    (
        "ratio: {of: registry_cases, to: cancer_surgeries, times: 12, at_least: 0.2}",
        "院内がん登録数 ÷（悪性腫瘍の手術件数 × 12）が0.2以上",
        "hospital-based cancer registry cases / (operations for malignant tumours x 12) at least 0.2",
    ),
    (
        'count: {role: counsellor, full_time: true, effort: dedicated, qualification: 研修修了, training: ["2", "1"], at_least: 1}',
        "常勤・専従の相談支援センターの相談員［院内がん登録の研修修了］［研修1・2］が1人以上",
        "at least 1: full-time dedicated counsellor [finished the registrar training] [training 1・2]",
    ),
    (
        "count: {role: [sarcoma_orthopaedic_surgeon, sarcoma_plastic_surgeon], full_time: false, at_least: 2}",
        "非常勤の肉腫専門の整形外科医または肉腫専門の形成外科医が2人以上",
        "at least 2: part-time orthopaedic surgeon for sarcoma or plastic surgeon for sarcoma",
    ),
    (
        "distinct_any: [[{role: counsellor, effort: dedicated}, {role: counsellor, effort: assigned}], [{role: surgeon}]]",
        "別々の2人：専従の相談支援センターの相談員、専任の相談支援センターの相談員、または別々の1人：手術療法に携わる医師",
        "2 different people: dedicated counsellor; assigned counsellor; or 1 different people: surgeon",
    ),
    ("all: [{id: b, ja: 子, en: child, no_number: true}]", "次のすべて", "all of the following"),
    ("any: [{id: b, ja: 子, en: child, no_number: true}]", "次のいずれか", "one of the following"),
    (
        "meets: {kind: regional}",
        "地域がん診療連携拠点病院の要件",
        "the requirements of a regional hub",
    ),
    ("meets: {clause: volume, manner: roughly}", "volume（概ね）", "volume (roughly)"),
    ("no_number: true", "数値の定めなし（人が判断）", "no number in the text (a person decides)"),
    ("hole: true", "条文未収載", "text not held"),
    ("strength: none, no_rule: true", "規定なし", "no rule"),
]


@pytest.mark.parametrize(("test", "ja", "en"), SHAPES)
def test_a_test_is_told(clauses, test, ja, en):
    """Each shape, in both languages, from the labels of the vocabulary."""
    clause = next(clauses(f"- {{id: a, ja: 条項, en: clause, {test}}}\n").walk())
    words = tell_test(clause.test)
    assert ja in words.ja
    assert en in words.en


@pytest.mark.parametrize(
    ("condition", "ja", "en"),
    [
        (
            "{all: [pdca_lead, {at_least: {fact: hubs_in_area, number: 2}}]}",
            "：はいかつ医療圏内の拠点病院の数が2以上",
            ": yes and hubs in the area at least 2",
        ),
        (
            "{any: [pdca_lead, {at_most: {fact: hubs_in_area, number: 1}}]}",
            "：はいまたは医療圏内の拠点病院の数が1以下",
            ": yes or hubs in the area at most 1",
        ),
    ],
)
def test_a_condition_is_told(clauses, condition, ja, en):
    """Conditions are joined by かつ and または."""
    (clause,) = clauses(
        f"- {{id: a, ja: 条項, en: clause, applies_if: {condition}, no_number: true}}\n"
    ).walk()
    words = tell_condition(clause.applies_if)
    assert ja in words.ja
    assert en in words.en


@pytest.mark.parametrize("name", list_editions())
def test_every_packaged_clause_is_told(name):
    """No clause of any edition is left without words, in either language."""
    for clause in load_edition(name).walk():
        assert all(tell_test(clause.test))
        assert clause.applies_if is None or all(tell_condition(clause.applies_if))


def test_signs_of_comparison():
    """The signs printed to people."""
    assert [each.sign for each in Comparison] == ["≧", "≦", "="]
