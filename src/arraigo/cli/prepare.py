"""Run as the owner of the database, in a process of its own: makes the keys and the tables that are missing.

Each line on standard output is a step; a failure is a sentence on standard error.
"""

import sys

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from arraigo.cli.language import _
from arraigo.core.crypto import keyring


def main() -> int:
    """Bring the installation up to this version of the program and return the exit code."""
    django.setup()
    folder = settings.HOME.keys
    if not (folder / "indice.key").exists():
        if _holds_data():
            sentence = _("La base de datos tiene datos cifrados, pero faltan sus llaves en {folder}. Cópielas ahí.")
            sys.stderr.write(sentence.format(folder=folder) + "\n")
            return 1
        keyring.create(folder)
    sys.stdout.write(_("Creando las tablas…") + "\n")
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    return 0


def _holds_data() -> bool:
    """Return whether a city has been made: only then may something be encrypted."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('places_city') IS NOT NULL")
        if not cursor.fetchone()[0]:
            return False
        cursor.execute("SELECT EXISTS (SELECT FROM places_city)")
        return bool(cursor.fetchone()[0])


if __name__ == "__main__":
    sys.exit(main())
