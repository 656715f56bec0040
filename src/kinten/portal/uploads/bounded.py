"""Reading a received report in a process apart: a hostile file ends that process, and nothing else."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import Any

from kinten.portal.reports.content import report_from
from kinten.portal.uploads import refusals
from kinten.portal.uploads.apart import MOST_ANSWER
from kinten.portal.uploads.door import Taken
from kinten.report.model import Remark, Report, Severity, Source
from kinten.vocabulary.wording import FaultError, Words

CLOCK = 40
"""Seconds by the clock after which reading is ended, however little of the processor it had."""
AT_ONCE = 2
"""Files that one process of the server has read at a time."""
_WAIT = 20
_reading = BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of one file; ``more`` remarks were not told."""

    reports: tuple[Report, ...]
    remarks: tuple[Remark, ...]
    more: int = 0


def read_apart(taken: Taken) -> Read:
    """Read the reports of a file that came in by the door; FaultError with the place and the mend."""
    if not _reading.acquire(timeout=_WAIT):
        raise refusals.busy(taken.name)
    try:
        told = _answer(taken)
    finally:
        _reading.release()
    if "fault" in told:
        what, place, mend = told["fault"]
        raise FaultError(Words(*what), str(place), Words(*mend))
    return Read(
        tuple(_report(each) for each in told["reports"]),
        tuple(_remark(each) for each in told["remarks"]),
        int(told["more"]),
    )


def _answer(taken: Taken) -> dict[str, Any]:
    try:
        done = subprocess.run(  # noqa: S603 - our own module, with a name that was checked
            [sys.executable, "-P", "-m", "kinten.portal.uploads.apart", taken.name],
            input=taken.data,
            capture_output=True,
            timeout=CLOCK,
            env=_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise refusals.too_slow(taken.name) from error
    # Below nought: ended by a signal, that of its own limit of processor time above all.
    if done.returncode < 0 or b"MemoryError" in done.stderr:
        raise refusals.too_slow(taken.name)
    if done.returncode or len(done.stdout) > MOST_ANSWER:
        raise refusals.unreadable(taken.name)
    try:
        told = json.loads(done.stdout)
    except ValueError as error:
        raise refusals.unreadable(taken.name) from error
    return dict(told)


def _environment() -> dict[str, str]:
    """Give what Python needs to start, and nothing of the portal: no workspace, no password."""
    kept = ("PATH", "PYTHONHOME", "VIRTUAL_ENV", "SYSTEMROOT", "LANG", "LC_ALL")
    found = {name: os.environ[name] for name in kept if name in os.environ}
    found["PYTHONPATH"] = os.pathsep.join(each for each in sys.path if each)
    # Threads of numeric libraries would each reserve memory of the few that reading may have.
    single = dict.fromkeys(
        ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "POLARS_MAX_THREADS", "RAYON_NUM_THREADS"), "1"
    )
    return {**found, **single, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def _report(told: dict[str, Any]) -> Report:
    name, sha256 = told["source"]
    return report_from(
        told["content"],
        hospital=told["hospital_id"],
        year=told["year"],
        edition=told["edition"],
        source=Source(name, sha256),
    )


def _remark(told: list[Any]) -> Remark:
    rule, severity, words, at, hospital, year, fact = told
    return Remark(rule, Severity(severity), Words(*words), at, hospital, year, fact)
