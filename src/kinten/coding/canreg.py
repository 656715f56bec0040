"""Conversion tables in the fixed columns of the IARC conversion program, as CanReg5 carries them.

Four files: by topography (a site and five ICD-10 codes, for malignant, benign, in situ, uncertain and
metastatic tumours), by morphology (a morphology with its behaviour, and the rule for it), and two of
exceptions by topography, of which the second has a code for each sex. Their publisher does not
document the layout: it was inferred from the files and held against known pairs. What that program
decides beside its tables (the liver by histology, among others) is not in them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kinten.coding.conversion import with_digit
from kinten.coding.ranges import NONE
from kinten.coding.tumours import Tumours
from kinten.vocabulary.wording import FaultError, Words

_TOPOGRAPHY = re.compile(r"\d{3}([CD?]\d\d[\d ]|[ ?#]{4}){5}\s*")
_MORPHOLOGY = re.compile(r"\d{5}[1-9E-M].*")
_EXCEPTION = re.compile(r"(aos\.| \d\d[\d-])(.{4})(.{0,4})")
_CODE = re.compile(r"([A-Z]\d\d[\d-]?) ?")
_BY_SITE = re.compile(r":([1-5])")
_ELSEWHERE = "aos."
_FEMALE = 2
_ALONE, _EXCEPTED, _EXCEPTED_BY_SEX = 7, 8, 9


class Part(StrEnum):
    """Which of the four files one is."""

    TOPOGRAPHY = "topography"
    MORPHOLOGY = "morphology"
    EXCEPTIONS = "exceptions"
    EXCEPTIONS_BY_SEX = "exceptions by sex"


@dataclass(frozen=True, slots=True)
class FixedTables:
    """The four files, each line as it stands, topographies and morphologies by their code."""

    topographies: Mapping[int, tuple[str, ...]]
    morphologies: Mapping[int, tuple[int, str]]
    exceptions: Sequence[str]
    exceptions_by_sex: Sequence[str]

    def codes(self, tumours: Tumours) -> list[str]:
        """Give the ICD-10 code of each tumour; empty where the tables give none."""
        combinations = zip(
            tumours.sites.tolist(),
            tumours.histologies.tolist(),
            tumours.behaviours.tolist(),
            tumours.sexes.tolist(),
            strict=True,
        )
        return [self._code(*each) for each in combinations]

    def _code(self, site: int, histology: int, behaviour: int, sex: int) -> str:
        if NONE in (site, histology, behaviour) or site not in self.topographies:
            return ""
        rule, rest = self.morphologies.get(histology * 10 + behaviour, (NONE, ""))
        if rule == _ALONE:
            return _plain(rest[:4], site)
        if rule == _EXCEPTED:
            return self._exception(self.exceptions, rest, site, 0)
        if rule == _EXCEPTED_BY_SEX:
            male, female = (
                self._exception(self.exceptions_by_sex, rest, site, place) for place in (0, 1)
            )
            if sex == NONE and male != female:
                return ""
            return female if sex == _FEMALE else male
        return self.topographies[site][rule - 1] if rule != NONE else ""

    def _exception(self, lines: Sequence[str], rest: str, site: int, place: int) -> str:
        """Look from the line that the morphology names on; the last of its lines is for all other sites."""
        first = re.match(r"\s*(\d+)", rest)
        for line in lines[int(first[1]) - 1 :] if first else ():
            where, code = line[:4], line[4 + 4 * place : 8 + 4 * place]
            is_here = where[1:].replace("-", str(site % 10)) == f"{site:03d}"
            if is_here or where == _ELSEWHERE:
                by_site = _BY_SITE.match(code)
                if by_site:
                    return self.topographies[site][int(by_site[1]) - 1]
                return _plain(code, site)
        return ""


def part_of(lines: Sequence[str]) -> Part | None:
    """Tell by its lines which of the files one is; None where it is none of them."""
    kept = [line for line in lines if line.strip()]
    if kept and all(_TOPOGRAPHY.fullmatch(line) for line in kept):
        return Part.TOPOGRAPHY
    if kept and all(_MORPHOLOGY.fullmatch(line) for line in kept):
        return Part.MORPHOLOGY
    if kept and all(_EXCEPTION.fullmatch(line.rstrip().ljust(8)) for line in kept):
        is_by_sex = max(len(line.rstrip()) for line in kept) > 9
        return Part.EXCEPTIONS_BY_SEX if is_by_sex else Part.EXCEPTIONS
    return None


def read_fixed(files: Mapping[Part, Sequence[str]], place: str) -> FixedTables:
    """Read the four files by their lines; FaultError names the part that is missing."""
    lacking = [part for part in Part if part not in files]
    if lacking:
        listed = ", ".join(lacking)
        raise FaultError(
            Words(
                f"固定長の変換表は四つで一組です。ないもの: {listed}",
                f"the tables in fixed columns are a set of four; missing: {listed}.",
            ),
            place,
            Words(
                "四つのファイルをすべて --tables に並べてください。",
                "Name all four files after --tables.",
            ),
        )
    return FixedTables(
        dict(_topographies(files[Part.TOPOGRAPHY])),
        dict(_morphologies(files[Part.MORPHOLOGY])),
        files[Part.EXCEPTIONS],
        files[Part.EXCEPTIONS_BY_SEX],
    )


def _topographies(lines: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for line in lines:
        if line.strip():
            site = int(line[:3])
            yield site, tuple(_plain(line[at : at + 4], site) for at in range(3, 23, 4))


def _morphologies(lines: Sequence[str]) -> Iterator[tuple[int, tuple[int, str]]]:
    """Give each morphology with its rule; letters are the same rules, for morphologies that are rare."""
    for line in lines:
        if line.strip():
            rule = line[5]
            number = int(rule) if rule.isdigit() else ord(rule) - ord("D")
            yield int(line[:5]), (number, line[6:])


def _plain(code: str, site: int) -> str:
    found = _CODE.match(code)
    return with_digit(found[1], site) if found else ""
