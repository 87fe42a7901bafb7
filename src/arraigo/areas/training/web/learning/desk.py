"""Pages that show the tests and surveys of a course: all of them, one with its questions, one as people see it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from arraigo.areas.training import permissions
from arraigo.areas.training.enums import AssessmentKind, QuestionKind
from arraigo.areas.training.queries import assessments as reads
from arraigo.areas.training.web.common import course_for
from arraigo.areas.training.web.learning.answer_form import AnswerForm
from arraigo.areas.training.web.learning.common import assessment_for, local
from arraigo.areas.training.web.learning.forms import KIND_HELP, kinds_for
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.tenancy.models import new_id


@require_safe
@membership_required(permissions.reads_training)
def listed(request: CityRequest, city: str, course_id: UUID) -> HttpResponse:
    """List the tests and surveys of a course."""
    course = course_for(request, course_id)
    lines = reads.lines_of(course, at=timezone.now())
    context = {
        "course": course,
        "lines": [
            (line, local(course, line.assessment.opens_at), local(course, line.assessment.closes_at)) for line in lines
        ],
        "kinds": AssessmentKind,
        "has_survey": any(line.assessment.kind == AssessmentKind.SURVEY for line in lines),
        "nonce": new_id(),
        "manages": permissions.manages_training(request.membership),
    }
    return render(request, "training/learning/assessments.html", context)


@require_safe
@membership_required(permissions.reads_training)
def assessment(request: CityRequest, city: str, course_id: UUID, assessment_id: UUID) -> HttpResponse:
    """Show a test or survey with its questions, and what keeps it from being published."""
    found = assessment_for(request, course_id, assessment_id)
    asked = reads.questions_of(found)
    context = {
        "course": found.course,
        "assessment": found,
        "state": reads.state_of(found, timezone.now()).value,
        "asked": asked,
        "points": reads.points_of(asked),
        "problems": reads.problems_of(found, asked),
        "answered": reads.is_answered(found),
        "opens": local(found.course, found.opens_at),
        "closes": local(found.course, found.closes_at),
        "is_survey": found.kind == AssessmentKind.SURVEY,
        "is_initial": found.kind == AssessmentKind.PRE,
        "kinds": [(kind.value, kind.label, KIND_HELP[kind]) for kind in kinds_for(found.kind)],
        "manages": permissions.manages_training(request.membership),
    }
    return render(request, "training/learning/assessment.html", context)


@require_safe
@membership_required(permissions.reads_training)
def preview(request: CityRequest, city: str, course_id: UUID, assessment_id: UUID) -> HttpResponse:
    """Show a test or survey as the people who answer it see it; nothing can be sent from here."""
    found = assessment_for(request, course_id, assessment_id)
    asked = reads.questions_of(found)
    context = {
        "assessment": found,
        "course": found.course,
        "form": AnswerForm(asked=asked),
        "is_survey": found.kind == AssessmentKind.SURVEY,
        "has_text": any(one.question.kind == QuestionKind.TEXT for one in asked),
        "points": reads.points_of(asked),
        "closes": local(found.course, found.closes_at),
        "is_preview": True,
    }
    return render(request, "training/learning/take.html", context)
