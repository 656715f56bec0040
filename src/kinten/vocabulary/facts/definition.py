"""What a fact is: one thing a report states about a hospital, with its unit."""

from dataclasses import dataclass
from enum import StrEnum

from kinten.vocabulary.wording import Words


class FactType(StrEnum):
    """How a fact is written in a cell and read from it."""

    COUNT = "count"
    SHARE = "share"
    YES_NO = "yes_no"
    TEXT = "text"
    DATE = "date"


class Supply(StrEnum):
    """Who supplies a fact, and so where it stands on the form."""

    VOLUMES = "volumes"
    FACILITY = "facility"
    CARE = "care"
    GENERAL = "general"
    NETWORK = "network"
    GENOME = "genome"
    PANEL = "panel"
    SARCOMA = "sarcoma"


@dataclass(frozen=True, slots=True)
class Unit:
    """A real unit: のべ patients a year are not patients."""

    id: str
    label: Words


CASES_A_YEAR = Unit("cases/year", Words("件/年", "cases a year"))
CASES_IN_THREE_YEARS = Unit("cases/3 years", Words("件/3年", "cases in three years"))
OPERATIONS_A_YEAR = Unit("operations/year", Words("件/年", "operations a year"))
VISIT_PATIENTS_A_YEAR = Unit(
    "patients (nobe)/year", Words("人/年（のべ）", "patients a year (cumulative)")
)
REFERRALS_A_YEAR = Unit("referrals/year", Words("件/年", "new referrals a year"))
PATIENTS_A_YEAR = Unit("patients/year", Words("人/年", "patients a year"))
CONSULTATIONS_A_YEAR = Unit("consultations/year", Words("件/年", "consultations a year"))
SHARE = Unit("share", Words("割合（0〜1）", "share, 0 to 1"))
UNITS = Unit("units", Words("台", "units"))
ROOMS = Unit("rooms", Words("室", "rooms"))
HOSPITALS = Unit("hospitals", Words("施設", "hospitals"))
PAPERS = Unit("papers", Words("編", "papers"))
TIMES_A_MONTH = Unit("times/month", Words("回/月", "times a month"))
NO_UNIT = Unit("", Words("", ""))


_OF_PATIENTS = frozenset(
    {
        CASES_A_YEAR,
        CASES_IN_THREE_YEARS,
        OPERATIONS_A_YEAR,
        VISIT_PATIENTS_A_YEAR,
        REFERRALS_A_YEAR,
        PATIENTS_A_YEAR,
        CONSULTATIONS_A_YEAR,
    }
)


@dataclass(frozen=True, slots=True)
class FactDefinition:
    """One fact of the catalogue.

    ``meaning`` tells how to count it, in our own words; which editions read it is derived from the
    editions, never written here. ``asked`` is false where a report never states the fact (a network
    fact comes from outside).
    """

    id: str
    label: Words
    type: FactType
    supply: Supply
    unit: Unit = NO_UNIT
    meaning: Words = Words("", "")

    @property
    def is_asked(self) -> bool:
        """Whether a status report asks the hospital for it."""
        return self.supply is not Supply.NETWORK

    @property
    def counts_patients(self) -> bool:
        """Whether it counts patients, cases or what was done to patients: small ones are masked."""
        return self.type is FactType.COUNT and self.unit in _OF_PATIENTS
