"""The workspace of the demo, made by a process of its own; this one needs no Django."""

import json
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from kinten.vocabulary.wording import FaultError, Words


@dataclass(frozen=True, slots=True)
class Account:
    """An invented user: role, where, address of mail, password of this run."""

    role: str
    at: str
    email: str
    password: str


def has_portal() -> bool:
    """Whether the extra of the portal is installed."""
    return all(find_spec(name) is not None for name in ("django", "allauth", "granian", "rules"))


def fill_workspace(folder: Path) -> tuple[Account, ...]:
    """Make or open the made-up workspace; gives its users. FaultError where it cannot be made."""
    done = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", "kinten.portal.running.example_workspace", str(folder)],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    lines = done.stdout.splitlines()
    told = json.loads(lines[-1]) if lines else {}
    if "fault" in told:
        ja, en, place, mend_ja, mend_en = told["fault"]
        raise FaultError(Words(ja, en), place, Words(mend_ja, mend_en))
    if done.returncode or "accounts" not in told:
        raise FaultError(
            Words("作れませんでした。", "it could not be made."),
            str(folder),
            Words("上の行に理由があります。", "The lines above say why."),
        )
    return tuple(Account(**each) for each in told["accounts"])
