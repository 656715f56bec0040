"""The figures of the bench, their floors, and whether they hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Cases = Mapping[str, Mapping[str, float] | None]
_LENIENT = 3  # times the bound of the full form: other work may run beside the short form


@dataclass(frozen=True, slots=True)
class Form:
    """How much is measured: the full form, or the short one."""

    is_short: bool
    population: int
    reforms: int
    compared: int
    scenarios: int = 1000


FULL = Form(is_short=False, population=1_000_000, reforms=1000, compared=100)
SHORT = Form(is_short=True, population=100_000, reforms=100, compared=20)


@dataclass(frozen=True, slots=True)
class Floor:
    """A bound on the value (at most) or on the ratio to the peer (at least)."""

    number: float
    is_ratio: bool = False

    def __str__(self) -> str:
        return f"ratio >= {self.number:g}" if self.is_ratio else f"value <= {self.number:g}"

    def holds(self, value: float | None, ratio: float | None) -> bool | None:
        """Tell whether it holds; None where what it needs was not measured."""
        if self.is_ratio:
            return None if ratio is None else ratio >= self.number
        return None if value is None else value <= self.number


def list_figures(cases: Cases, form: Form, peer: str | None) -> list[dict[str, Any]]:
    """List all figures of a run, in the order in which they are read."""
    book = _Book(cases, peer)
    slack = _LENIENT if form.is_short else 1
    book.add("import_time", "import-kinten.seconds", "ms", "import-openfisca.seconds", 150 * slack)
    book.add("explained_434", "explain.seconds", "ms", floor=150 * slack)
    book.add("explained_434_with_settling", "explain.seconds_with_settling", "ms")
    book.add("explained_434_memory", "explain.memory", "MB")
    book.add("explanation_slowest", "explain.slowest", "ms", floor=2 * slack)
    book.add("evaluation_434", "judge.seconds", "ms", "simulate.seconds", 5, is_ratio=True)
    book.add("evaluation_434_memory", "judge.memory", "MB", "simulate.memory")
    book.add("scenarios_1000", "scenarios.seconds", "ms", floor=150 * slack)
    book.add("scenarios_1000_three_moved", "scenarios.seconds_three_moved", "ms")
    book.add("scenarios_1000_memory", "scenarios.memory", "MB", "reforms.memory", 100)
    name = "scenarios_1000_against_reforms"
    name += "" if form.reforms == form.scenarios else "_extrapolated"
    times = form.scenarios / form.reforms
    book.add(name, "scenarios.seconds", "ms", "reforms.seconds", 100, is_ratio=True, times=times)
    name = f"population_1e{len(str(form.population)) - 1}"
    bound = 0.5 * slack * form.population / FULL.population
    book.add(name, "judge-many.seconds", "s", "simulate-many.seconds", bound)
    book.add(f"{name}_memory", "judge-many.memory", "MB", "simulate-many.memory")
    book.add("differing_hospitals", "compare.hospitals", "hospitals", floor=0)
    book.add("differing_clauses", "compare.cells", "clauses", floor=0)
    book.add("differing_areas", "compare.areas", "scenarios", floor=0)
    book.add("open_hospitals", "gaps.open", "hospitals")
    book.add("open_called_unmet", "gaps.unmet", "hospitals", "gaps.peer_unmet", 0)
    book.add("open_called_met", "gaps.met", "hospitals", "gaps.peer_met", 0)
    return book.figures


class _Book:
    """Figures as they are added; a name is `case.number`, None where the case did not run."""

    def __init__(self, cases: Cases, peer: str | None) -> None:
        self.cases = cases
        self.peer = peer
        self.figures: list[dict[str, Any]] = []

    def add(
        self,
        name: str,
        ours: str,
        unit: str,
        theirs: str | None = None,
        floor: float | None = None,
        *,
        is_ratio: bool = False,
        times: float = 1.0,
    ) -> None:
        factor = 1000 if unit == "ms" else 1
        value = self._number(ours, factor)
        peer_value = None if theirs is None else self._number(theirs, factor * times)
        # A figure that only exists beside the peer (what differs) names it too.
        has_peer = self.peer is not None and (theirs is not None or ours.startswith("compare."))
        ratio = peer_value / value if value and peer_value is not None else None
        bound = None if floor is None else Floor(floor, is_ratio=is_ratio)
        self.figures.append(
            {
                "name": name,
                "value": _rounded(value),
                "unit": unit,
                "peer": self.peer if has_peer else None,
                "peer_value": _rounded(peer_value),
                "ratio": _rounded(ratio),
                "floor": None if bound is None else str(bound),
                "holds": None if bound is None else bound.holds(value, ratio),
            }
        )

    def _number(self, name: str, factor: float) -> float | None:
        case, _, number = name.partition(".")
        numbers = self.cases.get(case)
        if numbers is None or number not in numbers:
            return None
        return numbers[number] * factor


def _rounded(number: float | None) -> float | None:
    """Keep four figures; more is noise."""
    return None if number is None else float(f"{number:.4g}")
