"""CPU seconds and peak memory of this process. Standard library only."""

import ctypes
import gc
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import TypeVar

_STATUS, _CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")
_MB = 1024 * 1024
Result = TypeVar("Result")


def seconds_of(act: Callable[[], object], runs: int, times: int = 1) -> float:
    """Give the median CPU seconds of several runs, after one that does not count.

    A run does the act ``times`` over and is divided by it, so that work of less than a millisecond
    is seen as it is in use, not behind a clock and a collection of garbage.
    """
    act()
    return median(_once(act, times) for _ in range(runs))


def _once(act: Callable[[], object], times: int) -> float:
    gc.collect()
    start = time.process_time()
    for _ in range(times):
        made = act()
    spent = time.process_time() - start
    del made  # after the clock was read: freeing the last result is the caller's
    return spent / times


def memory_of(act: Callable[[], Result]) -> tuple[float, Result]:
    """Give the peak of resident memory above what was loaded before, in MB, and the result.

    Linux gives back what loading has freed and resets its peak counter first. Elsewhere the counter
    runs from the start of the process, so what loading needed for a moment hides as much growth.
    """
    gc.collect()
    _give_back()
    _reset_peak()
    before = _resident()
    made = act()
    return max(0.0, _peak() - before) / _MB, made


def _give_back() -> None:
    """Return freed memory to the system, where the C library can: else it would be reused unseen."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)


def _reset_peak() -> None:
    if _CLEAR.exists():
        _CLEAR.write_text("5", encoding="ascii")


def _resident() -> float:
    return _stated("VmRSS") if _STATUS.exists() else _highest()


def _peak() -> float:
    return _stated("VmHWM") if _STATUS.exists() else _highest()


def _stated(name: str) -> float:
    for line in _STATUS.read_text(encoding="ascii").splitlines():
        if line.startswith(f"{name}:"):
            return float(line.split()[1]) * 1024
    return _highest()


def _highest() -> float:
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return float(highest if sys.platform == "darwin" else highest * 1024)
