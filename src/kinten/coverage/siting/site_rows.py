"""The columns and rows that models of whole sites have in common: bounds, groups, covers."""

import numpy as np
from numpy.typing import NDArray

from kinten.coverage.siting.problem import Problem
from kinten.coverage.siting.solving import Rows, Solver, one_row

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


def site_solver(problem: Problem, cost: float) -> Solver:
    """Start a model with a column for each site, all of one cost."""
    lower, upper = site_bounds(problem)
    solver = Solver(np.full(problem.sites, cost), lower, upper)
    add_group_rows(solver, problem)
    return solver


def site_bounds(problem: Problem) -> tuple[Floats, Floats]:
    """Give the bounds of the sites: fixed ones open, forbidden ones not; shape (sites,) each."""
    lower = np.zeros(problem.sites)
    lower[list(problem.fixed)] = 1.0
    return lower, problem.allowed.astype(np.float64)


def add_group_rows(solver: Solver, problem: Problem) -> None:
    """Let one of each group open at most."""
    for group in problem.groups:
        free = sorted(group - problem.fixed)
        if len(free) > 1:
            solver.add(one_row(-np.inf, 1.0, np.array(free)))


def table_rows(within: Mask) -> Rows:
    """Give the rows that ask for one open site each, from a table of shape (rows, sites)."""
    starts = np.concatenate(([0], np.cumsum(within.sum(axis=1))))[:-1].astype(np.int32)
    indices, ones = np.nonzero(within)[1].astype(np.int32), np.ones(len(within))
    return Rows(ones, ones * np.inf, starts, indices, np.ones(indices.size))
