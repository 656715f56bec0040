"""The first start takes an interpreter that really runs, and otherwise names the one command to run."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

NEEDED = ("sh", "dirname", "cksum", "id", "uname", "readlink", "sed", "ls")

BROKEN = "#!/bin/sh\necho 'python3.12: command not found' >&2\nexit 127\n"
TOO_OLD = "#!/bin/sh\nexit 1\n"
WORKING = f'#!/bin/sh\nexec "{sys.executable}" "$@"\n'
# Runs, and cannot import ensurepip.
BARE = """#!/bin/sh
case "$2" in
  *ensurepip*) exit 1 ;;
  *executable*) echo "$0" ;;
  *) echo 11 ;;
esac
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A folder of programs that holds no Python and no uv."""
    return programs_in(tmp_path / "programs")


def programs_in(folder: Path) -> Path:
    folder.mkdir()
    for name in NEEDED:
        (folder / name).symlink_to(shutil.which(name) or pytest.fail(name))
    return folder


def put(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    (folder / name).chmod(0o755)


def start(
    folder: Path, *command: str | Path, user: int | None = None
) -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": str(folder),
        "HOME": str(folder),
        "LC_ALL": os.environ.get("LC_ALL", "C"),
    }
    return subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=environment,
        user=user,
        group=user,
        extra_groups=None if user is None else [],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_a_shim_that_does_not_run_is_passed_over(root: Path, path: Path) -> None:
    put(path, "python3.12", BROKEN)
    put(path, "python3.11", WORKING)
    done = start(path, root / "tools/environment", "--choose")
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, sys.executable, "")


@pytest.fixture
def fresh(root: Path, tmp_path: Path) -> Path:
    """A checkout without an environment, whatever this one has."""
    checkout = tmp_path / "fresh"
    for folder in ("tools", "requirements"):
        shutil.copytree(root / folder, checkout / folder)
    shutil.copy(root / "kinten", checkout)
    return checkout


@pytest.mark.parametrize("text", [None, BROKEN, TOO_OLD])
def test_without_a_python_the_command_to_run_is_named(
    fresh: Path, path: Path, text: str | None
) -> None:
    if text:
        put(path, "python3", text)
    done = start(path, fresh / "kinten", "demo")
    assert (done.returncode, done.stdout) == (2, "")
    assert "見つかりません" in done.stderr
    assert "install python" in done.stderr


def test_without_the_venv_part_its_package_is_named(fresh: Path, path: Path) -> None:
    put(path, "python3.11", BARE)
    put(path, "apt-get", TOO_OLD)
    done = start(path, fresh / "kinten", "demo")
    assert done.returncode == 2
    wanted = "brew install" if sys.platform == "darwin" else "apt install python3.11-venv"
    assert wanted in done.stderr


def made_environment(root: Path, checkout: Path, name: str = ".venv", lock: str = "base") -> Path:
    """A checkout, spaces in its path, with an environment that looks made."""
    (checkout / "tools").mkdir(parents=True)
    (checkout / "requirements").mkdir()
    shutil.copy(root / "kinten", checkout)
    shutil.copy(root / "tools/environment", checkout / "tools")
    (checkout / f"requirements/{lock}.txt").write_text("locked\n", encoding="utf-8")
    programs = checkout / name / "bin"
    programs.mkdir(parents=True)
    put(programs, "python", BROKEN)
    put(programs, "kinten", '#!/bin/sh\nprintf "[%s]" "$@"\n')
    with (checkout / f"requirements/{lock}.txt").open("rb") as held:
        sum_ = subprocess.run(["cksum"], stdin=held, capture_output=True, check=True).stdout
    stamp = f"{sum_.decode().strip()} | {checkout.resolve()} | any\n"
    (checkout / name / "kinten-stamp").write_text(stamp, encoding="utf-8")
    return checkout


def test_a_warm_start_goes_straight_to_the_command(root: Path, path: Path, tmp_path: Path) -> None:
    checkout = made_environment(root, tmp_path / "my files" / "kinten")
    link = tmp_path / "linked"
    link.symlink_to(checkout / "kinten")
    for command in (checkout / "kinten", link):
        done = start(path, command, "judge", "a b.xlsx")
        assert (done.returncode, done.stdout, done.stderr) == (0, "[judge][a b.xlsx]", "")


@pytest.mark.parametrize("verb", ["demo", "serve", "doctor", "backup", "restore", "audit"])
def test_the_verbs_of_the_portal_have_their_environment_which_then_serves_every_verb(
    root: Path, path: Path, tmp_path: Path, verb: str
) -> None:
    plain = made_environment(root, tmp_path / "plain")
    assert start(path, plain / "kinten", verb).returncode == 2
    checkout = made_environment(root, tmp_path / "portal", ".venv-portal", "portal")
    for each in (verb, "judge", "registry"):
        done = start(path, checkout / "kinten", each, "x")
        assert (done.returncode, done.stdout, done.stderr) == (0, f"[{each}][x]", "")


@pytest.mark.parametrize("harm", ["new lock", "half made", "moved"])
def test_an_environment_that_does_not_fit_is_not_used(
    root: Path, path: Path, tmp_path: Path, harm: str
) -> None:
    checkout = made_environment(root, tmp_path / "checkout")
    if harm == "new lock":
        (checkout / "requirements/base.txt").write_text("another\n", encoding="utf-8")
    elif harm == "half made":
        (checkout / ".venv/kinten-stamp").unlink()
    else:
        checkout = checkout.rename(tmp_path / "elsewhere")
    done = start(path, checkout / "kinten", "judge")
    # No Python on this path, so it can only say so; it must not start the command.
    assert (done.returncode, done.stdout) == (2, "")


STRANGER = 65534  # nobody


@pytest.fixture
def elsewhere() -> Iterator[Path]:
    """A folder that every user may enter; pytest's own may be entered by their owner only."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    allow(folder, stat.S_IWUSR)
    shutil.rmtree(folder)


def allow(folder: Path, mode: int) -> None:
    for place in (folder, *(each for each in folder.rglob("*") if not each.is_symlink())):
        place.chmod(place.stat().st_mode | mode)


def start_as_stranger(checkout: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Start where nothing may be written: as another user, or, without the right to be one, as this."""
    programs = programs_in(checkout.parent / "programs")
    allow(checkout.parent, stat.S_IRGRP | stat.S_IROTH)
    for place in (checkout, *(each for each in checkout.rglob("*") if not each.is_symlink())):
        place.chmod(place.stat().st_mode & ~0o222)
    user = STRANGER if os.geteuid() == 0 else None
    return start(programs, checkout / "kinten", *command, user=user)


def test_a_read_only_checkout_of_another_user_starts_without_a_lock(
    root: Path, elsewhere: Path
) -> None:
    checkout = made_environment(root, elsewhere / "checkout")
    done = start_as_stranger(checkout, "judge", "a.xlsx")
    assert (done.returncode, done.stdout, done.stderr) == (0, "[judge][a.xlsx]", "")
    assert not (checkout / ".venv.lock").exists()


def test_where_the_environment_cannot_be_made_it_says_what_to_do(
    root: Path, elsewhere: Path
) -> None:
    checkout = made_environment(root, elsewhere / "checkout")
    (checkout / ".venv/kinten-stamp").unlink()
    done = start_as_stranger(checkout, "judge")
    assert (done.returncode, done.stdout) == (2, "")
    assert all(line.startswith("kinten: ") for line in done.stderr.splitlines())
    for word in ("書き込めない", "持ち主", "tools/environment' .venv", "cp -R"):
        assert word in done.stderr


def test_a_python_that_only_the_owner_may_run_is_named(root: Path, elsewhere: Path) -> None:
    checkout = made_environment(root, elsewhere / "checkout")
    (checkout / ".venv/bin/python").unlink()
    (checkout / ".venv/bin/python3.11").symlink_to("/nowhere/bin/python3.11")
    (checkout / ".venv/bin/python").symlink_to("python3.11")
    done = start_as_stranger(checkout, "judge")
    assert (done.returncode, done.stdout) == (2, "")
    assert "/nowhere/bin/python3.11" in done.stderr
    assert "rm -rf" in done.stderr
