"""What the program's logs may say: where something happened and of which kind, never about whom.

A database quotes in its messages the row that it refused, a form what somebody typed, an address what somebody looked
for. So nothing of that is written: of an exception its type and the lines of code, of a request its method, its path
without the query, and the status. What our own code words for the log is written as it is.
"""

import logging
import re
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from django.http import HttpRequest

OURS = Path(__file__).resolve().parents[1]
HIDDEN = "…"
LONGEST_PATH = 200
MOST_CAUSES = 10
# Parts of an address that open a door to whoever has them.
SECRET_PARTS = frozenset({"key", "token", "uidb36", "uidb64"})
_own_name = re.compile(r"arraigo(\.\w+)+")


class Formatter(logging.Formatter):
    """Writes a record as one line without people's data."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line: moment in UTC, level, logger, what happened, and where in the code."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds")
        parts = [said(record)]
        if isinstance(record.exc_info, tuple) and record.exc_info[1] is not None:
            parts.append(trace(record.exc_info[1]))
        line = " · ".join(part for part in parts if part)
        return f"{moment} {record.levelname} {record.name}: {line}"


def said(record: logging.LogRecord) -> str:
    """Return what a record says, as far as it may be kept."""
    request = getattr(record, "request", None)
    if isinstance(request, HttpRequest):
        return f"{request.method} {path_of(request)} {getattr(record, 'status_code', '')}".rstrip()
    if _is_ours(record.name):
        return _worded(record)
    return _template(record)


def path_of(request: HttpRequest) -> str:
    """Return a request's path without its query, and without the keys that some addresses carry."""
    path = request.path
    match = request.resolver_match
    for name, value in (match.kwargs if match else {}).items():
        if name in SECRET_PARTS:
            path = path.replace(str(value), HIDDEN)
    # A line break in an address must not begin a line of the log.
    return "".join(letter if letter.isprintable() else "?" for letter in path)[:LONGEST_PATH]


def trace(error: BaseException) -> str:
    """Return the type of an exception and of what caused it, each with its lines of code, the innermost first."""
    return " caused by ".join(_one(cause) for cause in _causes(error))


def _causes(error: BaseException) -> Iterator[BaseException]:
    current: BaseException | None = error
    for _number in range(MOST_CAUSES):
        if current is None:
            return
        yield current
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)


def _one(error: BaseException) -> str:
    """Name an exception, our own lines, and the innermost line wherever it is."""
    frames = [(Path(frame.f_code.co_filename), line) for frame, line in traceback.walk_tb(error.__traceback__)]
    kept = [(file, line) for file, line in frames[:-1] if file.is_relative_to(OURS)] + frames[-1:]
    where = " < ".join(f"{_short(file)}:{line}" for file, line in reversed(kept))
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    return f"{name} at {where}" if where else name


def _short(file: Path) -> str:
    """Return a file's path from its package on."""
    if file.is_relative_to(OURS):
        return str(file.relative_to(OURS.parent))
    _before, _folder, after = str(file).rpartition("site-packages/")
    return after if _folder else file.name


def _is_ours(logger: str) -> bool:
    return logger == "arraigo" or logger.startswith("arraigo.")


def _worded(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError):
        return _template(record)


def _template(record: logging.LogRecord) -> str:
    """Return a library's words without what it put into them; without any, the line of code that spoke.

    A text without arguments may have been put together beforehand, and then quote anything.
    """
    where = f"{_short(Path(record.pathname))}:{record.lineno}"
    if not record.args or not isinstance(record.msg, str):
        return where
    if not isinstance(record.args, tuple):
        return record.msg
    try:
        return record.msg % tuple(_harmless(value) for value in record.args)
    except (TypeError, ValueError):
        return record.msg


def _harmless(value: object) -> object:
    """Keep ids and names of our own code; hide the rest."""
    text = str(value) if isinstance(value, str | UUID) else ""
    return text if _is_id(text) or _own_name.fullmatch(text) else HIDDEN


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
