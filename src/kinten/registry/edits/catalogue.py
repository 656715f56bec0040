"""All edits of a file, in their order, with what an unconfirmed code does to one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kinten.coding.icdo_list import ListedCode
from kinten.registry.edits.across import AcrossEdit, across_edits
from kinten.registry.edits.dates import date_edits
from kinten.registry.edits.edit import Edit, Severity
from kinten.registry.edits.families import Families, family_edits
from kinten.registry.edits.listed import listed_edits
from kinten.registry.edits.single import single_edits
from kinten.registry.edits.treatment import treatment_edits
from kinten.registry.edits.tumour import tumour_edits
from kinten.registry.items import Item


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Edits of a record, edits across records, those left out for want of an item (edit, items lacking)."""

    edits: tuple[Edit, ...]
    across: tuple[AcrossEdit, ...]
    left_out: tuple[tuple[str, tuple[str, ...]], ...]
    unconfirmed: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def all_edits(self) -> tuple[Edit | AcrossEdit, ...]:
        """All edits that are run, in their order."""
        return (*self.edits, *self.across)


def make_catalogue(
    items: Sequence[Item],
    columns: frozenset[str],
    as_of: date,
    families: Families | None,
    *,
    is_reported: bool,
    codes: Sequence[ListedCode] = (),
) -> Catalogue:
    """Give the edits for a file with these columns.

    An edit that rests on a code for which no source was seen becomes a query until the code is confirmed.
    ``codes`` are those of a loaded list of ICD-O; ``is_reported`` tells that the file is a national report,
    in which no item of it may be blank.
    """
    unsure = {item.name: frozenset(item.unconfirmed_codes) for item in items}
    own = [
        *single_edits(items, columns, is_reported=is_reported),
        *date_edits(as_of),
        *tumour_edits(),
        *treatment_edits(),
        *listed_edits(codes),
        *(family_edits(families) if families else ()),
    ]
    left = [*_lacking(own, columns), *_lacking(across_edits(), columns)]
    out = {rule for rule, _ in left}
    used: dict[str, set[int]] = {}
    edits = tuple(_as_known(edit, unsure, used) for edit in own if edit.rule not in out)
    across = tuple(edit for edit in across_edits() if edit.rule not in out)
    return Catalogue(
        edits,
        across,
        tuple(left),
        tuple((name, tuple(sorted(codes))) for name, codes in sorted(used.items())),
    )


def _as_known(edit: Edit, unsure: Mapping[str, frozenset[int]], used: dict[str, set[int]]) -> Edit:
    """Make an edit a query where it rests on an unconfirmed code, and note the code."""
    resting = {name: unsure.get(name, frozenset()) & set(codes) for name, codes in edit.rests_on}
    if not any(resting.values()):
        return edit
    for name, codes in resting.items():
        used.setdefault(name, set()).update(codes)
    return replace(edit, severity=Severity.QUERY)


def _lacking(
    edits: Iterable[Edit | AcrossEdit], columns: frozenset[str]
) -> list[tuple[str, tuple[str, ...]]]:
    """Give the edits that cannot be run, with the items that the file has no column for.

    The hospital only tells patients apart: a file of one hospital need not have it.
    """
    found = []
    for edit in edits:
        lacking = tuple(
            name
            for name in edit.items
            if name not in columns and name not in {"hospital", "unread", "laterality"}
        )
        if lacking:
            found.append((edit.rule, lacking))
    return found
