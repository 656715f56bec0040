"""Bodies of requests: how large one may be, and how many at once may keep a thread waiting for theirs.

A sender that sends slowly holds a thread of the server for as long. Some threads are therefore never given
to a request with a body, so that pages are read however many slow senders there are.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from threading import BoundedSemaphore
from typing import Any

Start = Callable[..., Any]
Application = Callable[[dict[str, Any], Start], Iterable[bytes]]

MOST_BYTES = 20 * 1024 * 1024
"""The largest body; the proxy of ``deploy`` says the same."""
_AT_ONCE = 64 * 1024
_TOO_LARGE = "413 Content Too Large", "大きすぎます。 / It is too large."
_NO_LENGTH = "411 Length Required", "大きさが示されていません。 / Its length is not told."
_NO_ROOM = (
    "503 Service Unavailable",
    "混み合っています。少し後にもう一度送ってください。 / Busy: send it again.",
)


class BoundedBodies:
    """An application of WSGI around another: refuses a body before it is read, tells why in plain words."""

    def __init__(self, application: Application, at_once: int) -> None:
        self._application = application
        self._room = BoundedSemaphore(at_once)

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        """Pass a request on, or refuse it."""
        told = str(environ.get("CONTENT_LENGTH") or "0")
        length = int(told) if told.isascii() and told.isdigit() and len(told) < 20 else None
        if environ.get("HTTP_TRANSFER_ENCODING") or length is None:
            return _refuse(start, *_NO_LENGTH)
        if length > MOST_BYTES:
            return _refuse(start, *_TOO_LARGE)
        if not length:
            return self._application(environ, start)
        if not self._room.acquire(blocking=False):
            return _refuse(start, *_NO_ROOM, ("Retry-After", "10"))
        body = _Body(environ["wsgi.input"], length, self._room)
        try:
            answer = self._application({**environ, "wsgi.input": body}, start)
        except BaseException:
            body.leave()
            raise
        return _Answer(answer, body)


class _Body:
    """A body that gives its room back as soon as it was read."""

    def __init__(self, stream: Any, length: int, room: BoundedSemaphore) -> None:  # noqa: ANN401 - WSGI's
        self._stream = stream
        self._left = length
        self._room: BoundedSemaphore | None = room

    def read(self, size: int = -1) -> bytes:
        """Read up to ``size`` bytes."""
        return self._count(self._stream.read(size), size)

    def readline(self, size: int = -1) -> bytes:
        """Read a line."""
        return self._count(self._stream.readline(size), size)

    def __iter__(self) -> Iterator[bytes]:
        while line := self.readline():
            yield line

    def read_rest(self) -> None:
        """Read to the end, and forget it."""
        with suppress(OSError):
            while self._left > 0 and self.read(min(self._left, _AT_ONCE)):
                pass

    def leave(self) -> None:
        """Give the room back, once."""
        room, self._room = self._room, None
        if room is not None:
            room.release()

    def _count(self, part: bytes, size: int) -> bytes:
        self._left -= len(part)
        if self._left <= 0 or (not part and size != 0):
            self.leave()
        return part


class _Answer:
    """An answer that gives the room of its body back when it is closed."""

    def __init__(self, answer: Iterable[bytes], body: _Body) -> None:
        self._answer = answer
        self._body = body

    def __iter__(self) -> Iterator[bytes]:
        # A connection that ends over what was not read is cut: sender or proxy would get no answer.
        self._body.read_rest()
        return iter(self._answer)

    def close(self) -> None:
        """Close the answer within."""
        try:
            close = getattr(self._answer, "close", None)
            if close is not None:
                close()
        finally:
            self._body.leave()


def _refuse(start: Start, status: str, words: str, *headers: tuple[str, str]) -> Iterable[bytes]:
    text = words.encode()
    plain = ("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(text)))
    start(status, [*plain, ("X-Content-Type-Options", "nosniff"), *headers])
    return [text]
