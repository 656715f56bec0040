"""The machine of a run, without its name."""

import os
import platform
from importlib.metadata import version
from pathlib import Path


def describe_machine() -> str:
    """Describe processor, cores, system, Python and NumPy."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    system = f"{platform.system()} {platform.release().partition('-')[0]}"
    cores = f"{os.cpu_count()} cores"
    return ", ".join((_processor(), cores, system, python, f"numpy {version('numpy')}"))


def _processor() -> str:
    stated = Path("/proc/cpuinfo")
    if stated.exists():
        for line in stated.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
