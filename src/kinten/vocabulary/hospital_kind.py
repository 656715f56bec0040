"""The kinds of designated hospitals and the two flags beside them."""

import unicodedata
from enum import StrEnum

from kinten.vocabulary.wording import Words


class Kind(StrEnum):
    """国立がん研究センター, 都道府県, 地域, 特定領域 and 地域がん診療病院."""

    NCC = "ncc"
    PREF = "pref"
    REGIONAL = "regional"
    SPECIFIC = "specific"
    LOCAL = "local"

    @property
    def label(self) -> Words:
        """The words printed to people."""
        return _KINDS[self]

    @property
    def short_label(self) -> Words:
        """The words for a narrow column."""
        return _SHORT[self]

    @property
    def is_hub(self) -> bool:
        """Whether it is one of the 拠点病院 (a local cancer hospital is not)."""
        return self is not Kind.LOCAL


_SHORT = {
    Kind.NCC: Words("国立がん研究センター", "NCC"),
    Kind.PREF: Words("都道府県", "prefectural"),
    Kind.REGIONAL: Words("地域", "regional"),
    Kind.SPECIFIC: Words("特定領域", "specific"),
    Kind.LOCAL: Words("がん診療病院", "local"),
}

_KINDS = {
    Kind.NCC: Words("国立がん研究センター", "National Cancer Center"),
    Kind.PREF: Words("都道府県がん診療連携拠点病院", "prefectural hub"),
    Kind.REGIONAL: Words("地域がん診療連携拠点病院", "regional hub"),
    Kind.SPECIFIC: Words("特定領域がん診療連携拠点病院", "specific-field hub"),
    Kind.LOCAL: Words("地域がん診療病院", "local cancer hospital"),
}

_ALSO_CALLED = {
    "都道府県拠点": Kind.PREF,
    "県拠点": Kind.PREF,
    "都道府県がん拠点病院": Kind.PREF,
    "地域拠点": Kind.REGIONAL,
    "地域がん拠点病院": Kind.REGIONAL,
    "特定領域拠点": Kind.SPECIFIC,
    "国がん": Kind.NCC,
}


def _fold(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


_BY_NAME = {
    **{_fold(name): kind for name, kind in _ALSO_CALLED.items()},
    **{
        _fold(name): kind
        for kind in Kind
        for name in (kind.value, *kind.label, *kind.short_label, f"{kind.short_label.ja}拠点病院")
    },
}


def kind_named(text: str) -> Kind | None:
    """Read a kind from its id or its words (pref, 都道府県, 県拠点, prefectural hub); None for others."""
    return _BY_NAME.get(_fold(text))
