"""Three editions in a row: what each clause of the first became in the last."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kinten.guideline.chaining import Step, follow
from kinten.guideline.clauses import Place
from kinten.guideline.loading import load_edition
from kinten.guideline.mapping import Entry, load_mapping
from kinten.vocabulary.wording import Words

ICU = "- {id: %s, ja: 条項, en: clause, is: {fact: icu, value: true}%s}\n"
NOT = "- {id: %s, ja: 条項, en: clause, is: {fact: icu, value: false}}\n"
HOLE = "- {id: %s, ja: 穴, en: hole, hole: true}\n"


def entry(change, old=None, new=None, note="note"):
    return Entry(
        change, old, new, Words(f"注{note}", note) if note else None, Place("mapping.yaml", 3)
    )


@pytest.fixture
def chain(clauses):
    """Follow three or more texts with the entries written between them."""

    def make(*texts, entries):
        editions = [
            clauses(
                text,
                f"id: e{number}\ntitle: {{ja: 版, en: e}}\nsources: {{slide: {{title: s}}}}\n",
            )
            for number, text in enumerate(texts, 1)
        ]
        return follow(
            [
                Step(old, new, each)
                for old, new, each in zip(editions, editions[1:], entries, strict=False)
            ]
        )

    return make


def shown(chain):
    return [
        (each.change.value, each.old and each.old.path, each.new and each.new.path, each.aspects)
        for each in chain.differences
    ]


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("unchanged", "unchanged", "unchanged"),
        ("unchanged", "moved", "moved"),
        ("moved", "unchanged", "moved"),
        ("moved", "moved", "moved"),
        ("changed", "moved", "changed"),
        ("moved", "changed", "changed"),
        ("unchanged", "changed", "changed"),
        ("changed", "unchanged", "changed"),
        ("changed", "changed", "changed"),
    ],
)
def test_two_steps_make_one_change(chain, first, second, whole):
    """Changed stands above moved, moved above unchanged; each note says its step."""
    found = chain(
        ICU % ("a", ""),
        ICU % ("b", ""),
        ICU % ("c", ""),
        entries=[(entry(first, "a", "b", "one"),), (entry(second, "b", "c", None),)],
    )
    assert shown(found) == [(whole, "a", "c", ())]
    assert found.differences[0].note == Words("e1→e2 注one", "e1→e2 one")


def test_aspects_are_those_of_the_first_and_the_last(chain):
    """A test changed and changed back differs in nothing, and was changed all the same."""
    entries = [(entry("changed", "a", "a"),), (entry("changed", "a", "a"),)]
    assert shown(chain(ICU % ("a", ""), NOT % "a", ICU % ("a", ""), entries=entries)) == [
        ("changed", "a", "a", ())
    ]
    assert shown(chain(ICU % ("a", ""), ICU % ("a", ""), NOT % "a", entries=[None, None])) == [
        ("changed", "a", "a", ("test",))
    ]


def test_by_path_and_was_where_no_mapping_is_written(chain):
    """Each step falls back on paths; a clause renamed twice is found."""
    found = chain(
        ICU % ("a", "") + ICU % ("same", ""),
        ICU % ("b", ", was: a") + ICU % ("same", ""),
        ICU % ("same", "") + ICU % ("c", ", was: b"),
        entries=[None, None],
    )
    assert shown(found) == [("unchanged", "same", "same", ()), ("moved", "a", "c", ())]
    assert found.between == ()


def test_what_came_and_went(chain):
    """Added at either step, withdrawn at either step, and what only the edition between has."""
    found = chain(
        ICU % ("early", "") + ICU % ("late", ""),
        ICU % ("late", "") + ICU % ("passing", "") + ICU % ("born", ""),
        ICU % ("born", "") + ICU % ("new", ""),
        entries=[
            (entry("withdrawn", "early", note="one"), entry("added", new="born", note="born")),
            (entry("withdrawn", "late", note="two"), entry("added", new="new", note=None)),
        ],
    )
    assert shown(found) == [
        ("added", None, "born", ()),
        ("added", None, "new", ()),
        ("withdrawn", "early", None, ()),
        ("withdrawn", "late", None, ()),
    ]
    assert [each.note and each.note.en for each in found.differences] == [
        "e1→e2 born",
        None,
        "e1→e2 one",
        "e2→e3 two",
    ]
    assert [clause.id for clause in found.between] == ["e2/passing"]


def test_a_clause_into_several_and_several_into_one(chain):
    """Every way is followed; a way that ends beside one that arrives is no loss."""
    found = chain(
        ICU % ("a", "") + ICU % ("b", ""),
        ICU % ("x", "") + ICU % ("y", ""),
        ICU % ("z", ""),
        entries=[
            (
                entry("changed", "a", "x", None),
                entry("changed", "a", "y", None),
                entry("moved", "b", "x", None),
            ),
            (entry("moved", "x", "z", None), entry("withdrawn", "y")),
        ],
    )
    assert shown(found) == [("changed", "a", "z", ()), ("moved", "b", "z", ())]


def test_a_hole_between_hides_what_went_in(chain):
    """Only a clause of the same name, or one that ends in a hole too, is followed through it."""
    found = chain(
        ICU % ("a", "") + ICU % ("b", "") + ICU % ("c", "") + HOLE % "gap",
        HOLE % "h" + HOLE % "gap",
        ICU % ("a", "") + ICU % ("other", "") + ICU % ("from-gap", ""),
        entries=[
            tuple(entry("changed", each, "h", None) for each in "abc"),
            (
                entry("changed", "h", "a", None),
                entry("changed", "h", "other", None),
                entry("changed", "gap", "from-gap", None),
            ),
        ],
    )
    assert shown(found) == [
        ("changed", "a", "a", ()),
        ("lost", None, "other", ()),
        ("changed", "gap", "from-gap", ("test",)),
        ("lost", "b", None, ()),
        ("lost", "c", None, ()),
    ]
    assert [each.note and each.note.en for each in found.differences][:2] == [
        "the text of e2/h in between is not held: the clauses of one name are compared",
        "the text of e2/h in between is not held, so it cannot be followed",
    ]


def test_a_hole_that_is_not_taken_over_loses_what_went_in(chain):
    """A clause is not withdrawn because the hole it went into is; the hole is no passing clause."""
    found = chain(
        ICU % ("a", ""),
        HOLE % "h",
        ICU % ("z", ""),
        entries=[(entry("changed", "a", "h"),), (entry("withdrawn", "h", note="unknown"),)],
    )
    assert shown(found) == [("added", None, "z", ()), ("lost", "a", None, ())]
    assert "e2→e3 unknown" in found.differences[1].note.en
    assert found.between == ()


def test_a_hole_that_nothing_is_matched_with_is_lost_at_either_step(chain):
    """Neither step saw what became of it; what only the edition between held in a hole is no loss."""
    found = chain(
        HOLE % "early" + HOLE % "late",
        HOLE % "late" + HOLE % "passing",
        ICU % ("new", ""),
        entries=[(), ()],
    )
    assert shown(found) == [
        ("added", None, "new", ()),
        ("lost", "early", None, ()),
        ("lost", "late", None, ()),
    ]
    assert found.differences[2].note.en == "e2→e3 neither the section nor its successor was seen"


def test_a_hole_into_a_hole(chain):
    """What went into a hole that is still one is changed to a text that is not held."""
    found = chain(
        ICU % ("a", ""),
        HOLE % "h",
        HOLE % "h",
        entries=[(entry("changed", "a", "h", None),), None],
    )
    assert shown(found) == [("changed", "a", "h", ("test",))]


def test_what_was_lost_stays_lost(chain):
    """Over three steps: lost on the way in, and lost again where it goes on."""
    found = chain(
        ICU % ("a", ""),
        HOLE % "h",
        ICU % ("x", ""),
        ICU % ("x", ""),
        entries=[
            (entry("changed", "a", "h", None),),
            (entry("changed", "h", "x", None),),
            None,
        ],
    )
    assert shown(found) == [("lost", None, "x", ()), ("lost", "a", None, ())]


def test_the_packaged_editions():
    """H26.1 to R4.8 by way of H30.7 accounts for every clause of both."""
    editions = [load_edition(name) for name in ("H26.1", "H30.7", "R4.8")]
    steps = [Step(old, new, load_mapping(new.id).entries) for old, new in pairwise(editions)]
    found = follow(steps)
    pairs = {(each.old and each.old.path, each.new and each.new.path) for each in found.differences}

    assert {old for old, _ in pairs if old} == {each.path for each in editions[0].walk()}
    assert {new for _, new in pairs if new} == {each.path for each in editions[2].walk()}
    assert len(pairs) == len(found.differences)
    assert ("volume/absolute/chemo", "volume/absolute/drug") in pairs
    assert ("staff/radiation-oncologist/full-time", "staff/radiation-oncologist") in pairs
    assert {clause.path.split("/")[0] for clause in found.between} == {"advanced", "hole"}
