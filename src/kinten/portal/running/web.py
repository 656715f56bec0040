"""The server as a process of its own: ``python -m kinten.portal.running.web HOST PORT WORKERS``."""

import sys

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from kinten.portal.running.living import end_with_starter

THREADS, BODIES = 4, 3
"""How many requests a process answers at once, and how many of them may wait for a body."""
_SECONDS_TO_END = 3


def main() -> None:
    """Serve until a signal ends it."""
    host, port, workers = sys.argv[1:4]
    end_with_starter()
    Server(
        "kinten.portal.running.application:application",
        address=host,
        port=int(port),
        interface=Interfaces.WSGI,
        workers=int(workers),
        blocking_threads=THREADS,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        respawn_interval=1.0,
        workers_kill_timeout=_SECONDS_TO_END,
    ).serve()


if __name__ == "__main__":
    main()
