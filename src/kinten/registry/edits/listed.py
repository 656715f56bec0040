"""Codes held against a list of ICD-O that the user loads, by the edition of the year of diagnosis."""

from collections.abc import Callable, Iterable
from functools import reduce
from operator import or_

from kinten.coding.icdo_list import ListedCode
from kinten.coding.ranges import NONE
from kinten.registry.edits.edit import Condition, Edit, Frame, Severity, Source
from kinten.vocabulary.wording import Words

_LIST = Words("読み込んだICD-Oの一覧", "the list of ICD-O that was loaded")
_ANY_BEHAVIOUR = 10


def listed_edits(codes: Iterable[ListedCode]) -> tuple[Edit, ...]:
    """Give the edits of a list; one without topographies or without histologies tells nothing of these.

    A tumour whose year is not known may be of any edition. A histology with a behaviour that is not
    listed is a warning: by the matrix rule of ICD-O a pathologist may give it.
    """
    known = tuple(codes)
    sites = [each for each in known if each.is_site]
    histologies = [each for each in known if not each.is_site]
    editions = " ".join(dict.fromkeys(each.edition for each in known if each.edition))
    source = Source(_LIST, editions or "-")
    found = []
    if sites:
        found.append(
            Edit(
                "LIST-SITE",
                Severity.ERROR,
                Words(
                    "診断年の版のICD-Oにない局在です",
                    "no topography of the edition of its year",
                ),
                ("topography", "diagnosis_date"),
                source,
                lambda records: (
                    ~_is_listed(records, records.site, sites, lambda one: (one.number,))
                ),
            )
        )
    if histologies:
        found += _histologies(histologies, source)
    return tuple(found)


def _histologies(codes: list[ListedCode], source: Source) -> tuple[Edit, Edit]:
    def with_behaviour(one: ListedCode) -> tuple[int, ...]:
        of = range(_ANY_BEHAVIOUR) if one.behaviour == NONE else (one.behaviour,)
        return tuple(one.number * _ANY_BEHAVIOUR + behaviour for behaviour in of)

    def is_known(records: Frame) -> Condition:
        return _is_listed(records, records.morphology, codes, lambda one: (one.number,))

    def is_paired(records: Frame) -> Condition:
        both = records.morphology.cast("int32") * _ANY_BEHAVIOUR + records.behaviour
        return _is_listed(records, both, codes, with_behaviour)

    return (
        Edit(
            "LIST-HISTOLOGY",
            Severity.ERROR,
            Words("診断年の版のICD-Oにない組織型です", "no histology of the edition of its year"),
            ("morphology", "diagnosis_date"),
            source,
            lambda records: ~is_known(records),
        ),
        Edit(
            "LIST-BEHAVIOUR",
            Severity.WARNING,
            Words(
                "この組織型の性状として一覧にありません（病理医の判断なら理由を書いてください）",
                "the histology is not listed with this behaviour; a pathologist may give it",
            ),
            ("behaviour", "morphology", "diagnosis_date"),
            source,
            lambda records: is_known(records) & ~is_paired(records),
        ),
    )


def _is_listed(
    records: Frame,
    column: Condition,
    codes: list[ListedCode],
    numbers: Callable[[ListedCode], tuple[int, ...]],
) -> Condition:
    """Tell which records have a number that is listed for their year."""
    spans: dict[tuple[int, int], set[int]] = {}
    for one in codes:
        spans.setdefault((one.first, one.last), set()).update(numbers(one))
    year = records.diagnosis_date // 10000
    is_undated = year.isnull() | (year == 9999)
    return reduce(
        or_,
        (
            column.isin(sorted(known)) & (is_undated | year.between(first, last))
            for (first, last), known in spans.items()
        ),
    )
