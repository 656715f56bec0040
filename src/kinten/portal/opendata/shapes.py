"""What an open table is: named columns with their meaning, rows of a day, and where they come from."""

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kinten.data.loading import PackagedSource
from kinten.tables.table import Value
from kinten.vocabulary.wording import Words

Row = tuple[Value, ...]
Rows = Callable[[date, date | None], Iterable[Row]]
"""Gives the rows of a day, as they were recorded by another (None: everything recorded)."""


class Form(StrEnum):
    """What the cells of a column are; each can be missing."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    YES_NO = "yes_no"

    @property
    def label(self) -> Words:
        """The words printed to people."""
        return _FORMS[self]


_FORMS = {
    Form.TEXT: Words("文字", "text"),
    Form.NUMBER: Words("数", "number"),
    Form.DAY: Words("日（年-月-日）", "day (year-month-day)"),
    Form.YES_NO: Words("はい（true）・いいえ（false）", "yes (true) or no (false)"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``name`` never changes; ``title`` stands above it on the page.

    ``only`` is the language of the page that shows it, "" for both and "file" for a column that only
    files have. ``is_japanese`` marks names that stay Japanese on every page.
    """

    name: str
    title: Words
    form: Form = Form.TEXT
    meaning: Words | None = None
    only: str = ""
    is_japanese: bool = False
    is_key: bool = False

    @property
    def told(self) -> Words:
        """What it holds: its meaning, else its title."""
        return self.meaning or self.title

    def is_shown_in(self, lang: str) -> bool:
        """Whether the page of a language shows it."""
        return self.only in {"", lang}


def coded(name: str, title: Words, codes: str = "") -> tuple[Column, Column, Column]:
    """Give the three columns of a word with a code: the code, the Japanese and the English."""
    listed = f"（{codes}）" if codes else ""
    also = f" ({codes})" if codes else ""
    return (
        Column(
            name,
            Words(f"{title.ja}の符号", f"{title.en} (code)"),
            meaning=Words(f"{title.ja}の符号{listed}", f"code of: {title.en}{also}"),
            only="file",
        ),
        Column(f"{name}_ja", title, meaning=Words(title.ja, f"{title.en}, Japanese"), only="ja"),
        Column(
            f"{name}_en",
            Words(f"{title.ja}（英語）", title.en),
            meaning=Words(f"{title.ja}、英語", f"{title.en}, English"),
            only="en",
        ),
    )


def coding(code: str | None, words: Words | None) -> tuple[Value, Value, Value]:
    """Give the three cells of a word with a code, all missing where there is none."""
    return (None, None, None) if code is None or words is None else (str(code), words.ja, words.en)


def day_cell(day: date | None) -> str | None:
    """Tell a day in a cell."""
    return None if day is None else day.isoformat()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a table comes from, and what one may do with it."""

    name: str
    title: Words
    publisher: Words
    licence: Words
    date: str
    collected: str
    papers: tuple[str, ...] = ()
    derived: Words | None = None


def packaged(source: PackagedSource) -> Source:
    """Tell a packaged source as the source of an open table."""
    return Source(
        source.name,
        source.title,
        source.publisher,
        source.licence,
        source.date,
        source.collected,
        source.papers,
        source.derived,
    )


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A public table. ``obeys`` names what of ``on`` and ``recorded`` changes it.

    ``find`` gives the keys (first cells) of the rows that the words of a box find; None where a row
    is found that has every word in one of its cells.
    """

    name: str
    title: Words
    about: Words
    columns: tuple[Column, ...]
    rows: Rows
    sources: Callable[[], tuple[Source, ...]]
    obeys: frozenset[str] = frozenset()
    is_recorded: bool = True
    find: Callable[[date, date | None, str], Container[str]] | None = field(default=None)

    def is_asked(self, name: str) -> bool:
        """Whether a part of the query changes it; words always do."""
        return name == "q" or name in self.obeys
