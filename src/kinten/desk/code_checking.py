"""Codes of registered tumours held against lists of ICD-O: what `kinten registry codes` gives."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from kinten import __version__
from kinten.coding.icdo_list import check_codes, packaged_codes
from kinten.coding.ranges import NONE, Bools, Ints
from kinten.coding.tumours import Tumours
from kinten.desk.code_tables import read_codes
from kinten.desk.filing import source_of
from kinten.desk.tumour_codes import BY_ICDO, YEAR, read_registered, spread, told_codes
from kinten.disclosure.masking import DEFAULT_K, protect
from kinten.report.model import Source
from kinten.tables.table import Table, Value
from kinten.vocabulary.wording import Words

ADDED = "unknown_code"
_MOST, _LISTED = 10, 100
_KINDS = ("topography", "morphology", "behaviour")


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A combination of codes with one that is not in the list, which of them, and its records."""

    codes: str
    unknown: str
    records: int


@dataclass(frozen=True, slots=True)
class Checked:
    """The records with what is unknown of each, and how many there are.

    ``editions`` names for each year of diagnosis the editions that its codes were held against.
    """

    sources: tuple[Source, ...]
    is_whole: bool
    editions: tuple[tuple[int, tuple[str, ...]], ...]
    frame: pl.DataFrame
    counts: tuple[int, int, int]
    unreadable: int
    unlisted: tuple[Unlisted, ...]

    @property
    def unknown(self) -> int:
        """Records with a site or a histology that is not in the list."""
        return sum(each.records for each in self.unlisted if each.unknown != _KINDS[-1])


def check_listed(path: Path, lists: Sequence[Path]) -> Checked:
    """Read registered tumours and tell which codes the lists do not have for their year of diagnosis.

    Without lists the codes of the packaged tables stand in, by which an unknown code may be right.
    FaultError names the cell of a list that cannot be read, and a column that is missing or there already.
    """
    listed = read_codes(lists) if lists else packaged_codes()
    found = read_registered(path, BY_ICDO, (ADDED,), (YEAR,))
    unknown = check_codes(listed, found.tumours)
    each = (unknown.sites, unknown.histologies, unknown.behaviours)
    told = [" ".join(_told(kinds)) for kinds in zip(*each, strict=True)]
    return Checked(
        (found.source, *(source_of(each) for each in lists)),
        listed.is_whole,
        tuple((year, listed.editions(year)) for year in _years(found.tumours)),
        found.frame.with_columns(
            spread([text or None for text in told], found.places).alias(ADDED)
        ),
        _counts(each, found.counts),
        int(found.counts[~found.tumours.are_read()].sum()),
        _unlisted(found.tumours, found.counts, told),
    )


def codes_document(checked: Checked) -> dict[str, Any]:
    """Give the document of `kinten registry codes --json`."""
    return {
        "kinten": __version__,
        "inputs": [{"name": each.name, "sha256": each.sha256} for each in checked.sources],
        "whole_list": checked.is_whole,
        "editions": [{"year": year, "editions": list(names)} for year, names in checked.editions],
        "records": checked.frame.height,
        "unknown": dict(zip(_KINDS, checked.counts, strict=True)),
        "unreadable": checked.unreadable,
        "most_often": [
            {"codes": each.codes, "unknown": each.unknown, "records": each.records}
            for each in checked.unlisted[:_LISTED]
        ],
    }


def codes_table(checked: Checked, lang: str, *, exact: bool = False) -> Table:
    """Give how many records have an unknown code of each kind, and the combinations most often unknown."""

    def shown(count: int) -> Value:
        return count if exact else protect(count).told.in_language(lang)

    rows: list[tuple[Value, ...]] = [
        (told.in_language(lang), shown(count))
        for told, count in zip(_TOLD, (*checked.counts, checked.unreadable), strict=True)
    ]
    least = 1 if exact else DEFAULT_K
    rows += [
        (f"{each.codes} ({each.unknown})", each.records)
        for each in checked.unlisted
        if each.records >= least
    ][:_MOST]
    heads = (Words("符号", "codes"), Words("件", "records"))
    return Table(
        Words("ICD-O-3の一覧にない符号", "Codes that are not in the list of ICD-O-3").in_language(
            lang
        ),
        tuple(each.in_language(lang) for each in heads),
        tuple(rows),
        tuple(each.in_language(lang) for each in _notes(checked)),
    )


def _years(tumours: Tumours) -> list[int]:
    return sorted({year for year in tumours.years.tolist() if year != NONE})


def _notes(checked: Checked) -> list[Words]:
    if not checked.is_whole:
        return [_PACKAGED]
    told = "; ".join(f"{year} {', '.join(names) or '-'}" for year, names in checked.editions)
    return [_OWN, Words(f"診断年と版: {told}", f"years and editions: {told}")]


def _told(kinds: tuple[bool, bool, bool]) -> list[str]:
    return [name for name, is_unknown in zip(_KINDS, kinds, strict=True) if is_unknown]


def _counts(unknown: tuple[Bools, Bools, Bools], counts: Ints) -> tuple[int, int, int]:
    sites, histologies, behaviours = (int(counts[each].sum()) for each in unknown)
    return sites, histologies, behaviours


def _unlisted(tumours: Tumours, counts: Ints, told: Sequence[str]) -> tuple[Unlisted, ...]:
    by_codes: dict[tuple[str, str], int] = {}
    for at, text in enumerate(told):
        if text:
            key = told_codes(tumours, at), text
            by_codes[key] = by_codes.get(key, 0) + int(counts[at])
    found = (Unlisted(codes, text, count) for (codes, text), count in by_codes.items())
    return tuple(sorted(found, key=lambda each: (-each.records, each.codes)))


_TOLD = (
    Words("部位が一覧にない", "the topography is not in the list"),
    Words("組織型が一覧にない", "the histology is not in the list"),
    Words("組織型はあるが、この性状ではない", "the histology is, but not with this behaviour"),
    Words("部位か組織型が読めない", "without a readable topography or histology"),
)
_OWN = Words(
    "診断年に有効な版で見ました（診断年が分からなければ、どの版かにあればよい）。組織型にない性状は、病理医の判断で"
    "付けてよいことになっています（ICD-O-3の性状の規則）",
    "by the edition of the year of diagnosis (any edition where it is not known). A behaviour that is not "
    "listed may be given by a pathologist (the matrix rule of ICD-O-3)",
)
_PACKAGED = Words(
    "収載の符号（SEERなどの表にあるもの）で見ました。ICD-O-3の全部ではないので、ここにない符号が正しいこともあります。"
    "性状は見ていません。--list で一覧を渡してください",
    "by packaged codes (those in tables of SEER and others), which are not all of ICD-O-3: a code that is "
    "not among them may be right. Behaviours were not looked at. Give a list with --list",
)
