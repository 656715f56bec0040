"""`kinten registry example`: records that say they are made up, that fit the rules, and the truth of faults."""

from __future__ import annotations

import polars as pl
import pytest
from jsonschema import Draft202012Validator

from kinten.desk.describing import load_schema
from kinten.desk.recording import all_items
from kinten.example.fault_kinds import KINDS
from kinten.example.record_faults import COPIED
from kinten.registry.layouts import LayoutName, known_layout
from kinten.registry.records import record_schema, type_records

ROWS = 6000
OPERATIONS = ("surgery", "scopic", "endoscopic")
TREATMENTS = (*OPERATIONS, "radiotherapy", "chemotherapy", "hormone_therapy", "other_therapy")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("example")


@pytest.fixture
def made(kinten, folder):
    """Records and truth as the command writes them, each made once."""

    def make(name, *options):
        path = folder / name
        if not path.exists():
            run = kinten("registry", "example", "--rows", ROWS, "--seed", 11, *options, "-o", path)
            assert run.code == 0, run.err
        return path

    return make


@pytest.fixture
def records(made):
    return pl.read_parquet(made("example.parquet"))


def texts(path):
    return pl.read_csv(path, infer_schema_length=0)


def faulty(made, folder, ending="csv"):
    truth = folder / f"example-truth-{ending}.csv"
    path = made(f"example-faulty.{ending}", "--errors", 0.3, "--truth", truth)
    return path, texts(truth)


def test_every_row_says_that_it_is_made_up(records, made):
    assert records.height == ROWS
    assert (records["synthetic"] == 1).all()
    assert records["patient_id"].str.starts_with("EX").all()
    table = texts(made("example.csv"))
    assert (table["synthetic"] == "1").all()
    assert table["patient_id"].equals(records["patient_id"])


@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_a_name_that_hides_it_is_refused(kinten, tmp_path, ending):
    path = tmp_path / f"records.{ending}"
    run = kinten("registry", "example", "--rows", 10, "-o", path)

    assert run.code == 2
    assert f"example-records.{ending}" in run.err
    assert not path.exists()


def test_the_assumptions_are_told_beside_the_file(kinten, tmp_path):
    run = kinten("registry", "example", "--rows", 10, "-o", tmp_path / "例.csv")

    assert run.out.startswith("書き出しました")
    assert "架空の記録です" in run.err
    assert "全疾患の急性期" in run.err


@pytest.mark.parametrize("is_faulty", [False, True])
def test_both_forms_hold_the_same(made, folder, is_faulty):
    """The file as received, read as any other, is the records as they are kept."""
    items = all_items()
    if is_faulty:
        (kept, _), (received, _) = (
            faulty(made, folder, "parquet"),
            faulty(made, folder),
        )
    else:
        kept, received = made("example.parquet"), made("example.csv")
    kept = pl.read_parquet(kept)
    read = type_records(
        texts(received),
        known_layout(LayoutName.NEUTRAL, items),
        items,
        pl.int_range(1, ROWS + 1, eager=True),
    )

    assert dict(kept.schema) == record_schema(items)
    for name in read.columns:
        assert read[name].equals(kept[name]), name


def test_the_reader_takes_them_as_they_are(kinten, made, tmp_path):
    pytest.importorskip("ibis")
    run = kinten("registry", "read", made("example.parquet"), "--json")

    assert run.document["written"] == ROWS
    assert run.document["unread"] == []


def test_every_item_that_is_reported_is_there(records):
    items = all_items()
    reported = [item.name for item in items if item.is_reported]

    assert not [name for name in reported if records[name].null_count()]
    for item in items:
        if item.codes:
            listed = set(item.known_codes)
            assert set(records[item.name].drop_nulls()) <= listed, item.name


def test_the_rules_of_the_forms_hold(records):
    operated = pl.any_horizontal(pl.col(name) == 1 for name in OPERATIONS)
    marrow = pl.col("site").is_in([420, 421])
    not_here = pl.col("treatment_facility").is_in([1, 4, 8])
    held = {
        "JP-01, JP-03": (operated | marrow) | (pl.col("extent_after") == 660),
        "JP-02": ~(marrow & ~operated) | (pl.col("extent_after") == 777),
        "JP-04": ~not_here | pl.all_horizontal(pl.col(name) == 2 for name in TREATMENTS),
        "JP-06": operated | (pl.col("surgical_extent") == 6),
        "JP-07": ~operated | pl.col("surgical_extent").is_in([1, 4, 9]),
        "JP-08": (pl.col("site") != 809) | (pl.col("extent_before") == 499),
        "JP-09": ~pl.col("morphology").is_between(9800, 9949) | (pl.col("extent_before") == 777),
        "JP-12": (pl.col("behaviour") > 1)
        | pl.col("site").is_between(700, 729)
        | pl.col("site").is_between(751, 753),
        "in situ": (pl.col("behaviour") == 2) == (pl.col("extent_before") == 400),
        "grade": (pl.col("behaviour") == 3) | (pl.col("grade") == 9),
        "women": ~pl.col("site").is_between(510, 589) | (pl.col("sex") == 2),
        "men": ~pl.col("site").is_between(600, 639) | (pl.col("sex") == 1),
        "pairs": ~pl.col("topography").str.contains("^C(34|50|56|62|64)")
        | (pl.col("laterality") != 7),
        "own day": pl.col("own_diagnosis_date").is_null()
        == pl.col("case_class").is_in([30, 31, 40, 80]),
        "one day": pl.coalesce("own_diagnosis_date", "other_diagnosis_date")
        == pl.col("diagnosis_date"),
        "death": pl.col("death_date").is_null() == (pl.col("status") != 1),
        "contact": pl.col("follow_up_date").is_null() == (pl.col("status") == 9),
        "visit": (pl.col("first_visit_date") <= pl.col("follow_up_date")).fill_null(value=True),
        "home": (pl.col("residence") // 1000 == pl.col("residence_prefecture")).fill_null(
            value=True
        ),
    }
    broken = {name: records.filter(~rule).height for name, rule in held.items()}

    assert not {name: count for name, count in broken.items() if count}


def test_patients_have_several_records_and_none_of_them_in_part(records):
    tumours = records.unique(["patient_id", "tumour_sequence"])
    first = tumours.group_by("patient_id").agg(
        least=pl.col("tumour_sequence").min(), sexes=pl.col("sex").n_unique()
    )
    doubled = records.group_by("patient_id", "tumour_sequence").agg(
        pl.len(), hospitals=pl.col("hospital").n_unique(), days=pl.col("diagnosis_date").n_unique()
    )

    assert (first["least"] == 1).all()
    assert 0.03 < (tumours["tumour_sequence"] == 2).mean() < 0.07
    assert 0.05 < (doubled["len"] == 2).mean() < 0.1
    assert (doubled["hospitals"] == doubled["len"]).all()
    assert (doubled["days"] == 1).all()
    assert records.unique(["patient_id", "sex", "birth_date", "death_date"]).height == first.height


def test_the_same_seed_gives_the_same_and_another_does_not(kinten, made, records, tmp_path):
    for seed, is_same in ((11, True), (12, False)):
        path = tmp_path / f"example-{seed}.parquet"
        kinten("registry", "example", "--rows", ROWS, "--seed", seed, "-o", path)
        assert pl.read_parquet(path).equals(records) is is_same


def test_the_truth_is_what_differs_and_nothing_else(made, folder):
    """Cell by cell against the same records without faults."""
    clean = texts(made("example.csv"))
    path, truth = faulty(made, folder)
    found = texts(path)
    copied = truth.filter(pl.col("kind") == COPIED)
    told = {
        (int(row), item): (was, now)
        for row, kind, item, was, now in truth.iter_rows()
        if kind != COPIED
    }
    copies = {int(row): int(now) for row, now in copied.select("row", "now").iter_rows()}
    differs = {}
    for name in clean.columns:
        for place in (clean[name].ne_missing(found[name])).arg_true():
            if place + 1 not in copies:
                differs[place + 1, name] = (clean[name][place], found[name][place])

    assert differs == told
    for row, source in copies.items():
        assert found.row(row - 1) == clean.row(source - 1)
    assert 0.27 < truth["row"].n_unique() / ROWS < 0.33


def test_every_kind_of_fault_comes_up(made, folder):
    _, truth = faulty(made, folder)

    assert set(truth["kind"]) == {COPIED, *(each.name for each in KINDS)}


def test_what_no_reader_can_read_is_kept_as_unread(made, folder):
    path, truth = faulty(made, folder, "parquet")
    unread = pl.read_parquet(path).filter(pl.col("unread").is_not_null())
    kinds = truth.filter(pl.col("kind").is_in(["unreadable_code", "impossible_date"]))

    assert unread["row"].cast(pl.String).to_list() == kinds["row"].to_list()
    assert unread["unread"].to_list() == (kinds["item"] + "=" + kinds["now"]).to_list()


def test_records_of_one_hospital_and_of_one_year(kinten, tmp_path):
    path = tmp_path / "synthetic.parquet"
    kinten(
        "registry", "example", "--rows", 3000, "--years", 2019, "--hospitals", "DCH001", "-o", path
    )
    table = pl.read_parquet(path)

    assert set(table["hospital"]) == {"DCH001"}
    assert set(table["diagnosis_date"] // 10000) == {2019}
    assert (table["residence_prefecture"] == 1).mean() > 0.95
    assert table.group_by("patient_id", "tumour_sequence").len()["len"].max() == 1


def test_more_than_one_block_is_whole(kinten, tmp_path):
    path = tmp_path / "example.parquet"
    kinten("registry", "example", "--rows", 90_000, "-o", path)
    table = pl.read_parquet(path)
    first = table.group_by("patient_id").agg(pl.col("tumour_sequence").min())

    assert table["row"].to_list() == list(range(1, 90_001))
    assert (first["tumour_sequence"] == 1).all()


def test_the_document_has_its_schema(kinten, tmp_path):
    run = kinten(
        "registry", "example", "--rows", 500, "--errors", 0.2, "--truth", tmp_path / "example-t.csv",
        "-o", tmp_path / "example.csv", "--json",
    )  # fmt: skip
    document = run.document
    Draft202012Validator(load_schema("registry-example")).validate(document)

    assert document["is_made_up"] is True
    assert document["rows"] == 500
    rows = texts(tmp_path / "example-t.csv").unique(["row", "kind"]).height
    assert sum(each["records"] for each in document["faults"]) == rows


WRONG = [
    (("--rows", 0), "--rows"),
    (("--rows", 10_000_001), "--rows"),
    (("--seed", -1), "--seed"),
    (("--years", "2023..2021"), "--years"),
    (("--years", "spring"), "--years"),
    (("--years", "2015..2016"), "2015"),
    (("--hospitals", "DCH999"), "--hospitals"),
    (("--errors", 0.1), "--errors --truth"),
    (("--truth", "example-t.csv"), "--errors --truth"),
    (("--errors", 2, "--truth", "example-t.csv"), "--errors"),
    (("--errors", "nan", "--truth", "example-t.csv"), "--errors"),
    (("--errors", 0.1, "--truth", "t.csv"), "t.csv"),
    (("--errors", 0.1, "--truth", "example-t.xlsx"), "example-t.xlsx"),
]


@pytest.mark.parametrize(("options", "place"), WRONG)
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_wrong_options_are_refused_and_nothing_is_written(
    kinten, tmp_path, monkeypatch, options, place, lang
):
    monkeypatch.chdir(tmp_path)
    run = kinten("registry", "example", *options, "-o", "example.parquet", "--lang", lang)

    assert run.code == 2
    assert place in run.err
    assert not list(tmp_path.iterdir())


def test_one_file_for_records_and_truth_is_refused(kinten, tmp_path):
    path = tmp_path / "example.csv"
    run = kinten("registry", "example", "--errors", 0.1, "--truth", path, "-o", path)

    assert run.code == 2
    assert not path.exists()


def test_a_folder_that_is_not_there_is_told(kinten, tmp_path):
    run = kinten("registry", "example", "--rows", 10, "-o", tmp_path / "no" / "example.parquet")

    assert run.code == 2
    assert "example.parquet" in run.err
