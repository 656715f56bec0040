"""The portal over PostgreSQL: every test that touches a database, backup and restore by its own programs."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from throwaway_postgresql import throwaway_cluster  # tools/ is on the path of the tests

pytestmark = [pytest.mark.slow, pytest.mark.postgresql]
RUNNING = "tests/functional/portal/running"
# Each of these is about the file of SQLite itself, which is read without the server, or about a demo in it.
OF_SQLITE = (
    "test_demo.py",
    "test_audit.py::test_a_damaged_file_is_told_and_is_no_traceback",
    "test_backup.py::test_a_changed_member_is_refused[portal.sqlite3]",
    "test_backup.py::test_a_changed_record_is_refused_even_with_a_new_manifest",
    "test_doctor.py::test_what_is_unsafe_is_bad_and_fails_a_strict_look[harm_database-database]",
    "test_erasures.py::test_older_records_put_in_place_by_hand_are_seen",
    "test_erasures.py::test_an_erasure_that_the_list_does_not_know_is_taken_from_the_records",
    "test_upgrade.py",  # its twin over PostgreSQL stands in the same file
)


@pytest.fixture(scope="module")
def cluster():
    with throwaway_cluster() as made:
        yield made


@pytest.fixture
def over_it(cluster, root):
    """Run tests over the cluster: those in this process's way in one database, commands in one for each."""

    def run(database, *arguments):
        address = cluster.make_database(database)
        plain = ["-q", "-p", "no:cacheprovider", "-m", "not postgresql"]
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *plain, *arguments],
            cwd=root,
            env={
                **os.environ,
                "KINTEN_TEST_DATABASE": address,
                "KINTEN_TEST_CLUSTER": address.removesuffix(database),
            },
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]

    return run


def test_every_page_and_service_works_over_it(over_it):
    over_it("pages", "tests/functional/portal", "tests/unit/portal", f"--ignore={RUNNING}")


def test_every_command_and_process_works_over_it(over_it):
    over_it("commands", RUNNING, *(f"--deselect={RUNNING}/{each}" for each in OF_SQLITE))


@pytest.mark.chromium
def test_every_page_in_a_browser_works_over_it(over_it):
    over_it("browser", "tests/browser/portal")


def test_a_backup_is_restored_into_an_empty_database_alone(
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
