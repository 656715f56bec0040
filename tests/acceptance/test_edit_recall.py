"""What the edits find of faults put into made-up records, and what they find besides."""

from __future__ import annotations

import polars as pl
import pytest

from kinten.cli.main import main
from kinten.example.fault_kinds import KINDS

pytestmark = pytest.mark.shared_data
# Kinds that no edit with a source looks for, or that can be found at either of two records.
BEYOND = {"sequence_gap", "laterality_site"}
# Rare ages are in the national counts too; a copied record is found where it or the other stands.
BESIDE = "^(?:AGE-|DUPLICATE-|PATIENT-)"


@pytest.fixture(scope="module")
def found(tmp_path_factory, shared_data):
    pytest.importorskip("ibis")
    folder = tmp_path_factory.mktemp("recall")
    records, truth, findings = (
        folder / name for name in ("example.parquet", "example-truth.csv", "found.csv")
    )
    made = ["--rows", "40000", "--seed", "5", "--errors", "0.1", "--truth", str(truth)]
    assert main(["registry", "example", *made, "-o", str(records)]) == 0
    families = str(shared_data / "registry" / "iarc_checks")
    check = ["--families", families, "--as-of", "2026-11-30", "-o", str(findings)]
    assert main(["registry", "check", str(records), *check]) == 0
    line = pl.col("at").str.extract(r":(\d+)", 1).cast(pl.Int64)
    table = pl.read_csv(findings, infer_schema_length=0).with_columns(row=line)
    return table, pl.read_csv(truth, infer_schema_length=0).with_columns(
        pl.col("row").cast(pl.Int64)
    )


@pytest.mark.parametrize("kind", [each.name for each in KINDS if each.name not in BEYOND])
def test_every_fault_is_found(found, kind):
    findings, truth = found
    rows = set(truth.filter(kind=kind)["row"])

    assert rows
    assert not rows - set(findings["row"])


def test_nothing_is_found_in_records_without_a_fault(found):
    findings, truth = found
    besides = findings.filter(~pl.col("row").is_in(truth["row"].to_list()))

    assert besides.filter(~pl.col("rule").str.contains(BESIDE)).is_empty()
    assert besides["row"].n_unique() < 0.02 * 40_000
