"""Tests: the owner sets the stage, requests assume the role that row-level security binds."""

import os

from arraigo.config.settings.base import *
from arraigo.config.settings.base import HOME, STORAGES, database

SECRET_KEY = "for the tests alone, never for people"
DATABASES = {"default": database(os.environ.get("DATABASE_URL", "postgresql:///arraigo"), role="owner")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STATIC_ROOT = HOME.root / "estaticos-de-prueba"
# Static files straight from the packages: tests collect none.
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
