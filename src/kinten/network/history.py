"""The network as recorded, and what stood on a day as it was known on another.

A designation recorded by decree holds between its days. A statement (a paper says that the hospital
is designated on this day, and perhaps of what kind) is taken to go on until a later record differs or
ends it; the kind is always shown with the day of its statement. A statement older than one term of
four years may have been overtaken by a renewal: it is marked old, and ``kinds_since`` leaves out what
was stated before a day.

Of a hospital that is on no list of the present nobody tells when it left: after the last statement it
is not certain, until the day by which it had ended.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from kinten.network.designation import TERM_YEARS, Act, Designation, Recommendation
from kinten.network.group import Cancer, Group, Modality, Provision
from kinten.network.hospital import Certainty, Hospital
from kinten.vocabulary.hospital_kind import Kind

CHANGEABLE = frozenset({Kind.PREF, Kind.REGIONAL, Kind.SPECIFIC, Kind.LOCAL})
"""What a hospital of unknown kind can be.

The two of the National Cancer Center are known: what any record calls theirs never was another kind.
"""
_NCC = frozenset({Kind.NCC})


@dataclass(frozen=True, slots=True)
class Standing:
    """One hospital on one day.

    ``is_certain`` is False where it is known only from a later day, for a hospital of which it is only
    likely that it stands, and for one that left after the last statement of it. ``kinds`` are the kinds
    it can be; ``last`` is the newest record that states one. ``is_old`` says that this record is older
    than a term.
    """

    hospital: Hospital
    is_certain: bool
    kinds: frozenset[Kind]
    last: Designation | None
    record: Designation
    since: date | None = None
    is_old: bool = False

    @property
    def kind(self) -> Kind | None:
        """The kind, None where it is not known."""
        return next(iter(self.kinds)) if len(self.kinds) == 1 else None

    @property
    def is_hub(self) -> bool | None:
        """Whether it is a hub; None where that is not known."""
        answers = {kind.is_hub for kind in self.kinds}
        return answers.pop() if len(answers) == 1 else None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The network on a day, as recorded by ``recorded_by`` (None: everything recorded)."""

    day: date
    recorded_by: date | None
    standings: tuple[Standing, ...]
    groups: tuple[Group, ...]
    provisions: tuple[Provision, ...]
    pending: tuple[Recommendation, ...]

    def of(self, hospital: str) -> Standing | None:
        """Give the standing of a hospital by id, None where it has none."""
        return next((each for each in self.standings if each.hospital.id == hospital), None)

    def in_area(self, area: str) -> tuple[Standing, ...]:
        """Give those whose address lies in an area."""
        return tuple(each for each in self.standings if each.hospital.area == area)

    def without(self, hospitals: Iterable[str]) -> "Snapshot":
        """Give the network without some hospitals."""
        gone = frozenset(hospitals)
        kept = tuple(each for each in self.standings if each.hospital.id not in gone)
        return Snapshot(
            self.day, self.recorded_by, kept, self.groups, self.provisions, self.pending
        )

    def adding(self, standings: Iterable[Standing]) -> "Snapshot":
        """Give the network with some hospitals more."""
        return Snapshot(
            self.day,
            self.recorded_by,
            (*self.standings, *standings),
            self.groups,
            self.provisions,
            self.pending,
        )


@dataclass(frozen=True, slots=True)
class Network:
    """Everything recorded, in the order of the records."""

    hospitals: Mapping[str, Hospital]
    designations: tuple[Designation, ...]
    groups: tuple[Group, ...] = ()
    provisions: tuple[Provision, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    notes: tuple[str, ...] = field(default=())

    def as_of(
        self, day: date, recorded_by: date | None = None, kinds_since: date | None = None
    ) -> Snapshot:
        """Give what stood on a day, as far as it was recorded by another day.

        A kind stated before ``kinds_since`` counts as not known.
        """

        def was_recorded(recorded: date) -> bool:
            return recorded_by is None or recorded <= recorded_by

        records: dict[str, list[Designation]] = {}
        for each in self.designations:
            if was_recorded(each.recorded):
                records.setdefault(each.hospital, []).append(each)
        standings = (
            _stand(self.hospitals[hospital], of, day, kinds_since)
            for hospital, of in records.items()
        )
        return Snapshot(
            day,
            recorded_by,
            tuple(each for each in standings if each is not None),
            _newest_groups((each for each in self.groups if was_recorded(each.recorded)), day),
            _newest_provisions(
                (each for each in self.provisions if was_recorded(each.recorded)), day
            ),
            tuple(
                each
                for each in self.recommendations
                if was_recorded(each.recorded) and _is_pending(each, day, records)
            ),
        )


def _is_pending(
    asked: Recommendation, day: date, records: Mapping[str, Iterable[Designation]]
) -> bool:
    """Whether a decision is asked for by a day and not yet told.

    Where the day of the decision is not held, a designation recorded for a day after the meeting, and
    up to the day asked about, shows that it was taken; so does its end, of a withdrawal.
    """
    if asked.act is Act.REPORT or asked.meeting > day:
        return False
    if asked.decided is not None:
        return day < asked.decided
    known = tuple(records.get(asked.hospital, ()))
    told = [each.begins or each.stated for each in known]
    if asked.act is Act.WITHDRAWAL:
        told += [each.ends for each in known]
    return not any(at is not None and asked.meeting < at <= day for at in told)


def _stand(
    hospital: Hospital, records: Iterable[Designation], day: date, kinds_since: date | None
) -> Standing | None:
    """Tell how a hospital stands on a day, None where it does not.

    A decree replaces those before it. An end ends what began before its day: a decree's own, or that
    of a row that only tells an end.
    """
    known = list(records)
    decree = _newest_decree(known, day)
    last_end = _last_end(known, decree, day)
    if decree is not None and last_end is None:
        since = decree.begins or date.min
        # Papers of its time tell the kind only where the decree does not.
        papers = [
            each
            for each in known
            if decree.kind is None and each.stated is not None and since <= each.stated <= day
        ]
        told = [*sorted(papers, key=_stated_on), decree]
        return _standing(hospital, told, decree, day, kinds_since)
    stated = [
        each
        for each in known
        if each.begins is None
        and (each.ends is None or (each.stated is not None and day < each.ends))
        and (last_end is None or (each.stated is not None and each.stated >= last_end))
    ]
    before = sorted(
        (each for each in stated if each.stated is not None and each.stated <= day),
        key=_stated_on,
    )
    undated = [each for each in stated if each.stated is None]
    if before:
        found = _standing(hospital, undated + before, before[-1], day, kinds_since)
        return found if _goes_on(hospital, stated, day) else replace(found, is_certain=False)
    if stated and last_end is None:
        first = min(stated, key=lambda each: each.stated or date.max)
        kinds = _NCC if _is_ncc(known) else CHANGEABLE
        return Standing(hospital, False, kinds, None, first)
    return None


def _goes_on(hospital: Hospital, stated: Iterable[Designation], day: date) -> bool:
    """Whether what papers state still holds on a day; of a hospital that left up to the last of them."""
    if hospital.certainty is not Certainty.LEFT:
        return True
    return any(each.stated is not None and day <= each.stated for each in stated)


def _newest_decree(known: Iterable[Designation], day: date) -> Designation | None:
    """Give the decree that began last by a day; of two that began together the one recorded last."""
    begun = [each for each in known if each.begins is not None and each.begins <= day]
    return max(
        begun, key=lambda each: (each.begins, each.recorded, each.ends is not None), default=None
    )


def _last_end(known: Iterable[Designation], decree: Designation | None, day: date) -> date | None:
    """Give the last end told by a day, None where what stands began on it or after.

    The ends of decrees that a later one replaced say nothing of the later one.
    """
    ends = [
        each.ends
        for each in known
        if each.ends is not None
        and each.ends <= day
        and (decree is None or each is decree or each.begins is None)
        and (decree is None or decree.begins is None or each.ends > decree.begins)
    ]
    return max(ends, default=None)


def _standing(
    hospital: Hospital,
    records: list[Designation],
    record: Designation,
    day: date,
    kinds_since: date | None,
) -> Standing:
    telling = [
        each
        for each in records
        if each.kind is not None
        and (
            kinds_since is None
            or each.kind is Kind.NCC
            or each.begins is not None
            or _stated_on(each) >= kinds_since
        )
    ]
    since = min(filter(None, (each.begins or each.stated for each in records)), default=None)
    is_certain = hospital.certainty is not Certainty.LIKELY
    if not telling:
        return Standing(hospital, is_certain, CHANGEABLE, None, record, since)
    last = telling[-1]
    # Papers of one day that differ leave each of their kinds open.
    kinds = frozenset(
        each.kind
        for each in telling
        if each.kind is not None and _stated_on(each) == _stated_on(last)
    )
    return Standing(hospital, is_certain, kinds, last, record, since, _is_old(last, day))


def _is_ncc(records: Iterable[Designation]) -> bool:
    return any(each.kind is Kind.NCC for each in records)


def _stated_on(record: Designation) -> date:
    """Give the day for the order of statements: an undated one comes before all others."""
    return record.stated or date.min


def _is_old(record: Designation, day: date) -> bool:
    """Whether a statement is older than one term; the national centre's kind does not age."""
    if record.begins is not None or record.kind is Kind.NCC:
        return False
    return record.stated is None or _years_later(record.stated, TERM_YEARS) <= day


def _years_later(day: date, years: int) -> date:
    last_of_february = (day.month, day.day) == (2, 29)
    return date(day.year + years, day.month, 28 if last_of_february else day.day)


def _newest_groups(groups: Iterable[Group], day: date) -> tuple[Group, ...]:
    """Give the groups that stand on a day: of each local hospital those of its newest source.

    A row without a day comes before all others.
    """
    held = [
        (told, each)
        for each in groups
        if (told := each.begins or each.stated or date.min) <= day
        and (each.ends is None or day < each.ends)
    ]
    newest: dict[str, date] = {}
    for told, each in held:
        newest[each.hospital] = max(newest.get(each.hospital, told), told)
    return tuple(each for told, each in held if told == newest[each.hospital])


def _newest_provisions(provisions: Iterable[Provision], day: date) -> tuple[Provision, ...]:
    """Give who gives what on a day: of each treatment the row in force that began last.

    A row without a day comes before all others.
    """
    newest: dict[tuple[str, Cancer, Modality], Provision] = {}
    for each in provisions:
        begins = each.begins or date.min
        if begins > day or (each.ends is not None and each.ends <= day):
            continue
        before = newest.setdefault((each.hospital, each.cancer, each.modality), each)
        if (before.begins or date.min) <= begins:
            newest[each.hospital, each.cancer, each.modality] = each
    return tuple(newest.values())
