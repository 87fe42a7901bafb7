"""Mail to those who apply, wait and are enrolled. Each tells of one event, once."""

from datetime import datetime, timedelta
from typing import Any

from arraigo.areas.training.documents.calendar import MEDIA_TYPE, calendar
from arraigo.areas.training.enums import ApplicationState
from arraigo.areas.training.models import Application, Course, Enrolment, FocalLink, Session
from arraigo.areas.training.queries import links
from arraigo.areas.training.queries.addresses import Addressee
from arraigo.areas.training.queries.courses import local
from arraigo.core.outbox import api as outbox


def ask_to_confirm(application: Application, *, at: datetime) -> None:
    """Write to the address of an application, so that whoever reads it there confirms."""
    _tell(application, "training_application_confirm", at=at, mark=f":{at:%Y%m%d%H%M}")


def tell_enrolled(application: Application, enrolment: Enrolment, *, promoted: bool, at: datetime) -> None:
    """Tell somebody of their place, with the sessions as calendar entries and the link to their page."""
    template = "training_promoted" if promoted else "training_enrolled"
    sessions = list(application.course.sessions.filter(cancelled_at=None))
    page = links.absolute("participant", application.city, links.participant_token(enrolment))
    extra = {
        "link": page,
        "code_link": links.absolute("participant_code", application.city, links.participant_token(enrolment)),
        "sessions": [session_words(session) for session in sessions],
        "by_focal_point": application.focal_link_id is not None,
        "institution": application.institution,
    }
    _tell(application, template, at=at, extra=extra, attached=invitation(sessions, application.course, url=page, at=at))


def tell_state(application: Application, template: str, *, at: datetime, mark: str = "") -> None:
    """Tell where an application stands: `training_waiting`, `_rejected`, `_withdrawn` or `_standing`."""
    extra = {"state": ApplicationState(application.state).value, "reason": application.reason}
    if application.enrolment is not None:
        token = links.participant_token(application.enrolment)
        extra["participant_link"] = links.absolute("participant", application.city, token)
    _tell(application, template, at=at, mark=mark, extra=extra)


def tell_enrolled_already(enrolment: Enrolment, whom: Addressee, *, at: datetime) -> None:
    """Tell somebody who asks for a place that they have it, and where their page is."""
    page = links.absolute("participant", enrolment.city, links.participant_token(enrolment))
    write(
        f"training_standing:{enrolment.pk}:{at:%Y%m%d%H%M}",
        "training_standing",
        whom,
        course=enrolment.course,
        at=at,
        extra={"state": ApplicationState.ACCEPTED.value, "participant_link": page},
    )


def tell_withdrawn(enrolment: Enrolment, whom: Addressee, *, at: datetime) -> None:
    """Tell somebody whom no application brought that their place was given back."""
    write(f"training_withdrawn:{enrolment.pk}", "training_withdrawn", whom, course=enrolment.course, at=at, extra={})


def invite_focal_point(link: FocalLink, *, at: datetime) -> None:
    """Send a focal point the link by which they enrol their institution's people."""
    whom = Addressee(str(link.email), str(link.name), link.city.language)
    extra = {
        "link": links.absolute("focal", link.city, links.focal_token(link)),
        "organization": link.organization.name,
        "places": link.places,
        "expires": local(link.expires_at, link.city.timezone),
    }
    event = f"training_focal_invitation:{link.pk}:{at:%Y%m%d%H%M}"
    write(event, "training_focal_invitation", whom, course=link.course, at=at, extra=extra)


def remind_of(session: Session, enrolment: Enrolment, whom: Addressee, *, event: str, days: int, at: datetime) -> None:
    """Remind somebody of a session, with its calendar entry."""
    page = links.absolute("participant", session.course.city, links.participant_token(enrolment))
    extra = {"link": page, "session": session_words(session), "days": days}
    attached = invitation([session], session.course, url=page, at=at)
    write(event, "training_reminder", whom, course=session.course, at=at, extra=extra, attached=attached)


def session_words(session: Session) -> dict[str, Any]:
    """Return what a mail says of a session: its hours on the clock of its own time zone."""
    starts = local(session.starts_at, session.timezone)
    return {
        "title": session.title or session.code,
        "starts": starts,
        "ends": starts + timedelta(minutes=session.minutes),
        "place": session.place,
        # Nobody is to join what does not take place.
        "join": "" if session.cancelled_at else session.link,
        "modality": session.get_modality_display(),
    }


def invitation(sessions: list[Session], course: Course, *, url: str, at: datetime) -> tuple[outbox.Attached, ...]:
    """Return the sessions as one calendar file to attach; nothing where there are none."""
    if not sessions:
        return ()
    for session in sessions:
        session.course = course
    text = calendar(sessions, name=course.title, at=at, url=url, private=True)
    return (outbox.Attached("jornadas.ics", MEDIA_TYPE, content=text),)


def _tell(
    application: Application,
    template: str,
    *,
    at: datetime,
    mark: str = "",
    extra: dict[str, Any] | None = None,
    attached: tuple[outbox.Attached, ...] = (),
) -> None:
    if not application.email:
        return
    whom = Addressee(str(application.email), str(application.given_names), application.language)
    own = {"application_link": links.absolute("application", application.city, links.application_token(application))}
    event = f"{template}:{application.pk}{mark}"
    write(event, template, whom, course=application.course, at=at, extra={**own, **(extra or {})}, attached=attached)


def write(
    event: str,
    template: str,
    whom: Addressee,
    *,
    course: Course,
    at: datetime,
    extra: dict[str, Any],
    attached: tuple[outbox.Attached, ...] = (),
) -> None:
    """Post one mail of a course to one person; where no address works, none is posted."""
    if not whom.email:
        return
    city = course.city
    context = {
        "course": course.title,
        "city": city.municipality or city.name,
        "contact": course.contact,
        "name": whom.name,
        **extra,
    }
    outbox.post(
        event=event, template=template, to=whom.email, language=whom.language, context=context, at=at, attached=attached
    )
