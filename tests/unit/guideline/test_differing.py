"""Two editions compared clause by clause, with the mapping written for the pair."""

from __future__ import annotations

from collections import Counter

import pytest

from kinten.guideline.clauses import Place
from kinten.guideline.differing import Change, diff
from kinten.guideline.loading import list_editions, load_edition
from kinten.guideline.mapping import Entry, load_mapping
from kinten.vocabulary.wording import FaultError, Words

HOLE = "- {id: %s, ja: 節, en: section, hole: true}\n"
ICU = "- {id: %s, ja: 条項, en: clause, is: {fact: icu, value: true}%s}\n"


def entry(change, old=None, new=None):
    return Entry(change, old, new, Words("注", "note"), Place("t/mapping.yaml", 3))


def shown(differences):
    return [
        (each.change.value, each.old and each.old.path, each.new and each.new.path, each.aspects)
        for each in differences
    ]


def test_without_a_mapping(clauses):
    """By path, and by `was`: unchanged, moved, added, and withdrawn last."""
    old = clauses(ICU % ("a", "") + ICU % ("b", "") + ICU % ("c", ""))
    new = clauses(ICU % ("new", "") + ICU % ("a", "") + ICU % ("moved", ", was: b"))
    assert shown(diff(old, new)) == [
        ("added", None, "new", ()),
        ("unchanged", "a", "a", ()),
        ("moved", "b", "moved", ()),
        ("withdrawn", "c", None, ()),
    ]


def test_a_hole_that_nothing_is_matched_with_is_lost(clauses):
    """Nobody saw its text or what became of it; only an entry can say that it is withdrawn."""
    old = clauses(HOLE % "seen" + HOLE % "abolished" + HOLE % "same" + ICU % ("a", ""))
    differences = diff(old, clauses(HOLE % "same"), (entry("withdrawn", "abolished"),))
    assert shown(differences) == [
        ("unchanged", "same", "same", ()),
        ("lost", "seen", None, ()),
        ("withdrawn", "abolished", None, ()),
        ("withdrawn", "a", None, ()),
    ]
    assert [each.note and each.note.en for each in differences] == [
        None,
        "neither the section nor its successor was seen",
        "note",
        None,
    ]


@pytest.mark.parametrize(
    ("new", "aspect"),
    [
        ("is: {fact: icu, value: false}", "test"),
        ("is: {fact: icu, value: true}, strength: principle", "strength"),
        ("is: {fact: icu, value: true}, manner: roughly", "manner"),
        ("is: {fact: icu, value: true}, kinds: [pref]", "kinds"),
        ("is: {fact: icu, value: true}, applies_if: pdca_lead", "condition"),
        ("is: {fact: icu, value: true}, binds: ncc", "binds"),
    ],
)
def test_what_can_change(clauses, new, aspect):
    """Each aspect of a clause is named where it differs."""
    old = clauses(ICU % ("a", ""))
    (difference,) = diff(old, clauses(f"- {{id: a, ja: 条項, en: clause, {new}}}\n"))
    assert (difference.change, difference.aspects) == (Change.CHANGED, (aspect,))


def test_entries_stand_above_paths(clauses):
    """An entry says what happened, whatever the paths say; its note goes with it."""
    old = clauses(ICU % ("a", "") + ICU % ("b", "") + ICU % ("gone", ""))
    new = clauses(ICU % ("a", "") + ICU % ("gone", "") + ICU % ("c", ""))
    entries = (entry("added", new="a"), entry("changed", "b", "c"), entry("withdrawn", "gone"))
    differences = diff(old, new, entries)
    assert shown(differences) == [
        ("added", None, "a", ()),
        ("added", None, "gone", ()),
        ("changed", "b", "c", ()),
        ("withdrawn", "a", None, ()),
        ("withdrawn", "gone", None, ()),
    ]
    assert [each.note and each.note.en for each in differences] == [
        "note",
        None,
        "note",
        None,
        "note",
    ]


def test_several_clauses_into_one(clauses):
    """Several clauses of the older text may go into one of the newer."""
    old = clauses(ICU % ("a", "") + ICU % ("b", ""))
    new = clauses("- {id: ab, ja: 条項, en: clause, all_facts: [icu]}\n")
    differences = diff(old, new, (entry("changed", "a", "ab"), entry("moved", "b", "ab")))
    assert shown(differences) == [("moved", "b", "ab", ("test",)), ("changed", "a", "ab", ())]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("nowhere", "a", "the mapping names 'nowhere', which t does not have."),
        ("a", "nowhere", "the mapping names 'nowhere', which t does not have."),
    ],
)
def test_a_stray_entry(clauses, old, new, words):
    """An entry that names a clause that is not there is a fault with its line."""
    edition = clauses(ICU % ("a", ""))
    with pytest.raises(FaultError) as raised:
        diff(edition, edition, (entry("changed", old, new),))
    assert (raised.value.place, raised.value.what.en) == ("t/mapping.yaml:3", words)


@pytest.mark.parametrize("name", list_editions())
def test_packaged_mappings(name):
    """Every packaged mapping fits both of its editions, and accounts for every clause of both."""
    mapping = load_mapping(name)
    if mapping is None:
        assert name not in ("H30.7", "R4.8", "expert-panel-2025", "sarcoma-2018")
        return
    old, new = load_edition(mapping.old_edition), load_edition(name)
    assert new.predecessor == old.id
    differences = diff(old, new, mapping.entries)
    assert {each.new.path for each in differences if each.new} == {each.path for each in new.walk()}
    assert {each.old.path for each in differences if each.old} == {each.path for each in old.walk()}
    assert all(each.change.label.ja for each in differences)
    most = Counter(
        each.new.path for each in differences if each.new and each.change is not Change.CHANGED
    )
    assert max(most.values(), default=1) == 1


def test_a_mapping_beside_an_edition_of_ones_own(folder):
    """mapping.yaml lies in the folder of the newer edition, packaged or not."""
    assert load_mapping(str(folder.path)) is None
    folder.write(
        "mapping.yaml",
        "from: H26.1\nentries:\n- {change: added, new: icu, note: {ja: 新, en: new}}\n- {change: withdrawn, old: facility/icu}\n",
    )
    mapping = load_mapping(str(folder.path))
    assert mapping.old_edition == "H26.1"
    assert [(each.change, each.old, each.new) for each in mapping.entries] == [
        ("added", None, "icu"),
        ("withdrawn", "facility/icu", None),
    ]
    assert (mapping.entries[0].note.en, mapping.entries[1].note) == ("new", None)
    assert str(mapping.entries[1].place) == "ed/mapping.yaml:4"
    assert len(list(folder.load().walk())) == 1


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("from: H26.1\nentries: [{change: lost, old: a}]\n", 2, "'lost' is not in the vocabulary."),
        ("from: H26.1\nentries: [{old: a}]\n", 2, "'change' is missing."),
        ("entries: []\n", 1, "'from' is missing."),
    ],
)
def test_a_wrong_mapping(folder, text, line, what):
    """A wrong mapping names file and line."""
    folder.write("mapping.yaml", text)
    with pytest.raises(FaultError) as raised:
        load_mapping(str(folder.path))
    assert (raised.value.place, raised.value.what.en) == (f"ed/mapping.yaml:{line}", what)


def test_a_mapping_by_a_path_from_here(folder, monkeypatch):
    """The folder may be named from where one stands."""
    folder.write("mapping.yaml", "from: H26.1\nentries: []\n")
    monkeypatch.chdir(folder.path.parent)
    assert load_mapping("ed").old_edition == "H26.1"
