"""The ledger of releases and answers: kept in a file of chained lines that only grows."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kinten import __version__
from kinten.disclosure.ledger import START, BrokenChainError, Entry, Linked, link, read_chain
from kinten.tables.appending import Lines, hold_lines, read_lines
from kinten.tables.table import Table
from kinten.vocabulary.wording import FaultError, Words

_WHY = {
    "unreadable": Words("台帳の行として読めません", "it is no line of a ledger"),
    "number": Words("行の番号が順になっていません", "its number is not the next one"),
    "previous": Words("前の行につながっていません", "it does not follow the line before it"),
    "changed": Words("書かれた後に変えられています", "it was changed after it was written"),
}
_TORN = Words("行の途中で終わっています", "it ends in the middle of the line")


class Ledger:
    """A ledger that is held: its entries, and a way to add one."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self.chain = _read(lines)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What was released and answered, in order."""
        return tuple(each.entry for each in self.chain)

    def before(self, name: str) -> tuple[Entry, ...]:
        """What was there before a release of a name: everything, where there is none yet."""
        names = [each.name for each in self.entries]
        return self.entries[: names.index(name)] if name in names else self.entries

    def add(self, entry: Entry) -> None:
        """Add an entry; one that is there already, cell for cell, is made again and not added twice.

        FaultError where its name is taken by another release.
        """
        there = [each for each in self.entries if entry.name and each.name == entry.name]
        if there:
            if there[0] == entry:
                return
            raise FaultError(
                Words(
                    f"「{entry.name}」という別の公表が、もう台帳にあります。",
                    f"the ledger has another release '{entry.name}' already.",
                ),
                str(self._lines.path),
                Words("別の名前を付けてください。", "Give another name."),
            )
        last = self.chain[-1].sha256 if self.chain else START
        self._lines.add(link(entry, len(self.chain) + 1, last))
        self.chain = _read(self._lines)


@contextmanager
def hold_ledger(path: Path) -> Iterator[Ledger]:
    """Hold a ledger until its release is written; FaultError names the line that does not fit."""
    with hold_lines(path) as lines:
        yield Ledger(lines)


def _read(lines: Lines) -> tuple[Linked, ...]:
    try:
        return read_chain(lines.texts)
    except BrokenChainError as error:
        raise FaultError(
            Words(f"{_WHY[error.why].ja}。", f"{_WHY[error.why].en}."),
            f"{lines.path}:{error.line}",
            Words(
                "壊れる前の写しに戻してください。台帳は手で直せません。",
                "Go back to a copy from before; a ledger is not mended by hand.",
            ),
        ) from error


@dataclass(frozen=True, slots=True)
class Verified:
    """What the check of a ledger found: the lines that follow each other, and the one that does not."""

    path: Path
    lines: int
    last: str
    broken: int | None
    why: Words | None


def verify_ledger(path: Path, last: str | None = None) -> Verified:
    """Check every line of a ledger; with ``last``, also that its last line has this sha256."""
    lines = read_lines(path)
    try:
        chain = read_chain(lines.texts)
    except BrokenChainError as error:
        return Verified(path, error.line - 1, "", error.line, _WHY[error.why])
    sha = chain[-1].sha256 if chain else START
    if lines.is_torn:
        return Verified(path, len(chain), sha, len(chain) + 1, _TORN)
    if last is not None and last not in {each.sha256 for each in chain}:
        why = Words(
            f"sha256 が {last[:16]}… の行がありません（後ろの行が除かれています）",
            f"there is no line with the sha256 {last[:16]}…: lines were cut off its end",
        )
        return Verified(path, len(chain), sha, len(chain) + 1, why)
    return Verified(path, len(chain), sha, None, None)


def verified_table(found: Verified, lang: str) -> Table:
    """Give the outcome of a check as a table of one row."""
    told = Words("つながっています", "every line follows") if found.why is None else found.why
    return Table(
        Words("台帳の点検", "Check of the ledger").in_language(lang),
        tuple(
            each.in_language(lang)
            for each in (
                Words("行数", "lines"),
                Words("最後の行の sha256", "sha256 of the last line"),
                Words("壊れた行", "broken line"),
                Words("結果", "outcome"),
            )
        ),
        ((found.lines, found.last, found.broken, told.in_language(lang)),),
    )


def verified_document(found: Verified) -> dict[str, Any]:
    """Give the document of `kinten registry ledger verify --json`."""
    return {
        "kinten": __version__,
        "ledger": found.path.name,
        "act": "verify",
        "lines": found.lines,
        "last": found.last,
        "broken": found.broken,
        "why": None if found.why is None else found.why._asdict(),
        "entries": [],
    }


def list_ledger(path: Path) -> tuple[Linked, ...]:
    """Give what a ledger holds; FaultError names the line that does not fit."""
    return _read(read_lines(path))


def listed_table(chain: Sequence[Linked], lang: str) -> Table:
    """Give one row for each release and each answer."""
    words = (
        Words("番号", "number"),
        Words("種類", "kind"),
        Words("名前", "name"),
        Words("日付", "date"),
        Words("しきい値", "threshold"),
        Words("表", "tables"),
        Words("示したセル", "shown"),
        Words("隠したセル", "hidden"),
        Words("sha256", "sha256"),
    )
    return Table(
        Words("台帳", "Ledger").in_language(lang),
        tuple(each.in_language(lang) for each in words),
        tuple(
            (
                row["number"],
                row["kind"],
                row["name"],
                row["date"],
                row["threshold"],
                "、".join(row["tables"]) if lang == "ja" else ", ".join(row["tables"]),
                row["shown"],
                row["hidden"],
                str(row["sha256"])[:16],
            )
            for row in map(_told, chain)
        ),
    )


def listed_document(path: Path, chain: Sequence[Linked]) -> dict[str, Any]:
    """Give the document of `kinten registry ledger list --json`."""
    return {
        "kinten": __version__,
        "ledger": path.name,
        "act": "list",
        "lines": len(chain),
        "last": chain[-1].sha256 if chain else START,
        "broken": None,
        "why": None,
        "entries": [_told(each) for each in chain],
    }


def _told(each: Linked) -> dict[str, Any]:
    counts = [count for table in each.entry.tables for count in table.counts]
    shown = sum(count is not None for count in counts)
    return {
        "number": each.number,
        "kind": each.entry.kind,
        "name": each.entry.name,
        "date": each.entry.date,
        "threshold": each.entry.threshold,
        "rounding": each.entry.rounding or None,
        "tables": [table.name for table in each.entry.tables],
        "shown": shown,
        "hidden": len(counts) - shown,
        "sha256": each.sha256,
    }
