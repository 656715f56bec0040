"""The share of residents by the formula of the guideline (H30.7): what `kinten registry share` gives.

New inpatients of a year with cancer who live in the hospital's area, over the discharges of the area that the
Patient Survey (患者調査) estimates for malignant neoplasms in one month, times 12.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from kinten import __version__
from kinten.desk.atlas import load_atlas
from kinten.desk.filing import source_of
from kinten.desk.resident_shares import numbers_by
from kinten.disclosure.masking import DEFAULT_K, protect
from kinten.report.model import Source
from kinten.tables.columns import read_columns
from kinten.tables.table import Table
from kinten.vocabulary.wording import FaultError, Words

MONTHS = 12


@dataclass(frozen=True, slots=True)
class DesignationShare:
    """A hospital, the area of its denominator, its new inpatients and the discharges of a month."""

    hospital: str
    area: str
    area_name: str
    inpatients: float
    discharges: float

    @property
    def share(self) -> float | None:
        """The share, None without a discharge."""
        return self.inpatients / (self.discharges * MONTHS) if self.discharges else None


@dataclass(frozen=True, slots=True)
class DesignationShares:
    """Shares in the order of the table of inpatients, and the tables."""

    sources: tuple[Source, ...]
    shares: tuple[DesignationShare, ...]


def reckon_designation_shares(inpatients: Path, survey: Path, as_of: date) -> DesignationShares:
    """Read hospital,area,inpatients and area,discharges; areas are codes of the frame of the day.

    FaultError for an area that is none, and one of which the survey has no row.
    """
    frame = load_atlas().in_force(as_of).frame
    people = read_columns(inpatients, ("hospital", "area", "inpatients"))
    totals = numbers_by(read_columns(survey, ("area", "discharges")), "area", "discharges")
    shares = []
    rows = zip(
        people.texts("hospital"),
        people.texts("area"),
        people.numbers("inpatients").tolist(),
        strict=True,
    )
    seen: set[str] = set()
    for row, (hospital, area, count) in enumerate(rows):
        if hospital in seen:
            raise people.refuse_at(
                row,
                "hospital",
                Words(f"「{hospital}」が二度あります。", f"“{hospital}” is there twice."),
                Words("一行だけを残してください。", "Keep one of the rows."),
            )
        seen.add(hospital)
        if area not in frame.areas:
            raise people.refuse_at(
                row,
                "area",
                Words(f"二次医療圏「{area}」はありません。", f"there is no area “{area}”."),
                Words(
                    "二次医療圏の4桁の符号を書いてください。", "Write the four digits of the area."
                ),
            )
        if area not in totals:
            raise FaultError(
                Words(f"医療圏 {area} の推計退院患者数がありません。", f"no discharges of {area}."),
                str(survey),
                Words("area,discharges の行を加えてください。", "Add a row of area,discharges."),
            )
        if count > totals[area] * MONTHS:
            raise people.refuse_at(
                row,
                "inpatients",
                Words(
                    "医療圏の一年の退院患者数を超えます。",
                    "that is more than the discharges of the area in a year.",
                ),
                Words(
                    "患者数か、患者調査の単位を確かめてください。",
                    "Look at the number, and at the unit of the survey.",
                ),
            )
        shares.append(DesignationShare(hospital, area, frame.areas[area].name, count, totals[area]))
    if not shares:
        raise FaultError(
            Words("行がありません。", "it has no rows."),
            str(inpatients),
            Words("見出しの下に病院を書いてください。", "Write hospitals below the header."),
        )
    return DesignationShares((source_of(inpatients), source_of(survey)), tuple(shares))


def share_document(shares: DesignationShares) -> dict[str, Any]:
    """Give the document of `kinten registry share --json`."""
    return {
        "kinten": __version__,
        "inputs": [{"name": each.name, "sha256": each.sha256} for each in shares.sources],
        "months": MONTHS,
        "resident_share": [
            {
                "hospital": each.hospital,
                "area": each.area,
                "area_name": each.area_name,
                "inpatients": each.inpatients,
                "discharges": each.discharges,
                "share": each.share,
            }
            for each in shares.shares
        ],
    }


def share_table(shares: DesignationShares, lang: str, *, exact: bool = False) -> Table:
    """Give one row for each hospital; what rests on fewer than ten patients is masked unless ``exact``."""
    columns = (
        Words("病院", "hospital"),
        Words("分母の医療圏", "area of the denominator"),
        Words("圏内居住の新入院がん患者", "new inpatients of the area"),
        Words("推計退院患者数（月）", "discharges a month"),
        Words("割合", "share"),
    )
    rows = []
    for each in shares.shares:
        is_hidden = not exact and each.inpatients < DEFAULT_K
        shown = protect(int(each.inpatients)).told.in_language(lang)
        rows.append(
            (
                each.hospital,
                f"{each.area_name} ({each.area})",
                shown if is_hidden else each.inpatients,
                each.discharges,
                None if is_hidden or each.share is None else f"{each.share:.1%}",
            )
        )
    return Table(
        Words("居住者の診療割合（H30.7の式）", "Share of residents (formula of H30.7)").in_language(
            lang
        ),
        tuple(each.in_language(lang) for each in columns),
        tuple(rows),
        (
            Words(
                f"割合 = 新入院がん患者 ÷（患者調査の推計退院患者数 × {MONTHS}）。"
                "患者調査は3年ごとで、同じ分母を続けて使います",
                f"share = new inpatients / (discharges of the Patient Survey x {MONTHS}); the survey is made "
                "every three years",
            ).in_language(lang),
        ),
    )


def share_facts(shares: DesignationShares, year: int) -> pl.DataFrame:
    """Give resident_share of each hospital as `kinten judge --facts` reads it, for reports of a year."""
    known = [each for each in shares.shares if each.share is not None]
    return pl.DataFrame(
        {
            "hospital": [each.hospital for each in known],
            "year": [year for _ in known],
            "fact": ["resident_share" for _ in known],
            "value": [each.share for each in known],
            "source": [f"患者調査 {each.area_name}" for each in known],
        }
    )
