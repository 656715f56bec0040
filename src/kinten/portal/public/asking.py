"""What an address asks for: words, a day, the day of recording, a page number; odd ones are told apart."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest

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
