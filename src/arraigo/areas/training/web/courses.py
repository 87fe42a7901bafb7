"""Pages of courses: the list, one course with its sessions and people, making and changing one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from arraigo.areas.training import permissions
from arraigo.areas.training.actions import courses as actions
from arraigo.areas.training.actions.places import promote
from arraigo.areas.training.models import Course
from arraigo.areas.training.queries import choices
from arraigo.areas.training.queries import courses as reads
from arraigo.areas.training.web import tables as own_tables
from arraigo.areas.training.web.common import course_for
from arraigo.areas.training.web.forms import CourseForm
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.audit import api as audit
from arraigo.core.ui import tables


@require_safe
@membership_required(permissions.reads_training)
def listed(request: CityRequest, city: str) -> HttpResponseBase:
    """List the courses that this member opens."""
    table = own_tables.courses(choices.choices(), city)
    shown = tables.listing(table, request, reads.courses(permissions.courses_of(request.membership)))
    context = {"manages": permissions.manages_training(request.membership)}
    return tables.respond(request, "training/courses.html", shown, context, filename=_("cursos"))


@require_safe
@membership_required(permissions.reads_training)
def course(request: CityRequest, city: str, course_id: UUID) -> HttpResponseBase:
    """Show a course with its figures, sessions, files and people; that somebody looked is logged."""
    at = timezone.now()
    found = course_for(request, course_id)
    lines = reads.session_lines(found, at=at)
    held = sum(line.attended > 0 for line in lines)
    people = reads.participants(found, sessions=held)
    shown = tables.listing(own_tables.participants(city), request, people)
    context = {
        "course": found,
        "course_key": str(found.pk),
        "upload_context": f"course:{found.pk}",
        "figures_link": f"{reverse('training:figures', args=[city])}?curso={found.pk}",
        "figures": reads.course_figures(people, lines),
        "lines": lines,
        "due": next((line for line in lines if line.is_due), None),
        "lists": reads.files_of([f"course:{found.pk}"]).get(f"course:{found.pk}", []),
        "manages": permissions.manages_training(request.membership),
        "opens_records": permissions.reads_records(request.membership),
    }
    audit.seen(what="training.course", subject=found, by=request.membership.user, at=at)
    return tables.respond(request, "training/course.html", shown, context, filename=f"{found.code}, personas")


@require_http_methods(["GET", "HEAD", "POST"])
@membership_required(permissions.manages_training)
def new(request: CityRequest, city: str) -> HttpResponse:
    """Make a course."""
    form = CourseForm(request.POST or None, zone=request.city.timezone)
    if request.method == "POST" and form.is_valid():
        made = _save(request, form)
        messages.success(request, _("Curso «%(title)s» creado. Ahora cargue su lista de inscripción.") % vars_of(made))
        return redirect("training:course", city, made.pk)
    return _form(request, form, {"course": None})


@require_http_methods(["GET", "HEAD", "POST"])
@membership_required(permissions.manages_training)
def edit(request: CityRequest, city: str, course_id: UUID) -> HttpResponse:
    """Change a course."""
    found = course_for(request, course_id)
    form = CourseForm(request.POST or None, course=found)
    if request.method == "POST" and form.is_valid():
        messages.success(request, _("Curso «%(title)s» guardado.") % vars_of(_save(request, form)))
        return redirect("training:course", city, found.pk)
    return _form(request, form, {"course": found})


@require_http_methods(["GET", "HEAD", "POST"])
@membership_required(permissions.manages_training)
def delete(request: CityRequest, city: str, course_id: UUID) -> HttpResponse:
    """Ask, and then take a course away that nobody is enrolled in."""
    found = course_for(request, course_id)
    refused = ""
    if request.method == "POST":
        try:
            actions.delete_course(course=found, by=request.membership.user, at=timezone.now())
        except actions.TrainingError as error:
            refused = str(error)
        else:
            messages.success(request, _("Curso «%(title)s» eliminado.") % vars_of(found))
            return redirect("training:courses", city)
    context = {"course": found, "refused": refused}
    return render(request, "training/course_delete.html", context, status=409 if refused else 200)


def _save(request: CityRequest, form: CourseForm) -> Course:
    data = dict(form.cleaned_data)
    by, at = request.membership.user, timezone.now()
    name = " ".join(data.pop("new_series").split())
    series_id = data.pop("series")
    with transaction.atomic():
        if name:
            series_id = actions.save_series(name=name, by=by, at=at).pk
        institution_id = data.pop("institution")
        saved = actions.save_course(by=by, at=at, institution_id=institution_id, series_id=series_id, **data)
        # A larger capacity frees places.
        promote(saved, by=by, at=at)
        return saved


def _form(request: CityRequest, form: CourseForm, context: dict[str, Any]) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "training/course_form.html", {**context, "form": form}, status=status)


def vars_of(course: Course) -> dict[str, str]:
    """The words of a course for a sentence."""
    return {"title": course.title, "code": course.code}
