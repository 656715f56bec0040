"""Why no set of sites reaches all that some site reaches: a least group of clients that no set reaches together.

Found by dividing (QuickXplain, Junker 2004): take away any of these clients and the others can be reached.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
IsHopeless = Callable[[Sequence[int]], bool]
"""Whether no set of sites reaches these rows together."""


def least_conflict(rows: Sequence[int], is_hopeless: IsHopeless) -> tuple[int, ...]:
    """Give rows that cannot be reached together, while all but any one of them can; none if all can be."""
    if not is_hopeless(rows):
        return ()
    return tuple(sorted(_part(rows, [], is_hopeless, is_moved=False)))


def _part(
    rows: Sequence[int], held: Sequence[int], is_hopeless: IsHopeless, *, is_moved: bool
) -> list[int]:
    """Give the rows that a conflict with those ``held`` needs; ``is_moved`` where these are more than before."""
    if is_moved and held and is_hopeless(held):
        return []
    if len(rows) <= 1:
        return list(rows)
    middle = len(rows) // 2
    first, second = rows[:middle], rows[middle:]
    of_second = _part(second, [*held, *first], is_hopeless, is_moved=bool(first))
    of_first = _part(first, [*held, *of_second], is_hopeless, is_moved=bool(of_second))
    return [*of_first, *of_second]
