"""What the plausibility rules share: the known figures of a report, and how to print them."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from kinten.disclosure.masking import DEFAULT_K, masked
from kinten.report.duplicates import hospital_key
from kinten.report.model import Remark, Report, Severity
from kinten.vocabulary.facts import CATALOGUE, FactDefinition, FactType, Supply
from kinten.vocabulary.given import Given
from kinten.vocabulary.wording import Words

VOLUMES = tuple(fact for fact in CATALOGUE.values() if fact.supply is Supply.VOLUMES)
COUNTS = tuple(fact for fact in VOLUMES if fact.type is FactType.COUNT)
SHARES = tuple(fact for fact in VOLUMES if fact.type is FactType.SHARE)


def known(report: Report, fact: str) -> Decimal | None:
    """Give the one value of a fact as a decimal; None where there is none.

    A small count of patients is given as K - 1, whatever it is: no remark may tell more of it.
    """
    given = report.facts.get(fact)
    if given is None or given.value is None:
        return None
    value = Decimal(repr(given.value))
    return Decimal(DEFAULT_K - 1) if is_small(CATALOGUE[fact], value) else value


def at_fact(report: Report, fact: str) -> str:
    """Name the cell of a fact."""
    given = report.facts.get(fact)
    return given.at if given is not None and given.at else report.at


def in_years(reports: Iterable[Report], years_apart: int) -> Iterator[tuple[Report, Report]]:
    """Give each hospital's reports of two years that follow one another, the earlier first."""
    by_hospital: dict[tuple[str, str], list[Report]] = {}
    for report in reports:
        by_hospital.setdefault(hospital_key(report), []).append(report)
    for own in by_hospital.values():
        for earlier, later in pairwise(sorted(own, key=lambda report: report.year)):
            if later.year - earlier.year <= years_apart:
                yield earlier, later


def in_tables(reports: Iterable[Report]) -> Iterator[list[Report]]:
    """Give the reports that stand in one table: of one file and one prefecture."""
    tables: dict[tuple[str, str], list[Report]] = {}
    for report in reports:
        tables.setdefault((report.source.sha256, report.prefecture), []).append(report)
    yield from tables.values()


def shown(fact: FactDefinition, value: Decimal, lang: str = "ja") -> str:
    """Print a value: 1,364 or 23.5%, and a small count of patients as 「10未満」."""
    if fact.type is FactType.SHARE:
        return f"{(value * 100).normalize():f}%"
    if is_small(fact, value):
        return masked().told.in_language(lang)
    return f"{int(value):,}"


def in_english(fact: FactDefinition, value: Decimal) -> str:
    """Print a value in an English sentence."""
    return shown(fact, value, "en")


def is_small(fact: FactDefinition, value: Decimal) -> bool:
    """Whether a value is a count of patients that is not shown."""
    return fact.counts_patients and value < DEFAULT_K


def decimals_of(given: Given) -> int | None:
    """Count the decimals of a percentage as it was printed; None where no value is known."""
    if given.value is None:
        return None
    text = given.text.strip().rstrip("%％").strip()
    whole, _, rest = text.partition(".")
    is_fraction = whole in ("", "0") and bool(rest) and not given.text.strip().endswith(("%", "％"))
    return max(len(rest) - 2, 0) if is_fraction else len(rest)


def tell(
    rule: str, severity: Severity, report: Report, fact: str, words: Words, at: str = ""
) -> Remark:
    """Make a remark on one fact of one report."""
    place = at or at_fact(report, fact)
    return Remark(rule, severity, words, place, report.hospital, report.year, fact)
