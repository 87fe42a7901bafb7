"""Pages of a course's sessions: making, changing and deleting one, and its sheet to sign."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from arraigo.areas.training import permissions
from arraigo.areas.training.actions import courses as actions
from arraigo.areas.training.actions.scheduling import schedule_session
from arraigo.areas.training.models import Course, Session
from arraigo.areas.training.queries import courses as reads
from arraigo.areas.training.queries.reaching import Reach, is_over, reach
from arraigo.areas.training.web.common import course_for, session_for
from arraigo.areas.training.web.forms import SessionForm
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.audit import api as audit

BLANK_LINES = 6


@require_http_methods(["GET", "HEAD", "POST"])
@membership_required(permissions.manages_training)
def new(request: CityRequest, city: str, course_id: UUID) -> HttpResponse:
    """Make a session of a course."""
    course = course_for(request, course_id)
    form = SessionForm(request.POST or None, course=course)
    if request.method == "POST" and form.is_valid():
        made = _save(request, course, form)
        messages.success(request, _("Jornada «%(code)s» creada.") % {"code": made.code})
        return redirect(_place(course, made))
    return _form(request, form, course, None, None)


@require_http_methods(["GET", "HEAD", "POST"])
@membership_required(permissions.manages_training)
def edit(request: CityRequest, city: str, course_id: UUID, session_id: UUID) -> HttpResponse:
    """Change a session; when its time or modality changes, its attendance is counted anew."""
    session = session_for(request, course_id, session_id)
    found = _reach(session)
    form = SessionForm(request.POST or None, course=session.course, session=session, reach=found)
    if request.method == "POST" and form.is_valid():
        saved = _save(request, session.course, form)
        messages.success(request, _saved(session, saved, is_told=form.cleaned_data.get("notify", False)))
        return redirect(_place(session.course, saved))
    return _form(request, form, session.course, session, found)


@require_http_methods(["GET", "HEAD", "POST"])
@membership_required(permissions.manages_training)
def delete(request: CityRequest, city: str, course_id: UUID, session_id: UUID) -> HttpResponse:
    """Ask, and then take a session away that has no attendance."""
    session = session_for(request, course_id, session_id)
    refused = ""
    if request.method == "POST":
        try:
            actions.delete_session(session=session, by=request.membership.user, at=timezone.now())
        except actions.TrainingError as error:
            refused = str(error)
        else:
            messages.success(request, _("Jornada «%(code)s» eliminada.") % {"code": session.code})
            return redirect("training:course", city, course_id)
    context = {"course": session.course, "session": session, "refused": refused}
    return render(request, "training/session_delete.html", context, status=409 if refused else 200)


@require_safe
@membership_required(permissions.reads_training)
def sheet(request: CityRequest, city: str, course_id: UUID, session_id: UUID) -> HttpResponse:
    """Draw the sheet that those enrolled sign in a session, with lines for who comes unannounced."""
    session = session_for(request, course_id, session_id)
    context = {
        "course": session.course,
        "session": session,
        "starts": reads.local(session.starts_at, session.timezone),
        "people": reads.signers(session.course),
        "blank": range(BLANK_LINES),
    }
    audit.seen(what="training.sheet", subject=session, by=request.membership.user, at=timezone.now())
    return render(request, "training/session_sheet.html", context)


def _save(request: CityRequest, course: Course, form: SessionForm) -> Session:
    by, at, code = request.membership.user, timezone.now(), form.cleaned_data["code"]
    notify = form.cleaned_data.get("notify", False)
    return schedule_session(course=course, by=by, at=at, code=code, notify=notify, **form.values)


def _saved(before: Session, saved: Session, *, is_told: bool) -> str:
    done = _("Jornada «%(code)s» guardada.") % {"code": saved.code}
    if not is_told or saved.revision == before.revision or is_over(saved, timezone.now()):
        return done
    return f"{done} {_('Se está escribiendo a quienes se inscribieron; el avance está en «Trabajos».')}"


def _place(course: Course, session: Session) -> str:
    return f"{redirect('training:course', course.city.slug, course.pk).url}#jornada-{session.pk}"


def _reach(session: Session) -> Reach | None:
    """Return whom a mail of a change would reach; None for a cancelled session, of which nobody is told."""
    return None if session.cancelled_at else reach(session.course)


def _form(
    request: CityRequest, form: SessionForm, course: Course, session: Session | None, found: Reach | None
) -> HttpResponse:
    context = {"form": form, "course": course, "session": session, "reach": found}
    return render(request, "training/session_form.html", context, status=422 if form.is_bound else 200)
