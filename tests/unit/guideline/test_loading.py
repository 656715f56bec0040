"""Editions read from folders: what is taken, and every fault with its file and line."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal

import pytest

from kinten.guideline.checking import examine
from kinten.guideline.loading import list_editions, load_edition, packaged_folder
from kinten.vocabulary.wording import FaultError

HELD = {
    "2001": 0,
    "2004": 0,
    "H20.3": 0,
    "H26.1": 88,
    "H30.7": 111,
    "R4.8": 60,
    "expert-panel-2022": 10,
    "expert-panel-2025": 13,
    "genome-core-2017": 15,
    "sarcoma-2017": 20,
    "sarcoma-2018": 18,
}


def test_the_eleven_editions():
    """Eight editions with clauses and three that are titles only."""
    assert list_editions() == tuple(sorted(HELD))
    assert {name: len(list(load_edition(name).walk())) for name in list_editions()} == HELD


@pytest.mark.parametrize("name", HELD)
def test_a_packaged_edition_is_sound(name):
    """Every packaged edition loads under its own id, and examining it finds no error."""
    edition = load_edition(name)
    predecessors = [load_edition(edition.predecessor)] if edition.predecessor in HELD else [None]
    examined = examine(
        edition, *[each if each and each.clauses_are_held else None for each in predecessors]
    )
    assert (edition.id, examined.has_errors, examined.clauses) == (name, False, HELD[name])
    assert edition.clauses_are_held == (HELD[name] > 0)


def test_a_sound_edition(folder):
    """What is not said: not complete, not a draft, clauses held, no dates, no parameters."""
    edition = folder.load()
    assert (edition.id, edition.title.en, edition.notice) == ("t", "an edition for tests", None)
    assert (edition.is_complete, edition.is_draft, edition.clauses_are_held) == (False, False, True)
    assert (edition.issued, edition.in_force, edition.parameters) == (None, (None, None), {})
    assert [str(each.place) for each in edition.walk()] == ["ed/a.yaml:3"]


def test_everything_an_edition_may_say(folder):
    """Dates, notice, predecessor, dated parameters in any order, and the order of the sections."""
    folder.write(
        "edition.yaml",
        """\
id: t
title: {ja: 版, en: edition}
notice: 健発0801第16号
issued: 2022-08-01
in_force: {from: 2022-08-01, to: 2026-04-01}
predecessor: H30.7
complete: true
draft: true
checked_on: 2026-11-22
sections: [b, a]
parameters:
  dedicated: [{from: 2024-04-01, value: 0.9}, {from: 2022-08-01, value: 0.8}]
sources: {slide: {title: スライド, address: "x:1"}}
""",
    )
    folder.write(
        "b.yaml", "clauses: []\nsubtree: b\ntitle: {ja: 節, en: section}\ncomplete: true\n"
    )
    edition = folder.load()
    assert (edition.notice, edition.predecessor) == ("健発0801第16号", "H30.7")
    assert (edition.issued, edition.checked_on) == (date(2022, 8, 1), date(2026, 11, 22))
    assert (edition.is_complete, edition.is_draft) == (True, True)
    assert edition.tree.subtrees["t/b"].is_complete
    days = [date(2022, 7, 31), date(2022, 8, 1), date(2024, 3, 31), date(2024, 4, 1)]
    shares = [edition.parameter("dedicated", day) for day in days]
    assert shares == [None, Decimal("0.8"), Decimal("0.8"), Decimal("0.9")]
    assert edition.parameter("assigned", date(2024, 4, 1)) is None
    force = [
        edition.is_in_force_on(date(*day)) for day in ((2022, 7, 31), (2022, 8, 1), (2026, 4, 1))
    ]
    assert force == [False, True, False]


def test_in_force(folder):
    """Without a first day nobody can say; without a last day it still is."""
    assert folder.load().is_in_force_on(date(2024, 1, 1)) is None
    folder.write(
        "edition.yaml",
        "id: t\ntitle: {ja: 版, en: e}\nin_force: {from: 2022-08-01, to: null}\nsources: {slide: {title: s}}\n",
    )
    assert folder.load().is_in_force_on(date(2099, 1, 1)) is True


def test_the_hash_follows_the_content(folder):
    """A comment or another layout leaves the hash; any changed value changes it."""
    before = folder.load().hash
    assert folder.change("a.yaml", "- id: icu", "# a remark\n- id: icu").load().hash == before
    assert folder.change("a.yaml", "value: true", "value: false").load().hash != before


def test_a_comment_key(folder):
    """`comment` may stand in both files and says nothing to the program."""
    folder.write(
        "edition.yaml", "comment: x\nid: t\ntitle: {ja: 版, en: e}\nsources: {slide: {title: s}}\n"
    )
    assert len(list(folder.change("a.yaml", "clauses:", "comment: x\nclauses:").load().walk())) == 1


def test_an_unknown_edition_lists_what_there_is():
    """The editions held are named."""
    with pytest.raises(FaultError) as raised:
        load_edition("R9.9")
    told = raised.value
    assert (told.place, told.what.en) == ("--edition", "there is no edition 'R9.9'.")
    assert "H26.1" in told.mend.ja
    assert "R4.8" in told.mend.en


@pytest.mark.parametrize("name", ["../escape", "editions\\H26.1", "no/such/folder"])
def test_a_path_is_not_an_id(name):
    """A name with a separator is only ever a path."""
    with pytest.raises(FaultError, match="there is no edition"):
        load_edition(name)


def test_a_folder_without_edition_yaml(tmp_path):
    """A folder is no edition without its head."""
    with pytest.raises(FaultError) as raised:
        load_edition(str(tmp_path))
    assert raised.value.place == f"{tmp_path.name}/edition.yaml"
    told = raised.value
    assert (told.what.ja, told.what.en) == ("ファイルがありません。", "the file is missing.")
    assert "edition.yaml" in told.mend.ja
    assert "edition.yaml" in told.mend.en


def test_a_file_that_cannot_be_opened(folder):
    """A folder where a file should be: the system's reason, not "not UTF-8"."""
    (folder.path / "b.yaml").mkdir()
    fault = folder.fault()
    assert (fault.place, fault.what.ja) == (
        "ed/b.yaml",
        "ファイルを開けません（ファイルでなくフォルダーです）。",
    )


def test_a_file_that_is_not_utf_8(folder):
    """A file in Shift_JIS is refused by name."""
    fault = folder.write("a.yaml", SHIFT_JIS).fault()
    assert (fault.place, fault.mend.en) == ("ed/a.yaml", "Put it there as YAML in UTF-8.")
    assert fault.what.en == "the file is not text in UTF-8."


SHIFT_JIS = "clauses: [] # 集中治療室".encode("cp932")


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ("", "ed/a.yaml:1", "the file is empty."),
        ("# only a remark\n", "ed/a.yaml:1", "the file is empty."),
        ("clauses:\n- {id: a\n", "ed/a.yaml:3", "this is not YAML"),
        ("clauses: []\n  b: 1\n", "ed/a.yaml:2", "this is not YAML"),
        ("a: \x01\n", "ed/a.yaml:1", "this is not YAML"),
        ("clauses: []\nclauses: []\n", "ed/a.yaml:2", "the key 'clauses' stands twice."),
        ("clauses: []\nmore: []\n", "ed/a.yaml:2", "the key 'more' cannot stand here."),
        ("defaults: {}\n", "ed/a.yaml:1", "'clauses' is missing."),
        ("- clauses\n", "ed/a.yaml:1", "a mapping 'key: value' is needed here."),
        ("\nclauses: {}\n", "ed/a.yaml:2", "a list (lines that begin with -) is needed here."),
        ("clauses: []\nsubtree: a\n", "ed/a.yaml:1", "'title' is missing."),
        (
            "clauses: []\ntitle: {ja: 節}\nsubtree: a\ncomplete: true\n",
            "ed/a.yaml:2",
            "'en' is missing.",
        ),
        (
            "clauses: []\ntitle: {ja: 節, en: s}\nsubtree: a b\ncomplete: true\n",
            "ed/a.yaml:3",
            "'a b' cannot be an id.",
        ),
        (
            "clauses: []\ntitle: {ja: 節, en: s}\nsubtree: a\ncomplete: 1\n",
            "ed/a.yaml:4",
            "true or false is needed, not '1'.",
        ),
    ],
)
def test_a_wrong_section(folder, text, place, what):
    """Every fault of a section file names file and line."""
    fault = folder.write("a.yaml", text).fault()
    assert fault.place == place
    assert what in fault.what.en
    assert fault.mend.ja
    assert fault.mend.en


@pytest.mark.parametrize(
    ("old", "new", "place", "what"),
    [
        ("id: t", "id: 5", "ed/edition.yaml:1", "a text is needed, not '5'."),
        ("id: t", 'id: " "', "ed/edition.yaml:1", "a text is needed, not ' '."),
        ("id: t", "id: t\nissued: soon", "ed/edition.yaml:2", "a date is needed, not 'soon'."),
        (
            "id: t",
            "id: t\nissued: 2022-02-30",
            "ed/edition.yaml:2",
            "'2022-02-30' cannot be read as a value.",
        ),
        (
            "id: t",
            "id: t\nissued: 2022-02-03 10:00:00",
            "ed/edition.yaml:2",
            "cannot be read as a value.",
        ),
        (
            "id: t",
            "id: t\nparameters: {dedicated: [{from: 2022-08-01, value: much}]}",
            "ed/edition.yaml:2",
            "a number is needed, not 'much'.",
        ),
        (
            "id: t",
            "id: t\nparameters: {dedicated: [{from: 2022-08-01, value: true}]}",
            "ed/edition.yaml:2",
            "a number is needed, not 'True'.",
        ),
        (
            "id: t",
            "id: t\nparameters: {dedicated: [{value: 1}]}",
            "ed/edition.yaml:2",
            "'from' is missing.",
        ),
        (
            "id: t",
            "id: t\nparameters: {dedicated: [{from: 2022-08-01, value: 1:30}]}",
            "ed/edition.yaml:2",
            "'1:30' cannot be read as a value.",
        ),
        (
            "id: t",
            "id: t\nparameters: {dedicated: [{from: 2022-08-01, value: .inf}]}",
            "ed/edition.yaml:2",
            "'.inf' cannot be read as a value.",
        ),
        (
            "id: t",
            "id: t\nin_force: {until: 2022-08-01}",
            "ed/edition.yaml:2",
            "the key 'until' cannot stand here.",
        ),
        ("id: t", "id: t\nsections: [a, b]", "ed/edition.yaml:2", "'b' is not in the vocabulary."),
        ("id: t", "id: t\nsections: []", "ed/edition.yaml:2", "sections leaves out: a."),
        (
            "id: t",
            "id: t\nprogramme: other",
            "ed/edition.yaml:2",
            "'other' is not in the vocabulary.",
        ),
        *(
            (
                "id: t",
                f"id: t\nparameters: {{dedicated: [{{from: 2022-08-01, value: {value}}}]}}",
                "ed/edition.yaml:2",
                f"{value} is no number that can stand here.",
            )
            for value in ("1.8", "80", "0", "-0.8")
        ),
        (
            "id: t",
            "id: t\nparameters: {dedikated: [{from: 2022-08-01, value: 0.8}]}",
            "ed/edition.yaml:2",
            "there is no parameter 'dedikated'.",
        ),
        ("id: t", "id: my edition", "ed/edition.yaml:1", "'my edition' cannot be an id."),
        ("id: t", "id: a/b", "ed/edition.yaml:1", "'a/b' cannot be an id."),
        ("id: t", "id: t\nid: u", "ed/edition.yaml:2", "the key 'id' stands twice."),
    ],
)
def test_a_wrong_head(folder, old, new, place, what):
    """Every fault of edition.yaml names file and line."""
    fault = folder.change("edition.yaml", old, new).fault()
    assert fault.place == place
    assert what in fault.what.en


def test_two_clauses_of_one_id(folder):
    """The line of the second and the place of the first are told."""
    second = "\n- {id: icu, ja: 条項, en: clause, is: {fact: icu, value: true}}\n"
    fault = folder.change("a.yaml", "value: true}\n", f"value: true}}{second}").fault()
    assert (fault.place, fault.what.en) == ("ed/a.yaml:7", "the id 't/icu' stands twice.")
    assert fault.mend.en == "The other one is at ed/a.yaml:3."


def test_an_unchanged_copy_of_a_packaged_edition_may_keep_its_id(tmp_path):
    """The content is the same, so nothing passes for what it is not."""
    copy = tmp_path / "R4.8"
    shutil.copytree(str(packaged_folder("R4.8")), copy)

    assert load_edition(str(copy)).hash == load_edition("R4.8").hash
