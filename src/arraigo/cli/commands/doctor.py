"""`arraigo doctor`: says in words what is wrong with an installation, and how to mend it."""

import importlib
import os
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict

import django
from django.db import connections

from arraigo.cli.bootstrap import connect, installation
from arraigo.cli.checks import machine
from arraigo.cli.checks.finding import Finding, State, wrong
from arraigo.cli.language import _
from arraigo.cli.printer import OK, WRONG, MendableError, answer, out, steps
from arraigo.config.home import home

MARKS = {State.OK: "[green]✓[/]", State.WARNING: "[yellow]![/]", State.WRONG: "[red]✗[/]"}


def doctor(*, json: bool) -> int:
    """Check everything that can be checked and return 1 when something is wrong.

    An empty data directory is prepared first; one that holds something is looked at as it is, not mended.
    """
    findings = [*_machine(), *_database()]
    if json:
        answer({"ok": not _is_wrong(findings), "checks": [asdict(finding) for finding in findings]})
    else:
        _print(findings)
    return WRONG if _is_wrong(findings) else OK


def _is_wrong(findings: list[Finding]) -> bool:
    return any(finding.state is State.WRONG for finding in findings)


def _machine() -> list[Finding]:
    place = home()
    checks: list[tuple[str, Callable[[], Finding]]] = [
        ("python", machine.python),
        ("clock", machine.clock),
        ("browser", machine.browser),
    ]
    if place.keys.exists():
        checks += [
            ("home", lambda: machine.folder(place)),
            ("space", lambda: machine.space(place)),
            ("key modes", lambda: machine.modes(place)),
            ("static files", lambda: machine.static_files(place)),
            ("worker", lambda: machine.server(place)),
        ]
    return [_careful(name, check) for name, check in checks]


def _database() -> list[Finding]:
    fresh = not (home().keys / "indice.key").exists() and not (home().root / ".estado.json").exists()
    with ExitStack() as stack:
        try:
            with steps() as say:
                stack.enter_context(installation(say, prepare=fresh))
                connect().close()
        except MendableError as error:
            return [
                wrong("database", str(error), _("Si usa DATABASE_URL, compruebe la dirección y que el servidor corra."))
            ]
        os.environ["ARRAIGO_DATABASE_ROLE"] = "owner"
        django.setup()
        try:
            return [_careful(name, check) for name, check in load_checks().items()]
        finally:
            connections.close_all()


def load_checks() -> dict[str, Callable[[], Finding]]:
    """Return the checks of the database, whose module may only be loaded once Django is set up."""
    found: dict[str, Callable[[], Finding]] = importlib.import_module("arraigo.cli.checks.database").checks()
    return found


def _careful(name: str, check: Callable[[], Finding]) -> Finding:
    """Return what a check found; one that cannot be made is itself a finding."""
    try:
        return check()
    except Exception as error:
        sentence = _("No se pudo comprobar: {reason}").format(reason=str(error).strip().partition("\n")[0])
        return wrong(name, sentence, _("Corrija lo anterior y vuelva a correr «arraigo doctor»."))


def _print(findings: list[Finding]) -> None:
    for finding in findings:
        out.print(MARKS[finding.state], end=" ")
        out.print(finding.sentence, markup=False)
        if finding.mend:
            out.print(f"    {finding.mend}", style="dim", markup=False)
    count = sum(finding.state is State.WRONG for finding in findings)
    out.print(_("Todo en orden.") if not count else _("Por arreglar: {count}.").format(count=count), style="bold")
