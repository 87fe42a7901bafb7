"""The pages under which one person answers a test or survey by their own link, on any telephone, without scripts."""

from uuid import UUID, uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from arraigo.areas.training.actions.answering import AnswerError, answer_survey, answer_test
from arraigo.areas.training.enums import AssessmentKind, QuestionKind
from arraigo.areas.training.models import Assessment, Enrolment
from arraigo.areas.training.queries.assessments import Asked, points_of, questions_of
from arraigo.areas.training.queries.links import enrolment_by
from arraigo.areas.training.queries.sittings import Standing, marked, standing_of
from arraigo.areas.training.web.learning.answer_form import AnswerForm
from arraigo.areas.training.web.learning.common import local
from arraigo.areas.training.web.learning.forms import refuse
from arraigo.core.accounts.api import PublicRequest, public


def _opened(token: str, assessment_id: UUID) -> tuple[Enrolment, Assessment]:
    """Return the enrolment of a link and a published test or survey of its course; raise Http404."""
    enrolment = enrolment_by(token)
    found = (
        Assessment.objects.filter(pk=assessment_id, course=enrolment.course_id, published_at__isnull=False).first()
        if enrolment
        else None
    )
    if enrolment is None or found is None:
        raise Http404(_("Este enlace ya no abre nada. Pida otro a quien organiza el curso."))
    found.course = enrolment.course
    return enrolment, found


# Exempt: the link alone opens the page, which knows no session that a foreign page could use; and a page that was
# left open for hours must not lose what somebody wrote.
@csrf_exempt
@public
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: PublicRequest, city: str, token: str, assessment_id: UUID) -> HttpResponse:
    """Show the questions, or take in the answers; whatever is missing is told beside it and nothing is lost."""
    enrolment, assessment = _opened(token, assessment_id)
    at = timezone.now()
    standing = standing_of(assessment, enrolment, at=at)
    asked = questions_of(assessment)
    if request.method != "POST":
        if not standing.may_answer and (standing.answered or not asked):
            return redirect("training:assessment_result", city, token, assessment.pk)
        form = AnswerForm(asked=asked, initial={"nonce": uuid4()})
        return _page(request, standing, asked, form, token)
    form = AnswerForm(request.POST, asked=asked)
    if form.is_valid():
        try:
            _send(assessment, enrolment, form)
        except AnswerError as error:
            refuse(form, error)
        else:
            return redirect("training:assessment_result", city, token, assessment.pk)
    return _page(request, standing, asked, form, token)


def _send(assessment: Assessment, enrolment: Enrolment, form: AnswerForm) -> None:
    at = timezone.now()
    if assessment.kind == AssessmentKind.SURVEY:
        answer_survey(assessment=assessment, enrolment=enrolment, answers=form.given, at=at)
    else:
        nonce = form.cleaned_data["nonce"]
        answer_test(assessment=assessment, enrolment=enrolment, answers=form.given, nonce=nonce, at=at)


def _page(
    request: PublicRequest, standing: Standing, asked: tuple[Asked, ...], form: AnswerForm, token: str
) -> HttpResponse:
    assessment = standing.assessment
    context = {
        "assessment": assessment,
        "course": assessment.course,
        "standing": standing,
        "attempt": len(standing.sittings) + 1,
        "form": form,
        "is_survey": standing.is_survey,
        "has_text": any(one.question.kind == QuestionKind.TEXT for one in asked),
        "points": points_of(asked),
        "token": token,
        "state": standing.state.value,
        "opens": local(assessment.course, assessment.opens_at),
        "closes": local(assessment.course, assessment.closes_at),
    }
    return render(request, "training/learning/take.html", context, status=422 if form.is_bound else 200)


@public
@require_safe
def result(request: PublicRequest, city: str, token: str, assessment_id: UUID) -> HttpResponse:
    """Show somebody what they reached, or that their survey has arrived."""
    enrolment, assessment = _opened(token, assessment_id)
    standing = standing_of(assessment, enrolment, at=timezone.now())
    if not standing.answered and standing.may_answer:
        return redirect("training:assessment_take", city, token, assessment.pk)
    shown = standing.shows_answers and standing.last is not None
    if standing.last is not None:
        standing.last.assessment = assessment
    context = {
        "assessment": assessment,
        "course": assessment.course,
        "standing": standing,
        "marked": marked(standing.last) if shown and standing.last is not None else [],
        "token": token,
        "state": standing.state.value,
        "closes": local(assessment.course, assessment.closes_at),
    }
    return render(request, "training/learning/result.html", context)
