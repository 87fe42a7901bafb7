"""A laptop and the demo: plain HTTP on this machine, e-mails left in a folder."""

from arraigo.config.settings.base import *
from arraigo.config.settings.base import HOME

DEBUG = False
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = HOME.mail
# Passkeys on this machine alone: http://localhost is no https address.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
