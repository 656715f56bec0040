"""Editions from their folders of YAML files: packaged ones by id, others by path."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from kinten.guideline.clauses import Clause, Subtree, Tree
from kinten.guideline.edition import Edition, Parameter, Programme
from kinten.guideline.marked import Marked, read_marked
from kinten.guideline.parsing import parse_clause, parse_defaults, parse_words
from kinten.vocabulary.people import Effort
from kinten.vocabulary.suggesting import did_you_mean
from kinten.vocabulary.wording import FaultError, Words, told_system

_EDITION_KEYS = (
    *"notice issued in_force predecessor complete draft clauses_held checked_on".split(),
    *"parameters sources sections programme comment".split(),
)
_PARAMETERS = (Effort.DEDICATED.value, Effort.ASSIGNED.value)  # least shares of working hours
_SECTION_KEYS = ("subtree", "title", "complete", "defaults", "clauses", "comment")


def list_editions() -> tuple[str, ...]:
    """Name the packaged editions, those that are titles only included."""
    return tuple(sorted(folder.name for folder in _packaged().iterdir() if folder.is_dir()))


def load_edition(name: str, argument: str = "--edition") -> Edition:
    """Load a packaged edition by id, or an edition of one's own by the path of its folder.

    Raises FaultError with file and line for a wrong file, and with the list of editions for an
    unknown name; ``argument`` is what the name was given as. A folder that carries the id of a
    packaged edition and holds something else is refused: it would pass for the official text.
    """
    if _is_packaged(name):
        return _read_packaged(name)
    folder = find_edition(name, argument)
    edition = replace(read_edition(folder), folder=folder.name)
    _refuse_borrowed_id(edition, folder)
    return edition


@cache
def _read_packaged(name: str) -> Edition:
    """Read a packaged edition once: it is frozen, and the package does not change while it runs."""
    return read_edition(packaged_folder(name))


def find_edition(name: str, argument: str = "--edition") -> Traversable:
    """Find the folder of an edition without reading it; FaultError lists the editions held."""
    if _is_packaged(name):
        return packaged_folder(name)
    if Path(name).is_dir():
        return Path(name).resolve()  # so that "." has a name
    held = list_editions()
    meant = did_you_mean(name, held)
    raise FaultError(
        Words(f"版「{name}」はありません。", f"there is no edition '{name}'."),
        argument,
        Words(
            f"{meant.ja}収載している版: {' '.join(held)}",
            f"{meant.en}Editions held: {' '.join(held)}",
        ),
    )


def read_edition(folder: Traversable) -> Edition:
    """Read one folder: ``edition.yaml`` and its section files, in the order of their names."""
    head = read_file(folder.joinpath("edition.yaml"), folder.name)
    keys = head.keys(("id", "title"), _EDITION_KEYS)
    edition_id = keys["id"].identifier(steps=False)
    sources = keys["sources"].mapping() if "sources" in keys else {}
    sections = [
        read_file(folder.joinpath(f"{name}.yaml"), folder.name) for name in _order(folder, keys)
    ]
    tree = _grow(edition_id, sections, sources)
    in_force = keys["in_force"].keys((), ("from", "to")) if "in_force" in keys else {}
    return Edition(
        id=edition_id,
        title=parse_words(keys["title"]),
        hash=_hash([head, *sections]),
        tree=tree,
        notice=_text(keys, "notice"),
        issued=_day(keys, "issued"),
        in_force=(_day(in_force, "from"), _day(in_force, "to")),
        predecessor=_text(keys, "predecessor"),
        programme=keys["programme"].word(Programme)
        if "programme" in keys
        else Programme.DESIGNATION,
        is_complete=_truth(keys, "complete", otherwise=False),
        is_draft=_truth(keys, "draft", otherwise=False),
        clauses_are_held=_truth(keys, "clauses_held", otherwise=True),
        checked_on=_day(keys, "checked_on"),
        parameters=_parameters(keys),
    )


def _is_packaged(name: str) -> bool:
    """Whether a name is the id of a packaged edition; any other name is only ever a path."""
    return name in list_editions()


def _refuse_borrowed_id(edition: Edition, folder: Traversable) -> None:
    """Raise where an edition of one's own carries a packaged edition's id but not its content."""
    if not _is_packaged(edition.id):
        return
    if read_edition(packaged_folder(edition.id)).hash != edition.hash:
        head = read_file(folder.joinpath("edition.yaml"), folder.name).mapping()
        raise head["id"].wrong(
            f"id「{edition.id}」は収載している版のidですが、内容が違います。",
            f"the id '{edition.id}' is that of a packaged edition, but the content differs.",
            f"自分の版には別のidを付けてください（例 {edition.id}-draft）。",
            f"Give your own edition an id of its own ({edition.id}-draft, for example).",
        )


def packaged_folder(edition: str) -> Traversable:
    """Give the folder of a packaged edition, whether or not it is there."""
    return _packaged().joinpath(edition)


def _packaged() -> Traversable:
    return files("kinten.guideline").joinpath("editions")


def _order(folder: Traversable, keys: Mapping[str, Marked]) -> list[str]:
    """Give the section files in the order of the text: as ``sections`` says, else by name."""
    there = sorted(
        file.name.removesuffix(".yaml")
        for file in folder.iterdir()
        if file.name.endswith(".yaml") and file.name not in ("edition.yaml", "mapping.yaml")
    )
    if "sections" not in keys:
        return there
    named = [node.one_of(there) for node in keys["sections"].items()]
    left_out = sorted(set(there) - set(named))
    if left_out:
        raise keys["sections"].wrong(
            f"sections にないファイルがあります: {' '.join(left_out)}。",
            f"sections leaves out: {' '.join(left_out)}.",
            "条文の順に書き足すか、ファイルを除いてください。",
            "Add them in the order of the text, or remove the files.",
        )
    return named


def read_file(file: Traversable, folder: str) -> Marked:
    """Read one YAML file; FaultError with its name where it cannot be read."""
    shown = f"{folder}/{file.name}"
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise FaultError(
            Words("ファイルがありません。", "the file is missing."),
            shown,
            Words(
                f"フォルダーの名を確かめるか、{file.name} を書いてください（docs/how-to/write-an-edition）。",
                f"Check the folder's name, or write {file.name} (docs/how-to/write-an-edition).",
            ),
        ) from error
    except OSError as error:
        why = told_system(error)
        raise FaultError(
            Words(f"ファイルを開けません（{why.ja}）。", f"the file cannot be opened ({why.en})."),
            shown,
            Words("読取権限を確かめてください。", "Check that it may be read."),
        ) from error
    except UnicodeDecodeError as error:
        raise FaultError(
            Words("UTF-8の文字として読めません。", "the file is not text in UTF-8."),
            shown,
            Words("UTF-8のYAMLとして置いてください。", "Put it there as YAML in UTF-8."),
        ) from error
    return read_marked(text, shown)


def _grow(edition: str, sections: Iterable[Marked], sources: Mapping[str, Marked]) -> Tree:
    roots: list[Clause] = []
    subtrees: dict[str, Subtree] = {}
    for section in sections:
        keys = section.keys(("clauses",), _SECTION_KEYS)
        above = parse_defaults(keys.get("defaults"), edition, sources)
        roots.extend(parse_clause(node, above) for node in keys["clauses"].items())
        if "subtree" in keys:
            stated = section.keys(("subtree", "title", "complete", "clauses"), _SECTION_KEYS)
            path = f"{edition}/{stated['subtree'].identifier()}"
            title = parse_words(stated["title"])
            subtrees[path] = Subtree(path, title, stated["complete"].truth(), section.place)
    tree = Tree(tuple(roots), subtrees)
    _refuse_twins(tree)
    return tree


def _refuse_twins(tree: Tree) -> None:
    seen: dict[str, Clause] = {}
    for clause in tree.walk():
        if clause.id in seen:
            raise FaultError(
                Words(
                    f"条項ID「{clause.id}」が二度あります。", f"the id '{clause.id}' stands twice."
                ),
                str(clause.place),
                Words(
                    f"もう一つは {seen[clause.id].place} です。",
                    f"The other one is at {seen[clause.id].place}.",
                ),
            )
        seen[clause.id] = clause


def _parameters(keys: Mapping[str, Marked]) -> dict[str, Parameter]:
    if "parameters" not in keys:
        return {}
    found = {}
    for name, node in keys["parameters"].mapping().items():
        if name not in _PARAMETERS:
            raise node.wrong(
                f"「{name}」という目安はありません。",
                f"there is no parameter '{name}'.",
                f"書けるもの: {' '.join(_PARAMETERS)}",
                f"Those there are: {' '.join(_PARAMETERS)}",
            )
        dated = [each.keys(("from", "value")) for each in node.items()]
        values = sorted((each["from"].day(), each["value"].effort()) for each in dated)
        found[name] = Parameter(name, tuple(values))
    return found


def _hash(nodes: Iterable[Marked]) -> str:
    plain = json.dumps([node.plain() for node in nodes], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()


def _text(keys: Mapping[str, Marked], key: str) -> str | None:
    return keys[key].text() if key in keys else None


def _day(keys: Mapping[str, Marked], key: str) -> date | None:
    return keys[key].day() if key in keys and keys[key].content is not None else None


def _truth(keys: Mapping[str, Marked], key: str, *, otherwise: bool) -> bool:
    return keys[key].truth() if key in keys else otherwise
