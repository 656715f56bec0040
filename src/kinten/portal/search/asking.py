"""The words of the box cut into wants: a topic may be several words (breast cancer), anything else is one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kinten.desk.disease_words import DISEASE_WORDS
from kinten.portal.places.finding import fold_latin
from kinten.portal.search.cancer_words import CANCERS
from kinten.portal.search.topic import Topic, topic_key
from kinten.portal.search.treatment_words import TREATMENTS
from kinten.portal.volume_pages.published import published_discharges
from kinten.vocabulary.identity import search_key

TOPICS = (*CANCERS, *TREATMENTS)
_MOST_WORDS = 12
_LONGEST_TOPIC = 9  # words: cancer of the gallbladder and extrahepatic bile ducts


@dataclass(frozen=True, slots=True)
class Want:
    """One thing asked for: as it was written, folded, and the topics that it names."""

    text: str
    key: str
    latin: str
    topics: tuple[Topic, ...]


def read_wants(words: str) -> tuple[Want, ...]:
    """Cut the words of a box; past the twelfth word nothing is read."""
    return tuple(_wants(words.split()[:_MOST_WORDS]))


def _wants(words: list[str]) -> Iterator[Want]:
    at = 0
    while at < len(words):
        for end in range(min(len(words), at + _LONGEST_TOPIC), at, -1):
            text = " ".join(words[at:end])
            topics = spelled().get(topic_key(text), ())
            if topics or end == at + 1:
                key = search_key(text)
                if key:
                    yield Want(text, key, fold_latin(text), topics)
                at = end
                break


@cache
def spelled() -> Mapping[str, tuple[Topic, ...]]:
    """Give the topics by each folded spelling; names of the survey's groups name those that have them."""
    found: dict[str, dict[str, Topic]] = {}
    for topic in TOPICS:
        for key in topic.folded():
            found.setdefault(key, {})[topic.id] = topic
    printed = published_discharges().diseases
    for code, name in printed.items():
        # The narrowest topic of the group: 大腸がん has the group of the colon as well.
        having = [each for each in CANCERS if code in each.diseases]
        narrowest = min(having, key=lambda each: len(each.diseases), default=None)
        if narrowest is None:
            continue
        for text in (name, name.partition("（")[0], DISEASE_WORDS.get(code, "")):
            if key := topic_key(text):
                found.setdefault(key, {})[narrowest.id] = narrowest
    return {key: tuple(topics.values()) for key, topics in found.items() if key}
