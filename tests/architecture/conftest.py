"""What the tests of the house read: the files of the checkout, without what is built or fetched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

BUILT = {"__pycache__", "build", "dist", "site", "node_modules", "htmlcov"}


def walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        hidden = path.name.startswith(".") and path.name not in {".ci", ".gitignore"}
        if hidden or path.name in BUILT or path.is_symlink():
            continue
        if path.is_dir():
            yield from walk(path)
        else:
            yield path


@pytest.fixture(scope="session")
def files(root: Path) -> list[Path]:
    """Every file of the checkout that a person wrote or a tool locked."""
    return list(walk(root))
