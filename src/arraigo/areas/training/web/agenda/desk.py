"""The desk's pages of what a course announces and hands out, and of what changes in it."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from arraigo.areas.training import permissions
from arraigo.areas.training.actions import announcing, duplicating
from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.models import Course, CourseMaterial
from arraigo.areas.training.web.agenda.forms import (
    AnnouncementForm,
    DuplicateForm,
    MaterialForm,
    TrainersForm,
)
from arraigo.areas.training.web.common import course_for
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.files import api as files

ASKS = ["GET", "HEAD", "POST"]


def _who(request: CityRequest) -> dict[str, Any]:
    return {"by": request.membership.user, "at": timezone.now()}


def _show(request: CityRequest, template: str, context: dict[str, Any], form: forms.Form | None = None) -> HttpResponse:
    status = 422 if form is not None and form.is_bound and form.errors else 200
    return render(request, f"training/agenda/{template}.html", {**context, "form": form}, status=status)


@require_http_methods(ASKS)
@membership_required(permissions.manages_training)
def announcement(request: CityRequest, city: str, course_id: UUID) -> HttpResponse:
    """Say what the agenda tells of a course, who gives it and what it hands out; publish it or take it back."""
    course = course_for(request, course_id)
    form = AnnouncementForm(request.POST or None, course=course)
    if request.method == "POST" and form.is_valid():
        announcing.announce(course, **_who(request), **form.values)
        messages.success(request, _("Anuncio guardado."))
        return redirect("training:announcement", city, course_id)
    context = {
        "course": course,
        "trainers": list(course.trainers.all()),
        "materials": list(course.materials.select_related("file", "session").order_by("created_at")),
    }
    return _show(request, "announcement", context, form)


@require_POST
@membership_required(permissions.manages_training)
def publish(request: CityRequest, city: str, course_id: UUID) -> HttpResponse:
    """Publish a course, or with «retirar» take it out of the agenda."""
    course = course_for(request, course_id)
    try:
        if "retirar" in request.POST:
            announcing.unpublish(course, **_who(request))
            messages.success(request, _("El curso ya no está en la agenda. Quienes se inscribieron siguen inscritos."))
        else:
            announcing.publish(course, **_who(request))
            messages.success(request, _("Publicado: cualquier persona lo ve en la agenda."))
    except TrainingError as error:
        messages.error(request, str(error))
    return redirect("training:announcement", city, course_id)


@require_http_methods(ASKS)
@membership_required(permissions.manages_training)
def trainers(request: CityRequest, city: str, course_id: UUID) -> HttpResponse:
    """Say who gives a course."""
    course = course_for(request, course_id)
    held = [(one.name, one.position) for one in course.trainers.all()]
    form = TrainersForm(request.POST or None, held=held)
    if request.method == "POST" and form.is_valid():
        announcing.set_trainers(course, form.trainers, **_who(request))
        messages.success(request, _("Guardado."))
        return redirect("training:announcement", city, course_id)
    return _show(request, "trainers", {"course": course}, form)


@require_http_methods(ASKS)
@membership_required(permissions.manages_training)
def material_new(request: CityRequest, city: str, course_id: UUID) -> HttpResponse:
    """Add a file that a course hands out."""
    course = course_for(request, course_id)
    form = MaterialForm(request.POST or None, request.FILES or None, course=course)
    if request.method == "POST" and form.is_valid() and _kept(request, course, form):
        messages.success(request, _("Material agregado."))
        return redirect("training:announcement", city, course_id)
    return _show(request, "material", {"course": course}, form)


def _kept(request: CityRequest, course: Course, form: MaterialForm) -> bool:
    told = form.cleaned_data
    file = told["file"]
    upload = announcing.Upload(file.name or "", file.read(announcing.LARGEST + 1), file.content_type or "")
    session = form.sessions.get(told["session"])
    try:
        announcing.add_material(
            course, upload, title=told["title"], audience=told["audience"], session=session, **_who(request)
        )
    except (TrainingError, files.FileError) as error:
        form.add_error("file", str(error))
        return False
    return True


@require_http_methods(ASKS)
@membership_required(permissions.manages_training)
def material(request: CityRequest, city: str, course_id: UUID, material_id: UUID) -> HttpResponse:
    """Hand a material to the desk, or, posted, take it away."""
    course = course_for(request, course_id)
    found = get_object_or_404(CourseMaterial.objects.select_related("file", "course"), course=course, pk=material_id)
    if request.method == "POST":
        announcing.remove_material(found, **_who(request))
        messages.success(request, _("Material quitado."))
        return redirect("training:announcement", city, course_id)
    return files.download(found.file, **_who(request))


@require_http_methods(ASKS)
@membership_required(permissions.manages_training)
def duplicate(request: CityRequest, city: str, course_id: UUID) -> HttpResponse:
    """Make a course like this one."""
    course = course_for(request, course_id)
    form = DuplicateForm(request.POST or None, initial={"title": course.title})
    if request.method == "POST" and form.is_valid():
        try:
            made = duplicating.duplicate_course(course, **form.cleaned_data, **_who(request))
        except TrainingError as error:
            form.add_error("code", str(error))
        else:
            messages.success(request, _("Curso «%(title)s» creado. Revise sus jornadas.") % {"title": made.title})
            return redirect("training:course", city, made.pk)
    return _show(request, "duplicate", {"course": course}, form)
