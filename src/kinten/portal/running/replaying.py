"""Replaying erasures: what was erased after a backup is erased in what was restored of it, before it is served.

erasures-unknown    there in a restored workspace of which nobody told yet what was erased after its backup
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kinten.tables.files import write_text
from kinten.vocabulary.wording import FaultError, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kinten.portal.record.erasure_list import Erasure

UNKNOWN = "erasures-unknown"
_MEND = Words(
    "もとの作業フォルダーか、その erasures.jsonl を kinten erasures replay --from で指定してください。"
    "あとで消したものがなければ --none を付けます。",
    "Name the former workspace, or its erasures.jsonl, with kinten erasures replay --from; "
    "say --none where nothing was erased since.",
)


def replay(erasures: Sequence[Erasure]) -> int:
    """Erase what a list tells and the record does not; gives how much. Django is started over the workspace.

    FaultError for a type that this engine does not know: nothing more is erased then.
    """
    from kinten.portal.record.appending import SYSTEM
    from kinten.portal.record.erasing import ERASERS, erase

    waiting = _waiting(erasures)
    for each in waiting:
        if each.object_type not in ERASERS:
            raise FaultError(
                Words(
                    f"「{each.object_type}」の消し方を知りません。",
                    f"it is not known how to erase “{each.object_type}”.",
                ),
                f"erasures.jsonl:{each.line}",
                Words("それを書いた版のKintenを使ってください。", "Use the Kinten that wrote it."),
            )
    for each in waiting:
        reason = f"replayed: number {each.number} of {each.at}"
        erase(SYSTEM, each.object_type, each.object_id, reason)
    return len(waiting)


def settle(folder: Path, erasures: Sequence[Erasure] | None) -> int | None:
    """Replay a list over what was restored; without one, note that what was erased since is unknown.

    Gives how much was erased; None where somebody has to tell first. Where nothing is held that can be erased,
    nothing has to be told.
    """
    from kinten.portal.record.erasing import holds_erasable

    if erasures is not None:
        return settle_known(folder, erasures)
    if not holds_erasable():
        return settle_known(folder, ())
    write_text(folder / UNKNOWN, "kinten erasures replay\n")
    return None


def settle_known(folder: Path, erasures: Sequence[Erasure]) -> int:
    """Replay a list, bring that of the workspace up to its record, and let it be served."""
    from kinten.portal.record.erasures import list_erasures

    done = replay([*erasures, *list_erasures(folder)])
    list_erasures(folder)
    (folder / UNKNOWN).unlink(missing_ok=True)
    return done


def check_replayed(folder: Path) -> None:
    """Raise where something that was erased may be there again; Django is started over the workspace.

    Where a database was put in place by hand, the list beside it tells more than its record does. Nothing is
    written.
    """
    from kinten.portal.record.erasure_list import LIST, read_erasures

    if (folder / UNKNOWN).exists():
        raise FaultError(
            Words(
                "バックアップより後に消されたものが、まだ消されていません。",
                "what was erased after the backup has not been erased here yet.",
            ),
            str(folder),
            _MEND,
        )
    path = folder / LIST
    waiting = _waiting(read_erasures(path) if path.exists() else ())
    if waiting:
        raise FaultError(
            Words(
                f"消されたはずのものが{len(waiting)}件、記録では消されていません（古い記録が置かれました）。",
                f"the record does not know of {len(waiting)} erasures (an older one was put in place).",
            ),
            str(folder),
            Words(
                f"kinten erasures replay --none --workspace {folder} を実行してください。",
                f"Run kinten erasures replay --none --workspace {folder}.",
            ),
        )


def _waiting(erasures: Sequence[Erasure]) -> list[Erasure]:
    from kinten.portal.record.erasures import erased

    done = set(erased())
    found = []
    for each in erasures:
        if each.key not in done:
            done.add(each.key)
            found.append(each)
    return found
