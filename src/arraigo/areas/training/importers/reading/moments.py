"""Dates and times as files write them, kept open until it is known whether the day or the month comes first."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache

from arraigo.core.imports.reading import Cell, text_of

MONTHS = {
    1: "enero ene january jan janvier janv janeiro stycznia sty",
    2: "febrero feb february fevrier fevr fevereiro fev lutego lut",
    3: "marzo mar march mars marco marca",
    4: "abril abr april apr avril avr kwietnia kwi",
    5: "mayo may mai maio maj maja",
    6: "junio jun june juin junho czerwca cze",
    7: "julio jul july juillet juil julho lipca lip",
    8: "agosto ago august aug aout sierpnia sie",
    9: "septiembre setiembre sep set sept september septembre setembro wrzesnia wrz",
    10: "octubre oct october octobre outubro out pazdziernika paz",
    11: "noviembre nov november novembre novembro listopada lis",
    12: "diciembre dic december dec decembre dezembro dez grudnia gru",
}
MONTH_OF = {name: month for month, names in MONTHS.items() for name in names.split()}
NUMERIC_DATE = re.compile(r"(?<!\d)(\d{1,4})\s?([/.\-])\s?(\d{1,2})\s?\2\s?(\d{1,4})(?!\d)")
MONTH_NAMES = "|".join(sorted(MONTH_OF, key=len, reverse=True))
DAY_MONTH_NAME = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|º|°)?[\s\-/.,]*(?:de\s+)?({MONTH_NAMES})\b\.?"
    rf"[\s\-/.,]*(?:del?\s+)?(\d{{4}}|\d{{2}})(?![\d:])"
)
MONTH_NAME_DAY = re.compile(rf"\b({MONTH_NAMES})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)")
COMPACT_DATE = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:[t ]|$)")
CLOCK = re.compile(
    r"(?<![\d:])(\d{1,2})\s?[:h.]\s?(\d{2})(?:\s?[:.m]\s?(\d{2})(?:[.,]\d{1,9})?)?\s*(?:s|h|hrs?|horas)?"
    r"\s*([ap]\s?\.?\s?m\b\.?)?"
)
HOUR_ONLY = re.compile(r"(?<![\d:])(\d{1,2})\s*([ap]\s?\.?\s?m\b\.?)")
ZONE = re.compile(r"\d\s*\(?(z|utc|gmt|[+-]\d{2}:?\d{2})\)?\s*$")
FARTHEST_ZONE = 14
OLDEST_YEAR = 1900


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as written: either certain (``value``) or two numbers and a year whose order is to be known.

    ``first`` is 0 where the date is not two numbers and a year (ISO, a month's name, a real date cell).
    """

    value: date | None = None
    first: int = 0
    second: int = 0
    year: int = 0

    def read(self, order: str) -> date | None:
        """Return the date under «mdy» or «dmy», None where that is no date."""
        if self.value is not None:
            return self.value
        month, day = (self.first, self.second) if order == "mdy" else (self.second, self.first)
        try:
            return date(self.year, month, day)
        except ValueError:
            return None

    @property
    def exists(self) -> bool:
        """Say whether it is a day of the calendar under some order; «31/04/2021» is none."""
        return bool(self.read("mdy") or self.read("dmy"))


@dataclass(frozen=True, slots=True)
class Moment:
    """What a cell says about when: a date, a time of day, or both; with the time zone if it states one."""

    day: WrittenDate | None = None
    clock: time | None = None
    zone: timezone | None = None

    def at(self, order: str) -> datetime | None:
        """Return date and time under an order of day and month, None unless the cell has both."""
        day = self.day.read(order) if self.day else None
        if day is None or self.clock is None:
            return None
        return datetime.combine(day, self.clock, self.zone)


def moment_of(cell: Cell) -> Moment | None:
    """Return what a cell says about when, None when it is blank or says nothing of the kind."""
    if isinstance(cell, datetime):
        return Moment(WrittenDate(cell.date()), cell.time().replace(microsecond=0))
    if isinstance(cell, date):
        return Moment(WrittenDate(cell))
    if isinstance(cell, time):
        return Moment(clock=cell.replace(microsecond=0))
    if isinstance(cell, timedelta):
        return Moment(clock=_clock_from_delta(cell))
    if isinstance(cell, str):
        return _from_text(text_of(cell))
    return _from_number(cell)


def is_impossible(cell: Cell, moment: Moment | None) -> bool:
    """Say whether a cell writes a date that no calendar has: «31/04/2021», «31 de abril de 2021», «2021-02-30»."""
    if moment is not None and moment.day is not None:
        return not moment.day.exists
    text = _plain(text_of(cell)) if isinstance(cell, str) else ""
    written = (NUMERIC_DATE, COMPACT_DATE, DAY_MONTH_NAME, MONTH_NAME_DAY)
    return any(pattern.search(text) for pattern in written)


def _from_number(cell: float | None) -> Moment | None:
    """Return the moment of an Excel serial number that lost its format: days since 1899-12-30."""
    if cell is None or isinstance(cell, bool):
        return None
    if 0 < cell < 1:
        return Moment(clock=_clock_from_delta(timedelta(days=cell)))
    if 20_000 <= cell <= 80_000:
        moment = datetime(1899, 12, 30) + timedelta(seconds=round(cell * 86400))  # noqa: DTZ001 - Excel's days are local
        return Moment(WrittenDate(moment.date()), moment.time())
    return None


def _clock_from_delta(delta: timedelta) -> time:
    seconds = round(delta.total_seconds()) % 86400
    return time(seconds // 3600, seconds // 60 % 60, seconds % 60)


@lru_cache(maxsize=65536)
def _from_text(text: str) -> Moment | None:
    if not any(mark.isdigit() for mark in text):
        return None
    day, rest = _date_in(_plain(text))
    clock = _clock_in(rest)
    if day is None and clock is None:
        return None
    return Moment(day, clock, _zone_in(rest) if clock else None)


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark))


def _date_in(text: str) -> tuple[WrittenDate | None, str]:
    found = NUMERIC_DATE.search(text)
    if found:
        return _numeric(found.group(1), found.group(3), found.group(4)), _beside(text, found)
    found = COMPACT_DATE.match(text)
    if found:
        return _certain(*map(int, found.groups())), text[8:].lstrip("t ")
    found = DAY_MONTH_NAME.search(text)
    if found:
        year = _full_year(found.group(3))
        return _certain(year, MONTH_OF[found.group(2)], int(found.group(1))), _beside(text, found)
    found = MONTH_NAME_DAY.search(text)
    if found:
        return _certain(int(found.group(3)), MONTH_OF[found.group(1)], int(found.group(2))), _beside(text, found)
    return None, text


def _beside(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :].lstrip('t')}"


@lru_cache(maxsize=4096)
def _numeric(first: str, second: str, third: str) -> WrittenDate | None:
    if len(first) >= 3:
        return (_certain(int(first), int(second), int(third)) or WrittenDate()) if len(first) == 4 else None
    if len(third) not in (2, 4):
        return None
    written = WrittenDate(None, int(first), int(second), _full_year(third))
    readings = written.read("mdy"), written.read("dmy")
    if readings[0] and readings[0] == readings[1]:
        return WrittenDate(readings[0], written.first, written.second, written.year)
    return written


def _certain(year: int, month: int, day: int) -> WrittenDate | None:
    try:
        return WrittenDate(date(year, month, day)) if year >= OLDEST_YEAR else None
    except ValueError:
        return None


def _full_year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else 2000 + year


def _clock_in(text: str) -> time | None:
    found = CLOCK.search(text)
    hour, minute, second, half = found.groups() if found else (None, None, None, None)
    if not found:
        short = HOUR_ONLY.search(text)
        if not short:
            return None
        hour, half = short.groups()
    return _clock(int(hour or 0), int(minute or 0), int(second or 0), (half or "")[:1].lower())


def _clock(hour: int, minute: int, second: int, half: str) -> time | None:
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    try:
        return time(hour, minute, min(second, 59))
    except ValueError:
        return None


def _zone_in(text: str) -> timezone | None:
    found = ZONE.search(text)
    if not found:
        return None
    name = found.group(1)
    if not name.startswith(("+", "-")):
        return UTC
    digits = name[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if offset > timedelta(hours=FARTHEST_ZONE):
        return None
    return timezone(offset if name[0] == "+" else -offset)
