"""A report as JSON and back, without loss: what a version keeps of it.

``facts`` holds rows ``[fact, value, state, at, text, period]``: ``state`` is ``given``, ``range``
(``value`` is then ``low..high``), ``dash`` or the reason why there is none; ``at`` is file, sheet and
cell, or file, line and column. People of the staff sheet are numbers there as everywhere.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from hashlib import sha256
from math import inf
from typing import Any

from kinten.report.model import Report, Source, Standing
from kinten.vocabulary.given import Given
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.people import Effort, Offered, Person, Post, Staff
from kinten.vocabulary.truth import Reason

Content = dict[str, Any]
_GIVEN, _RANGE, _DASH = "given", "range", "dash"


def content_of(report: Report) -> Content:
    """Give what is kept of a report: all but year, edition and file, which are columns."""
    return {
        "hospital": report.hospital,
        "at": report.at,
        "kind": report.kind.value,
        "other_kinds": sorted(report.other_kinds),
        "is_kind_stated": report.is_kind_stated,
        "advanced": report.is_advanced,
        "exceptional": report.is_exceptional,
        "prefecture": report.prefecture,
        "area": report.area,
        "application": report.application,
        "standing": report.standing.value,
        "general": dict(report.general),
        "reasons": dict(report.reasons),
        "staff": None if report.staff is None else _staff(report.staff),
        "facts": [_row(fact, given) for fact, given in report.facts.items()],
    }


def hash_of(content: Content) -> str:
    """Give the SHA-256 of a content as canonical JSON."""
    return sha256(canonical(content).encode()).hexdigest()


def canonical(content: Content) -> str:
    """Write a content in the one form of which the hash is taken."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def report_from(
    content: Mapping[str, Any], *, hospital: str, year: int, edition: str, source: Source
) -> Report:
    """Make the report of a content again; ``hospital`` is the id in the network."""
    staff = content["staff"]
    return Report(
        hospital=content["hospital"],
        year=year,
        source=source,
        at=content["at"],
        kind=Kind(content["kind"]),
        edition=edition,
        prefecture=content["prefecture"],
        area=content["area"],
        hospital_id=hospital,
        is_advanced=content["advanced"],
        is_exceptional=content["exceptional"],
        facts=dict(_given(row) for row in content["facts"]),
        staff=None if staff is None else _staff_from(staff),
        reasons=content["reasons"],
        application=content["application"],
        standing=Standing(content["standing"]),
        general=content["general"],
        other_kinds=frozenset(Kind(each) for each in content["other_kinds"]),
        is_kind_stated=content["is_kind_stated"],
    )


def _row(fact: str, given: Given) -> list[str]:
    if given.is_dash:
        value, state = "", _DASH
    elif given.missing is not None:
        value, state = "", given.missing.value
    elif given.low == given.high:
        value, state = repr(given.low), _GIVEN
    else:
        value, state = f"{given.low!r}..{given.high!r}", _RANGE
    return [fact, value, state, given.at, given.text, given.period]


def _given(row: Sequence[str]) -> tuple[str, Given]:
    fact, value, state, at, text, period = row
    low, high, reason = -inf, inf, None
    if state in {_GIVEN, _RANGE}:
        first, _, last = value.partition("..")
        low, high = float(first), float(last or first)
    elif state != _DASH:
        reason = Reason(state)
    return fact, Given(low, high, at, reason, state == _DASH, text, period)


def _staff(staff: Staff) -> Content:
    offered = staff.offered
    return {
        "complete": staff.is_complete,
        "contradictory": staff.is_contradictory,
        "offered": None
        if offered is None
        else [sorted(each) for each in (offered.roles, offered.qualifications, offered.training)],
        "people": [_person(each) for each in staff.people],
    }


def _person(person: Person) -> Content:
    return {
        "number": person.number,
        "at": person.at,
        "posts": [
            [each.role, each.effort, None if each.share is None else str(each.share), each.at]
            for each in person.posts
        ],
        "full_time": person.full_time,
        "qualifications": _listed(person.qualifications),
        "training": _listed(person.training),
        "since": None if person.since is None else person.since.isoformat(),
        "until": None if person.until is None else person.until.isoformat(),
        "unread_days": sorted(person.unread_days),
    }


def _staff_from(told: Mapping[str, Any]) -> Staff:
    offered = told["offered"]
    return Staff(
        tuple(_person_from(each) for each in told["people"]),
        told["complete"],
        told["contradictory"],
        None if offered is None else Offered(*(frozenset(each) for each in offered)),
    )


def _person_from(told: Mapping[str, Any]) -> Person:
    return Person(
        told["number"],
        tuple(
            Post(
                role,
                None if effort is None else Effort(effort),
                None if share is None else Decimal(share),
                at,
            )
            for role, effort, share, at in told["posts"]
        ),
        told["full_time"],
        _set(told["qualifications"]),
        _set(told["training"]),
        _day(told["since"]),
        _day(told["until"]),
        told["at"],
        frozenset(told["unread_days"]),
    )


def _listed(words: frozenset[str] | None) -> list[str] | None:
    return None if words is None else sorted(words)


def _set(words: Sequence[str] | None) -> frozenset[str] | None:
    return None if words is None else frozenset(words)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
