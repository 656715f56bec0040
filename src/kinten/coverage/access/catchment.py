"""Floating catchments: how much supply there is for each person, demand and supply weighed by distance.

P is demand, S supply, f the weight of a pair within reach. Where nothing is in reach the value is 0.
"""

import numpy as np
from numpy.typing import NDArray

from kinten.coverage.access.decay import Decay
from kinten.coverage.access.pairs import Pairs

Floats = NDArray[np.float64]


def cumulative(pairs: Pairs, supply: Floats) -> Floats:
    """Sum the supply within reach: sum_j S_j, shape (demands,)."""
    return pairs.over_demand(supply[pairs.supply])


def weighted_catchment(pairs: Pairs, supply: Floats, decay: Decay) -> Floats:
    """Sum the weighted supply within reach: sum_j S_j f_ij."""
    return pairs.over_demand(supply[pairs.supply] * decay.weigh(pairs.cost))


def fca(pairs: Pairs, among: Pairs, demand: Floats, supply: Floats, decay: Decay) -> Floats:
    """Give supply per demand within reach of the place itself: sum_j S_j f_ij / sum_k P_k f_ik.

    ``among`` are the pairs of demand with demand (Huff 1963; Joseph & Bantock 1982).
    """
    above = weighted_catchment(pairs, supply, decay)
    below = among.over_demand(demand[among.supply] * decay.weigh(among.cost))
    return _divided(above, below)


def two_step(pairs: Pairs, demand: Floats, supply: Floats, decay: Decay) -> Floats:
    """Give the two-step measure: A_i = sum_j f_ij S_j / sum_k f_kj P_k.

    Without decay it is 2SFCA (Luo & Wang 2003), with steps E2SFCA (Luo & Qi 2009), with a bell the
    Gaussian one (Dai 2010). sum_i P_i A_i is the supply with any demand in reach.
    """
    weight = decay.weigh(pairs.cost)
    ratio = _divided(supply, pairs.over_supply(weight * demand[pairs.demand]))
    return pairs.over_demand(weight * ratio[pairs.supply])


def three_step(
    pairs: Pairs, demand: Floats, supply: Floats, decay: Decay, most: float = np.inf
) -> Floats:
    """Give the three-step measure, in which each demand chooses among its supplies (Wan et al. 2012).

    G_ij = f_ij / sum_j f_ij; R_j = S_j / sum_i G_ij f_ij P_i; A_i = sum_j G_ij f_ij R_j. The choice G is
    among every pair given, the two steps reach ``most`` far, as PySAL's access has it. What the choice
    gains over the two-step measure is disputed.
    """
    weight = decay.weigh(pairs.cost)
    chosen = _divided(weight, pairs.over_demand(weight)[pairs.demand]) * weight
    chosen = np.where(pairs.cost <= most, chosen, 0.0)
    ratio = _divided(supply, pairs.over_supply(chosen * demand[pairs.demand]))
    return pairs.over_demand(chosen * ratio[pairs.supply])


def modified_two_step(pairs: Pairs, demand: Floats, supply: Floats, decay: Decay) -> Floats:
    """Give M2SFCA: A_i = sum_j S_j f_ij^2 / sum_k P_k f_kj (Delamater 2013).

    It loses supply where everybody is far: sum_i P_i A_i is below the supply.
    """
    weight = decay.weigh(pairs.cost)
    ratio = _divided(supply, pairs.over_supply(weight * demand[pairs.demand]))
    return pairs.over_demand(weight * weight * ratio[pairs.supply])


def balanced(pairs: Pairs, demand: Floats, supply: Floats, decay: Decay) -> Floats:
    """Give BFCA, which divides each demand and each supply exactly once (Paez et al. 2019).

    w_ij = f_ij / sum_j f_ij for the demand, v_ij = f_ij / sum_i f_ij for the supply:
    R_j = S_j / sum_i P_i w_ij; A_i = sum_j R_j v_ij.
    """
    weight = decay.weigh(pairs.cost)
    of_demand = _divided(weight, pairs.over_demand(weight)[pairs.demand])
    of_supply = _divided(weight, pairs.over_supply(weight)[pairs.supply])
    ratio = _divided(supply, pairs.over_supply(of_demand * demand[pairs.demand]))
    return pairs.over_demand(of_supply * ratio[pairs.supply])


def _divided(above: Floats, below: Floats) -> Floats:
    """Divide, with 0 where there is nothing to divide by."""
    return np.divide(above, below, out=np.zeros_like(below, dtype=np.float64), where=below > 0)
