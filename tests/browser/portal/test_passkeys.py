"""Security keys and passkeys in Chromium, with a key that Chromium itself plays."""

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.chromium

EMAIL, WORDS = "keys@example.jp", "correct horse battery"
MAKE = """
import sys
from pathlib import Path
from kinten.portal.running.starting import start
start(Path(sys.argv[1]))
from kinten.portal.people.services import make_person
from kinten.portal.record.appending import SYSTEM
make_person(SYSTEM, sys.argv[2], "例示 鍵", sys.argv[3], is_made_up=True)
"""


@pytest.fixture(scope="module")
def named(portal, filled):
    """The portal under its name, since a key is tied to a name, with somebody who has no key yet."""
    started = [sys.executable, "-c", MAKE, str(filled["folder"]), EMAIL, WORDS]
    subprocess.run(started, check=True, env=os.environ)
    return portal.replace("127.0.0.1", "localhost")


@pytest.fixture
def page(open_page):
    """A page of a browser that has a key."""
    made = open_page()
    key = made.context.new_cdp_session(made)
    key.send("WebAuthn.enable")
    told = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    key.send("WebAuthn.addVirtualAuthenticator", {"options": told})
    return made


def sign_in(page, at):
    page.goto(f"{at}/accounts/login/")
    page.locator("main input[name=login]").fill(EMAIL)
    page.locator("main input[name=password]").fill(WORDS)
    page.locator("main input[name=password]").press("Enter")


def sign_out(page, at):
    page.goto(f"{at}/")
    page.locator("form[action$='/logout/'] button").click()
    page.get_by_role("link", name="サインイン", exact=True).wait_for()


def test_a_key_is_added_signs_in_alone_and_is_the_second_factor(named, page):
    sign_in(page, named)
    page.locator("form[action$='/logout/']").wait_for()
    page.goto(f"{named}/accounts/2fa/webauthn/add/")
    if "/reauthenticate/" in page.url:
        page.locator("main input[type=password]").fill(WORDS)
        page.locator("main input[type=password]").press("Enter")
    page.get_by_label("鍵の名前").fill("例示の鍵")
    page.get_by_label("パスキーとして使う").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/recovery-codes/")

    sign_out(page, named)
    page.goto(f"{named}/accounts/login/")
    page.locator("#passkey_login").click()
    page.get_by_text("例示 鍵").wait_for()

    sign_out(page, named)
    sign_in(page, named)
    page.locator("#mfa_webauthn_authenticate").click()
    page.get_by_text("例示 鍵").wait_for()


def test_under_a_number_the_page_tells_where_keys_work(portal, named, open_page):
    page = open_page()
    page.goto(f"{portal}/en/accounts/login/?next=/account/")
    link = page.get_by_role("link", name=f"{named}/en/accounts/login/")
    assert link.get_attribute("href") == f"{named}/en/accounts/login/?next=/account/"

    page.goto(f"{named}/accounts/login/")
    assert page.get_by_text("番号の住所").count() == 0
