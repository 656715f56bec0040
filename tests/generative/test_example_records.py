"""Made-up records for any seed: the same twice, exactly as many, none of them broken."""

from __future__ import annotations

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from kinten.example.record_faults import COPIED
from kinten.example.record_frames import Shape
from kinten.example.records import Records, RecordsAsked


def made(asked):
    records = Records(asked)
    shape = Shape(records.texts)
    blocks = list(records.blocks())
    return pl.concat([shape.kept(block) for block in blocks]), pl.concat(
        [shape.truth(block) for block in blocks]
    )


@settings(max_examples=6)
@given(
    seed=st.integers(0, 2**63 - 1),
    rows=st.integers(1, 3000),
    year=st.integers(2016, 2023),
    share=st.sampled_from((0.0, 0.05, 1.0)),
)
def test_any_seed_gives_the_same_records_twice(seed, rows, year, share):
    asked = RecordsAsked(rows, seed, (year,), (), share)
    records, truth = made(asked)
    again, truth_again = made(asked)

    assert records.height == rows
    assert records.equals(again)
    assert truth.equals(truth_again)
    assert truth["row"].n_unique() <= rows
    if share == 0:
        assert truth.is_empty()
        first = records.group_by("patient_id").agg(pl.col("tumour_sequence").min())
        assert (first["tumour_sequence"] == 1).all()
    if share == 1:
        # No record is left to be copied.
        assert truth["row"].n_unique() == rows
        assert COPIED not in truth["kind"].to_list()
