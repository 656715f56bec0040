"""Where else the words of the box lead: areas and prefectures of that name, the page of a cancer."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kinten.desk.volumes import tell_disease
from kinten.portal.places.machine_readings import machine_reading
from kinten.portal.places.reading import Seen
from kinten.portal.places.romaji import latin_key, romaji_of
from kinten.portal.search.asking import Want
from kinten.portal.volume_pages.published import published_discharges
from kinten.vocabulary.identity import PREFECTURES, search_key
from kinten.vocabulary.wording import Words

MOST_AREAS = 6


@dataclass(frozen=True, slots=True)
class Lead:
    """A page to which a word leads: the name of its route with what the route needs, and a query.

    ``name`` follows the words and is Japanese on every page.
    """

    words: Words
    route: str
    parts: tuple[str, ...] = ()
    query: str = ""
    name: str = ""


def leads_of(wants: tuple[Want, ...], seen: Seen) -> tuple[Lead, ...]:
    """Give the pages to which the words lead, each once, in the order of the words."""
    found = [
        lead
        for want in wants
        for lead in (*_cancers(want), *_prefectures(want), *_areas(want, seen))
    ]
    return tuple(dict.fromkeys(found))


def _cancers(want: Want) -> Iterator[Lead]:
    for topic in want.topics:
        for code in topic.diseases:
            name = tell_disease(code, published_discharges())
            yield Lead(
                Words(f"病院ごとの退院件数: {name.ja}", f"Discharges by hospital: {name.en}"),
                "volumes-disease",
                (code,),
            )


def _prefectures(want: Want) -> Iterator[Lead]:
    for code, name in PREFECTURES.items():
        if _is_named(want, name.ja, _SHORT[code]) or want.latin == latin_key(name.en):
            yield Lead(
                Words(f"{name.ja}の医療圏", f"Areas of {name.en}"),
                "areas",
                (),
                f"prefecture={code}",
            )


def _areas(want: Want, seen: Seen) -> Iterator[Lead]:
    frame = seen.atlas.frame
    named = [each for each in frame.areas.values() if _is_named(want, each.name, "")]
    for each in named[:MOST_AREAS]:
        where = PREFECTURES[each.prefecture]
        words = Words(f"二次医療圏（{where.ja}）:", f"Medical area ({where.en}):")
        yield Lead(words, "area", (frame.id, each.code), name=each.name)


def _is_named(want: Want, name: str, short: str) -> bool:
    """Whether a word is the whole name of a place, or its reading in kana or Latin letters."""
    keys, latin = _keys(name, short)
    return want.key in keys or (bool(want.latin) and want.latin == latin)


@lru_cache(maxsize=2048)
def _keys(name: str, short: str) -> tuple[frozenset[str], str]:
    reading = machine_reading(name)
    keys = frozenset(search_key(each) for each in (name, short, reading) if each)
    return keys, latin_key(romaji_of(reading))


# 北海道 has no shorter name.
_SHORT = {code: name.ja if code == "01" else name.ja[:-1] for code, name in PREFECTURES.items()}
