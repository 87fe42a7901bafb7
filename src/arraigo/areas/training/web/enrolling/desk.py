"""The desk's pages of applications: the list, one of them, deciding, and enrolling somebody by hand."""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from arraigo.areas.training import permissions
from arraigo.areas.training.actions import applications as actions
from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.actions.leaving import leave
from arraigo.areas.training.enums import ApplicationSource, ApplicationState
from arraigo.areas.training.models import Application, Course
from arraigo.areas.training.queries import applications as reads
from arraigo.areas.training.queries.opening import opening
from arraigo.areas.training.web.common import course_for
from arraigo.areas.training.web.enrolling import tables as own_tables
from arraigo.areas.training.web.enrolling.forms import ByHandForm, ReasonForm
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.audit import api as audit
from arraigo.core.organisations import api as organisations
from arraigo.core.ui import tables
from arraigo.core.ui.ids import ids_from

FORM = ("GET", "HEAD", "POST")


@require_safe
@membership_required(permissions.reads_training)
def applications(request: CityRequest, city: str, course_id: UUID) -> HttpResponseBase:
    """List who asks for a place in a course; that somebody looked is logged."""
    course, at = course_for(request, course_id), timezone.now()
    rows = list(reads.applications(course))
    manages = permissions.manages_training(request.membership)
    table = own_tables.applications(city, course.pk, reads.turns(rows), manages=manages)
    context = {
        "course": course,
        "room": reads.room(course, rows),
        "manages": manages,
        "opening": opening(course, at=at).value,
    }
    audit.seen(what="training.applications", subject=course, by=request.membership.user, at=at)
    shown = tables.listing(table, request, rows)
    filename = _("%(code)s, solicitudes") % {"code": course.code}
    return tables.respond(request, "training/enrolling/applications.html", shown, context, filename=filename)


@require_POST
@membership_required(permissions.manages_training)
def act(request: CityRequest, city: str, course_id: UUID) -> HttpResponse:
    """Approve, refuse or remind those that are ticked; to refuse, ask first why."""
    course = course_for(request, course_id)
    action, ids = tables.ticked(request)
    rows = _ticked(course, ids)
    back = tables.back(request, reverse("training:applications", args=[city, course.pk]))
    if not rows:
        messages.warning(request, _("Marque al menos una solicitud de la lista."))
        return redirect(back)
    if action == "rechazar":
        return _refuse(request, course, rows, back)
    _do(request, {"aprobar": _approve, "recordar": _remind}.get(action, _nothing), rows)
    return redirect(back)


@require_http_methods(FORM)
@membership_required(permissions.manages_training)
def one(request: CityRequest, city: str, course_id: UUID, application_id: UUID) -> HttpResponse:
    """Show one application and decide on it."""
    course, at = course_for(request, course_id), timezone.now()
    application = _application(course, application_id)
    here = reverse("training:application_desk", args=[city, course.pk, application.pk])
    if request.method == "POST":
        steps = {"aprobar": _approve, "recordar": _remind, "retirar": _withdraw}
        if request.POST.get("accion") == "rechazar":
            return _refuse(request, course, [application], here)
        _do(request, steps.get(request.POST.get("accion", ""), _nothing), [application])
        return redirect(here)
    audit.seen(what="training.application", subject=application, by=request.membership.user, at=at)
    context = {
        "course": course,
        "application": application,
        "tone": own_tables.TONES.get(ApplicationState(application.state), ""),
        "may_approve": application.state in {ApplicationState.TO_APPROVE, ApplicationState.REJECTED},
        "may_reject": application.state in actions.OPEN,
        "may_remind": application.state == ApplicationState.UNCONFIRMED,
        "may_withdraw": application.state in {*actions.OPEN, ApplicationState.ACCEPTED},
    }
    return render(request, "training/enrolling/application_desk.html", context)


@require_http_methods(FORM)
@membership_required(permissions.manages_training)
def new(request: CityRequest, city: str, course_id: UUID) -> HttpResponse:
    """Enrol somebody by hand."""
    course = course_for(request, course_id)
    form = ByHandForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.enrol_by_hand(
                course, form.asked, source=ApplicationSource.STAFF, by=request.membership.user, at=timezone.now()
            )
        except TrainingError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _saved_words(made))
            return redirect("training:applications", city, course.pk)
    context = {"course": course, "form": form, "institutions": [name for _pk, name in organisations.choices()]}
    return render(request, "training/enrolling/application_new.html", context, status=422 if form.is_bound else 200)


def _saved_words(made: Application) -> str:
    name = f"{made.given_names} {made.surnames}"
    if made.state == ApplicationState.WAITING:
        return _("El cupo está completo: %(name)s quedó en la lista de espera.") % {"name": name}
    return _("%(name)s quedó en el curso.") % {"name": name}


def _application(course: Course, application_id: UUID) -> Application:
    found = reads.applications(course).filter(pk=application_id).first()
    if found is None:
        raise Http404(_("Esta solicitud no existe o ya caducó."))
    found.course = course
    return found


def _ticked(course: Course, ids: Sequence[str]) -> list[Application]:
    rows = list(reads.applications(course).filter(pk__in=ids_from(ids)))
    for row in rows:
        row.course = course
    return rows


Step = Callable[[CityRequest, Sequence[Application]], str]


def _do(request: CityRequest, step: Step, rows: Sequence[Application]) -> None:
    """Do something with applications, and say what came of it."""
    try:
        said = step(request, rows)
    except TrainingError as error:
        messages.error(request, str(error))
    else:
        (messages.success if said else messages.warning)(request, said or _("No había nada que hacer con lo marcado."))


def _approve(request: CityRequest, rows: Sequence[Application]) -> str:
    count = actions.approve(rows, by=request.membership.user, at=timezone.now())
    words = ngettext("%(count)d solicitud aprobada.", "%(count)d solicitudes aprobadas.", count)
    return words % {"count": count} if count else ""


def _remind(request: CityRequest, rows: Sequence[Application]) -> str:
    count = actions.ask_again(rows, by=request.membership.user, at=timezone.now())
    words = ngettext("%(count)d correo enviado de nuevo.", "%(count)d correos enviados de nuevo.", count)
    return words % {"count": count} if count else ""


def _withdraw(request: CityRequest, rows: Sequence[Application]) -> str:
    for row in rows:
        if row.enrolment is not None:
            leave(row.enrolment, by=request.membership.user, at=timezone.now())
        else:
            actions.withdraw_application(row, by=request.membership.user, at=timezone.now())
    return _("Inscripción retirada. Si alguien esperaba, recibió el cupo.")


def _nothing(request: CityRequest, rows: Sequence[Application]) -> str:
    return ""


def _refuse(request: CityRequest, course: Course, rows: Sequence[Application], back: str) -> HttpResponse:
    """Ask why, and then refuse."""
    form = ReasonForm(request.POST if "motivo" in request.POST else None)
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["motivo"]
        count = actions.reject(rows, reason=reason, by=request.membership.user, at=timezone.now())
        words = ngettext("%(count)d solicitud no aceptada.", "%(count)d solicitudes no aceptadas.", count)
        messages.success(request, words % {"count": count})
        return redirect(back)
    refused = [row for row in rows if row.state in actions.OPEN]
    context = {"course": course, "form": form, "rows": refused, "left_out": len(rows) - len(refused), "back": back}
    return render(request, "training/enrolling/applications_reject.html", context, status=422 if form.is_bound else 200)
