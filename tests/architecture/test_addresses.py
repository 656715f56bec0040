"""A lock or configuration file that names a server or a machine works in one place only."""

from __future__ import annotations

import re
from pathlib import Path

ADDRESS = re.compile(r"https?:|file:|git\+|ssh:|--(extra-)?index-url|--find-links", re.IGNORECASE)
# Home and work folders of one machine.
MACHINE = re.compile(r"(?<![\w.~}])/(root|work|Users)/\w")
CONFIGURATION = {".toml", ".yml", ".ini", ".cfg", ".lock"}
TEXT = {".py", ".md", ".txt", ".yaml", ".yml", ".toml", ".html", ".css", ".js", ".json", ""}


def is_configuration(path: Path, root: Path) -> bool:
    place = path.relative_to(root).parts
    at_root = len(place) == 1 and path.suffix in CONFIGURATION
    return at_root or place[0] in {"requirements", ".ci"} or path.name == "package-lock.json"


def test_locks_and_configuration_hold_no_address(files: list[Path], root: Path) -> None:
    checked = [path for path in files if is_configuration(path, root)]
    found = [
        f"{path.relative_to(root)}:{number}: {line}"
        for path in checked
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if ADDRESS.search(line)
    ]
    assert {"base.txt", "dev.txt", "pyproject.toml", "mkdocs.yml"} <= {p.name for p in checked}
    assert not found, "\n".join(found)


def test_no_file_names_a_folder_of_one_machine(files: list[Path], root: Path) -> None:
    found = [
        f"{path.relative_to(root)}:{number}: {line[:120]}"
        for path in files
        if path.suffix in TEXT
        for number, line in enumerate(
            path.read_text(encoding="utf-8", errors="replace").splitlines(), 1
        )
        if MACHINE.search(line)
    ]
    assert not found, "\n".join(found)


def test_every_locked_requirement_has_its_hash(root: Path) -> None:
    for name in ("base.txt", "dev.txt"):
        text = (root / "requirements" / name).read_text(encoding="utf-8")
        entries = re.findall(r"^\w[^\n]*==(?:[^\n]*\\\n)+[^\n]*", text, re.MULTILINE)
        assert len(entries) == len(re.findall(r"^\w", text, re.MULTILINE)), name
        assert all("--hash=sha256:" in entry for entry in entries), name


def test_users_and_developers_get_the_same_releases(root: Path) -> None:
    def pins(name: str) -> set[str]:
        text = (root / "requirements" / name).read_text(encoding="utf-8")
        return set(re.findall(r"^(\w[^\\\n]*?) *\\", text, re.MULTILINE))

    assert pins("base.txt") <= pins("dev.txt"), "run tools/lock"


def test_locks_that_record_addresses_are_ignored(root: Path) -> None:
    ignored = (root / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {"uv.lock", "pylock.toml", ".venv*"} <= set(ignored)
