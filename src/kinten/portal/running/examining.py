"""Examining a workspace and its machine: what is missing, and what is unsafe."""

from collections.abc import Callable, Iterator
from pathlib import Path

from kinten.portal.running import examining_database, examining_folder, examining_records
from kinten.portal.running.finding import Finding, Grade
from kinten.portal.running.starting import start
from kinten.portal.workspace import Workspace, open_workspace
from kinten.vocabulary.wording import FaultError, Words

Check = Callable[[Workspace], Finding]

ON_THE_FOLDER: tuple[Check, ...] = (
    examining_folder.secret,
    examining_folder.folder,
    examining_folder.address,
    examining_folder.contact,
    examining_database.password,
    examining_folder.disk,
    examining_folder.catalogue,
    examining_folder.clock,
)
ON_THE_RECORDS: tuple[Check, ...] = (
    examining_records.tables,
    examining_records.record,
    examining_records.erasures,
    examining_records.time,
    examining_records.cookies,
    examining_records.mail,
    examining_records.accounts,
    examining_records.worker,
    examining_database.programs,
    examining_records.backup,
)


def examine(folder: Path) -> Iterator[Finding]:
    """Look at everything that can be looked at; what cannot be opened ends it with its own finding."""
    try:
        workspace = open_workspace(folder)
    except FaultError as fault:
        yield _of_fault("workspace", fault)
        return
    yield Finding("workspace", Grade.OK, Words("形式が合います。", "its schema fits."))
    for check in ON_THE_FOLDER:
        yield check(workspace)
    try:
        start(folder)
    except FaultError as fault:
        yield _of_fault("portal", fault)
        return
    reached = examining_records.database(workspace)
    yield reached
    if reached.grade is not Grade.OK:
        return
    for check in ON_THE_RECORDS:
        found = check(workspace)
        yield found
        if found.name == "tables" and found.grade is Grade.BAD:
            return


def _of_fault(name: str, fault: FaultError) -> Finding:
    what = Words(f"{fault.place}: {fault.what.ja}", f"{fault.place}: {fault.what.en}")
    return Finding(name, Grade.BAD, what, fault.mend)
