"""Sessions as calendar entries (RFC 5545), which telephones, Google and Outlook take in."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from arraigo.areas.training.models import Session

MEDIA_TYPE = "text/calendar; charset=utf-8"


def calendar(
    sessions: Iterable[Session],
    *,
    name: str,
    at: datetime,
    url: str = "",
    method: str = "PUBLISH",
    private: bool = False,
) -> str:
    """Return a calendar of sessions, whose `course` is loaded; a cancelled session stays, as CANCELLED.

    name: what the calendar is called. url: the page that its entries lead to. private: also tells the link to join.
    The UID of a session never changes and its SEQUENCE counts its changes, so that a second file moves the entry.
    """
    whole = Calendar()
    whole.add("prodid", "-//Arraigo//Formacion//ES")
    whole.add("version", "2.0")
    whole.add("method", method)
    whole.add("x-wr-calname", name)
    for session in sessions:
        whole.add_component(_event(session, at=at, url=url, private=private))
    whole.add_missing_timezones()
    return str(whole.to_ical().decode())


def _event(session: Session, *, at: datetime, url: str, private: bool) -> Event:
    zone = ZoneInfo(session.timezone)
    event = Event()
    event.add("uid", f"{session.pk}@arraigo")
    event.add("dtstamp", at)
    event.add("sequence", session.revision)
    event.add("dtstart", session.starts_at.astimezone(zone))
    event.add("dtend", session.ends_at.astimezone(zone))
    event.add("summary", f"{session.course.title}: {session.title}" if session.title else session.course.title)
    gone = session.cancelled_at or session.course.cancelled_at
    event.add("status", "CANCELLED" if gone else "CONFIRMED")
    if session.place:
        event.add("location", session.place)
    if private and session.link:
        event.add("description", session.link)
    if url:
        event.add("url", url)
    return event
