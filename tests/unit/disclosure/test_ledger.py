"""The chain of a ledger: what is read again, and which line a change breaks."""

import json

import pytest

from kinten.disclosure.cells import Layout
from kinten.disclosure.ledger import (
    ANSWER,
    RELEASE,
    START,
    BrokenChainError,
    Entry,
    Shown,
    link,
    read_chain,
)


def entry(name, kind=RELEASE, statuses=("shown", "primary")):
    table = Shown("表.csv", Layout(("病院",), (("甲",), ("乙",))), (12, None), statuses)
    return Entry(kind, name, "2026-04-01", 10, False, 0, (table,))


def chain(*entries):
    lines, previous = [], START
    for number, each in enumerate(entries, 1):
        lines.append(link(each, number, previous))
        previous = json.loads(lines[-1])["sha256"]
    return lines


def test_what_was_written_is_read_again():
    entries = (entry("一"), entry("", ANSWER, None), entry("三"))
    found = read_chain(chain(*entries))

    assert tuple(each.entry for each in found) == entries
    assert [each.number for each in found] == [1, 2, 3]


def test_the_same_entries_have_the_same_lines():
    assert chain(entry("一"), entry("二")) == chain(entry("一"), entry("二"))


def broken(lines):
    with pytest.raises(BrokenChainError) as error:
        read_chain(lines)
    return error.value.line, error.value.why


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize(
    ("old", "new"), [("2026-04-01", "2026-04-02"), ("12,null", "12,7"), ("primary", "shown")]
)
def test_a_change_breaks_its_line(number, old, new):
    lines = chain(entry("一"), entry("二"), entry("三"))
    lines[number - 1] = lines[number - 1].replace(old, new)

    assert broken(lines) == (number, "changed")


def test_a_line_left_out_put_elsewhere_or_written_anew_breaks_the_chain():
    lines = chain(entry("一"), entry("二"), entry("三"))
    other = chain(entry("別"), entry("二"), entry("三"))

    assert broken([lines[0], lines[2]]) == (2, "number")
    assert broken([lines[1], lines[0], lines[2]]) == (1, "number")
    assert broken([other[0], *lines[1:]]) == (2, "previous")
    assert broken([*lines, lines[2]]) == (4, "number")


@pytest.mark.parametrize("line", ["", "x", "[]", "{}", '{"sha256":"0","entry":{}}', "null"])
def test_what_is_no_line_of_a_ledger_is_named(line):
    assert broken([*chain(entry("一")), line]) == (2, "unreadable")
