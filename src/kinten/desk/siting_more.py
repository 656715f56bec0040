"""What is asked beside an answer on a matrix: the next best sets, imposed sites, losses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kinten.coverage.siting.answer import Answer, Deadline, Model
from kinten.coverage.siting.losses import Loss, loss_table, objectives_of
from kinten.coverage.siting.problem import Problem
from kinten.coverage.siting.runners import Imposed, Runners, Solve, impose, runners_up
from kinten.tables.numbers import read_line
from kinten.tables.reading import read_text
from kinten.vocabulary.wording import FaultError, Words

Floats = NDArray[np.float64]
NEAR = 0.01
"""How near to the best objective the next sets lie, as a share of it, where nothing else is asked."""


@dataclass(frozen=True, slots=True)
class MoreAsked:
    """What is asked beside: so many next sets within a share, sites forced open, the table of losses."""

    runners: int | None = None
    share: float = NEAR
    imposed: tuple[int, ...] | None = None
    has_losses: bool = False


@dataclass(frozen=True, slots=True)
class More:
    """What was found beside an answer; None where it was not asked for."""

    runners: Runners | None = None
    imposed: tuple[Imposed, ...] | None = None
    losses: tuple[Loss, ...] | None = None


def check_more(asked: MoreAsked, problem: Problem, radius: float | None) -> None:
    """Raise FaultError for what cannot be asked, before anything is solved."""
    check_runners(asked.runners, asked.share)
    if asked.has_losses and (radius is None or not radius >= 0):
        raise FaultError(
            Words(
                "損失の表には、半径内の重みを測る半径が必要です。",
                "the table of losses needs a radius to measure the weight within.",
            ),
            "--radius",
            Words("--radius を加えてください。", "Add --radius."),
        )
    for site in asked.imposed or ():
        if not 0 <= site < problem.sites or site in problem.forbidden:
            is_there = 0 <= site < problem.sites
            raise FaultError(
                Words(f"候補地{site}は開かない候補地です。", f"the site {site} is a forbidden one.")
                if is_there
                else Words(
                    f"候補地{site}はありません（0〜{problem.sites - 1}）。",
                    f"there is no site {site} (0 to {problem.sites - 1}).",
                ),
                "--impose",
                Words("開いてよい候補地の番号を書いてください。", "Name sites that may open."),
            )


def check_runners(runners: int | None, share: float) -> None:
    """Raise FaultError for a number of further sets, or a share, that cannot be asked for."""
    if runners is not None and runners < 1:
        raise FaultError(
            Words(f"{runners}組は求められません。", f"{runners} sets are none."),
            "--runners-up",
            Words("1以上にしてください。", "Write a number from 1 on."),
        )
    if not 0 <= share < np.inf:
        raise FaultError(
            Words(f"割合{share:g}は使えません。", f"{share:g} is no share."),
            "--within",
            Words(
                "0以上の割合（0.01 は1%）を書いてください。", "Write a share from 0 on (0.01: 1 %)."
            ),
        )


def find_more(
    problem: Problem,
    solve: Solve,
    answer: Answer,
    asked: MoreAsked,
    radius: float | None,
    until: Deadline,
) -> More:
    """Find what is asked beside an answer, within what is left of its time."""
    runners = imposed = losses = None
    if asked.runners is not None:
        runners = runners_up(problem, solve, answer, asked.share, asked.runners, until)
    if asked.imposed is not None:
        imposed = impose(problem, solve, answer, asked.imposed, until)
    if asked.has_losses and radius is not None:
        losses = _losses(problem, answer, radius, until)
    return More(runners, imposed, losses)


def _losses(problem: Problem, answer: Answer, radius: float, until: Deadline) -> tuple[Loss, ...]:
    """Tell the losses of the three models; the answer of another model comes first, with as many sites."""
    if answer.model not in {Model.LSCP, Model.CPMEDIAN}:
        return loss_table(problem, radius, until, known=answer)
    if not answer.open:
        return ()
    own = Loss(answer.model, answer, objectives_of(problem, answer.open, radius))
    return (own, *loss_table(replace(problem, count=len(answer.open)), radius, until))


def read_groups(path: Path | None, sites: int) -> tuple[frozenset[int], ...]:
    """Read the group of each site, one a line: a whole number, blank or -1 for none."""
    if path is None:
        return ()
    numbers = read_line(path, blank=-1.0)
    if numbers.size != sites:
        raise FaultError(
            Words(
                f"{numbers.size}行ありますが、候補地は{sites}か所です。",
                f"there are {numbers.size} lines for {sites} sites.",
            ),
            str(path),
            Words(
                "候補地ごとに一行、グループの番号（なければ空欄か -1）を書いてください。",
                "Write a line for each site: the number of its group; blank or -1 for none.",
            ),
        )
    return tuple(
        frozenset(int(site) for site in np.flatnonzero(numbers == group))
        for group in np.unique(whole_numbers(numbers, path, "グループ", "a group"))
        if group >= 0
    )


def read_sites(path: Path | None) -> tuple[int, ...]:
    """Read numbers of sites, one a line, each once, in their order; an empty file names none."""
    if path is None or not read_text(path).strip():
        return ()
    numbers = whole_numbers(read_line(path), path, "候補地", "a site")
    return tuple(dict.fromkeys(int(each) for each in numbers))


def whole_numbers(numbers: Floats, path: Path, ja: str, en: str) -> Floats:
    """Give the numbers back where they are whole; FaultError for one that is not."""
    broken = numbers[~np.isfinite(numbers) | (numbers != np.round(numbers))]
    if broken.size:
        raise FaultError(
            Words(
                f"{broken[0]:g}は{ja}の番号ではありません。", f"{broken[0]:g} is no number of {en}."
            ),
            str(path),
            Words(
                "0から始まる整数を一行に一つ書いてください。",
                "Write whole numbers from 0 on, one a line.",
            ),
        )
    return numbers


def more_document(more: More, best: Answer) -> Mapping[str, Any]:
    """Give the fields of what was asked beside; each null where it was not."""
    runners = more.runners
    return {
        "runners_up": None
        if runners is None
        else [_runner(each, best) for each in runners.answers],
        "runners_up_complete": None if runners is None else runners.is_complete,
        "imposed": None if more.imposed is None else [_imposed(each) for each in more.imposed],
        "losses": None if more.losses is None else [_loss(each) for each in more.losses],
    }


def _runner(answer: Answer, best: Answer) -> dict[str, Any]:
    leaving, coming = exchanged(answer.open, best.open)
    return {
        **_short(answer),
        "leaving": list(leaving),
        "coming": list(coming),
        "cost": abs((answer.objective or 0.0) - (best.objective or 0.0)),
        "unserved": list(answer.unserved),
    }


def exchanged(sites: Sequence[int], best: Sequence[int]) -> tuple[Sequence[int], Sequence[int]]:
    """Tell which sites leave the best set and which come instead."""
    return sorted(set(best) - set(sites)), sorted(set(sites) - set(best))


def _imposed(imposed: Imposed) -> dict[str, Any]:
    answer, cost = imposed.answer, imposed.cost
    return {
        "site": imposed.site,
        **_short(answer),
        "cost_at_least": None if cost is None else cost[0],
        "cost_at_most": None if cost is None else cost[1],
        "unserved": list(answer.unserved),
        "reason": None if answer.reason is None else answer.reason._asdict(),
    }


def _loss(loss: Loss) -> dict[str, Any]:
    measured = loss.objectives
    return {
        "model": loss.model.value,
        **_short(loss.answer),
        "weighted_way": None if measured is None else measured.weighted_way,
        "covered": None if measured is None else measured.covered,
        "longest_way": None if measured is None else measured.longest_way,
        "unserved": None if measured is None else list(measured.unserved),
    }


def _short(answer: Answer) -> dict[str, Any]:
    return {
        "status": answer.status.value,
        "objective": answer.objective,
        "bound": answer.bound,
        "open": list(answer.open),
    }
