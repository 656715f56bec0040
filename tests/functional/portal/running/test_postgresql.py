"""The portal over PostgreSQL: the same tests, the same writers, backup and restore by its own programs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from throwaway_postgresql import throwaway_cluster  # tools/ is on the path of the tests

pytestmark = [pytest.mark.slow, pytest.mark.postgresql]


@pytest.fixture(scope="module")
def cluster():
    with throwaway_cluster() as made:
        yield made


def test_every_test_of_the_portal_passes_over_it(cluster, root):
    address = cluster.make_database("tests")
    folder = str(Path(__file__).parent.parent)
    plain = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*plain, "-m", "not slow", folder],
        cwd=root,
        env={**os.environ, "KINTEN_TEST_DATABASE": address},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]


def test_twenty_writers_a_backup_and_its_restoring(
    cluster, make, write_together, count, command, tmp_path
):
    first, second = tmp_path / "first", tmp_path / "second"
    make(first, cluster.make_database("first"))
    wanted = write_together(first)
    found = count(first)
    assert found["sound"]
    assert len(set(found["written"])) == len(found["written"]) == wanted

    backup = tmp_path / "one.tar.gz"
    assert command("backup", backup, "--workspace", first).code == 0
    assert command("restore", backup, "--workspace", second).code == 2
    full = cluster.make_database("full")
    make(tmp_path / "full", full)
    refused = command("restore", backup, "--workspace", second, "--database", full)
    assert (refused.code, "空ではありません" in refused.err) == (2, True)
    assert not second.exists()

    address = cluster.make_database("second")
    ran = command("restore", backup, "--workspace", second, "--database", address)
    assert ran.code == 0, ran.err
    assert count(second)["written"] == found["written"]
    assert command("doctor", "--strict", "--workspace", second).code == 0


def test_a_database_that_is_away_is_told(command, make, tmp_path):
    with throwaway_cluster() as gone:
        make(tmp_path / "workspace", gone.make_database("gone"))
    ran = command("serve", "--workspace", tmp_path / "workspace", "--port", 0)

    assert (ran.code, "データベース" in ran.err) == (2, True)
