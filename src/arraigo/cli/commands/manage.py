"""`arraigo manage …`: Django's own commands, as the owner of the database, for developers."""

import os
import sys

from arraigo.cli.bootstrap import installation, name_settings
from arraigo.cli.call import load
from arraigo.config.home import home

WITHOUT_DATABASE = {"makemessages", "compilemessages", "help", "diffsettings", "collectstatic", "findstatic"}


def manage(*, arguments: list[str]) -> None:
    """Run one of Django's commands on an installation whose database answers but is not migrated for it."""
    os.environ.setdefault("ARRAIGO_DATABASE_ROLE", "owner")
    run = load("django.core.management:execute_from_command_line")
    command = ["arraigo manage", *arguments]
    if not arguments or arguments[0] in WITHOUT_DATABASE or {"--help", "-h"} & set(arguments):
        name_settings(home())
        run(command)
        return
    with installation(lambda sentence: None, prepare=False):
        run(command)
    sys.stdout.flush()
