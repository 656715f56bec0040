"""What is doubtful in a file of registered tumours: how many records, and on which lines the first are."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kinten.coding.icdo import histology_number, site_number
from kinten.coding.ranges import NONE, Bools, Ints
from kinten.desk.tumour_codes import read_codes
from kinten.disclosure.masking import protect
from kinten.registry.primaries import is_repeated
from kinten.tables.columns import Columns
from kinten.vocabulary.wording import Words

_SHOWN = 5
_TOLD = {
    "topography": Words(
        "部位の符号（C00-C80）として読めない。ほかと同じとはしません",
        "topography is no code (C00-C80); the same as no other",
    ),
    "morphology": Words(
        "組織型の符号（四桁、8000以上）として読めない。ほかと同じとはしません",
        "morphology is no code (four digits, 8000 or more); the same as no other",
    ),
    "behaviour": Words(
        "組織型に付いた性状と behaviour の列が違う。列のほうを使います",
        "the behaviour within the morphology is another than that of the column, which is used",
    ),
    "sequence_negative": Words("腫瘍の順番が負の数", "the number of the tumour is negative"),
    "sequence_twice": Words(
        "同じ患者の同じ順番が前にもある。どちらも数えます",
        "the same patient has this number of a tumour before; both are taken",
    ),
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A kind of doubt, the records that have it, and the lines of the first of them."""

    what: str
    records: int
    lines: tuple[int, ...]

    def told(self, name: str) -> Words:
        """Say it of a file of this name; the number of records where not all lines are named, masked if small."""
        told, count = _TOLD[self.what], protect(self.records).told
        is_all = self.records <= len(self.lines)
        numbers = list(map(str, self.lines))
        return Words(
            f"{name}: {told.ja}: {'、'.join(numbers)}行目{'' if is_all else f'など（件数 {count.ja}）'}",
            f"{name}: {told.en}: line {', '.join(numbers)}{'' if is_all else f' and others ({count.en} in all)'}",
        )


def find_doubts(
    table: Columns, masks: Sequence[tuple[str, NDArray[np.bool_]]]
) -> tuple[Doubt, ...]:
    """Give the kinds that some record has; the masks have the shape (records,)."""
    return tuple(
        Doubt(
            what,
            int(mask.sum()),
            tuple(table.line(int(row)) for row in np.flatnonzero(mask)[:_SHOWN]),
        )
        for what, mask in masks
        if mask.any()
    )


def is_again(patients: Ints, sequences: Ints) -> Bools:
    """Tell which records have the patient and the number of an earlier one."""
    again = np.zeros(patients.size, dtype=np.bool_)
    rows = np.flatnonzero(is_repeated(patients))
    pairs = pl.DataFrame({"patient": patients[rows], "sequence": sequences[rows]}).to_struct("both")
    again[rows] = pairs.is_first_distinct().not_().to_numpy()
    return again


def are_exchanged(frame: pl.DataFrame) -> bool:
    """Tell whether most records have a morphology as topography and a topography as morphology."""
    sites = read_codes(frame["morphology"], site_number) != NONE
    histologies = read_codes(frame["topography"], histology_number) != NONE
    return 2 * int((sites & histologies).sum()) > frame.height
