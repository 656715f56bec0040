"""The documentation is tested: generated pages match, examples run, links lead somewhere.

On the pages of docs/tutorials and docs/how-to, and in this order in one folder for each page:
a block with `title="FILE"` is written into FILE; a `sh` block that calls `kinten` is run and must exit
0, or N after `<!-- exit N -->`, or is left out after `<!-- not run -->`; the lines of a `text` block
that follows it must stand in its output, where `…` may stand for a part that is left out.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import reference  # tools/ is on the path of the tests (pyproject.toml)
from reference_pages.words import meaning_of

from kinten.cli.main import verb_names
from kinten.desk.describing import load_schema, schema_names
from kinten.guideline.loading import list_editions
from kinten.guideline.parsing import parse_clause
from kinten.guideline.parsing_shapes import TEST_KEYS
from kinten.vocabulary.facts import CATALOGUE
from kinten.vocabulary.truth import Reason

ROOT = Path(__file__).resolve().parent.parent.parent
DOCS = ROOT / "docs"
ROWS = Path("src/kinten/data/meeting_paper_volumes.csv")

FENCE = re.compile(r"^(`{3,})(?P<lang>\w*)(?: title=\"(?P<title>[^\"]+)\")?\s*$")
CALL = re.compile(r"^(?:\./kinten|kinten|\.venv/bin/python) ", re.MULTILINE)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")


@dataclass(frozen=True)
class Block:
    """A fenced block of a page: its language, the comment before it, and its text."""

    line: int
    lang: str
    title: str
    mark: str
    text: str


def blocks_of(page: Path) -> Iterator[Block]:
    lines = page.read_text(encoding="utf-8").splitlines()
    before, number = "", 0
    while number < len(lines):
        opened = FENCE.match(lines[number])
        if opened is None:
            before = lines[number].strip() or before
            number += 1
            continue
        end = lines.index(opened[1], number + 1)
        mark = before if before.startswith("<!--") else ""
        text = "\n".join(lines[number + 1 : end]) + "\n"
        yield Block(number + 1, opened["lang"], opened["title"] or "", mark, text)
        before, number = "", end + 1


def pages_in(*folders: str) -> list[str]:
    found = [path for folder in folders for path in sorted((DOCS / folder).rglob("*.md"))]
    return [str(path.relative_to(DOCS)) for path in found]


def plain(line: str) -> str:
    return " ".join(line.split())


def run(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a block as a reader would, with the kinten of this environment."""
    script = script.replace("./kinten ", "kinten ").replace(".venv/bin/python ", "python ")
    here = Path(sys.executable).parent
    environment = {
        "PATH": f"{here}{os.pathsep}{os.environ.get('PATH', '')}",
        "LC_ALL": "C.UTF-8",
        "PYTHONUTF8": "1",
        "HOME": str(folder),
    }
    return subprocess.run(
        ["sh", "-e", "-c", script],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def missing_lines(shown: str, output: str) -> list[str]:
    printed = [plain(line) for line in output.splitlines()]
    missing = []
    for line in shown.splitlines():
        parts = [plain(part) for part in line.split("…")]
        if any(parts) and not any(all(part in one for part in parts) for one in printed):
            missing.append(line)
    return missing


@pytest.mark.slow
@pytest.mark.parametrize("name", pages_in("tutorials", "how-to"))
def test_every_example_runs_and_prints_what_the_page_shows(name: str, tmp_path: Path) -> None:
    (tmp_path / ROWS).parent.mkdir(parents=True)
    shutil.copy(ROOT / ROWS, tmp_path / ROWS)
    output: str | None = None
    for block in blocks_of(DOCS / name):
        place = f"docs/{name}:{block.line}"
        if block.title:
            (tmp_path / block.title).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / block.title).write_text(block.text, encoding="utf-8")
        elif block.lang == "sh" and CALL.search(block.text) and "not run" not in block.mark:
            done = run(block.text, tmp_path)
            output = done.stdout
            wanted = re.search(r"exit (\d+)", block.mark)
            assert (int(wanted[1]) if wanted else 0) == done.returncode, f"{place}\n{output}"
            continue
        elif block.lang == "text" and output is not None:
            missing = missing_lines(block.text, output)
            assert not missing, f"{place}: not in the output\n" + "\n".join(missing) + "\n" + output
        output = None


def test_the_generated_pages_are_what_the_program_writes() -> None:
    wanted = reference.pages()
    there = {path.name for path in (DOCS / "reference").glob("clauses-*.md")}
    assert {name for name in wanted if name.startswith("clauses-")} == there
    old = [
        name
        for name, text in wanted.items()
        if (DOCS / "reference" / name).read_bytes() != text.encode()
    ]
    assert not old, "run .venv-dev/bin/python tools/reference.py"


def test_the_generator_writes_the_pages_into_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["reference.py", str(tmp_path)])
    assert reference.main() == 0
    wanted = reference.pages()
    assert {path.name for path in tmp_path.iterdir()} == set(wanted)
    assert all((tmp_path / name).read_text(encoding="utf-8") == wanted[name] for name in wanted)


def targets(page: Path) -> Iterator[str]:
    text = re.sub(
        r"^(`{3,}).*?^\1", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE
    )
    for link, picture in LINK.findall(text):
        target = link or picture
        if not re.match(r"[a-z]+:|#", target):
            yield target.partition("#")[0]


@pytest.mark.parametrize("name", ["README.md", *(f"docs/{each}" for each in pages_in("."))])
def test_every_link_leads_to_a_file(name: str) -> None:
    page = ROOT / name
    assert not [each for each in targets(page) if not (page.parent / each).exists()]


def words_of(*names: str) -> str:
    return "\n".join((DOCS / "reference" / name).read_text(encoding="utf-8") for name in names)


def test_every_verb_and_option_is_in_the_reference() -> None:
    text = words_of("commands.md")
    assert not [name for name in verb_names() if f"## {name}\n" not in text]
    sources = "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "src/kinten/cli").glob("*.py")
    )
    options = set(re.findall(r"\"(--[a-z][a-z-]+)\"", sources)) - {"--version"}
    assert len(options) > 15
    assert not {option for option in options if option not in text}


def test_every_fact_edition_and_reason_is_in_the_reference() -> None:
    assert not [fact for fact in CATALOGUE if f"| `{fact}` |" not in words_of("facts.md")]
    assert not [name for name in list_editions() if f"`{name}`" not in words_of("editions.md")]
    text = words_of("json.md", "glossary.md")
    assert not [reason for reason in Reason if text.count(f"| `{reason}` |") < 2]


def test_every_clause_key_is_in_the_clause_language() -> None:
    text = words_of("clause-language.md")
    keys = parse_clause.__globals__["_CLAUSE_KEYS"]
    assert not [
        key for key in ("all", "any", *keys, *TEST_KEYS) if not re.search(rf"\b{key}\b", text)
    ]


def test_every_field_of_every_document_has_its_meaning() -> None:
    from reference_pages.documents import fields_of

    silent = [
        f"{name}: {path}"
        for name in schema_names()
        for path, _ in fields_of(load_schema(name))
        if not meaning_of(path, name)
    ]
    assert not silent, "write the meaning in tools/reference_pages/words.py"


@pytest.mark.parametrize("name", pages_in("."))
def test_pages_are_written_plainly(name: str) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    assert not re.findall(r"\b(?:simply|obviously|of course|just)\b", text, re.IGNORECASE)


def test_decisions_have_numbers_of_their_own_and_three_parts() -> None:
    files = sorted((DOCS / "decisions").glob("[0-9]*.md"))
    numbers = [path.name[:4] for path in files]
    assert len(set(numbers)) == len(numbers)
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {path.name[:4]} ")
        parts = ("**Context.**", "**Decision.**", "**Consequences.**")
        assert all(part in text for part in parts), path.name
