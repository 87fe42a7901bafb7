"""Days and hours as people write them in Spanish. Pure."""

import re
from datetime import datetime, time, timedelta

from arraigo.areas.directory.queries.recurrence import WEEKDAYS
from arraigo.core.imports.reading import Cell, fold, text_of

_NAMES = {
    "lunes": 0,
    "lun": 0,
    "l": 0,
    "martes": 1,
    "mar": 1,
    "ma": 1,
    "m": 1,
    "miercoles": 2,
    "mie": 2,
    "mi": 2,
    "x": 2,
    "jueves": 3,
    "jue": 3,
    "j": 3,
    "viernes": 4,
    "vie": 4,
    "v": 4,
    "sabado": 5,
    "sabados": 5,
    "sab": 5,
    "s": 5,
    "domingo": 6,
    "domingos": 6,
    "dom": 6,
    "d": 6,
}
_WHOLE = {
    "todos los dias": range(7),
    "toda la semana": range(7),
    "diario": range(7),
    "diariamente": range(7),
    "lunes a domingo": range(7),
    "dias laborables": range(5),
    "dias habiles": range(5),
    "entre semana": range(5),
    "fines de semana": range(5, 7),
    "fin de semana": range(5, 7),
}
_FILLING = frozenset({"de", "los", "el", "dia", "dias", "y", "e"})
_UP_TO = frozenset({"a", "al", "hasta"})
_CLOCK = re.compile(r"(\d{1,2})(?:[:h.](\d{2}))?(?::\d{2})?(?:h|hs|hrs|horas)?(am|pm|a\.m\.?|p\.m\.?)?")
_NOON, _MIDNIGHT = ("mediodia", "medio dia"), ("medianoche", "media noche")


def byday_of(text: str) -> str | None:
    """Return days as RFC 5545 writes them («MO,TU»), "" for none said, None where a word is no day."""
    said = fold(re.sub(r"\s*[–—-]\s*", " a ", text))
    if not said:
        return ""
    found: set[int] = set(_WHOLE.get(said, ()))
    if not found:
        read = _days(said.split())
        if read is None:
            return None
        found = read
    return ",".join(WEEKDAYS[day] for day in sorted(found)) or None


def _days(words: list[str]) -> set[int] | None:
    found: set[int] = set()
    last: int | None = None
    ranged = False
    for word in words:
        if word in _UP_TO and last is not None:
            ranged = True
        elif word in _NAMES:
            day = _NAMES[word]
            found |= _between(last, day) if ranged and last is not None else {day}
            last, ranged = day, False
        elif word not in _FILLING:
            return None
    return None if ranged else found


def _between(first: int, last: int) -> set[int]:
    return {(first + step) % 7 for step in range((last - first) % 7 + 1)}


def clock_of(cell: Cell) -> str | None:
    """Return an hour as HSDS writes it («08:30:00»), "" for none said, None where it is none."""
    if isinstance(cell, datetime):
        return cell.time().replace(microsecond=0).isoformat()
    if isinstance(cell, time):
        return cell.replace(microsecond=0).isoformat()
    if isinstance(cell, timedelta):
        return _written(int(cell.total_seconds()) // 3600, int(cell.total_seconds()) // 60 % 60)
    if isinstance(cell, float) and 0 <= cell <= 1:
        minutes = round(cell * 24 * 60)
        return _written(minutes // 60, minutes % 60)
    return _clock_in(text_of(cell).casefold())


def _clock_in(said: str) -> str | None:
    if not said:
        return ""
    if fold(said) in (*_NOON, *_MIDNIGHT):
        return _written(12 if fold(said) in _NOON else 0, 0)
    found = _CLOCK.fullmatch(said.replace(" ", ""))
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").replace(".", "")
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return _written(hour, minute)


def _written(hour: int, minute: int) -> str | None:
    if (hour, minute) == (24, 0):
        return "00:00:00"
    return f"{hour:02d}:{minute:02d}:00" if hour < 24 and minute < 60 else None
