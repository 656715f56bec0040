"""Standard output and standard error: JSON documents, where a file was written, what was refused."""

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kinten.vocabulary.wording import FaultError, Words


def print_json(document: Mapping[str, Any]) -> None:
    """Print one JSON document."""
    print(json.dumps(document, ensure_ascii=False, indent=1))


def tell_written(path: Path, lang: str) -> None:
    """Say on one line where the file is."""
    print(Words(f"書き出しました: {path}", f"Written: {path}").in_language(lang))


def tell(words: Words, lang: str) -> None:
    """Say something on standard error."""
    print(words.in_language(lang), file=sys.stderr)


def print_refused(refused: Iterable[FaultError], lang: str) -> None:
    """Name the files that could not be read."""
    for fault in refused:
        told = fault.told_in(lang)
        print(
            Words(f"読めないため除外: {told}", f"refused: {told}").in_language(lang),
            file=sys.stderr,
        )


def refuse_inputs(output: Path | None, inputs: Iterable[Path | None]) -> None:
    """Raise where the output would overwrite an input, under whatever name or link."""
    if output is None or not output.exists():
        return
    if any(path is not None and path.exists() and output.samefile(path) for path in inputs):
        raise FaultError(
            Words("入力と同じファイルには書き出せません。", "the output would overwrite an input."),
            str(output),
            Words("別の名前を指定してください。", "Choose another name."),
        )
