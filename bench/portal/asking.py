"""An open-loop reader: requests begin when they are due, however long the ones before them take.

A request that is late because others are waited for counts from the moment at which it was due, so that
no slow answer hides the ones behind it. Each comes as a reverse proxy hands it on, from a reader of its own.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import quantiles

HOST = "kinten.example.jp"
_CONNECTIONS = 16
_LONGEST = 30.0


@dataclass
class Answers:
    """Milliseconds from the moment each request was due to its last byte, and how it was answered."""

    milliseconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    seconds: float = 0.0

    @property
    def p95(self) -> float:
        """What 95 in a hundred stay below."""
        return quantiles(self.milliseconds, n=100)[94]

    @property
    def median(self) -> float:
        """What half stay below."""
        return quantiles(self.milliseconds, n=100)[49]

    @property
    def rate(self) -> float:
        """Answers in a second."""
        return len(self.milliseconds) / self.seconds

    @property
    def failed(self) -> int:
        """Requests that were answered with something else than a page."""
        return sum(count for status, count in self.statuses.items() if status not in {0, 200})

    @property
    def unanswered(self) -> int:
        """Requests that were not answered within half a minute, or whose connection broke."""
        return self.statuses[0]


def headers_of(reader: int) -> dict[str, str]:
    """Give the headers with which a reverse proxy hands on the request of a reader."""
    return {
        "Host": HOST,
        "X-Forwarded-Proto": "https",
        "X-Forwarded-For": f"10.{reader >> 16 & 255}.{reader >> 8 & 255}.{reader & 255}",
        "Accept-Encoding": "gzip",
    }


def ask(port: int, addresses: Sequence[str], rate: float, seconds: float) -> Answers:
    """Ask for the addresses in turn, ``rate`` times a second."""
    return asyncio.run(_ask(port, addresses, rate, seconds))


async def _ask(port: int, addresses: Sequence[str], rate: float, seconds: float) -> Answers:
    answers, free = Answers(), asyncio.Queue[_Connection]()
    for _ in range(_CONNECTIONS):
        free.put_nowait(_Connection(port))
    start = time.perf_counter()

    async def one(number: int, due: float) -> None:
        # First in, first out: every connection is used, and so is every process of the server.
        connection = await free.get()
        try:
            status = await asyncio.wait_for(
                connection.ask(addresses[number % len(addresses)], number), _LONGEST
            )
        except (OSError, EOFError, ValueError):
            connection.close()
            status = 0
        answers.milliseconds.append((time.perf_counter() - due) * 1000)
        answers.statuses[status] += 1
        free.put_nowait(connection)

    async with asyncio.TaskGroup() as all_of_them:
        for number in range(round(rate * seconds)):
            due = start + number / rate
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            all_of_them.create_task(one(number, due))
    answers.seconds = time.perf_counter() - start
    while not free.empty():
        free.get_nowait().close()
    return answers


class _Connection:
    """A connection that is kept open, opened again where the server has closed it."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, address: str, reader: int) -> int:
        """Ask for an address, read the whole answer; gives its status."""
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        stream, writer = self._streams
        lines = [f"{name}: {value}" for name, value in headers_of(reader).items()]
        writer.write("\r\n".join([f"GET {address} HTTP/1.1", *lines, "", ""]).encode("ascii"))
        head = (await stream.readuntil(b"\r\n\r\n")).decode("latin-1").lower().splitlines()
        told = dict(line.split(": ", 1) for line in head[1:] if ": " in line)
        if told.get("transfer-encoding") == "chunked":
            while size := int(await stream.readline(), 16):
                await stream.readexactly(size + 2)
            await stream.readline()
        else:
            await stream.readexactly(int(told.get("content-length", 0)))
        if told.get("connection") == "close":
            self.close()
        return int(head[0].split()[1])

    def close(self) -> None:
        """Close it; the next request opens it again."""
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None
