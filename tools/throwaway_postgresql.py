"""A PostgreSQL of one's own for a while: socket only, in a folder of its own, gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from programs import postgresql_programs

USER = "kinten"


@dataclass(frozen=True)
class Cluster:
    """A cluster that runs; its programs, and the folder of its socket."""

    programs: Path
    folder: Path

    def make_database(self, name: str) -> str:
        """Make an empty database and give its address."""
        run(self.programs / "createdb", "--host", self.folder, "--username", USER, name)
        return f"postgresql://{USER}@{quote(str(self.folder), safe='')}/{name}"


def run(*command: object) -> None:
    """Run a program; its words are shown where it fails."""
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stdout}{done.stderr}")


@contextmanager
def throwaway_cluster() -> Iterator[Cluster]:
    """Make, start and in the end remove a cluster. Root hands it to the user postgres: initdb asks for that."""
    programs = postgresql_programs()
    if programs is None:
        raise RuntimeError("PostgreSQL is not installed")
    # A short name: the path of a socket has at most a hundred letters.
    folder = Path(tempfile.mkdtemp(prefix="kinten-pg-"))
    as_user: Sequence[str] = ()
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
        as_user = ("runuser", "-u", "postgres", "--")
    data, log = folder / "data", folder / "log"
    try:
        wanted = ("--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        run(*as_user, programs / "initdb", f"--pgdata={data}", f"--username={USER}", *wanted)
        settings = f"-k {folder} -h '' -c fsync=off -c max_connections=60"
        control = (*as_user, programs / "pg_ctl", f"--pgdata={data}", "--wait")
        run(*control, f"--log={log}", f"--options={settings}", "start")
        try:
            yield Cluster(programs, folder)
        finally:
            run(*control, "--mode=immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
