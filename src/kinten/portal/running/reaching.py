"""Reaching the database: a portal started over its workspace, its tables up to date, or a fault that says why not."""

from pathlib import Path
from urllib.parse import urlsplit

from kinten.portal.running.starting import bring_up_to_date, start
from kinten.portal.workspace import Workspace
from kinten.vocabulary.wording import FaultError, Words


def open_portal(folder: Path, *, is_migrated: bool = True) -> Workspace:
    """Start Django over a workspace; its tables are brought up to date unless only looked at.

    FaultError where there is no workspace, and where the database cannot be reached or is damaged.
    """
    workspace = start(folder)
    from django.db import Error, connection

    try:
        if is_migrated:
            bring_up_to_date()
        else:
            connection.ensure_connection()
    except Error as error:
        raise cannot_reach(workspace, error) from error
    return workspace


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
