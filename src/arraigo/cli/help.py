"""Help and usage errors in the language of the terminal: Typer says them in English only."""

import typer
from typer import rich_utils
from typer._click.core import Command as AnyCommand
from typer._click.core import Context
from typer._click.exceptions import BadOptionUsage, BadParameter, ClickException, MissingParameter, NoSuchOption
from typer.core import TyperCommand, TyperGroup, TyperOption

from arraigo.cli.language import _

rich_utils.ARGUMENTS_PANEL_TITLE = _("Argumentos")
rich_utils.OPTIONS_PANEL_TITLE = _("Opciones")
rich_utils.COMMANDS_PANEL_TITLE = _("Órdenes")
rich_utils.REQUIRED_LONG_STRING = _("[obligatorio]")
rich_utils.DEFAULT_STRING = _("[si no se dice: {}]")
rich_utils.ENVVAR_STRING = _("[variable: {}]")


class _Speaking:
    """What a command and a group of commands say in common."""

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        option: TyperOption | None = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help, option.metavar = _("Muestra esta ayuda."), ""
        return option

    def get_usage(self, ctx: Context) -> str:
        usage: str = super().get_usage(ctx)  # type: ignore[misc]
        return usage.replace("Usage: ", _("Uso: "), 1)


class Command(_Speaking, TyperCommand):
    """A command whose help is in the language of the terminal."""


class Group(_Speaking, TyperGroup):
    """A group of commands whose help is in the language of the terminal."""

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, AnyCommand | None, list[str]]:
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            ctx.fail(_("No existe la orden «{name}».").format(name=args[0]))
        return super().resolve_command(ctx, args)


def group(text: str, *, epilog: str | None = None) -> typer.Typer:
    """Return an empty group of commands that speaks the language of the terminal."""
    return typer.Typer(
        cls=Group,
        help=text,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
        options_metavar=_("[OPCIONES]"),
        subcommand_metavar=_("ORDEN [ARGUMENTOS]…"),
        no_args_is_help=True,
        epilog=epilog,
    )


def usage_error(error: ClickException) -> str:
    """Return a usage error of Typer as a sentence in the language of the terminal."""
    if isinstance(error, MissingParameter):
        return _("Falta {hint}.").format(hint=_hint(error))
    if isinstance(error, BadParameter):
        return _("El valor de {hint} no sirve.").format(hint=_hint(error))
    if isinstance(error, NoSuchOption):
        return _("No existe la opción {option}.").format(option=error.option_name)
    if isinstance(error, BadOptionUsage):
        return _("La opción {option} está mal usada.").format(option=error.option_name)
    return error.format_message()


def _hint(error: BadParameter) -> str:
    return " / ".join(error.param.opts) if error.param is not None else ""
