"""Running edits over a whole file: one pass for those of a record, one query for each across records."""

from collections.abc import Sequence
from functools import reduce
from operator import or_

from kinten.registry.edits.edit import Edit, Frame

MASK = "mask"
PER_MASK = 62
"""Edits in one whole number of 64 bits, its sign left alone."""


def failing_records(records: Frame, edits: Sequence[Edit], kept: Sequence[str]) -> Frame:
    """Give the records that fail, with the columns kept and a bit for each edit that they fail.

    Bit i of ``mask0`` is of edit i, of ``mask1`` of edit 62 + i, and so on.
    """
    import ibis

    masks = {}
    for place in range(0, len(edits), PER_MASK):
        mask = ibis.literal(0, "int64")
        for bit, edit in enumerate(edits[place : place + PER_MASK]):
            failed = ibis.literal(1 << bit, "int64")
            mask = mask | edit.fails(records).ifelse(failed, ibis.literal(0, "int64"))
        masks[f"{MASK}{place // PER_MASK}"] = mask
    marked = records.select(*kept, **masks)
    return marked.filter(reduce(or_, (marked[name] != 0 for name in masks)))
