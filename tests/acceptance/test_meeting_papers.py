"""The printed rows of 資料3-1-① (指定の検討会, 第20・24・25・26回) judged under R4.8, against plain arithmetic.

The figures come from the packaged CSV; the reckoning beside them reads it with the csv module alone.
"""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal

import pytest

from kinten.data.loading import packaged_path
from kinten.desk.call import Call
from kinten.desk.judging import judge_reports
from kinten.desk.reading import read_inputs
from kinten.desk.result import shortfall
from kinten.vocabulary.truth import Reason, Verdict

ABSOLUTE = {
    "registry_cases": ("registry", 500),
    "surgeries": ("surgery", 400),
    "drug_therapy_patients": ("drug", 1000),
    "radiotherapy_patients": ("radiotherapy", 200),
    "palliative_referrals": ("palliative", 50),
}
SHARE = Decimal(20)


@pytest.fixture(scope="module")
def rows():
    """The printed rows as plain text, by hospital and year."""
    with packaged_path("meeting_paper_volumes.csv").open(encoding="utf-8", newline="") as file:
        return {(row["hospital"], int(row["year_submitted"])): row for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def reports():
    return read_inputs([packaged_path("meeting_paper_volumes.csv")]).reports


@pytest.fixture(scope="module")
def open_reading(reports):
    """Judged with 概ね left to people."""
    return judged(reports)


@pytest.fixture(scope="module")
def strict_reading(reports):
    """Judged with --reading roughly=strict."""
    return judged(reports, {"roughly": "strict"})


def judged(reports, readings=None):
    call = Call("R4.8", scope="volume", readings=readings or {})
    found = judge_reports(reports, call).hospitals
    return {(each.report.hospital, each.report.year): each for each in found}


def missed(row) -> list[str]:
    """The items of a row that are printed and stand below their threshold."""
    return [
        item for item, (_, least) in ABSOLUTE.items() if row[item] and Decimal(row[item]) < least
    ]


def has_about_a_fifth(row) -> bool:
    return bool(row["resident_share_pct"]) and Decimal(row["resident_share_pct"]) >= SHARE


def reckoned(row, *, strict: bool) -> Verdict:
    """One row judged by hand: every item printed and met, or a fifth of the residents."""
    if has_about_a_fifth(row) or (all(row[item] for item in ABSOLUTE) and not missed(row)):
        return Verdict.MET
    is_settled = bool(missed(row)) and bool(row["resident_share_pct"])
    return Verdict.UNMET if strict and is_settled else Verdict.UNKNOWN


def test_every_printed_row_is_judged(rows, open_reading):
    """48 rows, 24 hospitals, one entry for each hospital and year."""
    assert set(open_reading) == set(rows)
    assert (len(rows), len({hospital for hospital, _ in rows})) == (48, 24)


def test_verdicts_equal_the_reckoning(rows, open_reading, strict_reading):
    """Row by row, with 概ね open and strict."""
    for key, row in rows.items():
        assert open_reading[key].explanation.overall is reckoned(row, strict=False), key
        assert strict_reading[key].explanation.overall is reckoned(row, strict=True), key


@pytest.mark.parametrize("strict", [False, True])
def test_counts_equal_the_reckoning(rows, open_reading, strict_reading, strict):
    """How many are met, unmet and unknown."""
    entries = strict_reading if strict else open_reading
    counts = Counter(each.explanation.overall for each in entries.values())
    assert counts == Counter(reckoned(row, strict=strict) for row in rows.values())
    assert sum(counts.values()) == 48


def test_what_is_not_printed_is_not_reported(rows, open_reading, strict_reading):
    """A row that is not met and lacks a figure names that figure, and is never unmet for the lack."""
    lacking = {
        key
        for key, row in rows.items()
        if not has_about_a_fifth(row)
        and (not row["resident_share_pct"] or not all(row[item] for item in ABSOLUTE))
        and reckoned(row, strict=True) is Verdict.UNKNOWN
    }
    assert lacking
    for key in lacking:
        assert strict_reading[key].explanation.overall is Verdict.UNKNOWN
        reasons = {each.reason for each in strict_reading[key].explanation.reasons}
        assert reasons == {Reason.NOT_REPORTED}, key


def test_radiotherapy_is_the_item_missed(rows, open_reading):
    """Wherever an item is missed radiotherapy is among them, in the paper and in the clauses alike."""
    assert {bool(missed(row)) for row in rows.values()} == {True, False}
    for key, row in rows.items():
        assert not missed(row) or "radiotherapy_patients" in missed(row), key
        findings = {each.line.clause.path: each for each in open_reading[key].explanation.findings}
        for item, (clause, _) in ABSOLUTE.items():
            finding = findings[f"volume/absolute/{clause}"]
            assert (finding.reason is Reason.NEEDS_JUDGEMENT) == (item in missed(row)), (key, item)


BY_SHARE = {
    ("小松市民病院", 2023),
    ("白河厚生総合病院", 2024),
    ("白河厚生総合病院", 2025),
    ("市立砺波総合病院", 2023),
    ("市立砺波総合病院", 2024),
    ("松江赤十字病院", 2019),
}


def test_met_through_the_relative_arm(rows, strict_reading):
    """Those that miss an item but treat about a fifth of the residents are met, through the share."""
    through_share = {
        key
        for key, each in strict_reading.items()
        if each.explanation.overall is Verdict.MET
        and [one.clause for one in each.explanation.reasons][:1] == ["R4.8/volume/relative"]
        and missed(rows[key])
    }
    assert through_share == {
        key for key, row in rows.items() if missed(row) and has_about_a_fifth(row)
    }
    assert through_share == BY_SHARE


# Below 200 radiotherapy patients and below 20 % of the residents: by how much.
MISSING_BOTH = {
    ("金沢医療センター", 2023): (10, "0.1"),
    ("日本医科大学千葉北総病院", 2024): (20, "0.02"),
    ("山形市立病院済生館", 2024): (62, "0.09"),
    ("山形市立病院済生館", 2025): (79, "0.1"),
}


def test_those_that_miss_both(rows, open_reading, strict_reading):
    """Below the item and below a fifth: for a person to judge with the shortfall shown; unmet if strict."""
    both = {
        key
        for key, row in rows.items()
        if missed(row) and row["resident_share_pct"] and not has_about_a_fifth(row)
    }
    assert both == set(MISSING_BOTH)
    for key, (patients, share) in MISSING_BOTH.items():
        explanation = open_reading[key].explanation
        reasons = {each.clause: each.reason for each in explanation.reasons}
        assert reasons == {
            "R4.8/volume/absolute/radiotherapy": Reason.NEEDS_JUDGEMENT,
            "R4.8/volume/relative": Reason.NEEDS_JUDGEMENT,
        }
        short = {
            each.line.clause.path: shortfall(each, explanation) for each in explanation.findings
        }
        assert (
            short["volume/absolute/radiotherapy"]
            == patients
            == 200 - int(rows[key]["radiotherapy_patients"])
        )
        assert short["volume/relative"] == Decimal(share)
        assert strict_reading[key].explanation.overall is Verdict.UNMET
