"""What is asked of a siting model, checked before anything is solved."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kinten.vocabulary.wording import FaultError, Words

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Problem:
    """Clients, sites and the ways between them. All numbers of clients and sites are 0-based.

    ``distances`` has the shape (clients, sites), infinite where there is no way. ``weights`` enter the
    objective, ``demand`` fills ``capacity`` (shape (sites,), None without one). ``fixed`` sites are
    open in every answer, ``forbidden`` ones in none, and of each of the ``groups``, which share no site,
    at most one opens: none beside a fixed one. ``count`` is the number of open sites, fixed ones
    included. ``barred`` sets of open sites are no answer; for lscp no answer holds one of them whole.
    """

    distances: Floats
    weights: Floats
    count: int = 0
    fixed: frozenset[int] = field(default=frozenset())
    forbidden: frozenset[int] = field(default=frozenset())
    groups: tuple[frozenset[int], ...] = ()
    demand: Floats | None = None
    capacity: Floats | None = None
    barred: tuple[frozenset[int], ...] = ()

    @property
    def clients(self) -> int:
        """The number of clients."""
        return int(self.distances.shape[0])

    @property
    def sites(self) -> int:
        """The number of candidate sites."""
        return int(self.distances.shape[1])

    @property
    def allowed(self) -> NDArray[np.bool_]:
        """Which sites may open, shape (sites,): not forbidden, and not in the group of a fixed one."""
        found = np.ones(self.sites, dtype=bool)
        found[list(self.forbidden)] = False
        for group in self.groups:
            if group & self.fixed:
                found[list(group)] = False
        found[list(self.fixed)] = True
        return found

    @property
    def group_of(self) -> Ints:
        """The group of each site that may open and is not fixed, -1 for none; shape (sites,)."""
        found = np.full(self.sites, -1)
        for number, group in enumerate(self.groups):
            free = [site for site in group if site not in self.fixed]
            found[free] = number
        return found


def most_open(problem: Problem) -> int:
    """Count the sites that can be open at once, one of each group at most."""
    may, group = problem.allowed, problem.group_of
    return int((may & (group < 0)).sum()) + np.unique(group[may & (group >= 0)]).size


def check_problem(problem: Problem) -> None:
    """Raise FaultError for what no model can take: shapes, negative or undefined numbers, wrong sites."""
    distances = problem.distances
    if distances.ndim != 2 or not distances.size:
        raise _wrong(
            Words(
                f"距離の行列の形が{distances.shape}です。",
                f"the matrix has the shape {distances.shape}.",
            ),
            "distances",
            Words(
                "行が需要地点、列が候補地の二次元の行列にしてください。",
                "Give a matrix with a row for each client and a column for each site.",
            ),
        )
    _refuse_bad_cells(distances)
    for name, values, wanted in (
        ("weights", problem.weights, problem.clients),
        ("demand", problem.demand, problem.clients),
        ("capacity", problem.capacity, problem.sites),
    ):
        if values is not None:
            _check_line(name, values, wanted)
    _check_groups(problem)
    for name, sites in (
        ("fixed", problem.fixed),
        ("forbidden", problem.forbidden),
        ("groups", frozenset().union(*problem.groups)),
        ("barred", frozenset().union(*problem.barred)),
    ):
        outside = sorted(site for site in sites if not 0 <= site < problem.sites)
        if outside:
            raise _wrong(
                Words(
                    f"候補地{outside[0]}はありません（0〜{problem.sites - 1}）。",
                    f"there is no site {outside[0]} (0 to {problem.sites - 1}).",
                ),
                name,
                Words("0から始まる番号を書いてください。", "Write numbers that start at 0."),
            )
    both = sorted(problem.fixed & problem.forbidden)
    if both:
        raise _wrong(
            Words(
                f"候補地{both[0]}が固定と禁止の両方にあります。",
                f"the site {both[0]} is both fixed and forbidden.",
            ),
            "fixed forbidden",
            Words("どちらか一方から除いてください。", "Take it out of one of the two."),
        )


def _check_groups(problem: Problem) -> None:
    seen: set[int] = set()
    for group in problem.groups:
        twice = sorted(seen & group)
        if twice:
            raise _wrong(
                Words(
                    f"候補地{twice[0]}が二つのグループにあります。",
                    f"the site {twice[0]} is in two groups.",
                ),
                "groups",
                Words("グループは一つまでにしてください。", "Leave it in one group at most."),
            )
        seen |= group


def _refuse_bad_cells(distances: Floats) -> None:
    bad = np.isnan(distances) | (distances < 0)
    if bad.any():
        client, site = (int(each) for each in np.argwhere(bad)[0])
        value = distances[client, site]
        raise _wrong(
            Words(
                f"需要地点{client}から候補地{site}の値が{value:g}です（ほか{int(bad.sum()) - 1}か所）。",
                f"the way from client {client} to site {site} is {value:g} "
                f"(and {int(bad.sum()) - 1} more).",
            ),
            f"distances[{client},{site}]",
            Words(
                "0以上の数にしてください。道がなければ inf と書きます。",
                "Write a number from 0 on; inf where there is no way.",
            ),
        )


def _check_line(name: str, values: Floats, wanted: int) -> None:
    if values.shape != (wanted,):
        raise _wrong(
            Words(
                f"{values.size}個の値がありますが、{wanted}個必要です。",
                f"there are {values.size} values, {wanted} are needed.",
            ),
            name,
            Words("一行に一つ、同じ順に書いてください。", "Write one a line, in the same order."),
        )
    bad = ~np.isfinite(values) | (values < 0)
    if bad.any():
        line = int(bad.argmax())
        raise _wrong(
            Words(f"値が{values[line]:g}です。", f"the value is {values[line]:g}."),
            f"{name}[{line}]",
            Words("0以上の数にしてください。", "Write a number from 0 on."),
        )


def check_count(problem: Problem) -> None:
    """Raise FaultError where the number of sites cannot hold the fixed ones, or exceeds what may open."""
    if problem.count < len(problem.fixed) or problem.count < 1:
        raise _wrong(
            Words(
                f"開く数{problem.count}が、固定された{len(problem.fixed)}か所より少ないか0です。",
                f"{problem.count} sites cannot hold the {len(problem.fixed)} fixed ones, or is nought.",
            ),
            "--p",
            Words(
                "固定を含む数にするか、--more で追加の数を書いてください。",
                "Count the fixed ones, or write how many more with --more.",
            ),
        )


def _wrong(what: Words, place: str, mend: Words) -> FaultError:
    return FaultError(what, place, mend)
