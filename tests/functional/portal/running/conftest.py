"""Commands as processes of their own, over workspaces in folders: what a test of running needs.

Their records are in SQLite, or, where KINTEN_TEST_CLUSTER names one (postgresql://user@host/), each in a
database of its own of a PostgreSQL cluster.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kinten.portal.workspace import open_workspace

PASSWORD = "correct horse battery"  # noqa: S105 - of an invented user
CLUSTER = os.environ.get("KINTEN_TEST_CLUSTER", "")
MAKE = """
import sys
from pathlib import Path
from kinten.portal.workspace import make_workspace
from kinten.portal.running.reaching import open_portal
folder = Path(sys.argv[1])
make_workspace(folder, is_made_up=True, database=sys.argv[2])
open_portal(folder)
from kinten.portal.people.services import grant_role, make_person
from kinten.portal.policy.viewer import Grant, Role
from kinten.portal.record.appending import SYSTEM
from kinten.portal.running.filling import fill_network
fill_network()
person = make_person(SYSTEM, "ministry@example.jp", "例示 太郎", sys.argv[3], is_made_up=True)
grant_role(SYSTEM, person, Grant(Role.MINISTRY))
"""

PROCESSES, THREADS, EACH = 4, 5, 10  # twenty writers
WRITE = """
import sys
from pathlib import Path
from threading import Barrier, Thread
from kinten.portal.running.reaching import open_portal
open_portal(Path(sys.argv[1]), is_migrated=False)
from django.db import connections, transaction
from kinten.portal.record.appending import SYSTEM, Change, append
together = Barrier(int(sys.argv[3]))
def write(thread):
    together.wait()
    for number in range(int(sys.argv[4])):
        with transaction.atomic():
            append(SYSTEM, Change("test.write", "test", f"{sys.argv[2]}-{thread}-{number}"))
    connections.close_all()
threads = [Thread(target=write, args=(each,)) for each in range(int(sys.argv[3]))]
[each.start() for each in threads]
[each.join() for each in threads]
"""
COUNT = """
import json, sys
from pathlib import Path
from kinten.portal.running.reaching import open_portal
open_portal(Path(sys.argv[1]), is_migrated=False)
from kinten.portal.jobs.models import Job
from kinten.portal.record.models import Event
from kinten.portal.record.verifying import verify
print(json.dumps({
    "sound": verify().is_sound,
    "written": list(Event.objects.filter(act="test.write").values_list("object_id", flat=True)),
    "jobs": list(Job.objects.values_list("key", flat=True)),
    "asked": [each["key"] for each in Event.objects.filter(act="job.ask").values_list("after", flat=True)],
}))
"""


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


def environment(**more):
    plain = {name: value for name, value in os.environ.items() if not name.startswith("KINTEN_")}
    return {**plain, "LC_ALL": "ja_JP.UTF-8", "PYTHONUTF8": "1", **more}


@pytest.fixture(scope="session")
def python():
    """Run a script in a process of its own."""

    def run(script, *arguments, **more):
        done = subprocess.run(
            [sys.executable, "-c", script, *map(str, arguments)],
            capture_output=True,
            encoding="utf-8",
            env=environment(**more),
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run


@pytest.fixture(scope="session")
def command():
    """Run a command line of kinten; ``before`` is a line of the shell before it."""

    def run(*arguments, before="true", **more):
        done = subprocess.run(
            ["sh", "-c", f'{before}; exec "$@"', "sh", sys.executable, "-m", "kinten"]
            + [str(each) for each in arguments],
            capture_output=True,
            encoding="utf-8",
            env=environment(**more),
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Ran(done.returncode, done.stdout, done.stderr)

    return run


def new_database(template="template1"):
    """Make a database in the cluster, empty or a copy of another; gives its address, "" without a cluster."""
    if not CLUSTER:
        return ""
    import psycopg

    name = f"test_{secrets.token_hex(6)}"
    with psycopg.connect(f"{CLUSTER}postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return f"{CLUSTER}{name}"


@pytest.fixture
def tamper():
    """Do to the records of a workspace what somebody with access to the database itself could do."""

    def do(folder, statement):
        if address := open_workspace(folder).database:
            import psycopg

            with psycopg.connect(address) as connection:
                connection.execute("DROP TRIGGER record_no_change ON record_event")
                connection.execute(statement)
            return
        with closing(sqlite3.connect(folder / "portal.sqlite3")) as database, database:
            database.execute("DROP TRIGGER record_no_update")
            database.execute("DROP TRIGGER record_no_delete")
            database.execute(statement)

    return do


@pytest.fixture
def restored_into():
    """Give what names the place of a restored workspace: its folder, and an empty database of the cluster."""

    def make(folder):
        return ["--workspace", folder, *(["--database", new_database()] if CLUSTER else [])]

    return make


@pytest.fixture(scope="session")
def made_once(tmp_path_factory, python):
    """A made-up workspace with the real network and a user of the ministry."""
    folder = tmp_path_factory.mktemp("made") / "workspace"
    python(MAKE, folder, new_database(), PASSWORD)
    return folder


@pytest.fixture
def workspace(made_once, tmp_path):
    """A copy of it that a test may do anything to."""
    copied = shutil.copytree(made_once, tmp_path / "workspace")
    if CLUSTER:
        told = copied / "workspace.toml"
        text = told.read_text(encoding="utf-8")
        address = open_workspace(made_once).database
        new = new_database(address.rpartition("/")[2])
        told.write_text(text.replace(address, new), encoding="utf-8")
    return copied


@dataclass
class Served:
    """A portal that is being served."""

    process: subprocess.Popen[str]
    url: str

    @property
    def port(self) -> int:
        return int(self.url.rstrip("/").rpartition(":")[2])

    def end(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        return self.process.wait(30)

    def descendants(self):
        """Give the processes that it started, and those that they started."""
        found, waiting = [], [self.process.pid]
        while waiting:
            number = waiting.pop()
            try:
                told = Path(f"/proc/{number}/task/{number}/children").read_text(encoding="ascii")
            except FileNotFoundError:
                continue
            mine = [int(each) for each in told.split()]
            found += mine
            waiting += mine
        return found


@pytest.fixture
def serving():
    """Serve a workspace on a free port while a test goes on."""

    @contextmanager
    def serve(folder, *arguments):
        started = [sys.executable, "-m", "kinten", "serve", "--port", "0", "--workspace"]
        process = subprocess.Popen(
            [*started, str(folder), *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=environment(),
        )
        told = []
        reader = threading.Thread(target=lambda: told.extend(process.stderr), daemon=True)
        reader.start()
        line = process.stdout.readline()
        assert line.startswith("Kinten: http://"), line + "".join(told)
        try:
            yield Served(process, line.split()[1])
        finally:
            if process.poll() is None:
                process.terminate()
            process.wait(30)
            process.stdout.close()
            reader.join(5)
            process.stderr.close()

    return serve


@pytest.fixture(scope="session")
def password():
    """The password of the user of the ministry."""
    return PASSWORD


@pytest.fixture(scope="session")
def make(python):
    """Make a made-up workspace with the real network, in SQLite or in a database."""
    return lambda folder, database=None: python(
        MAKE, folder, new_database() if database is None else database, PASSWORD
    )


@pytest.fixture(scope="session")
def write_together():
    """Let twenty writers write events at once; gives how many events they wrote."""

    def write(folder):
        started = [sys.executable, "-c", WRITE, str(folder)]
        processes = [
            subprocess.Popen([*started, *map(str, (each, THREADS, EACH))], env=environment())
            for each in range(PROCESSES)
        ]
        assert [each.wait(300) for each in processes] == [0] * PROCESSES
        return PROCESSES * THREADS * EACH

    return write


@pytest.fixture(scope="session")
def count(python):
    """Tell what is in a workspace: whether the record is sound, what was written, which jobs there are."""
    return lambda folder: json.loads(python(COUNT, folder))
