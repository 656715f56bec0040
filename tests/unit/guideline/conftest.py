"""A small edition on disk, to be broken in one place."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinten.guideline.loading import load_edition
from kinten.vocabulary.wording import FaultError

EDITION = """\
id: t
title: {ja: 試験用の版, en: an edition for tests}
sources: {slide: {title: スライド}}
"""
SECTION = """\
defaults: {citation: {source: slide, place: p.1}}
clauses:
- id: icu
  ja: 集中治療室
  en: intensive care unit
  is: {fact: icu, value: true}
"""


class Folder:
    """A folder of an edition: written file by file, loaded as a whole."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.write("edition.yaml", EDITION)
        self.write("a.yaml", SECTION)

    def write(self, name: str, text: str | bytes) -> Folder:
        data = text.encode() if isinstance(text, str) else text
        (self.path / name).write_bytes(data)
        return self

    def change(self, name: str, old: str, new: str) -> Folder:
        text = (self.path / name).read_text(encoding="utf-8")
        assert old in text
        return self.write(name, text.replace(old, new, 1))

    def load(self):
        return load_edition(str(self.path))

    def fault(self) -> FaultError:
        with pytest.raises(FaultError) as raised:
            self.load()
        return raised.value


@pytest.fixture
def folder(tmp_path) -> Folder:
    """A sound edition of one clause, ready to be changed."""
    path = tmp_path / "ed"
    path.mkdir()
    return Folder(path)


@pytest.fixture
def clauses(folder):
    """Load an edition from the YAML of its clauses."""

    def load(text: str, head: str = EDITION, **heads: str):
        folder.write(
            "edition.yaml", head + "".join(f"{key}: {value}\n" for key, value in heads.items())
        )
        folder.write("a.yaml", SECTION[: SECTION.index("- id")] + text)
        return folder.load()

    return load
