"""Run the bench of the network; `kinten bench network` starts this. No peer does what it measures.

    python run.py [--short]                 one JSON document on standard output
    python run.py --case NAME SIZE          one case, in this process

The packaged network, made-up reports of all its hospitals, under R4.8/volume. CPU seconds after
import and one warm-up, medians of several runs; each case has a process of its own.
"""

import argparse
import json
import sys
from typing import Any

from apart import Numbers, run_case
from cases import CASES
from machine import describe_machine

_SCENARIOS = 1000
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
    figures = _figures(
        {name: run_case(__file__, "network", name, _SCENARIOS) for name in CASES},
        _LENIENT if given.short else 1,
    )
    print(json.dumps({"bench": "network", "machine": describe_machine(), "figures": figures}))
    return 0


def _figures(done: dict[str, Numbers], slack: int) -> list[dict[str, Any]]:
    one, many, drawn = done["whatif"], done["sweep"], done["map"]
    return [
        _figure("whatif_national", one["seconds"] * 1000, "ms", 500 * slack),
        _figure("whatif_national_memory", one["memory"], "MB"),
        _figure("whatif_hospitals", one["hospitals"], "hospitals"),
        _figure("scenarios_1000_people", many["seconds"] * 1000, "ms", 500 * slack),
        _figure("scenarios_1000_people_memory", many["memory"], "MB"),
        _figure("national_map", drawn["seconds"] * 1000, "ms", 1000 * slack),
        _figure("national_map_size", drawn["kb"], "KB", 400),
    ]


def _figure(name: str, value: float, unit: str, bound: float | None = None) -> dict[str, Any]:
    return {
        "name": name,
        "value": float(f"{value:.4g}"),
        "unit": unit,
        "peer": None,
        "peer_value": None,
        "ratio": None,
        "floor": None if bound is None else f"value <= {bound:g}",
        "holds": None if bound is None else value <= bound,
    }


if __name__ == "__main__":
    sys.exit(main())
