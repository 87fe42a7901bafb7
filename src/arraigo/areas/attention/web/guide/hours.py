"""Opening hours in words: «Abierto hasta las 17:00», «Cerrado. Abre mañana a las 8:00», «Lunes a viernes, 8:00»."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import formats
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from arraigo.areas.directory.api import HoursLine, Opening
from arraigo.core.ui.formats import capital, long_date

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST_MINUTE = time(23, 59)
MIDNIGHT = time(0)
ORDINALS = {1: lazy("primer"), 2: lazy("segundo"), 3: lazy("tercer"), 4: lazy("cuarto"), -1: lazy("último")}


@dataclass(frozen=True, slots=True)
class State:
    """What a place says of itself now: its class in the style, and words."""

    css: str
    words: str


def state(opening: Opening, at: datetime) -> State:
    """Return in words whether a place is open at a moment; «no se sabe» tells people to call first."""
    if opening.state == "open":
        if opening.until is None:
            return State("open", _("Abierto las 24 horas"))
        return State("open", _("Abierto hasta las %(hour)s") % {"hour": _until(opening.until, at)})
    if opening.state == "closed":
        if opening.next is None:
            return State("shut", _("Cerrado"))
        return State("shut", _opens(opening.next, at))
    return State("", _("Horario por confirmar. Llame antes de ir."))


def changes_at(opening: Opening) -> datetime | None:
    """Return when what `state` says stops being true, midnight aside."""
    return opening.until if opening.state == "open" else opening.next


def next_midnight(at: datetime) -> datetime:
    """Return the first moment of tomorrow, in the zone of `at`: «mañana» then is «hoy»."""
    return datetime.combine(at.date() + timedelta(days=1), MIDNIGHT, at.tzinfo)


def hour(value: time | datetime) -> str:
    """Write an hour as people read it in the street: `8:00`."""
    return f"{value.hour}:{value.minute:02d}"


def lines(hours: Sequence[HoursLine]) -> list[str]:
    """Return the table of hours, days with the same hours in one line."""
    return [_line(one) for one in hours]


def short(hours: Sequence[HoursLine]) -> str:
    """Return the whole table of hours in a sentence, for pages that do not know the hour."""
    return "; ".join(lines(hours)) or _("Horario por confirmar. Llame antes de ir.")


def coming(opening: Opening) -> list[str]:
    """Return the days to come with other hours: «25 de diciembre: 9:00 a 12:00», «1 de enero, feriado: cerrado»."""
    return [
        f"{_those_days(one.first, one.last, is_holiday=one.is_holiday)}: {_times(one.spans)}" for one in opening.coming
    ]


def _those_days(first: date, last: date, *, is_holiday: bool) -> str:
    told = {"first": _month_day(first), "last": _month_day(last)}
    if first != last:
        return _("%(first)s al %(last)s") % told
    return _("%(day)s, feriado") % {"day": told["first"]} if is_holiday else told["first"]


def _times(spans: Sequence[tuple[time, time]]) -> str:
    *most, last = [_span(*one) for one in spans] or [_("cerrado")]
    return _("%(days)s y %(last)s") % {"days": ", ".join(most), "last": last} if most else last


def _span(opens: time, closes: time) -> str:
    if opens == closes or (opens == MIDNIGHT and closes == LAST_MINUTE):
        return _("las 24 horas")
    return _("%(opens)s a %(closes)s") % {"opens": hour(opens), "closes": hour(closes)}


def _month_day(day: date) -> str:
    return formats.date_format(day, "MONTH_DAY_FORMAT")


def _until(until: datetime, at: datetime) -> str:
    days = (until.date() - at.astimezone(until.tzinfo).date()).days
    said = hour(until)
    if days <= 0 or (days == 1 and until.time() < time(6)):
        return said
    return _("%(hour)s del %(day)s") % {"hour": said, "day": _day(until)}


def _opens(opens: datetime, at: datetime) -> str:
    told = {"hour": hour(opens), "day": _day(opens)}
    days = (opens.date() - at.astimezone(opens.tzinfo).date()).days
    if days == 0:
        return _("Cerrado. Abre hoy a las %(hour)s") % told
    if days == 1:
        return _("Cerrado. Abre mañana a las %(hour)s") % told
    if days < len(DAYS):
        return _("Cerrado. Abre el %(day)s a las %(hour)s") % told
    told["day"] = long_date(opens.date())
    return _("Cerrado. Abre el %(day)s a las %(hour)s") % told


def _day(moment: datetime) -> str:
    return str(WEEKDAYS[moment.weekday()])


def _line(one: HoursLine) -> str:
    days = _days(one)
    if one.opens is None or one.closes is None:
        return capital(_("%(days)s: pregunte la hora") % {"days": days})
    if one.opens == one.closes or (one.opens == MIDNIGHT and one.closes == LAST_MINUTE):
        return capital(_("%(days)s, las 24 horas") % {"days": days})
    told = {"days": days, "opens": hour(one.opens), "closes": hour(one.closes)}
    return capital(_("%(days)s, de %(opens)s a %(closes)s") % told)


def _days(one: HoursLine) -> str:
    named = _run(DAYS.index(day) for day in one.days)
    if one.month_days:
        return _("el día %(days)s de cada mes") % {"days": ", ".join(map(str, one.month_days))}
    if one.monthly and one.ordinals:
        which = ", ".join(str(ORDINALS.get(number, number)) for number in one.ordinals)
        return _("%(which)s %(days)s de cada mes") % {"which": which, "days": named}
    if one.interval > 1:
        return _("%(days)s, cada %(weeks)s semanas") % {"days": named, "weeks": one.interval}
    return named


def _run(days: Iterable[int]) -> str:
    """Name days of the week; three or more that follow each other are a span."""
    chosen = sorted(set(days))
    names = [str(WEEKDAYS[day]) for day in chosen]
    if len(chosen) == len(DAYS):
        return _("todos los días")
    if len(chosen) > 2 and chosen[-1] - chosen[0] == len(chosen) - 1:
        return _("%(first)s a %(last)s") % {"first": names[0], "last": names[-1]}
    if len(names) > 1:
        return _("%(days)s y %(last)s") % {"days": ", ".join(names[:-1]), "last": names[-1]}
    return names[0] if names else ""
