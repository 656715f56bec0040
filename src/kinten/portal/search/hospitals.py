"""Hospitals of a day that have everything the box asks for, each with the grounds that its row does not show."""

from collections.abc import Mapping
from dataclasses import dataclass

from kinten.network.history import Standing
from kinten.portal.places.finding import Key, other_name
from kinten.portal.places.reading import Seen
from kinten.portal.search.asking import Want, read_wants
from kinten.portal.search.evidence import Grounds, grounds_of
from kinten.portal.search.ground import Ground
from kinten.portal.search.topic import Topic
from kinten.vocabulary.wording import Words


@dataclass(frozen=True, slots=True)
class Found:
    """A hospital, and on which grounds.

    ``figure`` is the first count told of the first topic; of several cancers that a word means, the
    greatest.
    """

    standing: Standing
    grounds: tuple[Ground, ...]
    figure: int | None


@dataclass(frozen=True, slots=True)
class Finding:
    """What the box finds. ``lost`` are the wants that no hospital of the day has at all.

    ``without`` tells, where nothing has all wants, how many hospitals have all but one of them.
    """

    wants: tuple[Want, ...]
    found: tuple[Found, ...]
    lost: tuple[Want, ...]
    without: tuple[tuple[Want, int], ...] = ()

    @property
    def topics(self) -> tuple[Topic, ...]:
        """The cancers and treatments that are asked for, each once."""
        named = {topic.id: topic for want in self.wants for topic in want.topics}
        return tuple(named.values())

    @property
    def without_sources(self) -> tuple[Topic, ...]:
        """Those of them of which no source tells hospital by hospital."""
        return tuple(each for each in self.topics if not each.has_sources)


def find(seen: Seen, words: str) -> Finding:
    """Find the hospitals that have every want, by its words or by its topics; all for an empty box.

    A word that nobody has is looked for in its parts where it has a の (東京の乳がん).
    """
    found = _find(seen, words)
    parted = [
        each.text.replace("の", " ") if each in found.lost else each.text for each in found.wants
    ]
    if " ".join(parted) == " ".join(each.text for each in found.wants):
        return found
    in_parts = _find(seen, " ".join(parted))
    return found if in_parts.lost else in_parts


def _find(seen: Seen, words: str) -> Finding:
    wants = read_wants(words)
    told = {topic.id: grounds_of(topic, seen) for want in wants for topic in want.topics}
    found = []
    met = [0] * len(wants)
    lacking = [0] * len(wants)
    for standing in seen.snapshot.standings:
        one = standing.hospital.id
        has = [_has(want, seen.keys[one], one, told) for want in wants]
        met = [before + now for before, now in zip(met, has, strict=True)]
        if all(has):
            found.append(_found(standing, wants, seen.keys[one], told))
        elif has.count(False) == 1:
            lacking[has.index(False)] += 1
    lost = tuple(want for want, was_met in zip(wants, met, strict=True) if not was_met)
    without = () if found or lost else tuple(zip(wants, lacking, strict=True))
    return Finding(wants, tuple(found), lost, tuple(each for each in without if each[1]))


def _has(want: Want, key: Key, hospital: str, told: Mapping[str, Grounds]) -> bool:
    return key.has(want.key, want.latin) or any(hospital in told[topic.id] for topic in want.topics)


def _found(
    standing: Standing, wants: tuple[Want, ...], key: Key, told: Mapping[str, Grounds]
) -> Found:
    hospital = standing.hospital
    grounds: list[Ground] = []
    first: Grounds | None = None
    for want in wants:
        for topic in want.topics:
            first = told[topic.id] if first is None else first
            grounds += told[topic.id].get(hospital.id, ())
        if not want.topics:
            grounds += _by_name(standing, key, want)
    figures = [] if first is None else [each.figure for each in first.get(hospital.id, ())]
    return Found(
        standing, tuple(dict.fromkeys(grounds)), next((each for each in figures if each), None)
    )


def _by_name(standing: Standing, key: Key, want: Want) -> tuple[Ground, ...]:
    """Tell another name or the address where they hold a word that the row does not show."""
    hospital = standing.hospital
    if other := other_name(hospital, key, want.key, want.latin):
        return (Ground(Words("別の名称:", "another name:"), name=other),)
    is_seen = want.key in key.seen or want.key in key.hidden
    if not is_seen and want.key in key.address and hospital.address:
        return (Ground(Words("所在地:", "address:"), name=hospital.address),)
    return ()
