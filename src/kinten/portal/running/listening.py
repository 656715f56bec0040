"""Where the server listens: what is refused before anything is started."""

import errno
import ipaddress
import socket
from dataclasses import dataclass

from kinten.portal.workspace import Workspace
from kinten.vocabulary.wording import FaultError, Words, told_system


@dataclass(frozen=True, slots=True)
class Listening:
    """An address of this machine, a port, and how many processes answer there."""

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1

    @property
    def reached_at(self) -> str:
        """The host under which this machine itself reaches it."""
        return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104

    @property
    def url(self) -> str:
        """The address of the first page."""
        host = f"[{self.reached_at}]" if ":" in self.reached_at else self.reached_at
        return f"http://{host}:{self.port}/"


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches the address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def check_exposure(workspace: Workspace, host: str) -> None:
    """Raise where others could reach a portal that is made up, or that has no https address."""
    if is_loopback(host):
        return
    if workspace.is_made_up:
        raise FaultError(
            Words(
                "例示用の作業フォルダーは、ほかの機械からは見せません。",
                "a made-up workspace is not shown to other machines.",
            ),
            f"--host {host}",
            Words(
                "--host を付けずに始めるか、kinten serve --new で本物を作ってください。",
                "Leave --host out, or make a real one with kinten serve --new.",
            ),
        )
    if not workspace.address.startswith("https://"):
        raise FaultError(
            Words(
                "https の住所がないので、ほかの機械からは見せません（パスワードが平文で流れます）。",
                "it has no https address, so it is not shown to other machines (passwords would go in clear).",
            ),
            f"--host {host}",
            Words(
                'workspace.toml に address = "https://..." を書き、逆プロキシの後ろに置いてください。',
                'Write address = "https://..." into workspace.toml and put it behind a reverse proxy.',
            ),
        )


def take_port(at: Listening) -> Listening:
    """Give where to listen, with a free port for port 0; FaultError where the port cannot be had."""
    if not 0 <= at.port < 65536:
        raise FaultError(
            Words("そのようなポートはありません。", "there is no such port."),
            f"--port {at.port}",
            Words("0から65535までです。", "It is from 0 to 65535."),
        )
    try:
        family, _, _, _, place = socket.getaddrinfo(at.host, at.port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
            return Listening(at.host, int(probe.getsockname()[1]), at.workers)
    except (OSError, UnicodeError) as error:
        raise _cannot_listen(at, error) from error


def _cannot_listen(at: Listening, error: OSError | UnicodeError) -> FaultError:
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        what = Words("ポートは使われています。", "the port is in use.")
    else:
        told = told_system(error) if isinstance(error, OSError) else Words(str(error), str(error))
        what = Words(
            f"そこでは待ち受けられません（{told.ja}）。", f"it cannot listen there ({told.en})."
        )
    return FaultError(
        what,
        f"{at.host}:{at.port}",
        Words(
            "--port で別の番号を指定してください（0なら空いた番号）。",
            "Choose another with --port (0 takes a free one).",
        ),
    )
