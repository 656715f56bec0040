"""The worker as a process of its own: takes jobs, and says every ten seconds that it is alive."""

import logging
import os
import secrets
import socket
import threading
import time

from kinten.portal.running.living import end_with_starter
from kinten.portal.running.starting import start
from kinten.portal.workspace import workspace_folder

_log = logging.getLogger(__name__)


def main() -> None:
    """Work until a signal ends it."""
    start(workspace_folder())
    end_with_starter()
    name = f"{socket.gethostname()[:32]}-{os.getpid()}-{secrets.token_hex(4)}"
    threading.Thread(target=_keep_beating, args=(name,), daemon=True).start()
    from django.core.management import call_command

    call_command("db_worker", worker_id=name, interval=1.0, startup_delay=False, verbosity=0)


def _keep_beating(name: str) -> None:
    """Say that the worker is alive, and take up the jobs of those that are not."""
    from django.db import Error, close_old_connections

    from kinten.portal.jobs.watching import EVERY_SECONDS, beat, take_up_lost

    while True:
        try:
            close_old_connections()
            beat(name)
            take_up_lost()
        except Error:
            # A database that is away for a while: the next beat tells it again.
            _log.exception("no heartbeat could be written")
        time.sleep(EVERY_SECONDS)


if __name__ == "__main__":
    main()
