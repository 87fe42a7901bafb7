"""A participant's own page of a course, which their link opens."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.actions.leaving import leave
from arraigo.areas.training.documents import calendar as calendars
from arraigo.areas.training.documents import codes
from arraigo.areas.training.models import Enrolment
from arraigo.areas.training.queries import links
from arraigo.areas.training.queries.participant import ParticipantPage, participant_page
from arraigo.areas.training.web.enrolling.common import gone, own_enrolment, private_page
from arraigo.core.accounts.api import PublicRequest, public


@public
@require_safe
@private_page
def page(request: PublicRequest, city: str, token: str) -> HttpResponse:
    """Show the course, its sessions, the code for the door and whatever else is theirs in it."""
    found = own_enrolment(token)
    if found is None:
        return _gone(request)
    shown = participant_page(found, at=timezone.now())
    return render(request, "training/enrolling/participant.html", _context(shown, token))


@public
@require_safe
@private_page
def code(request: PublicRequest, city: str, token: str) -> HttpResponse:
    """Show the code for the door alone, to print or to hold up."""
    found = own_enrolment(token)
    if found is None:
        return _gone(request)
    shown = participant_page(found, at=timezone.now())
    return render(request, "training/enrolling/code.html", _context(shown, token))


@public
@require_safe
@private_page
def calendar(request: PublicRequest, city: str, token: str) -> HttpResponse:
    """Give the sessions as a calendar, with the links to join."""
    found = own_enrolment(token)
    if found is None:
        return _gone(request)
    sessions = list(found.course.sessions.all())
    for session in sessions:
        session.course = found.course
    url = links.absolute("participant", found.city, token)
    text = calendars.calendar(sessions, name=found.course.title, at=timezone.now(), url=url, private=True)
    headers = {"Content-Disposition": f'attachment; filename="{found.course.slug or "curso"}.ics"'}
    return HttpResponse(text, content_type=calendars.MEDIA_TYPE, headers=headers)


@public
@require_http_methods(["GET", "HEAD", "POST"])
@private_page
def withdraw(request: PublicRequest, city: str, token: str) -> HttpResponse:
    """Ask, and then give the place back."""
    found = own_enrolment(token)
    if found is None:
        return _gone(request)
    if request.method != "POST":
        return render(request, "training/enrolling/participant_withdraw.html", {"course": found.course, "token": token})
    return _withdrawn(request, found, token, timezone.now())


def _withdrawn(request: PublicRequest, found: Enrolment, token: str, at: datetime) -> HttpResponse:
    try:
        leave(found, by=None, at=at)
    except TrainingError as error:
        messages.error(request, str(error))
        return redirect("training:participant", request.city.slug, token)
    return render(request, "training/enrolling/participant_left.html", {"course": found.course})


def _context(shown: ParticipantPage, token: str) -> dict[str, object]:
    code_text = links.check_in_token(shown.enrolment)
    return {
        "shown": shown,
        "course": shown.enrolment.course,
        "token": token,
        "qr": codes.qr_svg(code_text, label=_("Código para la entrada")),
    }


def _gone(request: PublicRequest) -> HttpResponse:
    return gone(
        request, _("Este enlace ya no abre ningún curso: la inscripción se retiró o el enlace no está completo.")
    )
