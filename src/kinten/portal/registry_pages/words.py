"""What dimensions, values and statuses of a table mean, in both languages; what is not known stays as it came."""

from collections.abc import Mapping
from functools import lru_cache

from kinten.coding.recodes import load_scheme
from kinten.desk.recording import all_items
from kinten.disclosure.cells import TOTAL
from kinten.portal.places.reading import current_atlas
from kinten.portal.registry_pages.cells import HIDDEN, ROUNDED, SHOWN
from kinten.registry.counting import Dimension
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words

HOSPITAL = "hospital"
NOT_SHOWN = Words("非公表", "not shown")
"""What stands for a hidden cell, wherever one is shown."""
_MORE: Mapping[str, Words] = {
    "group": Words("部位の区分", "group of sites"),
    "surgery": Words("手術等（初回治療）", "operation (first course)"),
    "radiotherapy": Words("放射線治療（初回治療）", "radiotherapy (first course)"),
    "chemotherapy": Words("化学療法（初回治療）", "chemotherapy (first course)"),
}
_ITEMS = {"sex": "sex", "behaviour": "behaviour", "case_class": "case_class"} | {
    "extent": "extent_before",
    "basis": "basis",
}
_SCHEME = "mcij"
_VALUES: Mapping[str, Words] = {
    TOTAL: Words("計", "total"),
    "unknown": Words("不明", "unknown"),
    "other": Words("そのほか", "other"),
    "yes": Words("あり", "yes"),
    "no": Words("なし", "no"),
}
_STATUSES: Mapping[str, Words] = {
    SHOWN: Words("示したセル", "shown"),
    ROUNDED: Words("丸めたセル", "rounded"),
    HIDDEN: Words("隠したセル", "hidden"),
}


def tell_dimension(name: str) -> Words:
    """Give the words of a dimension; its own name where there are none."""
    if name in _MORE:
        return _MORE[name]
    return Dimension(name).label if name in set(Dimension) else Words(name, name)


def tell_value(dimension: str, value: str) -> Words:
    """Give the words of a value; the value itself where there are none."""
    if value in _VALUES:
        return _VALUES[value]
    if dimension == HOSPITAL:
        known = current_atlas().network.hospitals.get(value)
        return Words(value, value) if known is None else Words(known.name, known.name)
    found = _of_codes(dimension).get(value)
    return Words(value, value) if found is None else found


def statuses() -> Mapping[str, Words]:
    """Give every status with its words."""
    return _STATUSES


@lru_cache(maxsize=32)
def _of_codes(dimension: str) -> Mapping[str, Words]:
    """Give the words of the values of a dimension that has codes."""
    if dimension in {"site", "group"}:
        groups = load_scheme(_SCHEME).groups
        return {code: _coded(code, words) for code, words in groups.items()}
    if dimension == Dimension.PREFECTURE:
        return {form: name for code, name in PREFECTURES.items() for form in (code, str(int(code)))}
    if dimension not in _ITEMS:
        return {}
    item = next((each for each in all_items() if each.name == _ITEMS[dimension]), None)
    if item is None:
        return {}
    return {str(code.value): code.meaning for code in item.codes if code.meaning.ja}


def _coded(code: str, words: Words) -> Words:
    return Words(f"{words.ja}（{code}）", f"{words.en} ({code})")
