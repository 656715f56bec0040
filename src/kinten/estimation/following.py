"""Whether follow-up is complete: of those who could have been followed for so long, who was."""

from dataclasses import dataclass

from kinten.estimation.life_table import YEAR_DAYS, Cohort


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Patients diagnosed at least so many years before the closing day, and those of known fate then.

    Their fate is known where they have died, or were followed for all those years.
    """

    years: float
    possible: int
    complete: int

    @property
    def share(self) -> float | None:
        """The share of known fate; None where nobody was diagnosed so early."""
        return self.complete / self.possible if self.possible else None


def complete_follow_up(
    cohort: Cohort, closing: float, years: tuple[float, ...]
) -> tuple[FollowUp, ...]:
    """Count at each of the years; ``closing`` is the day on which follow-up ended, from 1970-01-01."""
    found = []
    for each in years:
        days = each * YEAR_DAYS
        is_possible = cohort.diagnosed + days <= closing
        is_known = is_possible & (cohort.is_dead | (cohort.time_days >= days))
        found.append(FollowUp(each, int(is_possible.sum()), int(is_known.sum())))
    return tuple(found)
