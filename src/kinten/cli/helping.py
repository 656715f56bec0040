"""The help of a command in one language, wrapped by the width of Japanese letters."""

import argparse
import re
import unicodedata
from collections.abc import Iterable

from kinten.vocabulary.wording import Words

USAGE = Words("使い方: ", "usage: ")
ARGUMENTS = Words("引数", "arguments")
OPTIONS = Words("オプション", "options")

# What may not be parted: a word, or one Japanese letter, with brackets and stops that cling to it.
_UNIT = re.compile(r"\s+|[（「]*(?:[\u2e80-\uffef]|[^\s\u2e80-\uffef]+)[、。）」・：]*")


def choose_language(text: str, lang: str) -> str:
    """Give one half of a help text written ``日本語 / English``; the whole where it has no halves."""
    ja, sign, en = text.rpartition("/ ")
    if not sign:
        return text
    return ja.rstrip() if lang == "ja" else en


def wrap(text: str, width: int) -> list[str]:
    """Break a text into lines of a width in columns, in which a Japanese letter takes two."""
    lines = [""]
    for unit in _UNIT.findall(" ".join(text.split())):
        if _columns(lines[-1] + unit.rstrip()) > width and lines[-1]:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += unit if lines[-1] else unit.lstrip()
    return lines


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


class Help(argparse.HelpFormatter):
    """argparse's formatter with our headings, one language of each help text, and wide letters."""

    def __init__(self, prog: str, lang: str) -> None:
        super().__init__(prog, max_help_position=26)
        self.lang = lang

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Head the usage in our language."""
        mine = USAGE.in_language(self.lang) if prefix is None else prefix
        super().add_usage(usage, actions, groups, mine)

    def _get_help_string(self, action: argparse.Action) -> str | None:
        return None if action.help is None else choose_language(action.help, self.lang)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrap(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        told = choose_language(text, self.lang)
        return "\n".join(indent + line for line in wrap(told, width - len(indent)))
