"""The name of an uploaded file: of one kind, of visible letters, and of no folder."""

import unicodedata

from kinten.portal.uploads import refusals

MOST_LETTERS = 150
_RUN_OR_PACKED = frozenset(
    "app bat bin bz2 cmd com cpl dll dmg exe gz hta htm html iso jar js jse lnk msi php pif ps1 py "
    "rar reg scr sh svg swf tar url vbe vbs wsf xht xhtml xlsb xlsm xltm xz zip 7z".split()
)
"""Endings of programs, of pages and of packed files: none stands before the ending of a report."""
_FOLDERS = "/\\:"


def check_name(name: str) -> str:
    """Give the name of a file; FaultError for one that hides what the file is, or names a folder."""
    if not name.strip() or len(name) > MOST_LETTERS:
        raise refusals.bad_name(
            name, f"1〜{MOST_LETTERS}字でない", f"it has not 1 to {MOST_LETTERS} letters"
        )
    # C: controls, marks that turn the line around, letters of no width; Z: all spaces but the plain ones.
    odd = [
        letter
        for letter in name
        if unicodedata.category(letter)[0] == "C"
        or (unicodedata.category(letter)[0] == "Z" and letter not in " \u3000")
    ]
    if odd:
        raise refusals.bad_name(
            name,
            f"見えない文字 U+{ord(odd[0]):04X}",
            f"it has a letter that is not seen, U+{ord(odd[0]):04X}",
        )
    if any(sign in name for sign in _FOLDERS) or name.startswith("."):
        raise refusals.bad_name(
            name, "フォルダーの区切りか、先頭の点", "it names a folder or begins with a dot"
        )
    inner = name.lower().split(".")[1:-1]
    hidden = [each for each in inner if each.strip() in _RUN_OR_PACKED]
    if hidden:
        raise refusals.bad_name(
            name, f"終わりが二つ（.{hidden[0]}）", f"it has two endings (.{hidden[0]})"
        )
    return name
