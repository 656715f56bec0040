"""The hospitals that stand before a meeting, or before whoever gives opinions: those with an accepted report."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count

from kinten.network.hospital import Hospital
from kinten.portal.opinions.models import Opinion
from kinten.portal.places.reading import current_atlas, see_network
from kinten.portal.public.asking import today
from kinten.portal.reports.models import Decision, ReportVersion, State
from kinten.portal.reports.reading import REVIEWED
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words

_NO_KIND = Words("種類は不明", "kind not known")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A hospital with the newest version of a year's report that was accepted or published."""

    hospital: Hospital
    year: int
    number: int
    state: Words
    is_made_up: bool

    @property
    def prefecture(self) -> Words:
        """The name of its prefecture."""
        return PREFECTURES[self.hospital.prefecture]


@dataclass(frozen=True, slots=True)
class Row:
    """A hospital on the page of a meeting: its kind, how many opinions there are, and what was decided."""

    reviewed: Reviewed
    kind: Words
    opinions: int
    decisions: tuple[Decision, ...]


def reviewed_of(
    year: int, wanted: Callable[[Hospital], bool], *, is_made_up: bool | None = None
) -> list[Reviewed]:
    """Give the wanted hospitals with an accepted or published report of a year, by prefecture and id.

    ``is_made_up`` keeps to made-up reports or to real ones. A hospital that the network has not is left out.
    """
    found = ReportVersion.objects.filter(year=year, state__in=REVIEWED)
    if is_made_up is not None:
        found = found.filter(is_made_up=is_made_up)
    newest: dict[str, Reviewed] = {}
    known = current_atlas().network.hospitals
    rows = found.order_by("number").values_list("hospital", "number", "state", "is_made_up")
    for identity, number, state, made_up in rows:
        hospital = known.get(identity)
        if hospital is not None and wanted(hospital):
            newest[identity] = Reviewed(hospital, year, number, State(state).label, made_up)
    return sorted(newest.values(), key=lambda each: (each.hospital.prefecture, each.hospital.id))


def rows_of(page: Sequence[Reviewed], *, has_unpublished: bool) -> list[Row]:
    """Give the rows of a page; ``has_unpublished`` lets decisions in that are not published yet."""
    if not page:
        return []
    year, ids = page[0].year, [each.hospital.id for each in page]
    counts, kinds = count_opinions(year, ids), kinds_of(ids)
    decisions: dict[str, list[Decision]] = {}
    for decision in Decision.objects.filter(year=year, hospital__in=ids, withdrawn=None):
        is_public = decision.published is not None and decision.published <= today()
        if has_unpublished or is_public:
            decisions.setdefault(decision.hospital, []).append(decision)
    return [
        Row(
            each,
            kinds[each.hospital.id],
            counts.get(each.hospital.id, 0),
            tuple(decisions.get(each.hospital.id, ())),
        )
        for each in page
    ]


def count_opinions(year: int, hospitals: Iterable[str]) -> dict[str, int]:
    """Count the opinions that were not withdrawn, by hospital."""
    found = Opinion.objects.filter(year=year, hospital__in=list(hospitals), withdrawn=None)
    counted = found.order_by().values("hospital").annotate(count=Count("pk"))
    return dict(counted.values_list("hospital", "count"))


def kinds_of(hospitals: Iterable[str]) -> dict[str, Words]:
    """Tell the kinds of hospitals today."""
    snapshot = see_network(today()).snapshot
    standings = {identity: snapshot.of(identity) for identity in hospitals}
    return {
        identity: _NO_KIND if standing is None or standing.kind is None else standing.kind.label
        for identity, standing in standings.items()
    }
