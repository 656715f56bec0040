"""The server of mail that a workspace names: only over a way that keeps letters and password secret."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinten.portal.mail_server import mail_settings, read_mail
from kinten.vocabulary.wording import FaultError

AT = Path("workspace.toml")
WHOLE = {"host": "smtp.example.jp", "sender": "Kinten <kinten@example.jp>", "user": "kinten"}


@pytest.mark.parametrize(
    ("security", "port", "told"),
    [("starttls", 587, (True, False)), ("tls", 465, (False, True))],
)
def test_a_server_is_told_to_django_with_its_password(tmp_path, security, port, told):
    (tmp_path / "mail-secret").write_text("word\n", encoding="utf-8")
    server = read_mail({**WHOLE, "security": security}, AT)
    settings = mail_settings(server, tmp_path)

    assert server.port == port
    assert (settings["EMAIL_USE_TLS"], settings["EMAIL_USE_SSL"]) == told
    assert settings["EMAIL_HOST_PASSWORD"] == (tmp_path / "mail-secret").read_text().strip()
    assert settings["DEFAULT_FROM_EMAIL"] == "Kinten <kinten@example.jp>"


def test_no_table_is_no_server_and_a_missing_password_is_told(tmp_path):
    assert read_mail(None, AT) is None
    with pytest.raises(FaultError, match="mail-secret"):
        mail_settings(read_mail(WHOLE, AT), tmp_path)


@pytest.mark.parametrize(
    "told",
    [
        "smtp.example.jp",
        {},
        {"host": "smtp.example.jp"},
        {**WHOLE, "sender": "nobody"},
        {**WHOLE, "sender": "a@example.jp\r\nBcc: b@example.jp"},
        {**WHOLE, "port": 0},
        {**WHOLE, "port": "587"},
        {**WHOLE, "port": True},
        {**WHOLE, "security": "some"},
        {**WHOLE, "security": "none"},
        {**WHOLE, "host": "localhost", "security": "none"},
    ],
)
def test_one_that_is_no_use_or_goes_in_clear_is_refused(told):
    with pytest.raises(FaultError):
        read_mail(told, AT)


def test_this_machine_may_be_reached_in_clear():
    told = {"host": "localhost", "sender": "kinten@example.jp", "security": "none"}

    assert read_mail(told, AT).port == 25
