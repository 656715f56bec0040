"""What public papers say of cancer-genome hospitals: far from a complete list.

No complete list of a day is held. An area without a stated hospital is therefore not known, never
without one; the published totals stand beside, so that a reader sees how many are missing.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kinten.network.hospital import Hospital
from kinten.network.loading import load_published, packaged_rows, recorded_on
from kinten.network.published import Published, Subject
from kinten.vocabulary.identity import search_key

TABLE = "genome_statements.csv"
GENOME_KINDS: Mapping[str, Subject] = {
    "core": Subject.GENOME_CORE,
    "hub": Subject.GENOME_HUB,
    "cooperating": Subject.GENOME_COOPERATING,
}
"""中核拠点, 拠点 and 連携, the highest first."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A paper's word on one hospital. ``stated`` is None where the paper has no date.

    ``hospital`` is None where the network does not hold the hospital. ``possible_from`` is the day of the
    numbers that an undated paper prints beside its names: it cannot speak of a day before.
    """

    name: str
    prefecture: str
    kind: str
    stated: date | None
    printed: str
    hospital: Hospital | None
    possible_from: date | None = None

    @property
    def area(self) -> str:
        """The area's code, empty where it is not known."""
        return "" if self.hospital is None else self.hospital.area


def load_statements(hospitals: Mapping[str, Hospital]) -> tuple[Statement, ...]:
    """Read every statement; a hospital without an id is looked up by its exact name and prefecture."""
    by_name = {
        (search_key(name.text), each.prefecture): each
        for each in hospitals.values()
        for name in each.names
    }
    published = load_published()
    return tuple(
        Statement(
            row.get("printed_name"),
            row.get("prefecture"),
            row.get("kind"),
            date.fromisoformat(row.get("stated")) if row.get("stated") else None,
            row.get("printed"),
            hospitals.get(row.get("hospital_id"))
            or by_name.get((search_key(row.get("printed_name")), row.get("prefecture"))),
            None if row.get("stated") else _possible_from(row.get("source"), published),
        )
        for row in packaged_rows(TABLE)
    )


def _possible_from(source: str, published: Iterable[Published]) -> date | None:
    """Give the day of the published numbers that stand in the same paper, None where it prints none."""
    days = [
        date.fromisoformat(each.date)
        for each in published
        if each.subject in GENOME_KINDS.values() and len(each.date) == 10 and each.source in source
    ]
    return min(days, default=None)


def newest_statements(
    statements: Iterable[Statement],
    day: date,
    recorded_by: date | None = None,
    kinds_since: date | None = None,
) -> tuple[Statement, ...]:
    """Give each hospital's newest statement up to a day; one without a date yields to any that has one.

    An undated one counts from the first day on which it is possible. With ``kinds_since`` older and
    undated statements are left out.
    """
    if recorded_by is not None and recorded_by < recorded_on(TABLE):
        return ()
    newest: dict[str, Statement] = {}
    for each in sorted(statements, key=lambda one: one.stated or date.min):
        begins = each.stated or each.possible_from
        if begins is not None and begins > day:
            continue
        if kinds_since is not None and (each.stated is None or each.stated < kinds_since):
            continue
        newest[each.prefecture + each.name if each.hospital is None else each.hospital.id] = each
    return tuple(newest.values())


def published_totals(day: date, kinds: Collection[str]) -> Sequence[Published]:
    """Give for each kind the newest published total up to a day."""
    totals = []
    for kind, subject in GENOME_KINDS.items():
        if kind not in kinds:
            continue
        found = [
            each
            for each in load_published()
            if each.subject is subject and each.date <= day.isoformat()
        ]
        if found:
            totals.append(max(found, key=lambda each: each.date))
    return totals
