"""Write the generated pages of docs/reference from the program itself.

`.venv-dev/bin/python tools/reference.py [FOLDER]` writes commands.md, facts.md, editions.md,
clauses-<edition>.md, json.md, rules.md and edits.md into docs/reference, or into FOLDER. A test writes them
into a folder of its own and compares; `glossary.md` and `clause-language.md` are written by hand.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from reference_pages.commands import commands_page
from reference_pages.documents import json_page
from reference_pages.editions import clauses_page, editions_page, facts_page, packaged_editions
from reference_pages.edits import edits_page
from reference_pages.rules import rules_page

ROOT = Path(__file__).resolve().parent.parent


def pages() -> dict[str, str]:
    """Give every generated page by its file name."""
    editions = packaged_editions()
    held = [each for each in editions if each.clauses_are_held]
    return {
        "commands.md": commands_page(),
        "facts.md": facts_page(held),
        "editions.md": editions_page(editions),
        **{f"clauses-{each.id}.md": clauses_page(each) for each in held},
        "json.md": json_page(),
        "rules.md": rules_page(),
        "edits.md": edits_page(),
    }


def main() -> int:
    """Write the pages; remove pages of editions that are gone."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "docs" / "reference")
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    written = pages()
    for gone in folder.glob("clauses-*.md"):
        if gone.name not in written:
            gone.unlink()
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
