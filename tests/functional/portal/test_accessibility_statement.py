"""The accessibility statement is true: what it lists is there, and a page that is not listed is known."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, URLResolver, get_resolver, resolve

from kinten.portal.public.accessibility import NOT_MET, PAGE_TYPES

pytestmark = pytest.mark.django_db
FILES = ("-csv", "-xlsx", "-json", "-metadata", "-pdf")
# Steps that are reached with a secret or a second factor, or that only send on.
STEPS = {
    "account_inactive", "account_reauthenticate", "account_request_reauthentication_code",
    "account_confirm_reauthentication_code", "account_email", "account_email_verification_sent",
    "account_set_password", "account_confirm_login_code", "account_confirm_email",
    "account_reset_password_from_key", "account_reset_password_from_key_done", "mfa_authenticate",
    "mfa_reauthenticate", "mfa_deactivate_totp", "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes", "mfa_download_recovery_codes", "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn", "mfa_edit_webauthn", "mfa_login_webauthn", "socialaccount_login_cancelled",
    "socialaccount_login_error", "socialaccount_signup", "socialaccount_connections",
    "openid_connect_login", "openid_connect_callback", "guideline-clause",
}  # fmt: skip
# What the browser test makes itself, and what is only sent to.
MADE = {"invitation", "job", "findings-file", "report-sent"}
SENT = {
    "report-return", "report-accept", "report-publish", "report-discard", "decision-publish",
    "decision-comment", "invitation_withdraw", "kept-view-remove", "job_cancel", "record_verify",
    "findings-erase", "decision-withdraw", "opinion-give",
}  # fmt: skip


def named(resolver, namespace=""):
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            inner = f"{namespace}{each.namespace}:" if each.namespace else namespace
            yield from named(each, inner)
        elif each.name:
            yield namespace + each.name


def test_every_page_is_a_tested_type_or_known_not_to_be():
    tested = {
        resolve(urlsplit(each.address).path).view_name for each in PAGE_TYPES if not each.is_made
    }
    pages = {
        name
        for name in named(get_resolver())
        if not name.startswith("api:") and not name.endswith(FILES)
    }

    assert pages - tested - STEPS - MADE - SENT == set(), "give each a line in PAGE_TYPES"


@pytest.mark.parametrize("each", [each for each in PAGE_TYPES if not each.is_made])
def test_every_type_has_an_address_that_leads_somewhere(each):
    try:
        resolve(urlsplit(each.address).path)
    except Resolver404:
        pytest.fail(each.address)


def test_no_type_is_listed_twice():
    told = [(each.address, each.role) for each in PAGE_TYPES]

    assert len(set(told)) == len(told)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_statement_tells_each_type_who_opens_it_and_what_is_not_met(visitor, lang):
    from django.utils.html import escape

    page = visitor.get("/accessibility/" if lang == "ja" else "/en/accessibility/").content.decode()

    for each in PAGE_TYPES:
        assert escape(each.words.in_language(lang)) in page
        assert each.role is None or escape(each.role.label.in_language(lang)) in page
    for words in NOT_MET:
        assert escape(words.in_language(lang)) in page
