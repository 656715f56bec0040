"""The mapping between an edition and the one before, written by hand where paths do not tell."""

from dataclasses import dataclass

from kinten.guideline.clauses import Place
from kinten.guideline.loading import find_edition, read_file
from kinten.guideline.marked import Marked
from kinten.guideline.parsing import parse_words
from kinten.vocabulary.wording import Words

_CHANGES = ("unchanged", "changed", "moved", "added", "withdrawn")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a mapping; ``old`` is None for an added clause, ``new`` for a withdrawn one."""

    change: str
    old: str | None
    new: str | None
    note: Words | None
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """The mapping into one edition from the one named ``old_edition``."""

    old_edition: str
    entries: tuple[Entry, ...]


def load_mapping(edition: str) -> Mapping | None:
    """Load the mapping that lies with an edition; None where there is none."""
    folder = find_edition(edition)
    file = folder.joinpath("mapping.yaml")
    if not file.is_file():
        return None
    keys = read_file(file, folder.name).keys(("from", "entries"))
    return Mapping(keys["from"].text(), tuple(_entry(node) for node in keys["entries"].items()))


def _entry(node: Marked) -> Entry:
    keys = node.keys(("change",), ("old", "new", "note"))
    return Entry(
        keys["change"].one_of(_CHANGES),
        keys["old"].text() if "old" in keys else None,
        keys["new"].text() if "new" in keys else None,
        parse_words(keys["note"]) if "note" in keys else None,
        node.place,
    )
