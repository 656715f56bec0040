"""What stood on a day: decrees between their days, statements until something else is recorded."""

from datetime import date

import pytest

from kinten.network.history import CHANGEABLE
from kinten.vocabulary.hospital_kind import Kind

DECREE = {"kind": "regional", "begins": "2023-04-01", "ends": "2024-04-01"}
LIKELY = [{"hospital_id": "A", "prefecture": "17", "area": "1702", "certainty": "likely"}]


@pytest.mark.parametrize(
    ("day", "stands"),
    [("2023-03-31", False), ("2023-04-01", True), ("2024-03-31", True), ("2024-04-01", False)],
)
def test_a_decree_holds_from_its_first_day_to_the_day_before_its_end(stand, day, stands):
    """`ends` is the first day no longer in force."""
    assert (stand(day, DECREE) is not None) is stands


def test_a_decree_without_an_end_goes_on(stand):
    """Known, certain, and it does not age."""
    found = stand("2040-01-01", {"kind": "pref", "begins": "2023-04-01"})

    assert (found.kind, found.is_certain, found.is_old) == (Kind.PREF, True, False)
    assert found.since == date(2023, 4, 1)


def test_of_two_decrees_that_overlap_the_later_one_tells_the_kind(stand):
    """A change of kind whose forerunner was never ended; the order of the rows makes no difference."""
    older = {"kind": "regional", "begins": "2019-04-01"}
    newer = {"kind": "local", "begins": "2023-04-01"}

    for rows in ((older, newer), (newer, older)):
        assert stand("2022-01-01", *rows).kind is Kind.REGIONAL
        assert stand("2024-01-01", *rows).kind is Kind.LOCAL


def test_a_decree_that_tells_no_kind_takes_it_from_a_paper_of_its_time(stand):
    """A paper of before it does not tell."""
    decree = {"begins": "2023-04-01"}
    before = {"kind": "local", "stated": "2022-04-01"}
    within = {"kind": "regional", "stated": "2023-09-01"}

    assert stand("2024-01-01", before, within, decree).kind is Kind.REGIONAL
    assert stand("2024-01-01", before, decree).kinds == CHANGEABLE
    assert stand("2023-08-31", within, decree).kinds == CHANGEABLE


def test_a_decree_goes_before_a_paper_that_differs(stand):
    """What was decreed is not overruled by what was printed."""
    printed = {"kind": "local", "stated": "2023-09-01"}

    assert stand("2024-01-01", printed, DECREE).kind is Kind.REGIONAL


def test_a_statement_goes_on_until_a_later_one_differs(stand):
    """On its day and after; the newest one tells the kind, an unknown kind leaves the last known one."""
    rows = (
        {"kind": "regional", "stated": "2020-04-01"},
        {"kind": "local", "stated": "2023-04-01", "printed": "2023-04"},
        {"kind": "", "stated": "2026-04-01"},
    )

    assert stand("2020-04-01", *rows).kind is Kind.REGIONAL
    assert stand("2023-03-31", *rows).kind is Kind.REGIONAL
    assert stand("2023-04-01", *rows).kind is Kind.LOCAL
    found = stand("2026-11-24", *rows)
    assert (found.kind, found.last.printed, found.record.stated) == (
        Kind.LOCAL,
        "2023-04",
        date(2026, 4, 1),
    )


def test_papers_of_one_day_that_differ_leave_their_kinds_open(stand):
    """Neither of them is preferred."""
    found = stand(
        "2024-01-01",
        {"kind": "regional", "stated": "2023-04-01"},
        {"kind": "local", "stated": "2023-04-01"},
    )

    assert (found.kind, found.is_hub) == (None, None)
    assert found.kinds == {Kind.REGIONAL, Kind.LOCAL}


def test_before_its_first_statement_a_hospital_may_have_stood_and_of_any_kind(stand):
    """Known only from a later day: not certain, kind not known."""
    found = stand("2019-01-01", {"kind": "regional", "stated": "2020-04-01"})

    assert (found.is_certain, found.kinds, found.last) == (False, CHANGEABLE, None)


def test_the_national_centre_is_of_no_other_kind_on_any_day(stand):
    """Not before its first statement, and not where older kinds are left out; it does not age."""
    row = {"kind": "ncc", "stated": "2015-04-01"}

    assert stand("2010-01-01", row).kinds == {Kind.NCC}
    assert stand("2026-01-01", row, kinds_since=date(2024, 1, 1)).kind is Kind.NCC
    assert not stand("2026-01-01", row).is_old


def test_a_withdrawal_ends_what_was_stated_before_it(stand):
    """A row with an end only; a later statement makes it stand again."""
    stated = {"kind": "regional", "stated": "2020-04-01"}
    left = {"ends": "2024-04-01"}
    again = {"kind": "local", "stated": "2025-04-01"}

    assert stand("2024-03-31", stated, left).kind is Kind.REGIONAL
    assert stand("2024-04-01", stated, left) is None
    assert stand("2024-12-31", stated, left, again) is None
    assert stand("2025-04-01", stated, left, again).kind is Kind.LOCAL


FIRST = {"kind": "regional", "begins": "2019-04-01", "recorded": "2019-04-01"}
RENEWED = {"kind": "regional", "begins": "2023-04-01", "recorded": "2023-04-01"}
GONE = {"ends": "2025-07-01", "recorded": "2025-06-20"}


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param((FIRST, {**RENEWED, "ends": "2025-07-01"}), id="renewed, then ended"),
        pytest.param(
            (FIRST, {**RENEWED, "kind": "local", "ends": "2025-07-01"}), id="kind changed"
        ),
        pytest.param((FIRST, RENEWED, GONE), id="a row that only tells the end"),
        pytest.param((FIRST, {**GONE, "kind": "regional"}), id="with its kind"),
        pytest.param((RENEWED, {**RENEWED, **GONE}), id="the decree again, with its end"),
        pytest.param(({**RENEWED, **GONE}, RENEWED), id="in the other order"),
    ],
)
def test_a_withdrawal_ends_the_designation_whatever_stands_behind_it(stand, rows):
    """An earlier decree without an end of its own does not come back."""
    assert stand("2025-06-30", *rows) is not None
    assert stand("2025-07-01", *rows) is None
    assert stand("2030-01-01", *rows) is None


def test_a_withdrawal_is_not_known_before_it_was_recorded(stand):
    """What held and what was known are two times."""
    rows = (FIRST, RENEWED, GONE)

    assert stand("2025-07-01", *rows, recorded_by=date(2025, 6, 19)) is not None
    assert stand("2025-07-01", *rows, recorded_by=date(2025, 6, 20)) is None


def test_a_decree_after_a_withdrawal_designates_again(stand):
    """The end of what was before says nothing of it; nor does one on its first day."""
    again = {"kind": "local", "begins": "2025-07-01"}

    assert stand("2025-07-01", FIRST, GONE, again).kind is Kind.LOCAL
    assert stand("2025-07-01", {**FIRST, "ends": "2026-01-01"}, again).kind is Kind.LOCAL
    assert stand("2026-06-01", {**FIRST, "ends": "2026-01-01"}, again).kind is Kind.LOCAL


def test_a_statement_that_was_to_end_holds_until_then(stand):
    """A paper of a day with the day on which it ends."""
    row = {"kind": "regional", "stated": "2020-04-01", "ends": "2024-04-01"}

    assert stand("2024-03-31", row).kind is Kind.REGIONAL
    assert stand("2024-04-01", row) is None


def test_a_hospital_that_only_likely_stands_is_never_certain(stand):
    """It counts to at most, never to at least."""
    row = {"kind": "regional", "stated": "2009-02-01"}

    assert stand("2010-01-01", row, hospitals=LIKELY).is_certain is False
    assert stand("2010-01-01", row, hospitals=LIKELY).kind is Kind.REGIONAL


@pytest.mark.parametrize(
    ("day", "old"), [("2024-03-31", False), ("2024-04-01", True), ("2030-01-01", True)]
)
def test_a_statement_is_old_after_one_term_of_four_years(stand, day, old):
    """It may have been overtaken by a renewal; on 29 February too."""
    assert stand(day, {"kind": "local", "stated": "2020-04-01"}).is_old is old
    assert stand("2028-02-28", {"kind": "local", "stated": "2024-02-29"}).is_old


def test_kinds_stated_before_a_day_can_be_left_out(stand):
    """On that day is not before it; a decree's kind stays."""
    row = {"kind": "regional", "stated": "2022-04-01"}
    since = date(2022, 4, 1)

    assert stand("2026-01-01", row, kinds_since=since).kind is Kind.REGIONAL
    later = stand("2026-01-01", row, kinds_since=date(2022, 4, 2))
    assert (later.kinds, later.is_certain, later.last) == (CHANGEABLE, True, None)
    assert stand("2024-01-01", {"kind": "pref", "begins": "2019-04-01"}, kinds_since=since).kind


def test_an_undated_statement_tells_the_kind_only_beside_a_dated_one(stand):
    """It comes before all others, and is old."""
    undated = {"kind": "regional"}
    listed = {"stated": "2026-04-01", "basis": "listed"}

    found = stand("2026-11-24", undated, listed)
    assert (found.kind, found.is_old) == (Kind.REGIONAL, True)
    assert stand("2026-11-24", undated).is_certain is False


def test_time_is_two_fold(read):
    """What was recorded later was not known earlier, whatever day it describes."""
    network = read(
        [
            {"hospital_id": "A", "kind": "regional", "begins": "2020-04-01", "recorded": "2020-05-01"},
            {"hospital_id": "A", "kind": "local", "begins": "2023-04-01", "recorded": "2024-01-15"},
            {"hospital_id": "B", "kind": "pref", "begins": "2010-04-01", "recorded": "2025-01-01"},
        ],
        groups=[{"hospital_id": "A", "partner_id": "B", "begins": "2023-04-01", "recorded": "2024-01-15"}],
        provisions=[
            {"hospital_id": "A", "cancer": "lung", "modality": "surgery", "giver": "own",
             "begins": "2023-04-01", "recorded": "2024-01-15"}
        ],
    )  # fmt: skip
    day = date(2023, 6, 1)

    def known(recorded_by):
        found = network.as_of(day, recorded_by)
        kinds = [(each.hospital.id, each.kind) for each in found.standings]
        return kinds, len(found.groups), len(found.provisions)

    assert known(None) == ([("A", Kind.LOCAL), ("B", Kind.PREF)], 1, 1)
    assert known(date(2024, 1, 15)) == ([("A", Kind.LOCAL)], 1, 1)
    assert known(date(2024, 1, 14)) == ([("A", Kind.REGIONAL)], 0, 0)
    assert known(date(2020, 4, 30)) == ([], 0, 0)


def test_groups_follow_the_newest_source_of_their_hospital(read):
    """Two partners of one day both stand; a later source replaces them; an ended one is gone."""
    network = read(
        groups=[
            {"hospital_id": "C", "partner_id": "A", "stated": "2020-04-01"},
            {"hospital_id": "C", "partner_id": "B", "stated": "2020-04-01"},
            {"hospital_id": "C", "partner_id": "D", "stated": "2023-04-01"},
            {"hospital_id": "D", "partner_id": "A"},
            {"hospital_id": "S", "partner_id": "A", "begins": "2020-04-01", "ends": "2022-04-01"},
        ]
    )

    def partners(day, hospital="C"):
        groups = network.as_of(date.fromisoformat(day)).groups
        return [each.partner for each in groups if each.hospital == hospital]

    assert partners("2020-03-31") == []
    assert partners("2022-01-01") == ["A", "B"]
    assert partners("2023-04-01") == ["D"]
    assert partners("2020-01-01", "D") == ["A"]  # undated: before all others
    assert (partners("2022-03-31", "S"), partners("2022-04-01", "S")) == (["A"], [])


def test_of_each_treatment_the_newest_provision_in_force_holds(read):
    """A row without days comes before all others, and holds again where the newer one has ended."""
    row = {"hospital_id": "C", "cancer": "lung", "modality": "surgery", "giver": "own"}
    other = {**row, "modality": "palliative", "giver": "partner"}
    newer = {**row, "giver": "neither", "begins": "2023-04-01", "ends": "2024-04-01"}
    network = read(provisions=[newer, row, other])

    def givers(day):
        held = network.as_of(date.fromisoformat(day)).provisions
        return sorted((each.modality.value, each.giver.value) for each in held)

    always = ("palliative", "partner")
    assert givers("2023-03-31") == [always, ("surgery", "own")]
    assert givers("2023-04-01") == [always, ("surgery", "neither")]
    assert givers("2024-04-01") == [always, ("surgery", "own")]
