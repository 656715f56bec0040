"""Processes that end with the one that started them, however that one ended."""

import os
import signal
import sys
import threading
import time
from contextlib import suppress

_TIME_TO_END = 5.0


def end_with_starter() -> None:
    """End this process when its starter is gone: the other end of standard input closes with it."""
    threading.Thread(target=_wait_for_end, daemon=True).start()


def end_with_parent() -> None:
    """End this process when it is another process's child than it was: for one without a pipe of its own."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _wait_for_end() -> None:
    with suppress(OSError):
        while os.read(sys.stdin.fileno(), 1024):
            pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_TIME_TO_END)
    os._exit(1)
