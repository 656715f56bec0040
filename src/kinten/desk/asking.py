"""One cell asked for: answered where that leaves every small count open beside all earlier answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kinten import __version__
from kinten.desk.count_tables import Joined, read_count_tables
from kinten.desk.protecting import Wish, join_earlier, with_about
from kinten.disclosure.cells import TOTAL, Layout, key_of
from kinten.disclosure.hiding import hide_in_turn
from kinten.disclosure.ledger import ANSWER, Entry, Shown
from kinten.disclosure.released import Beside
from kinten.disclosure.worlds import unproved
from kinten.tables.table import Table
from kinten.vocabulary.wording import FaultError, Words

Mask = NDArray[np.bool_]


class Why(StrEnum):
    """Why a count is not told."""

    SMALL = "small"
    REVEALS = "reveals"

    @property
    def words(self) -> Words:
        """What it says to the desk; who asked is told only that the count is not shown."""
        return {
            Why.SMALL: Words("しきい値未満です", "it is under the threshold"),
            Why.REVEALS: Words(
                "これまでの公表・回答と合わせると、小さい件数が分かります",
                "with what was released and answered before, a small count could be reckoned",
            ),
        }[self]


@dataclass(frozen=True, slots=True)
class Answer:
    """A cell, its count where it is told, and otherwise why not."""

    values: Mapping[str, str]
    count: int | None
    why: Why | None
    entry: Entry


def answer_cell(
    paths: Sequence[Path],
    values: Mapping[str, str],
    wish: Wish,
    earlier: Sequence[Entry],
    date: str = "",
) -> Answer:
    """Answer what one cell of the tables is, beside all that was told before.

    Dimensions that are not named are totals. FaultError where no row has the values.
    """
    joined = read_count_tables(
        paths, may_be_empty=False, derived=wish.derived, population=wish.population
    )
    at, row = _find(joined, values, paths[0])
    beside = join_earlier(joined, replace(wish, has_statuses=False), earlier)
    cell = int(beside.places[at][row])
    count = int(beside.task.counts[cell])
    why = None
    if not beside.known[cell]:
        if beside.task.small[cell]:
            why = Why.SMALL
        elif _reveals(beside, cell):
            why = Why.REVEALS
    told = None if why is not None else count
    table = joined.tables[at]
    layout = Layout(table.layout.dimensions, (table.layout.rows[row],))
    shown = Shown(table.path.name, with_about(layout, wish.about), (told,), None)
    entry = Entry(ANSWER, "", date, wish.threshold, wish.hides_zeros, 0, (shown,))
    return Answer(dict(zip(layout.dimensions, layout.rows[0], strict=True)), told, why, entry)


def _find(joined: Joined, values: Mapping[str, str], path: Path) -> tuple[int, int]:
    asked = frozenset((name, value) for name, value in values.items() if value != TOTAL)
    for at, table in enumerate(joined.tables):
        for row, row_values in enumerate(table.layout.rows):
            if key_of(table.layout, row_values) == asked:
                return at, row
    told = ", ".join(f"{name}={value}" for name, value in values.items())
    raise FaultError(
        Words(f"セルがありません（{told}）。", f"there is no such cell ({told})."),
        str(path),
        Words(
            "列の名前と値を確かめてください。合計を尋ねるには、その列を書きません。",
            "Look at the names and values of the columns; leave a column out to ask for its total.",
        ),
    )


def _reveals(beside: Beside, cell: int) -> bool:
    """Tell whether a small count, open before, can be reckoned once this cell is told."""
    task, (reader, *_) = beside.task, beside.task.readers
    hidden = (task.is_hidden | task.may_hide) & ~beside.known
    return bool((_stuck(beside, _without(hidden, cell)) & ~_stuck(beside, hidden)).any()) or (
        reader.need[cell] > 0
    )


def _stuck(beside: Beside, hidden: Mask) -> Mask:
    """Give the cells that are not open where these are hidden."""
    task, reader = beside.task, beside.task.readers[0]
    left = unproved(task.sums, hidden, reader)
    none = np.zeros(hidden.size, dtype=bool)
    _, stuck = hide_in_turn(
        task.sums, hidden, none, reader, np.ones(hidden.size), left, task.blocks
    )
    return stuck


def _without(hidden: Mask, cell: int) -> Mask:
    found = hidden.copy()
    found[cell] = False
    return found


def answer_table(answer: Answer, lang: str) -> Table:
    """Give the answer as a table of one row."""
    return Table(
        Words("回答", "Answer").in_language(lang),
        (*answer.values, "n", Words("示さない理由", "why it is not shown").in_language(lang)),
        (
            (
                *answer.values.values(),
                answer.count,
                None if answer.why is None else answer.why.words.in_language(lang),
            ),
        ),
    )


def answer_document(answer: Answer) -> dict[str, Any]:
    """Give the document of `kinten registry ask --json`."""
    return {
        "kinten": __version__,
        "cell": dict(answer.values),
        "n": answer.count,
        "why": None if answer.why is None else answer.why.value,
    }
