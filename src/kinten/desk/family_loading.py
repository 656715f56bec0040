"""The families of IARC, loaded from a folder of three tables; Kinten does not ship them."""

from dataclasses import dataclass
from pathlib import Path

from kinten.desk.filing import source_of
from kinten.registry.edits.families import MUST, MUST_NOT, Families, expand_sites
from kinten.report.model import Source
from kinten.tables.reading import read_delimited
from kinten.vocabulary.wording import FaultError, Words

HISTOLOGIES = "morphology_family.csv"
SITES = {MUST: "must.csv", MUST_NOT: "must_not.csv"}
_ANY = "any"


@dataclass(frozen=True, slots=True)
class LoadedFamilies:
    """Families and the files they were read from."""

    families: Families
    sources: tuple[Source, ...]


def load_families(folder: Path) -> LoadedFamilies:
    """Read morphology_family.csv (histology,rule,family), must.csv and must_not.csv (family,topography,match).

    ``rule`` is any, must or must_not; ``match`` is prefix or exact. FaultError names the line that cannot
    be read.
    """
    histologies: dict[int, tuple[str, int]] = {}
    for line, row in read_delimited(folder / HISTOLOGIES):
        place = f"{folder / HISTOLOGIES}:{line}"
        rule = _cell(row, "rule", place)
        if rule == _ANY:
            continue
        if rule not in SITES:
            raise _wrong(
                place, Words(f"rule「{rule}」は使えません。", f"there is no rule “{rule}”.")
            )
        histologies[_number(row, "histology", place)] = (rule, _number(row, "family", place))
    sites: dict[tuple[str, int], frozenset[int]] = {}
    for rule, name in SITES.items():
        for line, row in read_delimited(folder / name):
            place = f"{folder / name}:{line}"
            key = (rule, _number(row, "family", place))
            try:
                found = expand_sites(_cell(row, "topography", place))
            except ValueError as error:
                raise _wrong(
                    place, Words("topography が読めません。", "the topography cannot be read.")
                ) from error
            sites[key] = sites.get(key, frozenset()) | found
    files = (HISTOLOGIES, *SITES.values())
    return LoadedFamilies(
        Families(histologies, sites), tuple(source_of(folder / name) for name in files)
    )


def _cell(row: dict[str, str], name: str, place: str) -> str:
    if name not in row:
        raise _wrong(place, Words(f"列がありません: {name}", f"a column is missing: {name}."))
    return row[name].strip()


def _number(row: dict[str, str], name: str, place: str) -> int:
    text = _cell(row, name, place)
    if not text.isdecimal():
        raise _wrong(place, Words(f"{name} が数ではありません。", f"{name} is no number."))
    return int(text)


def _wrong(place: str, what: Words) -> FaultError:
    return FaultError(
        what,
        place,
        Words(
            "IARC の表を、説明のとおりの三つのCSVにしてください。",
            "Write the tables of IARC as the three CSV files described.",
        ),
    )
