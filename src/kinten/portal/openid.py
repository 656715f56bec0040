"""Signing in through an organisation's own OpenID Connect provider, as the workspace names it.

workspace.toml    [openid] with name, server_url and client_id
openid-secret     the client's secret; readable by its owner alone
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kinten.vocabulary.wording import FaultError, Words

SECRET = "openid-secret"  # noqa: S105 - the name of the file
PROVIDER = "organisation"
"""The name of the provider in addresses: /accounts/oidc/organisation/login/callback/."""
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class OpenId:
    """A provider: the name on the button, its address and the name under which it knows the portal."""

    name: str
    server_url: str
    client_id: str

    @property
    def origin(self) -> str:
        """Scheme and host of the provider, to which the form of signing in leads."""
        at = urlsplit(self.server_url)
        return f"{at.scheme}://{at.netloc}"


def read_openid(told: object, path: Path) -> OpenId | None:
    """Read the table [openid] of a workspace; None for none, FaultError for one that is incomplete."""
    if told is None:
        return None
    table = told if isinstance(told, Mapping) else {}
    name, server_url, client_id = (
        str(table.get(key, "")).strip() for key in ("name", "server_url", "client_id")
    )
    if not (name and server_url and client_id):
        raise _fault(
            path,
            Words("[openid] に足りない項目があります。", "[openid] lacks something."),
            Words(
                "name、server_url、client_id を書いてください。",
                "Write name, server_url and client_id.",
            ),
        )
    try:
        at = urlsplit(server_url)
        is_safe = at.scheme == "https" or (at.scheme == "http" and at.hostname in _LOOPBACK)
    except ValueError:
        is_safe = False
    if not (is_safe and at.hostname):
        raise _fault(
            path,
            Words("[openid] の server_url が使えません。", "the server_url of [openid] is no use."),
            Words("https:// で始まる住所を書いてください。", "Write an address with https://."),
        )
    return OpenId(name, server_url.rstrip("/"), client_id)


def read_secret(folder: Path) -> str:
    """Read the client's secret; FaultError where its file is not there."""
    path = folder / SECRET
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise _fault(
            path,
            Words(
                "OpenID Connect の秘密が読めません。", "the secret of OpenID Connect is missing."
            ),
            Words(
                f"提供者からもらった秘密を、{SECRET} というファイルに書いてください。",
                f"Write the secret that the provider gave into the file {SECRET}.",
            ),
        ) from error


def providers(openid: OpenId, secret: str) -> dict[str, Any]:
    """Give what allauth wants to know of a provider; every exchange is bound to its browser (PKCE)."""
    app = {
        "provider_id": PROVIDER,
        "name": openid.name,
        "client_id": openid.client_id,
        "secret": secret,
        "settings": {"server_url": openid.server_url, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app]}}


def _fault(path: Path, what: Words, mend: Words) -> FaultError:
    return FaultError(what, str(path), mend)
