"""Run the bench of access; `kinten bench access` starts this in the right environment.

    python run.py [--short] [--no-peer]     one JSON document on standard output
    python run.py --case NAME SIZE          one case, in this process

A made-up country of 180,000 places and 1,500 hospitals in the full form, with the pairs within 60
minutes (detour 1.3, 40 km/h). CPU seconds, each case in a process of its own.
"""

import argparse
import json
import sys
from importlib.metadata import version
from typing import Any

from apart import Numbers, run_case
from cases import CASES
from figuring import figure
from machine import describe_machine

_FULL, _SHORT, _FEW = 180_000, 18_000, 10_000
_LENIENT = 3  # times the bound in the short form: other work may run beside it


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
    document = {
        "bench": "access",
        "machine": describe_machine(),
        "figures": _figures(is_short=given.short, with_peer=not given.no_peer),
    }
    print(json.dumps(document))
    return 0


def _figures(*, is_short: bool, with_peer: bool) -> list[dict[str, Any]]:
    size = _SHORT if is_short else _FULL
    slack = _LENIENT * size / _FULL if is_short else 1.0
    catchments, nearest = _run("catchments", size), _run("nearest", size)
    equilibrium, few = _run("equilibrium", size), _run("equilibrium", _FEW)
    theirs = _run("pysal-catchments", size) if with_peer else {}
    tree = _run("balltree-nearest", size) if with_peer else {}
    # The peer spreads its pairs over a dense table, which the full size does not fit in.
    shifted = _run("pysal-equilibrium", _FEW) if with_peer and not is_short else {}
    pysal = f"access {version('access')}" if with_peer else None
    sklearn = f"scikit-learn {version('scikit-learn')}" if with_peer else None
    return [
        figure("access_pairs", catchments["pairs"], "pairs"),
        figure("access_catchments", catchments["seconds"], "s", most=0.6 * slack),
        figure(
            "access_catchments_against_pysal", catchments["seconds"], "s", peer=pysal,
            peer_value=theirs.get("seconds"), least_ratio=15 / _LENIENT if is_short else 15,
        ),
        figure(
            "access_catchments_memory", catchments["memory"], "MB", peer=pysal,
            peer_value=theirs.get("memory"),
        ),
        figure("access_differing", theirs.get("away"), "share", most=1e-9, peer=pysal),
        figure(
            "access_nearest", nearest["seconds"], "s", most=2 * slack, peer=sklearn,
            peer_value=tree.get("seconds"),
        ),
        figure("access_nearest_differing", nearest["away"], "km", most=1e-6),
        figure("access_equilibrium", equilibrium["seconds"], "s"),
        figure("access_equilibrium_memory", equilibrium["memory"], "MB"),
        figure("access_equilibrium_gap", equilibrium["gap"], "share", most=1e-3),
        figure(
            "access_equilibrium_few", few["seconds"], "s", peer=pysal,
            peer_value=shifted.get("seconds"),
        ),
        figure(
            "access_equilibrium_few_mean", few["mean"], "cost", peer=pysal,
            peer_value=shifted.get("mean"),
        ),
    ]  # fmt: skip


def _run(name: str, size: int) -> Numbers:
    return run_case(__file__, "access", name, size)


if __name__ == "__main__":
    sys.exit(main())
