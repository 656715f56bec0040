"""Japanese and English side by side, and the one error shape that users see."""

from typing import NamedTuple


class Words(NamedTuple):
    """One sentence or label in both languages; Japanese is the text of record."""

    ja: str
    en: str

    def in_language(self, lang: str) -> str:
        """Give the Japanese for ``ja`` and the English for anything else."""
        return self.ja if lang == "ja" else self.en


class FaultError(Exception):
    """Bad input or wrong use, told so that a person can mend it.

    ``what`` says what happened and why it matters, ``place`` names file, sheet and cell, line and
    column, or clause, and ``mend`` says what to do. Commands print it and exit with 2.
    """

    def __init__(self, what: Words, place: str, mend: Words) -> None:
        super().__init__(f"{place}: {what.en} {mend.en}")
        self.what = what
        self.place = place
        self.mend = mend

    def told_in(self, lang: str) -> str:
        """Give the whole message on one line in one language."""
        return f"{self.place}: {self.what.in_language(lang)} {self.mend.in_language(lang)}"
