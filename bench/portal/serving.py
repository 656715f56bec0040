"""The portal served as in production by a process of its own: two workers, and the memory of all its processes."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WORKERS = 2


@dataclass(frozen=True, slots=True)
class Served:
    """A portal that is served: its first process, its port, the seconds until its first page."""

    pid: int
    port: int
    seconds: float

    def megabytes(self) -> float | None:
        """Give the memory of all processes, what they share counted once; None where it cannot be told."""
        try:
            return sum(_megabytes(each) for each in _family(self.pid))
        except OSError:
            return None

    def cpu_seconds(self) -> float | None:
        """Give the CPU seconds of all processes so far; None where it cannot be told."""
        try:
            return sum(_cpu_seconds(each) for each in _family(self.pid))
        except OSError:
            return None


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Serve a workspace on a free port."""
    command = [sys.executable, "-m", "kinten", "serve", "--workspace", str(folder)]
    start = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--port", "0", "--workers", str(WORKERS), "--lang", "en"],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        assert process.stdout is not None
        told = process.stdout.readline()
        if not told.startswith("Kinten: http://"):
            raise RuntimeError("kinten serve did not begin")
        port = int(told.split()[1].rstrip("/").rpartition(":")[2])
        yield Served(process.pid, port, time.perf_counter() - start)
    finally:
        process.terminate()
        process.wait(60)


def _family(pid: int) -> list[int]:
    """Give a process and all that it and those it started have started."""
    found, waiting = [], [pid]
    while waiting:
        found.append(waiting.pop())
        for task in Path(f"/proc/{found[-1]}/task").iterdir():
            waiting += map(int, (task / "children").read_text(encoding="ascii").split())
    return found


def _megabytes(pid: int) -> float:
    """Give the proportional share of memory of a process."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return float(line.split()[1]) / 1024
    raise OSError(pid)


def _cpu_seconds(pid: int) -> float:
    """Give the CPU seconds of a process, in user and in system."""
    told = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def machine_seconds() -> float | None:
    """Give the CPU seconds that this machine has spent on anything; None where it cannot be told."""
    try:
        told = Path("/proc/stat").read_text(encoding="ascii").partition("\n")[0].split()[1:9]
    except OSError:
        return None
    idle = int(told[3]) + int(told[4])
    return (sum(map(int, told)) - idle) / os.sysconf("SC_CLK_TCK")
