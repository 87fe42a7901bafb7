"""A city's server, behind TLS."""

import os

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
