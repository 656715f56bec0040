"""Every word of the work stands in the glossary with its Japanese; a new role without a line fails."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

import pytest

from kinten.coverage.blank import Cover
from kinten.coverage.flow import Phase
from kinten.geography.area import Layer
from kinten.guideline.differing import Change
from kinten.guideline.parsing_shapes import TEST_KEYS
from kinten.network.designation import Act, Basis
from kinten.network.group import Cancer, Giver, Modality
from kinten.network.hospital import Certainty
from kinten.report.model import Severity, Standing
from kinten.vocabulary.citation import Provenance
from kinten.vocabulary.facts import FactType
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.people import QUALIFICATIONS, ROLES, TRAINING, Effort
from kinten.vocabulary.strength import Binds, Manner, Strength
from kinten.vocabulary.truth import Reason, Verdict

ROW = re.compile(r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
JAPANESE = re.compile(r"[\u3041-\u9fff]")

LABELLED: dict[
    str,
    Iterable[
        Reason
        | Strength
        | Manner
        | Kind
        | Effort
        | Provenance
        | Severity
        | Basis
        | Certainty
        | Act
        | Giver
        | Modality
        | Cancer
        | Cover
        | Layer
        | Phase
    ],
] = {
    "reasons": Reason,
    "strengths": Strength,
    "manners": Manner,
    "kinds": Kind,
    "efforts": Effort,
    "provenances": Provenance,
    "severities": Severity,
    "ways of knowing a kind": Basis,
    "certainties": Certainty,
    "acts": Act,
    "givers": Giver,
    "modalities": Modality,
    "cancers": Cancer,
    "covers": Cover,
    "layers": Layer,
    "phases": Phase,
}
PLAIN: dict[str, Iterable[StrEnum]] = {
    "changes between editions": Change,
    "whom a clause binds": Binds,
    "types of facts": FactType,
    "standings": Standing,
}


@pytest.fixture(scope="module")
def text(root: Path) -> str:
    return (root / "docs" / "reference" / "glossary.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def terms(text: str) -> dict[str, set[str]]:
    """Each word with its Japanese; one word may stand in two sections."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for word, japanese, _ in ROW.findall(text):
        found[word].add(japanese.strip())
    return dict(found)


def test_every_term_has_its_japanese(terms: dict[str, set[str]]) -> None:
    assert len(terms) > 100
    bare = {word for word, told in terms.items() if not all(map(JAPANESE.search, told))}
    assert not bare, "write the Japanese beside these"


def test_every_package_is_in_the_glossary(root: Path, terms: dict[str, set[str]]) -> None:
    packages = {path.parent.name for path in (root / "src" / "kinten").glob("*/__init__.py")}
    assert not packages - set(terms)


def test_every_clause_shape_is_in_the_glossary(terms: dict[str, set[str]]) -> None:
    assert not {"all", "any", "applies_if", "parts", "readings", *TEST_KEYS} - set(terms)


def test_every_verdict_is_in_the_glossary(terms: dict[str, set[str]]) -> None:
    assert not {each.word for each in Verdict if each.label.ja not in terms.get(each.word, set())}


@pytest.mark.parametrize("name", LABELLED)
def test_every_labelled_word_is_in_the_glossary_as_it_is_printed(
    name: str, terms: dict[str, set[str]]
) -> None:
    missing = {
        each.value: each.label.ja
        for each in LABELLED[name]
        if each.label.ja not in terms.get(each.value, set())
    }
    assert not missing, "word: the Japanese that the program prints for it"


@pytest.mark.parametrize("name", PLAIN)
def test_every_other_word_is_in_the_glossary(name: str, terms: dict[str, set[str]]) -> None:
    assert not {each.value for each in PLAIN[name]} - set(terms)


def test_every_role_is_in_the_glossary_as_it_is_printed(terms: dict[str, set[str]]) -> None:
    missing = {
        role: label.ja for role, label in ROLES.items() if label.ja not in terms.get(role, set())
    }
    assert not missing, "role: the Japanese that the program prints for it"


def test_every_qualification_and_training_is_named(text: str) -> None:
    assert not {name for name in QUALIFICATIONS if name not in text}
    assert not {
        f"相談員基礎研修{part}"
        for part in TRAINING
        if not re.search(rf"相談員基礎研修[123・]*{part}", text)
    }
