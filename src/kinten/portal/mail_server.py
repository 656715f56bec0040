"""The server that sends letters, as the workspace names it.

workspace.toml    [mail] with host, port, sender, security (starttls, tls, none) and, where it asks for one, user
mail-secret       the password of that user; readable by its owner alone
"""

from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from kinten.vocabulary.wording import FaultError, Words

SECRET = "mail-secret"  # noqa: S105 - the name of the file
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_PORTS = {"starttls": 587, "tls": 465, "none": 25}


@dataclass(frozen=True, slots=True)
class MailServer:
    """A server of mail: where it is, from whom letters come, how the way there is kept secret."""

    host: str
    port: int
    sender: str
    security: str
    user: str = ""


def read_mail(told: object, path: Path) -> MailServer | None:
    """Read the table [mail] of a workspace; None for none, FaultError for one that is no use."""
    if told is None:
        return None
    table = told if isinstance(told, Mapping) else {}
    host, sender, user = (str(table.get(key, "")).strip() for key in ("host", "sender", "user"))
    security = str(table.get("security", "starttls")).strip()
    port = table.get("port", _PORTS.get(security))
    if not host or "@" not in parseaddr(sender)[1] or set(sender) & set("\r\n"):
        raise _fault(
            path,
            Words("[mail] に足りない項目があります。", "[mail] lacks something."),
            Words(
                'host と、sender = "Kinten <kinten@example.jp>" のような差出人を書いてください。',
                'Write host, and a sender such as "Kinten <kinten@example.jp>".',
            ),
        )
    is_port = isinstance(port, int) and not isinstance(port, bool) and 0 < port < 65536
    if security not in _PORTS or not is_port:
        raise _fault(
            path,
            Words(
                "[mail] の security か port が使えません。", "security or port of [mail] is no use."
            ),
            Words(
                "security は starttls、tls、none のどれか、port は1から65535までです。",
                "security is starttls, tls or none, port from 1 to 65535.",
            ),
        )
    if security == "none" and (host not in _LOOPBACK or user):
        raise _fault(
            path,
            Words("手紙とパスワードが平文で流れます。", "letters and password would go in clear."),
            Words(
                "security を starttls か tls にしてください（none は同じ機械で、user なしのときだけ）。",
                "Make security starttls or tls (none is for this machine alone, without a user).",
            ),
        )
    return MailServer(host, int(str(port)), sender, security, user)


def mail_settings(server: MailServer, folder: Path) -> dict[str, Any]:
    """Give what Django wants to know; FaultError where the password of a user is not there."""
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": server.host,
        "EMAIL_PORT": server.port,
        "EMAIL_USE_TLS": server.security == "starttls",
        "EMAIL_USE_SSL": server.security == "tls",
        "EMAIL_HOST_USER": server.user,
        "EMAIL_HOST_PASSWORD": _password(folder) if server.user else "",
        "EMAIL_TIMEOUT": 20,
        "DEFAULT_FROM_EMAIL": server.sender,
    }


def _password(folder: Path) -> str:
    path = folder / SECRET
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise _fault(
            path,
            Words(
                "メールのパスワードが読めません。", "the password of the mail server is missing."
            ),
            Words(
                f"{SECRET} というファイルに書いてください（持ち主だけが読めるように）。",
                f"Write it into the file {SECRET}, readable by its owner alone.",
            ),
        ) from error


def _fault(path: Path, what: Words, mend: Words) -> FaultError:
    return FaultError(what, str(path), mend)
