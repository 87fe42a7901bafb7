"""`arraigo demo`: the invented city, built and served by one command."""

import os
from contextlib import ExitStack
from typing import Protocol

from rich.table import Table

from arraigo.cli import statics
from arraigo.cli.bootstrap import installation
from arraigo.cli.commands.serve import address, refuse_busy, run
from arraigo.cli.database import with_django
from arraigo.cli.language import _
from arraigo.cli.printer import MendableError, err, steps


class SignIn(Protocol):
    """Who may enter the demo, and with what."""

    role: str
    email: str
    password: str


def demo(*, host: str, port: int, workers: int) -> int:
    """Build what is missing of the demo city, serve it until Ctrl-C, and return the exit code."""
    if os.environ.get("ARRAIGO_ENV") == "prod":
        sentence = _("Las contraseñas de la ciudad de ejemplo son públicas: no se abre donde ARRAIGO_ENV es «prod».")
        raise MendableError(sentence)
    refuse_busy(host, port)
    os.environ["ARRAIGO_DEMO"] = "1"
    # Links in mail and codes lead to where the demo is served.
    os.environ.setdefault("ARRAIGO_URL", address(host, port).rstrip("/"))
    sign_ins: list[SignIn] = []
    with ExitStack() as stack:
        with steps() as say:
            place = stack.enter_context(installation(say))
            say(_("Abriendo Santa Marina, la ciudad de ejemplo…"))
            with_django("arraigo.cli.demo_city:build", owner=False, arguments={"say": say, "sign_ins": sign_ins})
            statics.collect(place, say)
            say(_("Iniciando el servidor…"))
        return run(place, host=host, port=port, workers=workers, then=lambda: _greet(sign_ins))


def _greet(sign_ins: list[SignIn]) -> None:
    table = Table(_("Entre como"), _("Correo"), title=_("La ciudad y su gente son inventadas"))
    for one in sign_ins:
        table.add_row(one.role, one.email)
    err.print(table)
    for password in dict.fromkeys(one.password for one in sign_ins):
        err.print(_("Contraseña de todas:") + f" [bold]{password}[/]")
