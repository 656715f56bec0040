"""The inputs of a result found again: by their sha256, whatever their names are now."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kinten.data.loading import list_sources, packaged_path
from kinten.report.intake import ENDINGS, join_intakes, read_input
from kinten.report.model import Report, Source
from kinten.report.outside_facts import add_facts, read_facts
from kinten.vocabulary.wording import FaultError, Words

_MOST_BYTES = 200_000_000


@dataclass(frozen=True, slots=True)
class Found:
    """An input of the result: its name then, and the file that holds the same bytes now."""

    name: str
    path: Path


def read_found(
    found: Iterable[Found], *, has_facts: bool
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


def find_inputs(
    inputs: Iterable[tuple[str, str]], folder: Path | None, others: Iterable[Path]
) -> list[Found]:
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


def _find(name: str, sha256: str, paths: list[Path]) -> Found:
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
    return Found(name, next((path for path in paths if path.name == name), paths[0]))


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
