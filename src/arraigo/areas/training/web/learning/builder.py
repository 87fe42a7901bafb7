"""Pages in which tests and surveys are made, changed, published and taken away."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from arraigo.areas.training import permissions
from arraigo.areas.training.actions import assessments as actions
from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.actions.survey_template import make_survey
from arraigo.areas.training.enums import AssessmentKind
from arraigo.areas.training.models import Assessment, Course
from arraigo.areas.training.web.common import course_for
from arraigo.areas.training.web.learning.common import assessment_for, to_assessment
from arraigo.areas.training.web.learning.forms import AssessmentForm, kind_words, refuse
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.tenancy.models import new_id
from arraigo.core.ui.ids import id_from


@require_http_methods(["GET", "HEAD", "POST"])
@membership_required(permissions.manages_training)
def new(request: CityRequest, city: str, course_id: UUID) -> HttpResponse:
    """Make a test or survey of the kind that the address says."""
    course = course_for(request, course_id)
    kind = request.GET.get("tipo", AssessmentKind.PRE.value)
    if kind not in AssessmentKind.values:
        raise Http404(_("No hay evaluaciones de este tipo."))
    form = AssessmentForm(request.POST or None, course=course, kind=kind)
    made = _saved(request, course, form)
    if made is not None:
        messages.success(request, _("«%(title)s» creada. Ahora escriba sus preguntas.") % {"title": made.title})
        return to_assessment(made)
    return _form(request, form, {"course": course, "assessment": None, "kind_words": kind_words(kind)})


@require_http_methods(["GET", "HEAD", "POST"])
@membership_required(permissions.manages_training)
def edit(request: CityRequest, city: str, course_id: UUID, assessment_id: UUID) -> HttpResponse:
    """Change a test or survey, but for its questions."""
    found = assessment_for(request, course_id, assessment_id)
    form = AssessmentForm(request.POST or None, course=found.course, kind=found.kind, assessment=found)
    if _saved(request, found.course, form) is not None:
        messages.success(request, _("«%(title)s» guardada.") % {"title": form.cleaned_data["title"]})
        return to_assessment(found)
    return _form(request, form, {"course": found.course, "assessment": found, "kind_words": kind_words(found.kind)})


def _saved(request: CityRequest, course: Course, form: AssessmentForm) -> Assessment | None:
    if request.method != "POST" or not form.is_valid():
        return None
    by, at = request.membership.user, timezone.now()
    try:
        return actions.save_assessment(course=course, assessment_id=form.chosen_id, by=by, at=at, **form.values)
    except TrainingError as error:
        refuse(form, error)
        return None


def _form(request: CityRequest, form: AssessmentForm, context: dict[str, Any]) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "training/learning/assessment_form.html", {**context, "form": form}, status=status)


@require_POST
@membership_required(permissions.manages_training)
def ready_survey(request: CityRequest, city: str, course_id: UUID) -> HttpResponse:
    """Make the satisfaction survey that is ready to be used."""
    course = course_for(request, course_id)
    by, at = request.membership.user, timezone.now()
    made = make_survey(course=course, assessment_id=_nonce(request), by=by, at=at)
    messages.success(request, _("Encuesta lista, en borrador. Revísela y publíquela."))
    return to_assessment(made)


def _nonce(request: CityRequest) -> UUID:
    return id_from(request.POST.get("nonce")) or new_id()


@require_http_methods(["GET", "HEAD", "POST"])
@membership_required(permissions.manages_training)
def delete(request: CityRequest, city: str, course_id: UUID, assessment_id: UUID) -> HttpResponse:
    """Ask, and then take away a test or survey that nobody has answered."""
    found = assessment_for(request, course_id, assessment_id)
    refused = ""
    if request.method == "POST":
        try:
            actions.delete_assessment(assessment=found, by=request.membership.user, at=timezone.now())
        except TrainingError as error:
            refused = str(error)
        else:
            messages.success(request, _("«%(title)s» eliminada.") % {"title": found.title})
            return redirect("training:assessments", city, course_id)
    context = {"course": found.course, "assessment": found, "refused": refused}
    return render(request, "training/learning/assessment_delete.html", context, status=409 if refused else 200)


@require_POST
@membership_required(permissions.manages_training)
def publish(request: CityRequest, city: str, course_id: UUID, assessment_id: UUID) -> HttpResponse:
    """Let people answer; what keeps it from that is told."""
    found = assessment_for(request, course_id, assessment_id)
    try:
        actions.publish_assessment(assessment=found, by=request.membership.user, at=timezone.now())
    except TrainingError as error:
        messages.error(request, _("No se publicó. %(why)s") % {"why": error})
    else:
        messages.success(request, _("Publicada. Avise por correo o proyecte su código en la sala."))
    return to_assessment(found)


@require_POST
@membership_required(permissions.manages_training)
def withdraw(request: CityRequest, city: str, course_id: UUID, assessment_id: UUID) -> HttpResponse:
    """Make a draft of it again."""
    found = assessment_for(request, course_id, assessment_id)
    try:
        actions.withdraw_assessment(assessment=found, by=request.membership.user, at=timezone.now())
    except TrainingError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Volvió a borrador: nadie puede responderla hasta que la publique."))
    return to_assessment(found)


@require_POST
@membership_required(permissions.manages_training)
def copy(request: CityRequest, city: str, course_id: UUID, assessment_id: UUID) -> HttpResponse:
    """Make the final test out of the initial one."""
    found = assessment_for(request, course_id, assessment_id)
    try:
        made = actions.copy_as_final(initial=found, by=request.membership.user, at=timezone.now())
    except TrainingError as error:
        messages.error(request, str(error))
        return to_assessment(found)
    messages.success(request, _("Prueba final en borrador, con las mismas preguntas: así se mide cuánto se aprendió."))
    made.course = found.course
    return to_assessment(made)
