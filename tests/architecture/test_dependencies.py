"""Every dependency is named with its reason; none carries a licence that would bind the users."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", name, maxsplit=1)[0]).lower()


def named(root: Path) -> set[str]:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    lists = [
        project["project"]["dependencies"],
        *project["project"]["optional-dependencies"].values(),
        *project["dependency-groups"].values(),
    ]
    return {plain(entry) for entries in lists for entry in entries}


def test_every_dependency_has_its_line(root: Path) -> None:
    page = (root / "docs" / "explanation" / "dependencies.md").read_text(encoding="utf-8")
    explained = {plain(name) for name in re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE)}
    assert named(root) == explained, named(root) ^ explained


def licence(name: str) -> str:
    about = metadata.metadata(name)
    texts = [about.get("License-Expression") or "", *(about.get_all("Classifier") or [])]
    # Some put the whole text into `License`; its first line names it.
    texts.append((about.get("License") or "").strip().split("\n")[0])
    return "; ".join(text for text in texts if text)


def test_no_locked_package_is_under_gpl_or_agpl(root: Path) -> None:
    locked = re.findall(
        r"^(\w[\w.-]*)==", (root / "requirements/dev.txt").read_text(encoding="utf-8"), re.MULTILINE
    )
    installed = {plain(dist.metadata["Name"]) for dist in metadata.distributions()}
    read = {name: licence(name) for name in locked if plain(name) in installed}
    bound = re.compile(
        r"AGPL|Affero|(?<!L)(?<!Lesser )GPL|(?<!Lesser )General Public", re.IGNORECASE
    )
    assert len(read) > 50
    # Whoever takes pyphen chooses one of its three licences.
    assert "Mozilla Public License 1.1" in read.pop("pyphen")
    assert not {name: text for name, text in read.items() if bound.search(text)}
