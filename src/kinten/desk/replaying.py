"""A result replayed: its inputs found by their hash, everything computed again, and compared."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kinten import __version__
from kinten.desk.call import Call
from kinten.desk.comparing import compare_years, comparison_document
from kinten.desk.judging import judge_reports
from kinten.desk.placing import place_reports
from kinten.desk.replay_inputs import Found, find_inputs, read_found
from kinten.desk.replay_network import find_atlas, split_tables
from kinten.desk.replay_whatif import Asking, asked_in, replay_whatif
from kinten.desk.result import as_document
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.wording import FaultError, Words, told_system

Document = dict[str, Any]
_RESULTS = {
    "judgement": ("kinten", "edition", "inputs", "call", "hospitals"),
    "comparison": ("kinten", "inputs", "from", "to", "findings"),
    "scenario": ("kinten", "editions", "inputs", "call", "hospitals", "areas", "as_of"),
}

_Again = Callable[[], tuple[Document, list[Found]]]


@dataclass(frozen=True, slots=True)
class Replay:
    """What a replay found: the paths in the document that differ, and what changed around it.

    ``result`` says what was replayed: a judgement, a comparison or a scenario. ``editions`` holds
    each edition with the hash of its data then and now, ``renamed`` each input whose file has another
    name now, as (then, now): its content is the same, so that nothing else differs by it.
    """

    result: str
    differences: tuple[tuple[str, Any, Any], ...]
    engine_then: str
    engine_now: str
    editions: tuple[tuple[str, str, str], ...]
    renamed: tuple[tuple[str, str], ...]

    @property
    def is_equal(self) -> bool:
        """Whether every value came out the same."""
        return not self.differences


def replay(result: Path, folder: Path | None, edition: str | None = None) -> Replay:
    """Replay a result of `judge`, `explain`, `compare` or `whatif`.

    FaultError where the file is no such result, or an input cannot be found. ``edition`` is the
    folder of an edition that is not packaged.
    """
    then = _read(result)
    kind = _kind(then)
    again = {"judgement": _judge, "comparison": _compare_years, "scenario": _what_if}[kind]
    try:
        compute, editions_then = again(then, folder, result.parent, edition), _editions(then)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _not_a_result(result) from error
    computed, found = compute()
    now = json.loads(json.dumps(computed))
    hashes_now = dict(_editions(now))
    return Replay(
        kind,
        tuple(each for each in _differences(then, now, "") if each[0] != "kinten"),
        str(then["kinten"]),
        __version__,
        tuple((name, old, hashes_now.get(name, "")) for name, old in editions_then),
        tuple((each.name, each.path.name) for each in found if each.name != each.path.name),
    )


def _judge(then: Document, folder: Path | None, beside: Path, edition: str | None) -> _Again:
    call = _call(then, edition)
    held, tables = split_tables(_hashes(then), call.network)

    def compute() -> tuple[Document, list[Found]]:
        found = find_inputs(held, folder, (beside, Path()))
        reports, sources = read_found(found, has_facts=call.facts_file is not None)
        if call.network is not None:
            atlas = find_atlas(tables, call.network, folder, beside)
            reports = place_reports(reports, atlas, call.as_of).reports
            sources = (*sources, *atlas.sources)
        return as_document(judge_reports(reports, call), sources), found

    return compute


def _compare_years(
    then: Document, folder: Path | None, beside: Path, edition: str | None
) -> _Again:
    call, hashes = _call(then, edition), _hashes(then)
    first, last = (int(then[side]["year"]) for side in ("from", "to"))

    def compute() -> tuple[Document, list[Found]]:
        found = find_inputs(hashes, folder, (beside, Path()))
        reports, sources = read_found(found, has_facts=call.facts_file is not None)
        return comparison_document(compare_years(reports, first, last, call), sources), found

    return compute


def _what_if(then: Document, folder: Path | None, beside: Path, edition: str | None) -> _Again:
    asked, day = asked_in(then, edition)
    count, network = int(then["call"]["reports"]), _text(then["call"]["network"])
    hashes = _hashes(then)
    return lambda: replay_whatif(
        asked, day, Asking(hashes[:count], hashes[count:], network), folder, beside
    )


def _kind(document: Document) -> str:
    """Tell what a document is the result of."""
    return next(kind for kind, keys in _RESULTS.items() if all(key in document for key in keys))


def _hashes(document: Document) -> list[tuple[str, str]]:
    return [(str(each["name"]), str(each["sha256"])) for each in document["inputs"]]


def replay_document(replayed: Replay) -> Document:
    """Give the replay as plain values (`kinten schema replay`)."""
    editions = [
        {"id": name, "then": then, "now": now or None} for name, then, now in replayed.editions
    ]
    judged = editions[-1] if replayed.result == "comparison" else editions[0]
    return {
        "kinten": __version__,
        "result": replayed.result,
        "equal": replayed.is_equal,
        "engine": {"then": replayed.engine_then, "now": replayed.engine_now},
        "edition_hash": {"then": judged["then"], "now": judged["now"] or ""},
        "editions": editions,
        "renamed": [{"then": then, "now": now} for then, now in replayed.renamed],
        "differences": [
            {"path": path, "then": then, "now": now} for path, then, now in replayed.differences
        ],
    }


def _read(path: Path) -> Document:
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        why = told_system(error)
        raise FaultError(
            Words(f"結果のファイルを開けません（{why.ja}）。", f"it cannot be opened ({why.en})."),
            str(path),
            Words("場所と読取権限を確かめてください。", "Check that it is there and may be read."),
        ) from error
    except (ValueError, RecursionError) as error:
        raise _not_a_result(path) from error
    if not isinstance(document, dict):
        raise _not_a_result(path)
    if all(key in document for key in _RESULTS["comparison"]) and "call" not in document:
        raise FaultError(
            Words(
                "呼び出しの中身（call）のない、前の版のプログラムの比較です。",
                "this comparison is of an earlier engine and does not hold what was asked (call).",
            ),
            str(path),
            Words(
                "「kinten compare … --json」でもう一度作ってください。",
                "Make it again with 'kinten compare ... --json'.",
            ),
        )
    if not any(all(key in document for key in keys) for keys in _RESULTS.values()):
        raise _not_a_result(path)
    return document


def _not_a_result(path: Path) -> FaultError:
    return FaultError(
        Words(
            "計算し直せる結果のJSONではありません。",
            "this is not the JSON of a result that can be replayed.",
        ),
        str(path),
        Words(
            "「kinten judge … -o 結果.json」、または judge・explain・compare・whatif の --json で"
            "残したファイルを指定してください。",
            "Name a file kept by 'kinten judge ... -o result.json', or by --json of judge, explain, "
            "compare or whatif.",
        ),
    )


def _call(document: Document, own: str | None) -> Call:
    """Give what was asked; a comparison without an edition judges each year under its own."""
    told = document["call"]
    edition = told["edition"] if "findings" in document else document["edition"]["id"]
    kind, day = _text(told["kind"]), _text(told["as_of"])
    return Call(
        edition=own or _text(edition) or "",
        scope=_text(told["scope"]),
        kind=None if kind is None else Kind(kind),
        years=_text(told.get("years")) or "all",
        readings=_texts(told["reading"]),
        changes=_texts(told["set"]),
        overlay=dict(told["overlay"]),
        next_edition=_text(told.get("next")),
        as_of=None if day is None else date.fromisoformat(day),
        hospital=_text(told["hospital"]),
        facts_file=_text(told["facts"]),
        network=_text(told.get("network")),
        is_exact=told.get("exact") is not False,
    )


def _text(value: object) -> str | None:
    """Take a text or null; TypeError for anything else, as in a file changed by hand."""
    if value is None or isinstance(value, str):
        return value
    raise TypeError


def _texts(value: Mapping[str, object]) -> dict[str, str]:
    return {name: _text(each) or "" for name, each in value.items()}


def _editions(document: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Give each edition of a result with the hash of its data, the one judged under first."""
    if "editions" in document:
        held = [document["editions"][side] for side in ("after", "before")]
    elif "findings" in document:
        held = [document[side]["edition"] for side in ("from", "to")]
    else:
        held = [document["edition"]]
        coming = next((each["next"] for each in document["hospitals"] if each["next"]), None)
        if coming is not None:
            held.append({"id": coming["edition"], "hash": coming["hash"]})
    return list(dict.fromkeys((str(each["id"]), str(each["hash"])) for each in held))


def _differences(then: Any, now: Any, path: str) -> Iterator[tuple[str, Any, Any]]:  # noqa: ANN401
    """Walk two documents and give every place where they differ."""
    if isinstance(then, dict) and isinstance(now, dict):
        for key in dict.fromkeys((*then, *now)):
            yield from _differences(then.get(key), now.get(key), f"{path}/{key}".lstrip("/"))
    elif isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        for place, (old, new) in enumerate(zip(then, now, strict=True)):
            yield from _differences(old, new, f"{path}/{place}")
    elif then != now:
        yield path, then, now
