"""The projection of residents by municipality (2020 to 2050), as the packaged table has it."""

from collections.abc import Mapping
from dataclasses import dataclass

from kinten.data.loading import open_packaged

PROJECTED_YEARS = (2030, 2035, 2040, 2045, 2050)
"""The years of the table after the residents of January 2025, which are counted."""
_SUMS = frozenset({"a", "1"})
"""Rows that sum others up: prefectures, and designated cities beside their wards."""


@dataclass(frozen=True, slots=True)
class Projected:
    """One row: residents of a year, and those from an age on (whole people, made of printed shares)."""

    people: int
    aged_65: int
    aged_75: int
    is_sum: bool

    def residents(self, from_age: int = 0) -> int:
        """Give the residents from 0, 65 or 75 on, the ages that the table has."""
        return {0: self.people, 65: self.aged_65, 75: self.aged_75}[from_age]


def load_projection(year: int) -> Mapping[str, Projected]:
    """Read the rows of a year by their code; prefectures end in 000. Empty for a year not held."""
    import polars as pl

    with open_packaged("projection.parquet") as stream:
        table = pl.read_parquet(stream).filter(pl.col("year") == year)
    rows = table.select("code", "unit", "population", "share_65", "share_75").iter_rows()
    return {
        code: Projected(people, round(people * of_65), round(people * of_75), unit in _SUMS)
        for code, unit, people, of_65, of_75 in rows
    }
