"""The policies of routes that other packages bring: by the name of the route."""

_ENTER = (
    "account_login", "account_logout", "account_inactive", "account_reset_password",
    "account_reset_password_done", "account_reset_password_from_key",
    "account_reset_password_from_key_done", "account_email_verification_sent",
    "account_confirm_email", "account_reauthenticate", "mfa_authenticate",
    "mfa_reauthenticate", "mfa_login_webauthn", "mfa_trust", "account_confirm_login_code",
    "account_signup", "account_signup_by_passkey", "account_complete_signup",
    "socialaccount_login_cancelled", "socialaccount_login_error", "socialaccount_signup",
    "openid_connect_login", "openid_connect_callback", "account_request_login_code",
    "account_request_reauthentication_code", "account_confirm_reauthentication_code",
)  # fmt: skip
_OWN = (
    "account_change_password", "account_set_password", "usersessions_list",
    "mfa_index", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes", "mfa_download_recovery_codes", "mfa_list_webauthn",
    "mfa_add_webauthn", "mfa_edit_webauthn", "mfa_remove_webauthn", "mfa_reauthenticate_webauthn",
    "mfa_signup_webauthn",
)  # fmt: skip
# An account is known by the address to which its invitation went: neither is changed or tied by hand.
_CLOSED = ("account_email", "socialaccount_connections")
FOREIGN: dict[str, str] = {
    **dict.fromkeys(_ENTER, "account.enter"),
    **dict.fromkeys(_OWN, "account.own"),
    **dict.fromkeys(_CLOSED, "account.closed"),
    "set_language": "public.read",
}
"""Name of the route to its act; old addresses without a name are shown to nobody."""
