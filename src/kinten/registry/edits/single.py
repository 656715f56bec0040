"""Edits of one item: cells that cannot be read, codes that are none, items that must be there."""

from collections.abc import Iterable, Iterator

from kinten.registry.edits.edit import (
    FORM,
    ICDO,
    LAYOUT,
    MANUAL,
    OWN,
    TR42,
    Condition,
    Edit,
    Frame,
    Severity,
    Source,
)
from kinten.registry.items import Item, ItemKind
from kinten.vocabulary.wording import Words

_TR42_CODES = frozenset({"sex", "behaviour", "basis"})
_PREFECTURES = 47
"""Codes of prefectures end here; above are those for abroad and unknown."""

UNREADABLE = "UNREADABLE"
"""Of every cell that could not be read as its item; the cells are told one by one."""

_ALWAYS = frozenset(
    {"patient_id", "sex", "birth_date", "diagnosis_date", "topography", "morphology", "behaviour"}
)
"""Reported items without which nothing else can be told of a record."""


def single_edits(
    items: Iterable[Item], columns: frozenset[str], *, is_reported: bool
) -> Iterator[Edit]:
    """Give the edits of the items that a file has columns for."""
    for item in items:
        if item.name not in columns:
            continue
        if item.kind is ItemKind.CODE:
            yield _code(item)
        if item.name in _ALWAYS or (item.is_reported and is_reported):
            yield _there(item)
    yield Edit(
        UNREADABLE,
        Severity.ERROR,
        Words("読めません", "it cannot be read"),
        ("unread",),
        LAYOUT,
        lambda records: records.unread.notnull(),
    )
    yield Edit(
        "SITE-RANGE",
        Severity.ERROR,
        Words("ICD-O-3 の局在にない符号です", "it is beyond the sites of ICD-O-3"),
        ("topography",),
        ICDO,
        lambda records: records.site > 809,
    )
    yield Edit(
        "MORPHOLOGY-RANGE",
        Severity.ERROR,
        Words("ICD-O-3 の形態にない符号です", "it is beyond the histologies of ICD-O-3"),
        ("morphology",),
        ICDO,
        lambda records: ~records.morphology.between(8000, 9999),
    )
    yield Edit(
        "SEQUENCE-RANGE",
        Severity.ERROR,
        Words("腫瘍の順番が負の数です", "the number of the tumour is negative"),
        ("tumour_sequence",),
        LAYOUT,
        lambda records: records.tumour_sequence < 0,
    )
    yield Edit(
        "RESIDENCE-PREFECTURE",
        Severity.QUERY,
        Words(
            "市区町村コードの都道府県が、診断時都道府県と違います",
            "the municipality lies in another prefecture than the one of residence",
        ),
        ("residence", "residence_prefecture"),
        OWN,
        lambda records: (
            (records.residence_prefecture <= _PREFECTURES)
            & (records.residence // 1000 != records.residence_prefecture)
        ),
    )
    yield Edit(
        "AGE-HIGH",
        Severity.QUERY,
        Words("診断時の年齢が110歳以上です", "the patient is 110 or older at diagnosis"),
        ("birth_date", "diagnosis_date"),
        OWN,
        lambda records: records.age_at_diagnosis >= 110,
    )


def _code(item: Item) -> Edit:
    known = list(item.known_codes)
    name = item.name

    def fails(records: Frame) -> Condition:
        return ~records[name].isin(known)

    listed = " ".join(str(code) for code in known[:12]) + (" …" if len(known) > 12 else "")
    unsure = item.unconfirmed_codes
    source = _source(item)
    return Edit(
        _rule("CODE", item),
        Severity.QUERY if source is OWN else Severity.ERROR,
        Words(
            f"{item.title.ja}の符号ではありません（{listed}）",
            f"no code of {item.title.en} ({listed})",
        ),
        (name,),
        source,
        fails,
        ((name, unsure),) if unsure else (),
    )


def _source(item: Item) -> Source:
    """Give the source of an item's codes: IARC, ICD-O, the national form, the hospital form, or Kinten."""
    if item.name in _TR42_CODES:
        return TR42
    if item.name == "grade":
        return ICDO
    return MANUAL if item.national else FORM if item.hospital else OWN


def _there(item: Item) -> Edit:
    name = item.name
    return Edit(
        _rule("MISSING", item),
        Severity.ERROR,
        Words(
            f"{item.title.ja}が空欄です（届出項目）", f"{item.title.en} is blank (a reported item)"
        ),
        (name,),
        MANUAL,
        lambda records: records[name].isnull() & ~_is_told(records, name),
    )


def _is_told(records: Frame, name: str) -> Condition:
    """Tell whether a cell is among those that could not be read; few records have any."""
    unread = records.unread
    told = unread.contains(f"; {name}=") | unread.startswith(f"{name}=")
    return (unread.notnull() & told).fill_null(False)


def _rule(kind: str, item: Item) -> str:
    return f"{kind}-{item.name.upper().replace('_', '-')}"
