"""Cuts of a half: inequalities of whole sites added up, halved and rounded up (Caprara & Fischetti 1996).

Where sites are whole, a sum of inequalities with an odd right side can be halved and both sides rounded
up. Shares break the result if what the sum leaves over, and the shares of the sites that stand an odd
number of times in it, come to less than one. Such sums are looked for by elimination modulo two, the
heaviest sites first (Koster, Zymolka & Kutschka 2009).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
_NEAR, _NOTHING, _LEAST, _ALIKE, _MOST = 0.05, 1e-6, 0.03, 0.7, 100
"""What an inequality may leave over to take part; no share; the least that a cut must be broken by; how
alike two cuts of a round may be (the cosine of their angle); and how many a round takes."""


@dataclass(frozen=True, slots=True)
class Inequalities:
    """``of @ sites >= least``: whole numbers, of shape (inequalities, sites) and (inequalities,)."""

    of: Floats
    least: Floats

    def __len__(self) -> int:
        return int(self.least.size)

    def part(self, chosen: Mask | Ints) -> "Inequalities":
        """Give some of them."""
        return Inequalities(self.of[chosen], self.least[chosen])

    def beside(self, others: "Inequalities") -> "Inequalities":
        """Give these and others."""
        return Inequalities(
            np.concatenate((self.of, others.of)), np.concatenate((self.least, others.least))
        )

    def over(self, shares: Floats) -> Floats:
        """Tell how much shares of sites leave over; below zero where they break one."""
        return np.asarray(self.of @ shares - self.least)


def find_half_cuts(known: Inequalities, shares: Floats) -> Inequalities:
    """Find cuts that shares of sites break, the deepest first; none where none is found.

    Each holds wherever the known ones hold with whole sites, none or one of each.
    """
    near = known.part(known.over(shares) < _NEAR)
    sums = _add_up(near, shares)
    # A site that is mostly open stands odd: take one away on both sides, since it opens once at most.
    of, least = sums @ near.of, sums @ near.least
    taken = (of % 2 == 1) & (shares > 0.5)
    cuts = Inequalities(np.ceil((of - taken) / 2), np.ceil((least - taken.sum(axis=1)) / 2))
    size = np.sqrt((cuts.of**2).sum(axis=1))
    broken = -cuts.over(shares)
    good = np.flatnonzero((broken > _LEAST / 2) & (cuts.least > 0))
    return cuts.part(_unlike(cuts.of / np.maximum(size, 1.0)[:, None], broken / size, good))


def _add_up(known: Inequalities, shares: Floats) -> Floats:
    """Look for sums that a cut follows from: shape (sums, inequalities), 1 where one takes part."""
    is_open = shares > 0.5
    odd = known.of % 2 == 1
    weight = np.where(is_open, 1.0 - shares, shares)
    sites = np.flatnonzero(weight > _NOTHING)
    right = (known.least + (odd & is_open).sum(axis=1)) % 2 == 1
    odd, weight, over = odd[:, sites], weight[sites], np.maximum(known.over(shares), 0.0)
    sums, waits = np.eye(len(known), dtype=bool), np.ones(len(known), dtype=bool)
    found: list[Mask] = []
    for site in np.argsort(-weight, kind="stable"):
        rows = np.flatnonzero(odd[:, site] & waits)
        if not rows.size:
            continue
        pivot = rows[over[rows].argmin()]
        waits[pivot] = False
        rows = rows[rows != pivot]
        if not rows.size:
            continue
        odd[rows] ^= odd[pivot]
        sums[rows] ^= sums[pivot]
        right[rows] ^= right[pivot]
        over[rows] += over[pivot]
        left = np.where(right[rows], over[rows] + odd[rows] @ weight, np.inf)
        best = int(left.argmin())
        if left[best] < 1.0 - _LEAST:
            found.append(sums[rows[best]].copy())
        waits[rows[over[rows] >= 1.0 - _LEAST]] = False
    return np.array(found, dtype=np.float64).reshape(len(found), len(known))


def _unlike(lines: Floats, depth: Floats, among: Ints) -> Ints:
    """Choose the deepest, and none that is much like a deeper one."""
    order = among[np.argsort(-depth[among], kind="stable")]
    alike = lines[order] @ lines[order].T
    chosen: list[int] = []
    may = np.ones(order.size, dtype=bool)
    for at in range(order.size):
        if may[at] and len(chosen) < _MOST:
            chosen.append(int(order[at]))
            may &= alike[at] <= _ALIKE
    return np.array(chosen, dtype=np.int64)
