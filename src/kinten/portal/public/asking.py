"""What an address asks for: words, a day, the day of recording, a page number; odd ones are told apart."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest

from kinten.vocabulary.wording import FaultError, Words

_TOKYO = ZoneInfo("Asia/Tokyo")
PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """What the query of a page asks for; ``odd`` names the parts that could not be read and were left out."""

    words: str
    day: date
    recorded_by: date | None
    page: int
    odd: tuple[str, ...]


def today() -> date:
    """Give the day in Tokyo."""
    return datetime.now(_TOKYO).date()


def read_query(request: HttpRequest) -> Asked:
    """Read the query of a page: q, on, recorded, page."""
    odd: list[str] = []

    def day(name: str) -> date | None:
        text = request.GET.get(name, "").strip()
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            odd.append(name)
            return None

    page = request.GET.get("page", "1")
    if not (page.isascii() and page.isdigit() and len(page) < 7 and int(page) > 0):
        odd.append("page")
        page = "1"
    words = request.GET.get("q", "").strip()[:200]
    return Asked(words, day("on") or today(), day("recorded"), int(page), tuple(odd))


def refuse_odd(asked: Asked) -> None:
    """Refuse what a page would leave out and say so; a file could not. FaultError names the part."""
    for name in asked.odd:
        raise FaultError(
            Words("読めない条件です。", "it cannot be read."),
            name,
            Words(
                "日付は 年-月-日（2026-04-01）で書いてください。",
                "Write a date as year-month-day (2026-04-01).",
            ),
        )
