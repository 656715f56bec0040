"""Share of an area's patients that a hospital treats first, from records: shown beside, never judged.

The designation formula is another (`kinten registry share`): new inpatients over the Patient Survey.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from kinten.desk.atlas import Atlas, load_atlas
from kinten.desk.filing import source_of
from kinten.geography.municipality import Municipality
from kinten.report.model import Source
from kinten.tables.columns import Columns, read_columns
from kinten.vocabulary.identity import search_key
from kinten.vocabulary.wording import FaultError, Words


@dataclass(frozen=True, slots=True)
class SharesAsked:
    """The day on which hospitals are placed, and a table of new cases by area (area,cases), if there is one."""

    as_of: date
    area_cases: Path | None = None


@dataclass(frozen=True, slots=True)
class ResidentShare:
    """A hospital, its area, the residents of it first treated there, and of how many.

    ``is_of_network`` tells that the denominator is the records counted, not all new cases of the area.
    """

    hospital: str
    area: str
    area_name: str
    numerator: int
    denominator: float
    is_of_network: bool

    @property
    def share(self) -> float | None:
        """The share, None without a denominator."""
        return self.numerator / self.denominator if self.denominator else None


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares, the hospitals that the network does not know, and the files beside the records."""

    shares: tuple[ResidentShare, ...]
    unplaced: tuple[str, ...]
    sources: tuple[Source, ...]


def reckon_shares(residents: pl.DataFrame, asked: SharesAsked) -> Shares:
    """Reckon shares from counts by hospital and municipality of residence.

    FaultError for a table of cases that lacks the area of a hospital.
    """
    atlas = load_atlas().in_force(asked.as_of)
    area_of = _areas_of_hospitals(atlas)
    placed = residents.with_columns(
        pl.col("residence")
        .replace_strict(_areas_of_people(atlas), default=None, return_dtype=pl.String)
        .alias("area")
    )
    known = {
        name: area_of.get(search_key(name))
        for name in placed["hospital"].drop_nulls().unique(maintain_order=False).sort()
    }
    by_cell = {
        (hospital, area): int(n)
        for hospital, area, n in placed.group_by("hospital", "area")
        .agg(pl.col("n").sum())
        .iter_rows()
    }
    totals = _totals(placed, asked)
    shares = []
    for hospital, area in known.items():
        if area is None:
            continue
        if area not in totals and asked.area_cases is not None:
            raise FaultError(
                Words(
                    f"{hospital} の医療圏 {area} の件数がありません。",
                    f"there is no number of the area {area} of {hospital}.",
                ),
                str(asked.area_cases),
                Words("area,cases の行を加えてください。", "Add a row of area,cases."),
            )
        shares.append(
            ResidentShare(
                hospital,
                area,
                atlas.frame.areas[area].name,
                by_cell.get((hospital, area), 0),
                totals.get(area, 0.0),
                asked.area_cases is None,
            )
        )
    return Shares(
        tuple(shares),
        tuple(name for name, area in known.items() if area is None),
        () if asked.area_cases is None else (source_of(asked.area_cases),),
    )


def _totals(placed: pl.DataFrame, asked: SharesAsked) -> Mapping[str, float]:
    if asked.area_cases is None:
        sums = placed.drop_nulls("area").group_by("area").agg(pl.col("n").sum())
        return {str(area): float(n) for area, n in sums.iter_rows()}
    return numbers_by(read_columns(asked.area_cases, ("area", "cases")), "area", "cases")


def numbers_by(table: Columns, key: str, number: str) -> dict[str, float]:
    """Give a number for each key; FaultError for a key that is there twice and a number that is zero."""
    names, values = table.texts(key), table.numbers(number).tolist()
    found: dict[str, float] = {}
    for row, (name, value) in enumerate(zip(names, values, strict=True)):
        if name in found:
            raise table.refuse_at(
                row,
                key,
                Words(f"「{name}」が二度あります。", f"“{name}” is there twice."),
                Words("一行だけを残してください。", "Keep one of the rows."),
            )
        if value <= 0:
            raise table.refuse_at(
                row,
                number,
                Words("0では割れません。", "nothing can be divided by zero."),
                Words("0より大きい数を書いてください。", "Write a number above zero."),
            )
        found[name] = value
    return found


def _areas_of_hospitals(atlas: Atlas) -> dict[str, str]:
    """Give the area of each hospital of the network by its id and by its name."""
    found = {}
    for hospital in atlas.network.hospitals.values():
        if hospital.area:
            found[search_key(hospital.id)] = hospital.area
            for name in hospital.names:
                found.setdefault(search_key(name.text), hospital.area)
    return found


def _areas_of_people(atlas: Atlas) -> dict[int, str]:
    frame = atlas.frame.id
    places: list[Municipality] = list(atlas.geography.municipalities.values())
    return {int(each.code): each.areas[frame] for each in places if frame in each.areas}
