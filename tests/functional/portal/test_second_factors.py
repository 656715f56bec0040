"""Second factors, security keys and the list of sessions, as allauth brings them under our policy."""

from __future__ import annotations

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from kinten.portal.record.models import Event

pytestmark = pytest.mark.django_db
WORDS = "correct horse battery"
LOGIN = "/accounts/login/"


def code_of(secret, step=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))


def enrol(send, client):
    """Register an authenticator app, after the password was asked for again; gives its secret."""
    again = send(client, "/accounts/reauthenticate/", {"password": WORDS, "next": "/account/"})
    assert again["Location"] == "/account/"
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    secret = re.search(r'id="authenticator_secret"[^>]*value="([A-Z2-7]+)"', page)[1]
    assert send(client, "/accounts/2fa/totp/activate/", {"code": "000000x"}).status_code == 200
    assert (
        send(client, "/accounts/2fa/totp/activate/", {"code": code_of(secret)}).status_code == 302
    )
    return secret


def test_a_second_factor_is_registered_and_asked_for(a, visitor, send, sign_in, is_in):
    sign_in(send, visitor)
    secret = enrol(send, visitor)
    assert "登録してあります" in visitor.get("/account/").content.decode()
    acts = list(Event.objects.filter(object_id=str(a.pk)).values_list("act", flat=True))
    assert "account.factor_add" in acts
    assert secret not in "".join(str(each.__dict__) for each in Event.objects.all())
    send(visitor, "/accounts/logout/")

    assert sign_in(send, visitor)["Location"].startswith("/accounts/2fa/authenticate/")
    assert not is_in(visitor)
    assert send(visitor, "/accounts/2fa/authenticate/", {"code": "123"}).status_code == 200
    assert not is_in(visitor)
    assert (
        send(visitor, "/accounts/2fa/authenticate/", {"code": code_of(secret)}).status_code == 302
    )
    assert is_in(visitor)


def test_a_code_is_used_once(a, visitor, send, sign_in, is_in):
    sign_in(send, visitor)
    secret = enrol(send, visitor)
    code = code_of(secret)
    for is_let_in in (True, False):
        client = Client(HTTP_HOST="127.0.0.1", enforce_csrf_checks=True)
        sign_in(send, client)
        send(client, "/accounts/2fa/authenticate/", {"code": code})
        assert is_in(client) == is_let_in


def test_a_password_without_the_second_factor_opens_nothing(a, visitor, send, sign_in):
    sign_in(send, visitor)
    enrol(send, visitor)
    client = Client(HTTP_HOST="127.0.0.1", enforce_csrf_checks=True)
    sign_in(send, client)

    for address in ("/account/", "/people/", "/accounts/2fa/", "/accounts/sessions/"):
        assert client.get(address).status_code == 302


def test_before_a_second_factor_the_password_is_asked_for_again(a, visitor, send, sign_in):
    sign_in(send, visitor)
    answer = visitor.get("/accounts/2fa/totp/activate/")
    assert answer["Location"].startswith("/accounts/reauthenticate/")

    wrong = send(visitor, "/accounts/reauthenticate/", {"password": "wrong"})
    assert 'href="#id_password"' in wrong.content.decode()
    assert visitor.get("/accounts/2fa/totp/activate/").status_code == 302


@pytest.mark.parametrize("name", ["mfa_add_webauthn", "mfa_list_webauthn", "mfa_index", "mfa_view_recovery_codes",
                                  "account_change_password", "usersessions_list", "account_logout"])  # fmt: skip
def test_pages_of_the_account_need_no_inline_script_or_style(a, visitor, send, name, sign_in):
    sign_in(send, visitor)
    enrol(send, visitor)
    for prefix in ("", "/en"):
        page = visitor.get(prefix + reverse(name), follow=True).content.decode()
        assert page.count("<h1>") == 1
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page)
        for script in re.findall(r"<script([^>]*)>", page):
            assert "src=" in script or 'type="application/json"' in script
        for source in re.findall(r'src="([^"]+)"', page):
            assert source.startswith(("/static/", "data:image/"))


def test_the_scripts_of_security_keys_are_served_from_here(a, visitor, send, sign_in):
    sign_in(send, visitor)
    enrol(send, visitor)
    page = visitor.get("/accounts/2fa/webauthn/add/").content.decode()
    scripts = [each for each in re.findall(r'<script src="([^"]+)"', page) if "webauthn" in each]

    assert len(scripts) == 2
    for address in scripts:
        answer = visitor.get(address)
        assert answer.status_code == 200
        assert b"eval(" not in answer.getvalue()
        for close in answer._resource_closers:  # its close() would end the test's connection too
            close()


def test_the_list_of_sessions_shows_another_one_and_ends_it(a, visitor, send, sign_in, is_in):
    sign_in(send, visitor)
    other = Client(
        HTTP_HOST="127.0.0.1", enforce_csrf_checks=True, headers={"User-Agent": "Other/7"}
    )
    sign_in(send, other)
    other.get("/account/")
    page = visitor.get("/accounts/sessions/").content.decode()
    assert "Other/7" in page
    assert page.count("この端末") == 1

    send(visitor, "/accounts/sessions/")

    assert is_in(visitor)
    assert not is_in(other)
    assert "Other/7" not in visitor.get("/accounts/sessions/").content.decode()


def test_a_second_factor_that_is_taken_away_is_noted(a, visitor, send, sign_in):
    sign_in(send, visitor)
    enrol(send, visitor)
    assert send(visitor, "/accounts/2fa/totp/deactivate/").status_code == 302

    noted = Event.objects.filter(act__startswith="account.factor").values_list("act", "after")
    assert [(act, after["kind"]) for act, after in noted] == [
        ("account.factor_add", "totp"),
        ("account.factor_add", "recovery_codes"),
        ("account.factor_remove", "totp"),
        ("account.factor_remove", "recovery_codes"),
    ]
    assert "登録していません" in visitor.get("/account/").content.decode()
