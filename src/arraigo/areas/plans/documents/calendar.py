"""A plan's phases as calendar entries (RFC 5545)."""

from datetime import datetime, timedelta

from icalendar import Calendar, Event

from arraigo.areas.plans.models import Plan

MEDIA_TYPE = "text/calendar; charset=utf-8"


def phases_calendar(plan: Plan, *, at: datetime, url: str) -> str:
    """Return the calendar of a plan's phases: whole days, the last included. url: the page they lead to."""
    whole = Calendar()
    whole.add("prodid", "-//Arraigo//Planes//ES")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", plan.title)
    for phase in plan.phases.all():
        event = Event()
        event.add("uid", f"{phase.pk}@arraigo")
        event.add("dtstamp", at)
        event.add("dtstart", phase.starts_on)
        event.add("dtend", phase.ends_on + timedelta(days=1))
        event.add("summary", f"{plan.title}: {phase.title}")
        event.add("status", "CONFIRMED")
        if phase.note:
            event.add("description", phase.note)
        event.add("url", url)
        whole.add_component(event)
    return str(whole.to_ical().decode())
