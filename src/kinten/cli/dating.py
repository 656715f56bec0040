"""A day given as an option, in the ways that a form takes it too."""

from collections.abc import Callable
from datetime import date

from kinten.vocabulary.period import NotADay, read_day
from kinten.vocabulary.wording import FaultError, Words


def day_of(option: str) -> Callable[[str], date]:
    """Give what reads the day of an option; FaultError, so that it is told in either language."""

    def read(text: str) -> date:
        day = read_day(text)
        if isinstance(day, NotADay):
            raise FaultError(
                Words(f"日付「{text}」は読めません。", f"“{text}” is not a date."),
                option,
                Words(
                    "2026-04-01、2026/4/1、令和8年4月1日 のように書いてください。",
                    "Write it like 2026-04-01, 2026/4/1 or R8.4.1.",
                ),
            )
        return day

    return read
