"""HSDS values as columns hold them, and back. Pure.

A value that a column cannot hold, or would write otherwise, is kept as it was written under its field in `more`, and
leaves again that way as long as the column still says the same.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from arraigo.areas.directory.queries.hsds.languages import is_language
from arraigo.areas.directory.queries.hsds.tables import Column

NUMBERS = frozenset({"whole", "decimal", "float", "offset", "digits"})
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})?")


class Unreadable(ValueError):  # noqa: N818 - the value is wrong, the program is not
    """A value cannot be what its field says."""


def read(column: Column, raw: object) -> Any:  # noqa: ANN401 - what a column holds
    """Return what a column holds for a value of HSDS, None for nothing; raises Unreadable."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    if column.kind == "choice" and str(raw) not in column.choices:
        raise Unreadable(str(raw))
    return _READERS[column.kind](raw)


def show(column: Column, stored: Any) -> Any:  # noqa: ANN401 - a value of JSON
    """Return what HSDS says for what a column holds, None for nothing."""
    if stored is None or stored == "":
        return None
    return _WRITERS.get(column.kind, str)(stored)


def say(column: Column, stored: Any, more: Mapping[str, Any], *, whole: bool = False) -> Any:  # noqa: ANN401
    """Return a value as it was written where the column still says the same and JSON may say it so; else as shown.

    `whole` also gives back what the column could not take, such as a point that is nowhere on the earth.
    """
    written = more.get(column.field)
    if written is None:
        return show(column, stored)
    try:
        meant = read(column, written)
    except Unreadable:
        meant = None
    if stored in (None, ""):
        return (written if _fits(column, written) or meant is None else show(column, meant)) if whole else None
    return written if meant == stored and _fits(column, written) else show(column, stored)


def keep(column: Column, raw: object, stored: object) -> bool:
    """Tell whether a value must be kept as it was written besides what the column holds."""
    shown = show(column, stored)
    return shown is None or (raw != shown and str(raw) != str(shown))


def _fits(column: Column, written: object) -> bool:
    if column.kind == "json":
        return True
    wanted = (int, float) if column.kind in NUMBERS else (str,)
    return isinstance(written, wanted) and not isinstance(written, bool)


def _text(raw: object) -> str:
    if isinstance(raw, dict | list):
        raise Unreadable(str(raw)[:60])
    return raw if isinstance(raw, str) else str(raw)


def _url(raw: object) -> str:
    text = _text(raw).strip()
    if not text.lower().startswith(("http://", "https://")) or any(letter.isspace() for letter in text):
        raise Unreadable(text)
    return text


def _email(raw: object) -> str:
    text = _text(raw).strip()
    if not _EMAIL.fullmatch(text):
        raise Unreadable(text)
    return text


def _language(raw: object) -> str:
    text = _text(raw).strip()
    if not is_language(text):
        raise Unreadable(text)
    return text


def _day(raw: object) -> date:
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    try:
        return date.fromisoformat(_text(raw).strip()[:10])
    except ValueError:
        raise Unreadable(str(raw)) from None


def _moment(raw: object) -> datetime:
    try:
        found = raw if isinstance(raw, datetime) else datetime.fromisoformat(_text(raw).strip())
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise Unreadable(str(raw)) from None


def _time(raw: object) -> time:
    if isinstance(raw, datetime):
        return raw.time()
    if isinstance(raw, time):
        return raw
    found = _TIME.fullmatch(_text(raw).strip())
    if found is None:
        raise Unreadable(str(raw))
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if (hour, minute, second) == (24, 0, 0):
        return time(0)
    try:
        return time(hour, minute, second)
    except ValueError:
        raise Unreadable(str(raw)) from None


def _decimal(raw: object) -> Decimal:
    if isinstance(raw, bool):
        raise Unreadable(str(raw))
    try:
        found = Decimal(str(raw).strip().replace(",", "."))
    except InvalidOperation:
        raise Unreadable(str(raw)) from None
    if not found.is_finite() or abs(found) >= Decimal(10) ** 10:
        raise Unreadable(str(raw))
    return found.quantize(Decimal("0.01"))


def _whole(raw: object) -> int:
    found = _decimal(raw)
    if found != found.to_integral_value() or not 0 <= found <= 32_767:
        raise Unreadable(str(raw))
    return int(found)


def _float(raw: object) -> float:
    if isinstance(raw, bool):
        raise Unreadable(str(raw))
    try:
        found = float(str(raw).strip().replace(",", "."))
    except ValueError:
        raise Unreadable(str(raw)) from None
    if found - found != 0:  # not a number, or infinite
        raise Unreadable(str(raw))
    return found


def _offset(raw: object) -> str:
    """Return an offset from UTC in hours as the name of a zone; raises Unreadable beyond those in use."""
    hours = _float(raw)
    if not -12 <= hours <= 14:
        raise Unreadable(str(raw))
    minutes = round(abs(hours) * 60)
    return f"{'-' if hours < 0 else '+'}{minutes // 60:02d}:{minutes % 60:02d}"


def _json(raw: object) -> Any:  # noqa: ANN401
    return raw


def _number(stored: Any) -> int | float:  # noqa: ANN401
    whole = int(stored)
    return whole if whole == stored else float(stored)


def _hours_of_zone(zone: str) -> int | float:
    if zone[:1] in "+-":
        hours = int(zone[1:3]) + int(zone[4:6]) / 60
        return _number(-hours if zone[0] == "-" else hours)
    # HSDS has one number for a zone; that of January is the one without summer time in most of them.
    offset = datetime(2026, 1, 15, tzinfo=ZoneInfo(zone)).utcoffset() or timedelta()
    return _number(offset.total_seconds() / 3600)


def _digits(stored: str) -> int | str:
    return int(stored) if stored.isdecimal() else stored


def _iso(stored: Any) -> str:  # noqa: ANN401
    return str(stored.isoformat())


def _moment_text(stored: datetime) -> str:
    return stored.astimezone(UTC).isoformat().replace("+00:00", "Z")


_READERS: Mapping[str, Callable[[object], Any]] = {
    "text": _text,
    "digits": _text,
    "choice": _text,
    "url": _url,
    "email": _email,
    "language": _language,
    "day": _day,
    "time": _time,
    "moment": _moment,
    "whole": _whole,
    "decimal": _decimal,
    "float": _float,
    "offset": _offset,
    "json": _json,
}
_WRITERS: Mapping[str, Callable[[Any], Any]] = {
    "day": _iso,
    "time": _iso,
    "moment": _moment_text,
    "whole": int,
    "digits": _digits,
    "decimal": _number,
    "float": _number,
    "offset": _hours_of_zone,
    "json": _json,
}
