"""The list of hospitals: what the box finds, kept to a prefecture and a kind, in an order; all in its address."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from kinten.network.hospital import Hospital
from kinten.portal.places.reading import Seen, see_network
from kinten.portal.public.asking import Asked, read_query
from kinten.portal.search.hospitals import Finding, Found, find
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words

UNKNOWN = "unknown"
"""The filter's word for a kind that is not known."""
KINDS = {**{str(kind): kind.label for kind in Kind}, UNKNOWN: Words("種類は不明", "kind not known")}
_KIND_ORDER = {str(kind): place for place, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Choice:
    """What a list is kept to, and its order: "" for all, and for the order of recording."""

    prefecture: str = ""
    kind: str = ""
    sort: str = ""

    @property
    def column(self) -> str:
        """The column of the order."""
        return self.sort.removeprefix("-")

    @property
    def is_descending(self) -> bool:
        """Whether the order is turned round."""
        return self.sort.startswith("-")


@dataclass(frozen=True, slots=True)
class Listing:
    """A list as an address asks for it; ``odd`` names parts of the query that mean nothing here."""

    asked: Asked
    choice: Choice
    seen: Seen
    finding: Finding
    found: tuple[Found, ...]
    odd: tuple[str, ...]

    @property
    def has_figures(self) -> bool:
        """Whether a row tells a count: then the list can be put in the order of it."""
        return any(each.figure is not None for each in self.finding.found)


def read_listing(request: HttpRequest) -> Listing:
    """Read a list from its query: q, on, recorded, page, prefecture, kind, sort.

    FaultError before the first frame of areas that is held.
    """
    asked = read_query(request)
    choice, odd = _read_choice(request)
    seen = see_network(asked.day, asked.recorded_by)
    finding = find(seen, asked.words)
    kept = [each for each in finding.found if _is_kept(each, choice)]
    return Listing(asked, choice, seen, finding, tuple(_in_order(kept, choice)), (*asked.odd, *odd))


def _read_choice(request: HttpRequest) -> tuple[Choice, tuple[str, ...]]:
    odd = []

    def one(name: str, known: Callable[[str], bool]) -> str:
        text = request.GET.get(name, "")
        if text and not known(text):
            odd.append(name)
            return ""
        return text

    choice = Choice(
        one("prefecture", PREFECTURES.__contains__),
        one("kind", KINDS.__contains__),
        one("sort", lambda text: text.removeprefix("-") in SORTS),
    )
    return choice, tuple(odd)


def _is_kept(found: Found, choice: Choice) -> bool:
    hospital, kind = found.standing.hospital, found.standing.kind
    return (not choice.prefecture or hospital.prefecture == choice.prefecture) and (
        not choice.kind or choice.kind == (UNKNOWN if kind is None else str(kind))
    )


def _in_order(found: list[Found], choice: Choice) -> list[Found]:
    """Put a list in its order; what has no value in the column comes last, either way round."""
    if not choice.sort:
        return found
    value = SORTS[choice.column]
    known = [each for each in found if value(each) is not None]
    known.sort(key=lambda each: value(each) or (), reverse=choice.is_descending)
    return [*known, *(each for each in found if value(each) is None)]


def _of_kind(found: Found) -> tuple[int, str] | None:
    kind = found.standing.kind
    return None if kind is None else (_KIND_ORDER[str(kind)], found.standing.hospital.id)


def _of_place(found: Found) -> tuple[int, str]:
    return (int(found.standing.hospital.prefecture), found.standing.hospital.id)


def _of_area(found: Found) -> tuple[int, str] | None:
    hospital: Hospital = found.standing.hospital
    return (int(hospital.area), hospital.id) if hospital.area.isdigit() else None


def _of_figure(found: Found) -> tuple[int, str] | None:
    return None if found.figure is None else (found.figure, found.standing.hospital.id)


SORTS: dict[str, Callable[[Found], tuple[int, str] | None]] = {
    "kind": _of_kind,
    "prefecture": _of_place,
    "area": _of_area,
    "figure": _of_figure,
}
"""The columns by which a list can be put in order."""
