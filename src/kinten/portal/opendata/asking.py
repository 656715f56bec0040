"""What an address asks of an open table; a file refuses what it cannot obey."""

from urllib.parse import urlencode

from django.http import HttpRequest

from kinten.portal.opendata.shapes import OpenTable
from kinten.portal.opendata.tables import Asking
from kinten.portal.public.asking import Asked, read_query
from kinten.vocabulary.wording import FaultError, Words

_PARTS = frozenset({"q", "on", "recorded", "page"})
LONGEST = 200
"""The most letters of the words of a box."""


def read_asking(request: HttpRequest, table: OpenTable) -> tuple[Asking, Asked, tuple[str, ...]]:
    """Read the query of a page; the names at the end are of the parts that cannot be obeyed."""
    asked = read_query(request)
    odd = [*asked.odd]
    odd += [
        name
        for name in ("on", "recorded")
        if request.GET.get(name) and name not in odd and not table.is_asked(name)
    ]
    if len(request.GET.get("q", "").strip()) > LONGEST:
        odd.append("q")
    return Asking(asked.day, asked.recorded_by, asked.words), asked, tuple(odd)


def read_strictly(request: HttpRequest, table: OpenTable) -> Asking:
    """Read the query of a file; FaultError where a part of it cannot be obeyed."""
    asking, _, odd = read_asking(request, table)
    unknown = sorted(set(request.GET) - _PARTS)
    for name in (*odd, *unknown):
        if name == "page":
            continue
        raise refusal(name, table)
    return asking


def refusal(name: str, table: OpenTable) -> FaultError:
    """Make the fault of a part of a query that a table cannot obey."""
    if name not in _PARTS:
        return FaultError(
            Words("この表にはない条件です。", "no table is asked for by this."),
            name[:LONGEST],
            Words("使える条件: q, on, recorded", "These can be asked for: q, on, recorded."),
        )
    if name in {"on", "recorded"} and not table.is_asked(name):
        return FaultError(
            Words(
                f"表「{table.title.ja}」は {name} で変わりません。",
                f"the table “{table.title.en}” does not change with {name}.",
            ),
            name,
            Words(f"{name} を外してください。", f"Leave {name} out."),
        )
    if name == "q":
        return FaultError(
            Words("語が長すぎます。", "the words are too long."),
            name,
            Words(f"{LONGEST}字までにしてください。", f"Give {LONGEST} letters at most."),
        )
    return FaultError(
        Words("日付として読めません。", "it is not a date."),
        name,
        Words("年-月-日（2026-04-01）で書いてください。", "Write year-month-day (2026-04-01)."),
    )


def query_of(table: OpenTable, asking: Asking) -> str:
    """Give the query under which a file holds exactly the rows that a page shows."""
    told = {"on": asking.on(table), "recorded": asking.recorded(table), "q": asking.words}
    kept = {name: value for name, value in told.items() if value}
    return f"?{urlencode(kept)}" if kept else ""
