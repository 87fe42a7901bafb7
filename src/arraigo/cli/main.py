"""The door of the command line: `arraigo …`."""

import signal
import sys
from types import FrameType

from typer._click.exceptions import NoArgsIsHelpError, UsageError
from typer.main import get_command

from arraigo.cli.help import usage_error
from arraigo.cli.language import _
from arraigo.cli.menu import app
from arraigo.cli.printer import OK, STOPPED, USAGE, WRONG, MendableError, complain, err


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 something is wrong and was said, 2 misused, 130 stopped."""
    signal.signal(signal.SIGTERM, _terminate)
    command = get_command(app)
    try:
        code = command.main(args=arguments, prog_name="arraigo", standalone_mode=False)
    except MendableError as error:
        complain(str(error))
        return WRONG
    except KeyboardInterrupt:
        return STOPPED
    except UsageError as error:
        return _misused(error)
    return code if isinstance(code, int) else OK


def _misused(error: UsageError) -> int:
    if isinstance(error, NoArgsIsHelpError):
        return USAGE
    if error.ctx is not None:
        err.print(error.ctx.get_usage(), markup=False)
        err.print(_("Ayuda: {command} --help").format(command=error.ctx.command_path), style="dim", markup=False)
    complain(usage_error(error))
    return USAGE


def _terminate(number: int, frame: FrameType | None) -> None:
    """Leave by the ordinary way out, so that what was started is stopped."""
    sys.exit(128 + number)
