"""Commands that need Django and a database that is up to date."""

import os
from collections.abc import Mapping
from contextlib import ExitStack

import django
from django.core.exceptions import ValidationError
from django.db import connections
from django.utils import translation

from arraigo.cli.bootstrap import installation
from arraigo.cli.call import load
from arraigo.cli.language import language
from arraigo.cli.printer import OK, MendableError, steps


def run(*, target: str, owner: bool, arguments: Mapping[str, object]) -> int:
    """Prepare the installation, then run `module:function`; return its exit code."""
    with ExitStack() as stack:
        with steps() as say:
            stack.enter_context(installation(say))
        return with_django(target, owner=owner, arguments=arguments)


def with_django(target: str, *, owner: bool, arguments: Mapping[str, object]) -> int:
    """Set Django up in a process that has none yet and run `module:function` in the terminal's language.

    What the program itself refuses, with a sentence, becomes a MendableError.
    """
    os.environ["ARRAIGO_DATABASE_ROLE"] = "owner" if owner else "app"
    django.setup()
    try:
        with translation.override(language()):
            return load(target)(**arguments) or OK
    except ValidationError as error:
        raise MendableError(" ".join(error.messages)) from error
    except Exception as error:
        if type(error).__module__.partition(".")[0] != "arraigo":
            raise
        raise MendableError(str(error)) from error
    finally:
        connections.close_all()
