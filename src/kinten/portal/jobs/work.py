"""Kinds of work: what a job can be asked to do, by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kinten.vocabulary.wording import Words

Run = Callable[..., Mapping[str, Any] | None]
"""Takes the progress and the arguments of the job; gives what its page is to show, or None."""


@dataclass(frozen=True, slots=True)
class Work:
    """A kind of work. One that is repeatable may be done again from its start without doing harm."""

    name: str
    words: Words
    run: Run
    is_repeatable: bool


WORKS: dict[str, Work] = {}
"""The kinds of work by name; filled when Django starts."""


def work(name: str, words: Words, *, is_repeatable: bool = False) -> Callable[[Run], Run]:
    """Make a function a kind of work."""

    def made(run: Run) -> Run:
        WORKS[name] = Work(name, words, run, is_repeatable)
        return run

    return made


def words_of(name: str) -> Words:
    """Give the words of a kind of work; its name where this engine does not know it."""
    found = WORKS.get(name)
    return Words(name, name) if found is None else found.words
