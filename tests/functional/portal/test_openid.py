"""Signing in through an organisation's own OpenID Connect provider, started by the test on loopback."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.cache import cache

from kinten.portal.openid import OpenId, providers, read_openid, read_secret
from kinten.portal.people.models import Person
from kinten.portal.policy.viewer import Grant, Role
from kinten.portal.record.models import Event
from kinten.vocabulary.wording import FaultError

pytestmark = pytest.mark.django_db
CLIENT, WORD = "kinten-portal", "between-us"
BEGIN, BACK = "/accounts/oidc/organisation/login/", "/accounts/oidc/organisation/login/callback/"


class Provider(ThreadingHTTPServer):
    """A small provider: everybody who comes to it is ``claims``."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server_port}"
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.claims = {"sub": "7", "email": "A@example.jp", "email_verified": True, "name": "A"}
        self.asked = {}
        self.refusals = []

    def tell(self):
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        }

    def token_for(self, form, authorization):
        """Check the client, its code and its proof that it began the sign-in; None where one is wrong."""
        basic = base64.b64decode(authorization.removeprefix("Basic ")).decode()
        asked = self.asked.pop(form.get("code", [""])[0], None)
        proof = hashlib.sha256(form.get("code_verifier", [""])[0].encode()).digest()
        challenge = base64.urlsafe_b64encode(proof).rstrip(b"=").decode()
        if asked is None or basic != f"{CLIENT}:{WORD}":
            return None
        if asked["code_challenge"] != [challenge] or asked["redirect_uri"] != form["redirect_uri"]:
            return None
        now = int(time.time())
        told = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 60, **self.claims}
        signed = jwt.encode(told, self.key, algorithm="RS256", headers={"kid": "1"})
        return {"access_token": "a", "token_type": "Bearer", "expires_in": 60, "id_token": signed}


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def answer(self, told, status=200):
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        at = urlsplit(self.path)
        if at.path == "/.well-known/openid-configuration":
            self.answer(self.server.tell())
        elif at.path == "/authorize":
            asked = parse_qs(at.query)
            code = f"code{len(self.server.asked)}"
            self.server.asked[code] = asked
            back = urlencode({"code": code, "state": asked["state"][0]})
            self.send_response(302)
            self.send_header("Location", f"{asked['redirect_uri'][0]}?{back}")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif at.path == "/userinfo":
            self.answer(self.server.claims)
        else:
            public = jwt.algorithms.RSAAlgorithm.to_jwk(self.server.key.public_key(), as_dict=True)
            self.answer({"keys": [public | {"kid": "1", "alg": "RS256", "use": "sig"}]})

    def do_POST(self):
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        token = self.server.token_for(form, self.headers.get("Authorization", ""))
        self.answer(token or {"error": "invalid_grant"}, 200 if token else 400)


class Stay(HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


@pytest.fixture
def provider(settings, monkeypatch):
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "127.0.0.1")
    cache.clear()
    with Provider() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        told = OpenId("例示の組織", server.address, CLIENT)
        settings.SOCIALACCOUNT_PROVIDERS = providers(told, WORD)
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def a(person):
    return person(Grant(Role.HOSPITAL, "DCH001"), email="a@example.jp")


def go_to(address):
    """Go to the provider as a browser does; gives where it leads back to."""
    with pytest.raises(HTTPError) as stayed:
        build_opener(Stay).open(Request(address))  # noqa: S310 - loopback
    with stayed.value as answer:
        return answer.headers["Location"]


def round_trip(send, client, begin=BEGIN):
    out = send(client, begin)
    assert out.status_code == 302
    back = go_to(out["Location"])
    return client.get(back.removeprefix("http://127.0.0.1"))


def is_in(client):
    return 'action="/accounts/logout/"' in client.get("/").content.decode()


def test_a_person_with_an_account_signs_in_through_the_provider(a, provider, visitor, send):
    page = visitor.get("/accounts/login/").content.decode()
    assert "例示の組織" in page
    assert BEGIN in page
    assert visitor.get(BEGIN).status_code == 200  # nothing begins by a link alone

    answer = round_trip(send, visitor)

    assert answer["Location"] == "/desk/"
    assert is_in(visitor)
    assert "a@example.jp" in visitor.get("/account/").content.decode()
    assert a.check_password("correct horse battery")
    acts = list(Event.objects.filter(actor=a.pk).values_list("act", flat=True))
    assert acts == ["account.connect", "account.sign_in"]


def test_a_second_sign_in_finds_the_same_account(a, provider, visitor, send):
    round_trip(send, visitor)
    send(visitor, "/accounts/logout/")

    assert round_trip(send, visitor).status_code == 302
    assert is_in(visitor)
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ({"email": "nobody@example.jp"}, "nobody@example.jp"),
        ({"email_verified": False}, "確かめたメールの宛先を知らせませんでした"),
        ({"email_verified": "false"}, "確かめたメールの宛先を知らせませんでした"),
        ({"email": ""}, "確かめたメールの宛先を知らせませんでした"),
    ],
)
def test_whoever_has_no_account_is_told_what_to_do(a, provider, visitor, send, claims, words):
    provider.claims |= claims
    answer = round_trip(send, visitor)

    assert answer.status_code == 403
    assert words in answer.content.decode()
    assert "招待" in answer.content.decode()
    assert not is_in(visitor)
    assert Person.objects.count() == 1


def test_whoever_has_another_address_by_now_comes_no_further(a, person, provider, visitor, send):
    round_trip(send, visitor)
    send(visitor, "/accounts/logout/")
    person(Grant(Role.MINISTRY), email="m@example.jp")

    for email in ("m@example.jp", "nobody@example.jp"):
        provider.claims["email"] = email
        assert round_trip(send, visitor).status_code == 403
        assert not is_in(visitor)


def test_a_closed_account_stays_closed(a, provider, visitor, send):
    a.is_active = False
    a.save()
    round_trip(send, visitor)

    assert not is_in(visitor)


def test_nothing_is_tied_to_an_account_by_hand(a, provider, client_of, send):
    provider.claims |= {"sub": "8", "email": "other@example.jp"}
    answer = round_trip(send, client_of(a), f"{BEGIN}?process=connect")

    assert answer.status_code == 403
    assert not Event.objects.filter(act="account.connect").exists()


def test_an_answer_that_this_browser_did_not_ask_for_is_refused(a, provider, visitor, send, client):
    back = go_to(send(visitor, BEGIN)["Location"]).removeprefix("http://127.0.0.1")
    client.get(back)  # somebody else's browser

    assert not is_in(client)
    assert not is_in(visitor)


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"code": "x"},
        {"code": "\0", "state": "\0"},
        {"error": "access_denied"},
        {"state": "x" * 5000},
    ],
)
def test_odd_answers_are_no_error_of_ours(provider, visitor, query):
    assert visitor.get(BACK, query).status_code < 500
    assert not is_in(visitor)


def test_the_button_is_not_there_without_a_provider(visitor):
    assert "組織の利用者でサインイン" not in visitor.get("/accounts/login/").content.decode()
    assert visitor.get(BEGIN).status_code == 404


@pytest.mark.parametrize(
    "told",
    [
        "x",
        {"name": "A", "client_id": "k"},
        {"name": "A", "client_id": "k", "server_url": "http://provider.example"},
        {"name": "A", "client_id": "k", "server_url": "https://"},
        {"name": "A", "client_id": "k", "server_url": "https://[x"},
    ],
)
def test_a_workspace_that_names_half_a_provider_is_refused(tmp_path, told):
    with pytest.raises(FaultError, match="openid"):
        read_openid(told, tmp_path / "workspace.toml")


def test_a_workspace_names_a_provider_and_its_secret(tmp_path):
    from kinten.portal.workspace import make_workspace, open_workspace

    folder = tmp_path / "ws"
    made = make_workspace(folder, is_made_up=True)
    assert made.openid is None
    with (folder / "workspace.toml").open("a", encoding="utf-8") as file:
        file.write(
            '[openid]\nname = "組織"\nserver_url = "https://id.example.jp/a/"\nclient_id = "k"\n'
        )
    found = open_workspace(folder).openid

    assert found == OpenId("組織", "https://id.example.jp/a", "k")
    assert found.origin == "https://id.example.jp"
    with pytest.raises(FaultError, match="openid-secret"):
        read_secret(folder)
    (folder / "openid-secret").write_text("s\n", encoding="utf-8")
    assert read_secret(folder) == "s"
