"""Settings of the portal for tests: a workspace of its own for each run, no PostgreSQL unless asked for."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from kinten.portal.running.starting import compile_catalogues
from kinten.portal.workspace import VARIABLE, make_workspace

_FOLDER = Path(tempfile.mkdtemp(prefix="kinten-tests-"))
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
make_workspace(
    _FOLDER / "workspace", is_made_up=True, database=os.environ.get("KINTEN_TEST_DATABASE", "")
)
compile_catalogues()
os.environ[VARIABLE] = str(_FOLDER / "workspace")

from kinten.portal.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
"""A slow hash would be most of a test; how slow it is in use is a test of its own."""
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
