"""Reports by a few figures, and a country of three areas with hospitals in them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kinten.geography.area import Area, Layer, People
from kinten.geography.frame import Frame
from kinten.guideline.edition import Overlay
from kinten.guideline.loading import load_edition
from kinten.guideline.overlaying import lay_over
from kinten.network.designation import Basis, Designation
from kinten.network.history import CHANGEABLE, Snapshot, Standing
from kinten.network.hospital import Hospital, Name
from kinten.report.model import Report, Source
from kinten.vocabulary.given import missing, number
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.truth import Reason
from kinten.vocabulary.wording import Words

DAY = date(2024, 4, 1)
MET = {
    "registry_cases": 900,
    "cancer_surgeries": 800,
    "drug_therapy_patients": 2000,
    "radiotherapy_patients": 400,
    "palliative_team_referrals": 100,
    "resident_share": 0.1,
}


@pytest.fixture(scope="session")
def strict():
    """R4.8 read to the letter, or with another factor for 概ね."""

    def read(factor="1"):
        return lay_over(load_edition("R4.8"), Overlay(roughly=Decimal(factor)))

    return read


@pytest.fixture(scope="session")
def report():
    """A report that meets the five absolute counts, but for the figures given (None: not reported)."""

    def make(name="例示病院", kind=Kind.REGIONAL, year=2024, **figures):
        facts = {
            fact: missing(Reason.NOT_REPORTED) if value is None else number(value)
            for fact, value in {**MET, **figures}.items()
        }
        at = (name, year, Source("example", ""), "example:1")
        return Report(*at, kind=kind, prefecture="17", facts=facts)

    return make


@pytest.fixture(scope="session")
def frame():
    """Three areas of 100, 200 and 400 people; of the third the projection is not held."""
    people = (
        People(100, 100, 30, 15, 60, 25),
        People(200, 200, 60, 30, 120, 50),
        People(400, 400, 120, 60, None, None),
    )
    areas = {
        f"170{place}": Area("t", f"170{place}", "17", name, 1.0, each)
        for place, (name, each) in enumerate(zip("甲乙丙", people, strict=True), 1)
    }
    return Frame("t", Layer.MEDICAL, Words("試験の版", "a frame for tests"), DAY, None, areas)


@pytest.fixture(scope="session")
def standing():
    """Make a hospital that stands in an area; without a kind it may be any."""

    def make(name, area, kind=Kind.REGIONAL, *, certain=True):
        hospital = Hospital(name, (Name(f"{name}病院"),), "17", area)
        record = Designation(name, kind, Basis.PRINTED, "t", DAY, stated=DAY)
        kinds = CHANGEABLE if kind is None else frozenset({kind})
        return Standing(hospital, certain, kinds, None, record)

    return make


@pytest.fixture(scope="session")
def snapshot():
    """Put hospitals together as the network of a day."""

    def make(*standings):
        return Snapshot(DAY, None, tuple(standings), (), (), ())

    return make
