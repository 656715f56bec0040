"""One case in a process of its own, so that neither memory nor caches of one reach another."""

import json
import subprocess
import sys

Numbers = dict[str, float]


def run_case(script: str, bench: str, name: str, size: int) -> Numbers:
    """Start the script again for one case, and give the numbers that it prints."""
    print(f"bench {bench}: {name} {size or ''}", file=sys.stderr, flush=True)
    done = subprocess.run(
        [sys.executable, script, "--case", name, str(size)],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    numbers: Numbers = json.loads(done.stdout)
    return numbers
