"""A portal that is served as users get it, on loopback, over a workspace of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection

import pytest

FILL = """
import sys
from pathlib import Path
from kinten.portal.workspace import make_workspace
from kinten.portal.running.starting import bring_up_to_date, start
folder = Path(sys.argv[1])
make_workspace(folder, is_made_up=True)
start(folder)
bring_up_to_date()
from kinten.portal.running.filling import fill_network
fill_network()
"""


def free_port():
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


def answers(port):
    """Whether a page comes."""
    asked = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        asked.request("GET", "/why/")
        return asked.getresponse().status == 200
    except OSError:
        return False
    finally:
        asked.close()


@pytest.fixture(scope="session")
def portal(tmp_path_factory):
    """Give the address of a running portal."""
    folder, port = tmp_path_factory.mktemp("portal") / "workspace", free_port()
    subprocess.run([sys.executable, "-c", FILL, str(folder)], check=True)
    command = ["-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    environment = {
        **os.environ,
        "KINTEN_WORKSPACE": str(folder),
        "DJANGO_SETTINGS_MODULE": "kinten.portal.settings",
    }
    server = subprocess.Popen(
        [sys.executable, *command, "--log-level", "error", "kinten.portal.wsgi:application"],
        env=environment,
    )
    address = f"http://127.0.0.1:{port}"
    for _ in range(600):
        if answers(port):
            break
        time.sleep(0.1)
    yield address
    server.send_signal(signal.SIGTERM)
    server.wait(30)
