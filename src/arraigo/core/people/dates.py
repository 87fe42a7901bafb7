"""Dates of birth of which only a part may be known, and ages. Pure."""

import re
from calendar import monthrange
from datetime import date
from typing import Literal, NamedTuple

from django.utils.translation import gettext as _

from arraigo.core.people.enums import AgeBand
from arraigo.core.people.names import fold

DayOrder = Literal["dmy", "mdy", "ymd"]
FIRST_YEAR = 1900

_MONTHS = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
)
_TEXT = re.compile(r"(?:(\d{1,2})[\s\-/]+(?:de\s+)?)?([a-z]{3,10})\.?[\s\-/]+(?:de\s+|del\s+)?(\d{4})")
_NUMBERS = re.compile(r"\d+(?:[-/. ]\d+)*")
_TIME = re.compile(r"[t ]0{1,2}:00(:00(\.0+)?)?z?$")
_BANDS = (
    (4, AgeBand.TO_4),
    (11, AgeBand.TO_11),
    (17, AgeBand.TO_17),
    (29, AgeBand.TO_29),
    (44, AgeBand.TO_44),
    (59, AgeBand.TO_59),
)


class BadBirthDateError(ValueError):
    """A date of birth that cannot be; the message says in Spanish what is wrong and what to write."""


class BirthDate(NamedTuple):
    """What is known of a date of birth: `iso` is YYYY, YYYY-MM or YYYY-MM-DD."""

    iso: str
    year: int


def read_birth_date(raw: object, *, today: date, order: DayOrder | None = "dmy") -> BirthDate | None:
    """Return what a text says of a date of birth, or None when it says nothing.

    order: of day and month where both are numbers; with None an ambiguous date raises instead of being guessed.
    Raises BadBirthDateError.
    """
    if isinstance(raw, date):
        return _checked(raw.year, raw.month, raw.day, today)
    text = _TIME.sub("", fold(str(raw if raw is not None else "")).rstrip("."))
    if not text or text in {"-", "n/a", "na", "s/d", "sd", "no sabe", "sin dato", "desconocido", "none"}:
        return None
    if named := _TEXT.fullmatch(text):
        return _checked(int(named[3]), _month(named[2]), int(named[1]) if named[1] else None, today)
    if not _NUMBERS.fullmatch(text):
        raise BadBirthDateError(_("No se entiende la fecha. Escriba día/mes/año, mes/año o solo el año."))
    return _checked(*_parts([part for part in re.split(r"[-/. ]", text) if part], order), today)


def _parts(parts: list[str], order: DayOrder | None) -> tuple[int, int | None, int | None]:
    """Return year, month and day of a date in numbers."""
    numbers = [int(part) for part in parts]
    if len(parts) == 1 and len(parts[0]) == 8 and parts[0][:2] in ("19", "20"):
        return numbers[0] // 10000, numbers[0] // 100 % 100, numbers[0] % 100
    if len(parts) > 3 or not any(len(part) == 4 for part in (parts[0], parts[-1])):
        raise BadBirthDateError(_("Escriba el año con cuatro dígitos, por ejemplo 1990."))
    if len(parts[0]) == 4:
        return numbers[0], numbers[1] if len(parts) > 1 else None, numbers[2] if len(parts) > 2 else None
    if len(parts) == 2:
        return numbers[1], numbers[0], None
    return numbers[2], *_month_and_day(numbers[0], numbers[1], order)


def _month_and_day(first: int, second: int, order: DayOrder | None) -> tuple[int, int]:
    """Return month and day; a number over twelve can only be a day."""
    if order is None:
        if first <= 12 and second <= 12 and first != second:
            raise BadBirthDateError(_("No se sabe cuál es el día y cuál el mes. Diga en qué orden están."))
        return (second, first) if first > 12 else (first, second)
    return (first, second) if order == "mdy" else (second, first)


def _month(word: str) -> int:
    for number, name in enumerate(_MONTHS, 1):
        if name.startswith(word) or (word == "setiembre" and number == 9):
            return number
    raise BadBirthDateError(_("«%(word)s» no es un mes. Escriba día/mes/año.") % {"word": word})


def _checked(year: int, month: int | None, day: int | None, today: date) -> BirthDate:
    """Return the date when it can be; raises BadBirthDateError."""
    if year < FIRST_YEAR:
        raise BadBirthDateError(_("El año %(year)s no puede ser. Escriba uno desde 1900.") % {"year": year})
    if (year, month or 1, day or 1) > (today.year, today.month, today.day):
        raise BadBirthDateError(_("La fecha está en el futuro. Revise el año."))
    if month is None:
        return BirthDate(f"{year:04}", year)
    if not 1 <= month <= 12:
        raise BadBirthDateError(_("El mes %(month)s no existe. Revise el orden de día y mes.") % {"month": month})
    if day is None:
        return BirthDate(f"{year:04}-{month:02}", year)
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        said = {"month": _MONTHS[month - 1].capitalize(), "days": days}
        raise BadBirthDateError(_("%(month)s tiene %(days)s días. Escriba otra fecha.") % said)
    return BirthDate(f"{year:04}-{month:02}-{day:02}", year)


def age_at(born: str | int | None, day: date) -> int | None:
    """Return somebody's age on a day, in whole years, or None when it is not known or they were not born yet.

    born: a partial ISO date or a year. From a year alone the age is the one that they reach in the day's year; from a
    month, their birthday is taken to be its first day.
    """
    if not born:
        return None
    parts = [int(part) for part in str(born).split("-")]
    age = day.year - parts[0]
    if len(parts) > 1 and (day.month, day.day) < (parts[1], parts[2] if len(parts) > 2 else 1):
        age -= 1
    return age if age >= 0 else None


def age_band(age: int | None) -> AgeBand:
    """Return the band of an age; an unknown age has its own, so that it stays visible."""
    if age is None:
        return AgeBand.UNKNOWN
    return next((band for last, band in _BANDS if age <= last), AgeBand.FROM_60)
