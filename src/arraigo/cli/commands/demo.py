"""`arraigo demo`: the invented city, built and served by one command."""

import os
from contextlib import ExitStack

from arraigo.cli import statics
from arraigo.cli.bootstrap import installation
from arraigo.cli.commands.serve import refuse_busy, run
from arraigo.cli.database import with_django
from arraigo.cli.language import _
from arraigo.cli.printer import MendableError, steps


def demo(*, host: str, port: int, workers: int) -> int:
    """Build what is missing of the demo city, serve it until Ctrl-C, and return the exit code."""
    if os.environ.get("ARRAIGO_ENV") == "prod":
        sentence = _("Las claves de la ciudad de ejemplo son públicas: no se abre donde ARRAIGO_ENV es «prod».")
        raise MendableError(sentence)
    refuse_busy(host, port)
    os.environ["ARRAIGO_DEMO"] = "1"
    greeting: list[str] = []
    with ExitStack() as stack:
        with steps() as say:
            place = stack.enter_context(installation(say))
            say(_("Construyendo la ciudad de ejemplo, Santa Marina…"))
            build = {"say": say, "greeting": greeting}
            with_django("arraigo.cli.demo_city:build", owner=False, arguments=build)
            os.environ.pop("ARRAIGO_DATABASE_ROLE")
            statics.collect(place, say)
        return run(place, host=host, port=port, workers=workers, greeting="".join(greeting))
