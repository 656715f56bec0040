"""Tumours as numbers: one entry for each distinct combination of codes."""

from dataclasses import dataclass

import numpy as np

from kinten.coding.ranges import NONE, Bools, Ints

SITES, HISTOLOGIES, BEHAVIOURS, DISEASES, YEARS = 1000, 10_000, 10, 2000, 3000


@dataclass(frozen=True, slots=True)
class Tumours:
    """Codes of tumours, an array each, all of one length; NONE where a code is missing.

    Sites are numbers (187 for C187), diseases those of ICD-10 codes (187 for C187, 1001 for D001),
    years those of the diagnosis, sexes 1 male, 2 female.
    """

    sites: Ints
    histologies: Ints
    behaviours: Ints
    diseases: Ints
    years: Ints
    sexes: Ints

    def __len__(self) -> int:
        return len(self.sites)

    def of_year(self, at: Ints, year: int) -> "Tumours":
        """Give the tumours in the places given as they would be with a year of diagnosis."""
        return Tumours(
            self.sites[at],
            self.histologies[at],
            self.behaviours[at],
            self.diseases[at],
            np.full(len(at), year, dtype=np.int64),
            self.sexes[at],
        )

    def are_read(self, *, by_disease: bool = False) -> Bools:
        """Tell which have a site and a histology, or an ICD-10 code, that could be read."""
        if by_disease:
            return self.diseases != NONE
        return (self.sites != NONE) & (self.histologies != NONE)
