"""Settings that every installation shares. What differs by place comes from the environment."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from arraigo.config.home import home

SOURCE = Path(__file__).resolve().parents[2]
HOME = home()

DEBUG = False
DEMO = os.environ.get("ARRAIGO_DEMO") == "1"
SECRET_KEY = os.environ.get("ARRAIGO_SECRET_KEY", "")
ALLOWED_HOSTS = os.environ.get("ARRAIGO_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
# Where people reach this installation: links in mail, on paper and in codes begin with it.
PUBLIC_URL = os.environ.get("ARRAIGO_URL", "http://127.0.0.1:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("ARRAIGO_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "ninja",
    "anymail",
    "arraigo.core.ui",
    "arraigo.core.languages",
    "arraigo.core.tenancy",
    "arraigo.core.crypto",
    "arraigo.core.audit",
    "arraigo.core.jobs",
    "arraigo.core.files",
    "arraigo.core.outbox",
    "arraigo.core.places",
    "arraigo.core.organisations",
    "arraigo.core.accounts",
    "arraigo.core.consent",
    "arraigo.core.people",
    "arraigo.core.imports",
    "arraigo.areas.directory",
    "arraigo.areas.training",
    "arraigo.areas.plans",
    "arraigo.areas.attention",
    # After ours, so that our templates take the place of theirs.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "arraigo.core.accounts.middleware.PrivacyMiddleware",
    "arraigo.areas.attention.web.guide.middleware.GuideMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "arraigo.core.languages.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "arraigo.core.tenancy.middleware.AssumedRoleMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "arraigo.core.accounts.middleware.CityMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "arraigo.config.searches.PrivateSearchMiddleware",
]

ROOT_URLCONF = "arraigo.config.urls"
WSGI_APPLICATION = "arraigo.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "arraigo.config.navigation.shell",
            ],
            "builtins": ["arraigo.core.ui.templatetags.ui"],
        },
    }
]
FORM_RENDERER = "arraigo.core.ui.forms.Renderer"


def database(url: str, *, role: str) -> dict[str, object]:
    """Translate a `postgresql://` address into Django's words, assuming `role` from the first byte on."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    options = {key: value for key, value in query.items() if key != "host"}
    if role == "app":
        options["options"] = "-c role=arraigo_app"
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "arraigo",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


# The owner migrates, backs up and sets tests up; everything else runs as arraigo_app, which row-level security binds.
DATABASE_ROLE = os.environ.get("ARRAIGO_DATABASE_ROLE", "app")
DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""), role=DATABASE_ROLE)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
] + [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24 * 3

ACCOUNT_ADAPTER = "arraigo.core.accounts.web.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# Whoever makes a user vouches for the address; nobody signs up by themselves.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_SESSION_COOKIE_AGE = 60 * 60 * 8
ACCOUNT_FORMS = {
    "login": "arraigo.core.accounts.web.forms.SignInForm",
    "change_password": "arraigo.core.accounts.web.forms.ChangePasswordForm",
    "reset_password": "arraigo.core.accounts.web.forms.ResetPasswordForm",
    "reset_password_from_key": "arraigo.core.accounts.web.forms.NewPasswordForm",
    "reauthenticate": "arraigo.core.accounts.web.forms.ConfirmPasswordForm",
}
MFA_ADAPTER = "arraigo.core.accounts.web.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Arraigo"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "arraigo.core.accounts.web.forms.CodeForm",
    "reauthenticate": "arraigo.core.accounts.web.forms.ConfirmCodeForm",
    "activate_totp": "arraigo.core.accounts.web.forms.ActivateCodesForm",
    "add_webauthn": "arraigo.core.accounts.web.forms.AddKeyForm",
    "edit_webauthn": "arraigo.core.accounts.web.forms.RenameKeyForm",
}
# One limiter on guessing, our own (core.accounts.guessing): allauth's counts in the cache, which forgets and races.
ACCOUNT_RATE_LIMITS = False
MFA_RATE_LIMITS = False

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# What a page may ask of the device: passkeys, and nothing else.
PERMISSIONS_POLICY = ", ".join(
    [
        *(
            f"{feature}=()"
            for feature in (
                "camera",
                "display-capture",
                "geolocation",
                "microphone",
                "payment",
                "usb",
                "serial",
                "midi",
            )
        ),
        "publickey-credentials-create=(self)",
        "publickey-credentials-get=(self)",
    ]
)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "es"
LANGUAGES = [
    ("es", _("español")),
    ("en", _("inglés")),
    ("fr", _("francés")),
    ("ht", _("criollo haitiano")),
    ("pt", _("portugués")),
    ("qu", _("kichwa")),
]
LOCALE_PATHS = [SOURCE.parents[1] / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "America/Guayaquil"
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = "arraigo.core.languages.formats"

STATIC_URL = "/estaticos/"
STATIC_ROOT = HOME.root / "estaticos"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = HOME.files
# A letter of hundreds of recommendations is answered in one form, five fields for each.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 30 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
    # What one process may remember for a while and nobody may keep.
    "process": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "process",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}

DEFAULT_FROM_EMAIL = os.environ.get("ARRAIGO_MAIL_FROM", "arraigo@localhost")

# What the areas hand to the core, by dotted path, so that the core need not know them.
IMPORT_KINDS = ["arraigo.areas.training.importers.KINDS"]
IMPORT_MAX_BYTES = int(os.environ.get("ARRAIGO_IMPORT_MAX_MB", "25")) * 1024 * 1024
PERSON_PANELS = [
    "arraigo.areas.training.queries.participation.panel",
    "arraigo.areas.training.queries.privacy.results_panel",
]
PERSON_SCOPES = ["arraigo.areas.training.queries.participation.in_scope"]
PERSON_INSTITUTIONS = ["arraigo.areas.training.queries.participation.institutions"]
MAIL_SAMPLES = [
    "arraigo.config.mail_samples.SAMPLES",
    "arraigo.areas.training.queries.mail_samples.SAMPLES",
    "arraigo.areas.plans.queries.mail_samples.SAMPLES",
    "arraigo.areas.directory.queries.mail_samples.SAMPLES",
]
SEARCH_FINDERS = ["arraigo.areas.training.queries.participation.find_courses"]
DEMO_PARTS = [
    "arraigo.areas.training.demo.build",
    "arraigo.areas.plans.demo.build",
    "arraigo.areas.directory.demo.build",
    "arraigo.areas.attention.demo.build",
]
# What comes back by the clock in every city: a function `(*, at)` and the minutes between its turns.
RECURRING = [
    ("arraigo.areas.training.api.look_after_applications", 15),
    ("arraigo.areas.training.api.remind", 15),
    ("arraigo.areas.training.api.purge_due", 24 * 60),
    ("arraigo.areas.plans.api.remind_letters", 60),
    ("arraigo.areas.plans.api.tell_answers", 15),
]
# What a worker looks after when it starts besides the jobs, because another may have died: functions `()`.
WORKER_STARTS = ["arraigo.core.outbox.api.resume_everywhere"]

# One formatter for all, which leaves people's data out; Django's own handlers would write it, or mail it.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"without_people": {"()": "arraigo.config.logs.Formatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "without_people"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        name: {"handlers": [], "level": "WARNING", "propagate": True}
        for name in (
            "django",
            "django.request",
            "django.security",
            "django.server",
            "django.db",
            "django_tasks",
            "django_tasks_db",
            "arraigo",
        )
    },
}
