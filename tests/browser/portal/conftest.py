"""A portal that is served as users get it, on loopback, over a workspace of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection

import pytest
from playwright.sync_api import sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
FILL = """
import json
import os
import sys
from pathlib import Path
from kinten.portal.workspace import make_workspace
from kinten.portal.running.starting import bring_up_to_date, start
folder = Path(sys.argv[1])
make_workspace(folder, is_made_up=True, database=os.environ.get("KINTEN_TEST_DATABASE", ""))
start(folder)
bring_up_to_date()
from kinten.portal.running import example_workspace
accounts = example_workspace.fill()
from kinten.portal.jobs.services import ask_for
from kinten.portal.jobs.works import VERIFY
from kinten.portal.people.models import Person
from kinten.portal.people.services import invite
from kinten.portal.policy.viewer import Grant, Role
from kinten.portal.record.appending import SYSTEM, Actor
ministry = Person.objects.get(email="ministry@example.jp")
_, word = invite(SYSTEM, None, "new@example.jp", Grant(Role.HOSPITAL, "EX001"))
job = ask_for(Actor(ministry.pk, "ministry"), VERIFY, "browser")
from kinten.portal.registry_pages.models import FindingsFile
findings = f"/hospitals/EX001/findings/{FindingsFile.objects.get().pk}/"
made = {"invitation": f"/invitation/{word}/", "job": f"/jobs/{job.pk}/", "findings": findings}
print(json.dumps({"accounts": accounts, "made": made}))
"""
"""The workspace of the demo: the real network, invented hospitals with reports, a user of every role."""


def free_port():
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


def answers(port):
    """Whether a page comes."""
    asked = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        asked.request("GET", "/why/")
        return asked.getresponse().status == 200
    except OSError:
        return False
    finally:
        asked.close()


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    """Fill a workspace; gives its folder, its accounts, and the addresses of what was made in it."""
    folder = tmp_path_factory.mktemp("portal") / "workspace"
    done = subprocess.run(
        [sys.executable, "-c", FILL, str(folder)], check=True, stdout=subprocess.PIPE
    )
    return {"folder": folder, **json.loads(done.stdout.splitlines()[-1])}


@pytest.fixture(scope="session")
def portal(filled):
    """Give the address of a running portal."""
    port = free_port()
    command = ["-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    environment = {
        **os.environ,
        "KINTEN_WORKSPACE": str(filled["folder"]),
        "DJANGO_SETTINGS_MODULE": "kinten.portal.settings",
    }
    server = subprocess.Popen(
        [sys.executable, *command, "--log-level", "error", "kinten.portal.wsgi:application"],
        env=environment,
    )
    address = f"http://127.0.0.1:{port}"
    for _ in range(600):
        if answers(port):
            break
        time.sleep(0.1)
    yield address
    server.send_signal(signal.SIGTERM)
    server.wait(30)


@pytest.fixture(scope="session")
def account(filled):
    """Give the invented user of a role: the address of mail and the password."""

    def of(role):
        return next(each for each in filled["accounts"] if each["role"] == str(role))

    return of


@pytest.fixture(scope="session")
def cookies():
    """Keep the cookies of each role that signed in, so that each signs in once."""
    return {}


@pytest.fixture(scope="module")
def browser(chromium):
    """One browser for the tests of a file; each page has a context of its own."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def open_page(browser):
    """Open a page that remembers what it said and what it asked for."""
    contexts = []

    def open_one(*, scripts=True):
        context = browser.new_context(
            viewport={"width": 1200, "height": 900}, locale="ja-JP", java_script_enabled=scripts
        )
        contexts.append(context)
        page = context.new_page()
        page.told, page.asked = [], []
        page.on("console", lambda message: page.told.append(message.text))
        page.on("pageerror", lambda error: page.told.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        return page

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture
def open_as(portal, open_page, account, cookies):
    """Open a page as somebody of a role; None is a visitor."""

    def open_one(role, address, *, scripts=True):
        page = open_page(scripts=scripts)
        if role is not None:
            if role not in cookies:
                sign_in(page, account(role))
                cookies[role] = page.context.cookies()
            page.context.add_cookies(cookies[role])
        page.told.clear()
        page.asked.clear()
        page.goto(portal + address)
        if "/reauthenticate/" in page.url:
            # Some pages ask for the password again after five minutes.
            page.locator("main input[type=password]").fill(account(role)["password"])
            page.locator("main button[type=submit]").first.click()
        return page

    def sign_in(page, user):
        page.goto(f"{portal}/accounts/login/")
        page.locator("main input[name=login]").fill(user["email"])
        page.locator("main input[name=password]").fill(user["password"])
        page.locator("main input[name=password]").press("Enter")
        page.locator("form[action$='/logout/']").wait_for()

    return open_one


@pytest.fixture(scope="session")
def pictures(root):
    """The folder in which the pictures of the pages are kept."""
    folder = root / ".check" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
