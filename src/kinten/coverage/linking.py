"""Which hospital of one list is which of another, by their printed names; never a guess.

Two names are of one hospital where they are equal once folded, or where one is the other with its
founder before it (国立大学法人, 日本赤十字社 ... 支部, ○○県厚生農業協同組合連合会); always in one prefecture,
with a founder also in one area, and only where no second hospital of either list fits.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kinten.vocabulary.identity import search_key
from kinten.vocabulary.wording import Words

_OLD_FORMS = str.maketrans("獨澁榮惠眞圓靜壽豐關與寶國會", "独渋栄恵真円静寿豊関与宝国会")
_SILENT = re.compile(r"[・･\-()（）「」]|附属|付属")
_FOUNDER = re.compile(
    r"(?:"
    r"(?:国立大学|公立大学|国立研究開発|地方独立行政|独立行政|社会福祉|学校|宗教)法人"
    r"|(?:社会|特定|特別)?医療法人(?:財団|社団)?"
    r"|(?:公益|一般)?(?:財団|社団)法人"
    r"|国立健康危機管理研究機構|日本赤十字社|国家公務員共済組合連合会|公立学校共済組合"
    r"|.{2,4}厚生農業協同組合連合会|ja.{2,4}厚生連"
    r")"
    r"(?:.*(?:会|大学|学園|機構|連合会|組合|財団|社団|研究所|事業団|厚生連|支部|支部.{2,3}[都道府県]))?"
    r"|.+企業団立?"
)


class Bond(StrEnum):
    """Why two names are of one hospital."""

    NAME = "name"
    FOUNDER = "founder"
    CHECKED = "checked"

    @property
    def label(self) -> Words:
        """The words printed to people."""
        return _BONDS[self]


_BONDS = {
    Bond.NAME: Words("名称が同じ（字体と空白を除く）", "the same name but for spelling and spaces"),
    Bond.FOUNDER: Words("開設者の名を除くと同じ", "the same name without the founder's"),
    Bond.CHECKED: Words("目視で確かめた", "checked by hand"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A hospital of a list: what it is called there by key, every name it is known by, its place.

    ``area`` is empty where it is not known.
    """

    key: str
    names: tuple[str, ...]
    prefecture: str
    area: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """One hospital in two lists, and why it is one."""

    key: str
    other: str
    bond: Bond


def name_key(name: str) -> str:
    """Fold a hospital's name: width, kana, spaces, old forms of kanji, 附属 and dots."""
    return _SILENT.sub("", search_key(name).translate(_OLD_FORMS))


def without_founder(key: str) -> frozenset[str]:
    """Give what a folded name may be without its founder; a founder's name can end in several places."""
    return frozenset(key[end:] for end in range(2, len(key) - 1) if _FOUNDER.fullmatch(key, 0, end))


def link_hospitals(some: Iterable[Listed], others: Iterable[Listed]) -> tuple[Link, ...]:
    """Link the hospitals of two lists; one that fits two of the other list is linked to none.

    Equal names come first: what they link is not looked at again.
    """
    left = {each.key: each for each in some}
    right = {each.key: each for each in others}
    found: list[Link] = []
    for bond, pairs in ((Bond.NAME, _same_name), (Bond.FOUNDER, _same_but_founder)):
        for key, other in _only_ones(pairs(left.values(), right.values())):
            found.append(Link(key, other, bond))
            del left[key], right[other]
    return tuple(found)


def _same_name(some: Iterable[Listed], others: Iterable[Listed]) -> set[tuple[str, str]]:
    by_name = _index(others, lambda name: (name_key(name),))
    return {
        (each.key, other.key)
        for each in some
        for name in each.names
        for other in by_name.get((each.prefecture, name_key(name)), ())
    }


def _same_but_founder(some: Iterable[Listed], others: Iterable[Listed]) -> set[tuple[str, str]]:
    listed = tuple(others)
    whole = _index(listed, lambda name: (name_key(name),))
    bare = _index(listed, lambda name: without_founder(name_key(name)))
    pairs: set[tuple[str, str]] = set()
    for each in some:
        for name in each.names:
            key = name_key(name)
            met = [*bare.get((each.prefecture, key), ())]
            for short in without_founder(key):
                met += whole.get((each.prefecture, short), ())
            pairs |= {(each.key, other.key) for other in met if _may_be_one_place(each, other)}
    return pairs


def _may_be_one_place(one: Listed, other: Listed) -> bool:
    return not one.area or not other.area or one.area == other.area


def _index(
    listed: Iterable[Listed], keys: Callable[[str], Iterable[str]]
) -> Mapping[tuple[str, str], list[Listed]]:
    """Give the hospitals of each prefecture by the keys of their names."""
    found: dict[tuple[str, str], list[Listed]] = {}
    for each in listed:
        for key in {key for name in each.names for key in keys(name) if key}:
            found.setdefault((each.prefecture, key), []).append(each)
    return found


def _only_ones(pairs: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """Keep the pairs of which neither side stands in another pair."""
    left: dict[str, set[str]] = {}
    right: dict[str, set[str]] = {}
    for key, other in pairs:
        left.setdefault(key, set()).add(other)
        right.setdefault(other, set()).add(key)
    return [(key, other) for key, other in pairs if len(left[key]) == len(right[other]) == 1]
