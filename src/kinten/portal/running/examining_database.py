"""What PostgreSQL needs beside its tables: programs to copy it with, and a password that is nowhere in clear."""

import re
import subprocess
from urllib.parse import urlsplit

from kinten.portal.running.dumping import find_program
from kinten.portal.running.finding import Finding, Grade, well
from kinten.portal.workspace import Workspace
from kinten.vocabulary.wording import FaultError, Words


def password(workspace: Workspace) -> Finding:
    """Whether the address of the database is without a password: a backup would carry it along."""
    if urlsplit(workspace.database).password is None:
        return well(
            "password",
            "作業フォルダーに書かれていません。",
            "none stands in the workspace.",
        )
    return Finding(
        "password",
        Grade.BAD,
        Words(
            "データベースのパスワードが workspace.toml に書かれています。",
            "the password of the database stands in workspace.toml.",
        ),
        Words(
            "そこから消して ~/.pgpass か PGPASSWORD に置き、パスワードを替えてください。",
            "Take it out, put it into ~/.pgpass or PGPASSWORD, and change it.",
        ),
    )


def programs(workspace: Workspace) -> Finding:
    """Whether a backup can be made: pg_dump copies no server that is newer than itself."""
    if not workspace.database:
        return well("programs", "SQLiteには要りません。", "SQLite needs none.")
    from django.db import connection

    try:
        program = find_program("pg_dump")
        find_program("pg_restore")
    except FaultError as fault:
        return Finding("programs", Grade.BAD, fault.what, fault.mend)
    told = subprocess.run(  # noqa: S603 - PostgreSQL's own program
        [program, "--version"], capture_output=True, encoding="utf-8", check=False
    ).stdout
    number = re.search(r"(\d+)", told)
    ours = int(number[1]) if number else 0
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        server = int(cursor.fetchone()[0]) // 10000
    if ours < server:
        return Finding(
            "programs",
            Grade.BAD,
            Words(
                f"pg_dump {ours} では、サーバー（{server}）のバックアップを取れません。",
                f"pg_dump {ours} cannot back up the server ({server}).",
            ),
            Words(
                f"postgresql-client-{server} を入れてください。",
                f"Install postgresql-client-{server}.",
            ),
        )
    return well(
        "programs",
        f"pg_dump {ours} で、サーバー（{server}）のバックアップを取れます。",
        f"pg_dump {ours} can back up the server ({server}).",
    )
