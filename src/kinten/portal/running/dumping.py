"""Copies of a PostgreSQL database, by its own programs: pg_dump and pg_restore."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kinten.vocabulary.wording import FaultError, Words

_DEBIAN = "/usr/lib/postgresql"


def dump_postgresql(target: Path, at: str) -> tuple[int, str]:
    """Dump the database as of one moment; gives number and hash of the last event in it.

    ``at`` is the place that is told where it cannot be written.
    """
    from django.db import connection, transaction

    program = find_program("pg_dump")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT number, hash FROM record_event ORDER BY number DESC LIMIT 1")
        last = cursor.fetchone() or (0, "")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        wanted = ["--format=custom", "--no-owner", f"--snapshot={snapshot}", f"--file={target}"]
        _run([program, *wanted, *_where(connection.settings_dict)], at)
    return int(last[0]), str(last[1])


def restore_postgresql(dump: Path) -> None:
    """Fill the empty database of the workspace that is open; FaultError where something is in it."""
    from django.db import connection

    if connection.introspection.table_names():
        raise FaultError(
            Words("データベースが空ではありません。", "the database is not empty."),
            str(connection.settings_dict["NAME"]),
            Words(
                "空のデータベースを作って指定してください。", "Make an empty database and name it."
            ),
        )
    where = _where(connection.settings_dict)
    connection.close()
    wanted = ["--no-owner", "--exit-on-error", "--single-transaction"]
    _run([find_program("pg_restore"), *wanted, *where, str(dump)])


def _where(settings: dict[str, Any]) -> list[str]:
    named = {"--dbname": "NAME", "--username": "USER", "--host": "HOST", "--port": "PORT"}
    found = [f"{option}={settings[name]}" for option, name in named.items() if settings.get(name)]
    return [*found, "--no-password"]


def _run(command: Sequence[str], at: str = "") -> None:
    done = subprocess.run(  # noqa: S603 - PostgreSQL's own programs
        command, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode < 0:
        raise FaultError(
            Words(
                f"{Path(command[0]).name} が信号{-done.returncode}で止められました。",
                f"{Path(command[0]).name} was ended by signal {-done.returncode}.",
            ),
            at or Path(command[0]).name,
            Words(
                "空き容量と、書ける大きさの上限を確かめてください。",
                "Look at the space that is left there, and at limits of what may be written.",
            ),
        )
    if done.returncode:
        why = done.stderr.strip().partition("\n")[0]
        name = Path(command[0]).name
        raise FaultError(
            Words(f"{name} が失敗しました（{why}）。", f"{name} failed ({why})."),
            name,
            Words(
                "PostgreSQLの動き・権限・パスワード（~/.pgpass）を確かめてください。",
                "Look at PostgreSQL, its permissions and the password (~/.pgpass).",
            ),
        )


def find_program(name: str) -> str:
    """Find a program of PostgreSQL; of several in Debian's own place the newest."""
    newest = sorted(Path(_DEBIAN).glob(f"*/bin/{name}"), key=_release)
    found = str(newest[-1]) if newest else shutil.which(name)
    if found is None or not os.access(found, os.X_OK):
        raise FaultError(
            Words(f"プログラム {name} がありません。", f"the program {name} is not there."),
            name,
            Words(
                "サーバーと同じ版の postgresql-client を入れてください。",
                "Install postgresql-client of the release of the server.",
            ),
        )
    return found


def _release(path: Path) -> float:
    text = path.parts[-3]
    return float(text) if text.replace(".", "", 1).isdigit() else 0.0
