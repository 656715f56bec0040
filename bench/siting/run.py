"""Run the bench of siting; `kinten bench siting` starts this in the right environment.

    python run.py [--short] [--no-peer]     one JSON document on standard output
    python run.py --case kinten|spopt CASE  one case, in this process

A made-up country of 47 clusters; the matrix of kilometres is not part of the time. CPU seconds, each
case in a process of its own. How long covering takes hangs on where the points happen to lie: it is
measured on four more draws of the country too; the median and the slowest of the five are shown.
"""

import argparse
import json
import subprocess
import sys
from importlib.metadata import version
from statistics import median
from typing import Any

from cases import Numbers, solve, solve_with_spopt
from figuring import figure
from machine import describe_machine
from national import SEED

_FULL = {
    "pmedian-1741-400-100": 10.0,
    "pmedian-1741-1500-100": 30.0,
    "pmedian-20000-400-100": 120.0,
    "mclp-20000-400-100": 5.0,
    "lscp-20000-1500-0": 10.0,
}
"""The cases with their bounds in CPU seconds."""
_SHORT = {"pmedian-1741-400-100": 30.0, "mclp-5000-400-100": 5.0, "lscp-5000-400-0": 5.0}
_PEER = {"pmedian-1741-400-100": 20.0, "mclp-20000-400-100": None, "lscp-20000-1500-0": None}
"""The cases that the peer is given too, with the least ratio."""
_SHORT_PEER = {"lscp-5000-400-0": None}
_DRAWS = {"mclp": (SEED, 1, 2, 3, 4), "lscp": (SEED, 1, 2, 3, 4)}
"""The seeds of a model; the peer is given the first."""
_MOST_MB = {"pmedian-1741-400-100": 300.0}


def main() -> int:
    """Run one case, or all of them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--no-peer", action="store_true")
    parser.add_argument("--case", nargs=2, metavar=("WHO", "CASE"))
    given = parser.parse_args()
    if given.case:
        who, case = given.case
        print(json.dumps((solve if who == "kinten" else solve_with_spopt)(case)))
        return 0
    cases, peers = (_SHORT, _SHORT_PEER) if given.short else (_FULL, _PEER)
    figures: list[dict[str, Any]] = []
    for case, bound in cases.items():
        asks_peer = case in peers and not given.no_peer
        seeds = _DRAWS.get(case.split("-", 1)[0], (SEED,))
        theirs = _run("spopt", f"{case}-{SEED}") if asks_peer else None
        ours = [_run("kinten", f"{case}-{seed}") for seed in seeds]
        figures += _figures(case, bound, ours, theirs, peers.get(case))
    document = {"bench": "siting", "machine": describe_machine(), "figures": figures}
    print(json.dumps(document))
    return 0


def _figures(
    case: str, bound: float, draws: list[Numbers], theirs: Numbers | None, least: float | None
) -> list[dict[str, Any]]:
    """Give the figures of a case. A peer that fails or is stopped has no value: it took longer still."""
    name = f"siting_{case.removesuffix('-0').replace('-', '_')}"
    peer = None if theirs is None else f"spopt {version('spopt')}"
    has_answer = theirs is not None and theirs["is_proved"]
    has_time = theirs is not None and theirs["seconds"] >= 0
    ours, spent_each = draws[0], [each["seconds"] for each in draws]
    unproved = sum(1.0 - each["is_proved"] for each in draws)
    memory = max(each["memory"] for each in draws)
    found = [
        figure(name, ours["seconds"], "s", most=bound),
        figure(f"{name}_unproved", unproved, "answers", most=0),
        figure(f"{name}_memory", memory, "MB", most=_MOST_MB.get(case)),
    ]
    if len(draws) > 1:
        found.append(figure(f"{name}_median", median(spent_each), "s"))
        found.append(figure(f"{name}_slowest", max(spent_each), "s"))
    if theirs is None:
        return found
    spent = theirs["seconds"] if has_time else None
    ratio = least if has_answer else None
    versus = f"{name}_against_spopt"
    found.append(
        figure(versus, ours["seconds"], "s", peer=peer, peer_value=spent, least_ratio=ratio)
    )
    found.append(figure(f"{name}_spopt_unproved", 1.0 - theirs["is_proved"], "answers", peer=peer))
    if has_answer:
        away = abs(theirs["objective"] - ours["objective"]) / max(1.0, abs(ours["objective"]))
        found.append(figure(f"{name}_differing", away, "share", most=1e-6, peer=peer))
    return found


def _run(who: str, case: str) -> Numbers:
    print(f"bench siting: {who} {case}", file=sys.stderr, flush=True)
    done = subprocess.run(
        [sys.executable, __file__, "--case", who, case],
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode and who == "spopt":
        # Killed for its memory: no answer, and no time that could be compared.
        return {"seconds": -1.0, "is_proved": 0.0, "objective": -1.0, "memory": -1.0}
    done.check_returncode()
    numbers: Numbers = json.loads(done.stdout)
    return numbers


if __name__ == "__main__":
    sys.exit(main())
