"""The parameters of the plausibility rules, each with its default and the reason for it."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Parameters:
    """When a rule speaks. None of these decides a verdict; they only ask a person to look.

    ``jump``: a figure that grew by more than half, or fell below its inverse (two thirds). Between
    two years most figures of the published papers move by under half.
    ``jump_least``: the least change in cases; five more cases may double a small count.
    ``share_jump_least``: the same for shares, as a fraction.
    ``years_apart``: the widest gap between two reports that are still compared; papers skip a year.
    ``same_least``: counts below it repeat by chance, in two years or in two columns.
    ``same_row_figures``: equal counts that make two hospitals' rows a copy of one another.
    ``drug_per_case``: drug-therapy patients per registry case from which visits seem to be counted;
    most hospitals of the papers lie between 0.8 and 2.2.
    ``neighbour_factor``: how many times a cancer inpatient share may differ from the neighbours'.
    ``inpatient_share_low`` and ``_high``: the usual range of that share at a hub; it tells which
    of two that differ is the odd one.
    ``admissions_most``: more admissions a year than the largest hospitals have; a share that
    implies more has probably lost a digit.
    ``spread``: the largest figure of a table over the smallest, from which units seem to differ.
    ``spread_hospitals``: the least number of hospitals for that.
    ``dedicated`` and ``assigned``: the parts of working hours of 専従 and 専任, from the edition;
    None where it holds no figure.
    ``dash_part``: the part of 「-」 among the はい/いいえ answers from which they seem fillers.
    """

    jump: Decimal = Decimal("1.5")
    jump_least: Decimal = Decimal(20)
    share_jump_least: Decimal = Decimal("0.05")
    years_apart: int = 3
    same_least: int = 100
    same_row_figures: int = 3
    drug_per_case: Decimal = Decimal(3)
    neighbour_factor: Decimal = Decimal(3)
    inpatient_share_low: Decimal = Decimal("0.05")
    inpatient_share_high: Decimal = Decimal("0.6")
    admissions_most: int = 60_000
    spread: Decimal = Decimal(15)
    spread_hospitals: int = 5
    dedicated: Decimal | None = Decimal("0.8")
    assigned: Decimal | None = Decimal("0.5")
    dash_part: Decimal = Decimal("0.5")
