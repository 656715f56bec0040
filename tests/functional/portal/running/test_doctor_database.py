"""`kinten doctor` over PostgreSQL: whether a backup can be made, and whether a password lies about."""

from __future__ import annotations

import pytest

from kinten.portal.running import dumping, examining_database
from kinten.portal.running.finding import Grade
from kinten.portal.workspace import Workspace

PROGRAM = "#!/bin/sh\necho 'pg_dump (PostgreSQL) {release}.3'\n"


@pytest.fixture
def over_postgresql(tmp_path):
    """A workspace over PostgreSQL, as its file tells."""
    return Workspace(tmp_path, is_made_up=False, database="postgresql://kinten@/kinten")


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """Put programs of a release on the path, and no others anywhere."""
    monkeypatch.setattr(dumping, "_DEBIAN", str(tmp_path / "none"))

    def put(release, *names):
        monkeypatch.setenv("PATH", str(tmp_path))
        for name in names:
            (tmp_path / name).write_text(PROGRAM.format(release=release), encoding="ascii")
            (tmp_path / name).chmod(0o755)

    return put


@pytest.fixture
def server(monkeypatch):
    """Let a server of release 15 answer."""

    class Cursor:
        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

        def execute(self, statement):
            assert statement == "SHOW server_version_num"

        def fetchone(self):
            return ("150018",)

    class Connection:
        def cursor(self):
            return Cursor()

    monkeypatch.setattr("django.db.connection", Connection())


@pytest.mark.parametrize(
    ("release", "names", "grade"),
    [
        (17, ("pg_dump", "pg_restore"), Grade.OK),
        (15, ("pg_dump", "pg_restore"), Grade.OK),
        (14, ("pg_dump", "pg_restore"), Grade.BAD),
        (17, ("pg_dump",), Grade.BAD),
        (17, (), Grade.BAD),
    ],
)
def test_programs_older_than_the_server_and_none_are_told(
    over_postgresql, programs, server, release, names, grade
):
    programs(release, *names)
    found = examining_database.programs(over_postgresql)

    assert found.grade is grade
    assert (found.mend is None) == (grade is Grade.OK)


@pytest.mark.parametrize(
    ("address", "grade"),
    [
        ("postgresql://kinten@db.example.jp/kinten", Grade.OK),
        ("postgresql://kinten:word@db.example.jp/kinten", Grade.BAD),
        ("", Grade.OK),
    ],
)
def test_a_password_in_the_workspace_is_told_and_not_shown(tmp_path, address, grade):
    found = examining_database.password(Workspace(tmp_path, is_made_up=False, database=address))

    assert found.grade is grade
    assert "word@" not in str(found)


def test_sqlite_needs_no_programs(tmp_path):
    found = examining_database.programs(Workspace(tmp_path, is_made_up=True))

    assert found.grade is Grade.OK
