"""What `deploy/` holds, without containers: nginx with its proxy.conf before `kinten serve` over PostgreSQL."""

from __future__ import annotations

import datetime as dt
import gzip
import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
import urllib.parse
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from throwaway_postgresql import throwaway_cluster  # tools/ is on the path of the tests

pytestmark = pytest.mark.slow
NAME = "kinten.example.jp"
READER = "127.0.0.5"
"""Where the reader asks from: another address than the proxy's own."""
AROUND = """
daemon off;
{user}
worker_processes 1;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  include {folder}/proxy.conf;
}}
"""


@pytest.fixture(scope="module")
def compose(root):
    """The services of compose.yaml."""
    told = yaml.safe_load((root / "deploy" / "compose.yaml").read_text(encoding="utf-8"))
    assert set(told["services"]) == {"database", "portal", "proxy"}
    return told


def free_port():
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


def make_certificate(folder):
    """Make a certificate of the name, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "kinten.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    (folder / "kinten.key").write_bytes(key.private_bytes(serialization.Encoding.PEM, form, plain))


@dataclass
class Proxied:
    """A portal behind nginx: ports of both and of plain HTTP, the certificate, the cookies held."""

    portal: int
    https: int
    http: int
    certificate: Path

    def ask(self, address, *, data=None, sni=NAME, plain=False, direct=False, **headers):
        """Ask through the proxy, in clear or of the portal itself; gives status, headers and text."""
        port = self.portal if direct else self.http if plain else self.https
        connection = http.client.HTTPConnection(
            "127.0.0.1", port, timeout=60, source_address=(READER, 0)
        )
        connection.connect()
        if not (plain or direct):
            trusting = ssl.create_default_context(cafile=str(self.certificate))
            connection.sock = trusting.wrap_socket(connection.sock, server_hostname=sni)
        try:
            sent = {"Host": NAME} | {
                name.replace("_", "-"): value for name, value in headers.items()
            }
            if isinstance(data, dict):
                data = urllib.parse.urlencode(data)
                sent.setdefault("Content-Type", "application/x-www-form-urlencoded")
            connection.request("GET" if data is None else "POST", address, data, sent)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()


@pytest.fixture(scope="module")
def proxied(root, make, tmp_path_factory):
    """Serve a workspace over PostgreSQL behind nginx with our proxy.conf; only ports and paths are changed."""
    folder = tmp_path_factory.mktemp("deploy")
    portal, https, plain = free_port(), free_port(), free_port()
    make_certificate(folder)
    told = (root / "deploy" / "proxy.conf").read_text(encoding="utf-8")
    for what, by in (
        ("listen 443", f"listen 127.0.0.1:{https}"),
        ("listen 80", f"listen 127.0.0.1:{plain}"),
        ("/etc/ssl/kinten", str(folder)),
        ("http://portal:8000", f"http://127.0.0.1:{portal}"),
    ):
        assert what in told
        told = told.replace(what, by)
    (folder / "proxy.conf").write_text(told, encoding="utf-8")
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=user), encoding="utf-8")
    with throwaway_cluster() as cluster:
        make(folder / "workspace", cluster.make_database("deployed"))
        with (folder / "workspace" / "workspace.toml").open("a", encoding="utf-8") as toml:
            toml.write(f'address = "https://{NAME}"\n')
        serve = [sys.executable, "-m", "kinten", "serve", "--workers", "2", "--port", str(portal)]
        nginx = [shutil.which("nginx"), "-c", folder / "nginx.conf", "-e", folder / "error.log"]
        served = subprocess.Popen(
            [*serve, "--workspace", folder / "workspace"], stdout=subprocess.PIPE, text=True
        )
        try:
            assert served.stdout.readline().startswith("Kinten: http://")
            proxy = subprocess.Popen(nginx)
            try:
                at = Proxied(portal, https, plain, folder / "kinten.pem")
                wait_for(at, proxy, folder)
                yield at
            finally:
                proxy.terminate()
                proxy.wait(30)
        finally:
            served.terminate()
            served.wait(30)
            served.stdout.close()


def wait_for(at, proxy, folder):
    deadline = time.monotonic() + 30
    while True:
        try:
            at.ask("/", plain=True)
        except OSError:
            assert proxy.poll() is None, (folder / "error.log").read_text(encoding="utf-8")
            assert time.monotonic() < deadline
            time.sleep(0.1)
        else:
            return


def cookies_of(headers):
    """Give the cookies that an answer sets: value and whole line by name."""
    lines = headers.get_all("Set-Cookie") or []
    return {
        line.partition("=")[0]: (line.partition("=")[2].partition(";")[0], line) for line in lines
    }


def sign_in(at, password, origin=f"https://{NAME}", **headers):
    """Sign in by the form as a browser does; gives the answer."""
    _, sent, page = at.ask("/accounts/login/")
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.decode())[1]
    kept = cookies_of(sent)["csrftoken"]
    data = {"csrfmiddlewaretoken": token, "login": "ministry@example.jp", "password": password}
    told = {"Cookie": f"csrftoken={kept[0]}", **headers}
    if origin:
        told["Origin"] = origin
    return at.ask("/accounts/login/", data=data, **told)


def nginx(test):
    """Mark a test that needs nginx and PostgreSQL."""
    return pytest.mark.postgresql(pytest.mark.nginx(test))


@nginx
def test_pages_come_by_https_alone_and_browsers_are_told_so(proxied):
    status, headers, page = proxied.ask("/hospitals/DCH001/")
    assert (status, "旭川医科大学病院" in page.decode()) == (200, True)
    assert headers.get_all("Strict-Transport-Security") == ["max-age=31536000"]
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert headers["Server"] in {None, "nginx"}

    status, headers, _ = proxied.ask("/hospitals/?q=x", plain=True)
    assert (status, headers["Location"]) == (301, f"https://{NAME}/hospitals/?q=x")
    status, headers, _ = proxied.ask("/hospitals/", direct=True)
    assert (status, headers["Location"]) == (301, f"https://{NAME}/hospitals/")


@nginx
def test_one_signs_in_through_it_with_cookies_for_https_alone(proxied, password):
    status, headers, _ = sign_in(proxied, password)
    assert (status, headers["Location"]) == (302, "/desk/")
    value, line = cookies_of(headers)["kinten_session"]
    assert {"Secure", "HttpOnly", "SameSite=Lax"} <= set(line.split("; "))
    assert "Domain" not in line

    _, _, page = proxied.ask("/", Cookie=f"kinten_session={value}")
    assert 'action="/accounts/logout/"' in page.decode()
    _, _, page = proxied.ask("/accounts/sessions/", Cookie=f"kinten_session={value}")
    assert READER in page.decode()


@nginx
@pytest.mark.parametrize("origin", ["https://elsewhere.example", f"http://{NAME}", "null", ""])
def test_a_form_from_elsewhere_signs_nobody_in(proxied, password, origin):
    status, headers, _ = sign_in(proxied, password, origin)

    assert status == 403
    assert "kinten_session" not in cookies_of(headers)


@nginx
def test_what_a_reader_says_of_the_way_it_came_is_not_believed(proxied, password):
    told = {"X_Forwarded_Proto": "https", "Forwarded": "proto=https"}
    assert proxied.ask("/", plain=True, **told)[0] == 301
    assert proxied.ask("/", X_Forwarded_Proto="http")[0] == 200
    assert proxied.ask("/", X_Forwarded_Host="elsewhere.example")[0] == 200

    _, headers, _ = sign_in(proxied, password, X_Forwarded_For="203.0.113.9")
    value, _ = cookies_of(headers)["kinten_session"]
    _, _, page = proxied.ask(
        "/accounts/sessions/", Cookie=f"kinten_session={value}", X_Forwarded_For="203.0.113.9"
    )
    assert "203.0.113.9" not in page.decode()


@nginx
def test_another_name_is_answered_by_nobody(proxied):
    with pytest.raises(ssl.SSLError):
        proxied.ask("/", sni="elsewhere.example")
    for more in ({}, {"plain": True}):
        with pytest.raises(http.client.RemoteDisconnected):
            proxied.ask("/", Host="elsewhere.example", **more)
    assert (
        proxied.ask("/", direct=True, Host="elsewhere.example", X_Forwarded_Proto="https")[0] == 400
    )


@nginx
def test_a_body_past_the_limit_is_refused_before_it_comes_in(proxied):
    assert proxied.ask("/accounts/login/", data=b"x", Content_Length=str(21 * 1024**2))[0] == 413
    for _ in range(20):  # what was sent without a token is refused, and the refusal comes through
        assert proxied.ask("/accounts/login/", data=b"x" * 1_000_000)[0] == 403


@nginx
def test_style_sheets_come_packed_and_are_kept_for_a_year(proxied):
    _, _, page = proxied.ask("/")
    sheet = re.search(r'<link rel="stylesheet" href="([^"]+)"', page.decode())[1]
    status, headers, body = proxied.ask(sheet, Accept_Encoding="gzip")

    assert (status, headers["Content-Type"].partition(";")[0]) == (200, "text/css")
    assert "max-age=31536000" in headers["Cache-Control"]
    assert headers["Content-Encoding"] == "gzip"
    assert b"{" in gzip.decompress(body)


@nginx
def test_the_look_at_its_health_in_the_compose_file_works(proxied, compose):
    kind, program, *how = compose["services"]["portal"]["healthcheck"]["test"]
    assert (kind, program) == ("CMD", "python")

    def look(port):
        here = [each.replace("127.0.0.1:8000", f"127.0.0.1:{port}") for each in how]
        assert here != how
        return subprocess.run(
            [sys.executable, *here], check=False, stderr=subprocess.DEVNULL
        ).returncode

    assert look(proxied.portal) == 0
    assert look(free_port()) != 0


def test_the_compose_file_names_what_there_is(compose, root):
    from kinten.cli.main import _parser
    from kinten.portal.workspace import VARIABLE

    services = compose["services"]
    portal, proxy = services["portal"], services["proxy"]
    line = portal["command"][-1]
    words = line[line.index("kinten serve") :].split()
    given = _parser(words[1:], "ja").parse_args(words[1:])
    assert (given.host, given.port, given.workers) == ("0.0.0.0", 8000, 2)  # noqa: S104 - in a container
    folder = portal["environment"][VARIABLE]
    assert any(each.endswith(f":{folder}") for each in portal["volumes"])
    for service in services.values():
        assert set(service.get("secrets", ())) <= set(compose["secrets"])
        assert set(service.get("depends_on", ())) <= set(services)
        for named in service.get("secrets", ()):
            assert f"/run/secrets/{named}" in str(service)

    conf = (root / "deploy" / "proxy.conf").read_text(encoding="utf-8")
    assert set(re.findall(r"proxy_pass http://(\w+):8000;", conf)) == {"portal"}
    assert {each.rpartition(":")[2] for each in proxy["ports"]} == set(
        re.findall(r"listen (\d+)", conf)
    )
    mounted = dict(each.split(":")[:2] for each in proxy["volumes"])
    assert set(mounted) == {"./proxy.conf", "./tls"}
    assert {f"{mounted['./tls']}/kinten.{end}" in conf for end in ("pem", "key")} == {True}
    made = (root / "deploy" / "Dockerfile").read_text(encoding="utf-8")
    assert portal["image"] == "kinten"
    assert (root / re.search(r"-r (\S+)", made)[1]).is_file()
