"""From a YAML node to a clause. Every wrong key, id or value is told with file and line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from kinten.guideline.clauses import AReading, Clause
from kinten.guideline.marked import Marked
from kinten.guideline.parsing_shapes import TEST_KEYS, parse_condition, parse_test
from kinten.guideline.shapes import AllOf, AnyOf, Test
from kinten.vocabulary.citation import Citation, Provenance
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.strength import Binds, Manner, Strength
from kinten.vocabulary.wording import Words

_Word = TypeVar("_Word", bound=StrEnum)

_CLAUSE_KEYS = (
    *"strength manner kinds binds citation provenance evaluated applies_if parts readings".split(),
    *"note implied was all any of_parent".split(),
    *TEST_KEYS,
)


@dataclass(frozen=True, slots=True)
class Inherited:
    """What a clause takes from its parent or from the defaults of its file."""

    edition: str
    strength: Strength
    binds: Binds
    kinds: frozenset[Kind]
    citation: Citation | None
    provenance: Provenance
    sources: Mapping[str, Marked]


def parse_clause(node: Marked, above: Inherited, parent: str = "") -> Clause:
    """Read one clause and its sub-clauses; FaultError names the line of what is wrong."""
    keys = node.keys(("id", "ja", "en"), _CLAUSE_KEYS)
    path = keys["id"].identifier()
    whole = f"{parent or above.edition}/{path}"
    own = _inherit(node, above)
    strength = _word(keys, "strength", Strength, above.strength)
    return Clause(
        id=whole,
        label=Words(keys["ja"].text(), keys["en"].text()),
        test=_test_of(node),
        strength=strength,
        kinds=own.kinds,
        binds=own.binds,
        citation=_cited(node, own),
        provenance=own.provenance,
        place=node.place,
        manner=_word(keys, "manner", Manner, Manner.EXACTLY),
        arms=_below(keys.get("all") or keys.get("any"), own, whole),
        parts=_below(keys.get("parts"), own, whole),
        applies_if=_maybe(keys, "applies_if", parse_condition),
        readings=_readings(keys),
        note=_maybe(keys, "note", parse_words),
        is_evaluated="evaluated" not in keys or keys["evaluated"].truth(),
        is_implied="implied" in keys and keys["implied"].truth(),
        was=_maybe(keys, "was", Marked.text),
        states_manner="manner" in keys,
    )


def _below(node: Marked | None, own: Inherited, whole: str) -> tuple[Clause, ...]:
    return () if node is None else tuple(parse_clause(each, own, whole) for each in node.items())


def parse_words(node: Marked) -> Words:
    """Read ``{ja:, en:}``."""
    keys = node.keys(("ja", "en"))
    return Words(keys["ja"].text(), keys["en"].text())


def parse_defaults(node: Marked | None, edition: str, sources: Mapping[str, Marked]) -> Inherited:
    """Read the ``defaults`` of a section file; what is not said is must, hospital, printed."""
    plain = Inherited(
        edition,
        Strength.MUST,
        Binds.HOSPITAL,
        frozenset(Kind),
        None,
        Provenance.PRINTED,
        sources,
    )
    if node is None:
        return plain
    keys = node.keys((), "strength binds kinds citation provenance".split())
    strength = _word(keys, "strength", Strength, Strength.MUST)
    taken = _inherit(node, plain)
    return Inherited(
        edition, strength, taken.binds, taken.kinds, taken.citation, taken.provenance, sources
    )


def _inherit(node: Marked, above: Inherited) -> Inherited:
    keys = node.mapping()
    citation = above.citation
    if "citation" in keys:
        citation = _citation(keys["citation"], above.sources)
    return Inherited(
        above.edition,
        above.strength,
        _word(keys, "binds", Binds, above.binds),
        _kinds(keys["kinds"]) if "kinds" in keys else above.kinds,
        citation,
        _word(keys, "provenance", Provenance, above.provenance),
        above.sources,
    )


def _cited(node: Marked, own: Inherited) -> Citation:
    if own.citation is None:
        raise node.wrong(
            "出典（citation）がありません。",
            "the clause has no citation.",
            "条項か defaults に citation を書いてください。",
            "Write a citation in the clause or in the defaults.",
        )
    return own.citation


def _citation(node: Marked, sources: Mapping[str, Marked]) -> Citation:
    keys = node.keys(("source",), ("place",))
    name = keys["source"].text()
    if name not in sources:
        raise node.wrong(
            f"出典「{name}」が edition.yaml の sources にありません。",
            f"the source '{name}' is not among the sources of edition.yaml.",
            f"sources にある名: {' '.join(sorted(sources))}",
            f"Sources held: {' '.join(sorted(sources))}",
        )
    source = sources[name].keys(("title",), ("address",))
    place = keys.get("place")
    address = source.get("address")
    return Citation(
        name,
        source["title"].text(),
        "" if place is None else str(place.plain()),
        None if address is None else address.text(),
    )


def _kinds(node: Marked) -> frozenset[Kind]:
    if node.content == "any":
        return frozenset(Kind)
    return frozenset(each.word(Kind) for each in node.items())


def _readings(keys: Mapping[str, Marked]) -> tuple[AReading, ...]:
    if "readings" not in keys:
        return ()
    return tuple(_reading(name, node) for name, node in keys["readings"].mapping().items())


def _reading(name: str, node: Marked) -> AReading:
    keys = node.mapping()
    has_test = any(key in keys for key in TEST_KEYS)
    return AReading(
        name,
        keys["strength"].word(Strength) if "strength" in keys else None,
        _maybe(keys, "applies_if", parse_condition),
        parse_test(node) if has_test else None,
    )


def _test_of(node: Marked) -> Test:
    keys = node.mapping()
    if "all" in keys and "any" not in keys:
        return AllOf()
    if "any" in keys and "all" not in keys:
        return AnyOf()
    return parse_test(node)


_Read = TypeVar("_Read")


def _maybe(keys: Mapping[str, Marked], key: str, read: Callable[[Marked], _Read]) -> _Read | None:
    return read(keys[key]) if key in keys else None


def _word(keys: Mapping[str, Marked], key: str, words: type[_Word], otherwise: _Word) -> _Word:
    return keys[key].word(words) if key in keys else otherwise
