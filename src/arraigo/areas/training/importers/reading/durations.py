"""How long somebody stayed, in whatever way a file says it."""

import re
from datetime import datetime, time, timedelta

from arraigo.core.imports.reading import Cell, fold, text_of

UNITS = {
    3600: "h hr hrs hora horas hour hours godz godzina godziny godzin std stunde stunden heure heures "
    "ora ore u uur uren hod t tim timme timmar",
    60: "m min mins minuto minutos minute minutes minut minuta minuty minuti minuter mn minuten",
    1: "s sec secs seg segs segundo segundos second seconds seconde secondes sek sekund sekunda sekundy sekunde "
    "sekunden secondi",
}
SECONDS_OF = {unit: seconds for seconds, units in UNITS.items() for unit in units.split()}
PART = re.compile(r"(\d+(?:[.,]\d+)?)\s*([^\W\d_]+)")
NEGATIVE = re.compile(r"^[-−–]\s*\d")
CLOCK = re.compile(r"^(?:(\d{1,6})[.d]\s*)?(\d{1,4}):(\d{1,2})(?::(\d{1,2})(?:[.,]\d+)?)?$")
NUMBER = re.compile(r"^\d+(?:[.,]\d+)?$")
LONGEST = 31 * 24 * 3600  # seconds: what is longer is a slip of the pen and fits no table
LESS = ("<", "menos de", "less than", "moins d")


def seconds_of(cell: Cell, *, clock_is_minutes: bool = False) -> int | None:
    """Return a duration in whole seconds, None when the cell is blank or says none of 0 seconds to 31 days.

    Reads ``128`` (minutes), ``19m 26s``, ``1 hr 2 min``, ``2 godz. 19 min 19 s``, ``1:00:00``, Excel's own times.
    Two numbers with a colon are hours and minutes, or minutes and seconds with ``clock_is_minutes``.
    """
    if isinstance(cell, bool) or cell is None:
        return None
    seconds = _as_written(cell, clock_is_minutes)
    return round(seconds) if seconds is not None and 0 <= seconds <= LONGEST else None


def is_negative(cell: Cell) -> bool:
    """Say whether a cell holds a duration below zero."""
    if isinstance(cell, int | float):
        return cell < 0
    return cell < timedelta() if isinstance(cell, timedelta) else bool(NEGATIVE.match(text_of(cell)))


def clock_counts_minutes(cells: list[Cell]) -> bool:
    """Say whether a column's values with one colon can only be minutes and seconds."""
    clocks = [found for cell in cells if isinstance(cell, str) and (found := CLOCK.match(text_of(cell)))]
    pairs = [found for found in clocks if found.group(4) is None]
    return len(pairs) < len(clocks) or any(int(found.group(2)) >= 24 for found in pairs)


def _as_written(cell: Cell, clock_is_minutes: bool) -> float | None:
    if isinstance(cell, int | float):
        return cell * 60
    if isinstance(cell, timedelta):
        return cell.total_seconds()
    if isinstance(cell, datetime):
        return _of_time(cell.time())
    if isinstance(cell, time):
        return _of_time(cell)
    return _from_text(text_of(cell).casefold(), clock_is_minutes)


def _of_time(value: time) -> int:
    return value.hour * 3600 + value.minute * 60 + value.second


def _from_text(text: str, clock_is_minutes: bool) -> float | None:
    if not text or NEGATIVE.match(text):
        return None
    if NUMBER.match(text):
        return float(text.replace(",", ".")) * 60
    clock = CLOCK.match(text)
    if clock:
        return _from_clock(clock, clock_is_minutes)
    if text.startswith(LESS):
        return 59
    if text.endswith("'") and text[:-1].isdecimal():
        return float(text[:-1]) * 60
    return _from_parts(text)


def _from_clock(clock: re.Match[str], clock_is_minutes: bool) -> int:
    days, first, second, third = clock.groups()
    if third is None and clock_is_minutes:
        return int(first) * 60 + int(second)
    return int(days or 0) * 86400 + int(first) * 3600 + int(second) * 60 + int(third or 0)


def _from_parts(text: str) -> float | None:
    total, found = 0.0, False
    for number, unit in PART.findall(text):
        seconds = SECONDS_OF.get(fold(unit))
        if seconds is None:
            return None
        total += float(number.replace(",", ".")) * seconds
        found = True
    return total if found else None
