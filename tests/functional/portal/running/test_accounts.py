"""`kinten account`: the first invitation of a portal, who has which role, and ending one."""

from __future__ import annotations

import http.cookiejar
import re
import urllib.parse
import urllib.request

import pytest
from jsonschema import Draft202012Validator

from kinten.desk.describing import load_schema

pytestmark = pytest.mark.slow
FIRST = ("invite", "--email", "First@example.jp", "--role", "ministry")


@pytest.fixture
def account(command, workspace):
    def run(*arguments):
        ran = command("account", *arguments, "--workspace", workspace, "--json")
        if ran.code == 0:
            Draft202012Validator(load_schema("account")).validate(ran.document)
        return ran

    return run


def test_the_address_of_an_invitation_makes_the_first_account(account, serving, command, workspace):
    invited = account(*FIRST).document["invited"]
    assert invited["email"] == "first@example.jp"
    path = urllib.parse.urlsplit(invited["address"]).path
    with serving(workspace) as served:
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        browser = urllib.request.build_opener(cookies)
        with browser.open(served.url + path.lstrip("/"), timeout=30) as answer:
            page = answer.read().decode()
        assert "このKintenを動かしている者" in page
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
        told = {"name": "例示 次郎", "language": "ja", "password": "a very long word 7"}
        data = {"csrfmiddlewaretoken": token, **told, "again": told["password"]}
        sent = urllib.parse.urlencode(data).encode()
        with browser.open(served.url + path.lstrip("/"), sent, timeout=30) as answer:
            assert "/accounts/login/" in answer.geturl()

    roles = account("list").document["roles"]
    assert [(each["email"], each["role"]) for each in roles] == [
        ("ministry@example.jp", "ministry"),
        ("first@example.jp", "ministry"),
    ]
    assert command("audit", "verify", "--workspace", workspace).code == 0
    again = account(*FIRST)
    assert (again.code, "もうこの役割" in again.err) == (2, True)


def test_a_hospital_is_named_by_its_name_and_an_invitation_is_not_doubled(account, workspace):
    asked = ("invite", "--email", "a@example.jp", "--role", "hospital", "--hospital", "旭川医科")
    invited = account(*asked, "--letter", "en").document["invited"]

    assert invited["at"] == "旭川医科大学病院"
    assert "/en/invitation/" in invited["address"]
    assert account(*asked).code == 2


def test_by_mail_the_address_stands_in_the_letter(account, workspace):
    told = account(*FIRST, "--mail").document["invited"]
    [letter] = (workspace / "mail").iterdir()

    assert told["is_mailed"]
    assert "first@example.jp" in letter.read_text()


def test_a_role_is_ended_with_its_reason(account):
    role = ("--email", "ministry@example.jp", "--role", "ministry")
    assert account("end", *role).code == 2
    assert account("end", *role, "--reason", "left").document["roles"][0]["role"] == "ministry"
    assert account("list").document["roles"] == []
    assert account("end", *role, "--reason", "left").code == 2


def test_who_lost_the_second_factor_is_freed_with_a_reason(account):
    email = ("--email", "ministry@example.jp")
    freed = account("free", *email, "--reason", "lost the phone").document["freed"]

    assert freed == {"factors": 0, "sessions": 0}
    assert account("free", *email).code == 2
    assert account("free", "--reason", "x").code == 2
    assert account("free", "--email", "b@example.jp", "--reason", "x").code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("invite", "--email", "a@example.jp"),
        ("invite", "--role", "ministry"),
        ("invite", "--email", "a@", "--role", "ministry"),
        ("invite", "--email", "a@example.jp\nb@example.jp", "--role", "ministry"),
        ("invite", "--email", "a@example.jp", "--role", "hospital"),
        ("invite", "--email", "a@example.jp", "--role", "hospital", "--hospital", "none"),
        ("invite", "--email", "a@example.jp", "--role", "ministry", "--hospital", "DCH001"),
        ("invite", "--email", "a@example.jp", "--role", "prefecture"),
        ("invite", "--email", "a@example.jp", "--role", "prefecture", "--prefecture", "99"),
        ("invite", "--email", "a@example.jp", "--role", "king"),
    ],
)
def test_wrong_use_is_told(account, arguments):
    assert account(*arguments).code == 2
    assert len(account("list").document["roles"]) == 1
