"""Run the bench of the portal; `kinten bench portal` starts this. No peer does what it measures.

    python run.py [--short]                 one JSON document on standard output

A made-up workspace (the real network beside invented hospitals with five years of reports), served by
`kinten serve` with two processes. Thirty requests a second come by the clock, from an open-loop reader:
milliseconds of the wall from the moment a request was due to its last byte, after each address was asked
for by way of warming up; the median of three runs. wrk then tells how many pages a second come at most.
Reader and server share the cores of the machine. The promise is one on two cores: where other work took
more than one of them meanwhile, whether it holds was not measured; CPU time is compared in any case.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from asking import Answers, ask
from figuring import figure
from hammering import hammer, has_wrk
from machine import describe_machine
from pages import addresses
from serving import Served, machine_seconds, served

_HOSPITALS, _FEW = 468, 40
_RATE = 30
_RUNS, _SECONDS = 3, 10
_FEW_RUNS, _FEW_SECONDS = 1, 3
_MOST_MS, _MOST_CPU_MS = 300, 40
"""What was promised of lists and maps; at the rate of the promise the CPU time is that of 1.2 cores."""
_LENIENT = 3  # times the bounds in the short form: other work may run beside it
_WARM_RATE = 8
_PROMISED = ("list", "map")


@dataclass(frozen=True, slots=True)
class Measured:
    """One kind of page: its first answers, the runs, CPU of the server for a page, cores taken by others."""

    first: Answers
    runs: tuple[Answers, ...]
    cpu_ms: float | None
    others: float | None

    @property
    def failed(self) -> int:
        """Requests that were answered with something else than a page."""
        return sum(each.failed for each in (self.first, *self.runs))

    @property
    def unanswered(self) -> int:
        """Requests that got no answer."""
        return sum(each.unanswered for each in (self.first, *self.runs))


def main() -> int:
    """Measure, and print the document."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--no-peer", action="store_true")
    given = parser.parse_args()
    with TemporaryDirectory(prefix="kinten-bench-") as folder:
        figures = _figures(Path(folder) / "workspace", is_short=given.short)
    print(json.dumps({"bench": "portal", "machine": describe_machine(), "figures": figures}))
    return 0


def _figures(folder: Path, *, is_short: bool) -> list[dict[str, Any]]:
    made = _make(folder, _FEW if is_short else _HOSPITALS)
    figures = [
        figure("portal_hospitals", made["hospitals"], "hospitals"),
        figure("portal_reports", made["reports"], "reports"),
        figure("portal_made", made["seconds"], "s"),
    ]
    with served(folder) as at:
        figures.append(figure("portal_start", at.seconds, "s"))
        asked = {
            kind: _measure(at, kind, wanted, is_short=is_short)
            for kind, wanted in addresses(made["ids"]).items()
        }
        for kind, found in asked.items():
            figures += _tell(kind, found, _LENIENT if is_short else 1)
        rates = [median(run.rate for run in found.runs) for found in asked.values()]
        taken = [found.others for found in asked.values() if found.others is not None]
        figures += [
            figure("portal_rate", min(rates), "requests/s"),
            figure(
                "portal_failed", sum(each.failed for each in asked.values()), "requests", most=0
            ),
            figure(
                "portal_unanswered", sum(each.unanswered for each in asked.values()), "requests"
            ),
            figure("portal_others", max(taken, default=None), "cores"),
            *_throughput(at, made["ids"], 1 if is_short else 5),
            figure("portal_memory", at.megabytes(), "MB"),
        ]
    return figures


def _tell(kind: str, found: Measured, slack: int) -> list[dict[str, Any]]:
    is_promised = kind in _PROMISED
    p95 = figure(
        f"portal_{kind}_p95",
        median(run.p95 for run in found.runs),
        "ms",
        most=_MOST_MS * slack if is_promised else None,
    )
    if found.others is not None and found.others > (os.cpu_count() or 1) - 1:
        p95["holds"] = None
    return [
        p95,
        figure(f"portal_{kind}_median", median(run.median for run in found.runs), "ms"),
        figure(f"portal_{kind}_first", max(found.first.milliseconds), "ms"),
        figure(
            f"portal_{kind}_cpu",
            found.cpu_ms,
            "ms",
            most=_MOST_CPU_MS * slack if is_promised else None,
        ),
    ]


def _make(folder: Path, hospitals: int) -> dict[str, Any]:
    _say(f"making a workspace with {hospitals} invented hospitals")
    script = Path(__file__).with_name("made_up_workspace.py")
    done = subprocess.run(
        [sys.executable, str(script), str(folder), str(hospitals)],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    made: dict[str, Any] = json.loads(done.stdout)
    return made


def _measure(at: Served, kind: str, wanted: tuple[str, ...], *, is_short: bool) -> Measured:
    """Ask for every address until each process has it, then at the rate of the promise."""
    runs, seconds = (_FEW_RUNS, _FEW_SECONDS) if is_short else (_RUNS, _SECONDS)
    _say(f"{kind}, {len(wanted)} addresses at {_RATE} requests/s, {runs} x {seconds} s")
    first = ask(at.port, wanted, _WARM_RATE, len(wanted) / _WARM_RATE)
    for _ in range(runs + 1):
        ask(at.port, wanted, _RATE, len(wanted) / _RATE)
    start, own = time.perf_counter(), time.process_time()
    server, machine = at.cpu_seconds(), machine_seconds()
    done = tuple(ask(at.port, wanted, _RATE, seconds) for _ in range(runs))
    wall, own = time.perf_counter() - start, time.process_time() - own
    odd = sum((each.statuses for each in (first, *done)), Counter())
    if set(odd) - {200}:
        _say(f"{kind}: answers by status (0 for none): {dict(odd)}")
    server_end, machine_end = at.cpu_seconds(), machine_seconds()
    if server is None or server_end is None or machine is None or machine_end is None:
        return Measured(first, done, None, None)
    spent = server_end - server
    others = max(0.0, machine_end - machine - spent - own) / wall
    return Measured(first, done, spent * 1000 / sum(len(run.milliseconds) for run in done), others)


def _throughput(at: Served, examples: list[str], seconds: int) -> list[dict[str, Any]]:
    """Let wrk ask for as many pages as come; None where it is not installed, or a page failed."""
    figures = []
    for kind, wanted in addresses(examples).items():
        done = None
        if has_wrk():
            _say(f"wrk: {kind}, {seconds} s")
            done = hammer(at.port, wanted, seconds)
        rate = None if done is None or done["failed"] else done["requests"] / done["seconds"]
        figures.append(figure(f"portal_{kind}_throughput", rate, "requests/s"))
    return figures


def _say(what: str) -> None:
    print(f"bench portal: {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
