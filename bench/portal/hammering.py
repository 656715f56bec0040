"""wrk on loopback: how many pages come in a second when as many as can be are asked for."""

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

_SCRIPT = Path(__file__).with_name("hammer.lua")
_CONNECTIONS = 8


def has_wrk() -> bool:
    """Whether wrk is installed."""
    return shutil.which("wrk") is not None


def hammer(port: int, addresses: Sequence[str], seconds: int) -> dict[str, float]:
    """Ask for the addresses in turn with wrk; gives requests, seconds and failed (no page)."""
    with TemporaryDirectory(prefix="kinten-wrk-") as folder:
        listed = Path(folder) / "addresses"
        listed.write_text("\n".join(addresses) + "\n", encoding="ascii")
        how = ["-t", "1", "-c", str(_CONNECTIONS), "-d", f"{seconds}s", "-s", str(_SCRIPT)]
        done = subprocess.run(
            ["wrk", *how, f"http://127.0.0.1:{port}", "--", str(listed)],
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found
