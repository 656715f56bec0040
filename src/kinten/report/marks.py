"""What a paper prints beside a hospital: the mark of its kind, and what it applies for."""

import re
import unicodedata
from dataclasses import dataclass, field, replace

from kinten.report.cells import DASHES, quoted
from kinten.report.model import Remark, Severity, Standing
from kinten.vocabulary.hospital_kind import Kind, kind_named
from kinten.vocabulary.wording import Words

_KINDS = {
    "★": Kind.PREF,
    "☆": Kind.PREF,
    "◇": Kind.REGIONAL,
    "◎": Kind.SPECIFIC,
    "●": Kind.REGIONAL,
}
_MARKS = re.compile(r"[★☆◇◎●]|特例型|高度型")
_SIGN_BEFORE = re.compile("[\u25a0-\u26ff]+")
_KNOWN = Words(
    "★☆（都道府県）、◇（地域・高度型）、◎（特定領域）、●・特例型（特例型）、または"
    + "・".join(kind.short_label.ja for kind in Kind),
    "★ ☆ (prefectural), ◇ (regional, advanced type), ◎ (specific field), ● (exceptional type), or "
    + ", ".join(Kind),
)
_OF_ONE_SIGN = frozenset({Kind.PREF, Kind.SPECIFIC, Kind.NCC})
_NUMBERING = re.compile(r"^\s*\d{1,3}\s*[.．)）]?\s+")


@dataclass(frozen=True, slots=True)
class Mark:
    """The kind and the two flags that the marks of a row stand for; no mark is a regional hub.

    ``other_kinds`` are further kinds that the same row names: which is right is not known.
    ``is_stated`` says that the row has a mark or word of a kind.
    """

    kind: Kind = Kind.REGIONAL
    is_advanced: bool = False
    is_exceptional: bool = False
    other_kinds: frozenset[Kind] = frozenset()
    is_stated: bool = field(default=False, compare=False)


def read_mark(text: str) -> Mark:
    """Read ★ prefectural, ◇ regional advanced, ◎ specific, ●特例型; several may stand together."""
    found = set(_MARKS.findall(text))
    kinds = _kinds_of_signs(text)
    return Mark(
        kind=kinds.pop() if len(kinds) == 1 else Kind.REGIONAL,
        is_advanced=bool({"◇", "高度型"} & found),
        is_exceptional=bool({"●", "特例型"} & found),
        is_stated=bool(found),
    )


def read_type(text: str, name: str, kind: str = "", beside: str = "") -> tuple[Mark, str]:
    """Read what a row says of the hospital's kind, and what of it is not understood.

    ``text`` is the column of marks, which may also hold the words of a kind; ``kind`` is the column
    of kinds; signs may stand before the hospital's ``name`` or anywhere ``beside``. Nothing at all
    is a regional hub. The second part is empty, or the texts that name no kind or more than one: the
    kind is then that of the one known sign, else regional, and the caller must tell it.
    """
    signs = f"{text} {name} {beside}"
    mark = read_mark(signs)
    named = [kind_named(words) for words in (_without_signs(text), _words(kind)) if words]
    found = _kinds_of_signs(signs) | {one for one in named if one is not None}
    unknown = _unknown_sign(name)
    mark = replace(mark, is_stated=mark.is_stated or bool(named))
    if "◇" in signs or "高度型" in signs:
        # The sign of the advanced type is that of a regional hub; beside ★ or ◎ it is one too many.
        found |= {Kind.REGIONAL} if found & _OF_ONE_SIGN else set()
    if len(found) == 1:
        mark = replace(mark, kind=next(iter(found)))
    elif found:
        mark = replace(mark, other_kinds=frozenset(found - {mark.kind}))
    if len(found) <= 1 and None not in named and not unknown:
        return mark, ""
    return mark, " ".join(part.strip() for part in (text, kind, unknown) if part.strip())


def _words(text: str) -> str:
    """Give the words of a cell; 「-」 and なし say that there is no mark."""
    return "" if text.strip() in {"なし", "無", *DASHES} else text.strip()


def unknown_type(text: str, mark: Mark, at: str) -> Remark:
    """Tell a mark or word that does not settle the kind: what stands there, and what is known."""
    if mark.other_kinds:
        return _several_kinds(text, mark, at)
    words = Words(
        f"類型「{quoted(text)}」からは類型が決まらないため、{mark.kind.label.ja}として扱いました。"
        f"読める印と語：{_KNOWN.ja}。印を直すか、--kind で類型を指定してください。",
        f"The type “{quoted(text)}” does not settle the kind; taken as a {mark.kind.label.en}. "
        f"Known are {_KNOWN.en}. Mend the mark, or name the kind with --kind.",
    )
    return Remark("unknown_type", Severity.ERROR, words, at)


def _several_kinds(text: str, mark: Mark, at: str) -> Remark:
    """Tell a row that names two kinds: none of them is taken for certain."""
    kinds = [kind for kind in Kind if kind in {mark.kind, *mark.other_kinds}]
    ja = "、".join(kind.label.ja for kind in kinds)
    en = ", ".join(kind.label.en for kind in kinds)
    words = Words(
        f"類型「{quoted(text)}」は二つ以上の類型を示すため、類型が決まらず判定できません（{ja}）。"
        f"読める印と語：{_KNOWN.ja}。印を直すか、--kind で類型を指定してください。",
        f"The type “{quoted(text)}” names more than one kind ({en}), so that nothing can be judged. "
        f"Known are {_KNOWN.en}. Mend the mark, or name the kind with --kind.",
    )
    return Remark("unknown_type", Severity.ERROR, words, at)


def _kinds_of_signs(text: str) -> set[Kind]:
    """Give the kinds that signs name; ◇ and ● are flags, which stand beside a kind."""
    return {_KINDS[sign] for sign in _MARKS.findall(text) if sign in _KINDS} - {Kind.REGIONAL}


def _without_signs(text: str) -> str:
    """Take known signs, flags and their brackets off; what is left must be the words of a kind."""
    plain = unicodedata.normalize("NFKC", text)
    bare = re.sub(r"\(\s*\)|[・、,/\s]", "", _MARKS.sub("", plain))
    return _words(bare.strip("()"))


def _unknown_sign(name: str) -> str:
    """Find a sign before a name that looks like a mark and is none that is known: ▲, ■."""
    found = _SIGN_BEFORE.match(without_marks(name))
    return "" if found is None else found[0]


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
