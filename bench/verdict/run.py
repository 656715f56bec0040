"""Run the bench of the verdicts; `kinten bench verdict` starts this in the right environment.

    python run.py [--short] [--no-peer]     one JSON document on standard output
    python run.py --case NAME SIZE          one case, in this process

Each case has a process of its own, so that neither memory nor caches of one reach another. Where a
ratio to the peer has a floor, both sides run several times in turn and each gives its median: the
speed of a shared machine changes from one minute to the next, and must not fall on one side.
"""

import argparse
import json
import sys
from importlib.metadata import version
from statistics import median

from apart import run_case
from cases import CASES, HOSPITALS, Numbers
from figures import FULL, SHORT, Form, list_figures
from machine import describe_machine

PEER = "openfisca-core"
_IMPORTS = 5
_TURNS = 5


def main() -> int:
    """Run one case, or all of them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--no-peer", action="store_true")
    parser.add_argument("--case", nargs=2, metavar=("NAME", "SIZE"))
    given = parser.parse_args()
    if given.case:
        name, size = given.case
        print(json.dumps(CASES[name](int(size))))
        return 0
    form = SHORT if given.short else FULL
    peer = None if given.no_peer else f"{PEER} {version(PEER)}"
    figures = list_figures(_run_all(form, with_peer=peer is not None), form, peer)
    print(json.dumps({"bench": "verdict", "machine": describe_machine(), "figures": figures}))
    return 0


def _run_all(form: Form, *, with_peer: bool) -> dict[str, Numbers | None]:
    judged, simulated = ("judge", HOSPITALS), ("simulate", HOSPITALS)
    done: dict[str, Numbers | None] = {
        "import-kinten": _import("import-kinten"),
        "explain": _run("explain", HOSPITALS),
        "judge-many": _run("judge", form.population),
        "gaps": _run("gaps", int(with_peer)),
    }
    if not with_peer:
        return done | _in_turn(judged, ("scenarios", form.scenarios))
    return done | {
        "import-openfisca": _import("import-openfisca"),
        **_in_turn(judged, simulated),
        **_in_turn(("scenarios", form.scenarios), ("reforms", form.reforms)),
        "simulate-many": _run("simulate", form.population),
        "compare": _run("compare", form.compared),
    }


def _import(name: str) -> Numbers:
    """Start several processes; the first does not count."""
    runs = [_run(name, 0) for _ in range(_IMPORTS + 1)]
    return {"seconds": median(each["seconds"] for each in runs[1:])}


def _in_turn(*cases: tuple[str, int]) -> dict[str, Numbers]:
    """Run the cases one after the other, several times over; give the median of each number."""
    turns = [[_run(name, size) for name, size in cases] for _ in range(_TURNS)]
    return {
        name: {number: median(turn[at][number] for turn in turns) for number in turns[0][at]}
        for at, (name, _) in enumerate(cases)
    }


def _run(name: str, size: int) -> Numbers:
    return run_case(__file__, "verdict", name, size)


if __name__ == "__main__":
    sys.exit(main())
