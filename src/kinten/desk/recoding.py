"""Groups of registered tumours: what `kinten registry recode` gives."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from kinten import __version__
from kinten.coding.ranges import NONE, Bools
from kinten.coding.rare import Classification
from kinten.coding.recodes import Scheme, list_schemes, load_scheme
from kinten.desk.code_tables import read_list
from kinten.desk.filing import source_of
from kinten.desk.tumour_codes import (
    BY_ICD10,
    BY_ICDO,
    YEAR,
    Registered,
    read_registered,
    spread,
)
from kinten.disclosure.masking import DEFAULT_K, protect
from kinten.report.model import Source
from kinten.tables.table import Table, Value
from kinten.vocabulary.wording import Words

_JOINED = "; "


@dataclass(frozen=True, slots=True)
class Group:
    """A group with its records; of a list of rare cancers an entity with its tier."""

    code: str
    name: Words
    tier: str
    records: int


@dataclass(frozen=True, slots=True)
class Recoded:
    """The records with their groups, and how many are in each."""

    sources: tuple[Source, ...]
    name: str
    title: Words
    origin: str
    is_listed: bool
    frame: pl.DataFrame
    groups: tuple[Group, ...]
    without: int
    unreadable: int
    several: int


def recode(path: Path, name: str, listed: Path | None, lang: str) -> Recoded:
    """Read registered tumours and give each its group, named in a language; the rows stay in their order.

    With a list the groups are its own, and the name only that of the columns. FaultError names the
    column that is missing or there already, and the cell of the list that is no range of codes.
    """
    scheme = load_scheme(name) if listed is None else read_list(listed, name)
    adds = (name, f"{name}_name")
    by_disease = isinstance(scheme, Scheme) and scheme.by_disease
    found = read_registered(
        path, BY_ICD10 if by_disease else BY_ICDO, adds, (YEAR,) if scheme.goes_by_year else ()
    )
    is_read = found.tumours.are_read(by_disease=by_disease)
    sources = (found.source, *(() if listed is None else (source_of(listed),)))
    if isinstance(scheme, Classification):
        return _classified(sources, name, scheme, found, is_read)
    return _grouped(sources, scheme, found, is_read, lang)


def recode_document(recoded: Recoded) -> dict[str, Any]:
    """Give the document of `kinten registry recode --json`."""
    return {
        "kinten": __version__,
        "inputs": [{"name": each.name, "sha256": each.sha256} for each in recoded.sources],
        "scheme": recoded.name,
        "records": recoded.frame.height,
        "groups": [
            {"code": each.code, "name": each.name.ja, "name_en": each.name.en, "tier": each.tier}
            | {"records": each.records}
            for each in recoded.groups
        ],
        "without_group": recoded.without,
        "unreadable": recoded.unreadable,
        "several": recoded.several,
    }


def recode_table(recoded: Recoded, lang: str, *, exact: bool = False) -> Table:
    """Give how many records each group has; unless exact, groups of small counts are told together."""
    shown = [each for each in recoded.groups if each.records >= (1 if exact else DEFAULT_K)]
    rows: list[tuple[Value, ...]] = [
        (*_tier(recoded, each.tier), each.code, each.name.in_language(lang), each.records)
        for each in shown
    ]
    blank = (*_tier(recoded, ""), "")
    others = len(recoded.groups) - len(shown)
    if others and not exact:
        told = Words(f"ほかの{others}区分（それぞれ）", f"{others} other groups (each)")
        rows.append((*blank, told.in_language(lang), protect(0).told.in_language(lang)))
    for told, count in (
        (Words("どの区分にも入らない", "in no group"), recoded.without),
        (Words("うち符号が読めない", "of these without a readable code"), recoded.unreadable),
    ):
        value = count if exact else protect(count).told.in_language(lang)
        rows.append((*blank, told.in_language(lang), value))
    if recoded.is_listed:
        told = Words("一つの層で二つ以上", "several of one tier")
        several = recoded.several if exact else protect(recoded.several).told.in_language(lang)
        rows.append((*blank, told.in_language(lang), several))
    heads: tuple[Words, ...] = (
        Words("区分", "group"),
        Words("名称", "name"),
        Words("件", "records"),
    )
    if recoded.is_listed:
        heads = (Words("層", "tier"), Words("区分", "entity"), Words("系統", "family"), heads[-1])
    return Table(
        recoded.title.in_language(lang),
        tuple(each.in_language(lang) for each in heads),
        tuple(rows),
        tuple(each.in_language(lang) for each in _notes(recoded)),
    )


def _tier(recoded: Recoded, tier: str) -> tuple[str, ...]:
    """Give the cell of the tier, which only a classification of rare cancers has."""
    return (tier,) if recoded.is_listed else ()


def schemes_table(lang: str) -> Table:
    """List the packaged schemes."""
    heads = (
        Words("名前", "name"),
        Words("区分", "title"),
        Words("数", "groups"),
        Words("もとの符号", "from"),
        Words("出典", "source"),
    )
    rows = []
    for row in list_schemes():
        scheme = load_scheme(row["scheme"])
        by = "ICD-10" if scheme.by_disease else "ICD-O-3"
        told = (scheme.name, scheme.title.in_language(lang), len(scheme.groups), by, scheme.source)
        rows.append(told)
    return Table(
        Words("部位・組織型の区分", "Groups of sites and histologies").in_language(lang),
        tuple(each.in_language(lang) for each in heads),
        tuple(rows),
    )


def _grouped(
    sources: tuple[Source, ...], scheme: Scheme, found: Registered, is_read: Bools, lang: str
) -> Recoded:
    places = scheme.assign(found.tumours)
    codes, names = list(scheme.groups), list(scheme.groups.values())
    counts = np.bincount(places + 1, weights=found.counts, minlength=len(codes) + 1).astype(int)
    added = _columns(
        scheme.name,
        [None if at == NONE else codes[at] for at in places.tolist()],
        [None if at == NONE else names[at].in_language(lang) for at in places.tolist()],
        found,
    )
    groups = zip(codes, names, counts[1:].tolist(), strict=True)
    return Recoded(
        sources,
        scheme.name,
        scheme.title,
        scheme.source,
        is_listed=False,
        frame=found.frame.with_columns(added),
        groups=tuple(Group(code, name, "", count) for code, name, count in groups),
        without=int(counts[0]),
        unreadable=int(found.counts[~is_read].sum()),
        several=0,
    )


def _classified(
    sources: tuple[Source, ...],
    name: str,
    listed: Classification,
    found: Registered,
    is_read: Bools,
) -> Recoded:
    holds = listed.holds(found.tumours)
    entities = [
        [listed.entities[at] for at in np.flatnonzero(column).tolist()] for column in holds.T
    ]
    added = _columns(
        name,
        [_JOINED.join(each.name for each in held) or None for held in entities],
        [_JOINED.join(dict.fromkeys(each.family for each in held)) or None for held in entities],
        found,
    )
    counts = (holds @ found.counts).tolist()
    return Recoded(
        sources,
        name,
        Words(name, name),
        sources[-1].name,
        is_listed=True,
        frame=found.frame.with_columns(added),
        groups=tuple(
            Group(each.name, Words(each.family, each.family), each.tier, int(count))
            for each, count in zip(listed.entities, counts, strict=True)
        ),
        without=int(found.counts[~holds.any(axis=0)].sum()),
        unreadable=int(found.counts[~is_read].sum()),
        several=int(found.counts[listed.are_several(holds)].sum()),
    )


def _columns(
    name: str, codes: list[str | None], names: list[str | None], found: Registered
) -> list[pl.Series]:
    return [
        spread(codes, found.places).alias(name),
        spread(names, found.places).alias(f"{name}_name"),
    ]


def _notes(recoded: Recoded) -> list[Words]:
    notes = [Words(f"出典: {recoded.origin}", f"source: {recoded.origin}")]
    if recoded.name == "mcij":
        notes.append(_MCIJ)
    if recoded.is_listed:
        notes.append(_SEVERAL)
    return notes


_MCIJ = Words(
    "浸潤がん（性状3）だけを、部位（造血・リンパは組織型）で分けます。MALTリンパ腫（9699）は悪性リンパ腫に"
    "入れます（ICD-10ではC88.4）。ICD-10で分けるときは mcij-icd10 です",
    "malignant tumours (behaviour 3) only, by site (blood and lymph by histology); MALT lymphoma (9699) "
    "is with the lymphomas (C88.4 in ICD-10); mcij-icd10 goes by ICD-10",
)
_SEVERAL = Words(
    "一つの腫瘍が二つ以上に入ることがあり、合計は件数を超えます",
    "a tumour may be in several, so that their sum is more than the records",
)
