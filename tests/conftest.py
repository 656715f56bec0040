"""What every test shares: Hypothesis profiles, missing programs, the folder of real data."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from programs import PROGRAMS  # tools/ is on the path of the tests (pyproject.toml)

ROOT = Path(__file__).resolve().parent.parent
SHARED_DATA = ROOT.parent / "shared" / "data"

# No deadlines: the machines that run this are shared. `ci` draws the same examples every time.
CALM = [HealthCheck.too_slow]
settings.register_profile(
    "ci",
    max_examples=100,
    derandomize=True,
    deadline=None,
    print_blob=True,
    suppress_health_check=CALM,
)
settings.register_profile(
    "fast", max_examples=20, derandomize=True, deadline=None, suppress_health_check=CALM
)
settings.register_profile(
    "long", max_examples=2000, deadline=None, print_blob=True, suppress_health_check=CALM
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def missing_programs() -> dict[str, str]:
    """Marker -> what its tests lack here."""
    return {
        marker: program.name
        for program in PROGRAMS
        if not program.is_here()
        for marker in program.markers
    }


def command_of(marker: str) -> str:
    commands = next(program.commands for program in PROGRAMS if marker in program.markers)
    found = next((path for path in map(shutil.which, commands) if path), None)
    return found or pytest.fail(f"mark this test `{marker}`")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, and so list, what cannot run here. On a build server a missing program fails."""
    lacks = missing_programs()
    on_server = os.environ.get("CI") == "true"
    for item in items:
        if item.get_closest_marker("shared_data") and not SHARED_DATA.is_dir():
            item.add_marker(pytest.mark.skip(reason="../shared/data is not there"))
        if on_server:
            continue
        for marker, program in lacks.items():
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=f"missing program: {program}"))


def pytest_runtest_setup(item: pytest.Item) -> None:
    if os.environ.get("CI") != "true":
        return
    for marker, program in missing_programs().items():
        if item.get_closest_marker(marker):
            pytest.fail(f"missing program: {program}", pytrace=False)


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data; for tests marked `shared_data` only."""
    return SHARED_DATA


@pytest.fixture(scope="session")
def chromium() -> str:
    """Chromium's path; for tests marked `chromium`."""
    return command_of("chromium")


@pytest.fixture(scope="session")
def soffice() -> str:
    """LibreOffice's path; for tests marked `libreoffice`."""
    return command_of("libreoffice")


@pytest.fixture(scope="session")
def atlas() -> Any:
    """The packaged geography and network; frozen, so that every test may share it."""
    from kinten.desk.atlas import load_atlas

    return load_atlas()


@pytest.fixture(scope="session")
def geography(atlas: Any) -> Any:
    """The packaged frames, municipalities and borders."""
    return atlas.geography
