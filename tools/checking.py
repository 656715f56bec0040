"""The stages of ./check: each runs, whatever the ones before it said, and is timed and counted.

Standard library only: this file runs before the development environment exists.
The last line is `check: N passed, N failed, N skipped`, where N counts tests and stages.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import programs

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / ".check"
LOCK = "requirements/dev.txt"
HEART = ("vocabulary", "guideline", "verdict")
LONGEST = 7200  # seconds after which one command is given up; the long runs take 40 minutes alone

PASSED, FAILED, SKIPPED = "passed", "failed", "skipped"


@dataclass(frozen=True)
class Options:
    """How much is to be checked."""

    fast: bool
    full: bool
    python: str | None
    only: tuple[str, ...]

    @property
    def profile(self) -> str:
        """The Hypothesis profile (tests/conftest.py registers them)."""
        return "long" if self.full else "fast" if self.fast else "ci"


@dataclass
class Tally:
    """Counts of tests and stages, and why tests were skipped."""

    counts: Counter[str] = field(default_factory=Counter)
    skips: Counter[str] = field(default_factory=Counter)
    stages: list[tuple[str, str, float, str]] = field(default_factory=list)

    def stage(self, name: str, act: Callable[[], tuple[str, str]]) -> str:
        """Run one stage; an error of the stage itself is a failure, not the end."""
        print(f"\n=== {name}", flush=True)
        start = time.monotonic()
        try:
            state, note = act()
        except (OSError, subprocess.SubprocessError, ValueError) as error:
            state, note = FAILED, f"{type(error).__name__}: {error}"
        seconds = time.monotonic() - start
        self.counts[state] += 1
        self.stages.append((name, state, seconds, note))
        print(f"--- {name}: {state} ({seconds:.1f} s) {note}", flush=True)
        return state

    def read(self, junit: Path) -> Counter[str]:
        """Count the tests of a JUnit file that pytest wrote."""
        found: Counter[str] = Counter()
        for case in ET.parse(junit).iter("testcase"):  # noqa: S314 (our own file)
            skipped = case.find("skipped")
            if case.find("failure") is not None or case.find("error") is not None:
                found[FAILED] += 1
            elif skipped is not None:
                found[SKIPPED] += 1
                self.skips[skipped.get("message") or "no reason given"] += 1
            else:
                found[PASSED] += 1
        self.counts.update(found)
        return found


def run(command: Sequence[str | Path], **settings: str) -> int:
    """Run a command in the checkout with its output shown; the exit code."""
    sys.stdout.flush()
    environment = {**os.environ, "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1", **settings}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env=environment,
        timeout=LONGEST,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    return done.returncode


def told(*commands: Sequence[str | Path]) -> tuple[str, str]:
    """Run each command, also after one that failed; passed when all exit 0."""
    codes = [run(command) for command in commands]
    return (FAILED if any(codes) else PASSED), ""


class Environment:
    """One development environment, by the folder's name."""

    def __init__(self, name: str, python: str | None) -> None:
        self.name = name
        self.python = python
        self.bin = ROOT / name / "bin"

    def make(self) -> tuple[str, str]:
        """Make it from the lock unless it is up to date."""
        wanted = [self.python] if self.python else []
        code = run([ROOT / "tools/environment", self.name, LOCK, *wanted])
        if code:
            return FAILED, f"{self.name} could not be made"
        version = subprocess.run(
            [self.bin / "python", "--version"], capture_output=True, text=True, check=True
        )
        return PASSED, f"{self.name}, {version.stdout.strip()}"


def find_python(minor: str) -> str | None:
    """An interpreter of one minor version, or None (its absence was said on standard error)."""
    done = subprocess.run(
        [ROOT / "tools/environment", "--choose", minor],
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    return done.stdout.strip() or None


def check_programs(options: Options) -> tuple[str, str]:
    """Install missing programs where that is allowed, else name them; some only for --full."""
    needed = [
        program
        for program in programs.needed_programs(ROOT / "tests")
        if options.full or not {"postgresql", "nginx"} & set(program.markers)
    ]
    missing = [program for program in needed if not program.is_here()]
    if missing and programs.may_install():
        programs.install(missing)
        missing = [program for program in needed if not program.is_here()]
    for program in missing:
        print(f"missing: {program.name} (Debian/Ubuntu: apt install {' '.join(program.packages)})")
    if not missing:
        return PASSED, ""
    state = FAILED if os.environ.get("CI") == "true" else SKIPPED
    return state, "missing: " + ", ".join(program.name for program in missing)


def check_tests(
    environment: Environment, options: Options, tally: Tally, name: str, mark: str, *more: str
) -> tuple[str, str]:
    """Run the tests that a marker expression selects and count them."""
    junit = RESULTS / f"{environment.name.strip('.')}-{name}.xml"
    junit.unlink(missing_ok=True)
    pytest: list[str | Path] = [environment.bin / "pytest", "-q", "-m", mark, f"--junitxml={junit}"]
    code = run([*pytest, *more], HYPOTHESIS_PROFILE=options.profile)
    found = tally.read(junit) if junit.exists() else Counter()
    note = ", ".join(f"{count} {state}" for state, count in sorted(found.items()))
    if code == 5:  # pytest's code for no test collected
        return SKIPPED, "no such test"
    return (FAILED if code else PASSED), note


def check_bench(environment: Environment, options: Options, name: str) -> tuple[str, str]:
    """Run a bench; a floor that does not hold fails."""
    short = [] if options.full else ["--short"]
    done = subprocess.run(
        [environment.bin / "kinten", "bench", name, *short, "--json"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        timeout=LONGEST,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    (RESULTS / f"bench-{name}.json").write_text(done.stdout, encoding="utf-8")
    if not done.stdout.strip():
        return FAILED, f"no result, exit {done.returncode}"
    figures = json.loads(done.stdout)["figures"]
    below = [figure["name"] for figure in figures if figure.get("holds") is False]
    for figure in figures:
        print(
            f"  {figure['name']}: {figure['value']} {figure['unit']}"
            f" (peer {figure.get('peer')}: {figure.get('peer_value')}, ratio {figure.get('ratio')},"
            f" floor {figure.get('floor')}, holds {figure.get('holds')})"
        )
    if below or done.returncode:
        return FAILED, f"exit {done.returncode}; floors that do not hold: {below}"
    return PASSED, f"{len(figures)} figures"


def check_python(environment: Environment, options: Options, tally: Tally, *, first: bool) -> None:
    """All stages in one environment; what does not depend on the Python only in the first."""
    tag = f" [{environment.name.removeprefix('.venv-dev-')}]" if options.full else ""

    def stage(name: str, act: Callable[[], tuple[str, str]]) -> None:
        if not options.only or name in options.only:
            tally.stage(name + tag, act)

    if tally.stage("environment" + tag, environment.make) == FAILED:
        return
    tool = environment.bin
    if first:
        messages: list[str | Path] = [tool / "python", ROOT / "tools/messages", "--check"]
        lint: list[list[str | Path]] = [
            [tool / "ruff", "check"],
            [tool / "ruff", "format", "--check"],
            messages,
        ]
        stage("lint", lambda: told(*lint))
    stage("types", lambda: told([tool / "mypy"]))
    if first:
        stage("contracts", lambda: told([tool / "lint-imports"]))
        if not options.fast:
            site = RESULTS / "site"
            build: list[str | Path] = [
                tool / "mkdocs",
                "build",
                "--strict",
                "--quiet",
                "--site-dir",
                site,
            ]
            stage("docs", lambda: told(build))
    slow = " and not slow" if options.fast else ""
    apart = f"not bench{slow}" + ("" if options.full else " and not postgresql and not full")
    two = ["-n", "2", "--dist", "worksteal"]  # a long generative test holds up no others
    if options.fast:
        stage("tests", lambda: check_tests(environment, options, tally, "tests", apart, *two))
        return
    # The gate counts only what runs without ../shared/data, so those tests go by themselves.
    cover = ["--cov", "--cov-report="]
    stage(
        "tests",
        lambda: check_tests(
            environment, options, tally, "tests", f"{apart} and not shared_data", *two, *cover
        ),
    )
    report: list[str | Path] = [tool / "coverage", "report", "--fail-under=100"]
    if any((ROOT / "src/kinten" / part).exists() for part in HEART):
        stage("coverage", lambda: told(report))
    stage(
        "tests on shared data",
        lambda: check_tests(
            environment, options, tally, "shared", f"{apart} and shared_data", *two
        ),
    )
    alone = ["-p", "no:xdist"]
    stage(
        "timed tests",
        lambda: check_tests(environment, options, tally, "timed", f"bench{slow}", *alone),
    )
    if first:
        stage("bench", lambda: check_bench(environment, options, "verdict"))
        stage("bench network", lambda: check_bench(environment, options, "network"))
        stage("bench access", lambda: check_bench(environment, options, "access"))
        stage("bench siting", lambda: check_bench(environment, options, "siting"))
        stage("bench registry", lambda: check_bench(environment, options, "registry"))
        stage("bench portal", lambda: check_bench(environment, options, "portal"))


def read_options() -> Options:
    """The command line."""
    parser = argparse.ArgumentParser(prog="check", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--fast", action="store_true", help="no docs, benches, gate, slow tests")
    parser.add_argument("--full", action="store_true", help="3.11 and 3.12, long tests and benches")
    parser.add_argument("--python", help="the interpreter to make .venv-dev with")
    parser.add_argument(
        "--only", action="append", default=[], metavar="STAGE", help="only this stage (repeatable)"
    )
    given = parser.parse_args()
    if given.fast and given.full:
        parser.error("--fast and --full exclude each other")
    return Options(given.fast, given.full, given.python, tuple(given.only))


def environments(options: Options, tally: Tally) -> list[Environment]:
    """The environments to check in; with --full a Python that is not there is a failed stage."""
    if not options.full:
        return [Environment(".venv-dev", options.python)]
    found = []
    for minor in ("11", "12"):
        python = find_python(minor)
        if python:
            found.append(Environment(f".venv-dev-3.{minor}", python))
        else:
            tally.stage(f"environment [3.{minor}]", lambda: (FAILED, "no such Python here"))
    return found


def main() -> int:
    """Run the stages, print the minutes of each, the skips and the last line."""
    options = read_options()
    RESULTS.mkdir(exist_ok=True)
    tally = Tally()
    start = time.monotonic()
    if not options.only:
        tally.stage("programs", lambda: check_programs(options))
    for position, environment in enumerate(environments(options, tally)):
        check_python(environment, options, tally, first=position == 0)

    print("\n=== summary")
    for name, state, seconds, note in tally.stages:
        print(f"{seconds / 60:6.2f} min  {state:8}{name}{'  ' + note if note else ''}")
    print(f"{(time.monotonic() - start) / 60:6.2f} min  altogether")
    for reason, count in sorted(tally.skips.items()):
        print(f"skipped {count}: {reason}")
    passed, failed, skipped = (tally.counts[state] for state in (PASSED, FAILED, SKIPPED))
    print(f"check: {passed} passed, {failed} failed, {skipped} skipped", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
