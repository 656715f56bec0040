"""The workspace of the demo, made in a process of its own: ``python -m kinten.portal.running.example_workspace DIR``.

The real network without reports, invented hospitals beside it, users of every role. It is made beside its
place and renamed, so that one that was cut short is never taken for whole. One that is there is kept.
Standard output gets the accounts with the passwords of this run, as JSON.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from kinten.portal.running.reaching import open_portal
from kinten.portal.workspace import has_workspace, make_workspace, open_workspace
from kinten.vocabulary.wording import FaultError, Words

if TYPE_CHECKING:
    from kinten.portal.running.example_people import Password

_EXAMPLES = "kinten.portal.reports.examples"


def main() -> int:
    """Make or open the workspace and print its accounts; a fault is printed for the one who called."""
    folder = Path(sys.argv[1])
    try:
        accounts = _open(folder) if folder.exists() else _make(folder)
    except FaultError as fault:
        print(json.dumps({"fault": [*fault.what, fault.place, *fault.mend]}))  # noqa: T201
        return 2
    print(json.dumps({"accounts": accounts}, ensure_ascii=False))  # noqa: T201
    return 0


def _open(folder: Path) -> list[dict[str, str]]:
    if not (has_workspace(folder) and open_workspace(folder).is_made_up):
        raise FaultError(
            Words("例示の作業フォルダーではありません。", "it is no made-up workspace."),
            str(folder),
            Words("--folder で別の場所を指定してください。", "Name another place with --folder."),
        )
    open_portal(folder)
    with _hashing() as passwords:
        return _accounts(passwords)


def _make(folder: Path) -> list[dict[str, str]]:
    try:
        beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    except OSError as error:
        why = error.strerror or str(error)
        raise FaultError(
            Words(f"書き込めません（{why}）。", f"it cannot be written ({why})."),
            str(folder),
            Words("--folder で別の場所を指定してください。", "Name another place with --folder."),
        ) from error
    try:
        make_workspace(beside, is_made_up=True)
        open_portal(beside)
        accounts = fill()
        from django.db import connections

        connections.close_all()
        beside.rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return accounts


@contextmanager
def _hashing() -> Iterator[tuple[Password, ...]]:
    """Draw the passwords first: their hashes are reckoned while the workspace is filled."""
    from kinten.portal.running.example_people import draw_passwords

    with ThreadPoolExecutor(2) as beside:
        yield draw_passwords(beside)


def fill() -> list[dict[str, str]]:
    """Fill the open workspace with everything made up; gives its accounts with their passwords."""
    with _hashing() as passwords:
        _fill()
        return _accounts(passwords)


def _fill() -> None:
    from django.db import transaction

    from kinten.portal.record.appending import SYSTEM
    from kinten.portal.running.example_hospitals import example_hospitals, record_examples
    from kinten.portal.running.filling import fill_network

    with transaction.atomic():
        recorded = fill_network()
        record_examples(SYSTEM, example_hospitals(recorded), recorded)
    # The reports of the invented hospitals are the work of another application.
    if find_spec("kinten.portal.reports") and find_spec(_EXAMPLES):
        from importlib import import_module

        import_module(_EXAMPLES).fill_examples()
        from kinten.portal.running.example_meetings import fill_meetings

        fill_meetings(example_hospitals(recorded))
    _fill_registry()


def _fill_registry() -> None:
    """Add made-up tables of the registry, where the extra that counts records is installed."""
    from kinten.portal.registry_pages.examples import can_fill, fill_registry

    if can_fill():
        fill_registry()
        return
    told = "がん登録の例示の表は作りません（追加部品 registry がありません）"
    print(f"{told} / no example tables of the registry: its extra is missing", file=sys.stderr)  # noqa: T201


def _accounts(passwords: tuple[Password, ...]) -> list[dict[str, str]]:
    from kinten.network.loading import recorded_on
    from kinten.portal.running.example_hospitals import example_hospitals
    from kinten.portal.running.example_people import make_accounts

    hospitals = example_hospitals(recorded_on("network_designations.csv"))
    made = make_accounts(hospitals, passwords)
    return [{name: str(value) for name, value in asdict(each).items()} for each in made]


if __name__ == "__main__":
    sys.exit(main())
