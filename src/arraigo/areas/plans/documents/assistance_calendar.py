"""The activities and targets of an assistance plan as calendar entries (RFC 5545)."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from arraigo.areas.plans.documents.assistance_words import measure
from arraigo.areas.plans.enums import ActivityState
from arraigo.areas.plans.queries.assistance_content import Content

MEDIA_TYPE = "text/calendar; charset=utf-8"


def assistance_calendar(content: Content, *, at: datetime, url: str, sequence: int = 0) -> str:
    """Return a plan's activities and targets as whole days, the last included. url: the page that they lead to.

    What was dropped says so, so that a calendar that had it strikes it out. `sequence` is the number of the edition.
    """
    whole = Calendar()
    whole.add("prodid", "-//Arraigo//Asistencia//ES")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", content.title)
    for one in content.activities:
        event = _event(one.id, one.starts_on, one.ends_on, f"{one.number} {one.title}", at=at, url=url)
        event.add("status", "CANCELLED" if one.state == ActivityState.DROPPED else "CONFIRMED")
        event.add("description", _("Responsable: %(who)s") % {"who": one.responsible})
        event.add("sequence", sequence)
        whole.add_component(event)
    for target in content.indicators:
        told = {"name": target.name, "value": measure(target.target), "unit": target.unit}
        words = _("Meta: %(name)s, %(value)s %(unit)s") % told
        event = _event(target.id, target.target_on, target.target_on, words, at=at, url=url)
        event.add("status", "CONFIRMED")
        event.add("sequence", sequence)
        whole.add_component(event)
    return str(whole.to_ical().decode())


def _event(key: UUID, first: date, last: date, words: str, *, at: datetime, url: str) -> Event:
    event = Event()
    event.add("uid", f"{key}@arraigo")
    event.add("dtstamp", at)
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    event.add("summary", words)
    event.add("transp", "TRANSPARENT")
    event.add("url", url)
    return event
