"""A progress line on standard error, for work over two seconds that a person watches."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from kinten.report.intake import Watch
from kinten.vocabulary.wording import Words

_PATIENCE = 2.0  # seconds before anything is shown
_READING = Words("読み込み中", "reading")


@contextmanager
def watching(lang: str, what: Words = _READING) -> Iterator[Watch]:
    """Give what is to be told after each part of ``what``; the line is wiped at the end."""
    begun = time.monotonic()
    shown = False

    def watch(done: int, total: int) -> None:
        nonlocal shown
        if not sys.stderr.isatty() or time.monotonic() - begun < _PATIENCE:
            return
        shown = True
        print(f"\r{what.in_language(lang)} {done}/{total}", end="", file=sys.stderr, flush=True)

    try:
        yield watch
    finally:
        if shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
