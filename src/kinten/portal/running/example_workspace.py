"""The workspace of the demo, made in a process of its own: ``python -m kinten.portal.running.example_workspace DIR``.

The real network without reports, invented hospitals beside it, users of every role. It is made beside its
place and renamed, so that one that was cut short is never taken for whole. One that is there is kept.
Standard output gets the accounts with the passwords of this run, as JSON.
"""

import json
import shutil
import sys
import tempfile
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path

from kinten.portal.running.reaching import open_portal
from kinten.portal.workspace import has_workspace, make_workspace, open_workspace
from kinten.vocabulary.wording import FaultError, Words

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
    return _accounts()


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
        accounts = _fill()
        from django.db import connections

        connections.close_all()
        beside.rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return accounts


def _fill() -> list[dict[str, str]]:
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
    return _accounts()


def _accounts() -> list[dict[str, str]]:
    from kinten.network.loading import recorded_on
    from kinten.portal.running.example_hospitals import example_hospitals
    from kinten.portal.running.example_people import make_accounts

    made = make_accounts(example_hospitals(recorded_on("network_designations.csv")))
    return [{name: str(value) for name, value in asdict(each).items()} for each in made]


if __name__ == "__main__":
    sys.exit(main())
