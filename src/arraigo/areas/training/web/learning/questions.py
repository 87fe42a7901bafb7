"""Pages in which the questions of a test or survey are written, moved and taken away."""

from typing import Literal
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from arraigo.areas.training import permissions
from arraigo.areas.training.actions import asking as actions
from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.enums import QuestionKind
from arraigo.areas.training.models import Assessment
from arraigo.areas.training.queries import assessments as reads
from arraigo.areas.training.web.learning.common import assessment_for, to_assessment
from arraigo.areas.training.web.learning.forms import kinds_for, refuse
from arraigo.areas.training.web.learning.question_form import QuestionForm
from arraigo.core.accounts.api import CityRequest, membership_required


@require_http_methods(["GET", "HEAD", "POST"])
@membership_required(permissions.manages_training)
def new(request: CityRequest, city: str, course_id: UUID, assessment_id: UUID) -> HttpResponse:
    """Write a question of the kind that the address says."""
    found = assessment_for(request, course_id, assessment_id)
    kinds = kinds_for(found.kind)
    kind = request.GET.get("tipo", kinds[0].value)
    if kind not in kinds:
        raise Http404(_("No hay preguntas de este tipo aquí."))
    form = QuestionForm(request.POST or None, assessment=found, kind=kind)
    if _saved(request, found, form):
        messages.success(request, _("Pregunta agregada."))
        return to_assessment(found, "#preguntas")
    return _form(request, found, form)


@require_http_methods(["GET", "HEAD", "POST"])
@membership_required(permissions.manages_training)
def edit(request: CityRequest, city: str, course_id: UUID, assessment_id: UUID, question_id: UUID) -> HttpResponse:
    """Change a question; once somebody has answered, only its wording."""
    found = assessment_for(request, course_id, assessment_id)
    asked = next((one for one in reads.questions_of(found) if one.question.pk == question_id), None)
    if asked is None:
        raise Http404(_("Esta pregunta no existe."))
    form = QuestionForm(request.POST or None, assessment=found, kind=asked.question.kind, asked=asked)
    if _saved(request, found, form):
        messages.success(request, _("Pregunta guardada."))
        return to_assessment(found, f"#pregunta-{question_id}")
    return _form(request, found, form)


def _saved(request: CityRequest, assessment: Assessment, form: QuestionForm) -> bool:
    if request.method != "POST" or not form.is_valid():
        return False
    by, at = request.membership.user, timezone.now()
    try:
        actions.save_question(assessment=assessment, question_id=form.chosen_id, draft=form.draft, by=by, at=at)
    except TrainingError as error:
        refuse(form, error)
        return False
    return True


def _form(request: CityRequest, assessment: Assessment, form: QuestionForm) -> HttpResponse:
    context = {
        "course": assessment.course,
        "assessment": assessment,
        "form": form,
        "question": form.asked.question if form.asked else None,
        "kind_words": capfirst(QuestionKind(form.kind).label),
        "answered": form.asked is not None and reads.is_answered(assessment),
    }
    return render(request, "training/learning/question_form.html", context, status=422 if form.is_bound else 200)


@require_POST
@membership_required(permissions.manages_training)
def move(request: CityRequest, city: str, course_id: UUID, assessment_id: UUID, question_id: UUID) -> HttpResponse:
    """Put a question one place up or down."""
    found = assessment_for(request, course_id, assessment_id)
    to: Literal["up", "down"] = "up" if request.POST.get("a") == "arriba" else "down"
    by, at = request.membership.user, timezone.now()
    actions.move_question(assessment=found, question_id=question_id, to=to, by=by, at=at)
    return to_assessment(found, f"#pregunta-{question_id}")


@require_POST
@membership_required(permissions.manages_training)
def delete(request: CityRequest, city: str, course_id: UUID, assessment_id: UUID, question_id: UUID) -> HttpResponse:
    """Take a question away."""
    found = assessment_for(request, course_id, assessment_id)
    by, at = request.membership.user, timezone.now()
    try:
        actions.delete_question(assessment=found, question_id=question_id, by=by, at=at)
    except TrainingError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Pregunta quitada."))
    return to_assessment(found, "#preguntas")
