"""Run the bench of the registry; `kinten bench registry` starts this in the right environment.

    python run.py [--short] [--no-peer]     one JSON document on standard output
    python run.py --case NAME SIZE          one case, in this process

Made-up records of Japan's hospital registries, two million in the full form, in a file of Parquet, with some
in a hundred faulty. CPU seconds of all threads, after import and one warm-up; each case in a process of
its own.
"""

import argparse
import json
import os
import sys
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from apart import Numbers, run_case
from cases import CASES, PATIENTS, TWENTY
from figuring import figure
from machine import describe_machine
from made_up import make_records

_FULL, _SHORT, _MANY = 2_000_000, 200_000, 10_000_000
_FAULTY = 40_000
"""Records with a fault, in every size: what grows with the answer is the same for all."""
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
        print(json.dumps(_cases()[name](int(size))))
        return 0
    with TemporaryDirectory(prefix="kinten-bench-") as folder:
        figures = _figures(Path(folder), is_short=given.short, with_peer=not given.no_peer)
    print(json.dumps({"bench": "registry", "machine": describe_machine(), "figures": figures}))
    return 0


def _cases() -> dict[str, Any]:
    try:
        import peers_side
    except ImportError:
        return dict(CASES)
    return {**CASES, **peers_side.CASES}


def _figures(folder: Path, *, is_short: bool, with_peer: bool) -> list[dict[str, Any]]:
    size = _SHORT if is_short else _FULL
    # Making the expressions takes as long for few records as for many.
    slack = _LENIENT * size / _FULL + 0.5 if is_short else 1.0
    _make(folder / "example.parquet", size)
    decoded, twenty, every = _run("decode"), _run("twenty"), _run("every")
    plain = _run("pandas") if with_peer else {}
    schema = _run("pandera") if with_peer and not is_short else {}
    tumours = _run("primaries", size // 2)
    survival = _run("pohar-perme", PATIENTS)
    pandas = f"pandas {version('pandas')}" if with_peer else None
    pandera = f"pandera {version('pandera')}" if with_peer else None
    figures = [
        figure("registry_records", decoded["records"], "records"),
        figure("registry_findings", twenty["findings"], "findings"),
        figure("registry_decode", decoded["seconds"], "s"),
        figure("registry_twenty_edits", twenty["seconds"], "s", most=2.0 * slack),
        figure("registry_twenty_edits_memory", twenty["memory"], "MB", most=400),
        figure(
            "registry_twenty_edits_against_decode", twenty["seconds"] / decoded["seconds"], "times",
            most=None if is_short else 2.5,
        ),
        figure(
            "registry_twenty_edits_against_pandas", twenty["seconds"], "s", peer=pandas,
            peer_value=plain.get("seconds"), least_ratio=None if is_short else 2,
        ),
        figure(
            "registry_twenty_edits_against_pandera", twenty["seconds"], "s", peer=pandera,
            peer_value=schema.get("seconds"), least_ratio=None if is_short else 10,
        ),
        figure("registry_pandas_memory", plain.get("memory"), "MB", peer=pandas),
        figure("registry_differing", _differing(twenty, plain), "counts", most=0, peer=pandas),
        figure("registry_every_edit", every["seconds"], "s"),
        figure("registry_every_edit_memory", every["memory"], "MB"),
        figure("registry_every_edit_rules", every["edits"], "edits"),
        figure("registry_primaries", tumours["seconds"], "s", most=2.0 * slack),
        figure("registry_primaries_memory", tumours["memory"], "MB"),
        figure("registry_pohar_perme", survival["seconds"], "s", most=0.3 * (_LENIENT if is_short else 1)),
    ]  # fmt: skip
    if not is_short:
        _make(folder / "example-many.parquet", _MANY)
        many = _run("twenty")
        figures += [
            figure("registry_many_records", many["registered"], "records"),
            figure("registry_many_twenty_edits", many["seconds"], "s"),
            figure("registry_many_memory", many["memory"], "MB", most=400),
        ]
    return figures


def _differing(ours: Numbers, theirs: Numbers) -> float | None:
    """Count the rules and table figures for which the peer finds another number."""
    if not theirs:
        return None
    names = [f"rule:{rule}" for rule in TWENTY] + ["rows", "registered"]
    return float(sum(ours[name] != theirs[name] for name in names))


def _run(name: str, size: int = 0) -> Numbers:
    return run_case(__file__, "registry", name, size)


def _make(path: Path, rows: int) -> None:
    """Make the records of a size; the cases read them."""
    make_records(path, rows, _FAULTY / rows)
    os.environ["KINTEN_BENCH_RECORDS"] = str(path)


if __name__ == "__main__":
    sys.exit(main())
