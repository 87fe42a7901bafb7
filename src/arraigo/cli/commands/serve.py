"""`arraigo serve`: the web server and the worker of the queue, as one."""

import http.client
import socket
import threading
from collections.abc import Callable
from contextlib import ExitStack

from arraigo.cli import statics, supervisor
from arraigo.cli.bootstrap import installation
from arraigo.cli.language import _
from arraigo.cli.printer import OK, WRONG, MendableError, complain, err, steps
from arraigo.config.home import Home


def serve(*, host: str, port: int, workers: int) -> int:
    """Serve the pages and run the jobs until Ctrl-C; return the exit code."""
    refuse_busy(host, port)
    with ExitStack() as stack:
        with steps() as say:
            place = stack.enter_context(installation(say))
            statics.collect(place, say)
        return run(place, host=host, port=port, workers=workers)


def run(place: Home, *, host: str, port: int, workers: int, then: Callable[[], None] | None = None) -> int:
    """Serve an installation that is ready; `then` is called once a page answers. Returns the exit code."""

    def greet(over: threading.Event) -> None:
        if not _answers(host, port, over):
            if not over.is_set():
                complain(_("La página no responde todavía en {address}.").format(address=address(host, port)))
            return
        if then is not None:
            then()
        err.print(f"[bold green]{_('Arraigo está en')} {address(host, port)}[/]")
        err.print(_("Ctrl-C detiene todo lo que inició."), style="dim")

    children = [_web(host, port, workers), _queue()]
    return OK if supervisor.run(place, children, when_started=greet) else WRONG


def address(host: str, port: int) -> str:
    """Return where the pages are, for a browser."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def refuse_busy(host: str, port: int) -> None:
    """Raise MendableError when something else answers at this address."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((host, port))
        except OSError as error:
            sentence = _("No se puede usar {host}:{port} ({reason}). Elija otro puerto, por ejemplo PORT=8001.")
            raise MendableError(sentence.format(host=host, port=port, reason=error.strerror)) from error


def _web(host: str, port: int, workers: int) -> supervisor.Child:
    options = ("--interface", "wsgi", "--host", host, "--port", str(port), "--no-ws", "--log-level", "warning")
    processes = ("--workers", str(workers), "--blocking-threads", "4", "--respawn-failed-workers")
    return supervisor.Child("web", ("granian", *options, *processes, "arraigo.config.wsgi:application"))


def _queue() -> supervisor.Child:
    return supervisor.Child(
        "worker", ("django", "queue_worker", "--queue-name", "*", "--verbosity", "0", "--skip-checks")
    )


def _answers(host: str, port: int, over: threading.Event) -> bool:
    """Wait up to a minute for any answer of the server."""
    local = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 the address is asked, not bound
    for _attempt in range(300):
        connection = http.client.HTTPConnection(local, port, timeout=30)
        try:
            connection.request("GET", "/")
            connection.getresponse()
        except (OSError, http.client.HTTPException):
            if over.wait(0.2):
                return False
        else:
            return True
        finally:
            connection.close()
    return False
