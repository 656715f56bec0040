"""Site and histology by the families of IARC: loaded, not packaged.

Of a histology's family a table says that it must be at the sites listed, or that it must not. Families 22
to 26 are of women, 27 and 28 of men.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kinten.registry.edits.edit import TR42, Condition, Edit, Frame, Severity
from kinten.vocabulary.wording import Words

MUST, MUST_NOT = "must", "must_not"
_WOMEN, _MEN = (22, 23, 24, 25, 26), (27, 28)
SITES = tuple(range(810))


@dataclass(frozen=True, slots=True)
class Families:
    """Family and rule of each histology, and the sites (187 for C18.7) of each family."""

    histologies: Mapping[int, tuple[str, int]]
    sites: Mapping[tuple[str, int], frozenset[int]]

    def pairs(self) -> list[tuple[int, int]]:
        """Give every histology with every site that its family forbids, (morphology, site)."""
        found = []
        for histology, (rule, family) in self.histologies.items():
            listed = self.sites.get((rule, family), frozenset())
            wrong = listed if rule == MUST_NOT else (site for site in SITES if site not in listed)
            found += [(histology, site) for site in sorted(wrong)]
        return found

    def of(self, numbers: Iterable[int]) -> list[int]:
        """Give the histologies whose family, of those that must, is one of the numbers."""
        wanted = set(numbers)
        return sorted(
            histology
            for histology, (rule, family) in self.histologies.items()
            if rule == MUST and family in wanted
        )


def expand_sites(topography: str) -> frozenset[int]:
    """Give the sites of a code of two or three digits after C: C18 stands for C18.0 to C18.9."""
    digits = topography.strip().upper().replace(".", "").removeprefix("C")
    if not digits.isdigit() or not 1 <= len(digits) <= 3:
        raise ValueError(topography)
    low, high = int(digits.ljust(3, "0")), int(digits.ljust(3, "9"))
    return frozenset(range(low, high + 1))


def family_edits(families: Families) -> tuple[Edit, ...]:
    """Give the edits of loaded families."""
    by_site = _by_sites(families)
    of_women, of_men = families.of(_WOMEN), families.of(_MEN)

    def sex(records: Frame) -> Condition:
        return ((records.sex == 1) & records.morphology.isin(of_women)) | (
            (records.sex == 2) & records.morphology.isin(of_men)
        )

    return (
        Edit(
            "FAMILY-SITE",
            Severity.WARNING,
            Words("この部位にまれな組織型です", "the histology is rare at this site"),
            ("morphology", "topography"),
            TR42,
            lambda records: _is_rare(records, by_site),
        ),
        Edit(
            "FAMILY-SEX",
            Severity.WARNING,
            Words("この性別にまれな組織型です", "the histology is rare for this sex"),
            ("morphology", "sex"),
            TR42,
            sex,
        ),
    )


def _by_sites(families: Families) -> list[tuple[list[int], list[tuple[int, int]]]]:
    """Give histologies of the same wrong sites together, with these sites as ranges."""
    wrong: dict[int, list[int]] = {}
    for histology, site in families.pairs():
        wrong.setdefault(histology, []).append(site)
    together: dict[tuple[int, ...], list[int]] = {}
    for histology, sites in wrong.items():
        together.setdefault(tuple(sites), []).append(histology)
    return [(histologies, _ranges(sites)) for sites, histologies in together.items()]


def _ranges(sites: tuple[int, ...]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for site in sites:
        if found and site == found[-1][1] + 1:
            found[-1] = (found[-1][0], site)
        else:
            found.append((site, site))
    return found


def _is_rare(records: Frame, by_site: list[tuple[list[int], list[tuple[int, int]]]]) -> Any:  # noqa: ANN401
    import ibis

    cases = []
    for histologies, ranges in by_site:
        at = [records.site.between(low, high) for low, high in ranges]
        condition = at[0]
        for one in at[1:]:
            condition = condition | one
        cases.append(records.morphology.isin(histologies) & condition)
    found = ibis.literal(value=False)
    for case in cases:
        found = found | case
    return found
