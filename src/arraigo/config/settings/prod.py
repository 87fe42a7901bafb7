"""A city's server, behind TLS."""

import os

from arraigo.config.settings.base import *  # noqa: F403

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31536000
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
EMAIL_HOST = os.environ.get("ARRAIGO_MAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("ARRAIGO_MAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("ARRAIGO_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("ARRAIGO_MAIL_PASSWORD", "")
EMAIL_USE_TLS = True
