"""Clients that no set of sites reaches together: as few as make the conflict, named."""

from __future__ import annotations

import time
from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kinten.coverage.siting.answer import Deadline, Status, deadline
from kinten.coverage.siting.conflict import least_conflict
from kinten.coverage.siting.covering import solve_lscp
from kinten.coverage.siting.problem import Problem
from kinten.coverage.siting.reasons import unreached_together

NEVER = deadline(time.monotonic, None)


@given(
    st.integers(1, 12), st.lists(st.sets(st.integers(0, 11), min_size=1, max_size=4), max_size=5)
)
def test_a_conflict_is_one_and_nothing_of_it_can_be_left_out(rows, conflicts):
    def is_hopeless(some):
        return any(each <= set(some) for each in conflicts)

    found = least_conflict(range(rows), is_hopeless)

    assert bool(found) == is_hopeless(range(rows))
    if found:
        assert is_hopeless(found)
        assert not any(is_hopeless(fewer) for fewer in combinations(found, len(found) - 1))


def test_two_clients_that_need_two_sites_of_one_group_are_named():
    far = np.inf
    ways = np.array([[1, far, 1, 1], [1, 9, far, far], [far, far, 1, far], [far, far, far, 1]])
    problem = Problem(ways, np.ones(4), groups=(frozenset({2, 3}),))
    answer = solve_lscp(problem, 5.0, NEVER)

    assert answer.status is Status.INFEASIBLE
    assert answer.conflicts == ((2, 3),)
    assert "2, 3" in answer.reason.en
    assert "barred" not in answer.reason.en
    assert solve_lscp(Problem(ways, np.ones(4)), 5.0, NEVER).conflicts == ()


def test_clients_that_the_same_sites_reach_are_named_once():
    """Any of them stands for all: without it the others of the conflict could be reached."""
    far = np.inf
    ways = np.array([[1, far, far], [1, far, far], [far, 1, far], [far, far, 1]])
    answer = solve_lscp(Problem(ways, np.ones(4), groups=(frozenset({0, 1}),)), 5.0, NEVER)

    assert answer.conflicts == ((0, 2),)


def test_nobody_is_named_where_time_is_out():
    problem = Problem(np.ones((3, 2)), np.ones(3), 1)
    within = np.array([[True, False], [False, True], [True, True]])

    assert unreached_together(problem, within, NEVER, 1).conflicts == ((0, 1),)
    assert unreached_together(problem, within, Deadline(lambda: 1.0, 0.0, 0.5), 1) is None
