"""The activities and targets of an assistance plan as calendar entries (RFC 5545)."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from icalendar import Calendar, Event


def assistance_calendar(content: Mapping[str, Any], *, at: datetime, url: str) -> str:
    """Return the calendar of an edition's content: activities over their days, targets on theirs."""
    whole = Calendar()
    whole.add("prodid", "-//Arraigo//Asistencia//ES")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", content["title"])
    for number, objective in enumerate(content["objectives"]):
        for output in objective["outputs"]:
            for activity in output["activities"]:
                days = (date.fromisoformat(activity["starts_on"]), date.fromisoformat(activity["ends_on"]))
                summary = f"{activity['title']} ({activity['responsible']})"
                whole.add_component(_event(f"{activity['id']}@arraigo", summary, *days, at, url))
        for place, indicator in enumerate(objective["indicators"]):
            day = date.fromisoformat(indicator["target_on"])
            summary = f"{indicator['name']}: {indicator['target']} {indicator['unit']}"
            uid = f"meta-{number}-{place}-{indicator['target_on']}@arraigo"
            whole.add_component(_event(uid, summary, day, day, at, url))
    return str(whole.to_ical().decode())


def _event(uid: str, summary: str, starts: date, ends: date, at: datetime, url: str) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", at)
    event.add("dtstart", starts)
    event.add("dtend", ends + timedelta(days=1))
    event.add("summary", summary)
    event.add("url", url)
    return event
