"""Records of patients who have several: none of them is missed, however many passes it takes."""

import ibis
import numpy as np
import polars as pl
import pytest

from kinten.desk.record_patients import write_several
from kinten.registry.edits.across import several_records

SIZE = 3_000
ITEMS = ("tumour_sequence", "laterality")


@pytest.fixture
def records(tmp_path):
    """Records where many patients have several, some in another hospital, some hospitals unknown."""
    chance = np.random.default_rng(11)
    hospitals = np.array(["1310001", "2710002", ""], dtype=object)[chance.integers(0, 3, SIZE)]
    frame = pl.DataFrame(
        {
            "row": np.arange(SIZE, dtype=np.int32),
            "patient_id": [f"P{each}" for each in chance.integers(0, 2_500, SIZE)],
            "hospital": hospitals.tolist(),
            "tumour_sequence": np.ones(SIZE, dtype=np.int16),
            "laterality": chance.integers(1, 4, SIZE).astype(np.int16),
        }
    ).with_columns(
        pl.when(pl.col("row") % 97 != 0).then("patient_id"),
        pl.when(pl.col("row") % 5 != 0).then("hospital"),
        pl.when(pl.col("row") % 7 != 0).then("laterality"),
    )
    path = tmp_path / "records.parquet"
    frame.write_parquet(path)
    return path


def exact(records):
    table = ibis.duckdb.connect().read_parquet(str(records))
    return pl.from_arrow(several_records(table, ITEMS).to_pyarrow()).sort("row")


@pytest.mark.parametrize("at_once", [8_000_000, SIZE, 700, 30])
def test_the_passes_find_what_grouping_finds(records, tmp_path, at_once):
    written = tmp_path / "several.parquet"
    write_several(str(records), ITEMS, written, at_once)
    found = pl.read_parquet(written).sort("row")
    expected = exact(records)
    assert 500 < expected.height < SIZE
    assert found.select(expected.columns).equals(expected)


def test_an_unknown_hospital_is_one_hospital_and_a_blank_name_is_the_same(tmp_path):
    path, written = tmp_path / "records.parquet", tmp_path / "several.parquet"
    pl.DataFrame(
        {
            "row": [0, 1, 2, 3, 4],
            "patient_id": ["A", "A", None, None, "B"],
            "hospital": [None, "", None, None, "1310001"],
        }
    ).write_parquet(path)
    write_several(str(path), (), written)
    assert pl.read_parquet(written).sort("row")["row"].to_list() == [0, 1]


def test_no_records_give_none(records, tmp_path):
    none, written = tmp_path / "none.parquet", tmp_path / "several.parquet"
    pl.read_parquet(records).head(0).write_parquet(none)
    write_several(str(none), ITEMS, written)
    assert pl.read_parquet(written).height == 0
