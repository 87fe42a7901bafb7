"""What the directory holds, in the words of the desk: hours, whether it is open, whom a service attends."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from arraigo.areas.directory.enums import Weekday
from arraigo.areas.directory.queries.eligibility import Group, group_from
from arraigo.areas.directory.queries.hours import LAST_MINUTE, HoursLine, Opening
from arraigo.core.people.api import PopulationGroup, Sex
from arraigo.core.people.countries import country_name
from arraigo.core.ui.formats import clock, short_date

ORDER = tuple(Weekday.values)
ORDINALS: Mapping[int, Promise] = {
    1: gettext_lazy("primer"),
    2: gettext_lazy("segundo"),
    3: gettext_lazy("tercer"),
    4: gettext_lazy("cuarto"),
    5: gettext_lazy("quinto"),
    -1: gettext_lazy("último"),
}
SEXES: Mapping[str, Promise] = {
    Sex.WOMAN: gettext_lazy("mujeres"),
    Sex.MAN: gettext_lazy("hombres"),
    Sex.INTERSEX: gettext_lazy("personas intersexuales"),
}


def joined(words: Sequence[str], last: str = "") -> str:
    """Return words as a sentence lists them: «a, b y c»."""
    told = [word for word in words if word]
    if len(told) < 2:
        return "".join(told)
    return f"{', '.join(told[:-1])} {last or _('y')} {told[-1]}"


def days_words(days: Sequence[str]) -> str:
    """Return weekdays as people say them: «lunes a viernes», «sábado y domingo», «todos los días»."""
    places = sorted(ORDER.index(day) for day in days if day in ORDER)
    names = [str(Weekday(ORDER[place]).label) for place in places]
    if len(places) == len(ORDER):
        return _("todos los días")
    if len(places) > 2 and places[-1] - places[0] == len(places) - 1:
        return _("%(first)s a %(last)s") % {"first": names[0], "last": names[-1]}
    return joined(names)


def span_words(opens: time | None, closes: time | None) -> str:
    """Return from when to when, saying where it ends on the next day or never."""
    if opens is None or closes is None:
        return _("sin horas dichas")
    if opens == closes or (opens == time(0) and closes.replace(second=0, microsecond=0) == LAST_MINUTE):
        return _("las 24 horas")
    words = {"opens": clock(opens), "closes": clock(closes)}
    if closes < opens and closes != time(0):
        return _("%(opens)s a %(closes)s del día siguiente") % words
    return _("%(opens)s a %(closes)s") % words


def line_words(line: HoursLine) -> tuple[str, str]:
    """Return a line of hours as its days and its times."""
    days = days_words(line.days)
    if line.ordinals:
        which = joined([str(ORDINALS.get(one, one)) for one in line.ordinals])
        days = _("%(which)s %(days)s de cada mes") % {"which": which, "days": days}
    elif line.month_days:
        numbers = joined([str(day) if day > 0 else str(_("último")) for day in line.month_days])
        days = ngettext("día %(days)s de cada mes", "días %(days)s de cada mes", len(line.month_days)) % {
            "days": numbers
        }
    elif line.monthly:
        days = _("%(days)s, una vez al mes") % {"days": days}
    elif line.interval > 1:
        days = _("%(days)s, cada %(weeks)d semanas") % {"days": days, "weeks": line.interval}
    return days, span_words(line.opens, line.closes)


def opening_words(opened: Opening, at: datetime) -> str:
    """Return whether somewhere is open at a moment, and until or from when."""
    if opened.state == "open":
        if opened.until is None:
            return _("Abierto ahora, las 24 horas")
        return _("Abierto ahora, cierra %(when)s") % {"when": _when(opened.until, at)}
    if opened.state == "closed":
        return _("Cerrado, abre %(when)s") % {"when": _when(opened.next, at)} if opened.next else _("Cerrado")
    return _("No se sabe si está abierto")


def _when(moment: datetime, at: datetime) -> str:
    today = at.astimezone(moment.tzinfo).date()
    words = {"hour": clock(moment)}
    if moment.date() == today:
        return _("a las %(hour)s") % words
    if moment.date() == today + timedelta(days=1):
        return _("mañana a las %(hour)s") % words
    if moment.date() < today + timedelta(days=7):
        return _("el %(day)s a las %(hour)s") % {**words, "day": Weekday(ORDER[moment.weekday()]).label}
    return _("el %(day)s a las %(hour)s") % {**words, "day": short_date(moment)}


def group_words(told: Mapping[str, Any]) -> str:
    """Return a group of people (queries.eligibility) in words; one that cannot be read is said to be so."""
    try:
        group = group_from(told)
    except ValueError:
        return _("un grupo que no se pudo leer")
    parts = [
        joined([str(SEXES.get(sex, sex)) for sex in group.sexes]) or _("personas"),
        _ages(group),
        {"with": _("con niñas o niños"), "without": _("sin niñas ni niños")}.get(group.children, ""),
        _statuses(group),
        _nationalities(group),
    ]
    return " ".join(part for part in parts if part)


def _ages(group: Group) -> str:
    words = {"least": group.minimum_age, "most": group.maximum_age}
    if group.minimum_age is not None and group.maximum_age is not None:
        return _("de %(least)s a %(most)s años") % words
    if group.minimum_age is not None:
        return _("de %(least)s años o más") % words
    return _("de hasta %(most)s años") % words if group.maximum_age is not None else ""


def _statuses(group: Group) -> str:
    labels = dict(PopulationGroup.choices)
    names = joined([str(labels.get(status, status)) for status in group.statuses], _("o"))
    return _("que son %(names)s") % {"names": names} if names else ""


def _nationalities(group: Group) -> str:
    names = joined([country_name(code) for code in group.nationalities], _("o"))
    return _("de nacionalidad de %(names)s") % {"names": names} if names else ""
