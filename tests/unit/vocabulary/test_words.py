"""The small words: strengths, manners, kinds, reasons, provenances, efforts, given facts, faults."""

from __future__ import annotations

import errno
from datetime import date
from decimal import Decimal
from math import inf

import pytest

from kinten.vocabulary.citation import Citation, Provenance
from kinten.vocabulary.facts import CATALOGUE, FactType, Supply
from kinten.vocabulary.given import answer, between, dash, missing, number
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.people import QUALIFICATIONS, ROLES, TRAINING, Effort, Person
from kinten.vocabulary.strength import Binds, Manner, Strength
from kinten.vocabulary.suggesting import did_you_mean, nearest
from kinten.vocabulary.truth import Reason, Verdict
from kinten.vocabulary.wording import FaultError, Words, told_system


@pytest.mark.parametrize(
    "words",
    [Provenance, Kind, Effort, Strength, Manner, Reason, Verdict],
    ids=lambda each: each.__name__,
)
def test_every_word_has_labels_of_its_own(words):
    """Each member is told in both languages, and no two alike."""
    labels = [each.label for each in words]
    assert all(label.ja and label.en for label in labels)
    assert len({label.ja for label in labels}) == len({label.en for label in labels}) == len(labels)


def test_what_binds():
    """Must and in principle enter the whole; the other strengths are only reported."""
    assert [each.value for each in Strength if each.is_binding] == ["must", "principle"]
    assert [each.value for each in Binds] == ["hospital", "designator", "ncc"]


def test_which_kinds_are_hubs():
    """A local cancer hospital is the only kind that is no 拠点病院."""
    assert [each.value for each in Kind if not each.is_hub] == ["local"]


def test_kinds_in_a_narrow_column():
    """The short labels are no longer than the whole ones, and no two alike."""
    assert all(len(each.short_label.ja) <= len(each.label.ja) for each in Kind)
    assert len({each.short_label for each in Kind}) == len(Kind)


def test_which_reasons_a_figure_settles():
    """A missing, unreadable or contradictory figure; for the rest a person or a text is needed."""
    settled = {each.value for each in Reason if each.is_settled_by_facts}
    assert settled == {"not_reported", "not_asked", "unreadable", "contradictory"}


def test_words_of_verdicts():
    """The words of every JSON document."""
    assert [each.word for each in Verdict] == ["unmet", "unknown", "met", "not_applicable"]


def test_a_citation_is_its_title_and_place():
    """Without a place the title alone."""
    assert str(Citation("W", "指針", "p.5")) == "指針 p.5"
    assert str(Citation("W", "指針", "")) == "指針"


@pytest.mark.parametrize(
    ("given", "bounds", "value", "is_known"),
    [
        (number(5), (5, 5), 5, True),
        (number(Decimal("0.2")), (0.2, 0.2), 0.2, True),
        (answer(True), (1, 1), 1, True),
        (answer(False), (0, 0), 0, True),
        (between(1, 2), (1, 2), None, False),
        (between(2, 2), (2, 2), 2, True),
        (dash(), (-inf, inf), None, False),
        (missing(Reason.UNREADABLE), (-inf, inf), None, False),
    ],
)
def test_a_given_fact(given, bounds, value, is_known):
    """A figure is one value, a range two; a dash and a gap have none."""
    assert ((given.low, given.high), given.value, given.is_known) == (bounds, value, is_known)


def test_a_given_fact_keeps_what_was_received():
    """The text as received, the cell, and the fact's own period."""
    given = number(1200, "a.xlsx!実績!C5", "１，２００", "2024-01..2024-12")
    assert (given.at, given.text, given.period) == (
        "a.xlsx!実績!C5",
        "１，２００",
        "2024-01..2024-12",
    )
    assert (number(5).text, dash().text, missing(Reason.NOT_REPORTED).text) == ("5", "-", "")


def test_a_fault_is_told_in_one_line():
    """Place, what happened, what to do, in one language at a time."""
    fault = FaultError(
        Words("空です。", "It is empty."), "a.csv:3:1", Words("書いてください。", "Write it.")
    )
    assert (fault.told_in("ja"), fault.told_in("en")) == (
        "a.csv:3:1: 空です。 書いてください。",
        "a.csv:3:1: It is empty. Write it.",
    )
    assert str(fault) == fault.told_in("en")


@pytest.mark.parametrize(
    ("since", "until", "day", "serves"),
    [
        (None, None, None, True),
        (date(2024, 4, 1), date(2025, 3, 31), None, True),
        (date(2024, 4, 1), None, date(2024, 3, 31), False),
        (date(2024, 4, 1), None, date(2024, 4, 1), True),
        (None, date(2025, 3, 31), date(2025, 3, 31), True),
        (None, date(2025, 3, 31), date(2025, 4, 1), False),
        (date(2025, 4, 1), date(2025, 3, 31), None, None),
        (date(2025, 4, 1), date(2025, 3, 31), date(2026, 4, 1), None),
    ],
)
def test_when_a_person_serves(since, until, day, serves):
    """From the first day to the last, both included; without a day, always."""
    assert Person(1, (), since=since, until=until).serves_on(day) is serves


@pytest.mark.parametrize(
    ("unread", "since", "until", "day", "serves"),
    [
        ("since", None, None, None, True),
        ("since", None, None, date(2026, 4, 1), None),
        ("since", None, date(2026, 3, 31), date(2026, 4, 1), False),
        ("until", None, None, date(2026, 4, 1), None),
        ("until", date(2026, 4, 2), None, date(2026, 4, 1), False),
        ("until", date(2026, 4, 1), None, date(2026, 4, 1), None),
    ],
)
def test_a_person_whose_day_could_not_be_read(unread, since, until, day, serves):
    """Not known on a day, unless the other day settles it."""
    person = Person(1, (), since=since, until=until, unread_days=frozenset({unread}))
    assert person.serves_on(day) is serves


def test_the_catalogue_of_facts():
    """Every fact has its own id and labels; figures have a unit, and network facts are never asked."""
    assert all(fact == definition.id for fact, definition in CATALOGUE.items())
    assert all(each.label.ja and each.label.en for each in CATALOGUE.values())
    figures = [each for each in CATALOGUE.values() if each.type in (FactType.COUNT, FactType.SHARE)]
    assert [each.id for each in figures if not each.unit.id] == ["patients_of_named_cancer_rank"]
    not_asked = {each.supply for each in CATALOGUE.values() if not each.is_asked}
    assert not_asked == {Supply.NETWORK}


@pytest.mark.parametrize("table", [ROLES, QUALIFICATIONS, TRAINING])
def test_people_words(table):
    """Roles, qualifications and training are told in both languages."""
    assert all(words.ja and words.en for words in table.values())


@pytest.mark.parametrize(
    ("number", "system", "ja"),
    [
        (errno.ENOENT, "No such file or directory", "ありません"),
        (errno.EACCES, "Permission denied", "権限"),
        (errno.EISDIR, "Is a directory", "フォルダーです"),
        (errno.ENOTDIR, "Not a directory", "フォルダーではありません"),
        (errno.ENOSPC, "No space left on device", "空き容量"),
    ],
)
def test_the_systems_reason_is_told_in_the_readers_language(number, system, ja):
    """Python has the system's words in English only; the message quotes them in ours."""
    fault = FaultError(
        Words(f"開けません（{system}）。", f"It cannot be opened ({system})."),
        "a",
        Words("見る。", "Look."),
    )
    fault.__cause__ = OSError(number, system)

    assert system not in fault.told_in("ja")
    assert ja in fault.told_in("ja")
    assert system in fault.told_in("en")


def test_a_rare_reason_stays_in_the_systems_words():
    """What has no words of ours is still told."""
    assert told_system(OSError(errno.EPIPE, "Broken pipe")) == Words("Broken pipe", "Broken pipe")
    assert told_system(OSError("odd")) == Words("odd", "odd")


@pytest.mark.parametrize(
    ("asked", "known", "found"),
    [
        ("r4.8", ("H30.7", "R4.8"), ("R4.8",)),
        ("Ｒ４．８", ("H30.7", "R4.8"), ("R4.8",)),
        ("R48", ("H30.7", "R4.8"), ("R4.8",)),
        (
            "surgery",
            ("R4.8/volume/absolute/surgery", "R4.8/care"),
            ("R4.8/volume/absolute/surgery",),
        ),
        ("judg", ("judge", "explain"), ("judge",)),
        ("NOPE", ("H30.7", "R4.8"), ()),
        ("a", ("A", "a"), ("A", "a")),
    ],
)
def test_a_misspelled_name_finds_the_nearest(asked, known, found):
    """Case and width, the last step of a path, a slip of a letter; nothing for a word from elsewhere."""
    assert nearest(asked, known) == found


def test_the_question_names_what_may_have_been_meant():
    """Both languages; nothing where nothing is near."""
    told = did_you_mean("judg", ("judge", "explain"))
    assert (told.ja, told.en) == ("judge のことですか。 ", "Did you mean judge? ")
    assert did_you_mean("xyz", ("judge",)) == Words("", "")
