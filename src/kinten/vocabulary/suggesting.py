"""What a misspelled name may have meant: the nearest names there are."""

import difflib
from collections.abc import Iterable, Iterator

from kinten.vocabulary.identity import search_key
from kinten.vocabulary.wording import Words

_MOST = 3
_NEAR = 0.75  # of difflib's ratio: one letter of four may be wrong


def nearest(asked: str, known: Iterable[str]) -> tuple[str, ...]:
    """Find the names meant, best first: alike but for width and case, ending so, or spelled nearly so.

    Of a path such as ``volume/absolute/surgery`` every ending counts as a spelling. None where nothing
    is near, so that no guess is offered for a word from elsewhere.
    """
    spelled: dict[str, list[str]] = {}
    for name in dict.fromkeys(known):
        for spelling in _endings(search_key(name)):
            spelled.setdefault(spelling, []).append(name)
    key = search_key(asked)
    found = [key] if key in spelled else difflib.get_close_matches(key, spelled, _MOST, _NEAR)
    return tuple(dict.fromkeys(name for each in found for name in spelled[each]))[:_MOST]


def _endings(path: str) -> Iterator[str]:
    steps = path.split("/")
    return ("/".join(steps[place:]) for place in range(len(steps)))


def did_you_mean(asked: str, known: Iterable[str]) -> Words:
    """Ask whether the nearest names were meant, with a space behind; nothing where none is near."""
    found = nearest(asked, known)
    if not found:
        return Words("", "")
    return Words(f"{'、'.join(found)} のことですか。 ", f"Did you mean {' or '.join(found)}? ")
