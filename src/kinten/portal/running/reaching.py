"""Reaching the database: a portal started over a workspace of this engine, or a fault that says why not."""

import atexit
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

from kinten.portal.holding import HeldError, hold
from kinten.portal.running.starting import bring_up_to_date, start
from kinten.portal.running.tables import Standing, check_current, standing
from kinten.portal.workspace import LOCK, Workspace
from kinten.vocabulary.wording import FaultError, Words


def open_portal(folder: Path, *, is_migrated: bool = True) -> Workspace:
    """Start Django over a workspace, and make the tables of a new one; any tables do where one only looks.

    No upgrade of the workspace begins while the process lives. FaultError where there is no workspace, where
    its tables are those of another engine, and where the database cannot be reached or is damaged.
    """
    workspace = start(folder)
    _keep_upgrades_off(folder)
    from django.db import Error, connection

    try:
        if is_migrated:
            _make_or_check_tables(folder)
        else:
            connection.ensure_connection()
    except Error as error:
        raise cannot_reach(workspace, error) from error
    return workspace


def _make_or_check_tables(folder: Path) -> None:
    found = standing()
    check_current(str(folder), found)
    if found is Standing.NEW:
        bring_up_to_date()


def _keep_upgrades_off(folder: Path) -> None:
    stack = ExitStack()
    try:
        stack.enter_context(hold(folder / LOCK, is_shared=True, waits=False))
    except HeldError as error:
        raise FaultError(
            Words("作業フォルダーを新しくしています。", "the workspace is being upgraded."),
            str(folder),
            Words("kinten upgrade が終わるのを待ってください。", "Wait for kinten upgrade to end."),
        ) from error
    except OSError:  # a workspace that one may only read is upgraded by somebody else
        return
    atexit.register(stack.close)


def cannot_reach(workspace: Workspace, error: Exception) -> FaultError:
    """Make the fault of a database that does not answer as it should; its own words are quoted."""
    why = str(error).strip().partition("\n")[0]
    return FaultError(
        Words(f"データベースを使えません（{why}）。", f"the database cannot be used ({why})."),
        workspace.database or str(workspace.sqlite),
        Words(
            "権限・空き容量・PostgreSQLの動きを確かめるか、バックアップから戻してください。",
            "Look at permissions, space and PostgreSQL, or restore a backup.",
        ),
    )


def check_database(address: str) -> None:
    """Raise where the address of a database is none of PostgreSQL, or holds a password."""
    found = urlsplit(address)
    is_plain = not set(address) & set('"\\\n\r\t')
    if is_plain and found.scheme == "postgresql" and found.path.strip("/") and not found.password:
        return
    raise FaultError(
        Words("PostgreSQLの住所ではありません。", "it is no address of PostgreSQL."),
        "--database",
        Words(
            "postgresql://利用者@ホスト/名前 と書き、パスワードは ~/.pgpass か PGPASSWORD に置いてください。",
            "Write postgresql://user@host/name, and keep the password in ~/.pgpass or PGPASSWORD.",
        ),
    )
