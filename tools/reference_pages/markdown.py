"""Pages, tables and cells in Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from kinten.vocabulary.wording import Words

Rows = Sequence[Sequence[str]]


def page(title: Words, *parts: str) -> str:
    """Put a page together; its first lines say that it is generated."""
    head = (
        f"# {title.ja} / {title.en}\n\n"
        "このページは `tools/reference.py` がプログラムから書き出したものです。手で直さないでください。\n"
        "This page is written by `tools/reference.py` from the program; do not edit it."
    )
    return "\n\n".join((head, *(part for part in parts if part))) + "\n"


def table(headings: Sequence[str], rows: Rows) -> str:
    """Write a Markdown table."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(each)} |" for each in lines)


def cell(text: object) -> str:
    """Make a text safe inside a cell."""
    plain = str(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return " ".join(plain.replace("|", "\\|").replace("*", "\\*").split())


def code(text: object) -> str:
    """Set a word in code type; an empty one stays empty."""
    return f"`{str(text).replace('|', chr(0x2223))}`" if str(text) else ""


def both(words: Words) -> str:
    """Give a label in both languages in one cell."""
    return cell(words.ja) if words.ja == words.en else f"{cell(words.ja)}<br>{cell(words.en)}"
