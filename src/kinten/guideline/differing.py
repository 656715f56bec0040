"""What changed between two editions: unchanged, changed, moved, added, withdrawn, or lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kinten.guideline.clauses import Clause
from kinten.guideline.edition import Edition
from kinten.guideline.mapping import Entry
from kinten.vocabulary.wording import FaultError, Words


class Change(StrEnum):
    """How a clause of the newer edition stands to the older one.

    ``lost`` says that too little is held to follow the clause: it is a section of the older edition
    whose text was never seen, or an edition between two others has only a hole there.
    """

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    MOVED = "moved"
    ADDED = "added"
    WITHDRAWN = "withdrawn"
    LOST = "lost"

    @property
    def label(self) -> Words:
        """The words printed to people."""
        return _CHANGES[self]


_CHANGES = {
    Change.UNCHANGED: Words("変更なし", "unchanged"),
    Change.CHANGED: Words("変更", "changed"),
    Change.MOVED: Words("移動", "moved"),
    Change.ADDED: Words("追加", "added"),
    Change.WITHDRAWN: Words("削除", "withdrawn"),
    Change.LOST: Words("たどれない", "cannot be followed"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One clause in two editions; ``aspects`` names what differs (test, strength, kinds ...)."""

    change: Change
    old: Clause | None
    new: Clause | None
    aspects: tuple[str, ...] = ()
    note: Words | None = None


def diff(old: Edition, new: Edition, entries: tuple[Entry, ...] = ()) -> tuple[Difference, ...]:
    """Compare two editions clause by clause, in the order of the newer text, then what is gone.

    ``entries`` is the mapping written for the pair; a clause without an entry is matched by ``was``
    or by its path. A hole says nothing about its content and is matched like any clause; one that
    nothing is matched with is lost, unless an entry says that it is withdrawn.
    """
    before = {clause.path: clause for clause in old.walk()}
    after = {clause.path: clause for clause in new.walk()}
    written = {entry.new: entry for entry in entries if entry.new is not None}
    gone = {entry.old: entry for entry in entries if entry.new is None}
    for entry in entries:
        _refuse_stray(entry, old, new, before, after)
    matched: set[str] = set()
    found = []
    for clause in after.values():
        difference = _match(clause, before, written.get(clause.path), gone)
        found.append(difference)
        if difference.old is not None:
            matched.add(difference.old.path)
    left = {entry.old: entry for entry in entries if entry.old is not None}
    found.extend(
        _left_over(clause, left.get(clause.path), after)
        for clause in before.values()
        if clause.path not in matched
    )
    return tuple(found)


def _left_over(clause: Clause, entry: Entry | None, after: dict[str, Clause]) -> Difference:
    """Tell what became of a clause that no newer one was matched with: several may go into one."""
    if entry is None:
        if clause.is_hole:
            return Difference(Change.LOST, clause, None, note=_NEVER_SEEN)
        return Difference(Change.WITHDRAWN, clause, None)
    new = None if entry.new is None else after[entry.new]
    return Difference(Change(entry.change), clause, new, note=entry.note)


_NEVER_SEEN = Words(
    "節の条文も新版での対応も未確認",
    "neither the section nor its successor was seen",
)


def _match(
    clause: Clause,
    before: dict[str, Clause],
    entry: Entry | None,
    gone: dict[str | None, Entry],
) -> Difference:
    if entry is not None:
        old = None if entry.old is None else before[entry.old]
        aspects = () if old is None else aspects_of(old, clause)
        return Difference(Change(entry.change), old, clause, aspects, entry.note)
    path = clause.was or clause.path
    if path not in before or path in gone:
        return Difference(Change.ADDED, None, clause)
    old = before[path]
    aspects = aspects_of(old, clause)
    if aspects:
        return Difference(Change.CHANGED, old, clause, aspects)
    moved = path != clause.path
    return Difference(Change.MOVED if moved else Change.UNCHANGED, old, clause)


def aspects_of(old: Clause, new: Clause) -> tuple[str, ...]:
    """Name what differs between two clauses: test, strength, manner, kinds, condition, binds."""
    return tuple(_aspects(old, new))


def _aspects(old: Clause, new: Clause) -> Iterator[str]:
    if old.test != new.test:
        yield "test"
    if old.strength is not new.strength:
        yield "strength"
    if old.manner is not new.manner:
        yield "manner"
    if old.kinds != new.kinds:
        yield "kinds"
    if old.applies_if != new.applies_if:
        yield "condition"
    if old.binds is not new.binds:
        yield "binds"


def _refuse_stray(
    entry: Entry,
    old: Edition,
    new: Edition,
    before: dict[str, Clause],
    after: dict[str, Clause],
) -> None:
    """Raise where an entry of the mapping names a clause that is not there."""
    for path, edition, held in ((entry.old, old, before), (entry.new, new, after)):
        if path is not None and path not in held:
            raise FaultError(
                Words(
                    f"対応表の「{path}」は{edition.id}にありません。",
                    f"the mapping names '{path}', which {edition.id} does not have.",
                ),
                str(entry.place),
                Words("条項のIDを直してください。", "Mend the id of the clause."),
            )
