"""What a misspelled word may have meant: names of hospitals and places, cancers and treatments.

The words known are laid out once by their pairs of letters; a misspelled word is compared with the few
that share most of them, so that the time is bounded whatever is asked.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from kinten.desk.atlas import Atlas
from kinten.portal.places.machine_readings import machine_reading
from kinten.portal.places.reading import current_atlas, newest_row
from kinten.portal.places.romaji import latin_key, romaji_of
from kinten.portal.search.asking import TOPICS, Want
from kinten.portal.search.topic import topic_key
from kinten.vocabulary.identity import PREFECTURES, search_key

_MOST = 3
_LONGEST, _SHORTEST = 40, 3
_COMPARED = 60
_NEAR, _NEAR_OF_THREE = 0.7, 0.6  # of difflib's ratio: of three letters one may be wrong
_AS_NEAR = 0.1
"""What is less near than the nearest by more than this is not meant."""
_KINDS_OF_PLACE = ("都", "府", "県", "市", "区", "町", "村")


@dataclass(frozen=True, slots=True)
class _Known:
    """Spellings with the words that they stand for, and the spellings by their pairs of letters."""

    words: Mapping[str, tuple[str, ...]]
    by_pair: Mapping[str, tuple[str, ...]]


def suggest(want: Want) -> tuple[str, ...]:
    """Give up to three words that a want may have meant, the nearest first.

    None for one that is too short, and for a topic: it is spelled right, and no source tells of it.
    """
    return () if want.topics else _suggest(newest_row(), want.key, want.latin)


@lru_cache(maxsize=512)
def _suggest(newest: int, key: str, latin: str) -> tuple[str, ...]:
    known = _known(newest)
    ranked: dict[str, float] = {}
    for spelling in {topic_key(key), latin} - {""}:
        if _SHORTEST <= len(spelling) <= _LONGEST:
            for near, ratio in _near(spelling, known):
                for word in known.words[near]:
                    ranked[word] = max(ratio, ranked.get(word, 0))
    best = max(ranked.values(), default=0.0)
    meant = [word for word in ranked if ranked[word] >= best - _AS_NEAR]
    return tuple(sorted(meant, key=lambda word: (-ranked[word], len(word), word))[:_MOST])


def _near(spelling: str, known: _Known) -> Iterator[tuple[str, float]]:
    least = _NEAR_OF_THREE if len(spelling) == _SHORTEST else _NEAR
    shared = Counter(each for pair in _pairs(spelling) for each in known.by_pair.get(pair, ()))
    # Of two that share as much the shorter one is nearer.
    likely = sorted(shared, key=lambda each: -2 * shared[each] / (len(spelling) + len(each)))
    compared = SequenceMatcher(autojunk=False)
    compared.set_seq2(spelling)
    for each in likely[:_COMPARED]:
        compared.set_seq1(each)
        ratio = compared.ratio()
        if ratio >= least:
            yield each, ratio


def _pairs(spelling: str) -> set[str]:
    """Give the pairs of letters, the first and the last letter each one of them."""
    edged = f"^{spelling}$"
    return {edged[place : place + 2] for place in range(len(edged) - 1)}


@lru_cache(maxsize=2)
def _known(newest: int) -> _Known:  # noqa: ARG001 - the key of what is kept
    words: dict[str, dict[str, None]] = {}
    for spelling, word in _spellings(current_atlas()):
        if len(spelling) > 1:
            words.setdefault(spelling, {})[word] = None
    by_pair: dict[str, list[str]] = {}
    for spelling in words:
        for pair in _pairs(spelling):
            by_pair.setdefault(pair, []).append(spelling)
    return _Known(
        {spelling: tuple(of) for spelling, of in words.items()},
        {pair: tuple(of) for pair, of in by_pair.items()},
    )


def _spellings(atlas: Atlas) -> Iterator[tuple[str, str]]:
    for topic in TOPICS:
        for spelling in topic.folded():
            is_latin = spelling.isascii()
            yield spelling, topic.words.en if is_latin else topic.words.ja
    for name in _places(atlas):
        yield from _of_name(name, _short(name))
    for hospital in atlas.network.hospitals.values():
        for known in hospital.names:
            yield from _of_name(known.text, "")


def _places(atlas: Atlas) -> Iterable[str]:
    """Name the places in which a hospital lies: any other would be suggested in vain."""
    hospitals = atlas.network.hospitals.values()
    towns = (atlas.geography.municipalities.get(each.municipality) for each in hospitals)
    areas = (atlas.frame.areas.get(each.area) for each in hospitals)
    return dict.fromkeys(
        (
            *(each.ja for each in PREFECTURES.values()),
            *(each.name for each in areas if each is not None),
            *(each.name for each in towns if each is not None),
        )
    )


def _short(name: str) -> str:
    """Give a place without the word for its kind: 旭川 of 旭川市."""
    return name[:-1] if name.endswith(_KINDS_OF_PLACE) and len(name) > 2 else ""


def _of_name(name: str, short: str) -> Iterator[tuple[str, str]]:
    reading = machine_reading(name)
    yield search_key(name), name
    if short:
        yield search_key(short), short
    if reading:
        yield search_key(reading), name
        yield latin_key(romaji_of(reading)), name
        if short and len(reading) > 2:
            # The reading of the kind of place is one or two kana long (シ, ケン, チョウ).
            for end in (1, 2, 3):
                yield search_key(reading[:-end]), short
                yield latin_key(romaji_of(reading[:-end])), short
