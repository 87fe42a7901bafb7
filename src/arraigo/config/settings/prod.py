"""A city's server, behind TLS."""

import os

from django.core.exceptions import ImproperlyConfigured

from arraigo.config.settings.base import *

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
# Whoever watches over the server asks from inside, before TLS.
SECURE_REDIRECT_EXEMPT = [r"^salud/$"]
SECURE_HSTS_SECONDS = 31536000
SESSION_COOKIE_SECURE = True
# The browser itself refuses this name from another host or without TLS.
SESSION_COOKIE_NAME = "__Host-sesion"
CSRF_COOKIE_SECURE = True
# How many proxies stand in front: the last that many addresses of X-Forwarded-For are theirs, and to be trusted.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("ARRAIGO_PROXIES", "1"))
EMAIL_HOST = os.environ.get("ARRAIGO_MAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("ARRAIGO_MAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("ARRAIGO_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("ARRAIGO_MAIL_PASSWORD", "")
EMAIL_USE_TLS = True

# A provider's API instead of a mail server: what it is called, and the name of its key in anymail's settings.
MAIL_PROVIDERS = {
    "brevo": "BREVO_API_KEY",
    "mailersend": "MAILERSEND_API_TOKEN",
    "mailgun": "MAILGUN_API_KEY",
    "mailjet": "MAILJET_API_KEY",
    "postmark": "POSTMARK_SERVER_TOKEN",
    "resend": "RESEND_API_KEY",
    "sparkpost": "SPARKPOST_API_KEY",
}
if MAIL_PROVIDER := os.environ.get("ARRAIGO_MAIL_PROVIDER", ""):
    if MAIL_PROVIDER not in MAIL_PROVIDERS:
        raise ImproperlyConfigured(f"ARRAIGO_MAIL_PROVIDER: {', '.join(sorted(MAIL_PROVIDERS))}")
    EMAIL_BACKEND = f"anymail.backends.{MAIL_PROVIDER}.EmailBackend"
    ANYMAIL = {MAIL_PROVIDERS[MAIL_PROVIDER]: os.environ.get("ARRAIGO_MAIL_KEY", "")}
    # What some need beside their key: the secret of Mailjet, the domain and region of Mailgun.
    for name in ("MAILJET_SECRET_KEY", "MAILGUN_SENDER_DOMAIN", "MAILGUN_API_URL"):
        if value := os.environ.get(f"ARRAIGO_{name}"):
            ANYMAIL[name] = value
