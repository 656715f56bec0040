"""Serving: the server and its worker as two processes, watched until a signal ends all three."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from kinten.portal.running.listening import Listening
from kinten.portal.workspace import VARIABLE
from kinten.vocabulary.wording import FaultError, Words

_LOOK_EVERY = 0.2
_MOST_SECONDS_TO_ANSWER = 180.0
_SECONDS_TO_END = 5.0
_MOST_DEATHS, _WITHIN = 5, 60.0


class Child:
    """A process of ours with its own group; it ends with this one, and is started again when it dies."""

    def __init__(self, module: str, arguments: Sequence[str], folder: Path) -> None:
        self.module = module
        self._command = [sys.executable, "-m", module, *arguments]
        self._environment = {
            **os.environ,
            VARIABLE: str(folder),
            "DJANGO_SETTINGS_MODULE": "kinten.portal.settings",
        }
        self._deaths: deque[float] = deque(maxlen=_MOST_DEATHS)
        self._process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - our own module
            self._command,
            stdin=subprocess.PIPE,
            stdout=2,  # standard output has our one line alone
            env=self._environment,
            start_new_session=True,
        )

    def is_alive(self) -> bool:
        """Whether it runs."""
        return self._process.poll() is None

    def start_again(self) -> None:
        """Start it again; FaultError where it dies again and again."""
        self._end_group(signal.SIGKILL)
        now = time.monotonic()
        self._deaths.append(now)
        if len(self._deaths) == _MOST_DEATHS and now - self._deaths[0] < _WITHIN:
            raise _fault(self.module, "何度も止まります。", "it ends again and again.")
        self._process = self._start()

    def ask_to_end(self) -> None:
        """Ask it to end in order."""
        with suppress(ProcessLookupError):
            self._process.terminate()

    def end(self, deadline: float) -> None:
        """Wait for its end until the deadline, then end it and whatever it started."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(max(0.0, deadline - time.monotonic()))
        self._end_group(signal.SIGKILL)
        self._process.wait()
        if self._process.stdin is not None:
            self._process.stdin.close()

    def _end_group(self, number: int) -> None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, number)


def serve(folder: Path, at: Listening, on_ready: Callable[[], None], stop: threading.Event) -> None:
    """Serve a workspace until ``stop`` is set; calls ``on_ready`` once when the first page answers."""
    place = [at.host, str(at.port), str(at.workers)]
    children: list[Child] = []
    try:
        children.append(Child("kinten.portal.running.web", place, folder))
        children.append(Child("kinten.portal.running.worker", [], folder))
        _wait_for_answer(at, children[0], stop)
        if not stop.is_set():
            on_ready()
        while not stop.wait(_LOOK_EVERY):
            for child in children:
                if not child.is_alive():
                    child.start_again()
    finally:
        for child in children:
            child.ask_to_end()
        deadline = time.monotonic() + _SECONDS_TO_END
        for child in children:
            child.end(deadline)


def stop_by_signal() -> threading.Event:
    """Give an event that SIGTERM and an interruption set; in the main thread."""
    stop = threading.Event()

    def end(number: int, frame: object) -> None:  # noqa: ARG001 - the shape of a handler
        stop.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    return stop


def _wait_for_answer(at: Listening, server: Child, stop: threading.Event) -> None:
    deadline = time.monotonic() + _MOST_SECONDS_TO_ANSWER
    while not stop.wait(_LOOK_EVERY):
        if not server.is_alive():
            raise _fault("kinten serve", "サーバーが始まりません。", "the server does not start.")
        if _answers(at):
            return
        if time.monotonic() > deadline:
            raise _fault("kinten serve", "サーバーが答えません。", "the server does not answer.")


def _answers(at: Listening) -> bool:
    connection = HTTPConnection(at.reached_at, at.port, timeout=5)
    try:
        connection.request("GET", "/", headers={"Host": "127.0.0.1", "X-Forwarded-Proto": "https"})
        return connection.getresponse().status < 500
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _fault(place: str, ja: str, en: str) -> FaultError:
    mend = Words(
        "上の行に理由があります。kinten doctor で確かめてください。",
        "The lines above say why; look with kinten doctor.",
    )
    return FaultError(Words(ja, en), place, mend)
