"""The desk's pages of what is cancelled, and of whom no mail reaches."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from arraigo.areas.training import permissions
from arraigo.areas.training.actions import changing
from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.models import Course
from arraigo.areas.training.queries.reaching import is_over, is_to_come, reach
from arraigo.areas.training.web.agenda.forms import ReasonForm
from arraigo.areas.training.web.common import course_for, session_for
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.audit import api as audit

ASKS = ["GET", "HEAD", "POST"]


@require_http_methods(ASKS)
@membership_required(permissions.manages_training)
def session_cancel(request: CityRequest, city: str, course_id: UUID, session_id: UUID) -> HttpResponse:
    """Ask, and then cancel a session and tell everybody."""
    session = session_for(request, course_id, session_id)
    at = timezone.now()
    tells = not is_over(session, at)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            changing.cancel_session(session, reason=form.cleaned_data["reason"], by=request.membership.user, at=at)
        except TrainingError as error:
            form.add_error(None, str(error))
        else:
            _say(request, _("Jornada «%(code)s» cancelada.") % {"code": session.code}, tells)
            return redirect("training:course", city, course_id)
    return _ask(request, form, {"course": session.course, "session": session, "tells": tells})


@require_http_methods(ASKS)
@membership_required(permissions.manages_training)
def course_cancel(request: CityRequest, city: str, course_id: UUID) -> HttpResponse:
    """Ask, and then cancel a course with what is left of it, and tell everybody."""
    course = course_for(request, course_id)
    at = timezone.now()
    tells = is_to_come(course, at)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            changing.cancel_course(course, reason=form.cleaned_data["reason"], by=request.membership.user, at=at)
        except TrainingError as error:
            form.add_error(None, str(error))
        else:
            _say(request, _("Curso «%(title)s» cancelado.") % {"title": course.title}, tells)
            return redirect("training:course", city, course_id)
    return _ask(request, form, {"course": course, "session": None, "tells": tells})


@require_safe
@membership_required(permissions.manages_training)
def without_email(request: CityRequest, city: str, course_id: UUID) -> HttpResponse:
    """List those enrolled whom no mail reaches, with their telephones; that somebody looked is logged."""
    course = course_for(request, course_id)
    found = reach(course)
    audit.seen(what="training.course", subject=course, by=request.membership.user, at=timezone.now())
    context = {"course": course, "reach": found, "whole": found.by_mail + len(found.alone)}
    return render(request, "training/agenda/without_email.html", context)


def _say(request: CityRequest, done: str, tells: bool) -> None:
    words = _("Se está escribiendo a quienes se inscribieron; el avance está en «Trabajos».") if tells else ""
    messages.success(request, f"{done} {words}".strip())


def _ask(request: CityRequest, form: ReasonForm, context: dict[str, Any]) -> HttpResponse:
    """Say who will be written to, and who must be told some other way; that the names were seen is logged."""
    course: Course = context["course"]
    found = reach(course) if context["tells"] else None
    if found and found.alone:
        audit.seen(what="training.course", subject=course, by=request.membership.user, at=timezone.now())
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "training/agenda/cancel.html", {**context, "reach": found, "form": form}, status=status)
