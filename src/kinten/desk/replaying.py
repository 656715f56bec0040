"""A result replayed: its inputs found by their hash, everything computed again, and compared."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from kinten import __version__
from kinten.data.loading import list_sources, packaged_path
from kinten.desk.call import Call
from kinten.desk.judging import judge_reports
from kinten.desk.reading import read_inputs
from kinten.desk.result import as_document
from kinten.guideline.loading import load_edition
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.wording import FaultError, Words

_MOST_BYTES = 200_000_000


@dataclass(frozen=True, slots=True)
class Replay:
    """What a replay found: the paths in the document that differ, and what changed around it."""

    differences: tuple[tuple[str, Any, Any], ...]
    engine_then: str
    engine_now: str
    edition_then: str
    edition_now: str

    @property
    def is_equal(self) -> bool:
        """Whether every value came out the same."""
        return not self.differences


def replay(result: Path, folder: Path | None, edition: str | None = None) -> Replay:
    """Replay a result of `judge`; FaultError where it is none, or an input cannot be found.

    ``edition`` is the folder of an edition that is not packaged.
    """
    then = _read(result)
    call = _call(then, result)
    if edition is not None:
        call = replace(call, edition=edition)
    folders = [each for each in (folder, result.parent, Path()) if each is not None]
    paths = list(_find_inputs(then["inputs"], folders))
    facts = paths.pop() if call.facts_file is not None else None
    inputs = read_inputs(paths, facts)
    now = json.loads(json.dumps(as_document(judge_reports(inputs.reports, call), inputs.sources)))
    ignored = {"kinten"}
    differences = [each for each in _compare(then, now, "") if each[0] not in ignored]
    edition_now = load_edition(call.edition).hash
    return Replay(
        tuple(differences), str(then["kinten"]), __version__, then["edition"]["hash"], edition_now
    )


def replay_document(replayed: Replay) -> dict[str, Any]:
    """Give the replay as plain values (`kinten schema replay`)."""
    return {
        "kinten": __version__,
        "equal": replayed.is_equal,
        "engine": {"then": replayed.engine_then, "now": replayed.engine_now},
        "edition_hash": {"then": replayed.edition_then, "now": replayed.edition_now},
        "differences": [
            {"path": path, "then": then, "now": now} for path, then, now in replayed.differences
        ],
    }


def _read(path: Path) -> dict[str, Any]:
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise _not_a_result(path) from error
    wanted = ("kinten", "edition", "inputs", "call", "hospitals")
    if not isinstance(document, dict) or not all(key in document for key in wanted):
        raise _not_a_result(path)
    return document


def _not_a_result(path: Path) -> FaultError:
    return FaultError(
        Words("判定結果のJSONではありません。", "this is not the JSON of a judgement."),
        str(path),
        Words(
            "「kinten judge … -o 結果.json」で書いたファイルを指定してください。",
            "Name a file written by 'kinten judge ... -o result.json'.",
        ),
    )


def _call(document: Mapping[str, Any], path: Path) -> Call:
    try:
        told = document["call"]
        return Call(
            edition=document["edition"]["id"],
            scope=told["scope"],
            kind=None if told["kind"] is None else Kind(told["kind"]),
            years=told["years"],
            readings=told["reading"],
            changes=told["set"],
            overlay=told["overlay"],
            next_edition=told["next"],
            as_of=None if told["as_of"] is None else date.fromisoformat(told["as_of"]),
            hospital=told["hospital"],
            facts_file=told["facts"],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise _not_a_result(path) from error


def _find_inputs(inputs: Iterable[Mapping[str, str]], folders: list[Path]) -> Iterator[Path]:
    """Find each input by its sha256: in the folders given, then among the packaged data."""
    held = dict(_hashes(folders))
    for each in inputs:
        if each["sha256"] not in held:
            raise FaultError(
                Words(
                    f"入力「{each['name']}」（sha256 {each['sha256'][:16]}…）が見つかりません。",
                    f"the input '{each['name']}' (sha256 {each['sha256'][:16]}...) was not found.",
                ),
                "--inputs",
                Words(
                    "元の入力ファイルのあるフォルダーを --inputs で指定してください。",
                    "Name the folder of the original inputs with --inputs.",
                ),
            )
        yield held[each["sha256"]]


def _hashes(folders: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    for source in list_sources():
        path = packaged_path(source.name)
        yield hashlib.sha256(path.read_bytes()).hexdigest(), path
    for folder in folders:
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            is_input = path.suffix.lower() in (".xlsx", ".xlsm", ".csv") and path.is_file()
            if is_input and path.stat().st_size <= _MOST_BYTES:
                yield hashlib.sha256(path.read_bytes()).hexdigest(), path


def _compare(then: Any, now: Any, path: str) -> Iterator[tuple[str, Any, Any]]:  # noqa: ANN401
    """Walk two documents and give every place where they differ."""
    if isinstance(then, dict) and isinstance(now, dict):
        for key in dict.fromkeys((*then, *now)):
            yield from _compare(then.get(key), now.get(key), f"{path}/{key}".lstrip("/"))
    elif isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        for place, (old, new) in enumerate(zip(then, now, strict=True)):
            yield from _compare(old, new, f"{path}/{place}")
    elif then != now:
        yield path, then, now
