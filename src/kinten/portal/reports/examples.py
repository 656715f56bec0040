"""Invented hospitals (例示…) in real areas, and the made-up reports that they alone have.

Everything follows from one seed. The volumes are drawn around the means of the reports of 2020 by kind
of hospital (MHLW, panel of designation, W2696 p. 17); what no source gives a mean for is left out.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256

from django.conf import settings
from django.db import transaction

from kinten.desk.in_force import edition_in_force
from kinten.desk.judging import reference_day
from kinten.example.reports import MARK, make_reports
from kinten.geography.loading import FRAME_2024
from kinten.geography.municipality import Municipality
from kinten.network.designation import Act
from kinten.network.hospital import Hospital
from kinten.portal.places.reading import current_atlas
from kinten.portal.places.services import record_rows
from kinten.portal.public.asking import today
from kinten.portal.record.appending import SYSTEM
from kinten.portal.reports.content import canonical, content_of
from kinten.portal.reports.deciding import Decided, publish_decision, record_decision
from kinten.portal.reports.models import State
from kinten.portal.reports.outcome import Outcome
from kinten.portal.reports.reading import example_hospitals
from kinten.portal.reports.services import receive_report
from kinten.report.model import Report, Source
from kinten.verdict.program import compile_program
from kinten.verdict.steps import Program
from kinten.vocabulary.facts import CATALOGUE, Supply
from kinten.vocabulary.given import Given, number
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.wording import FaultError, Words

YEARS = 5
MOST = 468
_SOURCE = "例示（架空）"
_BEGINS, _TERM_ENDS = "2023-04-01", "2027-03-31"
_PER_REGIONAL = 5  # one local hospital, with a partner, to so many
MEANS: Mapping[Kind, Mapping[str, float]] = {
    Kind.PREF: {
        "registry_cases": 2384.6,
        "cancer_surgeries": 1982.5,
        "drug_therapy_patients": 5118.0,
        "radiotherapy_patients": 824.8,
        "palliative_team_referrals": 320.8,
    },
    Kind.SPECIFIC: {
        "registry_cases": 1112.0,
        "cancer_surgeries": 803.0,
        "drug_therapy_patients": 1120.0,
        "radiotherapy_patients": 560.0,
        "palliative_team_referrals": 64.0,
    },
    Kind.REGIONAL: {
        "registry_cases": 1293.0,
        "cancer_surgeries": 923.9,
        "drug_therapy_patients": 2172.4,
        "radiotherapy_patients": 410.3,
        "palliative_team_referrals": 181.2,
    },
    Kind.LOCAL: {
        "registry_cases": 402.9,
        "cancer_surgeries": 246.6,
        "drug_therapy_patients": 985.5,
        "radiotherapy_patients": 114.2,
        "palliative_team_referrals": 76.7,
    },
}
"""Mean volumes of the reports of 2020 by kind (regional: 高度型 left out); the generator draws around
those of regional hubs."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled in: hospitals, reports and decisions, all made up."""

    hospitals: int
    reports: int
    decisions: int


@transaction.atomic
def make_example_hospitals(count: int, seed: int = 20261201) -> tuple[str, ...]:
    """Place invented hospitals in real municipalities; gives their ids.

    Each lies in an area with a real hub, so that no blank area is filled by an invention, and has no
    degrees, so that no way to a real hospital becomes shorter. FaultError in a workspace that is not
    made up, where there are some already, and past 468.
    """
    if not settings.IS_MADE_UP or example_hospitals() or not 0 < count <= MOST:
        raise FaultError(
            Words(
                "例示の病院は、例示用の作業フォルダーに一度だけ、468病院までを作れます。",
                "invented hospitals are made once, up to 468, in a workspace for examples.",
            ),
            str(count),
            Words("kinten demo で新しい作業フォルダーを作ってください。", "Run kinten demo anew."),
        )
    places = _choose(count, random.Random(seed))  # noqa: S311 - a seed, nothing secret
    ids = tuple(f"EX{place:04d}" for place in range(1, count + 1))
    kinds = [
        Kind.LOCAL if place % _PER_REGIONAL == _PER_REGIONAL - 1 else Kind.REGIONAL
        for place in range(count)
    ]
    hospitals = [
        {
            "hospital_id": of,
            "name": f"例示{place.name}病院",
            "prefecture": place.prefecture,
            "municipality": place.code,
        }
        for of, place in zip(ids, places, strict=True)
    ]
    designations = [
        {
            "hospital_id": of,
            "kind": kind.value,
            "begins": _BEGINS,
            "term_ends": _TERM_ENDS,
            "source": _SOURCE,
        }
        for of, kind in zip(ids, kinds, strict=True)
    ]
    groups = [
        {
            "hospital_id": of,
            "partner_id": ids[place - 1],
            "partner_printed": hospitals[place - 1]["name"],
            "begins": _BEGINS,
            "source": _SOURCE,
        }
        for place, of in enumerate(ids)
        if kinds[place] is Kind.LOCAL
    ]
    tables: dict[str, Sequence[Mapping[str, str]]] = {
        "hospitals": hospitals,
        "designations": designations,
        "groups": groups,
    }
    for table, rows in tables.items():
        if rows:
            record_rows(SYSTEM, table, rows, today(), is_made_up=True, reason=_SOURCE)
    return ids


@transaction.atomic
def fill_examples(seed: int = 20261201, *, years: int = YEARS, last: int | None = None) -> Filled:
    """Give every invented hospital of the workspace its reports, and no other one.

    The report of the ``last`` year (by default the newest whose last day, 31 October, has passed) is
    under review; those before are published, the newest of them with a decision. A hospital that has
    the same reports already gets none again.
    """
    end = last or _newest_year(today())
    atlas = current_atlas()
    reports = decisions = 0
    examples = sorted(example_hospitals())
    kinds = {each.hospital: each.kind for each in atlas.network.designations}
    for place, of in enumerate(examples):
        hospital, kind = atlas.network.hospitals[of], kinds.get(of)
        made = _reports(
            hospital, kind or Kind.REGIONAL, range(end - years + 1, end + 1), seed + place
        )
        for report in made:
            is_past = report.year < end
            _, is_new = receive_report(
                SYSTEM,
                report,
                of,
                state=State.PUBLISHED if is_past else State.RECEIVED,
                published=date(report.year + 1, 4, 1) if is_past else None,
                is_made_up=True,
                reason=_SOURCE,
            )
            reports += is_new
            if is_new and report.year == end - 1:
                decisions += _decide(of, kind, report.year)
    return Filled(len(examples), reports, decisions)


def _newest_year(day: date) -> int:
    return day.year if day.month > 10 else day.year - 1  # a report is due on 31 October


def _decide(hospital: str, kind: Kind | None, year: int) -> bool:
    """Decide on a report and publish it; tells whether the decision is new."""
    meeting = date(year + 1, 2, 16)
    decided = Decided(
        hospital, year, Act.REPORT, Outcome.UNCHANGED, date(year + 1, 3, 16),
        meeting.isoformat(), f"{_SOURCE}の検討会資料", kind,
    )  # fmt: skip
    made = record_decision(SYSTEM, decided, is_made_up=True, reason=_SOURCE)
    if made.published is not None:
        return False
    publish_decision(SYSTEM, made, date(year + 1, 4, 30), published=date(year + 1, 4, 1))
    return True


def _choose(count: int, chance: random.Random) -> list[Municipality]:
    """Choose municipalities whose name is borne by no other, one hospital to each."""
    atlas = current_atlas()
    served = {
        each.hospital.area
        for each in atlas.on(today()).standings
        if each.is_certain and each.is_hub
    }
    known = [
        each
        for each in atlas.geography.municipalities.values()
        if each.is_leaf and each.is_municipality and each.areas.get(FRAME_2024) in served
    ]
    names = [each.name for each in known]
    alone = [each for each in known if names.count(each.name) == 1]
    return sorted(chance.sample(alone, count), key=lambda each: each.code)


def _reports(hospital: Hospital, kind: Kind, years: range, seed: int) -> Iterator[Report]:
    """Make the reports of one hospital: drawn once, then moved a little from year to year."""
    drawn_for = years[-1]
    volumes = make_reports(_program(Kind.REGIONAL, drawn_for), 1, seed)[0].facts
    own = make_reports(_program(kind, drawn_for), 1, seed)[0]
    chance = random.Random(seed)  # noqa: S311 - as above
    of_volumes = {
        fact: given for fact, given in volumes.items() if CATALOGUE[fact].supply is Supply.VOLUMES
    }
    facts = {
        fact: given
        for fact, given in {**of_volumes, **own.facts}.items()
        if CATALOGUE[fact].is_asked
    }
    name = f"{hospital.name}（{MARK}）"
    for year in years:
        report = replace(
            own,
            hospital=name,
            hospital_id=hospital.id,
            prefecture=hospital.prefecture,
            area=hospital.area,
            edition=_program(kind, drawn_for).edition.id,
            year=year,
            at=f"example:{hospital.id}",
            facts={fact: _move(fact, given, kind, chance) for fact, given in facts.items()},
        )
        told = sha256(canonical(content_of(report)).encode()).hexdigest()
        yield replace(report, source=Source(f"example-{hospital.id}-{year}", told))


@lru_cache(maxsize=16)
def _program(kind: Kind, year: int) -> Program:
    """Lay out what the edition in force asks of a kind."""
    day = reference_day(year)
    return compile_program(edition_in_force(day), kind, day)


def _move(fact: str, given: Given, kind: Kind, chance: random.Random) -> Given:
    """Bring a volume to the size of its kind, and move it by some per cent; leave all else as it is."""
    means = MEANS.get(kind, MEANS[Kind.REGIONAL])
    if fact not in means or given.value is None:
        return given
    share = means[fact] / MEANS[Kind.REGIONAL][fact]
    return number(Decimal(round(given.value * share * chance.uniform(0.93, 1.07))))
