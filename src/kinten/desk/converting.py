"""Codes converted: what `kinten registry convert` gives."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from kinten import __version__
from kinten.coding.conversion import Oncology, convert, oncology_of, packaged_conversion
from kinten.coding.ranges import NONE
from kinten.desk.code_tables import read_tables
from kinten.desk.filing import source_of
from kinten.desk.tumour_codes import (
    BY_ICD10,
    BY_ICDO,
    SEX,
    read_as_given,
    read_registered,
    refuse_twice,
    spread,
    told_codes,
)
from kinten.disclosure.masking import DEFAULT_K, protect
from kinten.report.model import Source
from kinten.tables.columns import read_records
from kinten.tables.table import Table, Value
from kinten.vocabulary.wording import Words

ICD10, ICDO = "icd10", "icdo3"
TARGETS = (ICD10, ICDO)
_ONCOLOGY = ("topography", "morphology", "behaviour")
_MOST, _LISTED = 10, 100


@dataclass(frozen=True, slots=True)
class Left:
    """A combination of codes that no table determines, and the records that have it."""

    codes: str
    records: int


@dataclass(frozen=True, slots=True)
class Converted:
    """The records with what their codes are in the other classification.

    ``given`` tells how many records each table determined, by its name.
    """

    sources: tuple[Source, ...]
    target: str
    frame: pl.DataFrame
    given: tuple[tuple[Words, int], ...]
    unreadable: int
    left: tuple[Left, ...]

    @property
    def determined(self) -> int:
        """Records that have a code now."""
        return sum(count for _, count in self.given)


def convert_codes(path: Path, target: str, tables: Sequence[Path]) -> Converted:
    """Read registered tumours and add their codes in ICD-10 or in ICD-O-3; the rows stay in their order.

    FaultError names the column that is missing or there already, and the cell of a table that cannot be
    read.
    """
    sources = tuple(source_of(each) for each in tables)
    if target == ICDO:
        return _to_oncology(path)
    found = read_registered(path, BY_ICDO, (ICD10,), (SEX,) if tables else ())
    conversions = read_tables(tables) if tables else packaged_conversion()
    codes, given = convert(conversions, found.tumours)
    names = _PACKAGED if not tables else tuple(_own(at) for at in range(len(conversions)))
    counts = np.bincount(given + 1, weights=found.counts, minlength=len(names) + 1).astype(int)
    is_read = found.tumours.are_read()
    left = [
        Left(told_codes(found.tumours, at), int(found.counts[at]))
        for at in np.flatnonzero(is_read & (given == NONE)).tolist()
    ]
    return Converted(
        (found.source, *sources),
        target,
        found.frame.with_columns(
            spread([code or None for code in codes], found.places).alias(ICD10)
        ),
        tuple(zip(names, counts[1:].tolist(), strict=True)),
        int(found.counts[~is_read].sum()),
        tuple(sorted(left, key=lambda each: (-each.records, each.codes))),
    )


def convert_document(converted: Converted) -> dict[str, Any]:
    """Give the document of `kinten registry convert --json`."""
    return {
        "kinten": __version__,
        "inputs": [{"name": each.name, "sha256": each.sha256} for each in converted.sources],
        "to": converted.target,
        "records": converted.frame.height,
        "determined": converted.determined,
        "by_table": [
            {"table": told.ja, "table_en": told.en, "records": count}
            for told, count in converted.given
        ],
        "unreadable": converted.unreadable,
        "undetermined": sum(each.records for each in converted.left),
        "undetermined_codes": len(converted.left),
        "most_often": [
            {"codes": each.codes, "records": each.records} for each in converted.left[:_LISTED]
        ],
    }


def convert_table(converted: Converted, lang: str, *, exact: bool = False) -> Table:
    """Give how many records were determined, by which table, and the combinations most often left."""

    def shown(count: int) -> Value:
        return count if exact else protect(count).told.in_language(lang)

    rows: list[tuple[Value, ...]] = [
        (told.in_language(lang), shown(count)) for told, count in converted.given
    ]
    undetermined = sum(each.records for each in converted.left)
    for told, count in (
        (Words("決まらない（空欄のまま）", "not determined (left empty)"), undetermined),
        (Words("符号が読めない", "without a readable code"), converted.unreadable),
    ):
        rows.append((told.in_language(lang), shown(count)))
    least = 1 if exact else DEFAULT_K
    listed = [each for each in converted.left if each.records >= least][:_MOST]
    rows += [
        (
            Words(f"決まらない: {each.codes}", f"not determined: {each.codes}").in_language(lang),
            each.records,
        )
        for each in listed
    ]
    share = converted.determined / max(converted.frame.height, 1)
    notes = [_share(share)] if exact or _is_safe(converted) else []
    notes.append(_NOTES[converted.target] if len(converted.sources) == 1 else _OWN)
    title = Words("ICD-O-3からICD-10へ", "ICD-O-3 to ICD-10")
    if converted.target == ICDO:
        title = Words("ICD-10からICD-O-3へ", "ICD-10 to ICD-O-3")
    heads = (Words("決め方", "by"), Words("件", "records"))
    return Table(
        title.in_language(lang),
        tuple(each.in_language(lang) for each in heads),
        tuple(rows),
        tuple(each.in_language(lang) for each in notes),
    )


def _to_oncology(path: Path) -> Converted:
    table = read_records(path, BY_ICD10)
    refuse_twice(table, _ONCOLOGY)
    texts = table.frame[ICD10].fill_null("").str.strip_chars()
    bare = texts.str.to_uppercase().str.replace(".", "", literal=True)
    found = {code: _oncology(code) for code in bare.unique().to_list()}
    codes = bare.to_list()
    added = [
        pl.Series(name, [_part(found[code], place) for code in codes], dtype=pl.String)
        for place, name in enumerate(_ONCOLOGY)
    ]
    left = Counter(code for code in codes if code and found[code] is None)
    determined = sum(found[code] is not None for code in codes)
    return Converted(
        (source_of(path),),
        ICDO,
        read_as_given(path, table.frame).with_columns(added),
        ((_PAIRS, determined),),
        sum(not code for code in codes),
        tuple(
            Left(code, count)
            for code, count in sorted(left.items(), key=lambda each: (-each[1], each[0]))
        ),
    )


def _oncology(code: str) -> Oncology | None:
    return oncology_of().get(code) or oncology_of().get(code[:4])


def _part(found: Oncology | None, place: int) -> str | None:
    return None if found is None else found[place]


def _is_safe(converted: Converted) -> bool:
    """Tell whether the share gives no small count away."""
    rest = converted.frame.height - converted.determined
    return min(converted.determined, rest) >= DEFAULT_K or rest == 0


def _share(share: float) -> Words:
    return Words(f"決まった割合: {share:.1%}", f"share determined: {share:.1%}")


def _own(at: int) -> Words:
    return Words(f"渡された表 {at + 1}", f"given table {at + 1}")


_PAIRS = Words("収載の対応表", "packaged pairs of codes")
_PACKAGED = (
    _PAIRS,
    Words("部位で決まる組織型（収載）", "histologies that go by their site (packaged)"),
)
_NOTES = {
    ICD10: Words(
        "収載の表で決まるのは、部位と性状だけで決まる組織型（多くの浸潤がん、上皮内の一部）と、対応が一つしかない"
        "符号です。血液・リンパ、良性の多くは決まらず、空欄です。全部を変換するには --tables で表を渡してください",
        "the packaged tables determine histologies whose ICD-10 code is that of their site and behaviour "
        "(most malignant tumours, some in situ), and codes with one counterpart only; most of blood, "
        "lymph and benign stay empty. To convert all, give tables with --tables",
    ),
    ICDO: Words(
        "組織型は分からないことが多く、8000（新生物）になります。逆に変換しても元の符号には戻りません",
        "the histology is mostly not known and is 8000 (neoplasm); converting back does not give the "
        "first code again",
    ),
}
_OWN = Words(
    "渡された表を並べた順に使い、初めに当てはまる行で決めました。収載の表は使っていません",
    "by the given tables in their order, the first row that holds; the packaged ones were not used",
)
