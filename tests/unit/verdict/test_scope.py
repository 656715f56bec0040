"""Which part of an edition is judged."""

from __future__ import annotations

import pytest

from kinten.guideline.loading import load_edition
from kinten.verdict.scope import is_complete, select_scope
from kinten.vocabulary.wording import FaultError

CLAUSES = """\
- id: a
  ja: 親
  en: parent
  manner: roughly
  all:
  - {id: b, ja: 子, en: child, no_number: true}
  - {id: c, ja: 子, en: child, manner: exactly, all: [{id: d, ja: 孫, en: grandchild, hole: true}]}
- {id: ab, ja: 条項, en: clause, no_number: true}
"""


def test_the_whole_a_clause_and_a_section(edition_of):
    """Without a scope the whole edition; a section gives its topmost clauses."""
    edition = edition_of(CLAUSES)
    assert [each.id for each, _ in select_scope(edition).clauses] == ["t/a", "t/ab"]
    assert [each.id for each, _ in select_scope(edition, "a").clauses] == ["t/a"]
    assert [each.id for each, _ in select_scope(load_edition("H26.1"), "facility").clauses][:2] == [
        "H26.1/facility/linac",
        "H26.1/facility/linac-local",
    ]


def test_the_manner_above_goes_with_it(edition_of):
    """A clause inside 概ね is judged roughly, one inside 文言どおり is not."""
    edition = edition_of(CLAUSES)
    ((_, b_is_rough),) = select_scope(edition, "a/b").clauses
    ((_, d_is_rough),) = select_scope(edition, "t/a/c/d").clauses
    assert (b_is_rough, d_is_rough) == (True, False)


def test_a_scope_that_is_not_there(edition_of):
    """An unknown scope names the edition and how to list its clauses."""
    with pytest.raises(FaultError, match="t has no clause 't/nowhere'") as raised:
        select_scope(edition_of(CLAUSES), "nowhere")
    assert "kinten guideline show t" in raised.value.mend.ja


def test_an_edition_that_is_a_title_only():
    """There is nothing to judge by a title."""
    with pytest.raises(FaultError) as raised:
        select_scope(load_edition("H20.3"))
    assert (raised.value.place, raised.value.what.en) == (
        "H20.3",
        "only the title of this edition is held.",
    )


@pytest.mark.parametrize(
    ("path", "complete"),
    [
        ("t", True),
        ("t/a", False),
        ("t/a/b", True),
        ("t/a/c", False),
        ("t/ab", True),
        ("t/nothing", False),
    ],
)
def test_what_is_complete(edition_of, path, complete):
    """The edition says so itself; a clause is complete where no hole stands below it."""
    assert is_complete(edition_of(CLAUSES), path) is complete


def test_a_section_says_so_itself(edition_of):
    """What a section states counts for its path, whatever stands below."""
    edition = edition_of(
        CLAUSES, section="subtree: a\ntitle: {ja: 節, en: section}\ncomplete: true\n"
    )
    assert is_complete(edition, "t/a")
