"""Load what a command does by its dotted path and run it: so `arraigo --help` loads neither Django nor the areas."""

import importlib
from collections.abc import Callable

import typer

from arraigo.cli.printer import OK

Doing = Callable[..., int | None]


def call(target: str, /, **arguments: object) -> None:
    """Run `module:function` and leave with the exit code that it returns."""
    raise typer.Exit(load(target)(**arguments) or OK)


def call_with_database(target: str, *, owner: bool = False, **arguments: object) -> None:
    """Prepare the installation and Django, then run `module:function` and leave with its exit code.

    Commands assume the role that row-level security binds; those that need everything run as the owner.
    """
    call("arraigo.cli.database:run", target=target, owner=owner, arguments=arguments)


def load(target: str) -> Doing:
    """Return the function that `module:function` names."""
    module, _, name = target.partition(":")
    function: Doing = getattr(importlib.import_module(module), name)
    return function
