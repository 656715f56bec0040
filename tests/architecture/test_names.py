"""Modules are nouns or the -ing form of one act; every kind of test says when to write one."""

from __future__ import annotations

from pathlib import Path

EMPTY_NAMES = {
    "util",
    "utils",
    "helper",
    "helpers",
    "common",
    "misc",
    "manager",
    "managers",
    "stuff",
}


def test_no_module_is_named_after_nothing(files: list[Path], root: Path) -> None:
    found = [
        str(path.relative_to(root))
        for path in files
        if EMPTY_NAMES & {part.removesuffix(".py") for part in path.relative_to(root).parts}
    ]
    assert not found, "name the noun or the act instead"


def test_every_folder_of_tests_says_when_to_write_one(root: Path) -> None:
    folders = [path for path in (root / "tests").iterdir() if path.is_dir()]
    folders = [path for path in folders if not path.name.startswith(("_", "."))]
    assert folders
    silent = [path.name for path in folders if not (path / "README.md").is_file()]
    assert not silent, "write tests/<folder>/README.md: one line on when to write such a test"
    overview = (root / "tests" / "README.md").read_text(encoding="utf-8")
    unnamed = [path.name for path in folders if f"`{path.name}/`" not in overview]
    assert not unnamed, "name the folder in tests/README.md"


def test_every_change_has_its_fragment_folder(root: Path) -> None:
    fragments = [path for path in (root / "changelog.d").glob("*.md") if path.name != "README.md"]
    assert fragments
