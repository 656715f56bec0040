"""A status report once it is read: one hospital, one year, its facts and its people."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kinten.vocabulary.given import Given
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.people import Staff
from kinten.vocabulary.wording import Words


class Severity(StrEnum):
    """How grave a remark on a report is: an error lost a fact, a warning is doubtful, a note is small."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def label(self) -> Words:
        """The words printed to people."""
        return {
            Severity.ERROR: Words("誤り", "error"),
            Severity.WARNING: Words("警告", "warning"),
            Severity.NOTE: Words("注記", "note"),
        }[self]


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing a person should look at: which rule says so, where, and in which words."""

    rule: str
    severity: Severity
    words: Words
    at: str
    hospital: str = ""
    year: int | None = None
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One input file: its name without a folder, and the sha256 of its bytes in hex."""

    name: str
    sha256: str


class Standing(StrEnum):
    """The official handling that a paper prints beside a hospital."""

    DESIGNATED = "designated"
    WITHDRAWN = "withdrawn"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class Report:
    """What one hospital reported in one year.

    ``facts`` holds every fact that the form asks, a blank one as not reported; a fact that is absent
    was not asked on this form. ``staff`` is None where the form has no staff sheet. ``reasons`` maps
    the id of a clause in principle (原則), without the edition, to the reason recorded for not
    meeting it. ``year`` is the calendar year of submission. ``edition`` is the id of the edition that
    the form was made from; a paper has none. ``general`` holds the general items of
    the form (様式4) that were filled in, by id, as received; days as ISO dates. ``other_kinds`` are
    the kinds that other inputs state for the same year: which is right is not known.
    ``is_kind_stated`` is False where a row names no kind and was read as a regional hub.
    """

    hospital: str
    year: int
    source: Source
    at: str
    kind: Kind = Kind.REGIONAL
    edition: str = ""
    prefecture: str = ""
    area: str = ""
    hospital_id: str = ""
    is_advanced: bool = False
    is_exceptional: bool = False
    facts: Mapping[str, Given] = field(default_factory=dict)
    staff: Staff | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)
    application: str = ""
    standing: Standing = Standing.NOT_KNOWN
    general: Mapping[str, str] = field(default_factory=dict)
    other_kinds: frozenset[Kind] = frozenset()
    is_kind_stated: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one input: the reports, and the remarks made while reading."""

    source: Source
    reports: tuple[Report, ...] = ()
    remarks: tuple[Remark, ...] = ()
