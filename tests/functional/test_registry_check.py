"""`kinten registry check`: every edit speaks where it must, and the file is read whole or refused."""

from __future__ import annotations

import polars as pl
import pytest
from jsonschema import Draft202012Validator

from kinten.cli.places import today
from kinten.desk.describing import load_schema

HEADER = "patient_id,tumour_sequence,sex,birth_date,diagnosis_date,topography,morphology,behaviour,grade,basis"
GOOD = "P1,1,2,1950-01-31,2020-06-15,C509,8500,3,2,7"


@pytest.fixture
def check(kinten, tmp_path):
    def run(*rows, header=HEADER, options=(), encoding="utf-8", name="records.csv"):
        path = tmp_path / name
        path.write_bytes("\n".join([header, *rows, ""]).encode(encoding))
        return kinten("registry", "check", path, "--json", "--as-of", "2026-11-30", *options)

    return run


def told(run):
    return [
        (one["rule"], one["severity"], one["id"], one["at"]) for one in run.document["findings"]
    ]


def test_a_good_record_has_no_finding(check):
    run = check(GOOD)

    assert run.code == 0
    assert run.document["findings"] == []
    assert run.document["records"]["written"] == 1
    assert run.document["is_blocked"] is False


CASES = [
    ("P1,1,1,1950-01-31,2020-06-15,C530,8070,3,9,7", "SEX-SITE", "error", "topography"),
    ("P1,1,2,1950-01-31,2020-06-15,C619,8140,3,9,7", "SEX-SITE", "error", "topography"),
    ("P1,1,2,2021-01-01,2020-06-15,C509,8500,3,2,7", "DATE-BIRTH", "error", "diagnosis_date"),
    ("P1,1,2,1950-01-31,2026-12-01,C509,8500,3,2,7", "DATE-FUTURE-DIAGNOSIS", "error", "diagnosis_date"),
    ("P1,1,2,1950-01-31,2020-02-30,C509,8500,3,2,7", "UNREADABLE", "error", "diagnosis_date"),
    ("P1,1,x,1950-01-31,2020-06-15,C509,8500,3,2,7", "UNREADABLE", "error", "sex"),
    ("P1,1,2,1950-01-31,2020-06-15,C5,8500,3,2,7", "UNREADABLE", "error", "topography"),
    ("P1,1,2,1950-01-31,2020-06-15,C509,8500,7,9,7", "CODE-BEHAVIOUR", "error", "behaviour"),
    ("P1,1,4,1950-01-31,2020-06-15,C509,8500,3,2,7", "CODE-SEX", "error", "sex"),
    ("P1,1,2,1950-01-31,2020-06-15,C509,8500,3,2,3", "CODE-BASIS", "error", "basis"),
    ("P1,1,2,1950-01-31,2020-06-15,C779,9651,3,9,7", None, None, None),
    ("P1,1,2,1950-01-31,2020-06-15,C901,8500,3,2,7", "SITE-RANGE", "error", "topography"),
    ("P1,1,2,1950-01-31,2020-06-15,C509,7500,3,2,7", "MORPHOLOGY-RANGE", "error", "morphology"),
    ("P1,1,2,1950-01-31,2020-06-15,,8500,3,2,7", "MISSING-TOPOGRAPHY", "error", "topography"),
    ("P1,1,2,2010-01-31,2020-06-15,C509,8500,3,2,7", "AGE-SITE-20", "warning", "topography"),
    ("P1,1,1,2017-01-31,2020-06-15,C619,8000,3,9,7", "AGE-SITE-5", "warning", "topography"),
    ("P1,1,2,1995-06-16,2020-06-15,C421,9823,3,6,7", "AGE-HISTOLOGY-25", "warning", "morphology"),
    ("P1,1,2,1950-01-31,2020-06-15,C649,8960,3,9,7", "AGE-HISTOLOGY-CHILD", "warning", "morphology"),
    ("P1,1,2,2010-01-31,2020-06-15,C421,9732,3,6,7", "AGE-HISTOLOGY-15", "warning", "morphology"),
    ("P1,1,1,1990-01-31,2020-06-15,C619,8140,3,9,7", "AGE-PROSTATE-40", "warning", "topography"),
    ("P1,1,1,2005-01-31,2020-06-15,C170,8140,3,9,7", "AGE-SMALL-INTESTINE-20", "warning", "topography"),
    ("P1,1,1,2005-01-31,2020-06-15,C180,8140,3,9,7", "AGE-LUNG-COLON-20", "warning", "topography"),
    ("P1,1,1,2005-01-31,2020-06-15,C180,8240,3,9,7", None, None, None),
    ("P1,1,1,2005-01-31,2020-06-15,C692,9510,3,9,7", "AGE-RETINOBLASTOMA-5", "warning", "topography"),
    ("P1,1,2,1970-01-31,2020-06-15,C589,9100,3,9,7", "AGE-PLACENTA", "warning", "topography"),
    ("P1,1,2,1950-01-31,2020-06-15,C711,9400,2,9,7", "BEHAVIOUR-SITE", "warning", "behaviour"),
    ("P1,1,2,1950-01-31,2020-06-15,C509,8500,0,9,7", "BEHAVIOUR-REPORTED", "warning", "behaviour"),
    ("P1,1,2,1950-01-31,2020-06-15,C700,9530,0,9,7", None, None, None),
    ("P1,1,2,1950-01-31,2020-06-15,C169,8936,1,9,7", None, None, None),
    ("P1,1,2,1950-01-31,2020-06-15,C569,8442,1,9,7", None, None, None),
    ("P1,1,2,1950-01-31,2020-06-15,C509,8500,3,9,1", "BASIS-HISTOLOGY", "warning", "basis"),
    ("P1,1,2,1950-01-31,2020-06-15,C509,8000,3,9,1", None, None, None),
    ("P1,1,2,1950-01-31,2020-06-15,C449,8720,3,9,1", None, None, None),
    ("P1,1,2,1950-01-31,2020-06-15,C519,8720,3,9,1", "BASIS-HISTOLOGY", "warning", "basis"),
    ("P1,1,2,1950-01-31,2020-06-15,C509,8500,2,2,7", "GRADE-BEHAVIOUR", "error", "grade"),
    ("P1,1,2,1950-01-31,2020-06-15,C509,8500,3,5,7", "GRADE-CELLS", "error", "grade"),
    ("P1,1,1,1950-01-31,2020-06-15,C739,8331,3,2,7", "GRADE-HISTOLOGY", "error", "grade"),
    ("P1,1,1,1950-01-31,2020-06-15,C739,8331,3,1,7", None, None, None),
    ("P1,1,1,1950-01-31,2020-06-15,C449,9700,3,6,7", "GRADE-LYMPHOMA", "error", "grade"),
    ("P1,1,1,1950-01-31,2020-06-15,C449,9714,3,7,7", None, None, None),
    ("P1,1,1,1950-01-31,2020-06-15,C449,9714,3,8,7", "GRADE-LYMPHOMA", "error", "grade"),
    ("P1,1,2,1905-01-31,2020-06-15,C509,8500,3,2,7", "AGE-HIGH", "query", "birth_date"),
]  # fmt: skip


def test_each_record_and_what_is_said_of_it(check):
    rows = [row.replace("P1", f"P{place}", 1) for place, (row, *_) in enumerate(CASES)]
    expected = [
        (rule, severity, f"P{place}", f"records.csv:{place + 2}:{item}")
        for place, (_, rule, severity, item) in enumerate(CASES)
        if rule is not None
    ]

    assert told(check(*rows)) == expected


JAPANESE = (
    "patient_id,tumour_sequence,topography,morphology,behaviour,laterality,diagnosis_facility,"
    "treatment_facility,case_class,extent_before,extent_after,surgery,scopic,endoscopic,surgical_extent,"
    "radiotherapy,chemotherapy,hormone_therapy,other_therapy,own_diagnosis_date,diagnosis_date,status,"
    "death_date,follow_up_date,birth_date,sex,age"
)
WHOLE = {
    "patient_id": "P1", "tumour_sequence": "1", "topography": "C162", "morphology": "8140", "behaviour": "3",
    "laterality": "7", "diagnosis_facility": "1", "treatment_facility": "2", "case_class": "20",
    "extent_before": "410", "extent_after": "410", "surgery": "1", "scopic": "2", "endoscopic": "2",
    "surgical_extent": "1", "radiotherapy": "2", "chemotherapy": "1", "hormone_therapy": "2",
    "other_therapy": "2", "own_diagnosis_date": "2024-05-01", "diagnosis_date": "2024-05-01", "status": "0",
    "death_date": "", "follow_up_date": "2025-05-01", "birth_date": "1950-01-01", "sex": "1", "age": "74",
}  # fmt: skip
NOT_TREATED = {
    "treatment_facility": "1", "case_class": "10", "surgery": "2", "chemotherapy": "2",
    "surgical_extent": "6", "extent_after": "660",
}  # fmt: skip
JAPANESE_CASES = [
    ({}, set()),
    (NOT_TREATED, set()),
    ({**NOT_TREATED, "extent_after": "410"}, {"JP-01", "JP-03"}),
    ({**NOT_TREATED, "topography": "C421", "morphology": "9861", "extent_before": "777", "extent_after": "777"}, set()),
    ({**NOT_TREATED, "topography": "C421", "morphology": "9861", "extent_before": "777"}, {"JP-02", "JP-03"}),
    ({**NOT_TREATED, "chemotherapy": "1"}, {"JP-04"}),
    ({"surgery": "9", "surgical_extent": "9", "scopic": "1"}, {"JP-05"}),
    ({"surgery": "2", "extent_after": "660"}, {"JP-06"}),
    ({"surgery": "2", "surgical_extent": "6"}, {"JP-03"}),
    ({"surgical_extent": "6"}, {"JP-07"}),
    ({"topography": "C809"}, {"JP-08"}),
    ({"topography": "C421", "morphology": "9861"}, {"JP-09"}),
    ({"diagnosis_facility": "2"}, {"CASE-CLASS"}),
    ({"case_class": "31"}, {"CASE-CLASS"}),
    ({"behaviour": "2"}, {"EXTENT-IN-SITU"}),
    ({"topography": "C341"}, {"LATERALITY-PAIRED"}),
    ({"own_diagnosis_date": "2024-05-02"}, {"DATE-OWN-DIAGNOSIS"}),
    ({"follow_up_date": "2024-04-30"}, {"DATE-CONTACT"}),
    ({"status": "1", "death_date": "2024-04-30"}, {"DATE-DEATH"}),
    ({"status": "1", "follow_up_date": ""}, {"DEAD-WITHOUT-DATE"}),
    ({"death_date": "2025-01-01"}, {"ALIVE-WITH-DEATH"}),
    ({"age": "70"}, {"AGE-STATED"}),
    ({"age": "75"}, {"AGE-STATED"}),
    ({"age": "74", "birth_date": "1950-99-99"}, set()),
    ({"follow_up_date": "2024-99-99"}, set()),
    ({"follow_up_date": "2024-04-99"}, {"DATE-CONTACT"}),
    ({"birth_date": "2024-99-99", "age": ""}, set()),
]  # fmt: skip


def test_the_japanese_form(check):
    rows = [
        {**WHOLE, **changed, "patient_id": f"P{place}"}
        for place, (changed, _) in enumerate(JAPANESE_CASES)
    ]
    names = JAPANESE.split(",")
    run = check(*(",".join(row[name] for name in names) for row in rows), header=JAPANESE)
    found = {(one["id"], one["rule"]) for one in run.document["findings"]}

    assert found == {
        (f"P{place}", rule) for place, (_, rules) in enumerate(JAPANESE_CASES) for rule in rules
    }


def test_records_are_held_against_each_other(check):
    run = check(
        "P1,1,2,1950-01-31,2020-06-15,C509,8500,3,2,7",
        "P1,1,2,1950-01-31,2021-06-15,C349,8140,3,2,7",
        "P2,2,2,1950-01-31,2020-06-15,C509,8500,3,2,7",
        "P2,1,2,1950-01-31,2021-06-15,C349,8140,3,2,7",
        "P3,1,2,1950-01-31,2020-06-15,C509,8500,3,2,7",
        "P3,2,1,1950-01-31,2021-06-15,C349,8140,3,2,7",
        "P4,1,2,1950-01-31,2020-06-15,C509,8500,3,2,7",
        "P4,2,2,1950-01-31,2020-06-15,C509,8500,3,2,7",
        "P5,1,2,1950-01-31,2020-06-15,C509,8500,3,2,7",
    )

    assert told(run) == [
        ("DUPLICATE-KEY", "error", "P1", "records.csv:3:patient_id"),
        ("SEQUENCE-ORDER", "query", "P2", "records.csv:4:tumour_sequence"),
        ("PATIENT-CHANGES", "query", "P3", "records.csv:7:sex"),
        ("DUPLICATE-TUMOUR", "query", "P4", "records.csv:9:topography"),
    ]


def test_patients_of_two_hospitals_are_two(check):
    run = check(f"{GOOD},H1", f"{GOOD},H2", header=f"{HEADER},hospital")

    assert told(run) == []


def test_unconfirmed_codes_never_block(check):
    row = {**WHOLE, "case_class": "31"}
    cells = ",".join(row[name] for name in JAPANESE.split(","))
    run = check(cells, header=JAPANESE, options=("--strict",))
    found = run.document

    assert run.code == 0
    assert [one["severity"] for one in found["findings"]] == ["query"]
    assert {"item": "case_class", "codes": [10, 20, 21, 40, 80]} in found["unconfirmed"]


def test_codes_that_the_user_confirms_block(check, tmp_path):
    layout = tmp_path / "own.yaml"
    columns = "\n".join(f"  {name}: {name}" for name in JAPANESE.split(","))
    layout.write_text(
        "values:\n  case_class: [10, 20, 21, 30, 31, 40, 80]\n  treatment_facility: [1, 2, 3, 4, 8]\n"
        f"columns:\n{columns}\n",
        encoding="utf-8",
    )
    row = {**WHOLE, "case_class": "31"}
    cells = ",".join(row[name] for name in JAPANESE.split(","))
    run = check(cells, header=JAPANESE, options=("--strict", "--layout", layout))

    assert run.code == 1
    assert [(one["rule"], one["severity"]) for one in run.document["findings"]] == [
        ("CASE-CLASS", "error")
    ]


def test_a_written_reason_lets_a_rare_record_stay(check, tmp_path):
    reasons = tmp_path / "reasons.csv"
    reasons.write_text(
        "rule,patient_id,tumour_sequence,reason\nAGE-SITE-20,P1,1,病理で確認\nAGE-SITE-20,P9,,古い\n",
        encoding="utf-8",
    )
    rare = "P1,1,2,2010-01-31,2020-06-15,C509,8500,3,2,7"

    assert check(rare, options=("--strict",)).code == 1
    run = check(rare, options=("--strict", "--overrides", reasons))
    assert run.code == 0
    assert run.document["findings"][0]["reason"] == "病理で確認"
    assert run.document["reasons_unused"] == [3]


def test_no_reason_puts_an_error_aside(check, tmp_path):
    reasons = tmp_path / "reasons.csv"
    reasons.write_text(
        "rule,patient_id,tumour_sequence,reason\nSEX-SITE,P1,1,よくある\n", encoding="utf-8"
    )
    run = check(GOOD, options=("--overrides", reasons))

    assert run.code == 2
    assert f"{reasons}:2:rule" in run.err


def test_the_document_has_the_shape_that_is_written(check):
    run = check("P1,1,1,1950-01-31,2020-02-30,C530,8070,3,9,7")

    Draft202012Validator(load_schema("registry-check")).validate(run.document)
    assert all(edit["source"] and edit["edition"] for edit in run.document["edits"])
    own = [edit for edit in run.document["edits"] if "自作" in edit["source"]]
    assert own
    assert all(edit["severity"] == "query" for edit in own)


def test_findings_in_a_file_are_those_of_the_document(check, kinten, tmp_path):
    run = check("P1,1,1,1950-01-31,2020-02-30,C530,8070,3,9,7")
    kinten(
        "registry", "check", tmp_path / "records.csv", "--as-of", "2026-11-30",
        "-o", tmp_path / "findings.parquet",
    )  # fmt: skip

    assert pl.read_parquet(tmp_path / "findings.parquet").to_dicts() == run.document["findings"]


def test_the_line_is_that_of_the_file(check):
    bad = "P1,1,1,1950-01-31,2020-06-15,C530,8070,3,9,7"
    run = check(GOOD.replace("P1", "P0"), "", GOOD.replace("P1", '"P\n2"'), bad)

    assert told(run) == [("SEX-SITE", "error", "P1", "records.csv:6:topography")]


def test_a_limit_shortens_the_list_and_not_the_counts(check):
    bad = "P1,1,1,1950-01-31,2020-06-15,C530,8070,3,9,7"
    run = check(bad, bad, options=("--limit", "1"))

    assert run.document["total"] == 4
    assert len(run.document["findings"]) == 1


def test_codes_are_held_against_the_edition_of_their_year(check, tmp_path):
    listed = tmp_path / "icdo.csv"
    listed.write_text(
        "kind,code,behaviour,edition,valid_from,valid_to,label_en\n"
        "topography,C509,,3.1,,,\nmorphology,8500,3,3.1,,,\nmorphology,8500,2,3.1,,,\n"
        "morphology,8501,3,3.1,,2019,\nmorphology,8502,3,3.2,2020,,\n",
        encoding="utf-8",
    )
    run = check(
        "P1,1,2,1950-01-31,2020-06-15,C509,8500,3,9,7",
        "P2,1,2,1950-01-31,2020-06-15,C508,8500,3,9,7",
        "P3,1,2,1950-01-31,2020-06-15,C509,8501,3,9,7",
        "P4,1,2,1950-01-31,2019-06-15,C509,8501,3,9,7",
        "P5,1,2,1950-01-31,2019-06-15,C509,8502,3,9,7",
        "P6,1,2,1950-01-31,9999-99-99,C509,8502,3,9,7",
        "P7,1,2,1950-01-31,2020-06-15,C509,8502,2,9,7",
        options=("--codes", listed),
    )

    assert told(run) == [
        ("LIST-SITE", "error", "P2", "records.csv:3:topography"),
        ("LIST-HISTOLOGY", "error", "P3", "records.csv:4:morphology"),
        ("LIST-HISTOLOGY", "error", "P5", "records.csv:6:morphology"),
        ("LIST-BEHAVIOUR", "warning", "P7", "records.csv:8:behaviour"),
    ]
    edition = {edit["edition"] for edit in run.document["edits"] if edit["rule"] == "LIST-SITE"}
    assert edition == {"3.1 3.2"}


def test_families_are_loaded(check, tmp_path):
    folder = tmp_path / "families"
    folder.mkdir()
    (folder / "morphology_family.csv").write_text(
        "histology,rule,family\n8000,any,\n8500,must,1\n8510,must_not,1\n8620,must,24\n",
        encoding="utf-8",
    )
    (folder / "must.csv").write_text(
        "family,topography,match\n1,C50,prefix\n1,C070,exact\n24,C56,prefix\n", encoding="utf-8"
    )
    (folder / "must_not.csv").write_text(
        "family,topography,match\n1,C42,prefix\n", encoding="utf-8"
    )
    run = check(
        "P1,1,2,1950-01-31,2020-06-15,C509,8500,3,9,7",
        "P2,1,2,1950-01-31,2020-06-15,C070,8500,3,9,7",
        "P3,1,2,1950-01-31,2020-06-15,C071,8500,3,9,7",
        "P4,1,2,1950-01-31,2020-06-15,C421,8510,3,9,7",
        "P5,1,2,1950-01-31,2020-06-15,C509,8510,3,9,7",
        "P6,1,1,1950-01-31,2020-06-15,C629,8620,3,9,7",
        options=("--families", folder),
    )  # fmt: skip

    assert told(run) == [
        ("FAMILY-SITE", "warning", "P3", "records.csv:4:morphology"),
        ("FAMILY-SITE", "warning", "P4", "records.csv:5:morphology"),
        ("FAMILY-SITE", "warning", "P6", "records.csv:7:morphology"),
        ("FAMILY-SEX", "warning", "P6", "records.csv:7:morphology"),
    ]


def test_the_screen_tells_by_rule_in_both_languages(kinten, check, tmp_path):
    check("P1,1,1,1950-01-31,2020-06-15,C530,8070,3,9,7")
    path = tmp_path / "records.csv"

    assert "性別と部位が合いません" in kinten("registry", "check", path).out
    assert "the sex cannot have" in kinten("registry", "check", path, "--lang", "en").out


def test_today_is_the_day_of_a_check_without_a_day(kinten, check, tmp_path):
    check(GOOD)
    run = kinten("registry", "check", tmp_path / "records.csv", "--json")

    assert run.document["as_of"] == today().isoformat()
