"""People on the staff sheet: counted for a post, certainly and possibly."""

from __future__ import annotations

from datetime import date

import pytest

COUNSELLOR = "count: {role: counsellor, at_least: 2}"
DEDICATED = "count: {role: pathologist, effort: dedicated, at_least: 1}"
ASSIGNED = "count: {role: pathologist, effort: assigned, at_least: 1}"


@pytest.fixture
def of_people(make_edition, judge, people):
    """Hold one staffing clause against a table of people: its verdict and the pair counted."""

    def run(test: str, table: str, *, complete: bool = True, **how: object) -> tuple[str, object]:
        edition = make_edition(f"- {{id: post, ja: 条項, en: clause, {test}}}")
        judged = judge(edition, staff=people(table, complete=complete), **how)
        return judged.of("post"), judged.explanation.findings[0].counted

    return run


TWO = """
| person | role       | effort    |
| 1      | counsellor | dedicated |
| 2      | counsellor | assigned  |
| 3      | pathologist | dedicated |
"""
ONE = """
| person | role       | effort    |
| 1      | counsellor | dedicated |
"""
ENDLESS = float("inf")


def test_count_on_a_complete_sheet(of_people):
    """The sheet says that all are entered: who is not on it is not there."""
    assert of_people(COUNSELLOR, TWO) == ("met", (2, 2))
    assert of_people(COUNSELLOR, ONE) == ("unmet", (1, 1))


def test_count_on_a_sheet_not_declared_complete(of_people):
    """Without that declaration a person who is not listed is unreported, not absent."""
    assert of_people(COUNSELLOR, TWO, complete=False) == ("met", (2, ENDLESS))
    assert of_people(COUNSELLOR, ONE, complete=False) == ("unknown not_reported", (1, ENDLESS))


def test_count_without_a_staff_sheet(make_edition, judge):
    """A form without a staff sheet asks nothing of people."""
    judged = judge(make_edition(f"- {{id: post, ja: 条項, en: clause, {COUNSELLOR}}}"))
    assert judged.of("post") == "unknown not_asked"


def test_the_pair_of_a_count(of_people):
    """An entry that is blank makes a person possible: counted above, not below."""
    table = """
    | person | role       | full_time |
    | 1      | counsellor | yes       |
    | 2      | counsellor |           |
    | 3      | counsellor | no        |
    """
    full_time = "count: {role: counsellor, full_time: true, at_least: 2}"
    assert of_people(full_time, table) == ("unknown not_reported", (1, 2))
    assert of_people(full_time.replace("2", "1"), table) == ("met", (1, 2))
    assert of_people(full_time.replace("2", "3"), table) == ("unmet", (1, 2))
    assert of_people(full_time.replace("true", "false"), table)[1] == (1, 2)


@pytest.mark.parametrize(
    ("effort", "share", "dedicated", "assigned"),
    [
        # The declared word decides, whatever the percentage says.
        ("dedicated", "", "met", "met"),
        ("dedicated", "0.3", "met", "met"),
        ("assigned", "", "unmet", "met"),
        ("assigned", "0.9", "unmet", "met"),
        ("other", "1.0", "unmet", "unmet"),
        # No word: the percentage decides, against the figures of the edition (0.8 and 0.5).
        ("", "0.8", "met", "met"),
        ("", "0.79", "unmet", "met"),
        ("", "0.5", "unmet", "met"),
        ("", "0.49", "unmet", "unmet"),
        # Neither: not known.
        ("", "", "unknown not_reported", "unknown not_reported"),
    ],
)
def test_declared_word_and_percentage(of_people, effort, share, dedicated, assigned):
    """専従 and 専任: the declared word decides; the percentage only where no word is declared."""
    table = f"""
    | person | role        | effort   | share   |
    | 1      | pathologist | {effort} | {share} |
    """
    assert (of_people(DEDICATED, table)[0], of_people(ASSIGNED, table)[0]) == (dedicated, assigned)


def test_an_edition_without_percentages(make_edition, judge, people):
    """Where the edition holds no figure for 専従, a percentage alone decides nothing."""
    head = (
        "id: t\ntitle: {ja: 版, en: edition}\ncomplete: true\nsources: {slide: {title: スライド}}\n"
    )
    edition = make_edition(f"- {{id: post, ja: 条項, en: clause, {DEDICATED}}}", head=head)
    table = "| person | role | effort | share |\n| 1 | pathologist | {} | 1.0 |"
    judged = [
        judge(edition, staff=people(table.format(word))).of("post") for word in ("", "dedicated")
    ]
    assert judged == ["unknown not_reported", "met"]


def test_qualification_and_training(of_people):
    """A qualification or training left blank means none only on a sheet declared complete."""
    table = """
    | person | role             | qualification |
    | 1      | cancer_registrar | 研修修了      |
    | 2      | cancer_registrar | none          |
    | 3      | cancer_registrar |               |
    """
    asked = "count: {role: cancer_registrar, qualification: 研修修了, at_least: 2}"
    assert of_people(asked, table) == ("unmet", (1, 1))
    assert of_people(asked, table, complete=False) == ("unknown not_reported", (1, ENDLESS))
    trained = """
    | person | role       | training |
    | 1      | counsellor | 1 2      |
    | 2      | counsellor | 1 2 3    |
    """
    assert of_people('count: {role: counsellor, training: ["1", "2"], at_least: 2}', trained)[
        1
    ] == (2, 2)
    assert of_people('count: {role: counsellor, training: ["3"], at_least: 2}', trained)[1] == (
        1,
        1,
    )


def test_a_list_of_roles(of_people):
    """A list of roles counts people who hold any of them, each once."""
    table = """
    | person | role             |
    | 1      | sarcoma_orthopaedic_surgeon |
    | 1      | sarcoma_plastic_surgeon     |
    | 2      | sarcoma_plastic_surgeon     |
    | 3      | surgeon          |
    """
    asked = "count: {role: [sarcoma_orthopaedic_surgeon, sarcoma_plastic_surgeon], at_least: 2}"
    assert of_people(asked, table) == ("met", (2, 2))


def test_of_parent(make_edition, judge, people):
    """A part that counts `of_parent` counts among the people of its parent: full-time *and* dedicated."""
    edition = make_edition(
        """
- id: physician
  ja: 専任の医師
  en: assigned physician
  count: {role: chemotherapy_physician, effort: assigned, at_least: 1}
  parts:
  - id: full-time
    ja: 同医師は原則として常勤
    en: full-time in principle
    strength: principle
    count: {full_time: true, at_least: 1, of_parent: true}
"""
    )
    apart = """
    | person | role                   | effort   | full_time |
    | 1      | chemotherapy_physician | assigned | no        |
    | 2      | chemotherapy_physician | other    | yes       |
    """
    one = "| person | role | effort | full_time |\n| 1 | chemotherapy_physician | dedicated | yes |"
    lacking, holding = judge(edition, staff=people(apart)), judge(edition, staff=people(one))
    assert lacking.of("physician/full-time") == "unknown reason_not_reported"
    assert lacking.reasons == [("t/physician/full-time", "unknown", "reason_not_reported")]
    assert (holding.of("physician/full-time"), holding.overall) == ("met", "met")


@pytest.mark.parametrize(
    ("day", "counted"),
    [
        (None, (2, 2)),
        (date(2024, 3, 31), (1, 1)),
        (date(2024, 4, 1), (2, 2)),
        (date(2026, 3, 31), (2, 2)),
        (date(2026, 4, 1), (1, 1)),
    ],
)
def test_from_and_until(of_people, day, counted):
    """Asked for a day, people count from their first day to their last, both included."""
    table = """
    | person | role       | from       | until      |
    | 1      | counsellor |            |            |
    | 2      | counsellor | 2024-04-01 | 2026-03-31 |
    """
    assert of_people(COUNSELLOR, table, as_of=day)[1] == counted


@pytest.mark.parametrize("day", [None, date(2023, 6, 1), date(2024, 6, 1), date(2026, 4, 1)])
def test_who_left_before_coming_may_be_there_and_is_not_counted_for_certain(of_people, day):
    """One of the two days is wrong, and nobody knows which: possibly, on every day."""
    table = """
    | person | role       | from       | until      |
    | 1      | counsellor |            |            |
    | 2      | counsellor | 2025-01-01 | 2024-01-01 |
    """
    assert of_people(COUNSELLOR, table, as_of=day) == ("unknown not_reported", (1, 2))
