"""What a paper prints beside a hospital: the mark of its kind, and what it applies for."""

import re
from dataclasses import dataclass

from kinten.report.model import Standing
from kinten.vocabulary.hospital_kind import Kind

_KINDS = {
    "★": Kind.PREF,
    "☆": Kind.PREF,
    "◇": Kind.REGIONAL,
    "◎": Kind.SPECIFIC,
    "●": Kind.REGIONAL,
}
_MARKS = re.compile(r"[★☆◇◎●]|特例型|高度型")
_NUMBERING = re.compile(r"^\s*\d{1,3}\s*[.．)）]?\s+")


@dataclass(frozen=True, slots=True)
class Mark:
    """The kind and the two flags that the marks of a row stand for; no mark is a regional hub."""

    kind: Kind = Kind.REGIONAL
    is_advanced: bool = False
    is_exceptional: bool = False


def read_mark(text: str) -> Mark:
    """Read ★ prefectural, ◇ regional advanced, ◎ specific, ●特例型; several may stand together."""
    found = set(_MARKS.findall(text))
    kinds = {_KINDS[sign] for sign in found if sign in _KINDS} - {Kind.REGIONAL}
    return Mark(
        kind=kinds.pop() if len(kinds) == 1 else Kind.REGIONAL,
        is_advanced=bool({"◇", "高度型"} & found),
        is_exceptional=bool({"●", "特例型"} & found),
    )


def without_marks(name: str) -> str:
    """Take marks, numbering and line breaks off a hospital's name."""
    bare = re.sub(r"[★☆◇◎●]|[（(]?特例型[）)]?", "", name)
    return " ".join(_NUMBERING.sub("", bare).split())


def read_standing(application: str) -> Standing:
    """Read the official handling: a status report or a renewal is of a designated hospital."""
    word = "".join(application.split())
    if "辞退" in word:
        return Standing.WITHDRAWN
    if word.startswith("現況") or word.endswith("更新"):
        return Standing.DESIGNATED
    return Standing.NOT_KNOWN
