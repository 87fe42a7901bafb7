"""What the pages of training share: finding a course that this member opens, and when it is in the city."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import Http404
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from arraigo.areas.training.models import Course, Session
from arraigo.areas.training.permissions import courses_of
from arraigo.core.accounts.api import CityRequest


def course_for(request: CityRequest, course_id: UUID) -> Course:
    """Return a course that this member opens; raises Http404 as for one that does not exist."""
    found = Course.objects.filter(courses_of(request.membership)).select_related("institution", "series", "city")
    course = found.filter(pk=course_id).first()
    if course is None:
        raise Http404(_("Este curso no existe o es de otra institución."))
    return course


def session_for(request: CityRequest, course_id: UUID, session_id: UUID) -> Session:
    """Return a session of a course that this member opens."""
    course = course_for(request, course_id)
    session = course.sessions.filter(pk=session_id).first()
    if session is None:
        raise Http404(_("Esta jornada no existe."))
    session.course = course
    return session


def here(request: CityRequest, at: datetime) -> datetime:
    """Return a moment as the clocks of the city show it, without its zone, so that no template converts it again."""
    return at.astimezone(ZoneInfo(request.city.timezone)).replace(tzinfo=None)


def raised(choices: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """Return choices with the first letter of each label raised, as a screen shows them."""
    return [(value, capfirst(label)) for value, label in choices]
