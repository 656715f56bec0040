"""States and sheets in corners: 「-」 on every kind of clause, a maximum, the staff, texts without a number."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kinten.cli.printing import print_judgement
from kinten.desk.states import state_of_finding, state_of_whole
from kinten.desk.telling import is_for_judgement, list_to_judge, tell_reasons
from kinten.desk.telling_facts import (
    received,
    tell_fact,
    told_distance,
    told_number,
    told_percent,
)
from kinten.desk.telling_judgement import judgement_lines
from kinten.vocabulary.given import answer, between, dash, missing, number
from kinten.vocabulary.people import Effort, Person, Post, Staff
from kinten.vocabulary.truth import Reason


def one(path, test, more=""):
    return f"- {{id: {path}, ja: 条項, en: clause, {test}{more}}}\n"


ICU = "is: {fact: icu, value: true}"
CASES = "at_least: {fact: registry_cases, number: 500}"


@pytest.mark.parametrize(
    ("clause", "facts", "state", "line"),
    [
        (one("a", ICU), {"icu": dash()}, "要判断", "条項：要判断、「-」（対象外と記載）"),
        (
            one("a", ICU, ", strength: principle"),
            {"icu": dash()},
            "要判断(原則)",
            "条項：要判断(原則)、「-」（対象外と記載）",
        ),
        (
            one("a", CASES, ", manner: roughly"),
            {"registry_cases": dash()},
            "要判断(概ね)",
            "院内がん登録数 「-」（対象外と記載）、基準 ≧ 500",
        ),
        (
            one("a", "all_facts: [icu, pdca_lead]"),
            {"icu": dash(), "pdca_lead": answer(True)},
            "要判断",
            "条項：要判断、集中治療室の設置 「-」（対象外と記載）",
        ),
        (
            one("a", ICU),
            {"icu": missing(Reason.UNREADABLE, "x.xlsx!様式!B2", "たぶん")},
            "未報告",
            "条項：未報告、読取不能「たぶん」（x.xlsx!様式!B2）",
        ),
        (one("a", "no_number: true"), {}, "要判断(数値なし)", "条項：要判断(数値なし)"),
        (
            one("a", "at_most: {fact: hubs_in_area, number: 1}", ", manner: roughly"),
            {"hubs_in_area": number(3)},
            "要判断(概ね)",
            "医療圏内の拠点病院の数 3 ＞ 1（2超過）",
        ),
        (
            one("a", "equals: {fact: hubs_in_area, number: 1}", ", manner: roughly"),
            {"hubs_in_area": number(3)},
            "要判断(概ね)",
            "医療圏内の拠点病院の数 3 ≠ 1",
        ),
        (
            one("a", CASES, ", strength: principle"),
            {"registry_cases": number(400)},
            "要判断(原則)",
            "院内がん登録数 400 ＜ 500（100不足、基準の80.0%）",
        ),
        (
            one("a", CASES),
            {"registry_cases": between(400, 600)},
            "未報告",
            "院内がん登録数 400〜600、基準 ≧ 500",
        ),
    ],
)
def test_the_state_agrees_with_what_it_counts_as(judged_by, clause, facts, state, line):
    """Unknown is never printed as 対象外; the deciding line shows what was written."""
    (judged,) = judged_by(clause, facts).hospitals
    explanation = judged.explanation

    assert explanation.overall.word == "unknown"
    assert state_of_whole(explanation).ja == state
    assert {state_of_finding(each).ja for each in explanation.findings} == {state}
    assert tell_reasons(explanation, "ja") == (line,)


def test_a_dash_on_a_clause_that_does_not_bind_is_not_applicable(judged_by):
    """There it is an answer."""
    clauses = one("a", ICU, ", strength: desirable") + one("b", CASES)
    (judged,) = judged_by(clauses, {"icu": dash(), "registry_cases": number(600)}).hospitals

    assert [state_of_finding(each).ja for each in judged.explanation.findings] == ["対象外", "充足"]


def test_every_state_that_waits_for_a_person_has_its_sheet(judged_by):
    """A text without a number, a 「-」, a clause in principle: all listed, what is short counted."""
    clauses = (
        one("a", "no_number: true")
        + one("b", ICU)
        + one("c", CASES, ", manner: roughly")
        + one("d", "is: {fact: pdca_lead, value: true}, strength: principle")
    )
    facts = {"icu": dash(), "registry_cases": number(400), "pdca_lead": answer(False)}
    (judged,) = judged_by(clauses, facts, reasons={"d": "来年度から"}).hospitals
    lines = [line.strip() for line in judgement_lines(judged, "ja")]

    assert is_for_judgement(judged)
    assert lines[0] == "■ 例示病院 2024　不足2項目、確認2項目"
    assert lines[1].startswith("院内がん登録数: 値 400／基準 500／不足 100／基準の80.0%")
    assert set(lines[2:5]) == {
        "条項：要判断(数値なし)",
        "条項：要判断、「-」（対象外と記載）",
        "条項：要判断(原則)（記載の理由：来年度から）",
    }


def test_a_figure_in_principle_shows_its_recorded_reason(judged_by):
    """On the deciding line and on the sheet."""
    clause = one("a", CASES, ", strength: principle")
    (judged,) = judged_by(
        clause, {"registry_cases": number(400)}, reasons={"a": "改修中"}
    ).hospitals
    (line,) = tell_reasons(judged.explanation, "ja")

    assert line.endswith("（記載の理由：改修中）")
    assert any("／記載の理由 改修中" in each for each in judgement_lines(judged, "ja"))


def test_what_another_clause_asks_is_shown_inside(judged_by):
    """A clause met through another one shows what is missed there, and a 「-」 there too."""
    volume = """
- id: v
  ja: 実績
  en: volume
  strength: desirable
  all:
  - {id: x, ja: 登録数, en: cases, strength: must, at_least: {fact: registry_cases, number: 500}}
- {id: a, ja: 全項目, en: all items, meets: {clause: v}}
"""
    (short,) = judged_by(volume, {"registry_cases": number(400)}).hospitals
    (open_,) = judged_by(volume, {"registry_cases": dash()}).hospitals

    inside = "院内がん登録数 400 ＜ 500（100不足、基準の80.0%）"
    assert tell_reasons(short.explanation, "ja") == (f"全項目：未充足（{inside}）",)
    inside = "院内がん登録数 「-」（対象外と記載）、基準 ≧ 500"
    assert tell_reasons(open_.explanation, "ja") == (f"全項目：要判断（{inside}）",)
    assert next(iter(judgement_lines(open_, "ja"))) == "■ 例示病院 2024　確認1項目"


BOTH = Person(
    7, (Post("pathologist", Effort.DEDICATED), Post("radiation_oncologist", Effort.DEDICATED))
)


def staffing(name, role, strength="must"):
    asked = f"role: {role}, effort: dedicated, at_least: 1"
    return f"- {{id: {role}, ja: 専従の{name}, en: dedicated {name}, strength: {strength}, count: {{{asked}}}}}\n"


def test_a_staff_conflict_is_told_in_the_words_of_the_clauses(judged_by):
    """No clause ids: their words with 、 between, and the number of the person."""
    clauses = staffing("病理医", "pathologist") + staffing("治療医", "radiation_oncologist")
    (judged,) = judged_by(clauses, staff=Staff((BOTH,), is_complete=True)).hospitals

    assert state_of_whole(judged.explanation).ja == "矛盾"
    assert tell_reasons(judged.explanation, "ja") == (
        "次の人員条項は同時に成り立ちません：「専従の病理医」、「専従の治療医」（職員番号 7）",
    )
    (english,) = tell_reasons(judged.explanation, "en")
    assert english.endswith("at once: “dedicated 病理医”, “dedicated 治療医” (staff number 7)")
    assert not is_for_judgement(judged)


@pytest.mark.parametrize(
    ("reasons", "told", "english"),
    [
        ({}, "満たさない理由の記載なし", "no reason recorded for an exception"),
        (
            {"radiation_oncologist": "隣の病院と共同"},
            "記載の理由：隣の病院と共同",
            "recorded reason: 隣の病院と共同",
        ),
    ],
)
def test_a_conflict_in_principle_is_for_a_person(judged_by, reasons, told, english):
    """要判断(原則), with the clauses and the person, and a sheet to decide on."""
    clauses = staffing("病理医", "pathologist") + staffing(
        "治療医", "radiation_oncologist", "principle"
    )
    (judged,) = judged_by(
        clauses, staff=Staff((BOTH,), is_complete=True), reasons=reasons
    ).hospitals
    line = (
        "原則の条項まで満たすと、次の人員条項は同時に成り立ちません：必須「専従の病理医」、"
        f"原則「専従の治療医」（職員番号 7）。必須の条項だけなら成り立ちます（{told}）"
    )

    assert state_of_whole(judged.explanation).ja == "要判断(原則)"
    assert tell_reasons(judged.explanation, "ja") == (line,)
    assert english in tell_reasons(judged.explanation, "en")[0]
    assert is_for_judgement(judged)
    assert [each.words for each in list_to_judge(judged.explanation, "ja")] == [line]
    assert next(iter(judgement_lines(judged, "ja"))) == "■ 例示病院 2024　確認1項目"


def test_a_conflict_is_told_beside_what_is_unmet(judged_by, capsys):
    """It does not decide, but it is not lost; a narrowing clause stands after the one above it."""
    clauses = (
        """
- id: chemo
  ja: 専任の薬物療法医
  en: an assigned physician
  count: {role: pathologist, effort: assigned, at_least: 1}
  parts:
  - {id: dedicated, ja: 同医師は原則として専従, en: in principle dedicated, strength: principle,
     count: {role: pathologist, effort: dedicated, at_least: 1, of_parent: true}}
"""
        + staffing("治療医", "radiation_oncologist")
        + one("icu", ICU)
    )
    judgement = judged_by(clauses, {"icu": answer(False)}, Staff((BOTH,), is_complete=True))
    print_judgement(judgement, "ja")
    out = capsys.readouterr().out

    assert "条項：未充足" in out
    assert (
        "例示病院 2024: 次の人員条項は同時に成り立ちません：「専任の薬物療法医」、「専従の治療医」"
        in out
    )


def test_a_received_text_is_shown_on_one_line():
    """Line breaks become spaces, what cannot be printed is marked, a long text is cut."""
    assert received("約\n 500\x1b[31m") == "約 500\N{REPLACEMENT CHARACTER}[31m"
    assert received("あ" * 41) == "あ" * 40 + "…"


@pytest.mark.parametrize(
    ("given", "ja", "en"),
    [
        (None, "様式に項目なし", "not asked on this form"),
        (dash(), "「-」（対象外と記載）", '"-" (marked not applicable)'),
        (missing(Reason.NOT_REPORTED), "未報告", "not reported"),
        (missing(Reason.UNREADABLE), "未報告（読取不能）", "unreadable cell"),
        (missing(Reason.UNREADABLE, text="約500"), "読取不能「約500」", 'unreadable "約500"'),
        (missing(Reason.CONTRADICTORY, text="-3"), "矛盾", "contradictory"),
        (
            missing(Reason.CONTRADICTORY, "a.csv:2:7; a.csv:3:7", "600 / 4"),
            "矛盾「600 / 10未満」",
            'contradictory "600 / under 10"',
        ),
        (between(1, 3), "1〜3", "1 to 3"),
        (number(1453), "1,453", "1,453"),
    ],
)
def test_a_fact_in_words(given, ja, en):
    """The figure, or why there is none."""
    assert (tell_fact("registry_cases", given, "ja"), tell_fact("registry_cases", given, "en")) == (
        ja,
        en,
    )


def test_yes_and_no_in_words():
    """はい and いいえ."""
    assert [tell_fact("icu", answer(each), "ja") for each in (True, False)] == ["はい", "いいえ"]


def test_figures_in_words():
    """A share as a percentage, a distance of shares in points, a missed percentage rounded down."""
    assert told_number(Decimal("0.539"), is_share=True) == "53.9%"
    assert told_distance(Decimal("0.06"), "ja", is_share=True) == "6.0ポイント"
    assert told_distance(Decimal("0.00001"), "en", is_share=True) == "0.001 points"
    assert told_distance(Decimal(1200), "ja", is_share=False) == "1,200"
    assert told_percent(Decimal("99.9999")) == "99.9%"
