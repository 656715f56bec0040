"""Django's settings, made from the workspace; nothing is secret here, and nothing is read from elsewhere."""

from pathlib import Path
from secrets import token_urlsafe
from typing import Any
from urllib.parse import unquote, urlsplit

from kinten import __version__
from kinten.portal.mail_server import mail_settings
from kinten.portal.openid import providers, read_secret
from kinten.portal.workspace import has_workspace, open_workspace, workspace_folder

_HERE = Path(__file__).parent
_FOLDER = workspace_folder()
# Tools that only look at the models (types, migrations, messages) start without a workspace.
WORKSPACE = open_workspace(_FOLDER) if has_workspace(_FOLDER) else None
_IS_PUBLIC = WORKSPACE is not None and bool(WORKSPACE.address)

SECRET_KEY = WORKSPACE.secret if WORKSPACE else token_urlsafe(48)
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
if WORKSPACE is not None and WORKSPACE.address:
    ALLOWED_HOSTS.append(urlsplit(WORKSPACE.address).hostname or "")
    CSRF_TRUSTED_ORIGINS = [WORKSPACE.address]
CONTACT = WORKSPACE.contact if WORKSPACE else ""
IS_MADE_UP = WORKSPACE is not None and WORKSPACE.is_made_up

INSTALLED_APPS = [
    "kinten.portal.record",
    "kinten.portal.people",
    "kinten.portal.places",
    "kinten.portal.meetings",
    "kinten.portal.reports",
    "kinten.portal.opinions",
    "kinten.portal.jobs",
    "kinten.portal.registry_pages",
    "kinten.portal.views_kept",
    "kinten.portal.look",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "csp",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    # Before the token is looked for: that reads a form with all its files.
    "kinten.portal.uploads.limiting.BoundedUploads",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "kinten.portal.look.faults.FaultPages",
    "kinten.portal.policy.stating.StatedPolicies",
    "kinten.portal.uploads.limiting.BoundedDownloads",
]
ROOT_URLCONF = "kinten.portal.urls"
WSGI_APPLICATION = "kinten.portal.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_HERE / "look" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kinten.portal.look.context.page",
            ],
            "builtins": ["kinten.portal.look.templatetags.kinten"],
        },
    }
]


def _database() -> dict[str, Any]:
    """Give SQLite in the workspace, or the PostgreSQL of an address such as postgresql://kinten@/kinten."""
    if WORKSPACE is None:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
    if not WORKSPACE.database:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": WORKSPACE.sqlite,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # What is erased is overwritten in the file too.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                "PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;",
            },
        }
    at = urlsplit(WORKSPACE.database)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": at.path.lstrip("/"),
        "USER": unquote(at.username or ""),
        # A password stands in the environment or in ~/.pgpass, never in the workspace.
        # Taken from the whole, since `hostname` folds the capitals of a socket's folder.
        "HOST": unquote(at.netloc.rpartition("@")[2].removesuffix(f":{at.port}")),
        "PORT": at.port or "",
        "CONN_MAX_AGE": 60,
    }


DATABASES = {"default": _database()}
# Shared by all processes: limits of sign-in hold whichever of them answers.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
    },
    # Of one process, for what is counted at every request: no request waits for the disk.
    "memory": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
for _validator in AUTH_PASSWORD_VALIDATORS:
    if _validator["NAME"].endswith("MinimumLengthValidator"):
        _validator["OPTIONS"] = {"min_length": 12}  # type: ignore[assignment]

LOGIN_REDIRECT_URL = "/desk/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_ADAPTER = "kinten.portal.people.adapting.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
# By account, never by address: a whole hospital may stand behind one address.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "5/5m/key",
    "reset_password": "5/h/key",
    "login": None,
    "reset_password_from_key": "600/m/ip",
}
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Kinten] "
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Kinten"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "add_webauthn": "kinten.portal.people.keys.AddKeyForm",
    "edit_webauthn": "kinten.portal.people.keys.RenameKeyForm",
}
# No secret of a passkey can be guessed, and a whole hospital may stand behind one address.
MFA_RATE_LIMITS = {"webauthn_login": "600/m/ip"}
USERSESSIONS_TRACK_ACTIVITY = True
# The list of sessions tells the reader's address that our own proxy saw, not the proxy's.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if _IS_PUBLIC else 0
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_ADAPTER = "kinten.portal.people.adapting.OutsideAdapter"

LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", "日本語"), ("en", "English")]
LOCALE_PATHS = [_HERE / "locale"]
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True

STATIC_URL = f"/static/{__version__}/"
STATICFILES_DIRS = [_HERE / "look" / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 31_536_000 if WORKSPACE else 0
WHITENOISE_MIMETYPES = {".mjs": "text/javascript"}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "worker-src": ["'self'"],
    }
}
if WORKSPACE is not None and WORKSPACE.openid is not None:
    SOCIALACCOUNT_PROVIDERS = providers(WORKSPACE.openid, read_secret(WORKSPACE.folder))
    # The form that begins a sign-in leads on to the provider.
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"].append(WORKSPACE.openid.origin)
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = _IS_PUBLIC
SECURE_HSTS_SECONDS = 31_536_000 if _IS_PUBLIC else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _IS_PUBLIC else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _IS_PUBLIC
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_NAME = "kinten_session"
LANGUAGE_COOKIE_SAMESITE = "Lax"
DATA_UPLOAD_MAX_MEMORY_SIZE = FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_NUMBER_FILES = 4
# Of one file: a filled form has about 30 kB.
UPLOAD_MOST_BYTES = 8 * 1024 * 1024
# How many in how many seconds, of one account, or of one address that may be a whole hospital's.
FILE_LIMITS = {"uploads": (30, 600), "downloads": (600, 60)}

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = (WORKSPACE.folder if WORKSPACE else _FOLDER) / "mail"
DEFAULT_FROM_EMAIL = "kinten@localhost"
if WORKSPACE is not None and WORKSPACE.mail is not None:
    globals().update(mail_settings(WORKSPACE.mail, WORKSPACE.folder))

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
