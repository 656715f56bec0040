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
from kinten.desk.comparing import compare_years, comparison_document
from kinten.desk.judging import judge_reports
from kinten.desk.result import as_document
from kinten.report.intake import ENDINGS, join_intakes, read_input
from kinten.report.model import Report, Source
from kinten.report.outside_facts import add_facts, read_facts
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.wording import FaultError, Words, told_system

Document = dict[str, Any]
_MOST_BYTES = 200_000_000
_JUDGEMENT = ("kinten", "edition", "inputs", "call", "hospitals")
_COMPARISON = ("kinten", "inputs", "from", "to", "findings")


@dataclass(frozen=True, slots=True)
class Replay:
    """What a replay found: the paths in the document that differ, and what changed around it.

    ``result`` says what was replayed, a judgement or a comparison. ``editions`` holds each edition
    with the hash of its data then and now, ``renamed`` each input whose file has another name now,
    as (then, now): its content is the same, so that nothing else differs by it.
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


@dataclass(frozen=True, slots=True)
class _Found:
    """An input of the result: its name then, and the file that holds the same bytes now."""

    name: str
    path: Path


def replay(result: Path, folder: Path | None, edition: str | None = None) -> Replay:
    """Replay a result of `judge`, `explain` or `compare`.

    FaultError where the file is no such result, or an input cannot be found. ``edition`` is the
    folder of an edition that is not packaged.
    """
    then = _read(result)
    is_comparison = "findings" in then
    try:
        call = _call(then)
        hashes = [(str(each["name"]), str(each["sha256"])) for each in then["inputs"]]
        years = tuple(int(then[side]["year"]) for side in ("from", "to")) if is_comparison else ()
        editions_then = _editions(then)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _not_a_result(result) from error
    if edition is not None:
        call = replace(call, edition=edition)
    found = _find_inputs(hashes, folder, (result.parent, Path()))
    reports, sources = _read_inputs(found, has_facts=call.facts_file is not None)
    if is_comparison:
        now = comparison_document(compare_years(reports, years[0], years[1], call), sources)
    else:
        now = as_document(judge_reports(reports, call), sources)
    now = json.loads(json.dumps(now))
    hashes_now = dict(_editions(now))
    return Replay(
        "comparison" if is_comparison else "judgement",
        tuple(each for each in _compare(then, now, "") if each[0] != "kinten"),
        str(then["kinten"]),
        __version__,
        tuple((name, old, hashes_now.get(name, "")) for name, old in editions_then),
        tuple((each.name, each.path.name) for each in found if each.name != each.path.name),
    )


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
    if all(key in document for key in _COMPARISON) and "call" not in document:
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
    if not any(all(key in document for key in keys) for keys in (_JUDGEMENT, _COMPARISON)):
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
            "「kinten judge … -o 結果.json」、または judge・explain・compare の --json で"
            "残したファイルを指定してください。",
            "Name a file kept by 'kinten judge ... -o result.json', or by --json of judge, explain "
            "or compare.",
        ),
    )


def _call(document: Document) -> Call:
    """Give what was asked; a comparison without an edition judges each year under its own."""
    told = document["call"]
    edition = told["edition"] if "findings" in document else document["edition"]["id"]
    kind, day = _text(told["kind"]), _text(told["as_of"])
    return Call(
        edition=_text(edition) or "",
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
    if "findings" in document:
        held = [document[side]["edition"] for side in ("from", "to")]
    else:
        held = [document["edition"]]
        coming = next((each["next"] for each in document["hospitals"] if each["next"]), None)
        if coming is not None:
            held.append({"id": coming["edition"], "hash": coming["hash"]})
    return list(dict.fromkeys((str(each["id"]), str(each["hash"])) for each in held))


def _read_inputs(
    found: Iterable[_Found], *, has_facts: bool
) -> tuple[tuple[Report, ...], tuple[Source, ...]]:
    """Read the inputs under the names they had, so that every cell is told as it was then."""
    inputs = list(found)
    outside = inputs.pop() if has_facts else None
    intake = join_intakes([read_input(each.path, each.name) for each in inputs])
    if outside is None:
        return intake.reports, intake.sources
    facts = read_facts(outside.path, outside.name)
    reports, _ = add_facts(intake.reports, facts)
    return reports, (*intake.sources, facts.source)


def _find_inputs(
    inputs: Iterable[tuple[str, str]], folder: Path | None, others: Iterable[Path]
) -> list[_Found]:
    """Find each input by its sha256: in the folder given, the others, then the packaged data.

    Of several files with the same bytes the one that still has its name is taken.
    """
    if folder is not None and not folder.is_dir():
        raise FaultError(
            Words("そのフォルダーがありません。", "there is no such folder."),
            f"--inputs {folder}",
            Words("元の入力のあるフォルダーを指定してください。", "Name the folder of the inputs."),
        )
    held: dict[str, list[Path]] = {}
    for sha256, path in _hashes(folder, others):
        held.setdefault(sha256, []).append(path)
    return [_find(name, sha256, held.get(sha256, [])) for name, sha256 in inputs]


def _find(name: str, sha256: str, paths: list[Path]) -> _Found:
    if not paths:
        raise FaultError(
            Words(
                f"入力「{name}」（sha256 {sha256[:16]}…）が見つかりません。",
                f"the input '{name}' (sha256 {sha256[:16]}...) was not found.",
            ),
            "--inputs",
            Words(
                "元の入力ファイルのあるフォルダーを --inputs で指定してください（名前は変わっていてもかまいません）。",
                "Name the folder of the original inputs with --inputs, whatever their names are now.",
            ),
        )
    return _Found(name, next((path for path in paths if path.name == name), paths[0]))


def _hashes(folder: Path | None, others: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    """Hash what may be an input: any file of the folder given, workbooks and CSV files elsewhere."""
    if folder is not None:
        yield from _hashes_in(folder, endings=None)
    for other in others:
        yield from _hashes_in(other, endings=ENDINGS)
    for source in list_sources():
        path = packaged_path(source.name)
        yield hashlib.sha256(path.read_bytes()).hexdigest(), path


def _hashes_in(folder: Path, endings: tuple[str, ...] | None) -> Iterator[tuple[str, Path]]:
    try:
        paths = sorted(folder.iterdir())
    except OSError:  # a folder that may not be listed holds nothing that could be read
        return
    for path in paths:
        if endings is not None and path.suffix.lower() not in endings:
            continue
        try:
            if path.is_file() and path.stat().st_size <= _MOST_BYTES:
                yield hashlib.sha256(path.read_bytes()).hexdigest(), path
        except OSError:  # nor does a file that may not be read
            continue


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
