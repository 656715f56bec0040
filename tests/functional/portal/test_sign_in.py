"""Signing in and out: cookies, forged forms, redirects, frames, limits."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core import mail
from django.test import Client

from kinten.portal.record.models import Event
from kinten.portal.workspace import make_workspace

pytestmark = pytest.mark.django_db
WORDS = "correct horse battery"
LOGIN = "/accounts/login/"


def test_one_signs_in_by_address_and_password_and_it_is_recorded(a, visitor, send, sign_in, is_in):
    assert sign_in(send, visitor, "A@Example.JP")["Location"] == "/desk/"
    assert is_in(visitor)
    last = Event.objects.last()
    assert (last.act, last.actor) == ("account.sign_in", a.pk)


def test_an_english_reader_comes_to_the_english_pages(a, visitor, send, sign_in):
    a.language = "en"
    a.save()

    assert sign_in(send, visitor)["Location"] == "/en/desk/"


def test_a_wrong_password_is_told_in_japanese_and_linked(a, visitor, send, sign_in, is_in):
    answer = sign_in(send, visitor, words="wrong")
    page = answer.content.decode()

    assert 'role="alert"' in page
    assert "正しくありません" in page
    assert not is_in(visitor)


def test_an_empty_form_links_each_error_to_its_field(visitor, send, sign_in):
    page = sign_in(send, visitor, "", "").content.decode()

    assert 'href="#id_login"' in page
    assert 'href="#id_password"' in page
    assert 'aria-invalid="true"' in page


@pytest.mark.parametrize(
    "told", [{"email": "a\0@example.jp"}, {"words": "x" * 9000}, {"email": "あ" * 400}]
)
def test_odd_input_is_no_error(a, visitor, send, told, sign_in):
    assert sign_in(send, visitor, **told).status_code == 200


def test_failures_lock_the_account_and_nobody_else_behind_the_same_address(
    a, person, send, sign_in, is_in
):
    person(email="b@example.jp")
    for _ in range(5):
        client = Client(HTTP_HOST="127.0.0.1", enforce_csrf_checks=True)
        sign_in(send, client, words="wrong")
    locked, other = (Client(HTTP_HOST="127.0.0.1", enforce_csrf_checks=True) for _ in range(2))

    assert "ログイン失敗が連続しています" in sign_in(send, locked, words="wrong").content.decode()
    assert "ログイン失敗が連続しています" in sign_in(send, locked).content.decode()
    assert not is_in(locked)
    assert sign_in(send, other, "b@example.jp").status_code == 302
    assert is_in(other)


def test_another_name_of_the_host_or_spelling_gives_no_further_tries(a, send, sign_in, is_in):
    for _ in range(5):
        sign_in(send, Client(HTTP_HOST="127.0.0.1", enforce_csrf_checks=True), words="wrong")
    other = Client(HTTP_HOST="localhost", enforce_csrf_checks=True)

    assert sign_in(send, other, "A@EXAMPLE.jp").status_code == 200
    assert not is_in(other)


def test_many_sign_in_from_one_address_within_a_minute(person, send, sign_in):
    for number in range(35):
        person(email=f"p{number}@example.jp")
        client = Client(HTTP_HOST="127.0.0.1", enforce_csrf_checks=True)
        assert sign_in(send, client, f"p{number}@example.jp").status_code == 302


def test_cookies_are_kept_from_scripts_and_other_sites(a, visitor, send, sign_in):
    answer = sign_in(send, visitor)
    cookie = answer.cookies["kinten_session"]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert answer.cookies["csrftoken"]["samesite"] == "Lax"


def test_under_a_public_address_cookies_are_secure_and_forms_lead_to_the_provider(tmp_path: Path):
    folder = tmp_path / "ws"
    make_workspace(folder, is_made_up=True)
    with (folder / "workspace.toml").open("a", encoding="utf-8") as file:
        file.write('address = "https://kinten.example.jp"\n[openid]\nname = "A"\nclient_id = "k"\n')
        file.write('server_url = "https://id.example.jp/a"\n')
    (folder / "openid-secret").write_text("s", encoding="utf-8")
    asked = (
        "from kinten.portal import settings as s; print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE,"
        " s.SECURE_SSL_REDIRECT, *s.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'])"
    )
    told = subprocess.run(
        [sys.executable, "-c", asked],
        env=os.environ | {"KINTEN_WORKSPACE": str(folder)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.split() == ["True", "True", "True", "'self'", "https://id.example.jp"]


@pytest.mark.parametrize(("remember", "ends"), [(True, 12 * 60 * 60), (False, "")])
def test_a_session_ends_with_the_browser_unless_it_is_to_be_remembered(
    a, visitor, send, remember, ends, sign_in
):
    answer = sign_in(send, visitor, **({"remember": "on"} if remember else {}))

    assert answer.cookies["kinten_session"]["max-age"] == ends


def test_the_session_changes_its_key_on_signing_in(a, visitor, send, sign_in):
    visitor.get(LOGIN)
    session = visitor.session
    session["x"] = 1
    session.save()
    visitor.cookies["kinten_session"] = session.session_key
    sign_in(send, visitor)

    assert visitor.cookies["kinten_session"].value != session.session_key


def test_a_forged_form_is_refused_in_japanese(a, client_of, is_in):
    client = client_of(a)
    for address in (LOGIN, "/account/", "/people/invite/", "/accounts/logout/"):
        answer = client.post(address, {"name": "x", "language": "ja"})
        assert answer.status_code == 403
        assert "送信を受け付けませんでした" in answer.content.decode()
    a.refresh_from_db()
    assert a.name == "例示 太郎"
    assert is_in(client)


@pytest.mark.parametrize(
    "where",
    [
        "//evil.example/",
        "https://evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "///evil.example",
    ],
)
def test_signing_in_leads_nowhere_else(a, visitor, send, where, sign_in):
    visitor.get(LOGIN, {"next": where})
    assert sign_in(send, visitor, next=where)["Location"] == "/desk/"


def test_signing_in_leads_back_to_the_page_asked_for(a, visitor, send, sign_in):
    asked = visitor.get("/people/")["Location"]
    assert asked == "/accounts/login/?next=%2Fpeople%2F"

    assert sign_in(send, visitor, next="/people/")["Location"] == "/people/"


@pytest.mark.parametrize("where", ["//evil.example/", "https://evil.example/"])
def test_signing_out_leads_nowhere_else(a, client_of, send, where):
    assert send(client_of(a), "/accounts/logout/", {"next": where})["Location"] == "/"


def test_signing_out_takes_a_post(a, client_of, send, is_in):
    client = client_of(a)
    assert client.get("/accounts/logout/").status_code == 200
    assert is_in(client)

    send(client, "/accounts/logout/")
    assert not is_in(client)


@pytest.mark.parametrize(
    "address", ["/", LOGIN, "/account/", "/people/", "/accounts/2fa/", "/nowhere/"]
)
def test_no_page_is_shown_in_a_frame(a, client_of, address):
    answer = client_of(a).get(address)

    assert answer["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


def test_nobody_signs_up_without_an_invitation(visitor, send, is_in):
    page = visitor.get("/accounts/signup/").content.decode()
    assert "招待" in page
    assert 'name="password1"' not in page
    told = {"email": "new@example.jp", "password1": WORDS}
    send(visitor, "/accounts/signup/", told)

    assert mail.outbox == []
    assert not is_in(visitor)


def test_an_account_that_was_closed_does_not_sign_in(a, visitor, send, sign_in, is_in):
    a.is_active = False
    a.save()
    sign_in(send, visitor)

    assert not is_in(visitor)


@pytest.mark.parametrize("new", ["short7", "123456789012345", "a@example.jp"])
def test_a_weak_password_is_refused(a, client_of, send, new):
    told = {"oldpassword": WORDS, "password1": new, "password2": new}
    page = send(client_of(a), "/accounts/password/change/", told).content.decode()

    assert 'href="#id_password1"' in page
    a.refresh_from_db()
    assert a.check_password(WORDS)


def test_a_password_is_changed_and_noted_without_it(a, client_of, send):
    told = dict.fromkeys(("password1", "password2"), "another long word 7")
    answer = send(client_of(a), "/accounts/password/change/", {"oldpassword": WORDS} | told)

    assert answer["Location"] == "/account/"
    last = Event.objects.last()
    assert (last.act, last.before, last.after) == ("account.password", None, None)


def test_a_forgotten_password_is_set_anew_by_mail_and_unknown_addresses_get_none(a, visitor, send):
    for email in ("nobody@example.jp", "a@example.jp"):
        assert send(visitor, "/accounts/password/reset/", {"email": email}).status_code == 302
    [sent] = mail.outbox
    assert sent.to == ["a@example.jp"]
    address = re.search(r"http://127\.0\.0\.1(/\S+)", sent.body)[1]
    form = visitor.get(address, follow=True)
    told = dict.fromkeys(("password1", "password2"), "another long word 7")
    send(visitor, form.redirect_chain[-1][0], told)

    a.refresh_from_db()
    assert a.check_password("another long word 7")


@pytest.mark.parametrize("address", ["/accounts/email/", "/accounts/3rdparty/"])
def test_an_account_is_not_tied_to_another_address_by_hand(a, client_of, address):
    assert client_of(a).get(address).status_code == 403
